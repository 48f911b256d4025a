// Whom to ask for a need: the helpers with what is known of them, ranked by the pure engine; and the sending of offers.
#include <algorithm>
#include <iterator>
#include <unordered_map>

#include "server/flow/memory.hpp"
#include "server/flow/offer_flow.hpp"
#include "server/flow/series_flow.hpp"
#include "server/store/incident_store.hpp"
#include "server/store/offer_store.hpp"
#include "server/store/volunteer_store.hpp"
#include "shared/domain/need_life.hpp"
#include "shared/domain/rights.hpp"

namespace musubi::flow {
namespace {

using domain::Need;
using domain::Volunteer;

std::optional<domain::IncidentKind> hazard_of(store::ReadTx& tx, const Need& need) {
  if (!need.incident_id) return std::nullopt;
  const auto incident = store::find_incident(tx, *need.incident_id);
  return incident ? std::optional(incident->kind) : std::nullopt;
}

// A coordinator arranges with the people of their own districts.
std::vector<Volunteer> reachable(store::ReadTx& tx, const domain::Actor& actor) {
  return actor.role == domain::Role::coordinator ? store::volunteers_in(tx, actor.districts)
                                                 : store::active_volunteers(tx);
}

// Also those who pause, so that the desk sees whom it could ask to come back. Who has left is not looked at.
std::vector<Volunteer> worth_a_look(store::ReadTx& tx, const domain::Actor& actor) {
  auto people = reachable(tx, actor);
  if (actor.role == domain::Role::coordinator) {
    std::erase_if(people, [](const Volunteer& v) { return v.status == domain::VolunteerStatus::retired; });
    return people;
  }
  constexpr int k_at_once = 1000;
  store::Page page{k_at_once, std::nullopt};
  for (;;) {
    auto some = store::volunteers(tx, {std::nullopt, domain::VolunteerStatus::paused}, page);
    const bool last = some.size() < k_at_once;
    if (!last) page.after = store::Cursor{some.back().created_at.ms, some.back().id};
    std::ranges::move(some, std::back_inserter(people));
    if (last) return people;
  }
}

std::vector<matching::Helper> helpers_for(store::ReadTx& tx, const Need& need, std::vector<Volunteer> volunteers,
                                          Instant now) {
  std::unordered_map<Uuid, store::HelperHistory> history;
  for (auto& h : store::helper_history(tx, need, now)) history[h.volunteer_id] = h;
  std::vector<matching::Helper> helpers;
  helpers.reserve(volunteers.size());
  for (auto& v : volunteers) {
    matching::Helper helper;
    if (const auto it = history.find(v.id); it != history.end()) {
      helper.already_offered = it->second.already_offered;
      helper.busy_then = it->second.busy_then;
      helper.past_jobs_here = it->second.past_jobs_here;
      helper.jobs_last_weeks = it->second.jobs_last_weeks;
    }
    helper.volunteer = std::move(v);
    helpers.push_back(std::move(helper));
  }
  return helpers;
}

struct Chosen {
  VolunteerId volunteer_id;
  std::vector<domain::Reason> reasons;
  std::vector<domain::Reason> warnings;
};

Result<std::vector<Chosen>> choose_best(Write& w, const Need& need, int top, Instant at) {
  const auto helpers = helpers_for(w.tx, need, reachable(w.tx, w.actor), w.now);
  const auto ranking = matching::rank(need, hazard_of(w.tx, need), helpers, at);
  if (ranking.candidates.empty()) return fail(Code::no_candidates);
  std::vector<Chosen> chosen;
  for (const auto& c : ranking.candidates) {
    if (static_cast<int>(chosen.size()) == top) break;
    chosen.push_back({c.volunteer_id, c.reasons, c.warnings});
  }
  return chosen;
}

// Hand-picked people: a gate that binds only at dispatch warns, it does not refuse.
Result<std::vector<Chosen>> choose_picked(Write& w, const Need& need, const std::vector<VolunteerId>& ids, Instant at) {
  std::vector<Volunteer> people;
  std::vector<FieldError> unknown;
  for (std::size_t i = 0; i < ids.size(); ++i) {
    auto v = store::find_volunteer(w.tx, ids[i]);
    const bool mine = v && (w.actor.is_desk() || (v->district_id && w.actor.has_district(*v->district_id)));
    if (!mine || std::ranges::count(ids, ids[i]) > 1)
      unknown.push_back({"volunteer_ids/" + std::to_string(i), "unknown_reference"});
    else
      people.push_back(std::move(*v));
  }
  if (!unknown.empty()) return fail_fields(std::move(unknown));
  const auto hazard = hazard_of(w.tx, need);
  auto helpers = helpers_for(w.tx, need, std::move(people), w.now);
  const auto ranking = matching::rank(need, hazard, helpers, at);
  std::vector<Chosen> chosen;
  for (const auto& helper : helpers) {
    const auto& id = helper.volunteer.id;
    if (helper.already_offered) return fail(Code::already_exists);
    Chosen c{id, {}, {}};
    if (const auto gate = matching::gate_of(need, hazard, helper, at)) {
      if (*gate == matching::Gate::not_active) return fail(Code::no_candidates);
      c.warnings.push_back({std::string(matching::code(*gate)), std::nullopt});
    }
    const auto ranked = std::ranges::find(ranking.candidates, id, &matching::Candidate::volunteer_id);
    if (ranked != ranking.candidates.end())
      c.reasons = ranked->reasons;
    else if (helper.past_jobs_here > 0)
      c.reasons.push_back({"past_helper", std::to_string(helper.past_jobs_here)});
    chosen.push_back(std::move(c));
  }
  return chosen;
}

}  // namespace

Result<Outcome> make_offers(Write& w, const NeedId& need_id, const domain::NewOffers& ask) {
  auto need = store::find_need(w.tx, need_id);
  if (!need) return fail(Code::not_found);
  if (const auto ok = domain::may_see_district(w.actor, need->district_id); !ok) return pass_on(ok.error());
  if (!domain::takes_offers(need->status)) return fail_next(Code::wrong_state, domain::allowed_step_codes(*need));
  if (const auto ok = may_ask(w, *need, !ask.top); !ok) return pass_on(ok.error());
  const Instant at = need->starts_at.value_or(w.now);
  const auto chosen = ask.top ? choose_best(w, *need, *ask.top, at) : choose_picked(w, *need, ask.volunteer_ids, at);
  if (!chosen) return pass_on(chosen.error());

  Outcome made{201, "offers", {}};
  for (const auto& c : *chosen) {
    domain::Offer offer;
    offer.id = w.id<OfferId>();
    offer.need_id = need_id;
    offer.volunteer_id = c.volunteer_id;
    offer.made_at = w.now;
    offer.expires_at = w.now.plus_s(ask.expires_in_s);
    offer.reasons = c.reasons;
    offer.warnings = c.warnings;
    store::insert_offer(w.tx, offer);
    auto e = w.event("offer.made");
    e.need_id = need_id;
    e.district_id = need->district_id;
    e.incident_id = need->incident_id;
    e.offer_id = offer.id;
    e.volunteer_id = offer.volunteer_id;
    w.tx.append(std::move(e));
    made.refs.emplace_back("offer", offer.id.text());
  }
  return made;
}

Result<Candidates> candidates_for(Read& r, const NeedId& need_id, int limit) {
  const auto need = store::find_need(r.tx, need_id);
  if (!need) return fail(Code::not_found);
  if (const auto ok = domain::may_see_district(r.actor, need->district_id); !ok) return pass_on(ok.error());
  auto helpers = helpers_for(r.tx, *need, worth_a_look(r.tx, r.actor), r.now);
  auto ranking = matching::rank(*need, hazard_of(r.tx, *need), helpers, need->starts_at.value_or(r.now));
  std::unordered_map<Uuid, const Volunteer*> by_id;
  for (const auto& h : helpers) by_id[h.volunteer.id] = &h.volunteer;

  Candidates out;
  out.seq = r.tx.seq();
  for (auto& c : ranking.candidates) {
    if (static_cast<int>(out.items.size()) == limit) break;
    if (auto view = domain::Policy::volunteer(r.actor, *by_id.at(c.volunteer_id)))
      out.items.push_back({std::move(*view), std::move(c)});
  }
  for (const auto& x : ranking.excluded) {
    auto group = std::ranges::find(out.excluded, x.gate, &ExcludedGroup::gate);
    if (group == out.excluded.end()) group = out.excluded.insert(out.excluded.end(), ExcludedGroup{x.gate, 0, {}});
    ++group->count;
    if (group->some.size() < 20)
      if (auto view = domain::Policy::volunteer(r.actor, *by_id.at(x.volunteer_id)))
        group->some.push_back(std::move(*view));
  }
  return out;
}

}  // namespace musubi::flow
