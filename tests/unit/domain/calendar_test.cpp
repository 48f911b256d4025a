// Public holidays against the lists that the Cabinet Office published, and the arithmetic around them.
#include "shared/domain/calendar.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace musubi::domain {
namespace {

struct Year {
  int year;
  std::vector<std::string> days;  // MM-DD
};

class Holidays : public ::testing::TestWithParam<Year> {};

TEST_P(Holidays, AreTheOnesOfTheYear) {
  std::vector<std::string> found;
  for (const auto& holiday : holidays_of(GetParam().year)) found.push_back(holiday.day.text().substr(5));
  EXPECT_THAT(found, ::testing::ElementsAreArray(GetParam().days));
}

INSTANTIATE_TEST_SUITE_P(
    Years, Holidays,
    ::testing::Values(Year{2022,
                           {"01-01", "01-10", "02-11", "02-23", "03-21", "04-29", "05-03", "05-04", "05-05", "07-18",
                            "08-11", "09-19", "09-23", "10-10", "11-03", "11-23"}},
                      Year{2023,
                           {"01-01", "01-02", "01-09", "02-11", "02-23", "03-21", "04-29", "05-03", "05-04", "05-05",
                            "07-17", "08-11", "09-18", "09-23", "10-09", "11-03", "11-23"}},
                      Year{2024, {"01-01", "01-08", "02-11", "02-12", "02-23", "03-20", "04-29",
                                  "05-03", "05-04", "05-05", "05-06", "07-15", "08-11", "08-12",
                                  "09-16", "09-22", "09-23", "10-14", "11-03", "11-04", "11-23"}},
                      Year{2025,
                           {"01-01", "01-13", "02-11", "02-23", "02-24", "03-20", "04-29", "05-03", "05-04", "05-05",
                            "05-06", "07-21", "08-11", "09-15", "09-23", "10-13", "11-03", "11-23", "11-24"}},
                      Year{2026,
                           {"01-01", "01-12", "02-11", "02-23", "03-20", "04-29", "05-03", "05-04", "05-05", "05-06",
                            "07-20", "08-11", "09-21", "09-22", "09-23", "10-12", "11-03", "11-23"}},
                      Year{2027,
                           {"01-01", "01-11", "02-11", "02-23", "03-21", "03-22", "04-29", "05-03", "05-04", "05-05",
                            "07-19", "08-11", "09-20", "09-23", "10-11", "11-03", "11-23"}}),
    [](const auto& param) { return std::to_string(param.param.year); });

std::string_view name_on(std::string_view text) {
  const Day day = *Day::parse(text);
  for (const auto& holiday : holidays_of(date_of(day).year))
    if (holiday.day == day) return holiday.name;
  return "";
}

TEST(Holidays, NameTheSubstituteAndTheDayBetween) {
  EXPECT_EQ(name_on("2026-05-06"), "振替休日") << "three holidays in a row push it to Wednesday";
  EXPECT_EQ(name_on("2026-09-22"), "国民の休日");
  EXPECT_EQ(name_on("2032-09-21"), "国民の休日");
  EXPECT_EQ(name_on("2027-03-22"), "振替休日") << "of an equinox";
  EXPECT_EQ(name_on("2026-09-24"), "");
  EXPECT_TRUE(is_holiday(*Day::parse("2026-11-23")));
  EXPECT_FALSE(is_holiday(*Day::parse("2026-11-24")));
}

TEST(Equinoxes, FollowTheFormulaToTheEndOfItsRange) {
  for (const auto& [year, day] : {std::pair{2000, 20}, {2023, 21}, {2024, 20}, {2026, 20}, {2027, 21}, {2092, 19}})
    EXPECT_EQ(vernal_equinox_day(year), day) << year;
  for (const auto& [year, day] : {std::pair{2000, 23}, {2012, 22}, {2024, 22}, {2026, 23}, {2028, 22}, {2099, 23}})
    EXPECT_EQ(autumnal_equinox_day(year), day) << year;
}

TEST(Holidays, AreUnknownOutsideOfTheLawsYears) {
  EXPECT_TRUE(holidays_of(2021).empty()) << "special laws moved them";
  EXPECT_TRUE(holidays_of(2100).empty());
  EXPECT_FALSE(holidays_of(2099).empty());
}

TEST(Dates, GoToDaysAndBack) {
  for (const char* text : {"1970-01-01", "2026-02-28", "2028-02-29", "2099-12-31"}) {
    const Day day = *Day::parse(text);
    EXPECT_EQ(day_of(date_of(day)), day) << text;
  }
  EXPECT_EQ(moment_of(*Day::parse("2026-11-24"), 9 * 60 + 30), *Instant::parse("2026-11-24T09:30:00+09:00"));
  EXPECT_EQ(monday_of(*Day::parse("2026-11-29")), *Day::parse("2026-11-23")) << "Sunday ends the week";
  EXPECT_EQ(monday_of(*Day::parse("2026-11-23")), *Day::parse("2026-11-23"));
}

}  // namespace
}  // namespace musubi::domain
