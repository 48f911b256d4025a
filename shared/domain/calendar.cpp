#include "shared/domain/calendar.hpp"

#include <algorithm>
#include <chrono>
#include <cmath>

namespace musubi::domain {
namespace {

constexpr std::string_view k_substitute = "振替休日";
constexpr std::string_view k_between = "国民の休日";

Day next(Day day, int by = 1) { return {day.days + by}; }

// The nth Monday of a month.
Day monday(int year, int month, int nth) {
  const Day first = day_of({year, month, 1});
  const int to_monday = (8 - weekday_of(first)) % 7;
  return next(first, to_monday + 7 * (nth - 1));
}

int equinox(double at_1980, int year) {
  const int since = year - 1980;
  return static_cast<int>(std::floor(at_1980 + 0.242194 * since)) - since / 4;
}

bool has(std::span<const Holiday> holidays, Day day) {
  return std::ranges::find(holidays, day, &Holiday::day) != holidays.end();
}

// Art. 2: the holidays with a name of their own.
std::vector<Holiday> named(int year) {
  return {{day_of({year, 1, 1}), "元日"},
          {monday(year, 1, 2), "成人の日"},
          {day_of({year, 2, 11}), "建国記念の日"},
          {day_of({year, 2, 23}), "天皇誕生日"},
          {day_of({year, 3, vernal_equinox_day(year)}), "春分の日"},
          {day_of({year, 4, 29}), "昭和の日"},
          {day_of({year, 5, 3}), "憲法記念日"},
          {day_of({year, 5, 4}), "みどりの日"},
          {day_of({year, 5, 5}), "こどもの日"},
          {monday(year, 7, 3), "海の日"},
          {day_of({year, 8, 11}), "山の日"},
          {monday(year, 9, 3), "敬老の日"},
          {day_of({year, 9, autumnal_equinox_day(year)}), "秋分の日"},
          {monday(year, 10, 2), "スポーツの日"},
          {day_of({year, 11, 3}), "文化の日"},
          {day_of({year, 11, 23}), "勤労感謝の日"}};
}

}  // namespace

Date date_of(Day day) {
  const std::chrono::year_month_day ymd{std::chrono::sys_days{std::chrono::days{day.days}}};
  return {static_cast<int>(ymd.year()), static_cast<int>(static_cast<unsigned>(ymd.month())),
          static_cast<int>(static_cast<unsigned>(ymd.day()))};
}

Day day_of(const Date& date) {
  const std::chrono::sys_days at = std::chrono::year{date.year} / date.month / date.day;
  return {static_cast<std::int32_t>(at.time_since_epoch().count())};
}

Instant moment_of(Day day, int minute) {
  constexpr std::int64_t k_japan_minutes = 9 * 60;
  return {(day.days * 1440LL + minute - k_japan_minutes) * 60'000};
}

Day monday_of(Day day) { return next(day, -((weekday_of(day) + 6) % 7)); }

int vernal_equinox_day(int year) { return equinox(20.8431, year); }
int autumnal_equinox_day(int year) { return equinox(23.2488, year); }

std::vector<Holiday> holidays_of(int year) {
  if (year < k_holiday_years_from || year > k_holiday_years_until) return {};
  const auto own = named(year);
  const auto is_named = [&](Day day) { return has(own, day); };
  auto all = own;
  for (const auto& holiday : own) {
    if (weekday_of(holiday.day) == 0) {
      Day free = next(holiday.day);
      while (is_named(free)) free = next(free);
      all.push_back({free, k_substitute});
    }
    const Day between = next(holiday.day);
    if (is_named(next(between)) && !is_named(between) && !has(all, between)) all.push_back({between, k_between});
  }
  std::ranges::sort(all, {}, &Holiday::day);
  return all;
}

bool is_holiday(Day day) { return has(holidays_of(date_of(day).year), day); }

}  // namespace musubi::domain
