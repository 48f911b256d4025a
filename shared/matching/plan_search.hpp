#pragma once
// Prices and plans in turn until they meet, the budget ends or nothing moves; then branch and bound on what is small
// enough. Internal to matching.

#include <vector>

#include "shared/matching/plan_primal.hpp"

namespace musubi::matching::planning {

class Search {
 public:
  explicit Search(const Core& core);

  // Begins from these edges as well (a plan known from before).
  void begin(const std::vector<std::int32_t>& start);
  // Begins from these edges and from prices of before, without solving the day anew.
  void resume(const std::vector<std::int32_t>& start, const KnownPrices& known);
  // Only the bound that the prices of before prove.
  void price(const KnownPrices& known);
  // Until the plan is proved to be within `gap` (a part of the bound) of the best, or the steps are used.
  void run(std::int64_t steps_max, double gap = 0);

  [[nodiscard]] std::int64_t points() const { return points_; }
  [[nodiscard]] std::int64_t bound() const { return bound_; }
  [[nodiscard]] const std::vector<std::int32_t>& best() const { return best_; }  // edges
  // Those that prove the bound but for what branching added.
  [[nodiscard]] Prices prices() const;
  [[nodiscard]] std::int64_t steps() const;
  [[nodiscard]] std::int64_t steps_first() const { return steps_first_; }

 private:
  void begin(const Flow& flow, const std::vector<std::int32_t>& start);
  void keep();
  [[nodiscard]] bool is_within(double gap) const;

  const Core* core_;
  Dual dual_;
  Primal primal_;
  std::vector<std::int64_t> place_;  // by work: Flow::place
  std::vector<std::int32_t> best_;
  std::int64_t points_{0};
  std::int64_t bound_{0};
  std::int64_t steps_first_{0};
  std::int64_t work_more_{0};
};

}  // namespace musubi::matching::planning
