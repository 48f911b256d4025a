#pragma once
// What one moment of the data says about a day: the problem that a plan answers. Reads only; any reader thread. A drill
// sees its own needs and answers only, and the real world sees no drill (law 7).

#include <map>
#include <optional>
#include <string>
#include <string_view>

#include "server/flow/env.hpp"
#include "server/store/plan_store.hpp"
#include "shared/domain/plan.hpp"
#include "shared/matching/model.hpp"

namespace musubi::flow {

struct DayWorld {
  std::int64_t seq{0};
  matching::Problem problem;              // every person and need of the day, no locks; `told` is filled
  std::vector<domain::PlanNeed> needs;    // numbers of the needs: crisis first, then priority, then age
  std::map<VolunteerId, SquadId> squads;  // that stay together
};

store::PlanWorld world_of(const domain::Plan& plan);
DayWorld day_world(store::ReadTx& tx, const domain::Plan& plan, Instant now);

// The weights as set; defaults where none are.
matching::Policy matching_policy(store::ReadTx& tx);

// Whether work of this need may be planned for that day.
bool is_of_day(const domain::Need& need, Day day);

// Digits of the requester's telephone; empty where there is none.
std::string phone_of(const domain::Need& need);
// A need stands for its household: itself, what it was merged into, and needs of the same telephone.
bool is_same_household(const domain::Need& meant, const NeedId& here, std::string_view phone_here);

}  // namespace musubi::flow
