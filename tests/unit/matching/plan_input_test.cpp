// What a plan says to bad input, to people who are short, and to what-ifs.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>

#include "shared/matching/plan.hpp"
#include "tests/bench/plan_instance.hpp"

namespace musubi::matching {
namespace {

using testing_days::k_dawn;
using testing_days::numbered;

Person person(int n) {
  Person p;
  p.id = numbered<VolunteerId>(n);
  p.position = Position{35.25, 139.15};
  p.insurance = domain::InsuranceCover{domain::InsurancePlan::natural_disaster, std::nullopt, *Day::parse("2026-04-01"),
                                       *Day::parse("2027-03-31"), std::nullopt};
  return p;
}

Need need(int n, int people = 1) {
  Need out;
  out.id = numbered<NeedId>(n);
  out.people_wanted = out.people_max = people;
  out.position = Position{35.25, 139.15};
  out.starts_at = k_dawn.plus_s(10'800);
  out.ends_at = out.starts_at->plus_s(7'200);
  out.waiting_since = k_dawn;
  return out;
}

Problem day(int people, int needs, int each = 1) {
  Problem out;
  out.setting.now = k_dawn;
  out.setting.day = Day::of(k_dawn);
  for (int n = 1; n <= people; ++n) out.people.push_back(person(n));
  for (int n = 1; n <= needs; ++n) out.needs.push_back(need(n, each));
  return out;
}

Unmet only_unmet(const Problem& problem) {
  const auto plan = solve(problem, k_quick).value();
  EXPECT_EQ(plan.unmet.size(), 1U);
  return plan.unmet.empty() ? Unmet{} : plan.unmet.front();
}

TEST(PlanInput, nothing_to_do_and_nobody_there_are_plans_too) {
  const auto nobody = solve(day(0, 1), k_quick).value();
  EXPECT_EQ(nobody.unmet.at(0).code, UnmetCode::no_candidates);
  const auto nothing = solve(day(1, 0), k_quick).value();
  EXPECT_EQ(nothing.idle.at(0).code, IdleCode::no_needs);
  const auto neither = solve(day(0, 0), k_quick).value();
  EXPECT_TRUE(neither.is_exact());
  EXPECT_EQ(neither.objective, 0);
}

TEST(PlanInput, a_need_that_contradicts_itself_is_left_out_with_its_reason) {
  auto problem = day(2, 1);
  problem.needs[0].people_min = 2;
  EXPECT_EQ(only_unmet(problem).code, UnmetCode::min_above_max);
  problem = day(2, 1);
  problem.needs[0].ends_at = problem.needs[0].starts_at->plus_s(-60);
  EXPECT_EQ(only_unmet(problem).code, UnmetCode::window_contradictory);
}

TEST(PlanInput, a_group_larger_than_any_need_is_idle_for_that_reason) {
  auto problem = day(3, 2, 2);
  for (auto& p : problem.people) p.party = 1;
  const auto plan = solve(problem, k_quick).value();
  ASSERT_EQ(plan.idle.size(), 3U);
  EXPECT_EQ(plan.idle[0].code, IdleCode::party_too_large);
  EXPECT_EQ(plan.idle[0].value, 3);
}

TEST(PlanInput, a_policy_out_of_bounds_is_refused_with_the_weight) {
  auto problem = day(1, 1);
  problem.policy.place = 0;
  const auto refused = solve(problem, k_quick);
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().code, Code::invalid);
  EXPECT_THAT(refused.error().fields, ::testing::ElementsAre(FieldError{"place", "out_of_range"}));
  for (const auto& weight : weights()) {
    Policy policy;
    policy.*weight.field = weight.max + 1;
    EXPECT_FALSE(check(policy)) << weight.name;
  }
  EXPECT_TRUE(check(Policy{}));
}

TEST(PlanInput, a_clock_that_jumped_is_answered) {
  auto problem = day(1, 1);
  problem.setting.now = k_dawn.plus_s(86'400);  // the day is over
  ASSERT_FALSE(solve(problem, k_quick));
  EXPECT_EQ(solve(problem, k_quick).error().fields.at(0).field, "day");
  problem.setting.now = k_dawn.plus_s(5 * 3'600);  // the work has begun
  EXPECT_EQ(only_unmet(problem).code, UnmetCode::already_started);
  problem.setting.now = k_dawn.plus_s(-30 * 86'400LL);  // planned long ahead; waiting since the future counts as new
  EXPECT_EQ(solve(problem, k_quick).value().placements.size(), 1U);
}

TEST(PlanInput, somebody_listed_twice_is_refused) {
  auto problem = day(1, 1);
  problem.people.push_back(problem.people[0]);
  EXPECT_EQ(solve(problem, k_quick).error().fields.at(0), (FieldError{"people", "duplicate"}));
}

TEST(PlanInput, a_need_too_large_for_a_team_to_be_chosen_is_refused_and_a_large_one_is_not) {
  auto problem = day(3, 1);
  problem.needs[0].people_max = 1'001;
  EXPECT_THAT(solve(problem, k_quick).error().fields.at(0).field, ::testing::EndsWith("/people_max"));
  problem.needs[0].people_max = 1'000;
  EXPECT_EQ(solve(problem, k_quick).value().placements.size(), 3U);
  problem.needs[0].roles = {{domain::Skill::leader, 2'000'000'000}, {domain::Skill::chainsaw, 2'000'000'000}};
  EXPECT_THAT(solve(problem, k_quick).error().fields.at(0).field, ::testing::EndsWith("/roles"));
  problem.needs[0].people_max = 1;
  problem.needs[0].roles.assign(9, {domain::Skill::leader, 1});
  EXPECT_THAT(solve(problem, k_quick).error().fields.at(0).field, ::testing::EndsWith("/roles"));
  problem.needs[0].people_max = 199;
  problem.needs[0].roles = {{domain::Skill::leader, 99}};
  EXPECT_EQ(solve(problem, k_quick).value().unmet.at(0).code, UnmetCode::role_missing);
}

TEST(PlanInput, locks_that_cannot_stand_are_named) {
  auto problem = day(2, 2);
  const auto v = [](int n) { return numbered<VolunteerId>(n); };
  const auto n = [](int k) { return numbered<NeedId>(k); };
  problem.locks = {{v(1), n(1)}, {v(1), n(2)}};
  EXPECT_EQ(check_locks(problem).at(0).code, LockCode::two_needs);
  problem.locks = {{v(1), n(1)}, {v(2), n(1)}};
  EXPECT_EQ(check_locks(problem).at(0).code, LockCode::above_max);
  problem.locks = {{v(1), n(9)}};
  EXPECT_EQ(check_locks(problem).at(0).code, LockCode::unknown);
  problem.people[0].insurance.reset();
  problem.locks = {{v(1), n(1)}};
  EXPECT_EQ(check_locks(problem).at(0).gate, Gate::no_insurance);
  EXPECT_FALSE(solve(problem, k_quick));
}

TEST(PlanReasons, a_missing_licence_is_counted) {
  auto problem = day(5, 1, 4);
  problem.needs[0].roles = {{domain::Skill::chainsaw, 3}};
  const auto unmet = only_unmet(problem);
  EXPECT_EQ(unmet.code, UnmetCode::role_missing);
  EXPECT_EQ(unmet.role, domain::Skill::chainsaw);
  EXPECT_EQ(unmet.value, 3);
}

TEST(PlanReasons, the_gate_that_keeps_most_away_is_told) {
  auto problem = day(2, 1, 2);
  for (auto& p : problem.people) p.insurance.reset();
  EXPECT_EQ(only_unmet(problem).code, UnmetCode::no_insurance);
  EXPECT_EQ(only_unmet(problem).value, 2);
  problem = day(2, 1, 2);
  for (auto& p : problem.people) p.busy = {{k_dawn, k_dawn.plus_s(86'400)}};
  EXPECT_EQ(only_unmet(problem).code, UnmetCode::busy);
  problem = day(2, 1, 2);
  problem.needs[0].is_stopped = true;
  EXPECT_EQ(only_unmet(problem).code, UnmetCode::stop_order);
  problem = day(1, 1, 3);
  EXPECT_EQ(only_unmet(problem).code, UnmetCode::people_short);
  problem = day(2, 1, 3);
  problem.needs[0].people_min = 3;
  problem.locks = {{problem.people[0].id, problem.needs[0].id}};
  EXPECT_EQ(only_unmet(problem).code, UnmetCode::locked_below_min);
}

TEST(PlanChanges, ten_people_more_or_a_second_bus_fill_what_was_short) {
  const auto problem = day(1, 3);
  const auto before = solve(problem, k_quick).value();
  const Change more{.kind = ChangeKind::add_people, .count = 10};
  const auto with = replan(changed(problem, std::span(&more, 1)), before, k_quick).value();
  EXPECT_EQ(with.placements.size(), before.placements.size() + 2);
  EXPECT_EQ(before.unmet.size(), 2U);
  EXPECT_TRUE(with.unmet.empty());
  EXPECT_GT(with.objective, before.objective);

  auto far = day(2, 2);
  for (auto& p : far.people) p.position = Position{35.30, 139.15};
  far.setting.ride_beyond_m = 1'000;
  far.setting.pools = {{std::nullopt, 1}};
  const auto one_bus = solve(far, k_quick).value();
  EXPECT_EQ(one_bus.placements.size(), 1U);
  EXPECT_EQ(one_bus.unmet.at(0).code, UnmetCode::transport_full);
  const Change bus{.kind = ChangeKind::add_seats, .count = 1};
  EXPECT_EQ(replan(changed(far, std::span(&bus, 1)), one_bus, k_quick).value().placements.size(), 2U);
}

TEST(PlanChanges, one_that_cannot_be_says_why) {
  auto problem = day(1, 1);
  problem.needs[0].placard = domain::Placard::red;
  const Change assign{ChangeKind::assign, problem.people[0].id, problem.needs[0].id};
  const auto impossible = check_locks(changed(problem, std::span(&assign, 1)));
  ASSERT_EQ(impossible.size(), 1U);
  EXPECT_EQ(impossible[0].gate, Gate::placard);
}

TEST(PlanChanges, an_arrival_moves_nobody_who_was_told_unless_it_is_worth_it) {
  auto problem = day(1, 1);
  problem.people[0].position = Position{35.26, 139.15};  // 1.1 km
  problem.told = {{problem.people[0].id, problem.needs[0].id}};
  const auto before = solve(problem, k_quick).value();
  problem.people.push_back(person(2));  // next door, 111 points nearer
  EXPECT_TRUE(moves_between(before, replan(problem, before, k_quick).value()).empty());
  problem.policy.told = 50;
  EXPECT_EQ(moves_between(before, replan(problem, before, k_quick).value()).size(), 2U);
}

TEST(PlanChanges, an_arrival_moves_nobody_where_nothing_is_gained) {
  auto problem = day(2, 1);
  const auto before = solve(problem, k_quick).value();
  problem.people.push_back(person(0));  // as near, and the first by id
  EXPECT_TRUE(moves_between(before, replan(problem, before, k_quick).value()).empty());
}

TEST(PlanChanges, a_cancellation_is_filled_by_somebody_idle_and_the_others_stay) {
  auto problem = day(4, 3);
  const auto before = solve(problem, k_quick).value();
  const auto gone = before.placements.at(0).volunteer_id;
  std::erase_if(problem.people, [&](const Person& p) { return p.id == gone; });
  const auto after = replan(problem, before, k_quick).value();
  EXPECT_EQ(moves_between(before, after).size(), 2U);  // the one who left, the one who steps in
  EXPECT_EQ(after.placements.size(), 3U);
}

TEST(PlanByHand, is_described_with_the_same_reasons_and_refused_by_the_same_rules) {
  const auto problem = day(2, 2);
  const std::vector<Pair> pairs{{problem.people[0].id, problem.needs[1].id}};
  const auto plan = describe(problem, pairs).value();
  ASSERT_EQ(plan.placements.size(), 1U);
  EXPECT_FALSE(plan.placements[0].is_locked);
  EXPECT_EQ(plan.objective, sum(plan.placements[0].reasons));
  EXPECT_GE(plan.bound, plan.objective);
  const std::vector<Pair> twice{{problem.people[0].id, problem.needs[1].id},
                                {problem.people[0].id, problem.needs[0].id}};
  EXPECT_FALSE(describe(problem, twice));
}

TEST(PlanGrid, shows_metres_or_the_gate_for_every_pair) {
  auto problem = day(2, 1);
  problem.people[1].has_consent = false;
  EXPECT_THAT(grid(problem).at(0), ::testing::ElementsAre(0, -1 - static_cast<int>(Gate::no_consent)));
}

}  // namespace
}  // namespace musubi::matching
