#include "shared/wire/text.hpp"

#include <algorithm>
#include <array>
#include <utility>

namespace musubi::wire {
namespace {

using std::string_view_literals::operator""sv;

constexpr std::array k_spaces{" "sv, "\t"sv, "\n"sv, "\r"sv, "\xC2\xA0"sv, "\xE3\x80\x80"sv};

constexpr std::array k_phone_signs{std::pair{"０"sv, '0'}, std::pair{"１"sv, '1'}, std::pair{"２"sv, '2'},
                                   std::pair{"３"sv, '3'}, std::pair{"４"sv, '4'}, std::pair{"５"sv, '5'},
                                   std::pair{"６"sv, '6'}, std::pair{"７"sv, '7'}, std::pair{"８"sv, '8'},
                                   std::pair{"９"sv, '9'}, std::pair{"－"sv, '-'}, std::pair{"‐"sv, '-'},
                                   std::pair{"−"sv, '-'},  std::pair{"ー"sv, '-'}, std::pair{"（"sv, '('},
                                   std::pair{"）"sv, ')'}, std::pair{"＋"sv, '+'}, std::pair{"　"sv, ' '}};

unsigned char byte_at(std::string_view text, std::size_t at) {
  return at < text.size() ? static_cast<unsigned char>(text[at]) : 0;
}

// U+0080–009F, U+2028–202E, U+2066–2069 at `at`.
bool is_wide_control(std::string_view text, std::size_t at) {
  const unsigned char a = byte_at(text, at);
  const unsigned char b = byte_at(text, at + 1);
  const unsigned char c = byte_at(text, at + 2);
  if (a == 0xC2) return b >= 0x80 && b <= 0x9F;
  if (a != 0xE2) return false;
  return (b == 0x80 && c >= 0xA8 && c <= 0xAE) || (b == 0x81 && c >= 0xA6 && c <= 0xA9);
}

}  // namespace

std::size_t char_count(std::string_view utf8) {
  return static_cast<std::size_t>(
      std::ranges::count_if(utf8, [](char c) { return (static_cast<unsigned char>(c) & 0xC0) != 0x80; }));
}

std::string_view trimmed(std::string_view utf8) {
  const auto strip = [&utf8] {
    for (const auto space : k_spaces) {
      if (utf8.starts_with(space)) return utf8.remove_prefix(space.size()), true;
      if (utf8.ends_with(space)) return utf8.remove_suffix(space.size()), true;
    }
    return false;
  };
  while (strip()) {
  }
  return utf8;
}

bool is_blank(std::string_view utf8) { return trimmed(utf8).empty(); }

bool has_control(std::string_view utf8, bool newline_allowed) {
  for (std::size_t at = 0; at < utf8.size(); ++at) {
    const unsigned char c = byte_at(utf8, at);
    if (c == '\n' && newline_allowed) continue;
    if (c < 0x20 || c == 0x7F || is_wide_control(utf8, at)) return true;
  }
  return false;
}

std::string with_plain_breaks(std::string_view utf8) {
  std::string out;
  out.reserve(utf8.size());
  for (std::size_t at = 0; at < utf8.size(); ++at) {
    const char c = utf8[at];
    if (c == '\r') {
      if (byte_at(utf8, at + 1) != '\n') out.push_back('\n');
    } else {
      out.push_back(c == '\t' ? ' ' : c);
    }
  }
  return out;
}

std::optional<std::string> phone_text(std::string_view utf8) {
  constexpr std::string_view k_plain = "0123456789 -+()";
  std::string out;
  bool has_digit = false;
  while (!utf8.empty()) {
    if (k_plain.contains(utf8.front())) {
      out.push_back(utf8.front());
      utf8.remove_prefix(1);
    } else {
      const auto* const sign =
          std::ranges::find_if(k_phone_signs, [&](const auto& s) { return utf8.starts_with(s.first); });
      if (sign == k_phone_signs.end()) return std::nullopt;
      out.push_back(sign->second);
      utf8.remove_prefix(sign->first.size());
    }
    has_digit = has_digit || (out.back() >= '0' && out.back() <= '9');
  }
  if (!has_digit) return std::nullopt;
  return out;
}

}  // namespace musubi::wire
