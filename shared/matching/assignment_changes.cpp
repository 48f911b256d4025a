// The changes that an assignment at rest takes. Each leaves it at rest again.

#include <algorithm>

#include "shared/matching/assignment_state.hpp"

namespace musubi::matching {

std::int32_t AssignmentState::add_person(std::span<const Edge> needs) {
  const std::int32_t person = at_.needs_of.size();
  at_.needs_of.add_row(needs);
  for (const Edge& edge : needs) at_.people_of.append(edge.to, {.to = person, .cost = edge.cost});
  at_.need_of.push_back(k_no_need);
  at_.paid.push_back(0);
  next_.push_back(k_no_need);
  previous_.push_back(k_no_need);
  worth_.push_back(static_cast<std::int32_t>(at_.unplaced_cost));
  near_needs_.emplace_back();
  place(person);
  for (const Edge& edge : needs) near_people_[edge.to].admit(std::int64_t{edge.cost} - worth_[person], rose_);
  return person;
}

void AssignmentState::remove_person(std::int32_t person) {
  for (const Edge& edge : at_.needs_of[person]) {
    at_.people_of.drop(edge.to, person);
    near_people_[edge.to].drop(person);
  }
  at_.needs_of.clear(person);
  near_needs_[person].forget();
  const std::int32_t left = at_.need_of[person];
  if (left == k_no_need) return;
  move(person, k_no_need);
  fill_free_places(left);
}

std::int32_t AssignmentState::add_need(std::int32_t capacity, std::span<const Edge> people) {
  const std::int32_t need = at_.people_of.size();
  at_.people_of.add_row(people);
  // Dear enough at first that nobody wants to move there; then each place draws whom it should.
  std::int64_t price = 0;
  for (const Edge& edge : people) {
    price = std::max(price, at_.worth(edge.to) - edge.cost);
    at_.needs_of.append(edge.to, {.to = need, .cost = edge.cost});
    near_needs_[edge.to].forget();
  }
  at_.price.push_back(static_cast<std::int32_t>(price));
  at_.capacity.push_back(capacity);
  first_at_.push_back(k_no_need);
  taken_.push_back(0);
  distance_.push_back(k_not_reached);
  via_.push_back(k_no_need);
  via_to_.push_back(k_no_need);
  near_people_.emplace_back();
  fill_free_places(need);
  return need;
}

void AssignmentState::set_capacity(std::int32_t need, std::int32_t capacity) {
  at_.capacity[need] = capacity;
  while (taken_[need] > capacity) {
    // Whoever goes: at these prices all who are there are equally well off elsewhere.
    const std::int32_t person = first_at_[need];
    move(person, k_no_need);
    place(person);
  }
  fill_free_places(need);
}

void AssignmentState::set_cost(std::int32_t person, std::int32_t need, std::int32_t cost) {
  if (at_.needs_of.set_cost(person, need, cost)) {
    at_.people_of.set_cost(need, person, cost);
  } else {
    at_.needs_of.append(person, {.to = need, .cost = cost});
    at_.people_of.append(need, {.to = person, .cost = cost});
  }
  near_needs_[person].forget();
  near_people_[need].forget();
  const std::int32_t had = at_.need_of[person];
  const std::int64_t worth_before = worth_[person];
  if (had == need) at_.paid[person] = cost;
  const bool stays = at_.worth(person) == at_.least(person);
  if (stays) {
    worth_[person] = static_cast<std::int32_t>(at_.worth(person));
  } else {
    if (had != k_no_need) move(person, k_no_need);
    place(person);
  }
  rose_ += std::max<std::int64_t>(0, worth_[person] - worth_before);
  if (!stays && had != k_no_need) fill_free_places(had);
}

}  // namespace musubi::matching
