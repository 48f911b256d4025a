#pragma once
// Organizations as kept.

#include <optional>
#include <vector>

#include "server/store/page.hpp"
#include "server/store/tx.hpp"
#include "shared/domain/volunteer.hpp"

namespace musubi::store {

std::optional<domain::Organization> find_organization(ReadTx& tx, OrganizationId id);
std::vector<domain::Organization> organizations(ReadTx& tx, const Page& page);  // newest first
void insert_organization(Tx& tx, const domain::Organization& organization);
// Writes version expected_version + 1; false when somebody was faster, and then nothing is written.
bool update_organization(Tx& tx, const domain::Organization& organization, int expected_version);

}  // namespace musubi::store
