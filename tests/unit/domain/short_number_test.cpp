#include "shared/domain/short_number.hpp"

#include <gtest/gtest.h>

namespace musubi::domain {
namespace {

TEST(ShortNumber, has_a_kind_four_digits_or_more_and_a_check_digit) {
  EXPECT_EQ(short_number('N', 412), "N-0412-7");
  EXPECT_EQ(short_number('V', 1), "V-0001-8");
  EXPECT_EQ(short_number('R', 12'345), "R-12345-5");
}

TEST(ShortNumber, is_read_as_people_write_and_say_it) {
  for (const auto* text : {"N-0412-7", "n-0412-7", "n04127", "Ｎ－０４１２－７", " N 0412 7 "})
    EXPECT_EQ(parse_short_number('N', text), 412) << text;
}

TEST(ShortNumber, one_wrong_digit_or_two_swapped_neighbours_are_noticed) {
  for (const int serial : {1, 412, 999, 4'207, 65'536}) {
    const std::string good = short_number('N', serial);
    for (std::size_t i = 2; i < good.size(); ++i) {
      if (good[i] == '-') continue;
      for (char c = '0'; c <= '9'; ++c) {
        std::string wrong = good;
        wrong[i] = c;
        EXPECT_EQ(parse_short_number('N', wrong).has_value(), c == good[i]) << wrong;
      }
    }
  }
  EXPECT_FALSE(parse_short_number('N', "N-4012-7"));
}

TEST(ShortNumber, another_kind_or_something_else_is_no_number) {
  for (const auto* text : {"V-0412-7", "0412-7", "N-", "N", "", "N-04x2-7", "N-412", "N-00000000000412-7", "山田"})
    EXPECT_FALSE(parse_short_number('N', text)) << text;
}

}  // namespace
}  // namespace musubi::domain
