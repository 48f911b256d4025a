#include "server/net/file_rules.hpp"

#include <algorithm>
#include <charconv>
#include <string>
#include <utility>

namespace musubi::net {
namespace {

std::string_view trimmed(std::string_view s) {
  while (!s.empty() && (s.front() == ' ' || s.front() == '\t')) s.remove_prefix(1);
  while (!s.empty() && (s.back() == ' ' || s.back() == '\t')) s.remove_suffix(1);
  return s;
}

// Cuts the text before `mark` off the front.
std::string_view take_until(std::string_view& rest, char mark) {
  const std::size_t at = std::min(rest.find(mark), rest.size());
  const std::string_view item = rest.substr(0, at);
  rest.remove_prefix(std::min(at + 1, rest.size()));
  return trimmed(item);
}

std::optional<std::uint64_t> number(std::string_view text) {
  std::uint64_t value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (text.empty() || error != std::errc{} || end != text.data() + text.size()) return std::nullopt;
  return value;
}

// q=0, q=0.0, q=0.000
bool refused_by_weight(std::string_view parameters) {
  while (!parameters.empty()) {
    std::string_view p = take_until(parameters, ';');
    if (!p.starts_with("q=") && !p.starts_with("Q=")) continue;
    p.remove_prefix(2);
    return !p.empty() && p.find_first_not_of("0.") == std::string_view::npos;
  }
  return false;
}

}  // namespace

std::string_view content_type_of(std::string_view name) {
  using Row = std::pair<std::string_view, std::string_view>;
  static constexpr Row k_types[]{
      {".html", "text/html; charset=utf-8"},
      {".js", "text/javascript; charset=utf-8"},
      {".mjs", "text/javascript; charset=utf-8"},
      {".css", "text/css; charset=utf-8"},
      {".json", "application/json"},
      {".geojson", "application/geo+json"},
      {".map", "application/json"},
      {".webmanifest", "application/manifest+json"},
      {".svg", "image/svg+xml"},
      {".png", "image/png"},
      {".jpg", "image/jpeg"},
      {".webp", "image/webp"},
      {".ico", "image/x-icon"},
      {".woff2", "font/woff2"},
      {".txt", "text/plain; charset=utf-8"},
      {".csv", "text/csv; charset=utf-8"},
      {".pdf", "application/pdf"},
      {".wasm", "application/wasm"},
      {".pmtiles", "application/vnd.pmtiles"},
  };
  for (const auto& [ending, type] : k_types) {
    if (name.ends_with(ending)) return type;
  }
  return "application/octet-stream";
}

bool accepts(std::string_view accept_encoding, Coding coding) {
  if (coding == Coding::identity) return true;
  const std::string_view wanted = coding == Coding::br ? "br" : "gzip";
  bool by_star = false;
  while (!accept_encoding.empty()) {
    std::string_view item = take_until(accept_encoding, ',');
    const std::string_view name = take_until(item, ';');
    const bool refused = refused_by_weight(item);
    if (name == wanted) return !refused;
    if (name == "*") by_star = !refused;
  }
  return by_star;
}

bool matches_etag(std::string_view if_none_match, std::string_view etag) {
  while (!if_none_match.empty()) {
    std::string_view item = take_until(if_none_match, ',');
    if (item == "*") return true;
    if (item.starts_with("W/")) item.remove_prefix(2);
    if (item == etag) return true;
  }
  return false;
}

RangeAnswer parse_range(std::string_view range, std::uint64_t size) {
  constexpr std::string_view k_unit = "bytes=";
  if (!range.starts_with(k_unit) || range.find(',') != std::string_view::npos) return {};
  range = trimmed(range.substr(k_unit.size()));
  const std::size_t dash = range.find('-');
  if (dash == std::string_view::npos) return {};
  const std::string_view from = range.substr(0, dash);
  const std::string_view to = range.substr(dash + 1);
  if (from.empty()) {
    const auto last = number(to);
    if (!last) return {};
    if (*last == 0 || size == 0) return {.kind = RangeKind::unsatisfiable, .range = {}};
    const std::uint64_t length = std::min(*last, size);
    return {.kind = RangeKind::part, .range = {.first = size - length, .length = length}};
  }
  const auto first = number(from);
  const auto last = to.empty() ? std::optional<std::uint64_t>(UINT64_MAX) : number(to);
  if (!first || !last || *last < *first) return {};
  if (*first >= size) return {.kind = RangeKind::unsatisfiable, .range = {}};
  const std::uint64_t end = std::min(*last, size - 1);
  return {.kind = RangeKind::part, .range = {.first = *first, .length = end - *first + 1}};
}

}  // namespace musubi::net
