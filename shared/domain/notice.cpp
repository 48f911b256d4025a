#include "shared/domain/notice.hpp"

#include <algorithm>

namespace musubi::domain {
namespace {

constexpr std::int64_t k_minute_ms = 60'000;
constexpr int k_day_minutes = 24 * 60;

bool is_quiet(int minute, const QuietHours& quiet) {
  if (quiet.from <= quiet.until) return quiet.from <= minute && minute < quiet.until;
  return minute >= quiet.from || minute < quiet.until;
}

}  // namespace

Instant after_quiet(Instant at, const QuietHours& quiet) {
  const int minute = minute_of_day(at);
  if (!is_quiet(minute, quiet)) return at;
  const int wait = (quiet.until - minute + k_day_minutes) % k_day_minutes;
  const std::int64_t whole_minute = at.ms - (at.ms % k_minute_ms + k_minute_ms) % k_minute_ms;
  return {whole_minute + wait * k_minute_ms};
}

const QuietHours& quiet_of(const Volunteer& who, const OfferPolicy& policy) {
  return who.quiet ? *who.quiet : policy.quiet;
}

std::optional<Instant> offer_reminder_at(Instant made, Instant expires, const OfferPolicy& policy) {
  const std::int64_t life = expires.ms - made.ms;
  const Instant latest = expires.plus_ms(-policy.reminder_before_min * k_minute_ms);
  if (latest <= made) return std::nullopt;
  return std::min(made.plus_ms(life * policy.reminder_percent / 100), latest);
}

std::vector<Instant> job_reminders_at(Instant starts, Instant now, const OfferPolicy& policy) {
  const Instant midnight = starts.plus_ms(-minute_of_day(starts) * k_minute_ms - starts.ms % k_minute_ms);
  std::vector<Instant> at{midnight.plus_ms((policy.evening_at - k_day_minutes) * k_minute_ms),
                          starts.plus_ms(-policy.job_before_min * k_minute_ms)};
  std::erase_if(at, [now](Instant moment) { return moment <= now; });
  std::ranges::sort(at);
  return at;
}

}  // namespace musubi::domain
