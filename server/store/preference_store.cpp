#include "server/store/preference_store.hpp"

#include "server/store/columns.hpp"

namespace musubi::store {

using domain::OfferPolicy;
using domain::Preference;

namespace {

Preference preference_from(const ReadTx& tx, const Row& row) {
  Columns column(tx, row);
  Preference p;
  p.id = column.id<PreferenceId>();
  p.volunteer_id = column.id<VolunteerId>();
  p.kind = column.code<domain::PreferenceKind>();
  p.value = column.text();
  p.weight = column.integer();
  p.learned_at = column.instant();
  return p;
}

OfferPolicy policy_from(const ReadTx& tx, const Row& row) {
  Columns column(tx, row);
  OfferPolicy p;
  p.open_offers_max = column.integer();
  p.quiet.from = column.integer();
  p.quiet.until = column.integer();
  p.reminder_percent = column.integer();
  p.reminder_before_min = column.integer();
  p.evening_at = column.integer();
  p.job_before_min = column.integer();
  p.wave_expires_in_s = column.integer();
  p.prior_yes = column.integer();
  p.prior_no = column.integer();
  p.preference_days = column.integer();
  p.version = column.integer();
  return p;
}

}  // namespace

std::optional<Preference> find_preference(ReadTx& tx, PreferenceId id) {
  return decoded_first(tx, tx.first(sql::preference_by_id, {value_of(id)}), preference_from);
}

std::vector<Preference> preferences_of(ReadTx& tx, VolunteerId who, Instant since) {
  const auto rows = tx.query(sql::preference_of_volunteer, {value_of(who), value_of(since)});
  return decoded<Preference>(tx, rows, preference_from);
}

std::map<VolunteerId, std::vector<Preference>> all_preferences(ReadTx& tx, Instant since) {
  std::map<VolunteerId, std::vector<Preference>> of;
  for (auto& p : decoded<Preference>(tx, tx.query(sql::preference_all, {value_of(since)}), preference_from))
    of[p.volunteer_id].push_back(std::move(p));
  return of;
}

void insert_preference(Tx& tx, const Preference& p) {
  tx.run(sql::preference_insert, {value_of(p.id), value_of(p.volunteer_id), value_of(p.kind), value_of(p.value),
                                  value_of(p.weight), value_of(p.learned_at)});
}

void update_preference(Tx& tx, const Preference& p) {
  tx.run(sql::preference_update, {value_of(p.id), value_of(p.value), value_of(p.weight), value_of(p.learned_at)});
}

void delete_preference(Tx& tx, PreferenceId id) { tx.run(sql::preference_delete, {value_of(id)}); }

std::optional<Instant> oldest_preference(ReadTx& tx) {
  const auto row = tx.first(sql::preference_oldest);
  return row ? std::optional(Instant{row->i64(0)}) : std::nullopt;
}

std::vector<Preference> forgotten_preferences(ReadTx& tx, Instant learned_until, int limit) {
  const auto rows = tx.query(sql::preference_forgotten, {value_of(learned_until), value_of(limit)});
  return decoded<Preference>(tx, rows, preference_from);
}

void insert_call_try(Tx& tx, const Uuid& id, OfferId offer, domain::CallResult result,
                     const std::optional<AccountId>& by, Instant at) {
  tx.run(sql::call_try_insert, {value_of(id), value_of(offer), value_of(result), value_of(by), value_of(at)});
}

CallTries call_tries(ReadTx& tx, OfferId offer) {
  CallTries tries;
  for (const auto& row : tx.query(sql::call_tries, {value_of(offer)})) {
    if (tries.tried++ > 0) continue;
    tries.last_result = enum_from<domain::CallResult>(row.text(0));
    tries.last_tried_at = Instant{row.i64(1)};
  }
  return tries;
}

std::vector<ToCall> to_call(ReadTx& tx, std::optional<IncidentId> incident, std::optional<DistrictId> district,
                            Instant now, int limit) {
  std::vector<ToCall> out;
  for (const auto& row :
       tx.query(sql::call_list, {value_of(incident.has_value()), value_of(incident), value_of(district.has_value()),
                                 value_of(district), value_of(now), value_of(limit)}))
    out.push_back({OfferId(row.uuid(0)), row.i64(1) != 0});
  return out;
}

OfferPolicy offer_policy(ReadTx& tx) {
  const auto row = tx.first(sql::offer_policy_get);
  if (!row) throw StoreError(StoreError::Kind::broken, "the policy of asking has no row");
  return policy_from(tx, *row);
}

bool update_offer_policy(Tx& tx, const OfferPolicy& p, int expected_version) {
  return tx.run(sql::offer_policy_update,
                {value_of(p.open_offers_max), value_of(p.quiet.from), value_of(p.quiet.until),
                 value_of(p.reminder_percent), value_of(p.reminder_before_min), value_of(p.evening_at),
                 value_of(p.job_before_min), value_of(p.wave_expires_in_s), value_of(p.prior_yes), value_of(p.prior_no),
                 value_of(p.preference_days), value_of(expected_version)}) == 1;
}

}  // namespace musubi::store
