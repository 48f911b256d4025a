#include "server/flow/env.hpp"

#include <sodium.h>

#include <array>

namespace musubi::flow {

MakeId random_ids(std::function<std::int64_t()> now_ms) {
  return [now_ms = std::move(now_ms)] {
    std::array<std::uint8_t, 10> random{};
    randombytes_buf(random.data(), random.size());
    return Uuid::v7(now_ms(), random);
  };
}

std::string Outcome::ref(std::string_view name) const {
  for (const auto& [key, value] : refs)
    if (key == name) return value;
  return {};
}

std::string Outcome::refs_text() const {
  std::string text;
  for (const auto& [key, value] : refs) {
    if (!text.empty()) text += ';';
    text += key + '=' + value;
  }
  return text;
}

std::vector<std::pair<std::string, std::string>> Outcome::parse_refs(std::string_view text) {
  std::vector<std::pair<std::string, std::string>> refs;
  while (!text.empty()) {
    const auto end = text.find(';');
    const auto word = text.substr(0, end);
    if (const auto eq = word.find('='); eq != std::string_view::npos)
      refs.emplace_back(std::string(word.substr(0, eq)), std::string(word.substr(eq + 1)));
    text = end == std::string_view::npos ? std::string_view{} : text.substr(end + 1);
  }
  return refs;
}

}  // namespace musubi::flow
