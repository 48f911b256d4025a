#include "shared/domain/map_note.hpp"

#include <charconv>
#include <cmath>

namespace musubi::domain {
namespace {

constexpr double k_units_per_degree = 1e6;

void put_number(std::string& out, double degrees) {
  out += std::to_string(static_cast<std::int64_t>(std::llround(degrees * k_units_per_degree)));
}

// Cuts off what stands before the next `end`.
std::string_view taken(std::string_view& rest, char end) {
  const auto at = rest.find(end);
  const auto word = rest.substr(0, at);
  rest.remove_prefix(at == std::string_view::npos ? rest.size() : at + 1);
  return word;
}

std::optional<std::int64_t> number(std::string_view word) {
  std::int64_t value = 0;
  const auto [end, error] = std::from_chars(word.data(), word.data() + word.size(), value);
  if (error != std::errc{} || end != word.data() + word.size()) return std::nullopt;
  return value;
}

std::optional<std::vector<Position>> unpacked_ring(std::string_view text) {
  std::vector<Position> ring;
  while (!text.empty()) {
    const auto lng = number(taken(text, ','));
    const auto lat = number(taken(text, ','));
    if (!lng || !lat) return std::nullopt;
    ring.push_back({static_cast<double>(*lat) / k_units_per_degree, static_cast<double>(*lng) / k_units_per_degree});
  }
  return ring;
}

}  // namespace

bool stands_at(const MapNote& note, Instant at) {
  return note.made_at <= at && (!note.ended_at || at < *note.ended_at) && (!note.until || at < *note.until);
}

Result<void> check_note(const MapNote& note, Instant now) {
  std::vector<FieldError> fields;
  if (note.kind == MapNoteKind::note && !note.text) fields.push_back({"text", "required"});
  if (note.until && *note.until <= now) fields.push_back({"until", "out_of_range"});
  if (fields.empty()) return {};
  return fail_fields(std::move(fields));
}

std::size_t MapArea::point_count() const {
  std::size_t sum = 0;
  for (const auto& part : parts)
    for (const auto& ring : part.rings) sum += ring.size();
  return sum;
}

std::string packed_parts(const std::vector<MapAreaPart>& parts) {
  std::string out;
  for (const auto& part : parts) {
    out += std::to_string(part.rank);
    for (const auto& ring : part.rings) {
      out += ';';
      for (std::size_t i = 0; i < ring.size(); ++i) {
        if (i > 0) out += ',';
        put_number(out, ring[i].lng);
        out += ',';
        put_number(out, ring[i].lat);
      }
    }
    out += '\n';
  }
  return out;
}

std::optional<std::vector<MapAreaPart>> unpacked_parts(std::string_view text) {
  std::vector<MapAreaPart> parts;
  while (!text.empty()) {
    auto line = taken(text, '\n');
    const auto rank = number(taken(line, ';'));
    if (!rank || *rank < 0 || *rank > k_area_rank_max) return std::nullopt;
    MapAreaPart part;
    part.rank = static_cast<int>(*rank);
    while (!line.empty()) {
      auto ring = unpacked_ring(taken(line, ';'));
      if (!ring) return std::nullopt;
      part.rings.push_back(std::move(*ring));
    }
    parts.push_back(std::move(part));
  }
  return parts;
}

}  // namespace musubi::domain
