#include "shared/matching/plan_dual.hpp"

#include <algorithm>
#include <limits>

namespace musubi::matching {
namespace {

constexpr std::size_t k_spare = 12;
constexpr int k_fruitless_max = 12;
constexpr std::int64_t k_drift = 256;
constexpr std::int64_t k_length_max = std::int64_t{1} << 44;

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
      slack_(core.units.size(), 0),
      seat_slack_(core.pools.size(), 0),
      drift_(core.units.size(), 0),
      seat_drift_(core.pools.size(), 0),
      lowest_(std::numeric_limits<std::int64_t>::max()),
      bound_(std::numeric_limits<std::int64_t>::max()) {}

std::int64_t Dual::value_of_prices() const {
  std::int64_t sum = core_->base * k_scale;
  for (const auto p : price_) sum += p;
  for (std::size_t k = 0; k < seat_price_.size(); ++k) sum += seat_price_[k] * core_->pools[k].free;
  for (const auto v : team_value_) sum += v;
  return sum;
}

void Dual::price_all() {
  for (std::int32_t work = 0; work < static_cast<std::int32_t>(core_->works.size()); ++work) {
    all_.begin(work);
    for (std::int32_t e = core_->first[work]; e < core_->first[work + 1]; ++e)
      all_.offer(e, core_->edges[e].unit, worth(e));
    team_value_[work] = all_.finish(team_[work]);
    active_[work].clear();
    all_.kept(active_[work]);
  }
  make_slack();
  const std::int64_t value = value_of_prices();
  // The value is at least any plan's points times k_scale, and points are whole: rounding down keeps it proved.
  bound_ = std::min(bound_, value >= 0 ? value / k_scale : -((-value + k_scale - 1) / k_scale));
  lowest_ = std::min(lowest_, value);
}

void Dual::make_slack() {
  std::ranges::fill(slack_, 1);
  for (std::size_t k = 0; k < seat_slack_.size(); ++k) seat_slack_[k] = core_->pools[k].free;
  for (const auto& team : team_)
    for (const auto e : team) {
      const Edge& edge = core_->edges[e];
      --slack_[edge.unit];
      if (edge.seats > 0) seat_slack_[core_->units[edge.unit].pool] -= edge.seats;
    }
  work_done_ += static_cast<std::int64_t>(slack_.size() + team_.size());
}

void Dual::step(std::int64_t points_known) {
  std::int64_t norm = 0;
  const auto smooth = [&](auto& drift, const auto& slack, const auto& price) {
    for (std::size_t k = 0; k < drift.size(); ++k) {
      drift[k] = (7 * drift[k] + 3 * k_drift * slack[k]) / 10;
      if (price[k] == 0 && drift[k] > 0) drift[k] = 0;
      norm += drift[k] * drift[k];
    }
  };
  smooth(drift_, slack_, price_);
  smooth(seat_drift_, seat_slack_, seat_price_);
  if (norm == 0) return;
  const std::int64_t over = std::max<std::int64_t>(k_scale, value_of_prices() - points_known * k_scale);
  // price -= pace x over / |slack|^2 x slack (Polyak); `over` stays below 2^53 within the bounds of policy.hpp.
  const std::int64_t length = std::min(over * pace_ / std::max<std::int64_t>(1, norm / k_drift), k_length_max);
  const auto move = [&](auto& price, const auto& drift) {
    for (std::size_t k = 0; k < price.size(); ++k)
      price[k] = std::max<std::int64_t>(0, price[k] - length * drift[k] / 1024);
  };
  move(price_, drift_);
  move(seat_price_, seat_drift_);
  for (std::int32_t work = 0; work < static_cast<std::int32_t>(core_->works.size()); ++work) {
    if (active_[work].empty()) continue;
    few_.begin(work);
    for (const auto e : active_[work]) few_.offer(e, core_->edges[e].unit, worth(e));
    team_value_[work] = few_.finish(team_[work]);
  }
  make_slack();
  const std::int64_t value = value_of_prices();
  if (value < lowest_) {
    lowest_ = value;
    fruitless_ = 0;
  } else if (++fruitless_ == k_fruitless_max) {
    fruitless_ = 0;
    pace_ = std::max<std::int64_t>(8, pace_ * 3 / 4);
  }
}

}  // namespace musubi::matching
