#include "server/store/codec.hpp"

#include <sodium.h>

#include <stdexcept>

namespace musubi::store {
namespace {

// First byte of every sealed value, so that a later way of sealing can be told from this one.
constexpr char k_sealed_v1 = 1;
constexpr std::size_t k_nonce = crypto_aead_xchacha20poly1305_ietf_NPUBBYTES;
constexpr std::size_t k_tag = crypto_aead_xchacha20poly1305_ietf_ABYTES;
constexpr char k_kdf_context[crypto_kdf_CONTEXTBYTES + 1] = "musubi.1";

static_assert(sizeof(Key) == crypto_kdf_KEYBYTES);
static_assert(sizeof(Key) == crypto_aead_xchacha20poly1305_ietf_KEYBYTES);

const unsigned char* raw(std::string_view text) { return reinterpret_cast<const unsigned char*>(text.data()); }
unsigned char* raw(std::string& text) { return reinterpret_cast<unsigned char*>(text.data()); }

Key derive(const Key& from, std::uint64_t number) {
  Key out;
  crypto_kdf_derive_from_key(out.data(), out.size(), number, k_kdf_context, from.data());
  return out;
}

const Key& ready(const Key& key) {
  if (sodium_init() < 0) throw StoreError(StoreError::Kind::broken, "libsodium does not start");
  return key;
}

}  // namespace

Codec::Codec(const Key& key) : seal_key_(derive(ready(key), 1)), hash_key_(derive(key, 2)) {}

Value Codec::seal(std::string_view column, std::string_view clear) const {
  std::string out(1 + k_nonce + clear.size() + k_tag, '\0');
  out[0] = k_sealed_v1;
  unsigned char* nonce = raw(out) + 1;
  randombytes_buf(nonce, k_nonce);
  unsigned long long written = 0;
  crypto_aead_xchacha20poly1305_ietf_encrypt(nonce + k_nonce, &written, raw(clear), clear.size(), raw(column),
                                             column.size(), nullptr, nonce, seal_key_.data());
  return Bytes{std::move(out)};
}

std::string Codec::open(std::string_view column, const Row& row, std::size_t index) const {
  const std::string_view sealed = row.bytes(index).data;
  const auto refuse = [&]() -> StoreError {
    return {StoreError::Kind::broken, "a sealed value of " + std::string(column) + " does not open"};
  };
  if (sealed.size() < 1 + k_nonce + k_tag || sealed[0] != k_sealed_v1) throw refuse();
  const unsigned char* nonce = raw(sealed) + 1;
  std::string clear(sealed.size() - 1 - k_nonce - k_tag, '\0');
  unsigned long long written = 0;
  if (crypto_aead_xchacha20poly1305_ietf_decrypt(raw(clear), &written, nullptr, nonce + k_nonce,
                                                 sealed.size() - 1 - k_nonce, raw(column), column.size(), nonce,
                                                 seal_key_.data()) != 0) {
    throw refuse();
  }
  return clear;
}

std::optional<std::string> Codec::open_optional(std::string_view column, const Row& row, std::size_t index) const {
  if (row.is_null(index)) return std::nullopt;
  return open(column, row, index);
}

Bytes Codec::digest(std::string_view purpose, std::string_view text) const {
  std::string out(crypto_generichash_BYTES, '\0');
  crypto_generichash_state state;
  crypto_generichash_init(&state, hash_key_.data(), hash_key_.size(), out.size());
  crypto_generichash_update(&state, raw(purpose), purpose.size());
  constexpr unsigned char k_end = 0;  // "a" + "bc" must not hash like "ab" + "c"
  crypto_generichash_update(&state, &k_end, 1);
  crypto_generichash_update(&state, raw(text), text.size());
  crypto_generichash_final(&state, raw(out), out.size());
  return Bytes{std::move(out)};
}

}  // namespace musubi::store
