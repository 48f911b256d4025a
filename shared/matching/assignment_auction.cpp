#include <algorithm>

#include "shared/matching/placement.hpp"

namespace musubi::matching {
namespace {

// The first step is this part of unplaced_cost, each next one this part of the one before, the last is one point.
constexpr std::int64_t k_step_divisor = 5;
// Where costs are hostile, prices would creep: a phase stops after so many bids a head, and the next goes on from
// there.
constexpr std::int64_t k_bids_per_person = 200;

class Auction {
 public:
  explicit Auction(Placement& placement) : at_(placement), price_(placement.capacity.size(), 0) {
    first_slot_.push_back(0);
    for (std::size_t need = 0; need < price_.size(); ++need) {
      // More places than people who could come are never used.
      const auto people = static_cast<std::int32_t>(at_.people_of[static_cast<std::int32_t>(need)].size());
      const std::int32_t places = std::min(at_.capacity[need], people);
      first_slot_.push_back(first_slot_.back() + places);
      if (places == 0) price_[need] = at_.unplaced_cost;
    }
    slots_.resize(first_slot_.back());
    taken_.assign(price_.size(), 0);
    budget_per_phase_ = k_bids_per_person * static_cast<std::int64_t>(at_.need_of.size());
  }

  void run() {
    for (std::int64_t step = at_.unplaced_cost / k_step_divisor;; step /= k_step_divisor) {
      step = std::max<std::int64_t>(step, 1);
      begin_phase(step);
      ask_people(step);
      ask_needs(step);
      if (step == 1) break;
    }
    for (std::size_t need = 0; need < price_.size(); ++need) {
      at_.price[need] = static_cast<std::int32_t>(std::min(price_[need], at_.unplaced_cost));
    }
  }

 private:
  // A place of a need. The slots of a need form a heap, cheapest first, free before taken.
  struct Slot {
    std::int64_t key{0};  // twice the price at which it was taken, plus 1 when taken
    std::int32_t person{k_no_need};
  };

  std::int64_t cost(std::int32_t person) const {
    const std::int32_t need = at_.need_of[person];
    return need == k_no_need ? at_.unplaced_cost : at_.paid[person] + price_[need];
  }

  // Who could now do better by more than a step has to bid again; the others keep their places.
  void begin_phase(std::int64_t step) {
    bidders_.clear();
    const auto people = static_cast<std::int32_t>(at_.need_of.size());
    for (std::int32_t person = people - 1; person >= 0; --person) {
      std::int64_t least = at_.unplaced_cost;
      for (const Edge& edge : at_.needs_of[person]) least = std::min(least, edge.cost + price_[edge.to]);
      std::int32_t& need = at_.need_of[person];
      if (cost(person) <= least + step) continue;
      if (need != k_no_need) --taken_[need];
      need = k_no_need;
      bidders_.push_back(person);
    }
    std::vector<std::int32_t> next(taken_.size());
    for (std::size_t need = 0; need < taken_.size(); ++need) {
      next[need] = first_slot_[need + 1] - taken_[need];
      for (std::int32_t slot = first_slot_[need]; slot < next[need]; ++slot) slots_[slot] = {.key = 2 * price_[need]};
    }
    for (std::int32_t person = 0; person < people; ++person) {
      const std::int32_t need = at_.need_of[person];
      if (need != k_no_need) slots_[next[need]++] = {.key = 2 * price_[need] + 1, .person = person};
    }
  }

  // Each bidder takes the cheapest place of the best need, at a price that leaves it a step worse than the second
  // best need; who loses the place bids next.
  void ask_people(std::int64_t step) {
    for (std::int64_t budget = budget_per_phase_; budget > 0 && !bidders_.empty(); --budget) {
      const std::int32_t person = bidders_.back();
      bidders_.pop_back();
      std::int64_t best = at_.unplaced_cost;
      std::int64_t second = best;
      Edge to{.to = k_no_need};
      for (const Edge& edge : at_.needs_of[person]) {
        const std::int64_t cost = edge.cost + price_[edge.to];
        if (cost >= second) continue;
        if (cost < best) {
          second = best;
          best = cost;
          to = edge;
        } else {
          second = cost;
        }
      }
      if (to.to != k_no_need) take_cheapest(person, to, second - best + step);
    }
  }

  void take_cheapest(std::int32_t person, const Edge& edge, std::int64_t raise) {
    const std::int32_t need = edge.to;
    const std::int32_t first = first_slot_[need];
    const std::int32_t displaced = slots_[first].person;
    if (displaced == k_no_need) {
      ++taken_[need];
    } else {
      at_.need_of[displaced] = k_no_need;
      bidders_.push_back(displaced);
    }
    at_.need_of[person] = need;
    at_.paid[person] = edge.cost;
    sift_down(std::span(slots_).subspan(first, first_slot_[need + 1] - first),
              {.key = 2 * (price_[need] + raise) + 1, .person = person});
    price_[need] = slots_[first].key / 2;
  }

  static void sift_down(std::span<Slot> heap, Slot slot) {
    std::size_t at = 0;
    for (std::size_t child = 1; child < heap.size(); child = 2 * at + 1) {
      if (child + 1 < heap.size() && heap[child + 1].key < heap[child].key) ++child;
      if (heap[child].key >= slot.key) break;
      heap[at] = heap[child];
      at = child;
    }
    heap[at] = slot;
  }

  // Prices that earlier phases left on needs with a free place come down: such a need draws the person who gains most,
  // at a price that leaves the second of them a step short of coming, or gives up the price altogether.
  void ask_needs(std::int64_t step) {
    std::vector<std::int32_t> waiting;
    const auto has_to_ask = [&](std::int32_t need) {
      return price_[need] > 0 && taken_[need] < first_slot_[need + 1] - first_slot_[need];
    };
    for (std::int32_t need = 0; need < static_cast<std::int32_t>(price_.size()); ++need) {
      if (has_to_ask(need)) waiting.push_back(need);
    }
    for (std::int64_t budget = budget_per_phase_; budget > 0 && !waiting.empty(); --budget) {
      const std::int32_t need = waiting.back();
      if (!has_to_ask(need)) {
        waiting.pop_back();
        continue;
      }
      const std::int32_t left = draw_one(need, step);
      if (left != k_no_need) waiting.push_back(left);
    }
  }

  // The need that the drawn person left, if any.
  std::int32_t draw_one(std::int32_t need, std::int64_t step) {
    std::int64_t best = -1;
    std::int64_t second = -1;
    Edge from{.to = k_no_need};
    for (const Edge& edge : at_.people_of[need]) {
      const std::int64_t gain = cost(edge.to) - edge.cost;
      if (gain <= second || at_.need_of[edge.to] == need) continue;
      if (gain > best) {
        second = best;
        best = gain;
        from = edge;
      } else {
        second = gain;
      }
    }
    if (best <= step) {
      price_[need] = 0;
      return k_no_need;
    }
    price_[need] = std::min(price_[need], std::max<std::int64_t>(0, second - step));
    const std::int32_t left = at_.need_of[from.to];
    if (left != k_no_need) --taken_[left];
    ++taken_[need];
    at_.need_of[from.to] = need;
    at_.paid[from.to] = from.cost;
    return left;
  }

  Placement& at_;
  std::vector<std::int64_t> price_;  // by need
  std::vector<std::int32_t> first_slot_;
  std::vector<Slot> slots_;
  std::vector<std::int32_t> taken_;    // places taken, by need
  std::vector<std::int32_t> bidders_;  // last in, first out: the losers of a need bid while its people are at hand
  std::int64_t budget_per_phase_{0};
};

}  // namespace

void run_auction(Placement& placement) { Auction(placement).run(); }

}  // namespace musubi::matching
