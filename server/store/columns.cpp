#include "server/store/columns.hpp"

#include <fmt/format.h>

#include <charconv>

namespace musubi::store {

std::string joined(std::span<const std::string> words, char separator) {
  std::string out;
  for (std::size_t i = 0; i < words.size(); ++i) {
    if (i > 0) out += separator;
    out += words[i];
  }
  return out;
}

std::vector<std::string> split(std::string_view text, char separator) {
  std::vector<std::string> words;
  while (!text.empty()) {
    const auto end = text.find(separator);
    words.emplace_back(text.substr(0, end));
    if (end == std::string_view::npos) break;
    text.remove_prefix(end + 1);
  }
  return words;
}

std::string packed(std::span<const std::string> texts) {
  std::string out;
  for (const auto& text : texts) out += fmt::format("{}:{}", text.size(), text);
  return out;
}

std::vector<std::string> unpacked(std::string_view text) {
  std::vector<std::string> texts;
  while (!text.empty()) {
    std::size_t size = 0;
    const char* const past = text.data() + text.size();
    const auto [end, error] = std::from_chars(text.data(), past, size);
    if (error != std::errc{} || end == past || *end != ':' || size > static_cast<std::size_t>(past - end - 1))
      throw StoreError(StoreError::Kind::broken, "a packed column cannot be unpacked");
    texts.emplace_back(end + 1, size);
    text.remove_prefix(static_cast<std::size_t>(end - text.data()) + 1 + size);
  }
  return texts;
}

std::string position_text(const Position& position) { return fmt::format("{:.7f},{:.7f}", position.lat, position.lng); }

Position position_from(std::string_view text) {
  Position position;
  const char* const past = text.data() + text.size();
  const auto lat = std::from_chars(text.data(), past, position.lat);
  if (lat.ec == std::errc{} && lat.ptr != past && *lat.ptr == ',') {
    const auto lng = std::from_chars(lat.ptr + 1, past, position.lng);
    if (lng.ec == std::errc{} && lng.ptr == past) return position;
  }
  throw StoreError(StoreError::Kind::broken, "a position column does not hold a position");
}

void throw_unknown_code(std::string_view text) {
  throw StoreError(StoreError::Kind::broken, fmt::format("unknown code '{}' in a column", text));
}

Value sealed(const ReadTx& tx, std::string_view column, const std::optional<Position>& position) {
  if (!position) return {};
  return tx.codec().seal(column, std::string_view(position_text(*position)));
}

}  // namespace musubi::store
