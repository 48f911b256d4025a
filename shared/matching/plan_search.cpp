#include "shared/matching/plan_search.hpp"

#include <limits>

namespace musubi::matching {
namespace {

constexpr std::int64_t k_operations_a_step = 256;
constexpr int k_steps_a_round = 20;
constexpr int k_fruitless_rounds_max = 40;
constexpr std::int64_t k_improve_operations = 20'000'000;

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

void Search::begin(const std::vector<std::int32_t>& start) {
  dual_.price_all();
  bound_ = dual_.bound();
  primal_.state().load({});
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

void Search::run(std::int64_t steps_max) {
  int fruitless = 0;
  while (steps() < steps_max && bound_ > points_ && fruitless < k_fruitless_rounds_max) {
    const auto before = std::pair(bound_, points_);
    for (int k = 0; k < k_steps_a_round; ++k) dual_.step(points_);
    dual_.price_all();
    bound_ = dual_.bound();
    primal_.build(dual_);
    keep();
    primal_.fill_all();
    primal_.improve(dual_, k_improve_operations);
    keep();
    fruitless = std::pair(bound_, points_) == before ? fruitless + 1 : 0;
  }
}

}  // namespace musubi::matching
