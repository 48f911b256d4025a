#include "shared/matching/plan_explain.hpp"

#include <algorithm>
#include <numeric>

namespace musubi::matching::planning {
namespace {

std::vector<std::int32_t> people_at(const Core& core, const State& state, std::size_t work) {
  std::vector<std::int32_t> out;
  const auto add = [&](std::int32_t u) {
    const auto& members = core.units[u].members;
    out.insert(out.end(), members.begin(), members.end());
  };
  std::ranges::for_each(core.works[work].locked, add);
  std::ranges::for_each(state.team(static_cast<std::int32_t>(work)), add);
  std::ranges::sort(out, {}, [&](auto i) { return core.person(i).id; });
  return out;
}

void add_role_terms(const Person& p, const Need& need, std::vector<Term>& terms) {
  for (const auto& role : need.roles)
    if (p.skills.has(role.skill)) terms.push_back({TermKind::role, std::string(domain::code(role.skill)), 0});
}

// Totals of a work that its unmet reason is read from.
struct Standing {
  int placed{0};
  int could_come{0};  // people with an edge who stand nowhere else
  int seatless{0};    // of them, without a seat now
};

Standing standing_of(const Core& core, const State& state, std::size_t work, int placed) {
  Standing s{placed, 0, 0};
  for (const Edge& e : core.edges_of(work)) {
    if (state.work_of(e.unit) >= 0) continue;
    const Unit& unit = core.units[e.unit];
    s.could_come += unit.size;
    if (e.seats > 0 && e.seats > state.seats_free(unit.pool)) s.seatless += unit.size;
  }
  return s;
}

UnmetCode code_of(Gate gate) {
  switch (gate) {
    case Gate::no_insurance:
      return UnmetCode::no_insurance;
    case Gate::busy_then:
      return UnmetCode::busy;
    case Gate::not_available:
      return UnmetCode::not_available;
    case Gate::too_far:
      return UnmetCode::too_far;
    case Gate::no_transport:
      return UnmetCode::transport_full;
    default:
      return UnmetCode::gate;
  }
}

// People free for this work, by the role that they are short of; true where one is missing.
bool says_role(const Core& core, const State& state, std::size_t work, Unmet& out) {
  for (const auto& role : core.works[work].roles) {
    const auto skill = static_cast<std::size_t>(role.skill);
    int have = 0;
    for (const Edge& e : core.edges_of(work)) {
      const std::int32_t at = state.work_of(e.unit);
      if (at < 0 || at == static_cast<std::int32_t>(work)) have += core.skills[e.unit][skill];
    }
    if (have >= role.count) continue;
    out.code = UnmetCode::role_missing;
    out.value = role.count - have;
    out.role = role.skill;
    return true;
  }
  return false;
}

void say_why(const Core& core, const State& state, std::size_t work, int placed, Unmet& out) {
  const Work& w = core.works[work];
  const Need& need = core.need(work);
  if (w.fault) {
    out.code = *w.fault;
    return;
  }
  const int below_min = need.people_min - need.taken - placed;
  if (!w.locked.empty() && below_min > 0) {
    out.code = UnmetCode::locked_below_min;
    out.value = below_min;
    return;
  }
  const Standing s = standing_of(core, state, work, placed);
  const auto& kept = core.kept_from[work];
  const auto most = std::ranges::max_element(kept);
  if (core.edges_of(work).empty() && *most == 0) {
    out.code = UnmetCode::no_candidates;
  } else if (s.placed == 0 && !core.edges_of(work).empty() && says_role(core, state, work, out)) {
    return;
  } else if (s.seatless > 0 && s.could_come - s.seatless < std::max(1, out.short_of)) {
    out.code = UnmetCode::transport_full;
    out.value = s.seatless;
  } else if (static_cast<int>(core.edges_of(work).size()) < out.short_of + placed && *most > 0) {
    const auto gate = static_cast<Gate>(most - kept.begin());
    out.code = code_of(gate);
    out.value = *most;
    if (out.code == UnmetCode::gate) out.gate = gate;
  } else if (s.could_come > 0 && s.could_come >= w.lo - (placed > 0 ? placed : 0)) {
    out.code = UnmetCode::not_worth;
    out.value = s.could_come;
  } else {
    out.code = UnmetCode::people_short;
    out.value = std::max(out.short_of, below_min);
  }
}

std::vector<Unmet> unmet_of(const Core& core, const State& state) {
  std::vector<Unmet> out;
  for (std::size_t k = 0; k < core.works.size(); ++k) {
    const Need& need = core.need(k);
    int placed = state.people(static_cast<std::int32_t>(k));
    for (const auto u : core.works[k].locked) placed += core.units[u].size;
    Unmet unmet{need.id, std::max(0, need.people_wanted - need.taken - placed), {}, 0, std::nullopt, std::nullopt};
    if (unmet.short_of == 0 && core.works[k].fault != UnmetCode::min_above_max) continue;
    say_why(core, state, k, placed, unmet);
    out.push_back(unmet);
  }
  return out;
}

std::vector<Idle> idle_of(const Core& core, const State& state) {
  std::vector<std::uint8_t> waits(core.units.size(), 0);  // 1: has an edge, 2: some only waits for a role
  for (std::size_t k = 0; k < core.works.size(); ++k) {
    const bool waits_for_role =
        !core.works[k].roles.empty() && state.people(static_cast<std::int32_t>(k)) == 0 && core.works[k].hi > 0;
    for (const Edge& e : core.edges_of(k)) waits[e.unit] |= waits_for_role ? 3 : 1;
  }
  std::int32_t largest = 0;
  for (const auto& w : core.works)
    if (!w.fault) largest = std::max(largest, w.hi);
  std::vector<Idle> out;
  for (const auto i : core.people) {
    const std::int32_t u = core.unit_of[i];
    const Unit& unit = core.units[u];
    if (unit.lock >= 0 || state.work_of(u) >= 0) continue;
    Idle idle{core.person(i).id, IdleCode::not_needed, std::nullopt, 0};
    const auto& kept = core.kept_out[u];
    const auto most = std::ranges::max_element(kept);
    if (largest == 0) {
      idle.code = IdleCode::no_needs;
    } else if (unit.is_apart) {
      idle.code = IdleCode::party_apart;
    } else if (unit.size > largest) {
      idle.code = IdleCode::party_too_large;
      idle.value = unit.size;
    } else if (waits[u] == 0 && *most > 0) {
      idle.code = IdleCode::gate;
      idle.gate = static_cast<Gate>(most - kept.begin());
      idle.value = *most;
    } else if ((waits[u] & 2) != 0) {
      idle.code = IdleCode::roles_missing;
    }
    out.push_back(idle);
  }
  return out;
}

}  // namespace

std::vector<Assigned> placements_of(const Core& core, const State& state) {
  const Problem& problem = *core.problem;
  auto told = problem.told;
  std::ranges::sort(told);
  auto locks = problem.locks;
  std::ranges::sort(locks);
  std::vector<Assigned> out;
  for (std::size_t k = 0; k < core.works.size(); ++k) {
    const Need& need = core.need(k);
    const Asked asked(need, problem.setting, problem.policy);
    bool has_leader = false;
    int place = need.taken;
    for (const auto i : people_at(core, state, k)) {
      const Person& p = core.person(i);
      const Pair pair{p.id, need.id};
      Assigned x{need.id, p.id, core.units[core.unit_of[i]].lock >= 0, false, {}, 0, {}, {}};
      x.distance_m = travel_m(core.person_spots[i], core.need_spots[k]);
      if (!has_leader && p.skills.has(domain::Skill::leader)) has_leader = x.is_leader = true;
      x.reasons = reward_terms(need, problem.setting, problem.policy, place++ >= need.people_wanted);
      if (std::ranges::binary_search(told, pair))
        x.reasons.push_back({TermKind::told, std::nullopt, problem.policy.told});
      add_role_terms(p, need, x.reasons);
      auto terms = pair_terms(p, asked, problem.policy, x.distance_m);
      std::ranges::move(terms, std::back_inserter(x.reasons));
      x.points = sum(x.reasons);
      if (x.is_locked) x.warnings = gates_of(p, asked, problem.setting, problem.policy, x.distance_m);
      out.push_back(std::move(x));
    }
  }
  return out;
}

Plan explain(const Core& core, const State& state, std::int64_t bound) {
  Plan plan;
  plan.placements = placements_of(core, state);
  plan.unmet = unmet_of(core, state);
  plan.idle = idle_of(core, state);
  for (const auto& x : plan.placements) {
    plan.objective += x.points;
    plan.travel_m += x.distance_m.value_or(0);
  }
  plan.bound = bound;
  return plan;
}

}  // namespace musubi::matching::planning

namespace musubi::matching {

std::string_view code(UnmetCode code) {
  constexpr std::array<std::string_view, 16> k_names{
      "min_above_max", "window_contradictory", "already_started",  "stop_order",     "placard",
      "no_candidates", "role_missing",         "locked_below_min", "transport_full", "no_insurance",
      "busy",          "not_available",        "too_far",          "gate",           "people_short",
      "not_worth"};
  static_assert(k_names.size() == static_cast<std::size_t>(UnmetCode::not_worth) + 1);
  return k_names[static_cast<std::size_t>(code)];
}

std::string_view next_step(UnmetCode code) {
  constexpr std::array<std::string_view, 16> k_steps{
      "edit_people", "edit_times",    "edit_times",     "see_stop_order",  "see_placard", "ask_volunteers",
      "ask_role",    "add_or_unlock", "add_seats",      "enter_insurance", "change_time", "change_time",
      "ask_wider",   "see_excluded",  "ask_volunteers", "assign_by_hand"};
  static_assert(k_steps.size() == static_cast<std::size_t>(UnmetCode::not_worth) + 1);
  return k_steps[static_cast<std::size_t>(code)];
}

std::string_view code(IdleCode code) {
  constexpr std::array<std::string_view, 6> k_names{"no_needs",    "gate",       "party_too_large",
                                                    "party_apart", "not_needed", "roles_missing"};
  static_assert(k_names.size() == static_cast<std::size_t>(IdleCode::roles_missing) + 1);
  return k_names[static_cast<std::size_t>(code)];
}

std::string_view code(LockCode code) {
  constexpr std::array<std::string_view, 6> k_names{"unknown",   "gate",          "two_needs",
                                                    "above_max", "excluded_pair", "party_apart"};
  static_assert(k_names.size() == static_cast<std::size_t>(LockCode::party_apart) + 1);
  return k_names[static_cast<std::size_t>(code)];
}

}  // namespace musubi::matching
