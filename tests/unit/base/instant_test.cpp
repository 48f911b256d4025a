#include "shared/base/instant.hpp"

#include <gtest/gtest.h>

namespace musubi {
namespace {

TEST(Instant, is_written_with_milliseconds_in_japan_time) {
  EXPECT_EQ(Instant{0}.text(), "1970-01-01T09:00:00.000+09:00");
  EXPECT_EQ(Instant{1'795'393'800'123}.text(), "2026-11-23T09:30:00.123+09:00");
}

TEST(Instant, the_same_moment_is_read_from_every_offset) {
  const Instant moment{1'795'393'800'000};
  for (const std::string_view text : {"2026-11-23T09:30:00.000+09:00", "2026-11-23T00:30:00Z",
                                      "2026-11-22T21:00:00-03:30", "2026-11-23t00:30:00.000000z"})
    EXPECT_EQ(Instant::parse(text), moment) << text;
}

TEST(Instant, text_and_back_is_the_same_moment_around_leap_days_and_year_ends) {
  for (const std::int64_t ms : {0LL, 951'782'400'000LL, 1'709'164'800'001LL, 1'798'729'199'999LL, 4'102'444'800'000LL})
    EXPECT_EQ(Instant::parse(Instant{ms}.text()), Instant{ms});
}

TEST(Instant, what_is_no_time_is_refused) {
  for (const std::string_view bad :
       {"", "2026-11-23", "2026-11-23T09:30:00", "2026-02-29T00:00:00Z", "2026-11-23T24:00:00Z", "2026-11-23T09:60:00Z",
        "2026-11-23T09:30:00.+09:00", "2026-11-23T09:30:00+9:00", "2026-11-23 09:30:00Z", "1969-12-31T00:00:00Z",
        "2026-11-23T09:30:00+24:00"})
    EXPECT_FALSE(Instant::parse(bad)) << bad;
}

TEST(Day, is_the_day_in_japan_also_where_it_is_still_yesterday_in_UTC) {
  EXPECT_EQ(Day::of(*Instant::parse("2026-11-22T15:00:00Z")).text(), "2026-11-23");
  EXPECT_EQ(Day::of(*Instant::parse("2026-11-22T14:59:59.999Z")).text(), "2026-11-22");
}

TEST(Day, knows_leap_years_and_nothing_before_1900) {
  EXPECT_TRUE(Day::parse("2028-02-29"));
  EXPECT_TRUE(Day::parse("1940-05-06"));
  for (const std::string_view bad : {"2027-02-29", "2100-02-29", "2026-13-01", "2026-00-10", "1899-12-31", "2026-1-1"})
    EXPECT_FALSE(Day::parse(bad)) << bad;
}

TEST(Day, weekday_counts_from_sunday) {
  EXPECT_EQ(weekday_of(*Day::parse("2026-11-22")), 0);
  EXPECT_EQ(weekday_of(*Day::parse("2026-11-23")), 1);
  EXPECT_EQ(weekday_of(*Day::parse("1940-05-06")), 1);
}

TEST(Instant, minute_of_day_is_that_of_a_clock_in_japan) {
  EXPECT_EQ(minute_of_day(*Instant::parse("2026-11-22T15:00:00Z")), 0);
  EXPECT_EQ(minute_of_day(*Instant::parse("2026-11-23T12:01:59+09:00")), 721);
}

}  // namespace
}  // namespace musubi
