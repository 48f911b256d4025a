#include "server/store/audit_store.hpp"

#include <algorithm>

#include "server/store/audit_chain.hpp"
#include "server/store/columns.hpp"

namespace musubi::store {

namespace {

constexpr int k_links_at_once = 1000;

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
  a.route = column.maybe_text().value_or("");
  return a;
}

std::vector<Uuid> subjects_of(const AuditRow& a) {
  auto ids = a.subject_ids;
  if (a.subject_kind == "registrant" && a.subject_id) ids.push_back(*a.subject_id);
  std::ranges::sort(ids);
  const auto doubles = std::ranges::unique(ids);
  ids.erase(doubles.begin(), doubles.end());
  return ids;
}

struct Place {
  std::int64_t link;
  Bytes before;
};

// Rows from before there was a chain become its beginning.
void start_chain(Tx& tx) {
  Bytes hash = audit_root(tx.codec());
  tx.run(sql::audit_head_start, {hash});
  for (;;) {
    const auto rows = tx.query(sql::audit_unlinked, {value_of(k_links_at_once)});
    for (const auto& row : rows) {
      const auto a = audit_row_from(tx, row);
      const auto head = tx.query(sql::audit_head_take);
      const auto link = head.at(0).i64(0);
      hash = audit_hash(tx.codec(), hash, link, a, subjects_of(a));
      tx.run(sql::audit_link, {value_of(a.id), link, hash});
      tx.run(sql::audit_head_put, {hash});
    }
    if (rows.size() < k_links_at_once) return;
  }
}

Place take_place(Tx& tx) {
  auto head = tx.query(sql::audit_head_take);
  if (head.empty()) {
    start_chain(tx);
    head = tx.query(sql::audit_head_take);
  }
  return {head.at(0).i64(0), head.at(0).bytes(1)};
}

}  // namespace

void insert_audit(Tx& tx, const AuditRow& a) {
  const auto [link, before] = take_place(tx);
  const auto subjects = subjects_of(a);
  const Bytes hash = audit_hash(tx.codec(), before, link, a, subjects);
  tx.run(sql::audit_insert,
         {value_of(a.id), value_of(a.at), value_of(a.actor), value_of(a.action), value_of(a.subject_kind),
          value_of(a.subject_id), value_of(a.district_id), value_of(a.incident_id), value_of(a.subjects),
          value_of(a.request_id), a.route.empty() ? Value{} : Value{a.route}, link, hash});
  for (const auto& id : subjects) tx.run(sql::audit_subject_insert, {value_of(id), value_of(a.at), value_of(a.id)});
  tx.run(sql::audit_head_put, {hash});
}

std::vector<AuditRow> audit_rows(ReadTx& tx, const Page& page) {
  const Cursor below = page.below();
  const auto rows = tx.query(sql::audit_page, {value_of(below.ms), value_of(below.id), value_of(page.limit)});
  return decoded<AuditRow>(tx, rows, audit_row_from);
}

std::vector<AuditRow> trail_of(ReadTx& tx, const Uuid& subject, const Page& page) {
  const Cursor below = page.below();
  const auto rows =
      tx.query(sql::audit_trail, {value_of(subject), value_of(below.ms), value_of(below.id), value_of(page.limit)});
  return decoded<AuditRow>(tx, rows, audit_row_from);
}

}  // namespace musubi::store
