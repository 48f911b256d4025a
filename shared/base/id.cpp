#include "shared/base/id.hpp"

#include <cstring>

namespace musubi {
namespace {

constexpr char k_hex[] = "0123456789abcdef";

int nibble(char c) {
  if (c >= '0' && c <= '9') return c - '0';
  if (c >= 'a' && c <= 'f') return c - 'a' + 10;
  if (c >= 'A' && c <= 'F') return c - 'A' + 10;
  return -1;
}

bool dash_before(std::size_t byte) { return byte == 4 || byte == 6 || byte == 8 || byte == 10; }

}  // namespace

std::string Uuid::text() const {
  std::string out;
  out.reserve(36);
  for (std::size_t i = 0; i < bytes.size(); ++i) {
    if (dash_before(i)) out.push_back('-');
    out.push_back(k_hex[bytes[i] >> 4]);
    out.push_back(k_hex[bytes[i] & 0x0f]);
  }
  return out;
}

std::optional<Uuid> Uuid::parse(std::string_view text) {
  if (text.size() != 36) return std::nullopt;
  Uuid out;
  std::size_t at = 0;
  for (std::size_t i = 0; i < out.bytes.size(); ++i) {
    if (dash_before(i) && text[at++] != '-') return std::nullopt;
    const int hi = nibble(text[at]);
    const int lo = nibble(text[at + 1]);
    if (hi < 0 || lo < 0) return std::nullopt;
    out.bytes[i] = static_cast<std::uint8_t>(hi << 4 | lo);
    at += 2;
  }
  return out;
}

Uuid Uuid::v7(std::int64_t unix_ms, std::span<const std::uint8_t, 10> random) {
  Uuid out;
  for (std::size_t i = 0; i < 6; ++i) out.bytes[i] = static_cast<std::uint8_t>(unix_ms >> (40 - 8 * i));
  std::memcpy(out.bytes.data() + 6, random.data(), random.size());
  out.bytes[6] = static_cast<std::uint8_t>((out.bytes[6] & 0x0f) | 0x70);
  out.bytes[8] = static_cast<std::uint8_t>((out.bytes[8] & 0x3f) | 0x80);
  return out;
}

}  // namespace musubi

std::size_t std::hash<musubi::Uuid>::operator()(const musubi::Uuid& u) const noexcept {
  std::uint64_t hi = 0;
  std::uint64_t lo = 0;
  std::memcpy(&hi, u.bytes.data(), 8);
  std::memcpy(&lo, u.bytes.data() + 8, 8);
  return static_cast<std::size_t>((hi * 0x9e3779b97f4a7c15ULL) ^ lo);
}
