#pragma once
// The one way personal columns reach and leave the database (law 11). Values are sealed with a key that lives outside
// of the database, so that a copied database file, backup or WAL tells nobody's name.

#include <array>
#include <concepts>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "server/store/driver.hpp"

namespace musubi::store {

using Key = std::array<std::uint8_t, 32>;

class Codec {
 public:
  explicit Codec(const Key& key);

  // XChaCha20-Poly1305 with a random nonce; `column` ("volunteer.phone") is authenticated, so that a value moved to
  // another column does not open.
  [[nodiscard]] Value seal(std::string_view column, std::string_view clear) const;
  // NULL for none. (A template, since std::string would convert to both parameter types equally well.)
  template <std::same_as<std::optional<std::string>> Optional>
  [[nodiscard]] Value seal(std::string_view column, const Optional& clear) const {
    return clear ? seal(column, std::string_view(*clear)) : Value{};
  }
  // Throws StoreError{broken} when the value was not sealed with this key for this column.
  [[nodiscard]] std::string open(std::string_view column, const Row& row, std::size_t index) const;
  [[nodiscard]] std::optional<std::string> open_optional(std::string_view column, const Row& row,
                                                         std::size_t index) const;

  // Keyed hash (BLAKE2b, 32 bytes) for what must be compared but not read back: session tokens, command fingerprints.
  [[nodiscard]] Bytes digest(std::string_view purpose, std::string_view text) const;

 private:
  Key seal_key_;
  Key hash_key_;
};

// Reads the key file (32 bytes as 64 hex characters, mode 0600); makes it when absent and `create` is set.
// Throws StoreError{broken} with a clear line when it cannot be read or is not a key.
Key load_key(const std::string& path, bool create);

}  // namespace musubi::store
