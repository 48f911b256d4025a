#pragma once
// From a problem to a plan's content and back: pure, any thread, meant for the cpu pool. What a person decided (locks,
// people taken out, needs dropped) is kept; what the world no longer allows is let go, unless the change itself asks
// for it: that is refused with the gate.

#include <optional>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include "server/flow/plan_decisions.hpp"

namespace musubi::flow {

// What somebody waits for who asked for a better plan: well within the deadline of a request.
inline constexpr matching::Budget k_long{8'000'000};

// The best of the world within the budget; locks stay. `start`: the plan before, whose placements and prices the search
// begins from: it is there sooner, and nobody moves for nothing.
Result<domain::PlanContent> solved(const DayWorld& world, const Decisions& decisions, matching::Budget budget,
                                   const domain::PlanContent* start = nullptr);
// All changes or none; change_impossible with fields changes/N and the gate. Without `resolve` among them nobody moves
// but by them.
Result<domain::PlanContent> edited(const DayWorld& world, const domain::PlanContent& now,
                                   std::span<const domain::PlanChange> changes);

struct Difference {
  std::int64_t objective{0};
  std::int64_t bound{0};
  std::int64_t objective_more{0};
  int placed_more{0};
  int short_more{0};
  std::int64_t travel_more_m{0};
  std::vector<matching::Move> moves;  // also of people that the question added: is_added
  struct NeedChange {
    NeedId need_id;
    int placed_before{0}, placed_after{0}, short_after{0};
  };
  std::vector<NeedChange> needs;
  struct Warning {
    std::string code;
    matching::Pair pair;
  };
  std::vector<Warning> warnings;
  struct Impossible {
    std::string code;
    matching::Pair pair;
  };
  std::optional<Impossible> impossible;
};
Result<Difference> what_if(const DayWorld& world, const domain::PlanContent& now,
                           std::span<const domain::PlanChange> changes);
bool is_added(const VolunteerId& id);

// Every need of the content by every person of it.
struct PlanGrid {
  std::vector<VolunteerId> people;
  std::vector<NeedId> needs;
  std::vector<std::string> gates;
  std::vector<std::vector<int>> cells;  // 0 or more: 100 m; below: -1 - index of the gate
};
PlanGrid grid_of(const DayWorld& world, const domain::PlanContent& content);

}  // namespace musubi::flow
