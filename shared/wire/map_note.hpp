#pragma once
// The JSON of 災害地図メモ, map areas and teams out.

#include "shared/domain/disclosure.hpp"
#include "shared/domain/map_note.hpp"
#include "shared/wire/json.hpp"

namespace musubi::wire {

Result<domain::NewMapNote> decode_new_map_note(const Json& body);
Result<domain::MapNotePatch> decode_map_note_patch(const Json& body);
Json encode(const domain::Disclosed<domain::MapNoteView>& note);

// {kind, title?, hazard?, source?, geojson}: a GeoJSON geometry, Feature or FeatureCollection of (Multi)Polygons in
// WGS84. Points are kept to 6 decimals (0.1 m). A part's step is read from the property `rank`, or from the code
// columns of 国土数値情報 洪水浸水想定区域. Names what is wrong by its place in the file; nothing is taken of such a
// file.
Result<domain::MapArea> decode_map_area(const Json& body);
// The file alone, as it lies on an operator's disk.
Result<std::vector<domain::MapAreaPart>> decode_area_parts(const Json& geojson);
Json encode(const domain::MapArea& area);

Json encode(const domain::TeamsOut& row);

}  // namespace musubi::wire
