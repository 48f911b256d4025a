#include "shared/matching/assignment_state.hpp"

#include <algorithm>
#include <limits>

namespace musubi::matching {
AssignmentState::AssignmentState(Placement placement) : at_(std::move(placement)) {
  const auto people = at_.need_of.size();
  const auto needs = at_.capacity.size();
  first_at_.assign(needs, k_no_need);
  taken_.assign(needs, 0);
  next_.assign(people, k_no_need);
  previous_.assign(people, k_no_need);
  worth_.assign(people, static_cast<std::int32_t>(at_.unplaced_cost));
  distance_.assign(needs, k_not_reached);
  via_.assign(needs, k_no_need);
  via_to_.assign(needs, k_no_need);

  std::vector<std::int32_t> anew;
  for (std::int32_t person = 0; person < static_cast<std::int32_t>(people); ++person) {
    if (at_.worth(person) > at_.least(person)) {
      at_.need_of[person] = k_no_need;
      anew.push_back(person);
    } else if (at_.need_of[person] != k_no_need) {
      sit(person, at_.need_of[person]);
    }
  }
  for (const std::int32_t person : anew) place(person);
  for (std::int32_t need = 0; need < static_cast<std::int32_t>(needs); ++need) fill_free_places(need);
  moves_ = {};
}

std::int64_t AssignmentState::cost() const {
  std::int64_t cost = 0;
  for (std::size_t person = 0; person < at_.need_of.size(); ++person) {
    cost += at_.need_of[person] == k_no_need ? at_.unplaced_cost : at_.paid[person];
  }
  return cost;
}

std::vector<std::int32_t> AssignmentState::take_moved() {
  // The first move of each person tells where they were.
  std::vector<std::int32_t> moved;
  for (std::size_t i = 0; i < moves_.size(); ++i) moves_[i].order = static_cast<std::int32_t>(i);
  std::ranges::sort(moves_);
  for (std::size_t i = 0; i < moves_.size(); ++i) {
    const Move& first = moves_[i];
    if (i > 0 && moves_[i - 1].person == first.person) continue;
    if (at_.need_of[first.person] != first.before) moved.push_back(first.person);
  }
  moves_.clear();
  return moved;
}

void AssignmentState::sit(std::int32_t person, std::int32_t need) {
  const std::int32_t first = first_at_[need];
  previous_[person] = k_no_need;
  next_[person] = first;
  if (first != k_no_need) previous_[first] = person;
  first_at_[need] = person;
  ++taken_[need];
  at_.need_of[person] = need;
  worth_[person] = static_cast<std::int32_t>(at_.worth(person));
}

// And what the people there have.
void AssignmentState::set_price(std::int32_t need, std::int64_t price) {
  at_.price[need] = static_cast<std::int32_t>(price);
  for (std::int32_t person = first_at_[need]; person != k_no_need; person = next_[person]) {
    worth_[person] = static_cast<std::int32_t>(at_.worth(person));
  }
}

void AssignmentState::stand_up(std::int32_t person) {
  const std::int32_t need = at_.need_of[person];
  const std::int32_t previous = previous_[person];
  const std::int32_t next = next_[person];
  (previous == k_no_need ? first_at_[need] : next_[previous]) = next;
  if (next != k_no_need) previous_[next] = previous;
  --taken_[need];
  at_.need_of[person] = k_no_need;
  worth_[person] = static_cast<std::int32_t>(at_.unplaced_cost);
}

void AssignmentState::move(std::int32_t person, std::int32_t need) {
  moves_.push_back({.person = person, .before = at_.need_of[person]});
  if (at_.need_of[person] != k_no_need) stand_up(person);
  if (need == k_no_need) return;
  std::int32_t paid = std::numeric_limits<std::int32_t>::max();
  for (const Edge& edge : at_.needs_of[person]) {
    if (edge.to == need) paid = std::min(paid, edge.cost);
  }
  at_.paid[person] = paid;
  sit(person, need);
}

void AssignmentState::reach(std::int32_t need, std::int64_t distance, std::int32_t person) {
  std::int32_t& known = distance_[need];
  if (known == k_not_reached) reached_.push_back(need);
  known = static_cast<std::int32_t>(distance);
  via_[need] = person;
}

void AssignmentState::line_up(std::int32_t need, std::int64_t distance) {
  heap_.push_back(static_cast<Step>(distance) << 32 | static_cast<Step>(need));
  std::ranges::push_heap(heap_, std::greater{});
}

// The nearest need that is not settled, if it is nearer than `before`.
std::int32_t AssignmentState::next_need(std::int64_t before) {
  while (!heap_.empty()) {
    const auto distance = static_cast<std::int64_t>(heap_.front() >> 32);
    const auto need = static_cast<std::int32_t>(heap_.front() & 0xffff'ffff);
    if (distance >= before) break;
    std::ranges::pop_heap(heap_, std::greater{});
    heap_.pop_back();
    if (distance > distance_[need]) continue;  // reached again, and nearer
    settled_.push_back(need);
    return need;
  }
  return k_no_need;
}

void AssignmentState::end_search() {
  for (const std::int32_t need : reached_) distance_[need] = k_not_reached;
  reached_.clear();
  settled_.clear();
  heap_.clear();
}

// Most likely the people at the need that is nearest now are asked next: their rows may already come.
void AssignmentState::fetch_next() const {
  if (heap_.empty()) return;
  const auto need = static_cast<std::int32_t>(heap_.front() & 0xffff'ffff);
  for (std::int32_t person = first_at_[need]; person != k_no_need; person = next_[person]) at_.needs_of.fetch(person);
}

void AssignmentState::relax_needs_of(std::int32_t person, std::int64_t base, End& best) {
  if (base + at_.unplaced_cost < best.distance) best = {base + at_.unplaced_cost, k_no_need, person};
  const std::int32_t* const price = at_.price.data();
  const std::int32_t* const known = distance_.data();
  std::int64_t limit = best.distance;
  for (const Edge& edge : at_.needs_of[person]) {
    const std::int64_t distance = base + edge.cost + price[edge.to];
    if (distance >= std::min<std::int64_t>(limit, known[edge.to])) continue;
    reach(edge.to, distance, person);
    if (has_free_place(edge.to)) {
      best = {distance, edge.to, person};
      limit = distance;
    } else {
      line_up(edge.to, distance);
    }
  }
}

// Gives the person the place that costs least in all: theirs, and those of the people who move on for it. The search
// ends at a free place, or at someone who had better go without.
void AssignmentState::place(std::int32_t person) {
  End best;
  relax_needs_of(person, 0, best);
  for (std::int32_t need = next_need(best.distance); need != k_no_need; need = next_need(best.distance)) {
    fetch_next();
    for (std::int32_t other = first_at_[need]; other != k_no_need; other = next_[other]) {
      relax_needs_of(other, distance_[need] - worth_[other], best);
    }
  }
  for (const std::int32_t need : settled_) set_price(need, at_.price[need] + best.distance - distance_[need]);

  std::int32_t to = best.need;
  for (std::int32_t who = best.person;; who = via_[to]) {
    const std::int32_t left = at_.need_of[who];
    move(who, to);
    if (who == person) break;
    to = left;
  }
  end_search();
}

void AssignmentState::relax_people_of(std::int32_t need, End& best) {
  const std::int64_t base = std::int64_t{distance_[need]} + at_.price[need];
  if (base < best.distance) best = {base, need, k_no_need};
  // First without branches: few of a row pass, and which is not to be foretold.
  const auto row = at_.people_of[need];
  if (nearer_.size() < row.size()) nearer_.resize(row.size());
  std::size_t count = 0;
  const std::int64_t limit = best.distance - base;
  for (const Edge& edge : row) {
    nearer_[count] = edge;
    count += std::int64_t{edge.cost} - worth_[edge.to] < limit ? 1U : 0U;
  }
  for (const Edge& edge : std::span(nearer_).first(count)) {
    const std::int32_t person = edge.to;
    const std::int64_t distance = base + edge.cost - worth_[person];
    if (distance >= best.distance) continue;
    const std::int32_t left = at_.need_of[person];
    if (left == need) continue;
    if (left == k_no_need) {
      best = {distance, need, person};
    } else if (distance < distance_[left]) {
      reach(left, distance, person);
      via_to_[left] = need;
      at_.people_of.fetch(left);
      line_up(left, distance);
    }
  }
}

// A free place that asks a price: draws the person who gains most by it, and fills the place they leave, and so on,
// until a place stays free without a price or someone who had none comes.
void AssignmentState::fill(std::int32_t need) {
  End best;
  reach(need, 0, k_no_need);
  line_up(need, 0);
  for (std::int32_t at = next_need(best.distance); at != k_no_need; at = next_need(best.distance)) {
    relax_people_of(at, best);
  }
  for (const std::int32_t at : settled_) set_price(at, at_.price[at] - best.distance + distance_[at]);

  std::int32_t free = best.need;
  if (best.person != k_no_need) move(best.person, free);
  while (free != need) {
    const std::int32_t who = via_[free];
    const std::int32_t to = via_to_[free];
    move(who, to);
    free = to;
  }
  end_search();
}

void AssignmentState::fill_free_places(std::int32_t need) {
  while (has_free_place(need) && at_.price[need] > 0) fill(need);
}

}  // namespace musubi::matching
