#include "shared/matching/plan.hpp"

#include <algorithm>
#include <unordered_map>

#include "shared/matching/plan_explain.hpp"
#include "shared/matching/plan_search.hpp"

namespace musubi::matching {
namespace {

using planning::Core;
using planning::Search;
using planning::State;
using planning::Unit;

Result<Core> core_of(const Problem& problem) {
  auto core = planning::make_core(problem);
  if (core && !core->refused.empty()) {
    std::vector<FieldError> fields;
    for (const auto& lock : core->refused)
      fields.push_back({"locks/" + lock.pair.volunteer_id.text(), std::string(code(lock.code))});
    return fail_fields(std::move(fields));
  }
  return core;
}

// The edges of a plan that was made before, as far as it may still stand in this core.
std::vector<std::int32_t> edges_of(const Core& core, const Plan& plan) {
  std::unordered_map<Uuid, std::int32_t> person, work;
  for (const auto i : core.people) person[core.person(i).id] = i;
  for (std::size_t k = 0; k < core.works.size(); ++k) work[core.need(k).id] = static_cast<std::int32_t>(k);
  std::vector<std::int32_t> members(core.units.size(), 0);
  State state(core);
  for (const auto& x : plan.placements) {
    const auto p = person.find(x.volunteer_id);
    const auto n = work.find(x.need_id);
    if (p == person.end() || n == work.end()) continue;
    const std::int32_t unit = core.unit_of[p->second];
    const std::int32_t edge = planning::find_edge(core, unit, n->second);
    if (edge < 0 || state.work_of(unit) >= 0) continue;
    const bool has_room = state.people(n->second) + core.units[unit].size <= core.works[n->second].hi;
    if (has_room && state.may_join(edge, n->second)) state.put(edge, n->second);
  }
  for (std::int32_t k = 0; k < static_cast<std::int32_t>(core.works.size()); ++k)
    if (!state.may_stand(k)) state.clear(k);
  return state.edges();
}

// For a core that is nearly the one they come from. Places of new needs begin at their full reward.
planning::KnownPrices known_prices(const Core& core, const Prices& prices) {
  planning::KnownPrices known{.unit = std::vector<std::optional<std::int64_t>>(core.units.size()),
                              .place = {},
                              .seat = std::vector<std::int64_t>(core.pools.size(), 0)};
  const std::unordered_map<Uuid, std::int64_t> people(prices.people.begin(), prices.people.end());
  const std::unordered_map<Uuid, std::int64_t> places(prices.places.begin(), prices.places.end());
  for (std::size_t u = 0; u < core.units.size(); ++u) {
    const Unit& unit = core.units[u];
    const auto it = people.find(core.person(unit.members.front()).id);
    // Of a party whose first member left, the price stands nowhere.
    const bool is_known = it != people.end() && (unit.size == 1 || it->second > 0);
    if (is_known) known.unit[u] = it->second;
  }
  for (std::size_t work = 0; work < core.works.size(); ++work) {
    const auto it = places.find(core.need(work).id);
    known.place.push_back(it != places.end() ? it->second : core.works[work].reward.wanted);
  }
  for (const auto& [district_id, price] : prices.seats)
    if (const auto pool = std::ranges::find(core.pools, district_id, &planning::Seats::district_id);
        pool != core.pools.end())
      known.seat[static_cast<std::size_t>(pool - core.pools.begin())] = price;
  return known;
}

Plan plan_of(const Core& core, const Search& search) {
  State state(core);
  state.load(search.best());
  Plan plan = planning::explain(core, state, search.bound());
  plan.prices = search.prices();
  plan.steps = search.steps();
  plan.steps_first = search.steps_first();
  return plan;
}

}  // namespace

Result<Plan> solve(const Problem& problem, Budget budget, const Plan* start) {
  const auto core = core_of(problem);
  if (!core) return pass_on(core.error());
  Search search(*core);
  search.begin(start ? edges_of(*core, *start) : std::vector<std::int32_t>{});
  search.run(budget.steps);
  return plan_of(*core, search);
}

Result<Plan> replan(const Problem& problem, const Plan& previous, Budget budget, double near) {
  if (previous.prices.empty()) return solve(problem, budget, &previous);
  const auto core = core_of(problem);
  if (!core) return pass_on(core.error());
  Search search(*core);
  search.resume(edges_of(*core, previous), known_prices(*core, previous.prices));
  search.run(budget.steps, near);
  return plan_of(*core, search);
}

Result<Plan> describe(const Problem& problem, std::span<const Pair> pairs, const Prices& known) {
  // Every pair is a decision: that is what a lock is. So the same rules hold, and refusals have the same names.
  Problem fixed = problem;
  fixed.locks.insert(fixed.locks.end(), pairs.begin(), pairs.end());
  std::ranges::sort(fixed.locks);
  fixed.locks.erase(std::ranges::unique(fixed.locks).begin(), fixed.locks.end());
  const auto core = core_of(fixed);
  if (!core) return pass_on(core.error());
  auto plan = planning::explain(*core, State(*core), core->base);
  const auto open = core_of(problem);
  if (!open) return pass_on(open.error());
  Search search(*open);
  if (known.empty())
    search.begin({});
  else
    search.price(known_prices(*open, known));
  plan.prices = search.prices();
  plan.bound = std::max(plan.objective, search.bound());
  for (auto& x : plan.placements)
    x.is_locked = std::ranges::find(problem.locks, Pair{x.volunteer_id, x.need_id}) != problem.locks.end();
  return plan;
}

std::vector<RefusedLock> check_locks(const Problem& problem) {
  const auto core = planning::make_core(problem);
  return core ? core->refused : std::vector<RefusedLock>{};
}

std::vector<std::vector<std::int32_t>> grid(const Problem& problem) {
  std::vector<Spot> spots;
  for (const auto& p : problem.people) spots.push_back(spot_of(p.position));
  std::vector<std::vector<std::int32_t>> cells;
  for (const auto& need : problem.needs) {
    const Asked asked(need, problem.setting, problem.policy);
    const Spot place = spot_of(need.position);
    auto& row = cells.emplace_back();
    row.reserve(spots.size());
    for (std::size_t i = 0; i < spots.size(); ++i) {
      const auto distance = travel_m(spots[i], place);
      const auto gate = gate_of(problem.people[i], asked, problem.setting, problem.policy, distance);
      row.push_back(gate ? -1 - static_cast<std::int32_t>(*gate) : distance.value_or(k_unknown_m));
    }
  }
  return cells;
}

}  // namespace musubi::matching
