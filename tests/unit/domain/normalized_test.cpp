#include <gtest/gtest.h>

#include "shared/domain/gazetteer.hpp"

namespace musubi::domain {
namespace {

struct Pair {
  std::string_view typed;
  std::string_view meant;
};

TEST(Normalized, spellings_that_people_mean_as_one_become_one) {
  for (const auto& [typed, meant] : std::to_array<Pair>({{"ＡＢＣ　１２３", "abc 123"},
                                                         {"ﾔﾏﾀﾞ ﾊﾟﾝｼﾞｰ", "ヤマダ パンジー"},
                                                         {"か\u3099き\u3099", "がぎ"},
                                                         {"ハ\u309aウ\u3099", "パヴ"},
                                                         {"1−2－3‐4–5", "1-2-3-4-5"},
                                                         {"1ー2", "1-2"},
                                                         {"センター", "センター"},
                                                         {"酒匂三丁目", "酒匂3丁目"},
                                                         {"酒匂３丁目", "酒匂3丁目"},
                                                         {"二十三丁目", "23丁目"},
                                                         {"十丁目", "10丁目"},
                                                         {"十二丁目", "12丁目"},
                                                         {"十字四丁目", "十字4丁目"},
                                                         {"三の丸", "三の丸"},
                                                         {"  a \n　b  ", "a b"},
                                                         {"", ""}}))
    EXPECT_EQ(normalized(typed), meant) << typed;
}

TEST(Normalized, hiragana_is_compared_as_katakana) {
  EXPECT_EQ(normalized_kana("やまだ はなこ"), normalized_kana("ﾔﾏﾀﾞ　ハナコ"));
  EXPECT_EQ(normalized("やまだ"), "やまだ");
}

TEST(Normalized, normalizing_twice_changes_nothing_more) {
  for (const std::string_view text : {"ＡＢＣ　１２３", "ﾔﾏﾀﾞ", "二十三丁目ー4", "か\u3099", "東ヶ丘　一丁目１ー２"}) {
    EXPECT_EQ(normalized(normalized(text)), normalized(text));
    EXPECT_EQ(normalized_kana(normalized_kana(text)), normalized_kana(text));
  }
}

TEST(Normalized, a_phone_number_is_its_digits_with_the_country_code_as_a_zero) {
  for (const std::string_view text :
       {"0465-22-0000", "０４６５（２２）００００", "+81 465 22 0000", "+81-(0)465-22-0000", "0465ー22ー0000"})
    EXPECT_EQ(phone_digits(text), "0465220000") << text;
  EXPECT_EQ(phone_digits("なし"), "");
}

}  // namespace
}  // namespace musubi::domain
