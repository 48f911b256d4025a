#pragma once
// Text as people type it: UTF-8 everywhere, lengths in characters (code points), the full-width space is a space.

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace musubi {

// No overlong forms, no surrogates, nothing beyond U+10FFFF.
bool valid_utf8(std::string_view text);
// Code points of valid UTF-8.
std::size_t length_in_characters(std::string_view text);
// Invalid bytes become U+FFFD, so that decoding never fails.
std::u32string decode_utf8(std::string_view text);
std::string encode_utf8(std::u32string_view text);

// Without spaces, tabs, line ends and full-width spaces at both ends.
std::string_view trimmed(std::string_view text);
// The parts between separators, untouched; "" gives one empty part.
std::vector<std::string_view> split(std::string_view text, char separator);
// Without C0 and C1 control characters and U+2028/2029; line feeds and tabs stay when `keep_lines`.
std::string without_control_characters(std::string_view text, bool keep_lines);

}  // namespace musubi
