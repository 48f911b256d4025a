#include "shared/matching/assignment.hpp"

#include <gtest/gtest.h>

#include <limits>
#include <numeric>
#include <random>

#include "tests/unit/matching/assignment_world.hpp"

namespace musubi::matching {
namespace {

constexpr std::int32_t k_dearest = std::numeric_limits<std::int32_t>::max();

std::vector<std::int32_t> shuffled(std::size_t count, std::uint64_t seed) {
  std::vector<std::int32_t> order(count);
  std::iota(order.begin(), order.end(), 0);
  std::ranges::shuffle(order, std::mt19937_64(seed));
  return order;
}

TEST(SolveAssignment, CostsWhatAnIndependentSolverSays) {
  for (std::uint64_t seed = 0; seed < 1'500; ++seed) {
    town::Dice dice(seed);
    const AssignmentInput input = random_input(dice);
    const Assignment answer = solve_assignment(input);
    ASSERT_EQ(answer.cost, oracle_cost(input)) << "seed " << seed;
    ASSERT_TRUE(is_optimal(input, answer)) << "seed " << seed;
  }
}

TEST(SolveAssignment, CostsWhatAnIndependentSolverSaysInAWholeTown) {
  for (const town::Places places : {town::Places::loose, town::Places::tight}) {
    const AssignmentInput input = town::clustered(1'500, places, 7);
    const Assignment answer = solve_assignment(input);
    EXPECT_EQ(answer.cost, oracle_cost(input));
    EXPECT_TRUE(is_optimal(input, answer));
  }
}

TEST(SolveAssignment, NeverGivesMorePlacesThanThereAre) {
  for (std::uint64_t seed = 0; seed < 200; ++seed) {
    town::Dice dice(seed);
    const AssignmentInput input = random_input(dice);
    std::vector<std::int32_t> free = input.capacity;
    for (const std::int32_t need : solve_assignment(input).need_of) {
      if (need != k_no_need) ASSERT_GE(--free[need], 0) << "seed " << seed;
    }
  }
}

TEST(SolveAssignment, GivesTheSameAnswerToTheSameInput) {
  const AssignmentInput input = town::clustered(600, town::Places::tight, 3);
  const Assignment once = solve_assignment(input);
  const Assignment again = solve_assignment(input);
  EXPECT_EQ(once.need_of, again.need_of);
  EXPECT_EQ(once.need_price, again.need_price);
}

TEST(SolveAssignment, CostsTheSameInWhateverOrderPeopleNeedsAndEdgesStand) {
  for (std::uint64_t seed = 0; seed < 300; ++seed) {
    town::Dice dice(seed);
    const AssignmentInput input = random_input(dice);
    const Rows rows = rows_of(input);
    const auto people = shuffled(rows.size(), seed);
    const auto name_of = shuffled(input.capacity.size(), seed + 1);
    Rows mixed;
    for (const std::int32_t person : people) {
      auto row = rows[person];
      for (Edge& edge : row) edge.to = name_of[edge.to];
      std::ranges::shuffle(row, std::mt19937_64(seed));
      mixed.push_back(row);
    }
    std::vector<std::int32_t> capacity(input.capacity.size());
    for (std::size_t need = 0; need < capacity.size(); ++need) capacity[name_of[need]] = input.capacity[need];
    const Assignment answer = solve_assignment(as_input(mixed, capacity, input.unplaced_cost));
    ASSERT_EQ(answer.cost, solve_assignment(input).cost) << "seed " << seed;
  }
}

// One place more never makes it dearer, and saves at most what the need asks for a place. One person more costs
// something between nothing and their staying without a place.
TEST(SolveAssignment, NeverSuffersFromAPlaceMoreAndHardlyFromAPersonMore) {
  for (std::uint64_t seed = 0; seed < 300; ++seed) {
    town::Dice dice(seed);
    const AssignmentInput input = random_input(dice);
    const Assignment before = solve_assignment(input);
    if (input.needs() > 0) {
      AssignmentInput roomier = input;
      const int need = dice.below(input.needs());
      ++roomier.capacity[need];
      const std::int64_t saved = before.cost - solve_assignment(roomier).cost;
      ASSERT_GE(saved, 0) << "seed " << seed;
      ASSERT_LE(saved, before.need_price[need]) << "seed " << seed;
    }
    Rows rows = rows_of(input);
    rows.push_back(random_edges(dice, input.needs(), 5, 100));
    const std::int64_t after = solve_assignment(as_input(rows, input.capacity, input.unplaced_cost)).cost;
    ASSERT_GE(after, before.cost) << "seed " << seed;
    ASSERT_LE(after, before.cost + input.unplaced_cost) << "seed " << seed;
  }
}

TEST(SolveAssignment, AnswersWhereThereIsNothingToDecide) {
  EXPECT_EQ(solve_assignment({}).cost, 0);
  const AssignmentInput nobody = as_input({}, {3, 1}, 10);
  EXPECT_EQ(solve_assignment(nobody).cost, 0);
  EXPECT_TRUE(is_optimal(nobody, solve_assignment(nobody)));
  const AssignmentInput no_needs = as_input({{}, {}}, {}, 10);
  EXPECT_EQ(solve_assignment(no_needs).cost, 20);
  EXPECT_TRUE(is_optimal(no_needs, solve_assignment(no_needs)));
  const AssignmentInput no_pairs = as_input({{}, {}}, {5}, 10);
  EXPECT_EQ(solve_assignment(no_pairs).cost, 20);
  const AssignmentInput no_places = as_input({{{0, 1}}, {{0, 2}}}, {0}, 10);
  EXPECT_EQ(solve_assignment(no_places).cost, 20);
  EXPECT_TRUE(is_optimal(no_places, solve_assignment(no_places)));
}

TEST(SolveAssignment, LeavesSomeoneWithoutAPlaceThatCostsMore) {
  const Assignment answer = solve_assignment(as_input({{{0, 11}}, {{0, 9}}}, {2}, 10));
  EXPECT_EQ(answer.need_of, (std::vector<std::int32_t>{k_no_need, 0}));
  EXPECT_EQ(answer.cost, 19);
}

TEST(SolveAssignment, CountsTheCheaperOfTwoEdgesOfOnePair) {
  const AssignmentInput input = as_input({{{0, 7}, {0, 4}, {0, 6}}}, {1}, 10);
  EXPECT_EQ(solve_assignment(input).cost, 4);
  EXPECT_TRUE(is_optimal(input, solve_assignment(input)));
}

TEST(SolveAssignment, DoesNotOverflowAtTheDearestCosts) {
  Rows rows;
  for (int person = 0; person < 30; ++person) {
    rows.push_back({{person % 7, k_dearest}, {(person + 1) % 7, k_dearest - 1 - person}, {(person + 3) % 7, 0}});
  }
  const AssignmentInput input = as_input(rows, {2, 1, 3, 0, 1, 2, 4}, k_dearest);
  const Assignment answer = solve_assignment(input);
  EXPECT_EQ(answer.cost, oracle_cost(input));
  EXPECT_TRUE(is_optimal(input, answer));
}

TEST(SolveAssignment, TakesANeedWithRoomForEverybody) {
  Rows rows(50, {{0, 3}, {1, 2}});
  const AssignmentInput input = as_input(rows, {k_dearest, 20}, 100);
  const Assignment answer = solve_assignment(input);
  EXPECT_EQ(answer.cost, 20 * 2 + 30 * 3);
  EXPECT_EQ(answer.need_price, (std::vector<std::int64_t>{0, 1}));
}

class SpoiledAnswer : public testing::Test {
 protected:
  // Two people want need 0, which has one place; need 1 is dearer for both and has one to spare.
  const AssignmentInput input_ = as_input({{{0, 1}, {1, 5}}, {{0, 2}, {1, 9}}}, {1, 2}, 20);
  Assignment answer_ = solve_assignment(input_);
};

TEST_F(SpoiledAnswer, IsTheOnlyOneRefused) {
  EXPECT_TRUE(is_optimal(input_, answer_));
  EXPECT_EQ(answer_.need_of, (std::vector<std::int32_t>{1, 0}));
}

TEST_F(SpoiledAnswer, WithADearerPairingIsRefused) {
  answer_.need_of = {0, 1};
  answer_.cost = 10;
  EXPECT_FALSE(is_optimal(input_, answer_));
}

TEST_F(SpoiledAnswer, WithSomeoneSentHomeIsRefused) {
  answer_.need_of[0] = k_no_need;
  answer_.cost = 22;
  EXPECT_FALSE(is_optimal(input_, answer_));
}

TEST_F(SpoiledAnswer, WithTwoInOnePlaceIsRefused) {
  answer_.need_of = {0, 0};
  answer_.cost = 3;
  EXPECT_FALSE(is_optimal(input_, answer_));
}

TEST_F(SpoiledAnswer, WithAPriceAtAFreePlaceIsRefused) {
  for (std::int64_t& price : answer_.need_price) price += 1;
  EXPECT_FALSE(is_optimal(input_, answer_));
}

TEST_F(SpoiledAnswer, WithPricesThatProveNothingIsRefused) {
  answer_.need_price = {0, 0};
  EXPECT_FALSE(is_optimal(input_, answer_));
  answer_.need_price = {-1, 0};
  EXPECT_FALSE(is_optimal(input_, answer_));
}

TEST_F(SpoiledAnswer, WithAWrongSumIsRefused) {
  answer_.cost -= 1;
  EXPECT_FALSE(is_optimal(input_, answer_));
}

TEST_F(SpoiledAnswer, OfAnotherProblemIsRefused) {
  const AssignmentInput apart = as_input({{{1, 5}}, {{1, 9}}}, {1, 2}, 20);
  EXPECT_FALSE(is_optimal(apart, answer_));
  answer_.need_of = {7, -3};
  EXPECT_FALSE(is_optimal(input_, answer_));
  answer_.need_of.push_back(k_no_need);
  EXPECT_FALSE(is_optimal(input_, answer_));
}

}  // namespace
}  // namespace musubi::matching
