#pragma once
// People at their places with the prices of the needs: what the parts of the assignment core hand to each other.

#include <algorithm>
#include <cstdint>
#include <vector>

#include "shared/matching/assignment_rows.hpp"

namespace musubi::matching {

struct Placement {
  EdgeRows needs_of;   // by person
  EdgeRows people_of;  // by need: the same edges from the other side
  std::vector<std::int32_t> capacity;
  std::int64_t unplaced_cost{0};

  std::vector<std::int32_t> need_of;  // by person, or k_no_need
  std::vector<std::int32_t> paid;     // by person: cost of the pair taken
  std::vector<std::int32_t> price;    // by need, 0..unplaced_cost

  // Prices in 0..unplaced_cost, as are the costs of what people have and could want: sums are taken in int64 all the
  // same, since single costs may be as large as an int32 goes.
  // What the person has now: their own cost and the price of the place, or the cost of having none.
  std::int64_t worth(std::int32_t person) const {
    const std::int32_t need = need_of[person];
    return need == k_no_need ? unplaced_cost : std::int64_t{paid[person]} + price[need];
  }
  // The least that the person could have at today's prices.
  std::int64_t least(std::int32_t person) const {
    std::int64_t least = unplaced_cost;
    for (const Edge& edge : needs_of[person]) least = std::min(least, std::int64_t{edge.cost} + price[edge.to]);
    return least;
  }
};

// Nobody placed, all prices 0.
Placement empty_placement(const AssignmentInput& input);

// Places people and sets prices so that nobody could do better by more than about one point: an almost optimal start
// of bounded work, whatever the input. Ascending auction with falling steps; see README.md.
void run_auction(Placement& placement);

}  // namespace musubi::matching
