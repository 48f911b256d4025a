#pragma once
// What was learned from declines, the calls that were tried, and the policy of asking.

#include <map>
#include <optional>
#include <vector>

#include "server/store/tx.hpp"
#include "shared/domain/offer_policy.hpp"
#include "shared/domain/preference.hpp"
#include "shared/domain/wave.hpp"

namespace musubi::store {

std::optional<domain::Preference> find_preference(ReadTx& tx, PreferenceId id);
// Newest first; only what was learned after `since`.
std::vector<domain::Preference> preferences_of(ReadTx& tx, VolunteerId who, Instant since);
std::map<VolunteerId, std::vector<domain::Preference>> all_preferences(ReadTx& tx, Instant since);
void insert_preference(Tx& tx, const domain::Preference& preference);
void update_preference(Tx& tx, const domain::Preference& preference);  // value, weight, learned_at
void delete_preference(Tx& tx, PreferenceId id);
std::optional<Instant> oldest_preference(ReadTx& tx);
std::vector<domain::Preference> forgotten_preferences(ReadTx& tx, Instant learned_until, int limit);

struct CallTries {
  int tried{0};
  std::optional<Instant> last_tried_at;
  std::optional<domain::CallResult> last_result;
};
void insert_call_try(Tx& tx, const Uuid& id, OfferId offer, domain::CallResult result,
                     const std::optional<AccountId>& by, Instant at);
CallTries call_tries(ReadTx& tx, OfferId offer);

struct ToCall {
  OfferId offer_id;
  bool has_no_account{false};
};
// In the order in which to ring up: priority of the need, soonest expiry, fewest tries. Without an incident: everyday
// and all real ones.
std::vector<ToCall> to_call(ReadTx& tx, std::optional<IncidentId> incident, std::optional<DistrictId> district,
                            Instant now, int limit);

domain::OfferPolicy offer_policy(ReadTx& tx);
// Writes version expected_version + 1; false when somebody was faster.
bool update_offer_policy(Tx& tx, const domain::OfferPolicy& policy, int expected_version);

}  // namespace musubi::store
