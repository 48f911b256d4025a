#pragma once
// Incidents and their check rounds as kept.

#include <optional>
#include <vector>

#include "server/store/page.hpp"
#include "server/store/tx.hpp"
#include "shared/domain/incident.hpp"
#include "shared/domain/registrant.hpp"

namespace musubi::store {

std::optional<domain::Incident> find_incident(ReadTx& tx, IncidentId id);
std::vector<domain::Incident> incidents(ReadTx& tx, const Page& page);  // newest first by (opened, id)
void insert_incident(Tx& tx, const domain::Incident& incident);
// Writes version expected_version + 1; false when somebody was faster, and then nothing is written.
bool update_incident(Tx& tx, const domain::Incident& incident, int expected_version);
std::optional<Instant> next_phase_end(ReadTx& tx);
std::vector<domain::Incident> incidents_with_phase_due(ReadTx& tx, Instant now, int limit);

std::optional<domain::CheckRound> find_round(ReadTx& tx, RoundId id);
std::vector<IncidentId> incidents_with_open_round(ReadTx& tx);
std::vector<domain::CheckRound> open_rounds(ReadTx& tx, IncidentId incident);     // newest first
std::optional<domain::CheckRound> open_round(ReadTx& tx, IncidentId incident);    // the newest of them
std::optional<domain::CheckRound> latest_round(ReadTx& tx, IncidentId incident);  // open or closed
std::vector<domain::CheckRound> rounds(ReadTx& tx, IncidentId incident);          // newest first
int last_round_number(ReadTx& tx, IncidentId incident);                           // 0 before the first
void insert_round(Tx& tx, const domain::CheckRound& round);
bool update_round(Tx& tx, const domain::CheckRound& round, int expected_version);

}  // namespace musubi::store
