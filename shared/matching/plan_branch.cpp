#include "shared/matching/plan_branch.hpp"

#include <algorithm>
#include <limits>

namespace musubi::matching::planning {
namespace {

constexpr std::int64_t k_never = std::numeric_limits<std::int64_t>::min() / 4;
constexpr int k_rounds = 28;
constexpr std::int64_t k_pace_least = 16 * k_scale;
constexpr std::int64_t k_fruitless_max = 100'000'000;  // operations without a better plan: the rest is hopeless
constexpr int k_depth_max = 400;                       // of the recursion; what lies deeper keeps its bound

std::int64_t rounded_down(std::int64_t scaled) {
  return scaled >= 0 ? scaled / k_scale : -((-scaled + k_scale - 1) / k_scale);
}

}  // namespace

Branch::Branch(const Core& core, std::vector<std::int64_t> prices, std::vector<std::int64_t> seat_prices,
               std::int64_t points, std::vector<std::int32_t> best)
    : core_(&core),
      teams_(core),
      start_{std::move(prices), std::move(seat_prices)},
      points_(points),
      best_(std::move(best)),
      work_of_(core.edges.size()),
      of_unit_(core.units.size()),
      banned_(core.edges.size(), 0),
      forced_(core.units.size(), -1),
      team_(core.works.size()),
      takers_(core.units.size(), 0),
      seats_used_(core.pools.size(), 0) {
  for (std::int32_t work = 0; work < static_cast<std::int32_t>(core.works.size()); ++work)
    for (std::int32_t e = core.first[work]; e < core.first[work + 1]; ++e) {
      work_of_[e] = work;
      of_unit_[core.edges[e].unit].push_back(e);
    }
}

std::int64_t Branch::run(std::int64_t work_max) {
  work_max_ = work_done() + work_max;
  work_better_ = work_done();
  return explore(start_, 0, std::numeric_limits<std::int64_t>::max());
}

bool Branch::is_spent() const { return work_done() >= work_max_ || work_done() - work_better_ >= k_fruitless_max; }

void Branch::ban(std::int32_t edge) {
  if (banned_[edge] != 0) return;
  banned_[edge] = 1;
  trail_.push_back(edge);
}

// False where this cannot be together with what is decided already.
bool Branch::decide_yes(std::int32_t edge) {
  const Edge& e = core_->edges[edge];
  const std::int32_t work = work_of_[edge];
  forced_[e.unit] = edge;
  trail_.push_back(-1 - e.unit);
  for (const auto other : of_unit_[e.unit])
    if (other != edge) ban(other);
  for (const auto enemy : core_->enemies[e.unit])
    if (const auto other = find_edge(*core_, enemy, work); other >= 0) {
      if (forced_[enemy] == other) return false;
      ban(other);
    }
  std::int32_t people = 0;
  std::vector<std::int32_t> seats(core_->pools.size(), 0);
  for (std::size_t u = 0; u < forced_.size(); ++u) {
    if (forced_[u] < 0) continue;
    const Edge& f = core_->edges[forced_[u]];
    if (work_of_[forced_[u]] == work) people += core_->units[u].size;
    if (f.seats > 0) seats[core_->units[u].pool] += f.seats;
  }
  for (std::size_t k = 0; k < seats.size(); ++k)
    if (seats[k] > core_->pools[k].free) return false;
  return people <= core_->works[work].hi;
}

void Branch::undo_to(std::size_t mark) {
  while (trail_.size() > mark) {
    const std::int32_t last = trail_.back();
    trail_.pop_back();
    if (last < 0)
      forced_[-1 - last] = -1;
    else
      banned_[last] = 0;
  }
}

void Branch::choose_team(std::int32_t work, const Prices& prices) {
  teams_.begin(work);
  for (std::int32_t e = core_->first[work]; e < core_->first[work + 1]; ++e) {
    if (banned_[e] != 0) continue;
    const Edge& edge = core_->edges[e];
    const std::int64_t seats = edge.seats == 0 ? 0 : edge.seats * prices.seat[core_->units[edge.unit].pool];
    teams_.offer(e, edge.unit, edge.value * k_scale - prices.unit[edge.unit] - seats);
  }
}

// The value of the prices, scaled; leaves the teams, takers and seats behind.
std::int64_t Branch::evaluate(const Prices& prices) {
  std::int64_t value = core_->base * k_scale;
  for (const auto p : prices.unit) value += p;
  for (std::size_t k = 0; k < prices.seat.size(); ++k) value += prices.seat[k] * core_->pools[k].free;
  std::ranges::fill(takers_, 0);
  std::ranges::fill(seats_used_, 0);
  for (std::int32_t work = 0; work < static_cast<std::int32_t>(core_->works.size()); ++work) {
    choose_team(work, prices);
    value += teams_.finish(team_[work]);
    for (const auto e : team_[work]) {
      const Edge& edge = core_->edges[e];
      ++takers_[edge.unit];
      if (edge.seats > 0) seats_used_[core_->units[edge.unit].pool] += edge.seats;
    }
  }
  work_done_ += static_cast<std::int64_t>(takers_.size());
  return value;
}

// As in Dual::trade; a unit that must be taken may have a price below zero.
void Branch::trade(Prices& prices, std::int64_t pace) {
  std::ranges::fill(seats_used_, 0);
  for (std::int32_t work = 0; work < static_cast<std::int32_t>(core_->works.size()); ++work) {
    choose_team(work, prices);
    teams_.finish(team_[work]);
    for (const auto e : team_[work]) {
      const Edge& edge = core_->edges[e];
      prices.unit[edge.unit] += pace;
      if (edge.seats > 0) seats_used_[core_->units[edge.unit].pool] += edge.seats;
    }
  }
  for (std::size_t u = 0; u < prices.unit.size(); ++u) {
    prices.unit[u] -= pace;
    if (forced_[u] < 0) prices.unit[u] = std::max<std::int64_t>(0, prices.unit[u]);
  }
  for (std::size_t k = 0; k < prices.seat.size(); ++k)
    prices.seat[k] = std::max<std::int64_t>(0, prices.seat[k] + (seats_used_[k] > core_->pools[k].free ? pace : -pace));
}

std::int64_t Branch::bound_here(Prices& prices) {
  Prices best = prices;
  std::int64_t lowest = evaluate(prices);
  // A price can only be wrong by what is still open between plan and bound.
  std::int64_t pace = std::max(k_pace_least, lowest / 4 - points_ * (k_scale / 4));
  for (int round = 0; round < k_rounds && rounded_down(lowest) > points_; ++round) {
    trade(prices, pace);
    pace = std::max<std::int64_t>(k_scale / 16, pace * 2 / 3);
    const std::int64_t value = evaluate(prices);
    std::int64_t found = 0;
    if (keep_if_feasible(found)) points_ = std::max(points_, found);
    if (value < lowest) {
      lowest = value;
      best = prices;
    }
  }
  prices = std::move(best);
  return rounded_down(evaluate(prices));
}

// The teams of the last evaluation are a plan where nobody is taken twice and nothing is overfull.
bool Branch::keep_if_feasible(std::int64_t& points) {
  if (std::ranges::any_of(takers_, [](auto n) { return n > 1; })) return false;
  for (std::size_t k = 0; k < seats_used_.size(); ++k)
    if (seats_used_[k] > core_->pools[k].free) return false;
  State state(*core_);
  for (std::int32_t work = 0; work < static_cast<std::int32_t>(team_.size()); ++work)
    for (const auto e : team_[work]) {
      if (!state.may_join(e, work)) return false;
      state.put(e, work);
    }
  points = core_->base + state.points();
  if (points > points_) best_ = state.edges();
  return true;
}

// The pair whose decision is most likely to move the bound: of a unit taken twice, of an enemy beside an enemy, of a
// dear unit that nobody takes, or just any that is open; -1 where all is decided.
std::int32_t Branch::pick_edge(const Prices& prices) {
  std::int32_t unit = -1;
  std::int32_t most = 1;
  for (std::size_t u = 0; u < takers_.size(); ++u)
    if (forced_[u] < 0 && takers_[u] > most) {
      most = takers_[u];
      unit = static_cast<std::int32_t>(u);
    }
  for (const auto& team : team_) {
    for (const auto e : team) {
      const std::int32_t u = core_->edges[e].unit;
      if (unit >= 0) break;
      const bool beside_enemy = std::ranges::any_of(
          team, [&](auto other) { return std::ranges::binary_search(core_->enemies[u], core_->edges[other].unit); });
      if (forced_[u] < 0 && beside_enemy) unit = u;
    }
    for (const auto e : team)
      if (unit >= 0 && core_->edges[e].unit == unit) return e;
  }
  std::int32_t best = -1;
  std::int64_t best_worth = k_never;
  for (std::size_t u = 0; u < forced_.size(); ++u) {
    if (forced_[u] >= 0) continue;
    for (const auto e : of_unit_[u]) {
      if (banned_[e] != 0) continue;
      // Dear and untaken first, then whatever is worth most.
      const std::int64_t worth = (takers_[u] == 0 && prices.unit[u] > 0 ? prices.unit[u] << 20 : 0) +
                                 core_->edges[e].value * k_scale - prices.unit[u];
      if (worth > best_worth) {
        best_worth = worth;
        best = e;
      }
    }
  }
  return best;
}

// Everything is decided: the points of exactly that plan, or k_never where it may not stand.
std::int64_t Branch::decided_value() {
  State state(*core_);
  for (const auto e : forced_)
    if (e >= 0) {
      if (!state.may_join(e, work_of_[e])) return k_never;
      state.put(e, work_of_[e]);
    }
  for (std::int32_t work = 0; work < static_cast<std::int32_t>(team_.size()); ++work)
    if (!state.may_stand(work)) return k_never;
  const std::int64_t points = core_->base + state.points();
  if (points > points_) {
    points_ = points;
    best_ = state.edges();
  }
  return points;
}

std::int64_t Branch::explore(Prices prices, int depth, std::int64_t above) {
  if (is_spent()) return above;
  const std::int64_t points_before = points_;
  const std::int64_t bound = std::min(above, bound_here(prices));
  if (points_ > points_before) work_better_ = work_done();
  if (bound <= points_) return points_;
  if (is_spent() || depth >= k_depth_max) return bound;
  const std::int32_t edge = pick_edge(prices);
  if (edge < 0) return std::max(points_, decided_value());
  const std::size_t mark = trail_.size();
  const std::int64_t yes = decide_yes(edge) ? explore(prices, depth + 1, bound) : points_;
  undo_to(mark);
  ban(edge);
  const std::int64_t no = explore(prices, depth + 1, bound);
  undo_to(mark);
  return std::min(bound, std::max({yes, no, points_}));
}

}  // namespace musubi::matching::planning
