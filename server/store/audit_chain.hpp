#pragma once
// The chain of the audit: how a row is hashed, and whether the whole chain still is as it was written.

#include <cstdint>
#include <string>
#include <vector>

#include "server/store/audit_store.hpp"

namespace musubi::store {

// The hash of a row at its place in the chain, over the hash before it; keyed with the data's own key, so that whoever
// has the database alone cannot mend it. `subjects` sorted.
Bytes audit_hash(const Codec& codec, const Bytes& before, std::int64_t link, const AuditRow& row,
                 const std::vector<Uuid>& subjects);
// The hash that the first row stands on.
Bytes audit_root(const Codec& codec);

struct ChainCheck {
  std::int64_t rows{0};      // found whole, from the beginning
  std::int64_t unlinked{0};  // written before there was a chain and not yet taken into it
  std::string fault;         // empty when all is well, else where and what: "row 57 was changed"
};
ChainCheck check_audit_chain(ReadTx& tx);

}  // namespace musubi::store
