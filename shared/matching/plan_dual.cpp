#include "shared/matching/plan_dual.hpp"

#include <algorithm>
#include <limits>

namespace musubi::matching::planning {
namespace {

constexpr std::size_t k_spare = 6;
constexpr std::size_t k_works_a_unit = 12;  // active from the start, so that nobody is forgotten
constexpr std::int64_t k_pace_first = 512 * k_scale;
constexpr std::int64_t k_pace_settled = 2 * k_scale;
constexpr std::int64_t k_pace_resumed = 32 * k_scale;  // prices of before are nearly right
constexpr std::int64_t k_pace_min = k_scale / 8;
constexpr std::int64_t k_pace_max = 20'000 * k_scale;

// The sign rule of Riedmiller and Braun's RPROP: a price that keeps its direction hurries, one that turns slows down.
void repace(std::int64_t& pace, std::int8_t& trend, std::int64_t surplus) {
  const std::int8_t now = surplus > 0 ? 1 : surplus < 0 ? -1 : 0;
  if (now != 0 && now == trend)
    pace = std::min(k_pace_max, pace * 10 / 9);
  else
    pace = std::max(k_pace_min, pace * 15 / 16);
  trend = now;
}

}  // namespace

Dual::Dual(const Core& core)
    : core_(&core),
      all_(core, k_spare),
      few_(core),
      price_(core.units.size(), 0),
      seat_price_(core.pools.size(), 0),
      team_(core.works.size()),
      active_(core.works.size()),
      team_value_(core.works.size(), 0),
      pace_(core.units.size(), k_pace_first),
      seat_pace_(core.pools.size(), k_pace_first),
      takers_(core.units.size(), 0),
      seat_takers_(core.pools.size(), 0),
      trend_(core.units.size(), 0),
      seat_trend_(core.pools.size(), 0),
      pace_settle_(k_pace_first),
      value_best_(std::numeric_limits<std::int64_t>::max()),
      bound_(std::numeric_limits<std::int64_t>::max()) {}

void Dual::activate(const std::vector<std::int64_t>& place) {
  const std::vector<std::int64_t> none(core_->units.size(), std::numeric_limits<std::int64_t>::min());
  active_ = best_edges(*core_, place, none, k_works_a_unit);
  work_done_ += static_cast<std::int64_t>(core_->edges.size());
}

void Dual::begin(const Flow& flow) {
  for (std::size_t u = 0; u < price_.size(); ++u) price_[u] = flow.unit_price[u] * k_scale;
  activate(flow.place);
  price_all();
}

void Dual::resume(const KnownPrices& known) {
  for (std::size_t u = 0; u < price_.size(); ++u) price_[u] = known.unit[u].value_or(0);
  seat_price_ = known.seat;
  activate(known.place);
  price_newcomers(known.unit);
  settle_at(k_pace_resumed);
  price_all();
}

// At such a price no active work takes the newcomer alone, and the bound rises by no more than the best of them gains.
void Dual::price_newcomers(const std::vector<std::optional<std::int64_t>>& known) {
  std::vector<std::int32_t> team;
  std::vector<std::int64_t> gain(price_.size(), 0);
  for (std::int32_t work = 0; work < static_cast<std::int32_t>(core_->works.size()); ++work) {
    const auto is_new = [&](std::int32_t e) { return !known[core_->edges[e].unit]; };
    if (std::ranges::none_of(active_[work], is_new)) continue;
    const auto value_with = [&](std::int32_t newcomer) {
      few_.begin(work);
      for (const auto e : active_[work])
        if (e == newcomer || !is_new(e)) few_.offer(e, core_->edges[e].unit, worth(e));
      return few_.finish(team);
    };
    const std::int64_t without = value_with(-1);
    for (const auto e : active_[work]) {
      if (!is_new(e)) continue;
      std::int64_t& most = gain[core_->edges[e].unit];
      most = std::max(most, value_with(e) - without);
    }
  }
  for (std::size_t u = 0; u < price_.size(); ++u)
    if (!known[u]) price_[u] = gain[u];
}

std::int64_t Dual::value_of_prices() const {
  std::int64_t sum = core_->base * k_scale;
  for (const auto p : price_) sum += p;
  for (std::size_t k = 0; k < seat_price_.size(); ++k) sum += seat_price_[k] * core_->pools[k].free;
  for (const auto v : team_value_) sum += v;
  return sum;
}

void Dual::price_all() {
  std::vector<std::int32_t> found, merged;
  for (std::int32_t work = 0; work < static_cast<std::int32_t>(core_->works.size()); ++work) {
    all_.begin(work);
    for (std::int32_t e = core_->first[work]; e < core_->first[work + 1]; ++e)
      all_.offer(e, core_->edges[e].unit, worth(e));
    team_value_[work] = all_.finish(team_[work]);
    found.clear();
    all_.kept(found);
    std::ranges::sort(found);
    merged.clear();
    std::ranges::set_union(active_[work], found, std::back_inserter(merged));
    active_[work].swap(merged);
  }
  const std::int64_t value = value_of_prices();
  if (value < value_best_) {
    value_best_ = value;
    price_best_ = price_;
    seat_price_best_ = seat_price_;
  }
  // The value is at least any plan's points times k_scale, and points are whole: rounding down keeps it proved.
  bound_ = std::min(bound_, value >= 0 ? value / k_scale : -((-value + k_scale - 1) / k_scale));
}

void Dual::settle() {
  price_ = price_best_;
  seat_price_ = seat_price_best_;
  settle_at(pace_settle_ <= k_pace_settled ? k_pace_first / 2 : pace_settle_ / 3);
}

void Dual::settle_at(std::int64_t pace) {
  pace_settle_ = pace;
  std::ranges::fill(pace_, pace_settle_);
  std::ranges::fill(seat_pace_, pace_settle_);
  std::ranges::fill(trend_, 0);
  std::ranges::fill(seat_trend_, 0);
}

void Dual::trade() {
  std::ranges::fill(takers_, 0);
  std::ranges::fill(seat_takers_, 0);
  const auto works = static_cast<std::int32_t>(core_->works.size());
  for (std::int32_t n = 0; n < works; ++n) {
    const std::int32_t work = is_backward_ ? works - 1 - n : n;
    if (active_[work].empty()) continue;
    few_.begin(work);
    for (const auto e : active_[work]) few_.offer(e, core_->edges[e].unit, worth(e));
    team_value_[work] = few_.finish(team_[work]);
    for (const auto e : team_[work]) {
      const Edge& edge = core_->edges[e];
      ++takers_[edge.unit];
      price_[edge.unit] += pace_[edge.unit];
      if (edge.seats > 0) seat_takers_[core_->units[edge.unit].pool] += edge.seats;
    }
  }
  is_backward_ = !is_backward_;
  for (std::size_t u = 0; u < price_.size(); ++u) {
    price_[u] = std::max<std::int64_t>(0, price_[u] - pace_[u]);
    if (price_[u] > 0 || takers_[u] > 1) repace(pace_[u], trend_[u], takers_[u] - 1);
  }
  for (std::size_t k = 0; k < seat_price_.size(); ++k) {
    const std::int64_t surplus = seat_takers_[k] - core_->pools[k].free;
    seat_price_[k] = std::max<std::int64_t>(0, seat_price_[k] + (surplus > 0 ? seat_pace_[k] : -seat_pace_[k]));
    repace(seat_pace_[k], seat_trend_[k], surplus);
  }
  work_done_ += static_cast<std::int64_t>(price_.size() + active_.size());
}

}  // namespace musubi::matching::planning
