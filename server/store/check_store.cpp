#include "server/store/check_store.hpp"

#include "server/store/columns.hpp"

namespace musubi::store {

using domain::CheckState;
using domain::SafetyCheck;

namespace {

SafetyCheck check_from(const ReadTx& tx, const Row& row) {
  Columns column(tx, row);
  SafetyCheck c;
  c.id = column.id<CheckId>();
  c.round_id = column.id<RoundId>();
  c.registrant_id = column.id<RegistrantId>();
  c.status = column.code<domain::SafetyStatus>();
  c.method = column.code<domain::CheckMethod>();
  c.note = column.maybe_sealed("safety_check.note");
  c.occurred_at = column.instant();
  c.recorded_at = column.instant();
  c.recorded_by = column.maybe_id<AccountId>();
  c.need_id = column.maybe_id<NeedId>();
  c.confidence = column.code<domain::CheckConfidence>();
  c.told_by = column.maybe_sealed("safety_check.told_by");
  c.next_check_at = column.maybe_instant();
  return c;
}

CheckState state_from(const ReadTx& tx, const Row& row) {
  Columns column(tx, row);
  CheckState s;
  s.round_id = column.id<RoundId>();
  s.registrant_id = column.id<RegistrantId>();
  s.check_id = column.id<CheckId>();
  s.status = column.code<domain::SafetyStatus>();
  s.occurred_at = column.instant();
  s.open_since = column.maybe_instant();
  s.recorded_at = column.instant();
  s.conflict_id = column.maybe_id<CheckId>();
  s.next_check_at = column.maybe_instant();
  return s;
}

}  // namespace

void insert_check(Tx& tx, const SafetyCheck& c) {
  tx.run(sql::check_insert,
         {value_of(c.id), value_of(c.round_id), value_of(c.registrant_id), value_of(c.status), value_of(c.method),
          sealed(tx, "safety_check.note", c.note), value_of(c.occurred_at), value_of(c.recorded_at),
          value_of(c.recorded_by), value_of(c.need_id), value_of(c.confidence),
          sealed(tx, "safety_check.told_by", c.told_by), value_of(c.next_check_at)});
}

std::optional<SafetyCheck> find_check(ReadTx& tx, CheckId id) {
  return decoded_first(tx, tx.first(sql::check_by_id, {value_of(id)}), check_from);
}

std::vector<SafetyCheck> checks_of(ReadTx& tx, RoundId round, RegistrantId registrant) {
  const auto rows = tx.query(sql::check_of_person, {value_of(round), value_of(registrant)});
  return decoded<SafetyCheck>(tx, rows, check_from);
}

std::vector<SafetyCheck> newest_checks(ReadTx& tx, RoundId round, std::optional<DistrictId> district) {
  const auto rows = tx.query(sql::check_newest, {value_of(round), value_of(district.has_value()), value_of(district)});
  return decoded<SafetyCheck>(tx, rows, check_from);
}

std::optional<CheckState> find_state(ReadTx& tx, RoundId round, RegistrantId registrant) {
  return decoded_first(tx, tx.first(sql::check_state_by_person, {value_of(round), value_of(registrant)}), state_from);
}

void put_state(Tx& tx, const CheckState& s) {
  tx.run(sql::check_state_put, {value_of(s.round_id), value_of(s.registrant_id), value_of(s.check_id),
                                value_of(s.status), value_of(s.occurred_at), value_of(s.open_since),
                                value_of(s.recorded_at), value_of(s.conflict_id), value_of(s.next_check_at)});
}

std::vector<domain::Settlement> settlements_of(ReadTx& tx, RoundId round, RegistrantId registrant) {
  std::vector<domain::Settlement> out;
  for (const auto& row : tx.query(sql::check_settlement_of_person, {value_of(round), value_of(registrant)}))
    out.push_back({CheckId(row.uuid(0)), Instant{row.i64(1)}});
  return out;
}

void insert_settlement(Tx& tx, RoundId round, RegistrantId registrant, const domain::Settlement& s,
                       const std::optional<AccountId>& by) {
  tx.run(sql::check_settlement_insert,
         {value_of(round), value_of(registrant), value_of(s.check_id), value_of(s.settled_at), value_of(by)});
}

std::vector<CheckState> states(ReadTx& tx, RoundId round) {
  return decoded<CheckState>(tx, tx.query(sql::check_state_list, {value_of(round)}), state_from);
}

std::vector<CheckState> states_in(ReadTx& tx, RoundId round, DistrictId district) {
  const auto rows = tx.query(sql::check_state_list_in, {value_of(round), value_of(district)});
  return decoded<CheckState>(tx, rows, state_from);
}

}  // namespace musubi::store
