#include "server/store/audit_store.hpp"

#include "server/store/columns.hpp"

namespace musubi::store {

namespace {

AuditRow audit_row_from(const ReadTx& tx, const Row& row) {
  Columns column(tx, row);
  AuditRow a;
  a.id = column.id<AuditId>();
  a.at = column.instant();
  a.actor = column.maybe_id<AccountId>();
  a.action = column.text();
  a.subject_kind = column.text();
  a.subject_id = column.maybe_id();
  a.district_id = column.maybe_id<DistrictId>();
  a.incident_id = column.maybe_id<IncidentId>();
  a.subjects = column.integer();
  a.request_id = column.text();
  return a;
}

}  // namespace

void insert_audit(Tx& tx, const AuditRow& a) {
  tx.run(sql::audit_insert, {value_of(a.id), value_of(a.at), value_of(a.actor), value_of(a.action),
                             value_of(a.subject_kind), value_of(a.subject_id), value_of(a.district_id),
                             value_of(a.incident_id), value_of(a.subjects), value_of(a.request_id)});
}

std::vector<AuditRow> audit_rows(ReadTx& tx, const Page& page) {
  const Cursor below = page.below();
  const auto rows = tx.query(sql::audit_page, {value_of(below.ms), value_of(below.id), value_of(page.limit)});
  return decoded<AuditRow>(tx, rows, audit_row_from);
}

}  // namespace musubi::store
