#include "shared/base/text.hpp"

#include <gtest/gtest.h>

namespace musubi {
namespace {

TEST(Text, UTF8_is_valid_only_in_its_shortest_form_and_without_surrogates) {
  for (const std::string_view good : {"", "a", "é", "結", "\U0001F600", "\xf4\x8f\xbf\xbf"})
    EXPECT_TRUE(valid_utf8(good));
  for (const std::string_view bad : {"\x80", "\xc0\xaf", "\xc1\x81", "\xe0\x80\xaf", "\xed\xa0\x80", "\xf4\x90\x80\x80",
                                     "\xf8\x88\x80\x80\x80", "\xe7\xb5", "\xff", "a\xc3"})
    EXPECT_FALSE(valid_utf8(bad)) << testing::PrintToString(bad);
}

TEST(Text, length_counts_characters_not_bytes) {
  EXPECT_EQ(length_in_characters("小田原市"), 4U);
  EXPECT_EQ(length_in_characters("a\U00020B9F!"), 3U);
  EXPECT_EQ(length_in_characters(""), 0U);
}

TEST(Text, decoding_and_encoding_again_gives_the_same_text) {
  const std::string text = "aé結\U0001F600";
  EXPECT_EQ(decode_utf8(text), U"aé結\U0001F600");
  EXPECT_EQ(encode_utf8(decode_utf8(text)), text);
}

TEST(Text, broken_bytes_decode_to_the_replacement_character_and_the_rest_stays) {
  EXPECT_EQ(decode_utf8("a\xff結"), U"a\xfffd結");
  EXPECT_EQ(decode_utf8("\xe7\xb5"), U"\xfffd\xfffd");
}

TEST(Text, trimming_takes_full_width_spaces_too) {
  EXPECT_EQ(trimmed(" \t　山田 太郎　\r\n"), "山田 太郎");
  EXPECT_EQ(trimmed("　　"), "");
  EXPECT_EQ(trimmed(""), "");
}

TEST(Text, splitting_keeps_empty_parts) {
  EXPECT_EQ(split("a;;b;", ';'), (std::vector<std::string_view>{"a", "", "b", ""}));
  EXPECT_EQ(split("", ';'), std::vector<std::string_view>{""});
}

TEST(Text, control_characters_go_and_lines_stay_only_where_wanted) {
  EXPECT_EQ(without_control_characters("a\x01\n\tb\x7f\u0085\u2028c", false), "abc");
  EXPECT_EQ(without_control_characters("a\r\n\tb", true), "a\n\tb");
}

}  // namespace
}  // namespace musubi
