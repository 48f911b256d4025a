#pragma once
// What people decided about a plan, applied to the world of now.

#include <optional>
#include <set>
#include <span>
#include <string>
#include <vector>

#include "server/flow/plan_world.hpp"
#include "shared/domain/plan_commands.hpp"
#include "shared/matching/plan.hpp"

namespace musubi::flow {

// What a plan came to by people's hands.
struct Decisions {
  std::vector<matching::Pair> pairs;  // who is where
  std::vector<matching::Pair> locks;  // of them
  std::set<NeedId> dropped;
  std::set<VolunteerId> out;
  std::vector<domain::PlanSeats> seats;
};
Decisions decisions_of(const domain::PlanContent& content);

std::vector<matching::Pool> pools_of(const std::vector<domain::PlanSeats>& seats);

// The world as such a plan may use it.
matching::Problem problem_of(const DayWorld& world, const Decisions& decisions);
// The plan as it was put together, with the bound that the prices prove.
Result<matching::Plan> described(const DayWorld& world, const Decisions& decisions, const matching::Prices& prices);
// Who is where in the content and its prices, with nothing else: what a new computing begins from.
matching::Prices prices_of(const domain::PlanContent& content);
matching::Plan start_of(const domain::PlanContent& content);

// The word of the contract for a pair that cannot be.
std::string code_of(const matching::RefusedLock& refused);
// Lets go of pairs that the world no longer allows. One that was just asked for is given back instead.
std::optional<matching::RefusedLock> settle(const DayWorld& world, Decisions& decisions,
                                            const std::vector<matching::Pair>& asked);

struct Applied {
  std::vector<matching::Pair> asked;  // pairs that a change asked for
  bool resolves{false};
  std::optional<matching::RefusedLock> refused;
  std::size_t refused_at{0};
};
// All changes by hands, in order, until one cannot be. Somebody of a group that stays together takes the group along.
Applied apply_all(const DayWorld& world, Decisions& decisions, std::span<const domain::PlanChange> changes);

}  // namespace musubi::flow
