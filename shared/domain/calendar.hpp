#pragma once
// Japanese public holidays by rule (国民の祝日に関する法律, as in force since 2022) and the arithmetic of days.

#include <span>
#include <string_view>
#include <vector>

#include "shared/base/instant.hpp"

namespace musubi::domain {

struct Date {
  int year{1970}, month{1}, day{1};  // month 1 … 12, day 1 … 31
  bool operator==(const Date&) const = default;
};
Date date_of(Day day);
Day day_of(const Date& date);
// The moment of a minute of the day in Japan.
Instant moment_of(Day day, int minute);
// The Monday of the week that holds the day.
Day monday_of(Day day);

struct Holiday {
  Day day;
  std::string_view name;  // Japanese
  bool operator==(const Holiday&) const = default;
};

inline constexpr int k_holiday_years_from = 2022;
inline constexpr int k_holiday_years_until = 2099;
// All holidays of a year in order, with substitutes (振替休日, Art. 3 (2)) and days between two holidays (国民の休日,
// Art. 3 (3)). Years outside 2022 … 2099 have none: the law was another one before, the equinox formula ends after.
// The cabinet announces the equinoxes each February for the next year; where it should differ, or for a special law,
// the centre's own closed days speak.
std::vector<Holiday> holidays_of(int year);
bool is_holiday(Day day);

// Day of March and of September on which the equinox falls in Japan, 1980 … 2099: 海上保安庁水路部 暦計算研究会編
// 『新こよみ便利帳』(1991), whole part of 20.8431 (23.2488) + 0.242194 (year - 1980) - [(year - 1980) / 4].
int vernal_equinox_day(int year);
int autumnal_equinox_day(int year);

}  // namespace musubi::domain
