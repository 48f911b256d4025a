#pragma once
// Watches of weekdays and their visits, as kept.

#include <optional>
#include <vector>

#include "server/store/page.hpp"
#include "server/store/tx.hpp"
#include "shared/domain/watch.hpp"

namespace musubi::store {

std::optional<domain::Watch> find_watch(ReadTx& tx, WatchId id);
std::optional<domain::Watch> watch_of(ReadTx& tx, RegistrantId person);  // that has not ended
// That have not ended, the longest due first; the cursor holds due_at.
std::vector<domain::Watch> watches(ReadTx& tx, std::optional<DistrictId> district, const Page& page);
void insert_watch(Tx& tx, const domain::Watch& watch);
// Writes version expected_version + 1; false when somebody was faster, and then nothing is written.
bool update_watch(Tx& tx, const domain::Watch& watch, int expected_version);

// Of whom the next ones are to be told.
std::vector<domain::Watch> watches_to_tell(ReadTx& tx, Instant now, int limit);
std::optional<Instant> next_tell(ReadTx& tx);

std::optional<domain::WatchVisit> find_visit(ReadTx& tx, VisitId id);
std::vector<domain::WatchVisit> visits_of(ReadTx& tx, WatchId watch, int limit);  // newest first
void insert_visit(Tx& tx, const domain::WatchVisit& visit);

}  // namespace musubi::store
