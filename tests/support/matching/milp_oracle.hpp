#pragma once
// The optimum of a day by a second, independent solver: the same integer problem as a MILP for COIN-OR CBC.
// Only gates and costs are shared with the engine; parties, roles, minima, pairs, seats and locks are said anew.

#include <cstdint>
#include <optional>

#include "shared/matching/model.hpp"

namespace musubi::testing {

// None where the locks contradict (the MILP has no solution).
std::optional<std::int64_t> optimum_by_milp(const matching::Problem& day);

}  // namespace musubi::testing
