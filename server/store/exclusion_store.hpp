#pragma once
// Who must be kept apart, as kept.

#include <optional>
#include <vector>

#include "server/store/tx.hpp"
#include "shared/domain/plan.hpp"

namespace musubi::store {

std::optional<domain::Exclusion> find_exclusion(ReadTx& tx, ExclusionId id);
std::vector<domain::Exclusion> every_exclusion(ReadTx& tx);  // newest first
// One of the same two, in whichever order.
bool is_excluded_already(ReadTx& tx, const domain::Exclusion& exclusion);
void insert_exclusion(Tx& tx, const domain::Exclusion& exclusion);
void delete_exclusion(Tx& tx, ExclusionId id);

}  // namespace musubi::store
