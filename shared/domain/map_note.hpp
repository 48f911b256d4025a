#pragma once
// 災害地図メモ of an incident, and what an operator brings for the map to draw: the outline of the city, hazard areas.

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "shared/base/geo.hpp"
#include "shared/base/id.hpp"
#include "shared/base/instant.hpp"
#include "shared/base/result.hpp"
#include "shared/domain/change.hpp"
#include "shared/domain/codes.hpp"

namespace musubi::domain {

// 通行止め, 危険, 断水・給水, 停電, anything else.
enum class MapNoteKind : std::uint8_t { closed_road, danger, water, power, note };
MUSUBI_CODES(MapNoteKind, "closed_road", "danger", "water", "power", "note");

inline constexpr std::size_t k_note_points_max = 200;

struct MapNote {
  MapNoteId id;
  IncidentId incident_id;
  DistrictId district_id;
  MapNoteKind kind{MapNoteKind::note};
  std::optional<std::string> text;
  bool public_text{false};       // the wall may show the words too
  std::vector<Position> points;  // 1 = a place, 2 … k_note_points_max = a line
  Instant made_at;
  std::optional<AccountId> made_by;
  std::optional<Instant> until;     // ends by itself then
  std::optional<Instant> ended_at;  // somebody ended it
  std::optional<AccountId> ended_by;
  int version{1};
  bool operator==(const MapNote&) const = default;
};

// What a reader may see of a note: the words only where they are public or within own districts.
struct MapNoteView {
  MapNote note;
  bool shows_text{false};
  std::optional<std::string> made_by_name;  // only with the text, and never for a wall
};

struct NewMapNote {
  std::optional<MapNoteId> id;
  DistrictId district_id;
  MapNoteKind kind{MapNoteKind::note};
  std::optional<std::string> text;
  bool public_text{false};
  std::vector<Position> points;
  std::optional<Instant> until;
};
struct MapNotePatch {
  std::optional<MapNoteKind> kind;
  Change<std::string> text;
  std::optional<bool> public_text;
  std::optional<std::vector<Position>> points;
  Change<Instant> until;
  bool end{false};
};

// Whether it stood on the map at that moment.
bool stands_at(const MapNote& note, Instant at);
// A note of kind `note` is its words; an end lies in the future. invalid with the fields otherwise.
Result<void> check_note(const MapNote& note, Instant now);

using MapAreaId = Id<struct MapAreaTag>;
enum class MapAreaKind : std::uint8_t { boundary, hazard };
MUSUBI_CODES(MapAreaKind, "boundary", "hazard");
// The dangers that a place or an area may be marked with, in the words of 指定緊急避難場所.
enum class Hazard : std::uint8_t { flood, landslide, storm_surge, earthquake, tsunami, fire, inland_flood, volcano };
MUSUBI_CODES(Hazard, "flood", "landslide", "storm_surge", "earthquake", "tsunami", "fire", "inland_flood", "volcano");

inline constexpr int k_area_rank_max = 6;
inline constexpr std::size_t k_area_points_max = 200'000;
inline constexpr std::size_t k_area_parts_max = 5'000;

// One outline with its holes, closed rings; and how deep or how likely, in the steps of 洪水浸水想定区域
// (1: under 0.5 m, 2: to 3 m, 3: to 5 m, 4: to 10 m, 5: to 20 m, 6: more). 0 = no step given.
struct MapAreaPart {
  int rank{0};
  std::vector<std::vector<Position>> rings;
  bool operator==(const MapAreaPart&) const = default;
};

// A boundary is one, by its kind; hazard areas are one by title.
struct MapArea {
  MapAreaId id;
  MapAreaKind kind{MapAreaKind::boundary};
  std::string title;
  std::optional<Hazard> hazard;  // of hazard areas
  std::string source;            // the publisher, whose credit stands on the map; may be empty
  std::vector<MapAreaPart> parts;
  Instant changed_at;
  bool operator==(const MapArea&) const = default;

  [[nodiscard]] std::size_t point_count() const;
};

// The parts as one text of numbers: "rank;lng,lat,lng,lat…;ring…" per line, in units of 1e-6 degree.
std::string packed_parts(const std::vector<MapAreaPart>& parts);
// nullopt when the text is not one that packed_parts made.
std::optional<std::vector<MapAreaPart>> unpacked_parts(std::string_view text);

// Teams of committed plans at their needs' places.
struct TeamsOut {
  DistrictId district_id;
  int teams{0};
  int people{0};
  bool operator==(const TeamsOut&) const = default;
};

}  // namespace musubi::domain
