#include "shared/matching/plan_state.hpp"

#include <algorithm>

namespace musubi::matching::planning {

State::State(const Core& core)
    : core_(&core),
      edge_(core.units.size(), -1),
      work_(core.units.size(), -1),
      people_(core.works.size(), 0),
      team_(core.works.size()) {
  for (const auto& pool : core.pools) seats_.push_back(pool.free);
}

void State::put(std::int32_t edge, std::int32_t work) {
  const Edge& e = core_->edges[edge];
  const Unit& unit = core_->units[e.unit];
  points_ += gain_of(edge, work);
  edge_[e.unit] = edge;
  work_[e.unit] = work;
  people_[work] += unit.size;
  if (unit.pool >= 0) seats_[unit.pool] -= e.seats;
  team_[work].push_back(e.unit);
}

void State::take(std::int32_t unit) {
  const std::int32_t work = work_[unit];
  if (work < 0) return;
  points_ -= loss_of(unit);
  const Unit& who = core_->units[unit];
  if (who.pool >= 0) seats_[who.pool] += core_->edges[edge_[unit]].seats;
  people_[work] -= who.size;
  std::erase(team_[work], unit);
  edge_[unit] = work_[unit] = -1;
}

void State::clear(std::int32_t work) {
  while (!team_[work].empty()) take(team_[work].back());
}

bool State::may_stand(std::int32_t work) const {
  const Work& w = core_->works[work];
  if (people_[work] == 0) return true;
  if (people_[work] < w.lo || people_[work] > w.hi) return false;
  return std::ranges::all_of(w.roles, [&](const RoleNeed& role) {
    std::int32_t have = 0;
    for (const auto u : team_[work]) have += core_->skills[u][static_cast<std::size_t>(role.skill)];
    return have >= role.count;
  });
}

bool State::may_join(std::int32_t edge, std::int32_t work) const {
  const Edge& e = core_->edges[edge];
  if (e.seats > 0) {
    std::int32_t left = seats_[core_->units[e.unit].pool];
    if (edge_[e.unit] >= 0) left += core_->edges[edge_[e.unit]].seats;
    if (left < e.seats) return false;
  }
  const auto& enemies = core_->enemies[e.unit];
  return enemies.empty() ||
         std::ranges::none_of(team_[work], [&](auto u) { return std::ranges::binary_search(enemies, u); });
}

bool State::may_leave(std::int32_t unit) const {
  const std::int32_t work = work_[unit];
  if (work < 0) return true;
  const Work& w = core_->works[work];
  const std::int32_t left = people_[work] - core_->units[unit].size;
  if (left == 0) return true;
  if (left < w.lo) return false;
  return std::ranges::all_of(w.roles, [&](const RoleNeed& role) {
    std::int32_t have = 0;
    for (const auto u : team_[work])
      if (u != unit) have += core_->skills[u][static_cast<std::size_t>(role.skill)];
    return have >= role.count;
  });
}

std::vector<std::int32_t> State::edges() const {
  std::vector<std::int32_t> out;
  for (const auto e : edge_)
    if (e >= 0) out.push_back(e);
  std::ranges::sort(out);
  return out;
}

void State::load(const std::vector<std::int32_t>& edges) {
  for (std::int32_t work = 0; work < static_cast<std::int32_t>(team_.size()); ++work) clear(work);
  for (const auto e : edges) put(e, work_of_edge(*core_, e));
}

std::int32_t work_of_edge(const Core& core, std::int32_t edge) {
  return static_cast<std::int32_t>(std::ranges::upper_bound(core.first, edge) - core.first.begin()) - 1;
}

std::int32_t find_edge(const Core& core, std::int32_t unit, std::int32_t work) {
  const auto edges = core.edges_of(static_cast<std::size_t>(work));
  const auto it = std::ranges::lower_bound(edges, unit, {}, &Edge::unit);
  return it != edges.end() && it->unit == unit ? static_cast<std::int32_t>(&*it - core.edges.data()) : -1;
}

}  // namespace musubi::matching::planning
