#pragma once
// Hand-overs of rescues to the HQ and 119, as kept.

#include <optional>
#include <vector>

#include "server/store/tx.hpp"
#include "shared/domain/rescue.hpp"

namespace musubi::store {

std::optional<domain::Rescue> find_rescue(ReadTx& tx, HandoverId id);
// At most one is not closed (the schema holds it), and then it is the latest.
std::optional<domain::Rescue> latest_rescue(ReadTx& tx, IncidentId incident, RegistrantId registrant);
// What waits longest first.
std::vector<domain::Rescue> rescues(ReadTx& tx, IncidentId incident, std::optional<domain::RescueStatus> status,
                                    int limit);
void insert_rescue(Tx& tx, const domain::Rescue& rescue);
// Writes version expected_version + 1; false when somebody was faster, and then nothing is written.
bool update_rescue(Tx& tx, const domain::Rescue& rescue, int expected_version);

}  // namespace musubi::store
