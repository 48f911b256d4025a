#include <gtest/gtest.h>

#include <limits>
#include <numeric>
#include <string>

#include "shared/matching/assignment.hpp"
#include "tests/unit/matching/assignment_world.hpp"

namespace musubi::matching {
namespace {

std::vector<std::int32_t> changed(const std::vector<std::int32_t>& before, const std::vector<std::int32_t>& after) {
  std::vector<std::int32_t> people;
  for (std::size_t person = 0; person < after.size(); ++person) {
    const std::int32_t was = person < before.size() ? before[person] : k_no_need;
    if (was != after[person]) people.push_back(static_cast<std::int32_t>(person));
  }
  return people;
}

// A random change, made to the live assignment and, on its own, to the plain list of pairs beside it.
class Changes {
 public:
  Changes(std::uint64_t seed, const AssignmentInput& input, int edges_max, int cost_max)
      : dice_(seed),
        edges_max_(edges_max),
        cost_max_(cost_max),
        rows_(rows_of(input)),
        capacity_(input.capacity),
        unplaced_cost_(input.unplaced_cost),
        here_(rows_.size(), true) {}

  void make_one(LiveAssignment& live) {
    const int kind = dice_.below(6);
    if (kind == 0 || rows_.empty() || capacity_.empty()) return arrive(live);
    if (kind == 1) return leave(live);
    if (kind == 2) return open_need(live);
    const int need = dice_.below(static_cast<int>(capacity_.size()));
    if (kind == 3) {
      capacity_[need] = dice_.between(0, 4);
      return live.set_capacity(need, capacity_[need]);
    }
    const int person = dice_.below(static_cast<int>(rows_.size()));
    if (!here_[person]) return arrive(live);
    const int cost = dice_.between(0, cost_max_);
    auto& row = rows_[person];
    const auto is_it = [need](const Edge& edge) { return edge.to == need; };
    if (std::ranges::none_of(row, is_it)) row.push_back({.to = need});
    for (Edge& edge : row) {
      if (is_it(edge)) edge.cost = cost;
    }
    live.set_cost(person, need, cost);
  }

  AssignmentInput input() const { return as_input(rows_, capacity_, unplaced_cost_); }

 private:
  void arrive(LiveAssignment& live) {
    rows_.push_back(random_edges(dice_, static_cast<int>(capacity_.size()), edges_max_, cost_max_));
    here_.push_back(true);
    EXPECT_EQ(live.add_person(rows_.back()), std::ssize(rows_) - 1);
  }

  void leave(LiveAssignment& live) {
    const int person = dice_.below(static_cast<int>(rows_.size()));
    rows_[person].clear();
    here_[person] = false;
    live.remove_person(person);
  }

  void open_need(LiveAssignment& live) {
    const auto need = static_cast<std::int32_t>(capacity_.size());
    std::vector<Edge> people;
    for (std::size_t person = 0; person < rows_.size(); ++person) {
      if (!here_[person] || dice_.below(6) > 0) continue;
      const int cost = dice_.between(0, cost_max_);
      rows_[person].push_back({.to = need, .cost = cost});
      people.push_back({.to = static_cast<std::int32_t>(person), .cost = cost});
    }
    capacity_.push_back(dice_.between(0, 3));
    EXPECT_EQ(live.add_need(capacity_.back(), people), need);
  }

  town::Dice dice_;
  int edges_max_;
  int cost_max_;
  Rows rows_;
  std::vector<std::int32_t> capacity_;
  std::int32_t unplaced_cost_;
  std::vector<bool> here_;
};

void expect_as_good_as_fresh(const AssignmentInput& start, Changes changes, int count) {
  LiveAssignment live(start, solve_assignment(start));
  for (int change = 0; change < count; ++change) {
    const auto before = live.assignment().need_of;
    changes.make_one(live);
    const AssignmentInput now = changes.input();
    const Assignment answer = live.assignment();
    ASSERT_EQ(answer.cost, solve_assignment(now).cost) << "change " << change;
    ASSERT_TRUE(is_optimal(now, answer)) << "change " << change;
    ASSERT_EQ(live.moved(), changed(before, answer.need_of)) << "change " << change;
  }
  ASSERT_EQ(live.cost(), oracle_cost(live.input()));
}

TEST(LiveAssignment, IsAsGoodAsAFreshSolveAfterEveryOfThousandsOfChanges) {
  for (std::uint64_t seed = 0; seed < 120; ++seed) {
    SCOPED_TRACE("seed " + std::to_string(seed));
    town::Dice dice(seed);
    const AssignmentInput start = random_input(dice);
    expect_as_good_as_fresh(start, Changes(seed, start, 6, 60), 60);
    if (HasFatalFailure()) return;
  }
}

// Rows longer than what is kept of them at hand, with ties everywhere or nowhere.
TEST(LiveAssignment, IsAsGoodAsAFreshSolveWhereEverybodyCouldGoNearlyAnywhere) {
  for (std::uint64_t seed = 0; seed < 24; ++seed) {
    SCOPED_TRACE("seed " + std::to_string(seed));
    town::Dice dice(seed);
    const int cost_max = seed % 2 == 0 ? 9 : 3'000;
    const int needs = dice.between(30, 60);
    Rows rows;
    for (int person = dice.between(60, 120); person > 0; --person)
      rows.push_back(random_edges(dice, needs, 60, cost_max));
    std::vector<std::int32_t> capacity;
    for (int need = 0; need < needs; ++need) capacity.push_back(dice.between(0, 4));
    const AssignmentInput start = as_input(rows, std::move(capacity), dice.between(cost_max / 4, 2 * cost_max));
    expect_as_good_as_fresh(start, Changes(seed, start, 60, cost_max), 120);
    if (HasFatalFailure()) return;
  }
}

TEST(LiveAssignment, GrowsFromNothingToAWholeTown) {
  const AssignmentInput input = town::clustered(400, town::Places::tight, 5);
  LiveAssignment live(
      {.first = {0}, .need = {}, .cost = {}, .capacity = input.capacity, .unplaced_cost = input.unplaced_cost}, {});
  for (const auto& row : rows_of(input)) live.add_person(row);
  EXPECT_EQ(live.cost(), oracle_cost(input));
  EXPECT_TRUE(is_optimal(input, live.assignment()));
}

TEST(LiveAssignment, StaysTheSameInLongComingAndGoing) {
  const AssignmentInput input = town::clustered(200, town::Places::tight, 5);
  LiveAssignment live(input, solve_assignment(input));
  const std::int64_t cost = live.cost();
  const auto row = rows_of(input).front();
  for (int times = 1; times <= 2'000; ++times) {
    const std::int32_t guest = live.add_person(row);
    live.remove_person(guest);
    ASSERT_EQ(live.cost(), cost + std::int64_t{times} * input.unplaced_cost);
  }
  EXPECT_TRUE(is_optimal(live.input(), live.assignment()));
}

TEST(LiveAssignment, MovesNobodyAtTheStart) {
  const AssignmentInput input = town::clustered(300, town::Places::tight, 2);
  const Assignment answer = solve_assignment(input);
  const LiveAssignment live(input, answer);
  EXPECT_TRUE(live.moved().empty());
  EXPECT_EQ(live.assignment().need_of, answer.need_of);
  EXPECT_EQ(live.assignment().need_price, answer.need_price);
}

TEST(LiveAssignment, StartsFromAnyAnswerHoweverWrong) {
  for (std::uint64_t seed = 0; seed < 300; ++seed) {
    town::Dice dice(seed);
    const AssignmentInput input = random_input(dice);
    Assignment start;
    for (int i = dice.between(0, 60); i > 0; --i) start.need_of.push_back(dice.between(-1, 24));
    for (std::int32_t& need : start.need_of) need = need < input.needs() ? need : k_no_need;
    for (int i = dice.between(0, 40); i > 0; --i) start.need_price.push_back(dice.between(-50, 3'000));
    const LiveAssignment live(input, start);
    ASSERT_EQ(live.cost(), oracle_cost(input)) << "seed " << seed;
    ASSERT_TRUE(is_optimal(input, live.assignment())) << "seed " << seed;
  }
}

TEST(LiveAssignment, CopiesGoTheirOwnWay) {
  const AssignmentInput input = town::clustered(200, town::Places::tight, 9);
  LiveAssignment live(input, solve_assignment(input));
  const Assignment before = live.assignment();
  LiveAssignment trial = live;
  for (std::int32_t person = 0; person < 50; ++person) trial.remove_person(person);
  EXPECT_EQ(live.assignment().need_of, before.need_of);
  EXPECT_EQ(live.assignment().need_price, before.need_price);
  live = trial;
  EXPECT_EQ(live.assignment().need_of, trial.assignment().need_of);
  EXPECT_TRUE(is_optimal(live.input(), live.assignment()));
}

TEST(LiveAssignment, TellsWhoMovedWhenAPlaceGoesAndComesBack) {
  LiveAssignment live(
      {.first = {0, 1, 3}, .need = {0, 0, 1}, .cost = {1, 2, 5}, .capacity = {2, 1}, .unplaced_cost = 10}, {});
  EXPECT_EQ(live.cost(), 3);
  live.set_capacity(0, 1);
  EXPECT_EQ(live.moved(), (std::vector<std::int32_t>{1}));
  EXPECT_EQ(live.need_of(1), 1);
  EXPECT_EQ(live.assignment().need_price[0], 3);
  live.set_capacity(0, 2);
  EXPECT_EQ(live.moved(), (std::vector<std::int32_t>{1}));
  EXPECT_EQ(live.cost(), 3);
  live.set_capacity(1, 0);
  EXPECT_TRUE(live.moved().empty());
}

TEST(LiveAssignment, DoesNotOverflowAtTheDearestCosts) {
  constexpr std::int32_t k_dearest = std::numeric_limits<std::int32_t>::max();
  LiveAssignment live({.first = {0}, .need = {}, .cost = {}, .capacity = {1, 1}, .unplaced_cost = k_dearest}, {});
  for (int person = 0; person < 20; ++person) {
    live.add_person(std::vector<Edge>{{0, k_dearest}, {1, k_dearest - person}, {person % 2, person}});
    ASSERT_EQ(live.cost(), oracle_cost(live.input()));
  }
  live.set_capacity(0, k_dearest);
  EXPECT_EQ(live.cost(), oracle_cost(live.input()));
  EXPECT_TRUE(is_optimal(live.input(), live.assignment()));
}

}  // namespace
}  // namespace musubi::matching
