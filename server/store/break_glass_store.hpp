#pragma once
// Files that were opened in an emergency, as kept.

#include <optional>
#include <vector>

#include "server/store/page.hpp"
#include "server/store/tx.hpp"
#include "shared/domain/break_glass.hpp"

namespace musubi::store {

void insert_glass(Tx& tx, const domain::BreakGlass& glass);
std::optional<domain::BreakGlass> find_glass(ReadTx& tx, BreakGlassId id);
// The one that this account has open for this person at this moment.
std::optional<domain::BreakGlass> open_glass(ReadTx& tx, AccountId account, RegistrantId person, Instant now);
// Newest first by (opened, id); of one person when given.
std::vector<domain::BreakGlass> glasses(ReadTx& tx, std::optional<RegistrantId> person, const Page& page);

}  // namespace musubi::store
