#pragma once
// The day without its structure: every person for themselves, every place for itself. Its optimum is exact where the
// day has no more rules than that, and its prices are a good start elsewhere. Internal to matching.

#include <cstdint>
#include <vector>

#include "shared/matching/plan_core.hpp"

namespace musubi::matching::planning {

struct Flow {
  std::vector<std::int64_t> unit_price;  // whole points, >= 0: what the unit's best places are worth above their prices
  std::vector<std::int64_t> place;       // by work: what its cheapest place gives above its price, in points
  std::vector<std::int32_t> edges;       // ascending; of units whose members all came to one work
  std::int64_t work_done{0};
};

// Nothing but places, people and points: the optimum of the flow is the optimum of the day.
bool is_flat(const Core& core);

// Parties are split, minimums, roles, enemies and seats are not asked. On the pairs that matter: first the best of each
// unit, then those that the prices call for, until none is missing.
Flow solve_flow(const Core& core);
// The same, begun from the answer to nearly the same day: its places' worth and its edges.
Flow resolve_flow(const Core& core, const std::vector<std::int64_t>& place, const std::vector<std::int32_t>& edges);

// The edges of each unit, at most `count`, whose value for a member plus `place` of the work is greatest and more than
// `above` (by unit); ties by work. By work, ascending.
std::vector<std::vector<std::int32_t>> best_edges(const Core& core, const std::vector<std::int64_t>& place,
                                                  const std::vector<std::int64_t>& above, std::size_t count);

}  // namespace musubi::matching::planning
