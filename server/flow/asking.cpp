#include "server/flow/asking.hpp"

#include <unordered_map>

#include "server/flow/notice_flow.hpp"
#include "server/flow/place_flow.hpp"
#include "server/flow/preference_flow.hpp"
#include "server/store/incident_store.hpp"
#include "server/store/offer_store.hpp"
#include "server/store/preference_store.hpp"
#include "server/store/volunteer_store.hpp"

namespace musubi::flow {
namespace {

using domain::Need;
using domain::Volunteer;

void know(matching::Helper& helper, const store::HelperHistory& history) {
  helper.already_offered = history.already_offered;
  helper.busy_then = history.busy_then;
  helper.past_jobs_here = history.past_jobs_here;
  helper.jobs_last_weeks = history.jobs_last_weeks;
  helper.open_offers = history.open_offers;
}

}  // namespace

std::optional<domain::IncidentKind> hazard_of(store::ReadTx& tx, const Need& need) {
  if (!need.incident_id) return std::nullopt;
  const auto incident = store::find_incident(tx, *need.incident_id);
  return incident ? std::optional(incident->kind) : std::nullopt;
}

std::vector<Volunteer> reachable(store::ReadTx& tx, const domain::Actor& actor) {
  return actor.role == domain::Role::coordinator ? store::volunteers_in(tx, actor.districts)
                                                 : store::active_volunteers(tx);
}

std::vector<matching::Helper> helpers_for(store::ReadTx& tx, const Need& need, std::vector<Volunteer> volunteers,
                                          Instant now) {
  std::unordered_map<Uuid, store::HelperHistory> history;
  for (auto& h : store::helper_history(tx, need, now)) history[h.volunteer_id] = h;
  const auto wishes = store::all_preferences(tx, remembered_since(tx, now));
  std::vector<matching::Helper> helpers;
  helpers.reserve(volunteers.size());
  for (auto& v : volunteers) {
    matching::Helper helper;
    if (const auto it = history.find(v.id); it != history.end()) know(helper, it->second);
    if (const auto it = wishes.find(v.id); it != wishes.end()) helper.aversions = aversions_of(it->second);
    helper.volunteer = std::move(v);
    helpers.push_back(std::move(helper));
  }
  return helpers;
}

matching::Policy ranking_policy(store::ReadTx& tx) {
  matching::Policy policy;
  policy.asked_max = store::offer_policy(tx).open_offers_max;
  return policy;
}

std::vector<matching::Candidate> ranked_for(store::ReadTx& tx, const domain::Actor& actor, const Need& need,
                                            Instant now) {
  const auto helpers = helpers_for(tx, need, reachable(tx, actor), now);
  const auto at = need.starts_at.value_or(now);
  return matching::rank(need, hazard_of(tx, need), helpers, at, ranking_policy(tx)).candidates;
}

Gatekeeper::Gatekeeper(store::ReadTx& tx, const Need& need)
    : hazard_(hazard_of(tx, need)), policy_(ranking_policy(tx)) {}

std::optional<Volunteer> Gatekeeper::admitted(store::ReadTx& tx, const Need& need, const VolunteerId& who,
                                              Instant now) const {
  auto person = store::find_volunteer(tx, who);
  if (!person) return std::nullopt;
  matching::Helper helper;
  if (const auto history = store::helper_history_of(tx, need, who, now)) know(helper, *history);
  helper.volunteer = *person;
  if (matching::gate_of(need, hazard_, helper, need.starts_at.value_or(now), policy_)) return std::nullopt;
  return person;
}

OfferId put_offer(Write& w, const Need& need, const Chosen& chosen, Instant expires_at,
                  const std::optional<WaveId>& wave_id, Telling telling) {
  domain::Offer offer;
  offer.id = w.id<OfferId>();
  offer.need_id = need.id;
  offer.volunteer_id = chosen.volunteer.id;
  offer.made_at = w.now;
  offer.expires_at = expires_at;
  offer.reasons = chosen.reasons;
  offer.warnings = chosen.warnings;
  offer.wave_id = wave_id;
  store::insert_offer(w.tx, offer);
  w.tx.append(offer_event(w, "offer.made", need, offer));
  if (telling == Telling::later) return offer.id;
  const auto policy = store::offer_policy(w.tx);
  tell_of_offer(w, offer, need, {policy, domain::quiet_of(chosen.volunteer, policy)});
  return offer.id;
}

}  // namespace musubi::flow
