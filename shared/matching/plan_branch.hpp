#pragma once
// Branch and bound to the proof, on problems small enough: a pair is decided yes or no, the prices of its branch bound
// what is left. Internal to matching.

#include <cstdint>
#include <vector>

#include "shared/matching/plan_state.hpp"
#include "shared/matching/plan_team.hpp"

namespace musubi::matching::planning {

class Branch {
 public:
  // `points` and `best`: the plan known so far (core.base included), `prices` and `seat_prices` to begin with.
  Branch(const Core& core, std::vector<std::int64_t> prices, std::vector<std::int64_t> seat_prices, std::int64_t points,
         std::vector<std::int32_t> best);

  // Ends when all is decided, the operations are spent or no better plan has come for long. The result is a proved
  // bound of every plan's points.
  std::int64_t run(std::int64_t work_max);

  [[nodiscard]] std::int64_t points() const { return points_; }
  [[nodiscard]] const std::vector<std::int32_t>& best() const { return best_; }
  [[nodiscard]] std::int64_t work_done() const { return teams_.work_done() + work_done_; }

 private:
  struct Prices {
    std::vector<std::int64_t> unit, seat;
  };
  // `above`: the bound of the branch this one is part of.
  std::int64_t explore(Prices prices, int depth, std::int64_t above);
  [[nodiscard]] bool is_spent() const;
  std::int64_t bound_here(Prices& prices);
  std::int64_t evaluate(const Prices& prices);
  void trade(Prices& prices, std::int64_t pace);
  void choose_team(std::int32_t work, const Prices& prices);
  bool keep_if_feasible(std::int64_t& points);
  std::int32_t pick_edge(const Prices& prices);
  bool decide_yes(std::int32_t edge);
  void ban(std::int32_t edge);
  void undo_to(std::size_t mark);
  std::int64_t decided_value();

  const Core* core_;
  TeamSolver teams_;
  Prices start_;
  std::int64_t points_;
  std::vector<std::int32_t> best_;
  std::int64_t work_max_{0};
  std::int64_t work_better_{0};  // when the last better plan was found
  std::int64_t work_done_{0};
  std::vector<std::int32_t> work_of_;               // by edge
  std::vector<std::vector<std::int32_t>> of_unit_;  // edges
  std::vector<std::uint8_t> banned_;                // by edge
  std::vector<std::int32_t> forced_;                // by unit: the edge that is decided, -1 none
  std::vector<std::int32_t> trail_;                 // edges banned, or -1 - unit forced
  std::vector<std::vector<std::int32_t>> team_;
  std::vector<std::int32_t> takers_;
  std::vector<std::int32_t> seats_used_;
};

}  // namespace musubi::matching::planning
