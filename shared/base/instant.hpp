#pragma once
// Points in time as epoch milliseconds; text as RFC 3339 with milliseconds and +09:00 (Japan has no summer time).

#include <compare>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace musubi {

struct Instant {
  std::int64_t ms{0};

  auto operator<=>(const Instant&) const = default;
  [[nodiscard]] Instant plus_ms(std::int64_t more) const { return {ms + more}; }
  [[nodiscard]] Instant plus_s(std::int64_t more) const { return {ms + more * 1000}; }

  // 2026-11-23T09:30:00.000+09:00
  [[nodiscard]] std::string text() const;
  // Any RFC 3339 time with an offset or Z, with or without a fraction; year 1970 … 9999.
  static std::optional<Instant> parse(std::string_view text);
};

// A calendar day in Japan, as days since 1970-01-01.
struct Day {
  std::int32_t days{0};
  auto operator<=>(const Day&) const = default;
  [[nodiscard]] std::string text() const;  // 2026-11-23
  static std::optional<Day> parse(std::string_view text);
  static Day of(Instant at);  // the day in Japan
};

// 0 = Sunday … 6 = Saturday, in Japan.
int weekday_of(Day day);
// Minutes since midnight in Japan, 0 … 1439.
int minute_of_day(Instant at);

}  // namespace musubi
