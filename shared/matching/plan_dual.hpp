#pragma once
// Lagrangian prices: what a unit (and a seat) is worth to the whole plan. With them each need chooses its best team
// alone, and  sum of prices + sum of the teams' values  is proved to be no less than any plan. Internal to matching.

#include <cstdint>
#include <optional>
#include <vector>

#include "shared/matching/plan_flow.hpp"
#include "shared/matching/plan_team.hpp"

namespace musubi::matching::planning {

// Prices of nearly this core. Scaled by k_scale, but for `place` (Flow::place).
struct KnownPrices {
  std::vector<std::optional<std::int64_t>> unit;
  std::vector<std::int64_t> place;
  std::vector<std::int64_t> seat;
};

struct ActiveEdge {
  std::int32_t edge{0};
  std::int32_t work{0};
};

class Dual {
 public:
  explicit Dual(const Core& core);

  // From the prices of the flow; each unit's best works are active, and everything is priced once.
  void begin(const Flow& flow);
  // The same from prices of another time. Whom they do not know begins at what one of their best works would gain.
  void resume(const KnownPrices& known);
  // Prices the teams over every edge: the bound that counts, and the edges that matter near these prices.
  void price_all();
  // One round of trade over the active edges: need after need takes its best team, whoever is taken becomes dearer at
  // once, and at the end everybody becomes cheaper; so a price stands still where exactly one need takes the unit.
  void trade();
  // Back to the best prices that were priced, at a slower pace; after the slowest fast again.
  void settle();

  // Proved: no plan has more points (core.base included).
  [[nodiscard]] std::int64_t bound() const { return bound_; }
  [[nodiscard]] const std::vector<std::int64_t>& prices() const { return price_; }  // scaled by k_scale
  [[nodiscard]] const std::vector<std::int64_t>& seat_prices() const { return seat_price_; }
  // Those that proved the most.
  [[nodiscard]] const std::vector<std::int64_t>& best_prices() const { return price_best_; }
  [[nodiscard]] const std::vector<std::int64_t>& best_seat_prices() const { return seat_price_best_; }
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
  void settle_at(std::int64_t pace);
  void activate(const std::vector<std::int64_t>& place);
  void price_newcomers(const std::vector<std::optional<std::int64_t>>& known);

  const Core* core_;
  TeamSolver all_, few_;
  std::vector<std::int64_t> price_, seat_price_;
  std::vector<std::vector<std::int32_t>> team_, active_;
  std::vector<std::int64_t> team_value_;
  std::vector<std::int64_t> pace_, seat_pace_;  // scaled; grows while a price keeps its direction
  std::vector<std::int32_t> takers_, seat_takers_;
  std::vector<std::int8_t> trend_, seat_trend_;
  bool is_backward_{false};
  std::int64_t pace_settle_;
  std::int64_t value_best_;
  std::vector<std::int64_t> price_best_, seat_price_best_;
  std::int64_t bound_{0};
  std::int64_t work_done_{0};
};

}  // namespace musubi::matching::planning
