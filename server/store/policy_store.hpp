#pragma once
// Numbers that a person has set, by the name of their policy.

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>

#include "server/store/tx.hpp"

namespace musubi::store {

struct KeptPolicy {
  std::map<std::string, std::int32_t, std::less<>> numbers;  // only those that were set
  int version{1};                                            // 1 until somebody sets one
};
KeptPolicy find_policy(ReadTx& tx, std::string_view name);
struct PolicyChange {
  int expected_version{1};
  Instant now;
  std::optional<AccountId> by{};
};
// Writes version expected_version + 1; false when somebody was faster, and then nothing is written.
bool keep_policy(Tx& tx, std::string_view name, const std::map<std::string, std::int32_t, std::less<>>& numbers,
                 const PolicyChange& change);

}  // namespace musubi::store
