// What must hold for every plan, on days made from seeds.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <limits>
#include <map>
#include <random>
#include <set>

#include "shared/matching/plan.hpp"
#include "tests/bench/plan_instance.hpp"

namespace musubi::matching {
namespace {

using testing_days::a_day;
using testing_days::DaySize;

DaySize middle_size(std::uint64_t seed) {
  DaySize size;
  size.people = 60;
  size.needs = 25;
  size.extent_km = 8;
  size.min_percent = 50;
  size.leader_needs_percent = 40;
  size.exclusions = 15;
  size.locks = 4;
  size.told = 6;
  size.seats_percent = seed % 2 == 0 ? 25 : 0;
  return size;
}

constexpr Budget k_budget{20'000};

Problem middle_day(std::uint64_t seed) {
  auto day = a_day(seed, middle_size(seed));
  for (const auto& lock : check_locks(day)) std::erase(day.locks, lock.pair);
  return day;
}

template <class T>
const T& by_id(const std::vector<T>& all, const auto& id) {
  return *std::ranges::find(all, id, &T::id);
}

using Lines = std::vector<std::string>;
// The whole plan as text, so that two can be compared.
Lines lines_of(const Plan& plan) {
  Lines out{std::to_string(plan.objective), std::to_string(plan.bound), std::to_string(plan.travel_m),
            std::to_string(plan.steps)};
  for (const auto& x : plan.placements) {
    out.push_back(x.need_id.text() + x.volunteer_id.text() + std::to_string(x.points) + (x.is_leader ? "L" : "") +
                  (x.is_locked ? "!" : ""));
    for (const auto& r : x.reasons)
      out.push_back(std::string(code(r.kind)) + r.value.value_or("") + std::to_string(r.points));
  }
  for (const auto& x : plan.unmet)
    out.push_back(x.need_id.text() + std::string(code(x.code)) + std::to_string(x.value) + "/" +
                  std::to_string(x.short_of));
  for (const auto& x : plan.idle) out.push_back(x.volunteer_id.text() + std::string(code(x.code)));
  return out;
}

class PlanProperty : public ::testing::TestWithParam<std::uint64_t> {
 protected:
  // Solved once for all the tests of a day.
  static const Plan& plan_of(std::uint64_t seed) {
    static std::map<std::uint64_t, Plan> plans;
    const auto it = plans.find(seed);
    return it != plans.end() ? it->second
                             : plans.emplace(seed, solve(middle_day(seed), k_budget).value()).first->second;
  }
  Problem day_ = middle_day(GetParam());
  const Plan& plan_ = plan_of(GetParam());

  std::map<NeedId, std::vector<const Person*>> teams() const {
    std::map<NeedId, std::vector<const Person*>> out;
    for (const auto& x : plan_.placements) out[x.need_id].push_back(&by_id(day_.people, x.volunteer_id));
    return out;
  }
};

TEST_P(PlanProperty, nobody_passes_a_closed_gate_but_by_a_lock_and_then_with_a_warning) {
  int unlocked = 0;
  for (const auto& x : plan_.placements) {
    const auto& person = by_id(day_.people, x.volunteer_id);
    const auto& need = by_id(day_.needs, x.need_id);
    const auto distance = travel_m(person.position, need.position);
    const auto failed = gates_of(person, Asked(need, day_.setting, day_.policy), day_.setting, day_.policy, distance);
    EXPECT_EQ(x.distance_m, distance);
    if (x.is_locked) {
      EXPECT_EQ(x.warnings, failed);
      for (const auto gate : failed) EXPECT_TRUE(yields_to_a_lock(gate)) << code(gate);
      continue;
    }
    ++unlocked;
    EXPECT_TRUE(x.warnings.empty());
    for (const auto gate : failed) EXPECT_TRUE(gate == Gate::no_transport && person.party >= 0) << code(gate);
  }
  EXPECT_GT(unlocked, 10);
}

TEST_P(PlanProperty, places_minima_and_roles_are_kept) {
  for (const auto& [id, team] : teams()) {
    const auto& need = by_id(day_.needs, id);
    const int people = need.taken + static_cast<int>(team.size());
    EXPECT_LE(people, need.people_max);
    const bool has_lock =
        std::ranges::any_of(plan_.placements, [&](const auto& x) { return x.need_id == need.id && x.is_locked; });
    if (has_lock) continue;  // a person may lock fewer than the minimum
    EXPECT_GE(people, need.people_min);
    for (const auto& role : need.roles)
      EXPECT_GE(std::ranges::count_if(team, [&](const Person* p) { return p->skills.has(role.skill); }), role.count);
  }
}

TEST_P(PlanProperty, everybody_stands_at_one_place_or_is_idle_with_a_reason_and_parties_stay_whole) {
  std::map<VolunteerId, NeedId> at;
  for (const auto& x : plan_.placements) EXPECT_TRUE(at.emplace(x.volunteer_id, x.need_id).second);
  std::set<VolunteerId> idle;
  for (const auto& x : plan_.idle) {
    EXPECT_TRUE(idle.insert(x.volunteer_id).second);
    EXPECT_FALSE(code(x.code).empty());
  }
  for (const auto& p : day_.people) {
    EXPECT_NE(at.contains(p.id), idle.contains(p.id));
    for (const auto& q : day_.people) {
      if (p.party < 0 || p.party != q.party) continue;
      EXPECT_EQ(at.contains(p.id), at.contains(q.id));
      if (at.contains(p.id) && at.contains(q.id)) EXPECT_EQ(at[p.id], at[q.id]);
    }
  }
}

TEST_P(PlanProperty, enemies_are_never_in_one_team) {
  for (const auto& [id, team] : teams())
    for (const auto* p : team)
      for (const auto* q : team) EXPECT_EQ(std::ranges::count(p->excluded_people, q->id), 0);
}

TEST_P(PlanProperty, locked_pairs_stay) {
  for (const auto& lock : day_.locks) {
    const auto it = std::ranges::find_if(plan_.placements, [&](const auto& x) {
      return x.volunteer_id == lock.volunteer_id && x.need_id == lock.need_id;
    });
    ASSERT_NE(it, plan_.placements.end());
    EXPECT_TRUE(it->is_locked);
  }
}

TEST_P(PlanProperty, reasons_add_up_to_the_points_and_points_to_the_objective) {
  std::int64_t all = 0;
  for (const auto& x : plan_.placements) {
    EXPECT_EQ(sum(x.reasons), x.points);
    all += x.points;
  }
  EXPECT_EQ(all, plan_.objective);
  EXPECT_LE(plan_.objective, plan_.bound);
}

TEST_P(PlanProperty, every_need_that_is_short_says_why_and_what_next) {
  std::map<NeedId, int> placed;
  for (const auto& x : plan_.placements) ++placed[x.need_id];
  std::set<NeedId> told;
  for (const auto& x : plan_.unmet) {
    told.insert(x.need_id);
    EXPECT_FALSE(code(x.code).empty());
    EXPECT_FALSE(next_step(x.code).empty());
    const auto& need = by_id(day_.needs, x.need_id);
    EXPECT_EQ(x.short_of, need.people_wanted - need.taken - placed[x.need_id]);
    if (x.code == UnmetCode::role_missing) EXPECT_GT(x.value, 0);
  }
  for (const auto& need : day_.needs)
    EXPECT_EQ(told.contains(need.id), need.taken + placed[need.id] < need.people_wanted);
}

TEST_P(PlanProperty, the_order_of_the_input_changes_nothing) {
  std::mt19937 random(7);
  auto other = day_;
  std::ranges::shuffle(other.people, random);
  std::ranges::shuffle(other.needs, random);
  std::ranges::shuffle(other.locks, random);
  std::ranges::shuffle(other.told, random);
  std::ranges::shuffle(other.setting.pools, random);
  EXPECT_EQ(lines_of(solve(other, k_budget).value()), lines_of(plan_));
}

TEST_P(PlanProperty, the_same_again_is_the_same_and_a_larger_budget_is_never_worse) {
  EXPECT_EQ(lines_of(solve(day_, k_budget).value()), lines_of(plan_));
  std::int64_t objective = 0;
  std::int64_t bound = std::numeric_limits<std::int64_t>::max();
  for (const std::int64_t steps : {0, 300, 3'000, 10'000, 40'000}) {
    const auto plan = solve(day_, Budget{steps}).value();
    EXPECT_GE(plan.objective, objective) << steps;
    EXPECT_LE(plan.bound, bound) << steps;
    objective = plan.objective;
    bound = plan.bound;
  }
}

TEST_P(PlanProperty, a_start_is_never_made_worse) {
  const auto again = solve(day_, k_first, &plan_).value();
  EXPECT_GE(again.objective, plan_.objective);
}

INSTANTIATE_TEST_SUITE_P(Days, PlanProperty, ::testing::Range<std::uint64_t>(1, 9));

TEST(PlanOptimumOrder, one_person_more_never_makes_the_optimum_worse) {
  for (std::uint64_t seed = 1; seed <= 25; ++seed) {
    DaySize size;
    size.people = 9;
    size.needs = 4;
    size.min_percent = 60;
    size.leader_needs_percent = 50;
    size.leader_percent = 30;
    auto day = a_day(seed, size);
    const auto all = solve(day, k_thorough).value();
    ASSERT_TRUE(all.is_exact()) << seed;
    const auto last = day.people.back();
    if (last.party >= 0) continue;
    day.people.pop_back();
    const auto fewer = solve(day, k_thorough).value();
    ASSERT_TRUE(fewer.is_exact()) << seed;
    EXPECT_GE(all.objective, fewer.objective) << seed;
  }
}

}  // namespace
}  // namespace musubi::matching
