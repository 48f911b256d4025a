// 災害地図メモ and areas as kept: what goes in comes out, words and places are sealed, lists are those of a moment.
#include "server/store/map_note_store.hpp"
#include "server/store/check_store.hpp"
#include "tests/store/tables.hpp"

namespace musubi::testing {
namespace {

domain::MapNote a_note(int n, int incident = 1) {
  domain::MapNote note;
  note.id = an_id<MapNoteId>(n);
  note.incident_id = an_id<IncidentId>(incident);
  note.district_id = an_id<DistrictId>(1);
  note.kind = domain::MapNoteKind::closed_road;
  note.points = {{35.25, 139.15}, {35.26, 139.16}};
  note.made_at = {1'000 + n};
  return note;
}

using MapNoteStore = StoreTables;

TEST_F(MapNoteStore, KeepsANoteWithEverythingAndWithTheLeast) {
  auto full = a_note(1);
  full.text = "橋が落ちている";
  full.public_text = true;
  full.made_by = an_id<AccountId>(1);
  full.until = Instant{9'000};
  full.ended_at = Instant{8'000};
  full.ended_by = an_id<AccountId>(1);
  store::insert_map_note(tx, full);
  store::insert_map_note(tx, a_note(2));
  EXPECT_EQ(store::find_map_note(tx, full.id), full);
  EXPECT_EQ(store::find_map_note(tx, an_id<MapNoteId>(2)), a_note(2));
  EXPECT_EQ(store::find_map_note(tx, an_id<MapNoteId>(3)), std::nullopt);
  auto changed = a_note(2);
  changed.text = "片側だけ通れる";
  EXPECT_TRUE(store::update_map_note(tx, changed, 1));
  EXPECT_FALSE(store::update_map_note(tx, changed, 1)) << "somebody was faster";
  EXPECT_EQ(store::find_map_note(tx, changed.id)->version, 2);
  const auto file = raw_file();
  EXPECT_EQ(file.find("橋が落ちている"), std::string::npos);
  EXPECT_EQ(file.find("35.26"), std::string::npos);
}

TEST_F(MapNoteStore, ListsWhatStoodAtAMomentNewestFirstAndDrillsApart) {
  for (int n = 1; n <= 4; ++n) store::insert_map_note(tx, a_note(n));
  auto ended = a_note(5);
  ended.ended_at = Instant{2'000};
  store::insert_map_note(tx, ended);
  auto brief = a_note(6);
  brief.until = Instant{3'000};
  store::insert_map_note(tx, brief);
  store::insert_map_note(tx, a_note(7, 2));
  const auto at = [&](std::int64_t ms) {
    std::vector<Uuid> out;
    for (const auto& note : store::map_notes_standing(tx, an_id<IncidentId>(1), {ms}, {10, {}})) out.push_back(note.id);
    return out;
  };
  EXPECT_EQ(at(1'002), ids(2, 1));
  EXPECT_EQ(at(1'999), ids(6, 5, 4, 3, 2, 1));
  EXPECT_EQ(at(2'000), ids(6, 4, 3, 2, 1));
  EXPECT_EQ(at(3'000), ids(4, 3, 2, 1));
  EXPECT_EQ(walk(2,
                 [&](const store::Page& page) {
                   std::vector<std::pair<Instant, Uuid>> some;
                   for (const auto& note : store::map_notes_standing(tx, an_id<IncidentId>(1), {3'000}, page))
                     some.emplace_back(note.made_at, note.id);
                   return some;
                 }),
            ids(4, 3, 2, 1));
}

TEST_F(MapNoteStore, RefusesANoteOfKindNoteWithoutWords) {
  auto note = a_note(1);
  note.kind = domain::MapNoteKind::note;
  EXPECT_THROW(store::insert_map_note(tx, note), store::StoreError);
}

TEST_F(MapNoteStore, PutsAnAreaInPlaceOfTheOneOfItsTitle) {
  domain::MapArea flood;
  flood.id = an_id<domain::MapAreaId>(1);
  flood.kind = domain::MapAreaKind::hazard;
  flood.title = "見本川";
  flood.hazard = domain::Hazard::flood;
  flood.source = "見本県";
  flood.parts = {{2, {{{35.1, 139.1}, {35.1, 139.2}, {35.2, 139.2}, {35.1, 139.1}}}}};
  flood.changed_at = {1'000};
  EXPECT_EQ(store::put_map_area(tx, flood), flood.id);
  EXPECT_EQ(store::find_map_area(tx, flood.id), flood);
  auto newer = flood;
  newer.id = an_id<domain::MapAreaId>(2);
  newer.parts[0].rank = 4;
  EXPECT_EQ(store::put_map_area(tx, newer), flood.id) << "it keeps its id";
  domain::MapArea boundary;
  boundary.id = an_id<domain::MapAreaId>(3);
  boundary.parts = newer.parts;
  boundary.changed_at = {2'000};
  EXPECT_EQ(store::put_map_area(tx, boundary), boundary.id);
  const auto all = store::map_areas(tx);
  ASSERT_EQ(all.size(), 2U);
  EXPECT_EQ(all[0].kind, domain::MapAreaKind::boundary);
  EXPECT_EQ(all[1].parts[0].rank, 4);
  EXPECT_TRUE(store::delete_map_area(tx, flood.id));
  EXPECT_FALSE(store::delete_map_area(tx, flood.id));
}

}  // namespace
}  // namespace musubi::testing
