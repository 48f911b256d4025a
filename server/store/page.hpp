#pragma once
// A slice of a list: keyset paging, so that rows arriving meanwhile neither double nor hide one.

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "shared/base/id.hpp"

namespace musubi::store {

// The last row of the page before, by what the list is sorted by. Opaque to clients.
struct Cursor {
  std::int64_t ms{0};
  Uuid id;
  [[nodiscard]] std::string text() const;
  // nullopt for anything that text() did not make.
  static std::optional<Cursor> parse(std::string_view text);
  bool operator==(const Cursor&) const = default;
};

struct Page {
  int limit{100};
  std::optional<Cursor> after{};

  static Page everything();
  // Where a list sorted downwards goes on: everything sorts before this when there is no cursor.
  [[nodiscard]] Cursor below() const;
  // The same for a list sorted upwards.
  [[nodiscard]] Cursor above() const;
};

}  // namespace musubi::store
