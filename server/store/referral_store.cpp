#include "server/store/referral_store.hpp"

#include <map>

#include "server/store/columns.hpp"

namespace musubi::store {

using domain::Referral;
using domain::SupportSum;

namespace {

Referral referral_from(const ReadTx& tx, const Row& row) {
  Columns column(tx, row);
  Referral r;
  r.id = column.id<ReferralId>();
  r.need_id = column.id<NeedId>();
  r.report_id = column.id<ReportId>();
  r.service_user_id = column.maybe_id<ServiceUserId>();
  r.district_id = column.id<DistrictId>();
  r.status = column.code<domain::ReferralStatus>();
  r.text = column.sealed("referral.concern");
  r.opened_at = column.instant();
  r.taken_by = column.maybe_id<AccountId>();
  r.taken_at = column.maybe_instant();
  r.closed_by = column.maybe_id<AccountId>();
  r.closed_at = column.maybe_instant();
  r.result = column.maybe_code<domain::ReferralResult>();
  r.note = column.maybe_sealed("referral.note");
  r.version = column.integer();
  return r;
}

std::int64_t write_referral(Tx& tx, const sql::Statement& statement, const Referral& r, int version) {
  return tx.run(statement,
                {value_of(r.id), value_of(r.need_id), value_of(r.report_id), value_of(r.service_user_id),
                 value_of(r.district_id), value_of(r.status), sealed(tx, "referral.concern", r.text),
                 value_of(r.opened_at), value_of(r.taken_by), value_of(r.taken_at), value_of(r.closed_by),
                 value_of(r.closed_at), value_of(r.result), sealed(tx, "referral.note", r.note), value_of(version)});
}

}  // namespace

std::optional<Referral> find_referral(ReadTx& tx, ReferralId id) {
  return decoded_first(tx, tx.first(sql::referral_by_id, {value_of(id)}), referral_from);
}

std::vector<Referral> referrals(ReadTx& tx, const ReferralFilter& filter, const Page& page) {
  const Cursor below = page.below();
  const Value status = filter.status ? value_of(*filter.status) : Value(std::string());
  const auto rows =
      tx.query(sql::referral_page, {value_of(filter.district.has_value()), value_of(filter.district), status,
                                    value_of(below.ms), value_of(below.id), value_of(page.limit)});
  return decoded<Referral>(tx, rows, referral_from);
}

void insert_referral(Tx& tx, const Referral& referral) {
  write_referral(tx, sql::referral_insert, referral, referral.version);
}

bool update_referral(Tx& tx, const Referral& referral, int expected_version) {
  return write_referral(tx, sql::referral_update, referral, expected_version) == 1;
}

void insert_support_record(Tx& tx, const domain::SupportRecord& r) {
  tx.run(sql::support_record_insert,
         {value_of(r.report_id), value_of(r.need_id), value_of(r.service_user_id), value_of(r.district_id),
          value_of(r.done_at), value_of(r.minutes), value_of(r.people), value_of(r.fee_yen), value_of(r.tickets)});
}

std::vector<SupportSum> support_sums(ReadTx& tx, Instant from, Instant until) {
  std::map<DistrictId, SupportSum> sums;
  for (const auto& row : tx.query(sql::support_record_sums, {value_of(from), value_of(until)})) {
    Columns column(tx, row);
    SupportSum sum;
    sum.district_id = column.id<DistrictId>();
    sum.jobs = column.integer();
    sum.minutes = column.i64();
    sum.people = column.i64();
    sum.fee_yen = column.i64();
    sum.tickets = column.i64();
    sums[sum.district_id] = sum;
  }
  for (const auto& row : tx.query(sql::referral_counts, {value_of(from), value_of(until)})) {
    auto& sum = sums[DistrictId(row.uuid(0))];
    sum.district_id = DistrictId(row.uuid(0));
    sum.referrals = static_cast<int>(row.i64(1));
  }
  std::vector<SupportSum> out;
  for (const auto& [_, sum] : sums) out.push_back(sum);
  return out;
}

}  // namespace musubi::store
