#pragma once
// 災害地図メモ: closed roads, dangers, cuts of water and power. And what the map draws beneath: the outline of the
// city, hazard areas; and how many teams are out.

#include "server/flow/env.hpp"
#include "server/flow/need_flow.hpp"
#include "server/store/page.hpp"
#include "shared/domain/disclosure.hpp"
#include "shared/domain/map_note.hpp"

namespace musubi::flow {

// Within own districts; refused in a closed incident. Events note.made, note.changed, note.ended name the note by its
// id and its kind, nothing else.
Result<Outcome> make_map_note(Write& w, const IncidentId& incident, const domain::NewMapNote& ask);
Result<Outcome> change_map_note(Write& w, const MapNoteId& id, int if_version, const domain::MapNotePatch& patch);
Result<domain::Disclosed<domain::MapNoteView>> read_map_note(Read& r, const MapNoteId& id);
using MapNoteList = Listed<domain::Disclosed<domain::MapNoteView>>;
// Those that stand now, or stood at `at`.
Result<MapNoteList> list_map_notes(Read& r, const IncidentId& incident, std::optional<Instant> at,
                                   const store::Page& page);

// In place of the one of the same kind and title.
Result<Outcome> put_map_area(Write& w, const domain::MapArea& area);
Result<Outcome> drop_map_area(Write& w, const domain::MapAreaId& id);
Listed<domain::MapArea> list_map_areas(Read& r);
Result<domain::MapArea> read_map_area(Read& r, const domain::MapAreaId& id);

// A coordinator gets own districts.
Result<Listed<domain::TeamsOut>> list_teams_out(Read& r, const IncidentId& incident);

}  // namespace musubi::flow
