#pragma once
// Between the values of a row and the types of the nouns. Only repositories include this.

#include <array>
#include <concepts>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>
#include <vector>

#include "server/store/tx.hpp"
#include "shared/base/geo.hpp"
#include "shared/base/instant.hpp"
#include "shared/domain/codes.hpp"

namespace musubi::store {

template <class T>
inline constexpr bool k_is_optional = false;
template <class T>
inline constexpr bool k_is_optional<std::optional<T>> = true;

// Any member of a noun as the value its column holds; none becomes NULL, an enumerator its code.
template <class T>
Value value_of(const T& member) {
  if constexpr (k_is_optional<T>) {
    return member ? value_of(*member) : Value{};
  } else if constexpr (std::derived_from<T, Uuid>) {
    return Bytes{std::string(member.bytes.begin(), member.bytes.end())};
  } else if constexpr (std::same_as<T, Instant>) {
    return member.ms;
  } else if constexpr (std::same_as<T, Day>) {
    return std::int64_t{member.days};
  } else if constexpr (std::is_enum_v<T>) {
    return std::string(domain::code(member));
  } else if constexpr (std::integral<T>) {
    return static_cast<std::int64_t>(member);
  } else if constexpr (std::floating_point<T>) {
    return static_cast<double>(member);
  } else if constexpr (std::same_as<T, Bytes>) {
    return member;
  } else {
    return std::string(member);
  }
}

std::string joined(std::span<const std::string> words, char separator);
std::vector<std::string> split(std::string_view text, char separator);  // empty text has no words

template <class E>
std::string joined_codes(const std::vector<E>& items) {
  std::vector<std::string> words;
  for (const E item : items) words.emplace_back(domain::code(item));
  return joined(words, ' ');
}

// Texts of any content in one column ("3:abc2:de").
std::string packed(std::span<const std::string> texts);
std::vector<std::string> unpacked(std::string_view text);  // throws StoreError{broken}

std::string position_text(const Position& position);  // "lat,lng" with seven decimals (a centimetre)
Position position_from(std::string_view text);        // throws StoreError{broken}

[[noreturn]] void throw_unknown_code(std::string_view text);

template <class E>
E enum_from(std::string_view text) {
  const auto found = domain::from_code<E>(text);
  if (!found) throw_unknown_code(text);
  return *found;
}

// Personal columns on their way in; `column` is "table.column".
inline Value sealed(const ReadTx& tx, std::string_view column, const std::string& clear) {
  return tx.codec().seal(column, std::string_view(clear));
}
inline Value sealed(const ReadTx& tx, std::string_view column, const std::optional<std::string>& clear) {
  return tx.codec().seal(column, clear);
}
Value sealed(const ReadTx& tx, std::string_view column, const std::optional<Position>& position);

// Reads a row from left to right: each call takes the next column, so a decoder has the order of its SELECT list.
class Columns {
 public:
  Columns(const ReadTx& tx, const Row& row) : codec_(tx.codec()), row_(row) {}

  [[nodiscard]] bool null_next() const { return row_.is_null(next_); }
  void skip() { ++next_; }

  template <class I = Uuid>
  I id() {
    return I(row_.uuid(next_++));
  }
  std::int64_t i64() { return row_.i64(next_++); }
  int integer() { return static_cast<int>(i64()); }
  double real() { return row_.real(next_++); }
  bool flag() { return row_.flag(next_++); }
  const std::string& text() { return row_.text(next_++); }
  const Bytes& bytes() { return row_.bytes(next_++); }
  Instant instant() { return {i64()}; }
  Day day() { return {static_cast<std::int32_t>(i64())}; }
  template <class E>
  E code() {
    return enum_from<E>(text());
  }
  template <class E>
  std::vector<E> codes() {
    std::vector<E> items;
    for (const auto& word : split(text(), ' ')) items.push_back(enum_from<E>(word));
    return items;
  }
  std::string sealed(std::string_view column) { return codec_.open(column, row_, next_++); }

  template <class I = Uuid>
  std::optional<I> maybe_id() {
    return maybe([this] { return id<I>(); });
  }
  std::optional<std::int64_t> maybe_i64() {
    return maybe([this] { return i64(); });
  }
  std::optional<int> maybe_integer() {
    return maybe([this] { return integer(); });
  }
  std::optional<double> maybe_real() {
    return maybe([this] { return real(); });
  }
  std::optional<std::string> maybe_text() {
    return maybe([this] { return text(); });
  }
  std::optional<Instant> maybe_instant() {
    return maybe([this] { return instant(); });
  }
  std::optional<Day> maybe_day() {
    return maybe([this] { return day(); });
  }
  template <class E>
  std::optional<E> maybe_code() {
    return maybe([this] { return code<E>(); });
  }
  std::optional<std::string> maybe_sealed(std::string_view column) {
    return codec_.open_optional(column, row_, next_++);
  }
  std::optional<Position> maybe_sealed_position(std::string_view column) {
    const auto clear = maybe_sealed(column);
    return clear ? std::optional(position_from(*clear)) : std::nullopt;
  }

 private:
  template <class Read>
  auto maybe(Read read) -> std::optional<std::remove_cvref_t<decltype(read())>> {
    if (null_next()) {
      skip();
      return std::nullopt;
    }
    return read();
  }

  const Codec& codec_;
  const Row& row_;
  std::size_t next_{0};
};

template <class T, class Decode>
std::vector<T> decoded(ReadTx& tx, const std::vector<Row>& rows, Decode decode) {
  std::vector<T> items;
  items.reserve(rows.size());
  for (const auto& row : rows) items.push_back(decode(tx, row));
  return items;
}

template <class Decode>
auto decoded_first(ReadTx& tx, const std::optional<Row>& row, Decode decode) {
  using Noun = decltype(decode(tx, *row));
  return row ? std::optional<Noun>(decode(tx, *row)) : std::nullopt;
}

// The span of ids from the smallest to the largest: what belongs to the items of a list is read by one statement over
// this span (our ids are ordered by time, and so are the lists) and the strangers in between are left out.
struct IdSpan {
  Uuid first, last;
};
template <class Items, class Project>
std::optional<IdSpan> id_span(const Items& items, Project id_of) {
  std::optional<IdSpan> span;
  for (const auto& item : items) {
    const Uuid id = id_of(item);
    if (!span) span = IdSpan{id, id};
    if (id < span->first) span->first = id;
    if (span->last < id) span->last = id;
  }
  return span;
}

}  // namespace musubi::store
