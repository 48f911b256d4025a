#pragma once
// Made-up towns for the assignment core, the same for the same seed on every machine.

#include <cstdint>
#include <random>

#include "shared/matching/assignment.hpp"
#include "tests/support/matching/lemon_reference.hpp"

namespace musubi::matching::town {

// Numbers from a seed; std::mt19937_64 is the same everywhere, std's distributions are not.
class Dice {
 public:
  explicit Dice(std::uint64_t seed) : engine_(seed) {}
  int below(int limit) { return static_cast<int>(engine_() % static_cast<std::uint64_t>(limit)); }
  int between(int low, int high) { return low + below(high - low + 1); }
  double part() { return static_cast<double>(engine_() >> 11) * 0x1p-53; }

 private:
  std::mt19937_64 engine_;
};

// Places abound (1 to 8 a need, 2.25 times the people) or just suffice (1 to 3 a need, about one each).
enum class Places { loose, tight };

// Clustered points in 60 x 60 km; people / 2 needs that each want one of 8 skills; each person may go to the 40
// nearest needs whose skill they have, at metres / 10 plus 0, 300 or 600 for a need that can wait; 20,000 without a
// place.
AssignmentInput clustered(int people, Places places, std::uint64_t seed);

inline lemon_reference::Problem as_problem(const AssignmentInput& input) {
  return {input.first, input.need, input.cost, input.capacity, input.unplaced_cost};
}

}  // namespace musubi::matching::town
