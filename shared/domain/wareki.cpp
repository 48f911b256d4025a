#include "shared/domain/wareki.hpp"

#include <array>
#include <string>
#include <vector>

#include "shared/base/text.hpp"
#include "shared/domain/calendar.hpp"
#include "shared/domain/gazetteer.hpp"

namespace musubi::domain {
namespace {

struct Era {
  std::u32string_view full;
  char32_t brief, letter, sign;
  int year_before;  // the year before its first
  Date first, last;
};
constexpr auto k_eras = std::to_array<Era>({
    {U"明治", U'明', U'm', U'㍾', 1867, {1873, 1, 1}, {1912, 7, 29}},
    {U"大正", U'大', U't', U'㍽', 1911, {1912, 7, 30}, {1926, 12, 24}},
    {U"昭和", U'昭', U's', U'㍼', 1925, {1926, 12, 25}, {1989, 1, 7}},
    {U"平成", U'平', U'h', U'㍻', 1988, {1989, 1, 8}, {2019, 4, 30}},
    {U"令和", U'令', U'r', U'㋿', 2018, {2019, 5, 1}, {9999, 12, 31}},
});
constexpr int k_year_min = 1868;
constexpr int k_year_max = 2200;

std::optional<Day> existing(int year, int month, int day) {
  if (year < k_year_min || year > k_year_max || month < 1 || month > 12 || day < 1 || day > 31) return std::nullopt;
  const Date date{year, month, day};
  const Day found = day_of(date);
  return date_of(found) == date ? std::optional(found) : std::nullopt;
}

std::optional<Day> in_era(const Era& era, int year, int month, int day) {
  const auto found = year >= 1 ? existing(era.year_before + year, month, day) : std::nullopt;
  if (!found || *found < day_of(era.first) || *found > day_of(era.last)) return std::nullopt;
  return found;
}

std::optional<int> kanji_digit(char32_t c) {
  constexpr std::u32string_view k_digits = U"〇一二三四五六七八九";
  const auto at = k_digits.find(c);
  return at == std::u32string_view::npos ? std::nullopt : std::optional(static_cast<int>(at));
}

// 12, 十二, 一九四〇, 元; at most four places.
std::optional<int> number_of(std::u32string_view text) {
  if (text == U"元") return 1;
  if (text.empty() || text.size() > 4) return std::nullopt;
  if (const auto ten = text.find(U'十'); ten != std::u32string_view::npos) {
    if (ten > 1 || text.size() > ten + 2) return std::nullopt;
    const auto tens = ten == 0 ? std::optional(1) : kanji_digit(text[0]);
    const auto ones = ten + 1 == text.size() ? std::optional(0) : kanji_digit(text[ten + 1]);
    return tens && ones ? std::optional(*tens * 10 + *ones) : std::nullopt;
  }
  int value = 0;
  for (const char32_t c : text) {
    const auto digit = c >= U'0' && c <= U'9' ? std::optional(static_cast<int>(c - U'0')) : kanji_digit(c);
    if (!digit) return std::nullopt;
    value = value * 10 + *digit;
  }
  return value;
}

bool is_separator(char32_t c) { return std::u32string_view(U"./-年月日、・").find(c) != std::u32string_view::npos; }

// The three numbers between separators; one separator may stand behind the last (日).
std::vector<int> three_numbers(std::u32string_view text) {
  std::vector<int> out;
  std::u32string_view rest = text;
  while (!rest.empty()) {
    std::size_t end = 0;
    while (end < rest.size() && !is_separator(rest[end])) ++end;
    const auto value = number_of(rest.substr(0, end));
    if (!value || out.size() == 3) return {};
    out.push_back(*value);
    rest = end == rest.size() ? std::u32string_view{} : rest.substr(end + 1);
  }
  return out.size() == 3 ? out : std::vector<int>{};
}

bool only_digits(std::u32string_view text) {
  return text.find_first_not_of(U"0123456789") == std::u32string_view::npos;
}

int two_places(std::u32string_view text, std::size_t at) {
  return static_cast<int>((text[at] - U'0') * 10 + (text[at + 1] - U'0'));
}

// 20260401, or 3100403 with the era's number in front.
std::optional<Day> packed_day(std::u32string_view text) {
  if (text.size() == 8)
    return existing(two_places(text, 0) * 100 + two_places(text, 2), two_places(text, 4), two_places(text, 6));
  if (text.size() != 7 || text[0] < U'1' || text[0] > U'5') return std::nullopt;
  return in_era(k_eras[text[0] - U'1'], two_places(text, 1), two_places(text, 3), two_places(text, 5));
}

// Without spaces, brackets and what stands in them, and 生 at the end.
std::u32string bare(std::string_view text) {
  std::u32string out;
  int depth = 0;
  for (const char32_t c : decode_utf8(normalized(text))) {
    if (c == U'(') ++depth;
    if (depth == 0 && c != U' ') out.push_back(c);
    if (c == U')' && depth > 0) --depth;
  }
  if (out.ends_with(U'生')) out.pop_back();
  return out;
}

std::size_t word_of(const Era& era, std::u32string_view text) {
  if (text.starts_with(era.full)) return era.full.size();
  return !text.empty() && (text[0] == era.brief || text[0] == era.letter || text[0] == era.sign) ? 1 : 0;
}

}  // namespace

std::optional<Day> japanese_day(std::string_view text) {
  const std::u32string plain = bare(text);
  for (const auto& era : k_eras) {
    const auto word = word_of(era, plain);
    if (word == 0) continue;
    const std::u32string_view rest = std::u32string_view(plain).substr(word);
    if (rest.size() == 6 && only_digits(rest))
      return in_era(era, two_places(rest, 0), two_places(rest, 2), two_places(rest, 4));
    const auto numbers = three_numbers(rest.starts_with(U'.') ? rest.substr(1) : rest);
    return numbers.empty() ? std::nullopt : in_era(era, numbers[0], numbers[1], numbers[2]);
  }
  if (!plain.empty() && only_digits(plain)) return packed_day(plain);
  const auto numbers = three_numbers(plain);
  return numbers.empty() ? std::nullopt : existing(numbers[0], numbers[1], numbers[2]);
}

}  // namespace musubi::domain
