#include "shared/matching/plan_primal.hpp"

#include <algorithm>
#include <numeric>

namespace musubi::matching::planning {

Primal::Primal(const Core& core) : core_(&core), state_(core), teams_(core), by_reward_(core.works.size()) {
  std::iota(by_reward_.begin(), by_reward_.end(), 0);
  std::ranges::sort(by_reward_, {}, [&](auto work) { return std::pair(-core.works[work].reward.wanted, work); });
}

void Primal::put(std::int32_t edge, std::int32_t work) {
  log_.push_back({core_->edges[edge].unit, -1, -1});
  state_.put(edge, work);
}

void Primal::take(std::int32_t unit) {
  log_.push_back({unit, state_.edge_of(unit), state_.work_of(unit)});
  state_.take(unit);
}

void Primal::undo_to(std::size_t mark) {
  while (log_.size() > mark) {
    const Done done = log_.back();
    log_.pop_back();
    if (done.edge < 0)
      state_.take(done.unit);
    else
      state_.put(done.edge, done.work);
  }
}

// All or nothing.
bool Primal::seat_team(std::int32_t work, const Edges& team) {
  const std::size_t mark = log_.size();
  for (const auto e : team) {
    const std::int32_t unit = core_->edges[e].unit;
    if (state_.work_of(unit) >= 0 || !state_.may_join(e, work)) {
      undo_to(mark);
      return false;
    }
    put(e, work);
  }
  return !team.empty();
}

// The best team of those who are free. Enemies and seats are not the solver's business: a member that cannot sit beside
// the others is left out and the rest is asked again.
void Primal::open(std::int32_t work, std::span<const std::int32_t> edges, const Dual* dual) {
  Edges team;
  Edges banned;
  const auto is_banned = [&](auto e) { return std::ranges::find(banned, e) != banned.end(); };
  for (int attempt = 0; attempt < 4; ++attempt) {
    teams_.begin(work);
    for (const auto e : edges) {
      const std::int32_t unit = core_->edges[e].unit;
      if (state_.work_of(unit) >= 0 || !state_.may_join(e, work) || is_banned(e)) continue;
      teams_.offer(e, unit, dual ? dual->worth(e) : core_->edges[e].value * k_scale);
    }
    if (teams_.finish(team) <= 0) return;
    if (seat_team(work, team)) return;
    const std::size_t mark = log_.size();
    for (const auto e : team)
      if (state_.may_join(e, work))
        put(e, work);
      else
        banned.push_back(e);
    undo_to(mark);
  }
}

void Primal::top_up(std::int32_t work, std::span<const std::int32_t> edges) {
  for (;;) {
    std::int32_t best = -1;
    std::int64_t best_gain = 0;
    for (const auto e : edges) {
      const std::int32_t unit = core_->edges[e].unit;
      if (state_.work_of(unit) >= 0 || state_.people(work) + core_->units[unit].size > core_->works[work].hi) continue;
      const std::int64_t gain = state_.gain_of(e, work);
      if (gain > best_gain && state_.may_join(e, work)) {
        best = e;
        best_gain = gain;
      }
    }
    work_done_ += static_cast<std::int64_t>(edges.size());
    if (best < 0) return;
    put(best, work);
    if (state_.people(work) >= core_->works[work].hi) return;
  }
}

void Primal::fill(const std::vector<Edges>* active) {
  Edges all;
  for (const auto work : by_reward_) {
    const Work& w = core_->works[work];
    if (state_.people(work) >= w.hi) continue;
    std::span<const std::int32_t> edges;
    if (active) {
      edges = (*active)[work];
    } else {
      all.resize(static_cast<std::size_t>(core_->first[work + 1] - core_->first[work]));
      std::iota(all.begin(), all.end(), core_->first[work]);
      std::erase_if(all, [&](auto e) { return state_.work_of(core_->edges[e].unit) >= 0; });
      edges = all;
    }
    work_done_ += static_cast<std::int64_t>(edges.size());
    if (edges.empty()) continue;
    if (state_.people(work) == 0)
      open(work, edges, nullptr);
    else
      top_up(work, edges);
  }
}

void Primal::build(const Dual& dual) {
  for (std::int32_t work = 0; work < static_cast<std::int32_t>(core_->works.size()); ++work) state_.clear(work);
  std::vector<std::int32_t> order;
  for (std::int32_t work = 0; work < static_cast<std::int32_t>(core_->works.size()); ++work)
    if (!dual.teams()[work].empty()) order.push_back(work);
  std::ranges::sort(order, {}, [&](auto work) { return std::pair(-dual.team_values()[work], work); });
  for (const auto work : order)
    if (!seat_team(work, dual.teams()[work])) open(work, dual.active()[work], &dual);
  fill(&dual.active());
  log_.clear();
}

void Primal::load_fitting(const Edges& edges) {
  state_.load({});
  for (const auto e : edges) {
    const std::int32_t work = work_of_edge(*core_, e);
    if (state_.people(work) + core_->units[core_->edges[e].unit].size <= core_->works[work].hi &&
        state_.may_join(e, work))
      state_.put(e, work);
  }
  for (std::int32_t work = 0; work < static_cast<std::int32_t>(core_->works.size()); ++work)
    if (!state_.may_stand(work)) state_.clear(work);
  work_done_ += static_cast<std::int64_t>(edges.size());
}

void Primal::fill_all() {
  fill(nullptr);
  log_.clear();
}

}  // namespace musubi::matching::planning
