#pragma once
// The best team for one need when each unit has a price: exact but for exclusion pairs, which only make it worse, so
// that the value is never too low for a bound. Internal to matching.

#include <cstdint>
#include <span>
#include <vector>

#include "shared/matching/plan_core.hpp"

namespace musubi::matching::planning {

// Prices and reduced values are counted in 1/1024 points, so that a step of the prices can be small.
inline constexpr std::int64_t k_scale = 1024;

class TeamSolver {
 public:
  // `spare`: how many more of each kind to remember than a team can hold, for kept().
  explicit TeamSolver(const Core& core, std::size_t spare = 0) : core_(&core), spare_(spare) {}

  // One candidate: `edge` is the caller's number (an index into core.edges), `worth` its value less its price, scaled.
  void begin(std::int32_t work);
  void offer(std::int32_t edge, std::int32_t unit, std::int64_t worth);
  // The best team of those offered, scaled and at least 0; `team` gets its edges (none: nobody is best).
  std::int64_t finish(std::vector<std::int32_t>& team);

  // The best of each kind, more than a team can hold: those that the next prices may call for.
  void kept(std::vector<std::int32_t>& edges) const;

  [[nodiscard]] std::int64_t work_done() const { return work_done_; }

 private:
  struct Item {
    std::int64_t worth{0};
    std::int32_t edge{0};
    std::int32_t unit{0};
  };
  // Units that are alike for this need: same size, same roles. Only the best few of each can matter.
  struct Kind {
    std::int32_t size{0};
    std::uint64_t roles{0};  // eight bits for each role: how many members fill it, at most what is missing
    std::size_t fits{0};     // as many as a team can hold
    std::vector<Item> best;  // best first, spare_ more than fits
  };
  Kind& kind_of(std::int32_t unit);
  std::int64_t best_prefix(const Kind& kind, std::vector<std::int32_t>& team) const;
  std::int64_t best_mix(std::vector<std::int32_t>& team);

  const Core* core_;
  std::size_t spare_;
  std::int32_t work_{0};
  std::vector<Kind> kinds_;
  std::size_t kinds_used_{0};
  std::vector<std::int64_t> value_;
  std::vector<std::int16_t> from_;
  std::int64_t work_done_{0};
};

}  // namespace musubi::matching::planning
