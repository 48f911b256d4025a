#include "shared/domain/encoding.hpp"

#include <algorithm>

#include "shared/base/text.hpp"

namespace musubi::domain {
namespace {

constexpr std::string_view k_bom = "\xef\xbb\xbf";
constexpr char32_t k_unreadable = 0xfffd;

std::size_t unreadable_in(std::u32string_view text) {
  return static_cast<std::size_t>(std::ranges::count(text, k_unreadable));
}

std::u32string from_cp932(std::string_view bytes) {
  std::u32string out;
  out.reserve(bytes.size());
  for (std::size_t i = 0; i < bytes.size(); ++i) {
    const auto byte = static_cast<unsigned char>(bytes[i]);
    if (byte < 0x80) {
      out.push_back(byte);
    } else if (byte >= 0xa1 && byte <= 0xdf) {
      out.push_back(0xff61U + (byte - 0xa1U));  // half-width kana
    } else {
      const bool has_trail = i + 1 < bytes.size();
      const char32_t found = has_trail ? cp932_character(byte, static_cast<unsigned char>(bytes[i + 1])) : 0;
      out.push_back(found == 0 ? k_unreadable : found);
      // A line end or a comma is never swallowed as half of a broken character: the damage stays in its cell.
      if (found != 0 || (has_trail && static_cast<unsigned char>(bytes[i + 1]) >= 0x80)) ++i;
    }
  }
  return out;
}

}  // namespace

DecodedText decode_file(std::string_view bytes) {
  const bool has_mark = bytes.starts_with(k_bom);
  if (has_mark) bytes.remove_prefix(k_bom.size());
  if (valid_utf8(bytes)) return {std::string(bytes), TextEncoding::utf8, 0};
  const std::u32string as_utf8 = decode_utf8(bytes);
  const auto broken_utf8 = unreadable_in(as_utf8);
  // Bytes of UTF-8 are mostly characters of CP932 too, never the other way round: so UTF-8 with a few faults is told by
  // what can be read of it, not by which of the two has less faults.
  const auto beyond_ascii = std::ranges::count_if(as_utf8, [](char32_t c) { return c >= 0x80; });
  const bool is_mostly_utf8 = has_mark || static_cast<std::size_t>(beyond_ascii) > 2 * broken_utf8;
  if (!is_mostly_utf8) {
    const std::u32string as_cp932 = from_cp932(bytes);
    return {encode_utf8(as_cp932), TextEncoding::cp932, unreadable_in(as_cp932)};
  }
  return {encode_utf8(as_utf8), TextEncoding::utf8, broken_utf8};
}

}  // namespace musubi::domain
