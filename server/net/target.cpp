#include "server/net/target.hpp"

#include <cstdint>

namespace musubi::net {
namespace {

int hex_value(char c) {
  if (c >= '0' && c <= '9') return c - '0';
  if (c >= 'a' && c <= 'f') return c - 'a' + 10;
  if (c >= 'A' && c <= 'F') return c - 'A' + 10;
  return -1;
}

std::optional<std::string> percent_decoded(std::string_view raw) {
  std::string out;
  out.reserve(raw.size());
  for (std::size_t i = 0; i < raw.size(); ++i) {
    if (raw[i] != '%') {
      out.push_back(raw[i]);
      continue;
    }
    if (i + 2 >= raw.size()) return std::nullopt;
    const int high = hex_value(raw[i + 1]);
    const int low = hex_value(raw[i + 2]);
    if (high < 0 || low < 0) return std::nullopt;
    out.push_back(static_cast<char>(high * 16 + low));
    i += 2;
  }
  return out;
}

bool has_forbidden_byte(std::string_view path) {
  for (const char c : path) {
    const auto u = static_cast<unsigned char>(c);
    if (u < 0x20 || u == 0x7f || c == '\\') return true;
  }
  return false;
}

bool has_dot_segment(std::string_view path) {
  std::size_t start = 1;
  while (start <= path.size()) {
    const std::size_t end = std::min(path.find('/', start), path.size());
    const std::string_view segment = path.substr(start, end - start);
    if (segment == "." || segment == "..") return true;
    start = end + 1;
  }
  return false;
}

// The absolute form names a host too; nullopt when that is none ("http://[::1").
std::optional<std::string_view> without_authority(std::string_view raw) {
  for (const std::string_view scheme : {std::string_view("http://"), std::string_view("https://")}) {
    if (!raw.starts_with(scheme)) continue;
    const std::size_t slash = raw.find_first_of("/?", scheme.size());
    const auto authority = raw.substr(0, slash).substr(scheme.size());
    const bool bracketed = authority.starts_with('[');
    if (authority.empty() || bracketed != (authority.find(']') != std::string_view::npos)) return std::nullopt;
    return slash == std::string_view::npos ? std::string_view("/") : raw.substr(slash);
  }
  return raw;
}

// Length of the UTF-8 sequence that starts at text[i], 0 where it is not one (overlong, surrogate, cut off).
std::size_t sequence_length(std::string_view text, std::size_t i) {
  const auto byte = [&](std::size_t k) { return static_cast<unsigned char>(text[k]); };
  const unsigned char first = byte(i);
  if (first < 0x80) return 1;
  const std::size_t length = first >= 0xf0 ? 4 : first >= 0xe0 ? 3 : 2;
  if (first < 0xc2 || first > 0xf4 || i + length > text.size()) return 0;
  for (std::size_t k = 1; k < length; ++k) {
    if ((byte(i + k) & 0xc0) != 0x80) return 0;
  }
  const unsigned char second = byte(i + 1);
  if (first == 0xe0 && second < 0xa0) return 0;
  if (first == 0xed && second > 0x9f) return 0;
  if (first == 0xf0 && second < 0x90) return 0;
  if (first == 0xf4 && second > 0x8f) return 0;
  return length;
}

}  // namespace

bool is_utf8(std::string_view text) {
  for (std::size_t i = 0; i < text.size();) {
    const std::size_t length = sequence_length(text, i);
    if (length == 0) return false;
    i += length;
  }
  return true;
}

std::optional<Target> parse_target(std::string_view raw) {
  const auto local = without_authority(raw);
  if (!local) return std::nullopt;
  raw = *local;
  if (raw.empty() || raw.front() != '/' || raw.find('#') != std::string_view::npos) return std::nullopt;
  const std::size_t mark = raw.find('?');
  auto path = percent_decoded(raw.substr(0, mark));
  if (!path || has_forbidden_byte(*path) || has_dot_segment(*path) || !is_utf8(*path)) return std::nullopt;
  Target target{.path = std::move(*path), .query = {}};
  if (mark != std::string_view::npos) target.query = std::string(raw.substr(mark + 1));
  return target;
}

}  // namespace musubi::net
