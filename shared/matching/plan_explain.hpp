#pragma once
// From a state to a plan that people can read. Internal to matching.

#include "shared/matching/plan_state.hpp"

namespace musubi::matching::planning {

Plan explain(const Core& core, const State& state, std::int64_t bound);
// The placements alone, with their reasons; enough where plans are compared.
std::vector<Assigned> placements_of(const Core& core, const State& state);

}  // namespace musubi::matching::planning
