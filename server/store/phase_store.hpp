#pragma once
// Decisions on legal phases as kept.

#include <vector>

#include "server/store/tx.hpp"
#include "shared/domain/phase.hpp"

namespace musubi::store {

// The decision that stands now ends, if there is one.
void end_phase(Tx& tx, IncidentId incident, Instant at, domain::PhaseEnding how);
// Takes the next number of the incident; nothing may stand.
void insert_phase(Tx& tx, IncidentId incident, domain::LegalPhase phase, const domain::PhaseDecision& decision);
std::vector<domain::PhaseRecord> phases(ReadTx& tx, IncidentId incident);  // newest first

}  // namespace musubi::store
