#include "server/flow/plan_flow.hpp"

#include <algorithm>
#include <iterator>
#include <map>

#include "server/store/district_store.hpp"
#include "server/store/incident_store.hpp"
#include "server/store/need_store.hpp"
#include "server/store/volunteer_store.hpp"
#include "shared/domain/rights.hpp"

namespace musubi::flow {
namespace {

using domain::Plan;
using domain::PlanContent;
using domain::PlanStatus;

domain::Event plan_event(const Write& w, std::string type, const Plan& plan) {
  auto e = w.event(std::move(type));
  e.incident_id = plan.incident_id;
  e.district_id = plan.district_id;
  e.subject_id = plan.id;
  return e;
}

Result<void> is_open_incident(store::ReadTx& tx, const std::optional<IncidentId>& id) {
  if (!id) return {};
  const auto incident = store::find_incident(tx, *id);
  if (incident && incident->status == domain::IncidentStatus::closed) return fail(Code::incident_closed);
  return {};
}

Result<void> may_change(store::ReadTx& tx, const Plan& plan) {
  if (plan.status != PlanStatus::draft) return fail_next(Code::wrong_state, {"make_plan"});
  return is_open_incident(tx, plan.incident_id);
}

}  // namespace

Result<void> may_see_plan(const domain::Actor& actor, const Plan& plan) {
  if (actor.is_desk()) return {};
  if (!plan.district_id) return fail(Code::not_found);
  return domain::may_see_district(actor, *plan.district_id);
}

Result<Sketch> sketch_new(Read& r, const domain::NewPlan& ask) {
  Sketch sketch;
  Plan& plan = sketch.plan;
  std::vector<FieldError> refused;
  if (ask.day < Day::of(r.now)) refused.push_back({"day", "out_of_range"});
  if (ask.district_id && !store::find_district(r.tx, *ask.district_id))
    refused.push_back({"district_id", "unknown_reference"});
  for (std::size_t i = 0; i < ask.seats.size(); ++i) {
    const auto& pool = ask.seats[i];
    if (pool.district_id && !store::find_district(r.tx, *pool.district_id))
      refused.push_back({"seats/" + std::to_string(i) + "/district_id", "unknown_reference"});
    domain::add_seats(sketch.content.seats, pool);
  }
  if (ask.incident_id) {
    const auto incident = store::find_incident(r.tx, *ask.incident_id);
    if (!incident) refused.push_back({"incident_id", "unknown_reference"});
    if (incident) plan.is_drill = incident->is_drill;
  }
  if (!r.actor.is_desk() && !ask.district_id) refused.push_back({"district_id", "required"});
  if (!refused.empty()) return fail_fields(std::move(refused));
  if (ask.district_id)
    if (const auto ok = domain::may_work_in_district(r.actor, *ask.district_id); !ok) return pass_on(ok.error());
  if (const auto ok = is_open_incident(r.tx, ask.incident_id); !ok) return pass_on(ok.error());
  if (ask.id && store::find_plan(r.tx, *ask.id)) return fail(Code::already_exists);
  if (ask.id) plan.id = *ask.id;
  plan.incident_id = ask.incident_id;
  plan.district_id = ask.district_id;
  plan.day = ask.day;
  sketch.world = day_world(r.tx, plan, r.now);
  return sketch;
}

Result<Sketch> sketch_of(Read& r, const SketchOf& what) {
  auto plan = store::find_plan(r.tx, what.id);
  if (!plan) return fail(Code::not_found);
  if (const auto ok = may_see_plan(r.actor, *plan); !ok) return pass_on(ok.error());
  if (what.to_change) {
    if (what.if_version && plan->version != *what.if_version) return fail(Code::stale_edit);
    if (const auto ok = may_change(r.tx, *plan); !ok) return pass_on(ok.error());
    if (plan->day < Day::of(r.now)) return fail_next(Code::wrong_state, {"make_plan"});
  }
  auto version = store::find_plan_version(r.tx, plan->id, plan->version);
  if (!version) return fail(Code::broken, "plan without its content");
  Sketch sketch;
  sketch.world = day_world(r.tx, *plan, r.now);
  sketch.plan = std::move(*plan);
  sketch.content = std::move(version->content);
  return sketch;
}

Result<Outcome> keep_plan(Write& w, const Plan& made, const PlanContent& content) {
  Plan plan = made;
  if (!plan.id.is_nil() && store::find_plan(w.tx, plan.id)) return fail(Code::already_exists);
  if (plan.id.is_nil()) plan.id = w.id<PlanId>();
  plan.made_at = w.now;
  plan.made_by = w.actor.account_id;
  store::insert_plan(w.tx, plan, content);
  w.tx.append(plan_event(w, "plan.made", plan));
  return outcome(201, "plan", plan.id);
}

Result<Outcome> keep_version(Write& w, const Plan& from, const PlanContent& content) {
  const auto plan = store::find_plan(w.tx, from.id);
  if (!plan) return fail(Code::not_found);
  if (const auto ok = may_change(w.tx, *plan); !ok) return pass_on(ok.error());
  const store::PlanChangeOf change{from.version, from.version, w.now, w.actor.account_id};
  if (!store::update_plan(w.tx, *plan, content, change)) return fail(Code::stale_edit);
  w.tx.append(plan_event(w, "plan.changed", *plan));
  return outcome(200, "plan", plan->id);
}

Result<Outcome> undo_plan(Write& w, const PlanId& id, int if_version) {
  const auto plan = store::find_plan(w.tx, id);
  if (!plan) return fail(Code::not_found);
  if (const auto ok = may_see_plan(w.actor, *plan); !ok) return pass_on(ok.error());
  if (plan->version != if_version) return fail(Code::stale_edit);
  if (const auto ok = may_change(w.tx, *plan); !ok) return pass_on(ok.error());
  const auto now = store::find_plan_version(w.tx, id, plan->version);
  const auto before = now && now->before ? store::find_plan_version(w.tx, id, *now->before) : std::nullopt;
  if (!before) return fail_next(Code::wrong_state, {"assign", "lock", "resolve"});
  const store::PlanChangeOf change{plan->version, before->before, w.now, w.actor.account_id};
  if (!store::update_plan(w.tx, *plan, before->content, change)) return fail(Code::stale_edit);
  w.tx.append(plan_event(w, "plan.changed", *plan));
  return outcome(200, "plan", id);
}

namespace {

// The people of these ids, in that order; those that are gone stay as an id.
std::vector<domain::Volunteer> people_of(store::ReadTx& tx, const std::vector<VolunteerId>& ids) {
  constexpr std::size_t k_one_by_one_max = 50;
  std::map<VolunteerId, domain::Volunteer> known;
  if (ids.size() > k_one_by_one_max)
    for (auto& v : store::active_volunteers(tx)) known.emplace(v.id, std::move(v));
  std::vector<domain::Volunteer> people;
  people.reserve(ids.size());
  for (const auto& id : ids) {
    const auto at = known.find(id);
    std::optional<domain::Volunteer> v = at != known.end() ? std::move(at->second) : store::find_volunteer(tx, id);
    if (!v) v.emplace().id = id;
    people.push_back(std::move(*v));
  }
  return people;
}

std::vector<VolunteerId> ids_of(const auto& lines) {
  std::vector<VolunteerId> ids;
  for (const auto& line : lines) ids.push_back(line.volunteer_id);
  return ids;
}

// A coordinator's list is of own districts, one of them or all.
Result<std::vector<std::optional<DistrictId>>> districts_for(const domain::Actor& actor,
                                                             const std::optional<DistrictId>& asked) {
  if (actor.is_desk()) return std::vector{asked};
  std::vector<std::optional<DistrictId>> out;
  if (asked) {
    if (const auto ok = domain::may_see_district(actor, *asked); !ok) return pass_on(ok.error());
    out.push_back(asked);
    return out;
  }
  for (const auto& id : actor.districts) out.emplace_back(id);
  return out;
}

// One page of what several readings found, each newest first by `at_of` and id.
template <class T, class At>
Listed<T> paged(std::vector<T> found, int limit, std::int64_t seq, At at_of) {
  Listed<T> list;
  list.seq = seq;
  std::ranges::sort(
      found, [&](const T& a, const T& b) { return std::pair(at_of(b), Uuid(b.id)) < std::pair(at_of(a), Uuid(a.id)); });
  if (static_cast<int>(found.size()) > limit) {
    found.erase(found.begin() + limit, found.end());
    list.next = store::Cursor{at_of(found.back()).ms, found.back().id};
  }
  list.items = std::move(found);
  return list;
}

domain::TeamView team_view(store::ReadTx& tx, domain::Team team) {
  auto people = people_of(tx, ids_of(team.members));
  return {std::move(team), std::move(people)};
}

}  // namespace

Result<domain::Disclosed<domain::PlanView>> read_plan(Read& r, const PlanId& id) {
  auto plan = store::find_plan(r.tx, id);
  if (!plan) return fail(Code::not_found);
  auto version = store::find_plan_version(r.tx, id, plan->version);
  if (!version) return fail(Code::broken, "plan without its content");
  domain::PlanView view;
  view.can_undo = version->before.has_value() && plan->status == PlanStatus::draft;
  view.plan = std::move(*plan);
  view.volunteers = people_of(r.tx, ids_of(version->content.people));
  for (const auto& line : version->content.needs) {
    auto need = store::find_need(r.tx, line.need_id);
    if (!need) return fail(Code::broken, "plan of a need that is gone");
    view.needs.push_back(std::move(*need));
  }
  view.content = std::move(version->content);
  auto shown = domain::Policy::plan(r.actor, std::move(view));
  if (!shown) return fail(Code::not_found);
  return std::move(*shown);
}

Result<Listed<Plan>> list_plans(Read& r, store::PlanFilter filter, const store::Page& page) {
  const auto districts = districts_for(r.actor, filter.district);
  if (!districts) return pass_on(districts.error());
  filter.without_drills = !filter.incident;
  std::vector<Plan> found;
  for (const auto& district : *districts) {
    filter.district = district;
    std::ranges::move(store::plans(r.tx, filter, {page.limit + 1, page.after}), std::back_inserter(found));
  }
  return paged(std::move(found), page.limit, r.tx.seq(), [](const Plan& p) { return p.made_at; });
}

Result<domain::Disclosed<domain::TeamView>> read_team(Read& r, const TeamId& id) {
  auto team = store::find_team(r.tx, id);
  if (!team) return fail(Code::not_found);
  auto view = domain::Policy::team(r.actor, team_view(r.tx, std::move(*team)));
  if (!view) return fail(Code::not_found);
  return std::move(*view);
}

Result<Listed<domain::Disclosed<domain::TeamView>>> list_teams(Read& r, store::TeamFilter filter,
                                                               const store::Page& page) {
  const auto districts = districts_for(r.actor, filter.district);
  if (!districts) return pass_on(districts.error());
  filter.without_drills = !filter.incident;
  std::vector<domain::Team> found;
  for (const auto& district : *districts) {
    filter.district = district;
    std::ranges::move(store::teams(r.tx, filter, {page.limit + 1, page.after}), std::back_inserter(found));
  }
  auto some = paged(std::move(found), page.limit, r.tx.seq(), [](const domain::Team& t) { return t.formed_at; });
  Listed<domain::Disclosed<domain::TeamView>> list;
  list.next = some.next;
  list.seq = some.seq;
  for (auto& team : some.items)
    if (auto view = domain::Policy::team(r.actor, team_view(r.tx, std::move(team))))
      list.items.push_back(std::move(*view));
  return list;
}

std::vector<domain::Disclosed<domain::TeamView>> teams_of_plan(Read& r, const PlanId& id) {
  std::vector<domain::Disclosed<domain::TeamView>> out;
  for (auto& team : store::teams_of_plan(r.tx, id))
    if (auto view = domain::Policy::team(r.actor, team_view(r.tx, std::move(team)))) out.push_back(std::move(*view));
  return out;
}

}  // namespace musubi::flow
