#pragma once
// Small pieces that every encoder uses.

#include <nlohmann/json.hpp>

#include <optional>
#include <vector>

#include "shared/base/id.hpp"
#include "shared/base/instant.hpp"
#include "shared/domain/codes.hpp"
#include "shared/domain/need.hpp"

namespace musubi::wire {

using Json = nlohmann::json;

inline Json text_of(const Uuid& id) { return id.text(); }
inline Json text_of(Instant at) { return at.text(); }
inline Json text_of(Day day) { return day.text(); }
inline Json text_of(const std::string& text) { return text; }
inline Json text_of(int number) { return number; }
template <class E>
  requires std::is_enum_v<E>
Json text_of(E value) {
  return std::string(domain::code(value));
}

// The value, or null.
template <class T>
Json or_null(const std::optional<T>& value) {
  return value ? text_of(*value) : Json();
}

template <class T>
Json array_of(const std::vector<T>& values) {
  Json out = Json::array();
  for (const auto& value : values) out.push_back(text_of(value));
  return out;
}

inline Json encode_roles(const std::vector<domain::RoleCount>& roles) {
  Json out = Json::array();
  for (const auto& role : roles) out.push_back({{"role", text_of(role.role)}, {"count", role.count}});
  return out;
}

}  // namespace musubi::wire
