#pragma once
// The small decisions of serving files, as pure functions.

#include <cstdint>
#include <optional>
#include <string_view>

namespace musubi::net {

std::string_view content_type_of(std::string_view name);

enum class Coding : std::uint8_t { identity, gzip, br };
// Does this Accept-Encoding value allow the coding? "*" counts, q=0 refuses; an empty value allows identity only.
bool accepts(std::string_view accept_encoding, Coding coding);

// If-None-Match: a list of tags or "*"; weak marks are ignored, as the comparison for it is the weak one.
bool matches_etag(std::string_view if_none_match, std::string_view etag);

struct ByteRange {
  std::uint64_t first{0};
  std::uint64_t length{0};
};
enum class RangeKind : std::uint8_t { whole, part, unsatisfiable };
struct RangeAnswer {
  RangeKind kind{RangeKind::whole};
  ByteRange range;
};
// One range of bytes. Several ranges, other units and broken syntax mean the whole file, which RFC 9110 allows.
RangeAnswer parse_range(std::string_view range, std::uint64_t size);

}  // namespace musubi::net
