#include "server/flow/plan_compute.hpp"

#include <algorithm>
#include <map>

namespace musubi::flow {
namespace {

using domain::PlanContent;

void put_unmet(domain::PlanNeed& line, const matching::Unmet& unmet) {
  domain::PlanUnmet out;
  out.code =
      unmet.code == matching::UnmetCode::gate && unmet.gate ? matching::code(*unmet.gate) : matching::code(unmet.code);
  if (unmet.value != 0) out.value = unmet.value;
  out.role = unmet.role;
  out.next = matching::next_step(unmet.code);
  line.unmet = std::move(out);
}

domain::PlanAssignment assignment_of(const matching::Assigned& placed) {
  domain::PlanAssignment a;
  a.need_id = placed.need_id;
  a.volunteer_id = placed.volunteer_id;
  a.is_locked = placed.is_locked;
  a.is_leader = placed.is_leader;
  a.distance_m = placed.distance_m;
  a.points = placed.points;
  for (const auto& term : placed.reasons)
    a.reasons.push_back({std::string(matching::code(term.kind)), term.value, term.points});
  for (const auto gate : placed.warnings) a.warnings.emplace_back(matching::code(gate));
  return a;
}

void put_prices(PlanContent& out, const matching::Prices& prices) {
  const std::map<VolunteerId, std::int64_t> people(prices.people.begin(), prices.people.end());
  const std::map<NeedId, std::int64_t> places(prices.places.begin(), prices.places.end());
  const auto price = [](const auto& all, const auto& id) {
    const auto it = all.find(id);
    return it == all.end() ? 0 : it->second;
  };
  for (const auto& line : out.people) out.prices.people.push_back(price(people, line.volunteer_id));
  for (const auto& line : out.needs) out.prices.places.push_back(price(places, line.need_id));
  for (const auto& line : out.seats) {
    const auto it = std::ranges::find(prices.seats, line.district_id, [](const auto& one) { return one.first; });
    out.prices.seats.push_back(it == prices.seats.end() ? 0 : it->second);
  }
}

PlanContent content_of(const DayWorld& world, const Decisions& d, const matching::Plan& plan) {
  PlanContent out;
  out.seq = world.seq;
  out.objective = plan.objective;
  out.bound = plan.bound;
  out.travel_m = plan.travel_m;
  std::map<NeedId, int> placed;
  for (const auto& one : plan.placements) {
    ++placed[one.need_id];
    out.assignments.push_back(assignment_of(one));
  }
  out.needs = world.needs;
  for (auto& line : out.needs) {
    line.placed = placed[line.need_id];
    line.is_dropped = d.dropped.contains(line.need_id);
    if (line.is_dropped) line.unmet = domain::PlanUnmet{"dropped", std::nullopt, std::nullopt, "take_need"};
    const auto unmet = std::ranges::find(plan.unmet, line.need_id, &matching::Unmet::need_id);
    if (!line.is_dropped && unmet != plan.unmet.end()) put_unmet(line, *unmet);
  }
  std::map<VolunteerId, const matching::Idle*> idle;
  for (const auto& one : plan.idle) idle.emplace(one.volunteer_id, &one);
  for (const auto& p : world.problem.people) {
    domain::PlanPerson line;
    line.volunteer_id = p.id;
    if (const auto squad = world.squads.find(p.id); squad != world.squads.end()) line.squad_id = squad->second;
    line.is_out = d.out.contains(p.id);
    if (line.is_out) line.idle = domain::PlanIdle{"taken_out", std::nullopt};
    if (const auto it = idle.find(p.id); it != idle.end() && !line.is_out) {
      const auto& why = *it->second;
      line.idle = domain::PlanIdle{std::string(why.gate ? matching::code(*why.gate) : matching::code(why.code)),
                                   why.value != 0 ? std::optional(why.value) : std::nullopt};
    }
    out.people.push_back(std::move(line));
  }
  out.seats = d.seats;
  put_prices(out, plan.prices);
  return out;
}

}  // namespace

Result<PlanContent> solved(const DayWorld& world, const Decisions& decisions, matching::Budget budget,
                           const PlanContent* start) {
  Decisions d = decisions;
  if (const auto refused = settle(world, d, {})) return fail(Code::broken, "locks");
  const auto problem = problem_of(world, d);
  const auto plan =
      start == nullptr ? matching::solve(problem, budget) : matching::replan(problem, start_of(*start), budget, 0);
  if (!plan) return pass_on(plan.error());
  return content_of(world, d, *plan);
}

Result<PlanContent> edited(const DayWorld& world, const PlanContent& now, std::span<const domain::PlanChange> changes) {
  Decisions d = decisions_of(now);
  const auto applied = apply_all(world, d, changes);
  if (applied.refused)
    return std::unexpected(Error{Code::change_impossible,
                                 {},
                                 {{"changes/" + std::to_string(applied.refused_at), code_of(*applied.refused)}},
                                 {"take_out", "unlock", "resolve"},
                                 {}});
  if (applied.resolves) return solved(world, d, matching::k_quick, &now);
  const auto plan = described(world, d, prices_of(now));
  if (!plan) return pass_on(plan.error());
  return content_of(world, d, *plan);
}

}  // namespace musubi::flow
