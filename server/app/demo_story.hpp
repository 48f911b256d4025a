#pragma once
// Tells what happened in the order in which it happened: steps are planned in any order, by anybody, and run by time
// through the ordinary commands, so that journal and history look as if people had lived them.

#include <cstdint>
#include <functional>
#include <map>
#include <string>
#include <utility>

#include "server/flow/env.hpp"

namespace musubi::app::demo {

// Portable randomness: the standard's distributions differ between libraries.
class Dice {
 public:
  explicit Dice(std::uint64_t seed) : state_(seed * 0x9e3779b97f4a7c15ULL + 1) {}
  std::uint64_t next();
  // 0 … n-1
  int below(int n) { return static_cast<int>(next() % static_cast<std::uint64_t>(n)); }
  int between(int low, int high) { return low + below(high - low + 1); }
  bool chance(int percent) { return below(100) < percent; }
  double unit() { return static_cast<double>(next() >> 11U) * 0x1.0p-53; }
  template <class List>
  const auto& pick(const List& list) {
    return list[static_cast<std::size_t>(below(static_cast<int>(list.size())))];
  }

 private:
  std::uint64_t state_;
};

inline constexpr std::int64_t k_minute_ms = 60'000;
inline constexpr std::int64_t k_hour_ms = 60 * k_minute_ms;
inline constexpr std::int64_t k_day_ms = 24 * k_hour_ms;

// A moment of a day in Japan.
Instant at_clock(Day day, int hour, int minute);

class Story {
 public:
  using Step = std::function<Result<flow::Outcome>(flow::Write&)>;

  explicit Story(Instant now) : now_(now) {}
  [[nodiscard]] Instant now() const { return now_; }

  // What lies in the future never happens. Steps of one moment run in the order in which they were planned; a running
  // step may plan more, from its own moment on. `who` is looked at when the step runs, and outlives the story.
  void plan(Instant at, const domain::Actor& who, Step step);
  // Stops at the first refusal.
  Result<void> run(flow::Write& w);

 private:
  struct Planned {
    const domain::Actor* who{nullptr};
    Step step;
  };
  Instant now_;
  std::multimap<Instant, Planned> steps_;
};

}  // namespace musubi::app::demo
