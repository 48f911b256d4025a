#pragma once
// How each kind of value in the contract is read.

#include <algorithm>
#include <cmath>
#include <concepts>
#include <cstdint>
#include <limits>
#include <string>
#include <string_view>
#include <vector>

#include "shared/base/id.hpp"
#include "shared/base/instant.hpp"
#include "shared/base/limits.hpp"
#include "shared/wire/json.hpp"

namespace musubi::wire {

// The parts that need no template.
std::optional<std::string> read_line(const Json& value, const Spot& at, std::size_t chars_max);
std::optional<std::string> read_prose(const Json& value, const Spot& at, std::size_t chars_max);
std::optional<std::string> read_word(const Json& value, const Spot& at);
std::optional<std::string> read_phone(const Json& value, const Spot& at);
std::optional<std::string> read_phone_part(const Json& value, const Spot& at);
std::optional<std::string> read_email(const Json& value, const Spot& at);
std::optional<std::string> read_login(const Json& value, const Spot& at);
std::optional<std::string> read_password(const Json& value, const Spot& at, std::size_t chars_min);
std::optional<std::int64_t> read_integer(const Json& value, const Spot& at, std::int64_t low, std::int64_t high);
std::optional<double> read_number(const Json& value, const Spot& at, double low, double high);
std::optional<Uuid> read_uuid(const Json& value, const Spot& at, bool must_be_v7);
std::optional<Instant> read_instant(const Json& value, const Spot& at);
std::optional<Day> read_day(const Json& value, const Spot& at);

// One line, trimmed, without control characters. Blank is nothing.
inline auto line(std::size_t chars_max) {
  return Rule{[chars_max](const Json& v, const Spot& at) { return read_line(v, at, chars_max); }, true};
}
inline auto name_line() { return line(limits::name_chars_max); }
// Several lines.
inline auto prose(std::size_t chars_max = limits::text_chars_max) {
  return Rule{[chars_max](const Json& v, const Spot& at) { return read_prose(v, at, chars_max); }, true};
}
// A code that we only pass on: a-z, 0-9 and _, at most 40. Never free text, for everybody may see it.
inline auto word() {
  return Rule{[](const Json& v, const Spot& at) { return read_word(v, at); }, false};
}
// A number that can be called: 9 … 15 digits, typed as people type it.
inline auto phone() {
  return Rule{[](const Json& v, const Spot& at) { return read_phone(v, at); }, true};
}
// As much of a number as has been typed so far: for questions, never to be kept.
inline auto phone_part() {
  return Rule{[](const Json& v, const Spot& at) { return read_phone_part(v, at); }, true};
}
inline auto email() {
  return Rule{[](const Json& v, const Spot& at) { return read_email(v, at); }, true};
}
// 3 … 64 of a-z 0-9 . _ @ -, lower-cased.
inline auto login() {
  return Rule{[](const Json& v, const Spot& at) { return read_login(v, at); }, true};
}
// Kept as typed, spaces and all.
inline auto password(std::size_t chars_min = limits::password_chars_min) {
  return Rule{[chars_min](const Json& v, const Spot& at) { return read_password(v, at, chars_min); }, false};
}

inline auto integer(int low, int high) {
  return Rule{[low, high](const Json& v, const Spot& at) -> std::optional<int> {
                const auto value = read_integer(v, at, low, high);
                return value ? std::optional(static_cast<int>(*value)) : std::nullopt;
              },
              false};
}
inline auto long_integer(std::int64_t low, std::int64_t high) {
  return Rule{[low, high](const Json& v, const Spot& at) { return read_integer(v, at, low, high); }, false};
}
inline auto number(double low, double high) {
  return Rule{[low, high](const Json& v, const Spot& at) { return read_number(v, at, low, high); }, false};
}
inline auto boolean() {
  return Rule{[](const Json& v, const Spot& at) -> std::optional<bool> {
                if (!v.is_boolean()) return at.refuse(refused::type);
                return v.get<bool>();
              },
              false};
}

// A word of one of our enumerations; another word is out_of_range.
template <class E>
auto choice() {
  return Rule{[](const Json& v, const Spot& at) -> std::optional<E> {
                if (!v.is_string()) return at.refuse(refused::type);
                const auto value = domain::from_code<E>(v.get_ref<const std::string&>());
                if (!value) return at.refuse(refused::out_of_range);
                return value;
              },
              false};
}

template <class IdType = Uuid>
auto id() {
  return Rule{[](const Json& v, const Spot& at) -> std::optional<IdType> {
                const auto value = read_uuid(v, at, false);
                return value ? std::optional<IdType>(IdType(*value)) : std::nullopt;
              },
              false};
}
// An id that a device has made for a new noun: version 7, so that indexes keep growing at one end.
template <class IdType>
auto new_id() {
  return Rule{[](const Json& v, const Spot& at) -> std::optional<IdType> {
                const auto value = read_uuid(v, at, true);
                return value ? std::optional<IdType>(IdType(*value)) : std::nullopt;
              },
              false};
}
inline auto instant() {
  return Rule{[](const Json& v, const Spot& at) { return read_instant(v, at); }, false};
}
inline auto day() {
  return Rule{[](const Json& v, const Spot& at) { return read_day(v, at); }, false};
}

enum class Doubles : std::uint8_t { keep, drop, refuse };

template <class T>
bool is_among(const std::vector<T>& values, const T& value) {
  if constexpr (std::equality_comparable<T>)
    return std::find(values.begin(), values.end(), value) != values.end();
  else
    return false;
}

// Elements in their order; `items_max` is tried first, so that a long list costs nothing.
template <class R>
auto list(Rule<R> element, std::size_t items_max, Doubles doubles = Doubles::drop) {
  using Value = typename Rule<R>::Value;
  return Rule{[element, items_max, doubles](const Json& v, const Spot& at) -> std::optional<std::vector<Value>> {
                if (!v.is_array()) return at.refuse(refused::type);
                if (v.size() > items_max) return at.refuse(refused::too_long);
                std::vector<Value> out;
                out.reserve(v.size());
                bool is_whole = true;
                for (std::size_t i = 0; i < v.size() && !at.is_full(); ++i) {
                  const Spot spot(at, i);
                  auto value = element.read(v[i], spot);
                  const bool is_double = value && doubles != Doubles::keep && is_among(out, *value);
                  if (is_double && doubles == Doubles::refuse) spot.refuse(refused::format);
                  is_whole = is_whole && value && !(is_double && doubles == Doubles::refuse);
                  if (value && !is_double) out.push_back(std::move(*value));
                }
                if (!is_whole) return std::nullopt;  // the elements have said why
                return out;
              },
              false};
}

// `read(Reader&)` gives the value of a nested object.
template <class Read>
auto object(Read read) {
  using Value = std::invoke_result_t<const Read&, Reader&>;
  return Rule{[read](const Json& v, const Spot& at) -> std::optional<Value> {
                if (!v.is_object()) return at.refuse(refused::type);
                Reader reader(v, at);
                Value value = read(reader);
                reader.close();
                return value;
              },
              false};
}

// {reason}: why staff go against a rule.
inline auto override_reason() {
  return object([](Reader& r) { return r.required("reason", prose()); });
}

// lat and lng come together or not at all.
Position required_position(Reader& reader);
std::optional<Position> optional_position(Reader& reader);
domain::Change<Position> position_change(Reader& reader);

// Ends a decoder: the command, or what was wrong with the body.
template <class T>
Result<T> finished(Reader& reader, T&& value) {
  if (auto done = reader.finish(); !done) return pass_on(done.error());
  return std::forward<T>(value);
}

}  // namespace musubi::wire
