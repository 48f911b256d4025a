// 災害地図メモ and GeoJSON on the wire: what is taken, and where in a file the mistake stands.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "shared/wire/map_note.hpp"
#include "tests/unit/wire/nouns.hpp"

namespace musubi::wire {
namespace {

Json a_note() {
  return {{"district_id", "019a9f00-0000-7000-8000-000000000001"},
          {"kind", "closed_road"},
          {"points", {{{"lat", 35.25}, {"lng", 139.15}}, {{"lat", 35.26}, {"lng", 139.16}}}}};
}

std::string refusal(const Result<domain::NewMapNote>& result) {
  return result ? "taken" : result.error().fields.front().field + " " + result.error().fields.front().code;
}

TEST(MapNoteOnTheWire, TakesAPlaceOrALineAndRefusesNowhereAndTooMuch) {
  const auto line = decode_new_map_note(a_note());
  ASSERT_TRUE(line);
  EXPECT_EQ(line->points.size(), 2U);
  auto nowhere = a_note();
  nowhere["points"] = Json::array();
  EXPECT_EQ(refusal(decode_new_map_note(nowhere)), "points too_short");
  auto endless = a_note();
  endless["points"] = Json(201, Json{{"lat", 35.0}, {"lng", 139.0}});
  EXPECT_EQ(refusal(decode_new_map_note(endless)), "points too_long");
  auto off = a_note();
  off["points"][1]["lat"] = 91;
  EXPECT_EQ(refusal(decode_new_map_note(off)), "points/1/lat out_of_range");
  auto wordy = a_note();
  wordy["text"] = std::string(201, 'x');
  EXPECT_EQ(refusal(decode_new_map_note(wordy)), "text too_long");
  auto strange = a_note();
  strange["colour"] = "red";
  EXPECT_EQ(refusal(decode_new_map_note(strange)), "colour unknown");
}

domain::MapNoteView a_view() {
  domain::MapNote note;
  note.id = *MapNoteId::parse("019a9f00-0000-7000-8000-0000000000e1");
  note.incident_id = *IncidentId::parse("019a9f00-0000-7000-8000-000000000005");
  note.district_id = *DistrictId::parse("019a9f00-0000-7000-8000-000000000001");
  note.kind = domain::MapNoteKind::closed_road;
  note.text = "橋が落ちている";
  note.points = {{35.25, 139.15}, {35.26, 139.16}};
  note.made_at = *Instant::parse("2026-11-23T09:40:00+09:00");
  note.until = *Instant::parse("2026-11-23T12:00:00+09:00");
  return {note, false, "職員 見本"};
}

TEST(MapNoteOnTheWire, GivesWhatTheGoldenMessagesShow) {
  domain::Actor actor;
  actor.signed_in = true;
  actor.role = domain::Role::staff;
  EXPECT_EQ(encode(*domain::Policy::map_note(actor, a_view())), testing::example("map_note"));
  actor.role = domain::Role::viewer;
  EXPECT_EQ(encode(*domain::Policy::map_note(actor, a_view())), testing::example("map_note.wall"));
}

Json ring(double far) { return {{139.1, 35.1}, {far, 35.1}, {far, 35.2}, {139.1, 35.1}}; }

TEST(MapAreaOnTheWire, ReadsWhatTheMinistriesPublish) {
  const Json file{
      {"type", "FeatureCollection"},
      {"features",
       {{{"type", "Feature"},
         {"properties", {{"A31a_205", 3}}},
         {"geometry", {{"type", "Polygon"}, {"coordinates", {ring(139.2)}}}}},
        {{"type", "Feature"},
         {"properties", nullptr},
         {"geometry", {{"type", "MultiPolygon"}, {"coordinates", {{ring(139.3)}, {ring(139.4), ring(139.12)}}}}}}}}};
  const auto parts = decode_area_parts(file);
  ASSERT_TRUE(parts);
  ASSERT_EQ(parts->size(), 3U);
  EXPECT_EQ((*parts)[0].rank, 3);
  EXPECT_EQ((*parts)[1].rank, 0);
  EXPECT_EQ((*parts)[2].rings.size(), 2U) << "with its hole";
  EXPECT_EQ((*parts)[0].rings[0][1], (Position{35.1, 139.2}));
}

TEST(MapAreaOnTheWire, SaysWhereInTheFileTheMistakeStands) {
  const auto wrong = [](const Json& geojson) {
    const auto parts = decode_area_parts(geojson);
    return parts ? std::string("taken") : parts.error().fields[0].field + " " + parts.error().fields[0].code;
  };
  EXPECT_EQ(wrong({{"type", "Point"}, {"coordinates", {139.1, 35.1}}}), "geojson/type unknown");
  EXPECT_EQ(wrong({{"type", "FeatureCollection"}, {"features", Json::array()}}), "geojson too_short");
  EXPECT_EQ(wrong({{"type", "Polygon"}, {"coordinates", {{{139.1, 35.1}, {139.2, 35.1}, {139.1, 35.1}}}}}),
            "geojson/coordinates/0 too_short");
  EXPECT_EQ(
      wrong({{"type", "Polygon"}, {"coordinates", {{{139.1, 35.1}, {139.2, 35.1}, {139.2, 35.2}, {139.3, 35.3}}}}}),
      "geojson/coordinates/0 format")
      << "a ring that is not closed";
  EXPECT_EQ(
      wrong({{"type", "Polygon"}, {"coordinates", {{{35.1, 139.1}, {35.1, 139.2}, {35.2, 139.2}, {35.1, 139.1}}}}}),
      "geojson/coordinates/0/0 out_of_range")
      << "lat and lng the wrong way round";
  EXPECT_EQ(wrong(Json::array()), "geojson type");
}

TEST(MapAreaOnTheWire, WantsATitleAndADangerForAHazardOnly) {
  const Json polygon{{"type", "Polygon"}, {"coordinates", {ring(139.2)}}};
  EXPECT_TRUE(decode_map_area({{"kind", "boundary"}, {"geojson", polygon}}));
  EXPECT_TRUE(decode_map_area({{"kind", "hazard"}, {"title", "見本川"}, {"hazard", "flood"}, {"geojson", polygon}}));
  EXPECT_FALSE(decode_map_area({{"kind", "hazard"}, {"geojson", polygon}}));
  EXPECT_FALSE(decode_map_area({{"kind", "boundary"}, {"hazard", "flood"}, {"geojson", polygon}}));
  EXPECT_FALSE(decode_map_area({{"kind", "boundary"}}));
}

}  // namespace
}  // namespace musubi::wire
