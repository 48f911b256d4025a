#pragma once
// Words of the contract and the database for our enumerations. A code's text is the enumerator's name
// ("match_waiting").

#include <array>
#include <optional>
#include <span>
#include <string_view>

namespace musubi::domain {

// Specialised beside each enum: `static constexpr std::array names{…}` in the order of the enumerators.
template <class E>
struct CodesOf;

template <class E>
constexpr std::string_view code(E value) {
  return CodesOf<E>::names[static_cast<std::size_t>(value)];
}

template <class E>
constexpr std::optional<E> from_code(std::string_view text) {
  for (std::size_t i = 0; i < CodesOf<E>::names.size(); ++i)
    if (CodesOf<E>::names[i] == text) return static_cast<E>(i);
  return std::nullopt;
}

template <class E>
constexpr std::span<const std::string_view> all_codes() {
  return CodesOf<E>::names;
}

}  // namespace musubi::domain

// At namespace musubi::domain, after the enum: MUSUBI_CODES(Role, "admin", "staff");
#define MUSUBI_CODES(Enum, ...)                                                   \
  template <>                                                                     \
  struct CodesOf<Enum> {                                                          \
    static constexpr auto names = std::to_array<std::string_view>({__VA_ARGS__}); \
  }
