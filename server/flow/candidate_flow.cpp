// Whom to ask for a need: the helpers with what is known of them, ranked by the pure engine; and the sending of offers.
#include <algorithm>
#include <iterator>
#include <unordered_map>

#include "server/flow/asking.hpp"
#include "server/flow/memory.hpp"
#include "server/flow/offer_flow.hpp"
#include "server/store/volunteer_store.hpp"
#include "shared/domain/need_life.hpp"
#include "shared/domain/rights.hpp"

namespace musubi::flow {
namespace {

using domain::Need;
using domain::Volunteer;

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

Result<std::vector<Chosen>> choose_best(Write& w, const Need& need, int top) {
  std::vector<Chosen> chosen;
  for (const auto& c : ranked_for(w.tx, w.actor, need, w.now)) {
    if (static_cast<int>(chosen.size()) == top) break;
    if (auto person = store::find_volunteer(w.tx, c.volunteer_id))
      chosen.push_back({std::move(*person), c.reasons, c.warnings});
  }
  if (chosen.empty()) return fail(Code::no_candidates);
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
  const auto policy = ranking_policy(w.tx);
  const auto ranking = matching::rank(need, hazard, helpers, at, policy);
  std::vector<Chosen> chosen;
  for (const auto& helper : helpers) {
    const auto& id = helper.volunteer.id;
    if (helper.already_offered) return fail(Code::already_exists);
    Chosen c{helper.volunteer, {}, {}};
    if (const auto gate = matching::gate_of(need, hazard, helper, at, policy)) {
      if (*gate == matching::Gate::not_active) return fail(Code::no_candidates);
      c.warnings.push_back({std::string(matching::code(*gate)), std::nullopt});
    }
    const auto ranked = std::ranges::find(ranking.candidates, id, &matching::Candidate::volunteer_id);
    if (ranked != ranking.candidates.end()) c.reasons = ranked->reasons;
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
  const Instant at = need->starts_at.value_or(w.now);
  const auto chosen = ask.top ? choose_best(w, *need, *ask.top) : choose_picked(w, *need, ask.volunteer_ids, at);
  if (!chosen) return pass_on(chosen.error());

  Outcome made{201, "offers", {}};
  const Instant end = w.now.plus_s(ask.expires_in_s);
  for (const auto& c : *chosen) made.refs.emplace_back("offer", put_offer(w, *need, c, end).text());
  return made;
}

Result<Candidates> candidates_for(Read& r, const NeedId& need_id, int limit) {
  const auto need = store::find_need(r.tx, need_id);
  if (!need) return fail(Code::not_found);
  if (const auto ok = domain::may_see_district(r.actor, need->district_id); !ok) return pass_on(ok.error());
  auto helpers = helpers_for(r.tx, *need, worth_a_look(r.tx, r.actor), r.now);
  auto ranking =
      matching::rank(*need, hazard_of(r.tx, *need), helpers, need->starts_at.value_or(r.now), ranking_policy(r.tx));
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
