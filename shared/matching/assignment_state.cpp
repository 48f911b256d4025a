#include "shared/matching/assignment_state.hpp"

#include <algorithm>
#include <limits>

namespace musubi::matching {
namespace {

// Most needs that are reached are settled soon: their edges may already come near to the processor.
template <class Near>
void fetch(const Near& near) {
  const auto* const bytes = reinterpret_cast<const char*>(&near);
  for (std::size_t at = 0; at < sizeof(Near); at += 64) __builtin_prefetch(bytes + at);
}

}  // namespace

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
  near_needs_.resize(people);
  near_people_.resize(needs);

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

// Distances fit: a search goes no farther than unplaced_cost.
void AssignmentState::line_up(std::int32_t what, std::int64_t distance) {
  queue_.push(static_cast<std::int32_t>(distance), what);
}

// The nearest need that is not settled, or row of which more is to be read, if it is nearer than `before`.
bool AssignmentState::next_step(std::int64_t before, StepQueue::Step& step) {
  while (queue_.pop(before, step)) {
    if (step.what < 0) return true;
    if (step.distance > distance_[step.what]) continue;  // reached again, and nearer
    settled_.push_back(step.what);
    return true;
  }
  return false;
}

void AssignmentState::end_search() {
  for (const std::int32_t need : reached_) distance_[need] = k_not_reached;
  reached_.clear();
  settled_.clear();
  queue_.clear();
}

// Reaches the needs of the person that are near to the search, which has come to `now`; the person's own way here is
// `base` short of their worth. What lies farther waits in the queue.
void AssignmentState::relax_needs_of(std::int32_t person, std::int64_t now, std::int64_t base, End& best) {
  if (base + at_.unplaced_cost < best.distance) best = {base + at_.unplaced_cost, k_no_need, person};
  std::int64_t rest = k_nowhere;
  std::size_t at_hand = 0;
  const auto relax = [&](const Edge& edge) {
    const std::int64_t distance = base + edge.cost + at_.price[edge.to];
    at_hand += distance <= now ? 1U : 0U;
    if (distance >= now + k_horizon) {
      rest = std::min(rest, distance);
    } else if (distance < std::min<std::int64_t>(best.distance, distance_[edge.to])) {
      reach(edge.to, distance, person);
      if (has_free_place(edge.to)) {
        best = {distance, edge.to, person};
      } else {
        for (std::int32_t who = first_at_[edge.to]; who != k_no_need; who = next_[who]) fetch(near_needs_[who]);
        line_up(edge.to, distance);
      }
    }
  };
  auto& near = near_needs_[person];
  const std::int64_t others = base + near.others_from(fell_);
  if (others > now) {
    near.for_each(relax);
    rest = std::min(rest, others);
  } else {
    const auto row = at_.needs_of[person];
    std::ranges::for_each(row, relax);
    if (at_hand <= near.size) {
      near.take_nearest(row, fell_, [&](const Edge& edge) { return std::int64_t{edge.cost} + at_.price[edge.to]; });
    }
  }
  if (rest < best.distance) line_up(person | k_rest_of_row, rest);
}

// Gives the person the place that costs least in all: theirs, and those of the people who move on for it. The search
// ends at a free place, or at someone who had better go without.
void AssignmentState::place(std::int32_t person) {
  End best;
  relax_needs_of(person, 0, 0, best);
  for (StepQueue::Step step; next_step(best.distance, step);) {
    if (step.what < 0) {
      const std::int32_t other = step.what & ~k_rest_of_row;
      const std::int64_t base = other == person ? 0 : std::int64_t{distance_[at_.need_of[other]]} - worth_[other];
      relax_needs_of(other, step.distance, base, best);
      continue;
    }
    for (std::int32_t other = first_at_[step.what]; other != k_no_need; other = next_[other]) {
      relax_needs_of(other, step.distance, std::int64_t{step.distance} - worth_[other], best);
    }
  }
  for (const std::int32_t need : settled_) set_price(need, at_.price[need] + best.distance - distance_[need]);
  if (!settled_.empty()) rose_ += best.distance - distance_[settled_.front()];

  std::int32_t to = best.need;
  for (std::int32_t who = best.person;; who = via_[to]) {
    const std::int32_t left = at_.need_of[who];
    move(who, to);
    if (who == person) break;
    to = left;
  }
  end_search();
}

// The same backwards: reaches the needs whose people would gain most by a place at this need.
void AssignmentState::relax_people_of(std::int32_t need, std::int64_t now, End& best) {
  const std::int64_t base = std::int64_t{distance_[need]} + at_.price[need];
  if (base < best.distance) best = {base, need, k_no_need};
  std::int64_t rest = k_nowhere;
  std::size_t at_hand = 0;
  const auto relax = [&](const Edge& edge) {
    const std::int64_t distance = base + edge.cost - worth_[edge.to];
    at_hand += distance <= now ? 1U : 0U;
    if (distance >= now + k_horizon) {
      rest = std::min(rest, distance);
      return;
    }
    const std::int32_t left = at_.need_of[edge.to];
    if (distance >= best.distance || left == need) return;
    if (left == k_no_need) {
      best = {distance, need, edge.to};
    } else if (distance < distance_[left]) {
      reach(left, distance, edge.to);
      via_to_[left] = need;
      fetch(near_people_[left]);
      line_up(left, distance);
    }
  };
  auto& near = near_people_[need];
  const std::int64_t others = base + near.others_from(rose_);
  if (others > now) {
    near.for_each(relax);
    rest = std::min(rest, others);
  } else {
    const auto row = at_.people_of[need];
    std::ranges::for_each(row, relax);
    if (at_hand <= near.size) {
      near.take_nearest(row, rose_, [&](const Edge& edge) { return std::int64_t{edge.cost} - worth_[edge.to]; });
    }
  }
  if (rest < best.distance) line_up(need | k_rest_of_row, rest);
}

// A free place that asks a price: draws the person who gains most by it, and fills the place they leave, and so on,
// until a place stays free without a price or someone who had none comes.
void AssignmentState::fill(std::int32_t need) {
  End best;
  reach(need, 0, k_no_need);
  line_up(need, 0);
  for (StepQueue::Step step; next_step(best.distance, step);) {
    relax_people_of(step.what & ~k_rest_of_row, step.distance, best);
  }
  for (const std::int32_t at : settled_) set_price(at, at_.price[at] - best.distance + distance_[at]);
  fell_ += best.distance;

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
