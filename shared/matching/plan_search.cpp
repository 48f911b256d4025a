#include "shared/matching/plan_search.hpp"

#include <limits>

#include "shared/matching/plan_branch.hpp"

namespace musubi::matching::planning {
namespace {

constexpr std::int64_t k_operations_a_step = 32;
constexpr int k_steps_a_round = 20;
constexpr int k_fruitless_rounds_max = 8;
constexpr int k_stuck_rounds_max = 3;  // of the bound, then the prices are settled
constexpr std::size_t k_branch_edges_max = 100'000;
constexpr int k_rounds_a_polish = 3;
constexpr std::int64_t k_improve_operations = 3'000'000;
constexpr std::int64_t k_polish_operations = 12'000'000;

}  // namespace

Search::Search(const Core& core)
    : core_(&core), dual_(core), primal_(core), points_(std::numeric_limits<std::int64_t>::min()) {}

std::int64_t Search::steps() const {
  return (dual_.work_done() + primal_.work_done() + work_more_ + static_cast<std::int64_t>(core_->edges.size())) /
         k_operations_a_step;
}

void Search::keep() {
  if (primal_.points() <= points_) return;
  points_ = primal_.points();
  best_ = primal_.state().edges();
}

bool Search::is_within(double gap) const {
  return bound_ <= points_ || static_cast<double>(bound_ - points_) <= gap * static_cast<double>(bound_);
}

Prices Search::prices() const {
  Prices out;
  for (std::size_t u = 0; u < core_->units.size(); ++u)
    out.people.emplace_back(core_->person(core_->units[u].members.front()).id, dual_.best_prices()[u]);
  for (std::size_t work = 0; work < core_->works.size(); ++work)
    out.places.emplace_back(core_->need(work).id, place_[work]);
  for (std::size_t pool = 0; pool < core_->pools.size(); ++pool)
    out.seats.emplace_back(core_->pools[pool].district_id, dual_.best_seat_prices()[pool]);
  return out;
}

void Search::price(const KnownPrices& known) {
  place_ = known.place;
  dual_.resume(known);
  bound_ = dual_.bound();
}

void Search::resume(const std::vector<std::int32_t>& start, const KnownPrices& known) {
  // Exact either way, and quicker by the repair of the flow.
  if (is_flat(*core_)) return begin(resolve_flow(*core_, known.place, start), start);
  price(known);
  primal_.state().load(start);
  keep();
  primal_.fill_all();
  primal_.improve(dual_, k_improve_operations);
  keep();
  steps_first_ = steps();
}

void Search::begin(const std::vector<std::int32_t>& start) { begin(solve_flow(*core_), start); }

void Search::begin(const Flow& flow, const std::vector<std::int32_t>& start) {
  place_ = flow.place;
  work_more_ += flow.work_done;
  dual_.begin(flow);
  bound_ = dual_.bound();
  primal_.state().load({});
  keep();
  primal_.load_fitting(flow.edges);
  primal_.fill_all();
  primal_.improve(dual_, k_improve_operations);
  keep();
  if (!start.empty()) {
    primal_.state().load(start);
    keep();
    primal_.fill_all();
    primal_.improve(dual_, k_improve_operations);
    keep();
  }
  primal_.build(dual_);
  primal_.fill_all();
  keep();
  steps_first_ = steps();
}

void Search::run(std::int64_t steps_max, double gap) {
  int fruitless = 0;
  int stuck = 0;
  for (int round = 1; steps() < steps_max && !is_within(gap) && fruitless < k_fruitless_rounds_max; ++round) {
    const auto before = std::pair(bound_, points_);
    for (int k = 0; k < k_steps_a_round; ++k) dual_.trade();
    dual_.price_all();
    bound_ = dual_.bound();
    primal_.build(dual_);
    keep();
    stuck = (before.first - bound_) * 50 < before.first - before.second ? stuck + 1 : 0;
    primal_.fill_all();
    primal_.improve(dual_, k_improve_operations);
    keep();
    if (round % k_rounds_a_polish == 0) {
      primal_.state().load(best_);
      primal_.improve(dual_, k_polish_operations);
      keep();
    }
    if (stuck == k_stuck_rounds_max) {
      dual_.settle();
      stuck = 0;
    }
    // A round that closes less than a fiftieth of what is open has done its work.
    const bool is_fruitful = (bound_ - points_) * 50 < (before.first - before.second) * 49;
    fruitless = is_fruitful ? 0 : fruitless + 1;
  }
  const std::int64_t left = (steps_max - steps()) * k_operations_a_step;
  if (is_within(gap) || left <= 0 || core_->edges.size() > k_branch_edges_max) return;
  Branch branch(*core_, dual_.prices(), dual_.seat_prices(), points_, best_);
  bound_ = std::min(bound_, branch.run(left));
  points_ = branch.points();
  best_ = branch.best();
  work_more_ += branch.work_done();
}

}  // namespace musubi::matching::planning
