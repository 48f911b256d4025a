#include "shared/domain/short_number.hpp"

#include <charconv>
#include <cstdio>

#include "shared/domain/gazetteer.hpp"

namespace musubi::domain {
namespace {

constexpr std::size_t k_serial_digits_min = 4;
constexpr std::size_t k_serial_digits_max = 9;

char luhn_digit(std::string_view digits) {
  int sum = 0;
  bool doubled = true;
  for (auto it = digits.rbegin(); it != digits.rend(); ++it, doubled = !doubled) {
    const int value = (*it - '0') * (doubled ? 2 : 1);
    sum += value > 9 ? value - 9 : value;
  }
  return static_cast<char>('0' + (10 - sum % 10) % 10);
}

char lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; }

}  // namespace

std::string short_number(char kind, int serial) {
  char digits[16];
  std::snprintf(digits, sizeof digits, "%04d", serial);
  return std::string(1, kind) + '-' + digits + '-' + luhn_digit(digits);
}

std::optional<int> parse_short_number(char kind, std::string_view text) {
  const std::string plain = normalized(text);
  if (plain.empty() || plain.front() != lower(kind)) return std::nullopt;
  std::string digits;
  for (const char c : plain.substr(1)) {
    if (c == '-' || c == ' ') continue;
    if (c < '0' || c > '9') return std::nullopt;
    digits.push_back(c);
  }
  if (digits.size() < k_serial_digits_min + 1 || digits.size() > k_serial_digits_max + 1) return std::nullopt;
  const char check = digits.back();
  digits.pop_back();
  if (luhn_digit(digits) != check) return std::nullopt;
  int serial = 0;
  std::from_chars(digits.data(), digits.data() + digits.size(), serial);
  return serial;
}

}  // namespace musubi::domain
