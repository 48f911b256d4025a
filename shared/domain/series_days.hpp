#pragma once
// On which days a job that comes again takes place.

#include <span>
#include <vector>

#include "shared/base/result.hpp"
#include "shared/domain/support.hpp"

namespace musubi::domain {

// A day is moved by at most this many days, so that looking a little around a window finds all that falls into it.
inline constexpr int k_move_days_max = 28;

// Whether the rule itself names this day: weekday, every n weeks, between starts_on and ends_on, no holiday that is to
// be skipped, no closed day of the centre. Exceptions are not looked at.
bool falls_on(const Series& series, const SupportCalendar& calendar, Day day);
// All that takes place from `from` to `until` (both within), by the day on which it takes place.
std::vector<Occurrence> occurrences(const Series& series, const SupportCalendar& calendar, Day from, Day until);
// The next `count` from a day on; fewer when the series ends before, or nothing falls within a year.
std::vector<Occurrence> next_occurrences(const Series& series, const SupportCalendar& calendar, Day from, int count);

// weekdays: required without any, out_of_range beyond 0 … 6; every_weeks out_of_range outside 1 … 8; until_minute
// out_of_range unless after from_minute; ends_on out_of_range before starts_on.
std::vector<FieldError> contradictions(const Series& series);
// Refused as fields of the exception: `day` that is no day of the series or is over; `to_day` that is over, beyond the
// series, too far away, or on which the series takes place already.
Result<void> check_exception(const Series& series, const SupportCalendar& calendar, const SeriesException& exception,
                             Day today);

}  // namespace musubi::domain
