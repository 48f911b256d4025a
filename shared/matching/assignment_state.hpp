#pragma once
// The exact part of the assignment core: shortest searches over needs on reduced costs. Inside of the core.
//
// Kept between calls ("at rest"): nobody could do better at today's prices, and no need with a free place asks a price.
// That proves the optimum (is_optimal). Method: successive shortest paths with prices, after Edmonds and Karp (1972)
// and Tomizawa (1971), here from both sides.

#include <cstdint>
#include <limits>
#include <span>
#include <vector>

#include "shared/matching/assignment_near.hpp"
#include "shared/matching/assignment_queue.hpp"
#include "shared/matching/placement.hpp"

namespace musubi::matching {

class AssignmentState {
 public:
  // Takes over a placement that keeps the capacities, and repairs it: people who could do better are placed anew.
  explicit AssignmentState(Placement placement);

  const Placement& placement() const { return at_; }
  std::int64_t cost() const;

  std::int32_t add_person(std::span<const Edge> needs);
  void remove_person(std::int32_t person);
  std::int32_t add_need(std::int32_t capacity, std::span<const Edge> people);
  void set_capacity(std::int32_t need, std::int32_t capacity);
  void set_cost(std::int32_t person, std::int32_t need, std::int32_t cost);

  // Whose place differs since the last call, in index order.
  std::vector<std::int32_t> take_moved();

 private:
  struct Move {
    std::int32_t person{0};
    std::int32_t order{0};
    std::int32_t before{k_no_need};
    auto operator<=>(const Move&) const = default;
  };
  // Where a search ends: `need` gets or leaves the place, `person` is the last one to move.
  struct End {
    std::int64_t distance{std::numeric_limits<std::int64_t>::max()};
    std::int32_t need{k_no_need};
    std::int32_t person{k_no_need};
  };

  // One and two lines of memory; double as many make no clear difference.
  static constexpr std::size_t k_near_needs = 7;
  static constexpr std::size_t k_near_people = 15;

  // Added to a person or need in the queue: more of its row is to be read, as it cannot lead nearer than this.
  static constexpr std::int32_t k_rest_of_row = std::numeric_limits<std::int32_t>::min();
  static constexpr std::int64_t k_nowhere = std::numeric_limits<std::int64_t>::max();
  // A step reads edges so far ahead of the search (measured; a few times as much or as little makes no difference).
  static constexpr std::int64_t k_horizon = 16;
  static constexpr std::int32_t k_not_reached = std::numeric_limits<std::int32_t>::max();

  bool has_free_place(std::int32_t need) const { return taken_[need] < at_.capacity[need]; }

  void move(std::int32_t person, std::int32_t need);
  void sit(std::int32_t person, std::int32_t need);
  void stand_up(std::int32_t person);
  void set_price(std::int32_t need, std::int64_t price);

  void place(std::int32_t person);
  void fill(std::int32_t need);
  void fill_free_places(std::int32_t need);

  void relax_needs_of(std::int32_t person, std::int64_t now, std::int64_t base, End& best);
  void relax_people_of(std::int32_t need, std::int64_t now, End& best);
  void reach(std::int32_t need, std::int64_t distance, std::int32_t person);
  void line_up(std::int32_t what, std::int64_t distance);
  bool next_step(std::int64_t before, StepQueue::Step& step);
  void end_search();

  Placement at_;
  // People at a need: a list through the people themselves.
  std::vector<std::int32_t> first_at_;  // by need
  std::vector<std::int32_t> taken_;     // by need
  std::vector<std::int32_t> next_;      // by person
  std::vector<std::int32_t> previous_;  // by person
  std::vector<std::int32_t> worth_;     // by person: at_.worth, at hand for the searches

  // The nearest edges of each row: keys are cost + price of a person's, cost - worth of a need's.
  std::vector<NearEdges<k_near_needs>> near_needs_;    // by person
  std::vector<NearEdges<k_near_people>> near_people_;  // by need
  std::int64_t fell_{0};                               // by how much, at most, any price fell in all changes so far
  std::int64_t rose_{0};                               // by how much, at most, any worth rose in all changes so far

  // Scratch of one search.
  std::vector<std::int32_t> distance_;  // by need, k_not_reached when not reached
  std::vector<std::int32_t> via_;       // by need: the person over whom it was reached
  std::vector<std::int32_t> via_to_;    // by need, search of fill: where that person would go
  std::vector<std::int32_t> reached_;   // needs whose distance_ is to be put back
  std::vector<std::int32_t> settled_;   // needs whose distance is final
  StepQueue queue_;

  std::vector<Move> moves_;  // since the last take_moved()
};

}  // namespace musubi::matching
