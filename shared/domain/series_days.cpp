#include "shared/domain/series_days.hpp"

#include <algorithm>
#include <cstdlib>
#include <iterator>

#include "shared/domain/calendar.hpp"

namespace musubi::domain {
namespace {

constexpr int k_look_ahead_days = 366;
constexpr int k_every_weeks_max = 8;
constexpr int k_day_minutes = 1440;

template <class T>
bool has(const std::vector<T>& all, const T& one) {
  return std::ranges::find(all, one) != all.end();
}

const SeriesException* exception_of(const Series& series, Day day) {
  const auto found = std::ranges::find(series.exceptions, day, &SeriesException::day);
  return found == series.exceptions.end() ? nullptr : &*found;
}

}  // namespace

bool falls_on(const Series& series, const SupportCalendar& calendar, Day day) {
  if (day < series.starts_on || (series.ends_on && day > *series.ends_on)) return false;
  if (!has(series.weekdays, weekday_of(day))) return false;
  const int weeks = (monday_of(day).days - monday_of(series.starts_on).days) / 7;
  if (series.every_weeks < 1 || weeks % series.every_weeks != 0) return false;
  if (has(calendar.closed_days, day)) return false;
  return !series.skip_holidays || !is_holiday(day);
}

std::vector<Occurrence> occurrences(const Series& series, const SupportCalendar& calendar, Day from, Day until) {
  std::vector<Occurrence> found;
  if (series.status == SeriesStatus::ended) return found;
  const Day last{until.days + k_move_days_max};
  for (Day day{from.days - k_move_days_max}; day <= last; ++day.days) {
    if (!falls_on(series, calendar, day)) continue;
    const auto* other = exception_of(series, day);
    if (other && other->kind == ExceptionKind::skip) continue;
    const Day on = other && other->to_day ? *other->to_day : day;
    if (on >= from && on <= until) found.push_back({day, on});
  }
  std::ranges::sort(found, {}, [](const Occurrence& one) { return std::pair(one.on, one.day); });
  return found;
}

std::vector<Occurrence> next_occurrences(const Series& series, const SupportCalendar& calendar, Day from, int count) {
  std::vector<Occurrence> found;
  if (series.status != SeriesStatus::active) return found;
  constexpr int k_step_days = 61;
  const Day start = std::max(from, Day{series.starts_on.days - k_move_days_max});
  for (int passed = 0; passed < k_look_ahead_days && static_cast<int>(found.size()) < count; passed += k_step_days) {
    const Day begin{start.days + passed};
    std::ranges::copy(occurrences(series, calendar, begin, Day{begin.days + k_step_days - 1}),
                      std::back_inserter(found));
  }
  if (static_cast<int>(found.size()) > count) found.resize(static_cast<std::size_t>(count));
  return found;
}

std::vector<FieldError> contradictions(const Series& series) {
  std::vector<FieldError> errors;
  if (series.weekdays.empty()) errors.push_back({"weekdays", "required"});
  for (std::size_t i = 0; i < series.weekdays.size(); ++i)
    if (series.weekdays[i] < 0 || series.weekdays[i] > 6)
      errors.push_back({"weekdays/" + std::to_string(i), "out_of_range"});
  if (series.every_weeks < 1 || series.every_weeks > k_every_weeks_max)
    errors.push_back({"every_weeks", "out_of_range"});
  if (series.from_minute < 0 || series.from_minute >= k_day_minutes) errors.push_back({"from_minute", "out_of_range"});
  if (series.until_minute <= series.from_minute || series.until_minute > k_day_minutes)
    errors.push_back({"until_minute", "out_of_range"});
  if (series.ends_on && *series.ends_on < series.starts_on) errors.push_back({"ends_on", "out_of_range"});
  return errors;
}

Result<void> check_exception(const Series& series, const SupportCalendar& calendar, const SeriesException& exception,
                             Day today) {
  std::vector<FieldError> errors;
  if (exception.day < today || !falls_on(series, calendar, exception.day)) errors.push_back({"day", "out_of_range"});
  if (exception.kind == ExceptionKind::move) {
    const Day to = *exception.to_day;
    const bool is_outside = to < today || to < series.starts_on || (series.ends_on && to > *series.ends_on);
    const bool is_far = std::abs(to.days - exception.day.days) > k_move_days_max;
    auto others = occurrences(series, calendar, to, to);
    std::erase_if(others, [&](const Occurrence& one) { return one.day == exception.day && one.day != to; });
    if (is_outside || is_far || !others.empty()) errors.push_back({"to_day", "out_of_range"});
  }
  if (!errors.empty()) return fail_fields(std::move(errors));
  return {};
}

}  // namespace musubi::domain
