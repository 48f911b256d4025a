// Local moves: join, replace, swap, and a need choosing its team anew from free people and from neighbours.

#include <algorithm>
#include <limits>

#include "shared/matching/plan_primal.hpp"

namespace musubi::matching::planning {
namespace {

constexpr std::int64_t k_never = std::numeric_limits<std::int64_t>::min() / 4;

}  // namespace

void Primal::index_active(const Dual& dual) {
  unit_first_.assign(core_->units.size() + 1, 0);
  for (const auto& edges : dual.active())
    for (const auto e : edges) ++unit_first_[core_->edges[e].unit + 1];
  for (std::size_t u = 0; u < core_->units.size(); ++u) unit_first_[u + 1] += unit_first_[u];
  unit_edges_.resize(static_cast<std::size_t>(unit_first_.back()));
  auto at = unit_first_;
  for (std::int32_t work = 0; work < static_cast<std::int32_t>(core_->works.size()); ++work)
    for (const auto e : dual.active()[work]) unit_edges_[at[core_->edges[e].unit]++] = {e, work};
  work_done_ += static_cast<std::int64_t>(unit_edges_.size());
}

void Primal::improve(const Dual& dual, std::int64_t work_max) {
  index_active(dual);
  const std::int64_t until = work_done() + work_max;
  for (bool again = true; again && work_done() < until;) {
    again = false;
    for (std::int32_t u = 0; u < static_cast<std::int32_t>(core_->units.size()) && work_done() < until; ++u)
      again = improve_unit(u) || again;
    for (const auto work : by_reward_) {
      if (work_done() >= until) break;
      again = improve_work(work, dual.active()[work]) || again;
    }
  }
  log_.clear();
}

bool Primal::improve_unit(std::int32_t unit) {
  bool is_better = false;
  for (std::int32_t k = unit_first_[unit]; k < unit_first_[unit + 1]; ++k) {
    const ActiveEdge to = unit_edges_[k];
    if (to.work == state_.work_of(unit) || state_.people(to.work) == 0) continue;
    if (try_join(unit, to)) {
      is_better = true;
      continue;
    }
    const auto team = state_.team(to.work);
    for (const auto other : team)
      if (try_replace(unit, to, other)) {
        is_better = true;
        break;
      }
  }
  return is_better;
}

// The unit leaves where it stands and joins another team as it is.
bool Primal::try_join(std::int32_t unit, ActiveEdge to) {
  ++work_done_;
  if (state_.people(to.work) + core_->units[unit].size > core_->works[to.work].hi) return false;
  if (state_.gain_of(to.edge, to.work) <= state_.loss_of(unit)) return false;
  if (!state_.may_leave(unit) || !state_.may_join(to.edge, to.work)) return false;
  take(unit);
  put(to.edge, to.work);
  return true;
}

// The best open place for somebody who is free; `except` is not asked.
ActiveEdge Primal::best_place(std::int32_t unit, std::int32_t except, std::int64_t& gain) {
  ActiveEdge best{-1, -1};
  gain = 0;
  for (std::int32_t k = unit_first_[unit]; k < unit_first_[unit + 1]; ++k) {
    const ActiveEdge to = unit_edges_[k];
    ++work_done_;
    if (to.work == except || state_.people(to.work) == 0) continue;
    if (state_.people(to.work) + core_->units[unit].size > core_->works[to.work].hi) continue;
    const std::int64_t more = state_.gain_of(to.edge, to.work);
    if (more <= gain || !state_.may_join(to.edge, to.work)) continue;
    best = to;
    gain = more;
  }
  return best;
}

// `unit` takes the place of `other`, who goes to the place that `unit` left or to the best open one.
bool Primal::try_replace(std::int32_t unit, ActiveEdge to, std::int32_t other) {
  ++work_done_;
  const std::int64_t before = state_.points();
  const std::int32_t from = state_.work_of(unit);
  const std::int32_t from_edge = state_.edge_of(unit);
  const std::int64_t best_case =
      core_->edges[to.edge].value - core_->edges[state_.edge_of(other)].value +
      core_->works[to.work].reward.wanted * std::max(0, core_->units[unit].size - core_->units[other].size);
  if (from < 0 && best_case <= 0) {
    // Worth it only where `other` finds something better than the loss.
    std::int64_t gain = 0;
    best_place(other, to.work, gain);
    if (best_case + gain <= 0) return false;
  }
  const std::size_t mark = log_.size();
  if (from >= 0) take(unit);
  take(other);
  const bool fits = state_.people(to.work) + core_->units[unit].size <= core_->works[to.work].hi;
  if (!fits || !state_.may_join(to.edge, to.work)) {
    undo_to(mark);
    return false;
  }
  put(to.edge, to.work);
  std::int64_t gain = 0;
  ActiveEdge place{-1, -1};
  if (from >= 0) {
    for (std::int32_t k = unit_first_[other]; k < unit_first_[other + 1] && place.edge < 0; ++k)
      if (unit_edges_[k].work == from) place = unit_edges_[k];
    if (place.edge >= 0 &&
        (state_.people(from) + core_->units[other].size > core_->works[from].hi || !state_.may_join(place.edge, from)))
      place.edge = -1;
    if (place.edge >= 0) gain = state_.gain_of(place.edge, from);
  }
  std::int64_t open_gain = 0;
  const ActiveEdge open_place = best_place(other, to.work, open_gain);
  const bool left_stands = from < 0 || state_.may_stand(from);
  if (open_place.edge >= 0 && (place.edge < 0 || (open_gain > gain && left_stands))) place = open_place;
  if (place.edge >= 0) put(place.edge, place.work);
  const bool stands = state_.may_stand(to.work) && (from < 0 || state_.may_stand(from));
  if (stands && state_.points() > before) return true;
  undo_to(mark);
  static_cast<void>(from_edge);
  return false;
}

// The need chooses its team anew: free people at their value, people of others at their value less what those lose.
bool Primal::improve_work(std::int32_t work, const Edges& edges) {
  if (edges.empty()) return false;
  const std::int64_t before = state_.points();
  const std::size_t mark = log_.size();
  const auto old = state_.team(work);
  for (const auto u : old) take(u);
  teams_.begin(work);
  for (const auto e : edges) {
    const std::int32_t unit = core_->edges[e].unit;
    const std::int64_t loss = state_.may_leave(unit) ? state_.loss_of(unit) : -k_never;
    if (loss < -k_never && state_.may_join(e, work)) teams_.offer(e, unit, (core_->edges[e].value - loss) * k_scale);
  }
  Edges team;
  teams_.finish(team);
  bool stands = true;
  for (const auto e : team) {
    const std::int32_t unit = core_->edges[e].unit;
    const std::int32_t from = state_.work_of(unit);
    if (from >= 0) take(unit);
    if (!state_.may_join(e, work)) {
      stands = false;
      break;
    }
    put(e, work);
    stands = stands && (from < 0 || state_.may_stand(from));
  }
  if (stands && state_.points() > before) return true;
  undo_to(mark);
  return false;
}

}  // namespace musubi::matching::planning
