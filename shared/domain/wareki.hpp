#pragma once
// Days as Japanese offices write them.

#include <optional>
#include <string_view>

#include "shared/base/instant.hpp"

namespace musubi::domain {

// Understood: 2026-04-01, 2026/4/1, 2026.4.1, 2026年4月1日, 20260401; eras in full, short and by letter
// (昭和10年4月3日, 昭10/4/3, S10.4.3, ㍼10.4.3), 元年, kanji numerals, S100403, and the municipal code with the era's
// number in front (3100403 = 昭和10年4月3日); full-width and half-width alike, with 生 or a second writing in brackets
// behind. nullopt for anything else, for days that do not exist, and for days outside of their era (昭和64年1月8日).
// 明治 begins with its year 6, when the calendar became ours.
std::optional<Day> japanese_day(std::string_view text);

}  // namespace musubi::domain
