#pragma once
// What declines teach, seen and erased by the person themselves; and the policy of asking.

#include "server/flow/env.hpp"
#include "server/flow/need_flow.hpp"
#include "shared/domain/offer_policy.hpp"
#include "shared/domain/preference.hpp"
#include "shared/matching/model.hpp"

namespace musubi::flow {

// What was learned before this moment is forgotten.
Instant remembered_since(store::ReadTx& tx, Instant now);
std::vector<matching::Aversion> aversions_of(const std::vector<domain::Preference>& preferences);

// After a decline of an open offer. Gives the preference, if anything was to be learned. Nothing from drills.
std::optional<PreferenceId> learn_from_decline(Write& w, const domain::Offer& offer, const domain::Need& need);
// After a yes: what speaks against this need weighs less.
void unlearn_by_yes(Write& w, const domain::Offer& offer, const domain::Need& need);
// Erases what is too old, at most `limit`; returns how many.
int forget_old_preferences(Write& w, int limit);

struct PreferenceView {
  domain::Disclosed<domain::Preference> preference;
  Instant forget_at;
};
Listed<PreferenceView> my_preferences(Read& r);
Result<Listed<PreferenceView>> preferences_of_volunteer(Read& r, const VolunteerId& id);
Result<PreferenceView> read_preference(Read& r, const PreferenceId& id);
Result<Outcome> erase_preference(Write& w, const PreferenceId& id);

domain::OfferPolicy read_offer_policy(Read& r);
Result<Outcome> change_offer_policy(Write& w, int if_version, const domain::OfferPolicyPatch& patch);

}  // namespace musubi::flow
