#pragma once
// Exact assignment of people to needs at the least cost: every person gets at most one place, a need gives at most
// `capacity` places, a person without a place costs `unplaced_cost`. Sparse: only the listed pairs are allowed.
//
//     minimise  sum of the costs of the pairs taken + unplaced_cost * people without a place
//
// Pure and deterministic: equal input gives an equal answer. The cost never depends on the order of people, needs or
// edges; which of several equally cheap answers comes out does, so a caller who wants one answer for one set of people
// and needs lists them in an order of their own, by id. How it works and why stands in README.md.

#include <cstdint>
#include <memory>
#include <span>
#include <vector>

namespace musubi::matching {

inline constexpr std::int32_t k_no_need = -1;

// Rows of edges by person: the edges of person i are first[i] .. first[i + 1] - 1. An empty `first` means no people.
// Promised by the caller: first rises from 0 to need.size(), need and cost are equally long, need[e] is an index into
// capacity, and all numbers are >= 0. Two edges of the same pair are allowed; the cheaper one counts. Any int32 cost
// is fine: sums are int64 and stay below people * 2^34.
struct AssignmentInput {
  std::vector<std::int32_t> first;
  std::vector<std::int32_t> need;
  std::vector<std::int32_t> cost;
  std::vector<std::int32_t> capacity;
  std::int32_t unplaced_cost{0};

  std::int32_t people() const { return first.empty() ? 0 : static_cast<std::int32_t>(first.size()) - 1; }
  std::int32_t needs() const { return static_cast<std::int32_t>(capacity.size()); }
};

// `need_price` is what one place more at the need would save: between 0 and unplaced_cost, 0 while a place is free. It
// is the proof of `cost` (see is_optimal) and the start of bounds for problems with more rules.
struct Assignment {
  std::vector<std::int32_t> need_of;  // by person, or k_no_need
  std::int64_t cost{0};
  std::vector<std::int64_t> need_price;
};

// The optimum. Measured beside LEMON by scripts/bench matching.
Assignment solve_assignment(const AssignmentInput& input);

// Whether `answer` keeps the rules and its prices prove that nothing cheaper exists: no pair is worth more to its
// person than what the person has, and no price is asked where a place is free. One pass over the edges. False also
// for answers that do not fit the input (sizes, pairs that are no edge, a cost that is not the sum).
bool is_optimal(const AssignmentInput& input, const Assignment& answer);

class AssignmentState;

// An edge of a person to a need, or of a need to a person.
struct Edge {
  std::int32_t to{0};
  std::int32_t cost{0};
};

// An assignment that stays optimal while people and needs come, go and change: each change repairs it with one search
// for each place that changed hands. Not for use by several threads at once. Indexes stay what they are: someone
// removed remains as a person without edges (and so costs unplaced_cost, as in a fresh solve of input()).
class LiveAssignment {
 public:
  // `start` may be any answer, of sizes of its own: the closer to the optimum its places and prices are, the less there
  // is to repair. With an answer of solve_assignment there is nothing.
  LiveAssignment(const AssignmentInput& input, const Assignment& start);
  LiveAssignment(const LiveAssignment& other);
  LiveAssignment& operator=(const LiveAssignment& other);
  LiveAssignment(LiveAssignment&&) noexcept;
  LiveAssignment& operator=(LiveAssignment&&) noexcept;
  ~LiveAssignment();

  std::int32_t add_person(std::span<const Edge> needs);
  void remove_person(std::int32_t person);
  std::int32_t add_need(std::int32_t capacity, std::span<const Edge> people);
  void set_capacity(std::int32_t need, std::int32_t capacity);
  // Changes the pair's cost, or makes it a pair.
  void set_cost(std::int32_t person, std::int32_t need, std::int32_t cost);

  std::int64_t cost() const;
  std::int32_t need_of(std::int32_t person) const;
  // Whose place differs from what it was before the last change, in index order.
  const std::vector<std::int32_t>& moved() const;
  // Copies of the whole, as of now: is_optimal(input(), assignment()) holds after every change.
  Assignment assignment() const;
  AssignmentInput input() const;

 private:
  std::unique_ptr<AssignmentState> state_;
  std::vector<std::int32_t> moved_;
};

}  // namespace musubi::matching
