#include "shared/base/instant.hpp"

#include <chrono>
#include <cstdio>

namespace musubi {
namespace {

constexpr std::int64_t k_day_ms = 86'400'000;
constexpr std::int64_t k_japan_offset_ms = 9 * 3'600'000;

std::int64_t floor_div(std::int64_t a, std::int64_t b) { return a / b - (a % b < 0 ? 1 : 0); }

std::optional<int> digits(std::string_view text, std::size_t at, std::size_t count) {
  if (at + count > text.size()) return std::nullopt;
  int value = 0;
  for (std::size_t i = at; i < at + count; ++i) {
    if (text[i] < '0' || text[i] > '9') return std::nullopt;
    value = value * 10 + (text[i] - '0');
  }
  return value;
}

// Offset in ms of "Z", "+09:00", "-03:30"; nullopt when `text` is none of them.
std::optional<std::int64_t> offset_ms(std::string_view text) {
  if (text == "Z" || text == "z") return 0;
  if (text.size() != 6 || (text[0] != '+' && text[0] != '-') || text[3] != ':') return std::nullopt;
  const auto hours = digits(text, 1, 2);
  const auto minutes = digits(text, 4, 2);
  if (!hours || !minutes || *hours > 23 || *minutes > 59) return std::nullopt;
  const std::int64_t ms = (std::int64_t{*hours} * 60 + *minutes) * 60'000;
  return text[0] == '-' ? -ms : ms;
}

}  // namespace

std::optional<Day> Day::parse(std::string_view text) {
  if (text.size() != 10 || text[4] != '-' || text[7] != '-') return std::nullopt;
  const auto y = digits(text, 0, 4);
  const auto m = digits(text, 5, 2);
  const auto d = digits(text, 8, 2);
  if (!y || !m || !d || *y < 1900) return std::nullopt;
  const std::chrono::year_month_day ymd{std::chrono::year{*y}, std::chrono::month{static_cast<unsigned>(*m)},
                                        std::chrono::day{static_cast<unsigned>(*d)}};
  if (!ymd.ok()) return std::nullopt;
  return Day{static_cast<std::int32_t>(std::chrono::sys_days(ymd).time_since_epoch().count())};
}

std::string Day::text() const {
  const std::chrono::year_month_day ymd{std::chrono::sys_days(std::chrono::days(days))};
  char out[16];
  std::snprintf(out, sizeof out, "%04d-%02u-%02u", static_cast<int>(ymd.year()), static_cast<unsigned>(ymd.month()),
                static_cast<unsigned>(ymd.day()));
  return out;
}

Day Day::of(Instant at) { return {static_cast<std::int32_t>(floor_div(at.ms + k_japan_offset_ms, k_day_ms))}; }

int weekday_of(Day day) { return static_cast<int>(((day.days + 4) % 7 + 7) % 7); }

int minute_of_day(Instant at) {
  const std::int64_t local = at.ms + k_japan_offset_ms;
  return static_cast<int>((local - floor_div(local, k_day_ms) * k_day_ms) / 60'000);
}

std::string Instant::text() const {
  const std::int64_t local = ms + k_japan_offset_ms;
  const std::int64_t day = floor_div(local, k_day_ms);
  const auto rest = static_cast<int>(local - day * k_day_ms);
  char out[40];
  std::snprintf(out, sizeof out, "%sT%02d:%02d:%02d.%03d+09:00", Day{static_cast<std::int32_t>(day)}.text().c_str(),
                rest / 3'600'000, rest / 60'000 % 60, rest / 1000 % 60, rest % 1000);
  return out;
}

std::optional<Instant> Instant::parse(std::string_view text) {
  if (text.size() < 20 || text.size() > 40 || (text[10] != 'T' && text[10] != 't')) return std::nullopt;
  const auto day = Day::parse(text.substr(0, 10));
  const auto h = digits(text, 11, 2);
  const auto m = digits(text, 14, 2);
  const auto s = digits(text, 17, 2);
  if (!day || day->days < 0 || !h || !m || !s || text[13] != ':' || text[16] != ':') return std::nullopt;
  if (*h > 23 || *m > 59 || *s > 60) return std::nullopt;
  std::size_t at = 19;
  std::int64_t fraction_ms = 0;
  if (text[at] == '.') {
    std::int64_t unit = 100;
    std::size_t start = ++at;
    for (; at < text.size() && text[at] >= '0' && text[at] <= '9'; ++at, unit /= 10)
      fraction_ms += (text[at] - '0') * unit;
    if (at == start) return std::nullopt;
  }
  const auto offset = offset_ms(text.substr(at));
  if (!offset) return std::nullopt;
  return Instant{day->days * k_day_ms + ((*h * 60LL + *m) * 60 + *s) * 1000 + fraction_ms - *offset};
}

}  // namespace musubi
