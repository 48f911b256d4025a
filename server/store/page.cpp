#include "server/store/page.hpp"

#include <fmt/format.h>

#include <charconv>
#include <limits>

namespace musubi::store {

namespace {

constexpr std::size_t k_ms_digits = 16;
constexpr std::size_t k_cursor_digits = k_ms_digits + 32;

std::optional<std::uint64_t> from_hex(std::string_view digits) {
  std::uint64_t value = 0;
  const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), value, 16);
  if (error != std::errc{} || end != digits.data() + digits.size()) return std::nullopt;
  return value;
}

}  // namespace

std::string Cursor::text() const {
  std::string out = fmt::format("{:016x}", static_cast<std::uint64_t>(ms));
  for (const auto byte : id.bytes) out += fmt::format("{:02x}", byte);
  return out;
}

std::optional<Cursor> Cursor::parse(std::string_view text) {
  if (text.size() != k_cursor_digits) return std::nullopt;
  Cursor cursor;
  const auto ms = from_hex(text.substr(0, k_ms_digits));
  if (!ms || *ms > static_cast<std::uint64_t>(std::numeric_limits<std::int64_t>::max())) return std::nullopt;
  cursor.ms = static_cast<std::int64_t>(*ms);
  for (std::size_t i = 0; i < cursor.id.bytes.size(); ++i) {
    const auto byte = from_hex(text.substr(k_ms_digits + 2 * i, 2));
    if (!byte) return std::nullopt;
    cursor.id.bytes[i] = static_cast<std::uint8_t>(*byte);
  }
  return cursor;
}

Page Page::everything() { return {.limit = std::numeric_limits<int>::max(), .after = std::nullopt}; }

Cursor Page::below() const {
  if (after) return *after;
  Cursor top{.ms = std::numeric_limits<std::int64_t>::max(), .id = {}};
  top.id.bytes.fill(0xff);
  return top;
}

Cursor Page::above() const { return after ? *after : Cursor{.ms = std::numeric_limits<std::int64_t>::min(), .id = {}}; }

}  // namespace musubi::store
