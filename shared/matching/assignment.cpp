#include "shared/matching/assignment.hpp"

#include <algorithm>
#include <optional>

#include "shared/matching/assignment_state.hpp"
#include "shared/matching/placement.hpp"

namespace musubi::matching {
namespace {

std::span<const std::int32_t> needs_of(const AssignmentInput& input, std::int32_t person) {
  return std::span(input.need).subspan(input.first[person], input.first[person + 1] - input.first[person]);
}

std::span<const std::int32_t> costs_of(const AssignmentInput& input, std::int32_t person) {
  return std::span(input.cost).subspan(input.first[person], input.first[person + 1] - input.first[person]);
}

// The cheapest edge of the pair, if it is one.
std::optional<std::int32_t> cost_of(const AssignmentInput& input, std::int32_t person, std::int32_t need) {
  std::optional<std::int32_t> cheapest;
  const auto needs = needs_of(input, person);
  const auto costs = costs_of(input, person);
  for (std::size_t i = 0; i < needs.size(); ++i) {
    if (needs[i] == need && (!cheapest || costs[i] < *cheapest)) cheapest = costs[i];
  }
  return cheapest;
}

Assignment answer_of(const AssignmentState& state) {
  const Placement& at = state.placement();
  return {.need_of = at.need_of, .cost = state.cost(), .need_price = {at.price.begin(), at.price.end()}};
}

// Neighbours beside each other, breadth first: a search stays in one part of the memory.
void lay_out(Placement& placement) {
  std::vector<std::int32_t> needs, people;
  std::vector<bool> has_need(placement.capacity.size()), has_person(placement.need_of.size());
  const auto take = [](std::int32_t one, std::vector<bool>& has, std::vector<std::int32_t>& order) {
    if (has[one]) return;
    has[one] = true;
    order.push_back(one);
  };
  for (std::int32_t root = 0; root < placement.people_of.size(); ++root) {
    std::size_t next = needs.size();
    for (take(root, has_need, needs); next < needs.size(); ++next) {
      for (const Edge& edge : placement.people_of[needs[next]]) {
        if (has_person[edge.to]) continue;
        take(edge.to, has_person, people);
        for (const Edge& other : placement.needs_of[edge.to]) take(other.to, has_need, needs);
      }
    }
  }
  for (std::int32_t person = 0; person < placement.needs_of.size(); ++person) take(person, has_person, people);
  placement.needs_of.lay_out(people);
  placement.people_of.lay_out(needs);
}

// The answer's places and prices as far as they make sense for this input.
Placement warm_placement(const AssignmentInput& input, const Assignment& start) {
  Placement placement = empty_placement(input);
  for (std::size_t need = 0; need < std::min(placement.price.size(), start.need_price.size()); ++need) {
    placement.price[need] =
        static_cast<std::int32_t>(std::clamp<std::int64_t>(start.need_price[need], 0, input.unplaced_cost));
  }
  std::vector<std::int32_t> free = input.capacity;
  for (std::size_t i = 0; i < std::min(placement.need_of.size(), start.need_of.size()); ++i) {
    const auto person = static_cast<std::int32_t>(i);
    const std::int32_t need = start.need_of[i];
    const auto cost = need == k_no_need ? std::nullopt : cost_of(input, person, need);
    if (!cost || free[need] == 0) continue;
    --free[need];
    placement.need_of[person] = need;
    placement.paid[person] = *cost;
  }
  lay_out(placement);
  return placement;
}

}  // namespace

Placement empty_placement(const AssignmentInput& input) {
  const auto people = static_cast<std::size_t>(input.people());
  const auto needs = static_cast<std::size_t>(input.needs());
  std::vector<std::int32_t> needs_count(people);
  std::vector<std::int32_t> people_count(needs);
  for (std::size_t person = 0; person < people; ++person) {
    needs_count[person] = input.first[person + 1] - input.first[person];
  }
  for (const std::int32_t need : input.need) ++people_count[need];

  Placement placement{.needs_of = EdgeRows(needs_count),
                      .people_of = EdgeRows(people_count),
                      .capacity = input.capacity,
                      .unplaced_cost = input.unplaced_cost,
                      .need_of = std::vector<std::int32_t>(people, k_no_need),
                      .paid = std::vector<std::int32_t>(people),
                      .price = std::vector<std::int32_t>(needs)};
  for (std::int32_t person = 0; person < input.people(); ++person) {
    for (std::int32_t edge = input.first[person]; edge < input.first[person + 1]; ++edge) {
      placement.needs_of.append(person, {.to = input.need[edge], .cost = input.cost[edge]});
      placement.people_of.append(input.need[edge], {.to = person, .cost = input.cost[edge]});
    }
  }
  return placement;
}

Assignment solve_assignment(const AssignmentInput& input) {
  Placement placement = empty_placement(input);
  run_auction(placement);
  return answer_of(AssignmentState(std::move(placement)));
}

bool is_optimal(const AssignmentInput& input, const Assignment& answer) {
  if (std::ssize(answer.need_of) != input.people() || std::ssize(answer.need_price) != input.needs()) return false;
  std::vector<std::int32_t> free = input.capacity;
  std::int64_t sum = 0;
  for (std::int32_t person = 0; person < input.people(); ++person) {
    const std::int32_t need = answer.need_of[person];
    std::int64_t worth = input.unplaced_cost;
    if (need != k_no_need) {
      const auto cost = cost_of(input, person, need);
      if (!cost || --free[need] < 0) return false;
      worth = *cost + answer.need_price[need];
      sum += *cost;
    } else {
      sum += input.unplaced_cost;
    }
    if (worth > input.unplaced_cost) return false;
    const auto needs = needs_of(input, person);
    const auto costs = costs_of(input, person);
    for (std::size_t i = 0; i < needs.size(); ++i) {
      if (costs[i] + answer.need_price[needs[i]] < worth) return false;
    }
  }
  for (std::int32_t need = 0; need < input.needs(); ++need) {
    const std::int64_t price = answer.need_price[need];
    if (price < 0 || (price > 0 && free[need] > 0)) return false;
  }
  return sum == answer.cost;
}

LiveAssignment::LiveAssignment(const AssignmentInput& input, const Assignment& start)
    : state_(std::make_unique<AssignmentState>(warm_placement(input, start))) {}
LiveAssignment::LiveAssignment(const LiveAssignment& other)
    : state_(std::make_unique<AssignmentState>(*other.state_)), moved_(other.moved_) {}
LiveAssignment& LiveAssignment::operator=(const LiveAssignment& other) {
  if (this != &other) *this = LiveAssignment(other);
  return *this;
}
LiveAssignment::LiveAssignment(LiveAssignment&&) noexcept = default;
LiveAssignment& LiveAssignment::operator=(LiveAssignment&&) noexcept = default;
LiveAssignment::~LiveAssignment() = default;

std::int32_t LiveAssignment::add_person(std::span<const Edge> needs) {
  const std::int32_t person = state_->add_person(needs);
  moved_ = state_->take_moved();
  return person;
}

void LiveAssignment::remove_person(std::int32_t person) {
  state_->remove_person(person);
  moved_ = state_->take_moved();
}

std::int32_t LiveAssignment::add_need(std::int32_t capacity, std::span<const Edge> people) {
  const std::int32_t need = state_->add_need(capacity, people);
  moved_ = state_->take_moved();
  return need;
}

void LiveAssignment::set_capacity(std::int32_t need, std::int32_t capacity) {
  state_->set_capacity(need, capacity);
  moved_ = state_->take_moved();
}

void LiveAssignment::set_cost(std::int32_t person, std::int32_t need, std::int32_t cost) {
  state_->set_cost(person, need, cost);
  moved_ = state_->take_moved();
}

std::int64_t LiveAssignment::cost() const { return state_->cost(); }
std::int32_t LiveAssignment::need_of(std::int32_t person) const { return state_->placement().need_of[person]; }
const std::vector<std::int32_t>& LiveAssignment::moved() const { return moved_; }
Assignment LiveAssignment::assignment() const { return answer_of(*state_); }

AssignmentInput LiveAssignment::input() const {
  const Placement& at = state_->placement();
  AssignmentInput input;
  input.first.push_back(0);
  input.capacity = at.capacity;
  input.unplaced_cost = static_cast<std::int32_t>(at.unplaced_cost);
  for (std::int32_t person = 0; person < at.needs_of.size(); ++person) {
    for (const Edge& edge : at.needs_of[person]) {
      input.need.push_back(edge.to);
      input.cost.push_back(edge.cost);
    }
    input.first.push_back(static_cast<std::int32_t>(input.need.size()));
  }
  return input;
}

}  // namespace musubi::matching
