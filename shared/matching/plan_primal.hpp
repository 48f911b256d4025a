#pragma once
// Plans that can be carried out: from the prices, then better by local moves. Internal to matching.

#include <cstdint>
#include <vector>

#include "shared/matching/plan_dual.hpp"
#include "shared/matching/plan_state.hpp"

namespace musubi::matching::planning {

class Primal {
 public:
  explicit Primal(const Core& core);

  // A new plan: the teams of the prices, most valuable first, each from those who are still free; then everybody who
  // is left goes where a place is open.
  void build(const Dual& dual);
  // Those of the edges that can stand together: a plan of fewer rules becomes one of all.
  void load_fitting(const std::vector<std::int32_t>& edges);
  // Fills what is open with whom is free, over every edge.
  void fill_all();
  // Local moves over the active edges of `dual` until none helps or `work_max` operations are spent.
  void improve(const Dual& dual, std::int64_t work_max);

  [[nodiscard]] State& state() { return state_; }
  [[nodiscard]] std::int64_t points() const { return core_->base + state_.points(); }
  [[nodiscard]] std::int64_t work_done() const { return teams_.work_done() + work_done_; }

 private:
  using Edges = std::vector<std::int32_t>;
  bool seat_team(std::int32_t work, const Edges& team);
  void open(std::int32_t work, std::span<const std::int32_t> edges, const Dual* dual);
  void top_up(std::int32_t work, std::span<const std::int32_t> edges);
  void fill(const std::vector<Edges>* active);
  void index_active(const Dual& dual);
  bool improve_unit(std::int32_t unit);
  bool try_join(std::int32_t unit, ActiveEdge to);
  bool try_replace(std::int32_t unit, ActiveEdge to, std::int32_t other);
  ActiveEdge best_place(std::int32_t unit, std::int32_t except, std::int64_t& gain);
  bool improve_work(std::int32_t work, const Edges& edges);
  void put(std::int32_t edge, std::int32_t work);
  void take(std::int32_t unit);
  void undo_to(std::size_t mark);

  const Core* core_;
  State state_;
  TeamSolver teams_;
  std::vector<std::int32_t> by_reward_;
  std::vector<std::int32_t> unit_first_;
  std::vector<ActiveEdge> unit_edges_;
  struct Done {
    std::int32_t unit{0}, edge{0}, work{0};  // where it stood before
  };
  std::vector<Done> log_;
  std::int64_t work_done_{0};
};

}  // namespace musubi::matching::planning
