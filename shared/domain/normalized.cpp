// The spellings of Japanese text that people mean as one.
#include <algorithm>
#include <array>
#include <optional>

#include "shared/base/text.hpp"
#include "shared/domain/gazetteer.hpp"
#include "shared/domain/kanji_forms.hpp"

namespace musubi::domain {
namespace {

constexpr char32_t k_voiced = 0x3099;       // combining dakuten
constexpr char32_t k_half_voiced = 0x309a;  // combining handakuten
constexpr char32_t k_long_vowel = 0x30fc;

// Half-width kana U+FF61 … U+FF9F in their order.
constexpr std::u32string_view k_full_kana =
    U"。「」、・ヲァィゥェォャュョッーアイウエオカキクケコサシスセソタチツテトナニヌネノハヒフヘホマミムメモヤユヨラリ"
    U"ルレロワン\u3099\u309a";
static_assert(k_full_kana.size() == 0xff9f - 0xff61 + 1);

bool is_hyphen(char32_t c) {
  constexpr std::u32string_view k_hyphens = U"\u2010\u2011\u2012\u2013\u2014\u2015\u2212\u2500\u2501\ufe63\uff0d";
  return k_hyphens.find(c) != std::u32string_view::npos;
}
bool is_digit(char32_t c) { return c >= U'0' && c <= U'9'; }

char32_t usual_form(char32_t c) {
  if (c >= 0xff01 && c <= 0xff5e && !is_hyphen(c)) c -= 0xff01 - 0x21;
  if (c >= 0xff61 && c <= 0xff9f) c = k_full_kana[c - 0xff61];
  if (is_hyphen(c)) return U'-';
  if (c == 0x3000 || c == 0xa0 || c == U'\t' || c == U'\n' || c == U'\r') return U' ';
  if (c == 0x309b) return k_voiced;
  if (c == 0x309c) return k_half_voiced;
  return c >= U'A' && c <= U'Z' ? c - U'A' + U'a' : usual_kanji(c);
}

// か + ゛ → が, ハ + ゜ → パ; 0 where the two make no letter.
char32_t composed(char32_t base, char32_t mark) {
  const bool katakana = base >= 0x30a1;
  const char32_t hira = katakana ? base - 0x60 : base;
  constexpr std::u32string_view k_takes_voice = U"かきくけこさしすせそたちつてとはひふへほ";
  constexpr std::u32string_view k_takes_half_voice = U"はひふへほ";
  if (mark == k_voiced && hira == U'う') return base + 0x4e;  // ゔ, ヴ
  if (mark == k_voiced && k_takes_voice.find(hira) != std::u32string_view::npos) return base + 1;
  if (mark == k_half_voiced && k_takes_half_voice.find(hira) != std::u32string_view::npos) return base + 2;
  return 0;
}

std::optional<int> kanji_digit(char32_t c) {
  constexpr std::u32string_view k_digits = U"〇一二三四五六七八九";
  const auto at = k_digits.find(c);
  return at == std::u32string_view::npos ? std::nullopt : std::optional(static_cast<int>(at));
}

// 三 → 3, 十二 → 12, 二十 → 20: numbers of 丁目, 1 … 99.
std::optional<int> kanji_number(std::u32string_view text) {
  const auto ten = text.find(U'十');
  if (ten == std::u32string_view::npos) return text.size() == 1 ? kanji_digit(text[0]) : std::nullopt;
  if (ten > 1 || text.size() > ten + 2) return std::nullopt;
  const auto tens = ten == 0 ? 1 : kanji_digit(text[0]);
  const auto ones = ten + 1 == text.size() ? 0 : kanji_digit(text[ten + 1]);
  return tens && ones ? std::optional(*tens * 10 + *ones) : std::nullopt;
}

void number_of_chome_to_digits(std::u32string& text) {
  constexpr std::u32string_view k_chome = U"丁目";
  for (auto at = text.find(k_chome); at != std::u32string::npos; at = text.find(k_chome, at + 2)) {
    std::size_t start = at;
    while (start > 0 && (kanji_digit(text[start - 1]) || text[start - 1] == U'十')) --start;
    const auto number = kanji_number(std::u32string_view(text).substr(start, at - start));
    if (!number) continue;
    const auto digits = decode_utf8(std::to_string(*number));
    text.replace(start, at - start, digits);
    at = start + digits.size();
  }
}

std::u32string normalized_points(std::string_view text) {
  std::u32string out;
  for (const char32_t raw : decode_utf8(text)) {
    char32_t c = usual_form(raw);
    if (out.empty() ? c == U' ' : (c == U' ' && out.back() == U' ')) continue;
    // A long-vowel sign behind a digit is a hyphen that somebody typed in kana mode.
    if (c == k_long_vowel && !out.empty() && is_digit(out.back())) c = U'-';
    if (const char32_t joined = out.empty() ? 0 : composed(out.back(), c); joined != 0)
      out.back() = joined;
    else
      out.push_back(c);
  }
  if (!out.empty() && out.back() == U' ') out.pop_back();
  number_of_chome_to_digits(out);
  return out;
}

}  // namespace

std::string normalized(std::string_view text) { return encode_utf8(normalized_points(text)); }

std::string normalized_kana(std::string_view text) {
  auto points = normalized_points(text);
  for (auto& c : points)
    if (c >= 0x3041 && c <= 0x3096) c += 0x60;
  return encode_utf8(points);
}

std::string phone_digits(std::string_view text) {
  const std::string plain = normalized(text);
  std::string_view rest = plain;
  std::string out;
  if (rest.starts_with("+81")) {
    out = "0";
    rest.remove_prefix(3);
    const auto first = rest.find_first_of("0123456789");
    if (first != std::string_view::npos && rest[first] == '0') rest.remove_prefix(first + 1);
  }
  for (const char c : rest)
    if (c >= '0' && c <= '9') out.push_back(c);
  return out;
}

}  // namespace musubi::domain
