#include "server/store/columns.hpp"
#include "server/store/need_store.hpp"

namespace musubi::store {

using domain::ActivityReport;

namespace {

ActivityReport report_from(const ReadTx& tx, const Row& row) {
  Columns column(tx, row);
  ActivityReport r;
  r.id = column.id<ReportId>();
  r.need_id = column.id<NeedId>();
  r.outcome = column.code<domain::ReportOutcome>();
  r.minutes = column.maybe_integer();
  r.people = column.maybe_integer();
  r.note = column.maybe_sealed("activity_report.note");
  r.concern = column.maybe_sealed("activity_report.concern");
  r.injuries = column.flag();
  r.reported_by = column.maybe_id<AccountId>();
  r.reported_at = column.instant();
  return r;
}

}  // namespace

void insert_report(Tx& tx, const ActivityReport& r) {
  tx.run(sql::report_insert,
         {value_of(r.id), value_of(r.need_id), value_of(r.outcome), value_of(r.minutes), value_of(r.people),
          sealed(tx, "activity_report.note", r.note), sealed(tx, "activity_report.concern", r.concern),
          value_of(r.injuries), value_of(r.reported_by), value_of(r.reported_at)});
}

std::vector<ActivityReport> reports_of(ReadTx& tx, NeedId need) {
  return decoded<ActivityReport>(tx, tx.query(sql::report_of_need, {value_of(need)}), report_from);
}

}  // namespace musubi::store
