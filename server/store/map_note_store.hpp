#pragma once
// 災害地図メモ and the areas of the map, as kept; teams out in numbers; what was recorded up to a moment.

#include <optional>
#include <string>
#include <vector>

#include "server/store/page.hpp"
#include "server/store/tx.hpp"
#include "shared/domain/map_note.hpp"
#include "shared/domain/registrant.hpp"

namespace musubi::store {

std::optional<domain::MapNote> find_map_note(ReadTx& tx, MapNoteId id);
// Those that stood at that moment, newest first by (made, id).
std::vector<domain::MapNote> map_notes_standing(ReadTx& tx, IncidentId incident, Instant at, const Page& page);
void insert_map_note(Tx& tx, const domain::MapNote& note);
// Writes version expected_version + 1; false when somebody was faster, and then nothing is written.
bool update_map_note(Tx& tx, const domain::MapNote& note, int expected_version);

std::vector<domain::MapArea> map_areas(ReadTx& tx);  // the boundary first, then by title
std::optional<domain::MapArea> find_map_area(ReadTx& tx, domain::MapAreaId id);
// In place of the one of the same kind and title, which keeps its id; the id that it has now.
domain::MapAreaId put_map_area(Tx& tx, const domain::MapArea& area);
bool delete_map_area(Tx& tx, domain::MapAreaId id);

// Districts without a team are absent.
std::vector<domain::TeamsOut> teams_out(ReadTx& tx, IncidentId incident);

// Notes and who recorded them are left out: the past is counted, not read.
std::vector<domain::SafetyCheck> checks_recorded_until(ReadTx& tx, RoundId round, Instant at);
struct NeedStep {
  NeedId need_id;
  std::string type;  // of the event
  std::string data;
};
std::vector<NeedStep> need_steps_until(ReadTx& tx, IncidentId incident, Instant at);

}  // namespace musubi::store
