#pragma once
// Short numbers for voice, paper and search: N-0412-7 = kind, serial with at least four digits, check digit (Luhn, mod
// 10).

#include <optional>
#include <string>
#include <string_view>

namespace musubi::domain {

std::string short_number(char kind, int serial);
// Accepts lower case, full-width digits, missing hyphens ("n04127"); nullopt when the check digit does not fit.
std::optional<int> parse_short_number(char kind, std::string_view text);

}  // namespace musubi::domain
