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
  void run(std::int64_t steps_max);

  [[nodiscard]] std::int64_t points() const { return points_; }
  [[nodiscard]] std::int64_t bound() const { return bound_; }
  [[nodiscard]] const std::vector<std::int32_t>& best() const { return best_; }  // edges
  [[nodiscard]] std::int64_t steps() const;
  [[nodiscard]] std::int64_t steps_first() const { return steps_first_; }

 private:
  void keep();

  const Core* core_;
  Dual dual_;
  Primal primal_;
  std::vector<std::int32_t> best_;
  std::int64_t points_{0};
  std::int64_t bound_{0};
  std::int64_t steps_first_{0};
  std::int64_t work_more_{0};
};

}  // namespace musubi::matching::planning
