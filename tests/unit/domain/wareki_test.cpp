#include "shared/domain/wareki.hpp"

#include <gtest/gtest.h>

#include <array>
#include <random>
#include <string>

#include "shared/domain/calendar.hpp"

namespace musubi::domain {
namespace {

struct Written {
  const char* text;
  const char* day;  // empty: refused
};

class JapaneseDay : public ::testing::TestWithParam<Written> {};

TEST_P(JapaneseDay, IsReadOrRefused) {
  const auto day = japanese_day(GetParam().text);
  EXPECT_EQ(day ? day->text() : "", GetParam().day) << GetParam().text;
}

INSTANTIATE_TEST_SUITE_P(Spellings, JapaneseDay,
                         ::testing::ValuesIn(std::to_array<Written>({
                             {"昭和10年4月3日", "1935-04-03"},
                             {"昭和１０年４月３日", "1935-04-03"},
                             {"昭和十年四月三日", "1935-04-03"},
                             {"昭和二十一年十二月三十一日", "1946-12-31"},
                             {"S10.4.3", "1935-04-03"},
                             {"ｓ１０．４．３", "1935-04-03"},
                             {"S.10.4.3", "1935-04-03"},
                             {"昭10/4/3", "1935-04-03"},
                             {"昭10・4・3", "1935-04-03"},
                             {"㍼10.4.3", "1935-04-03"},
                             {"S100403", "1935-04-03"},
                             {"3100403", "1935-04-03"},
                             {"昭和10年4月3日生", "1935-04-03"},
                             {"昭和 10 年 4 月 3 日", "1935-04-03"},
                             {"昭和10年（1935年）4月3日", "1935-04-03"},
                             {"平成元年1月8日", "1989-01-08"},
                             {"令和元年5月1日", "2019-05-01"},
                             {"R1.5.1", "2019-05-01"},
                             {"大正15年12月24日", "1926-12-24"},
                             {"明治45年7月29日", "1912-07-29"},
                             {"M6.1.1", "1873-01-01"},
                             {"1935-04-03", "1935-04-03"},
                             {"1935/4/3", "1935-04-03"},
                             {"1935.4.3", "1935-04-03"},
                             {"1935年4月3日", "1935-04-03"},
                             {"一九三五年四月三日", "1935-04-03"},
                             {"19350403", "1935-04-03"},
                             {"S3.2.29", "1928-02-29"},
                             // the first and the last day of eras, and the days beside them
                             {"昭和64年1月7日", "1989-01-07"},
                             {"昭和64年1月8日", ""},
                             {"平成元年1月7日", ""},
                             {"平成31年5月1日", ""},
                             {"令和元年4月30日", ""},
                             {"明治45年7月30日", ""},
                             {"大正元年7月29日", ""},
                             {"明治5年1月1日", ""},
                             // days that are none
                             {"S4.2.29", ""},
                             {"昭和10年4月31日", ""},
                             {"昭和10年13月1日", ""},
                             {"昭和0年4月3日", ""},
                             {"昭和10年4月0日", ""},
                             {"昭和10年4月", ""},
                             {"昭和10", ""},
                             {"昭和", ""},
                             {"S", ""},
                             {"6100403", ""},
                             {"きのう", ""},
                             {"1935-04-03-01", ""},
                             {"35-04-03", ""},
                             {"", ""},
                             {"-", ""},
                         })));

// Every day of two centuries, written in its era in four ways, is read back.
TEST(JapaneseDays, EveryDayOfTheErasComesBackFromEachOfItsSpellings) {
  struct Era {
    const char *full, *brief, *letter;
    Date first, last;
    int before;
  };
  const auto eras = std::to_array<Era>({{"明治", "明", "M", {1873, 1, 1}, {1912, 7, 29}, 1867},
                                        {"大正", "大", "T", {1912, 7, 30}, {1926, 12, 24}, 1911},
                                        {"昭和", "昭", "S", {1926, 12, 25}, {1989, 1, 7}, 1925},
                                        {"平成", "平", "H", {1989, 1, 8}, {2019, 4, 30}, 1988},
                                        {"令和", "令", "R", {2019, 5, 1}, {2080, 1, 1}, 2018}});
  for (const auto& era : eras) {
    for (Day day = day_of(era.first); day <= day_of(era.last); day.days += 3) {
      const Date d = date_of(day);
      const std::string y = std::to_string(d.year - era.before);
      const std::string m = std::to_string(d.month);
      const std::string n = std::to_string(d.day);
      const std::string year = d.year - era.before == 1 ? "元" : y;
      ASSERT_EQ(japanese_day(era.full + year + "年" + m + "月" + n + "日"), day) << day.text();
      ASSERT_EQ(japanese_day(era.brief + y + "/" + m + "/" + n), day) << day.text();
      ASSERT_EQ(japanese_day(era.letter + y + "." + m + "." + n), day) << day.text();
      ASSERT_EQ(japanese_day(day.text()), day) << day.text();
    }
  }
}

// Noise never becomes a day outside of what can be written, and never breaks the reader.
TEST(JapaneseDays, NoiseIsRefusedOrADay) {
  std::mt19937 random(20261123);
  const auto pieces =
      std::to_array<std::string>({"昭和", "平", "S", "令", "元", "十", "10", "4",  "31", "年",   "月", "日",
                                  ".",    "/",  "-", " ",  "（", "）", "〇", "９", "生", "\xff", "あ", "㍼"});
  for (int i = 0; i < 20'000; ++i) {
    std::string text;
    for (auto n = random() % 9; n > 0; --n) text += pieces[random() % pieces.size()];
    if (const auto day = japanese_day(text)) {
      EXPECT_GE(date_of(*day).year, 1868) << text;
      EXPECT_LE(date_of(*day).year, 2200) << text;
    }
  }
}

}  // namespace
}  // namespace musubi::domain
