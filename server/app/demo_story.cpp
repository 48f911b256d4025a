#include "server/app/demo_story.hpp"

namespace musubi::app::demo {

std::uint64_t Dice::next() {
  // splitmix64
  std::uint64_t z = (state_ += 0x9e3779b97f4a7c15ULL);
  z = (z ^ (z >> 30U)) * 0xbf58476d1ce4e5b9ULL;
  z = (z ^ (z >> 27U)) * 0x94d049bb133111ebULL;
  return z ^ (z >> 31U);
}

Instant at_clock(Day day, int hour, int minute) {
  constexpr std::int64_t k_japan_ms = 9 * k_hour_ms;
  return {day.days * k_day_ms + hour * k_hour_ms + minute * k_minute_ms - k_japan_ms};
}

void Story::plan(Instant at, const domain::Actor& who, Step step) {
  if (at <= now_) steps_.emplace(at, Planned{&who, std::move(step)});
}

Result<void> Story::run(flow::Write& w) {
  while (!steps_.empty()) {
    auto first = steps_.extract(steps_.begin());
    auto& [who, step] = first.mapped();
    flow::Write then{w.tx, *who, first.key(), w.memory, w.make_id, w.request_id};
    if (const auto done = step(then); !done) return pass_on(done.error());
  }
  return {};
}

}  // namespace musubi::app::demo
