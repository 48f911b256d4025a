#pragma once
// Lagrangian prices: what a unit (and a seat) is worth to the whole plan. With them each need chooses its best team
// alone, and  sum of prices + sum of the teams' values  is proved to be no less than any plan. Internal to matching.

#include <cstdint>
#include <vector>

#include "shared/matching/plan_team.hpp"

namespace musubi::matching {

struct ActiveEdge {
  std::int32_t edge{0};
  std::int32_t work{0};
};

class Dual {
 public:
  explicit Dual(const Core& core);

  // Prices the teams over every edge: the bound that counts, and the edges that matter near these prices.
  void price_all();
  // A step of the prices against the last teams, then teams over the active edges only.
  void step(std::int64_t points_known);

  // Proved: no plan has more points (core.base included).
  [[nodiscard]] std::int64_t bound() const { return bound_; }
  [[nodiscard]] const std::vector<std::int64_t>& prices() const { return price_; }  // scaled by k_scale
  [[nodiscard]] std::int64_t seat_price(std::int32_t pool) const { return pool < 0 ? 0 : seat_price_[pool]; }
  // What an edge is worth at these prices, scaled.
  [[nodiscard]] std::int64_t worth(std::int32_t edge) const {
    const Edge& e = core_->edges[edge];
    const std::int64_t seats = e.seats == 0 ? 0 : e.seats * seat_price_[core_->units[e.unit].pool];
    return e.value * k_scale - price_[e.unit] - seats;
  }
  [[nodiscard]] const std::vector<std::vector<std::int32_t>>& teams() const { return team_; }     // edges, by work
  [[nodiscard]] const std::vector<std::int64_t>& team_values() const { return team_value_; }      // scaled
  [[nodiscard]] const std::vector<std::vector<std::int32_t>>& active() const { return active_; }  // edges, by work
  [[nodiscard]] std::int64_t work_done() const { return all_.work_done() + few_.work_done() + work_done_; }

 private:
  [[nodiscard]] std::int64_t value_of_prices() const;  // scaled
  void make_slack();

  const Core* core_;
  TeamSolver all_, few_;
  std::vector<std::int64_t> price_, seat_price_;
  std::vector<std::vector<std::int32_t>> team_, active_;
  std::vector<std::int64_t> team_value_;
  std::vector<std::int64_t> slack_, seat_slack_;  // 1 - how often chosen; of the last teams
  std::vector<std::int64_t> drift_, seat_drift_;  // smoothed slack, scaled by 256
  std::int64_t pace_{1024};                       // of 1024
  std::int64_t lowest_{0};                        // of the values seen over active edges
  int fruitless_{0};
  std::int64_t bound_{0};
  std::int64_t work_done_{0};
};

}  // namespace musubi::matching
