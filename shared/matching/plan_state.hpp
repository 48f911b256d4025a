#pragma once
// Who stands where while a plan is being made. Always feasible between calls of the public functions that say so.
// Internal to matching.

#include <cstdint>
#include <vector>

#include "shared/matching/plan_core.hpp"

namespace musubi::matching::planning {

class State {
 public:
  explicit State(const Core& core);

  // Edge of the unit, -1 = idle; work of the unit, -1 = idle.
  [[nodiscard]] std::int32_t edge_of(std::int32_t unit) const { return edge_[unit]; }
  [[nodiscard]] std::int32_t work_of(std::int32_t unit) const { return work_[unit]; }
  [[nodiscard]] const std::vector<std::int32_t>& team(std::int32_t work) const { return team_[work]; }  // units
  [[nodiscard]] std::int32_t people(std::int32_t work) const { return people_[work]; }
  [[nodiscard]] std::int32_t seats_free(std::int32_t pool) const { return seats_[pool]; }
  // Points of everybody placed, without core.base.
  [[nodiscard]] std::int64_t points() const { return points_; }

  void put(std::int32_t edge, std::int32_t work);
  void take(std::int32_t unit);
  void clear(std::int32_t work);

  // People and roles make a team that may stand (or nobody is there).
  [[nodiscard]] bool may_stand(std::int32_t work) const;
  // Seats are left and no enemy stands there; says nothing of numbers and roles.
  [[nodiscard]] bool may_join(std::int32_t edge, std::int32_t work) const;
  // The work may stand without the unit.
  [[nodiscard]] bool may_leave(std::int32_t unit) const;
  // What the work would gain by one unit more or lose by one less, in points.
  [[nodiscard]] std::int64_t gain_of(std::int32_t edge, std::int32_t work) const {
    const Edge& e = core_->edges[edge];
    return e.value + core_->reward(work, people_[work] + core_->units[e.unit].size) -
           core_->reward(work, people_[work]);
  }
  [[nodiscard]] std::int64_t loss_of(std::int32_t unit) const {
    const std::int32_t work = work_[unit];
    if (work < 0) return 0;
    return core_->edges[edge_[unit]].value + core_->reward(work, people_[work]) -
           core_->reward(work, people_[work] - core_->units[unit].size);
  }

  // All edges in use, ascending.
  [[nodiscard]] std::vector<std::int32_t> edges() const;
  void load(const std::vector<std::int32_t>& edges);

 private:
  const Core* core_;
  std::vector<std::int32_t> edge_, work_, people_, seats_;
  std::vector<std::vector<std::int32_t>> team_;
  std::int64_t points_{0};
};

// The work that an edge belongs to.
std::int32_t work_of_edge(const Core& core, std::int32_t edge);
// The edge of a pair, -1 where a gate keeps them apart.
std::int32_t find_edge(const Core& core, std::int32_t unit, std::int32_t work);

}  // namespace musubi::matching::planning
