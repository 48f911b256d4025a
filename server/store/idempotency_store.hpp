#pragma once
// The first decided outcome of each command key (law 4). Codes and ids only, never a body.

#include <optional>
#include <string>

#include "server/store/tx.hpp"
#include "shared/base/instant.hpp"

namespace musubi::store {

struct KeptOutcome {
  Bytes fingerprint;  // Codec::digest of route and body
  int status{0};
  std::string code;
  std::string refs;
};

std::optional<KeptOutcome> find_outcome(ReadTx& tx, AccountId account, const Uuid& key);
// Throws StoreError{unique} when the key has an outcome already.
void keep_outcome(Tx& tx, AccountId account, const Uuid& key, const KeptOutcome& outcome, Instant now);
// The oldest first, at most `limit`; how many went.
int drop_outcomes_before(Tx& tx, Instant before, int limit);

}  // namespace musubi::store
