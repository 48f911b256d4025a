#include "shared/base/text.hpp"

namespace musubi {
namespace {

constexpr char32_t k_replacement = 0xfffd;
constexpr std::string_view k_full_width_space = "\u3000";

struct Decoded {
  char32_t point;
  std::size_t bytes;  // 0 where the bytes are no character
};

bool is_continuation(char c) { return (static_cast<unsigned char>(c) & 0xc0) == 0x80; }

Decoded decode_one(std::string_view text) {
  const auto lead = static_cast<unsigned char>(text[0]);
  if (lead < 0x80) return {lead, 1};
  const std::size_t bytes = lead >= 0xf0 ? 4 : lead >= 0xe0 ? 3 : 2;
  if (lead < 0xc2 || lead > 0xf4 || text.size() < bytes) return {k_replacement, 0};
  char32_t point = lead & (0x7fU >> bytes);
  for (std::size_t i = 1; i < bytes; ++i) {
    if (!is_continuation(text[i])) return {k_replacement, 0};
    point = point << 6 | (static_cast<unsigned char>(text[i]) & 0x3fU);
  }
  const bool overlong = (bytes == 3 && point < 0x800) || (bytes == 4 && point < 0x10000);
  const bool surrogate = point >= 0xd800 && point <= 0xdfff;
  if (overlong || surrogate || point > 0x10ffff) return {k_replacement, 0};
  return {point, bytes};
}

bool is_control(char32_t c) { return c < 0x20 || (c >= 0x7f && c < 0xa0) || c == 0x2028 || c == 0x2029; }

// Bytes of the space that begins (or ends) the text; 0 where there is none.
std::size_t space_at_start(std::string_view text) {
  if (text.empty()) return 0;
  if (text.front() == ' ' || (text.front() >= '\t' && text.front() <= '\r')) return 1;
  return text.starts_with(k_full_width_space) ? k_full_width_space.size() : 0;
}
std::size_t space_at_end(std::string_view text) {
  if (text.empty()) return 0;
  if (text.back() == ' ' || (text.back() >= '\t' && text.back() <= '\r')) return 1;
  return text.ends_with(k_full_width_space) ? k_full_width_space.size() : 0;
}

}  // namespace

bool valid_utf8(std::string_view text) {
  while (!text.empty()) {
    const auto one = decode_one(text);
    if (one.bytes == 0) return false;
    text.remove_prefix(one.bytes);
  }
  return true;
}

std::size_t length_in_characters(std::string_view text) {
  std::size_t n = 0;
  for (const char c : text) n += is_continuation(c) ? 0U : 1U;
  return n;
}

std::u32string decode_utf8(std::string_view text) {
  std::u32string out;
  out.reserve(text.size());
  while (!text.empty()) {
    const auto one = decode_one(text);
    out.push_back(one.point);
    text.remove_prefix(one.bytes == 0 ? 1 : one.bytes);
  }
  return out;
}

std::string encode_utf8(std::u32string_view text) {
  std::string out;
  out.reserve(text.size() * 3);
  const auto put = [&out](char32_t bits) { out.push_back(static_cast<char>(static_cast<unsigned char>(bits))); };
  for (const char32_t c : text) {
    if (c < 0x80) {
      put(c);
    } else if (c < 0x800) {
      put(0xc0 | c >> 6);
      put(0x80 | (c & 0x3f));
    } else if (c < 0x10000) {
      put(0xe0 | c >> 12);
      put(0x80 | (c >> 6 & 0x3f));
      put(0x80 | (c & 0x3f));
    } else {
      put(0xf0 | c >> 18);
      put(0x80 | (c >> 12 & 0x3f));
      put(0x80 | (c >> 6 & 0x3f));
      put(0x80 | (c & 0x3f));
    }
  }
  return out;
}

std::string_view trimmed(std::string_view text) {
  while (const auto n = space_at_start(text)) text.remove_prefix(n);
  while (const auto n = space_at_end(text)) text.remove_suffix(n);
  return text;
}

std::vector<std::string_view> split(std::string_view text, char separator) {
  std::vector<std::string_view> out;
  for (;;) {
    const auto at = text.find(separator);
    out.push_back(text.substr(0, at));
    if (at == std::string_view::npos) return out;
    text.remove_prefix(at + 1);
  }
}

std::string without_control_characters(std::string_view text, bool keep_lines) {
  std::u32string out;
  for (const char32_t c : decode_utf8(text)) {
    const bool line = keep_lines && (c == U'\n' || c == U'\t');
    if (line || !is_control(c)) out.push_back(c);
  }
  return encode_utf8(out);
}

}  // namespace musubi
