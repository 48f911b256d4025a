// What the searches of the assignment core are made of: the queue of steps, and the nearest edges of a row.

#include <gtest/gtest.h>

#include <limits>
#include <map>

#include "shared/matching/assignment_near.hpp"
#include "shared/matching/assignment_queue.hpp"
#include "tests/support/matching/town.hpp"

namespace musubi::matching {
namespace {

constexpr std::int64_t k_all = std::numeric_limits<std::int64_t>::max();

TEST(StepQueue, HandsOutTheNearestFirstHoweverFarApartTheStepsLie) {
  town::Dice dice(7);
  StepQueue queue;
  for (int search = 0; search < 200; ++search) {
    const int reach = search % 3 == 0 ? 40 : search % 3 == 1 ? 5'000 : std::numeric_limits<std::int32_t>::max() / 2;
    std::multimap<std::int32_t, std::int32_t> waiting;
    const auto push = [&](std::int32_t distance, std::int32_t what) {
      queue.push(distance, what);
      waiting.emplace(distance, what);
    };
    for (int i = 0; i < 30; ++i) push(dice.below(reach), i);
    StepQueue::Step step;
    for (int pops = 0; queue.pop(k_all, step); ++pops) {
      ASSERT_FALSE(waiting.empty());
      ASSERT_EQ(step.distance, waiting.begin()->first);
      const auto [first, last] = waiting.equal_range(step.distance);
      const auto same = std::find_if(first, last, [&](const auto& one) { return one.second == step.what; });
      ASSERT_NE(same, last);
      waiting.erase(same);
      if (pops < 200 && step.distance < 1'000'000'000) push(step.distance + dice.below(reach / 2), 100 + pops);
      if (pops == 250 && search % 2 == 0) break;  // searches end with steps left over
    }
    if (search % 2 != 0) {
      ASSERT_TRUE(waiting.empty());
    }
    queue.clear();
    ASSERT_FALSE(queue.pop(k_all, step));
  }
}

TEST(StepQueue, KeepsAStepThatIsNotNearEnough) {
  StepQueue queue;
  queue.push(10, 1);
  queue.push(900, 2);
  StepQueue::Step step;
  EXPECT_FALSE(queue.pop(10, step));
  ASSERT_TRUE(queue.pop(11, step));
  EXPECT_EQ(step.what, 1);
  EXPECT_FALSE(queue.pop(900, step));
  ASSERT_TRUE(queue.pop(901, step));
  EXPECT_EQ(step.what, 2);
}

TEST(NearEdges, KeepsTheNearestAndNeverPromisesTooMuchOfTheOthers) {
  town::Dice dice(3);
  for (int round = 0; round < 300; ++round) {
    std::vector<Edge> row;
    for (int i = dice.between(0, 30); i > 0; --i) row.push_back({.to = i, .cost = dice.between(0, 40)});
    NearEdges<7> near;
    EXPECT_LT(near.others_from(0), -1'000'000);
    near.take_nearest(row, 100, [](const Edge& edge) { return std::int64_t{edge.cost}; });
    if (!row.empty() && round % 2 == 0) {
      near.drop(row.front().to);
      row.erase(row.begin());
    }
    std::vector<std::int32_t> kept;
    near.for_each([&](const Edge& edge) { kept.push_back(edge.to); });
    for (const Edge& edge : row) {
      if (std::ranges::find(kept, edge.to) != kept.end()) continue;
      EXPECT_GE(edge.cost, near.others_from(100));
      EXPECT_GE(edge.cost - 15, near.others_from(115));
    }
    EXPECT_LE(kept.size(), std::min<std::size_t>(7, row.size()));
    near.admit(-3, 100);
    EXPECT_LE(near.others_from(100), -3);
    near.forget();
    EXPECT_LT(near.others_from(0), -1'000'000);
  }
}

}  // namespace
}  // namespace musubi::matching
