#include "shared/matching/plan_team.hpp"

#include <algorithm>
#include <limits>

namespace musubi::matching::planning {
namespace {

constexpr std::int64_t k_never = std::numeric_limits<std::int64_t>::min() / 4;

bool before(std::int64_t worth, std::int32_t unit, const auto& other) {
  return worth != other.worth ? worth > other.worth : unit < other.unit;
}

}  // namespace

void TeamSolver::begin(std::int32_t work) {
  work_ = work;
  kinds_used_ = 0;
}

TeamSolver::Kind& TeamSolver::kind_of(std::int32_t unit) {
  const Work& work = core_->works[work_];
  const std::int32_t size = core_->units[unit].size;
  std::uint64_t roles = 0;
  for (std::size_t r = 0; r < work.roles.size(); ++r) {
    const auto have = core_->skills[unit][static_cast<std::size_t>(work.roles[r].skill)];
    roles |= static_cast<std::uint64_t>(std::min<std::int32_t>(have, work.roles[r].count)) << (8 * r);
  }
  for (std::size_t k = 0; k < kinds_used_; ++k)
    if (kinds_[k].size == size && kinds_[k].roles == roles) return kinds_[k];
  if (kinds_used_ == kinds_.size()) kinds_.emplace_back();
  Kind& fresh = kinds_[kinds_used_++];
  fresh.size = size;
  fresh.roles = roles;
  fresh.fits = static_cast<std::size_t>(work.hi / size);
  fresh.best.clear();
  return fresh;
}

void TeamSolver::offer(std::int32_t edge, std::int32_t unit, std::int64_t worth) {
  ++work_done_;
  const Work& work = core_->works[work_];
  // Alone at a full reward it is not worth it, and no minimum and no role can make it wanted.
  if (spare_ == 0 && work.roles.empty() && work.lo == 1 &&
      worth + core_->units[unit].size * work.reward.wanted * k_scale <= 0)
    return;
  Kind& kind = kind_of(unit);
  auto& best = kind.best;
  if (best.size() == kind.fits + spare_) {
    if (best.empty() || !before(worth, unit, best.back())) return;
    best.pop_back();
  }
  auto at = best.end();
  while (at != best.begin() && before(worth, unit, *(at - 1))) --at;
  best.insert(at, {worth, edge, unit});
}

std::int64_t TeamSolver::finish(std::vector<std::int32_t>& team) {
  team.clear();
  if (kinds_used_ == 0) return 0;
  const bool is_plain = core_->works[work_].roles.empty() && kinds_used_ == 1 && kinds_[0].size == 1;
  return is_plain ? best_prefix(kinds_[0], team) : best_mix(team);
}

void TeamSolver::kept(std::vector<std::int32_t>& edges) const {
  for (std::size_t k = 0; k < kinds_used_; ++k)
    for (const Item& item : kinds_[k].best) edges.push_back(item.edge);
}

std::int64_t TeamSolver::best_prefix(const Kind& kind, std::vector<std::int32_t>& team) const {
  const Work& work = core_->works[work_];
  std::int64_t sum = 0;
  std::int64_t best = 0;
  std::size_t best_count = 0;
  for (std::size_t n = 0; n < std::min(kind.fits, kind.best.size()); ++n) {
    sum += kind.best[n].worth;
    const auto count = static_cast<std::int32_t>(n + 1);
    const std::int64_t value = sum + core_->reward(work_, count) * k_scale;
    if (count >= work.lo && value > best) {
      best = value;
      best_count = n + 1;
    }
  }
  for (std::size_t n = 0; n < best_count; ++n) team.push_back(kind.best[n].edge);
  return best;
}

// Knapsack over (people, roles filled): value_[n * mixes + mix] is the best sum of n people whose roles make `mix`.
std::int64_t TeamSolver::best_mix(std::vector<std::int32_t>& team) {
  const Work& work = core_->works[work_];
  std::size_t mixes = 1;
  for (const auto& role : work.roles) mixes *= static_cast<std::size_t>(role.count) + 1;
  const std::size_t states = (static_cast<std::size_t>(work.hi) + 1) * mixes;
  value_.assign(states, k_never);
  value_[0] = 0;
  from_.clear();
  std::vector<std::size_t> after(mixes);
  std::vector<const Item*> items;
  std::vector<std::int32_t> sizes;
  for (std::size_t k = 0; k < kinds_used_; ++k) {
    const Kind& kind = kinds_[k];
    for (std::size_t mix = 0; mix < mixes; ++mix) {
      std::size_t rest = mix;
      std::size_t radix = 1;
      after[mix] = 0;
      for (std::size_t r = 0; r < work.roles.size(); ++r) {
        const auto full = static_cast<std::size_t>(work.roles[r].count);
        const std::size_t have = rest % (full + 1);
        rest /= full + 1;
        after[mix] += radix * std::min(full, have + (kind.roles >> (8 * r) & 255U));
        radix *= full + 1;
      }
    }
    for (const Item& item : std::span(kind.best).first(std::min(kind.fits, kind.best.size()))) {
      items.push_back(&item);
      sizes.push_back(kind.size);
      const std::size_t at = from_.size();
      from_.resize(at + states, -1);
      work_done_ += static_cast<std::int64_t>(states) / 4;
      for (std::int32_t n = work.hi - kind.size; n >= 0; --n)
        for (std::size_t mix = 0; mix < mixes; ++mix) {
          const std::int64_t base = value_[n * mixes + mix];
          if (base == k_never) continue;
          const std::size_t to = (n + kind.size) * mixes + after[mix];
          if (base + item.worth <= value_[to]) continue;
          value_[to] = base + item.worth;
          from_[at + to] = static_cast<std::int16_t>(mix);
        }
    }
  }
  std::int64_t best = 0;
  std::int32_t best_n = 0;
  for (std::int32_t n = work.lo; n <= work.hi; ++n) {
    const std::int64_t sum = value_[n * mixes + mixes - 1];
    if (sum == k_never) continue;
    const std::int64_t value = sum + core_->reward(work_, n) * k_scale;
    if (value > best) {
      best = value;
      best_n = n;
    }
  }
  if (best_n == 0) return 0;
  std::size_t mix = mixes - 1;
  std::size_t n = static_cast<std::size_t>(best_n);
  for (std::size_t i = items.size(); i-- > 0;) {
    const std::int16_t before_mix = from_[i * states + n * mixes + mix];
    if (before_mix < 0) continue;
    team.push_back(items[i]->edge);
    n -= static_cast<std::size_t>(sizes[i]);
    mix = static_cast<std::size_t>(before_mix);
  }
  return best;
}

}  // namespace musubi::matching::planning
