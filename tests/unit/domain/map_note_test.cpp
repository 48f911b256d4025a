// 災害地図メモ and the map's areas: when a note stands, who reads its words, and what a packed outline keeps.
#include <gtest/gtest.h>

#include "shared/domain/disclosure.hpp"
#include "shared/domain/map_note.hpp"
#include "shared/domain/need_past.hpp"
#include "tests/unit/domain/make.hpp"

namespace musubi::domain {
namespace {

constexpr Instant k_nine{1'000'000};

MapNote a_note() {
  MapNote note;
  note.kind = MapNoteKind::closed_road;
  note.district_id = DistrictId(Uuid{{1}});
  note.text = "橋が落ちている";
  note.points = {{35.25, 139.15}};
  note.made_at = k_nine;
  note.made_by = AccountId(Uuid{{9}});
  return note;
}

Actor somebody(Role role, std::vector<DistrictId> districts = {}) {
  Actor actor;
  actor.signed_in = true;
  actor.role = role;
  actor.districts = std::move(districts);
  return actor;
}

TEST(MapNote, StandsFromWhenItIsMadeUntilItsEndOrItsHour) {
  auto note = a_note();
  EXPECT_FALSE(stands_at(note, k_nine.plus_s(-1)));
  EXPECT_TRUE(stands_at(note, k_nine));
  note.until = k_nine.plus_s(60);
  EXPECT_TRUE(stands_at(note, k_nine.plus_s(59)));
  EXPECT_FALSE(stands_at(note, k_nine.plus_s(60)));
  note.until.reset();
  note.ended_at = k_nine.plus_s(10);
  EXPECT_TRUE(stands_at(note, k_nine.plus_s(9)));
  EXPECT_FALSE(stands_at(note, k_nine.plus_s(10)));
}

TEST(MapNote, OfKindNoteNeedsWordsAndEndsInTheFuture) {
  auto note = a_note();
  EXPECT_TRUE(check_note(note, k_nine));
  note.text.reset();
  EXPECT_TRUE(check_note(note, k_nine)) << "a closed road says enough by its kind";
  note.kind = MapNoteKind::note;
  note.until = k_nine;
  const auto refused = check_note(note, k_nine);
  ASSERT_FALSE(refused);
  ASSERT_EQ(refused.error().fields.size(), 2U);
  EXPECT_EQ(refused.error().fields[0].field, "text");
  EXPECT_EQ(refused.error().fields[1].field, "until");
}

TEST(MapNote, ShowsItsWordsToTheDeskAndToItsDistrictOnly) {
  const auto see = [](const Actor& actor, bool is_public = false) {
    MapNoteView view{a_note(), false, "職員 見本"};
    view.note.public_text = is_public;
    return Policy::map_note(actor, std::move(view));
  };
  const DistrictId own(Uuid{{1}});
  const DistrictId other(Uuid{{2}});
  for (const auto& actor : {somebody(Role::admin), somebody(Role::staff), somebody(Role::coordinator, {own})}) {
    EXPECT_EQ((*see(actor))->note.text, "橋が落ちている");
    EXPECT_TRUE((*see(actor))->made_by_name);
  }
  for (const auto& actor : {somebody(Role::viewer), somebody(Role::coordinator, {other})}) {
    const auto hidden = see(actor);
    ASSERT_TRUE(hidden) << "that a road is closed concerns everybody";
    EXPECT_FALSE((*hidden)->shows_text);
    EXPECT_FALSE((*hidden)->note.text);
    EXPECT_FALSE((*hidden)->made_by_name);
    EXPECT_FALSE((*hidden)->note.made_by);
    EXPECT_EQ((*hidden)->note.points.size(), 1U);
    const auto open = see(actor, true);
    EXPECT_EQ((*open)->note.text, "橋が落ちている");
    EXPECT_FALSE((*open)->made_by_name) << "who wrote it is not for the wall";
  }
  EXPECT_FALSE(see(somebody(Role::volunteer)));
  EXPECT_FALSE(see(Actor{}));
}

TEST(MapArea, KeepsItsOutlinesWhenPackedAndRefusesWhatItDidNotPack) {
  const std::vector<MapAreaPart> parts{
      {3, {{{35.1, 139.1}, {35.1, 139.2}, {35.2, 139.2}, {35.1, 139.1}}, {{-35.123456, -139.5}, {0, 0}, {1, 1}}}},
      {0, {{{35.300001, 139.000001}, {35.4, 139.1}, {35.5, 139.2}}}}};
  EXPECT_EQ(unpacked_parts(packed_parts(parts)), parts);
  EXPECT_EQ(unpacked_parts(""), std::vector<MapAreaPart>{});
  for (const char* broken : {"x;1,2\n", "7;1,2\n", "1;1\n", "1;1,2,x\n"})
    EXPECT_FALSE(unpacked_parts(broken)) << broken;
}

TEST(ThePast, ReadsTheStatusOfANeedFromWhatHappenedToIt) {
  EXPECT_EQ(status_after("need.received"), NeedStatus::received);
  EXPECT_EQ(status_after("need.assigned"), NeedStatus::assigned);
  EXPECT_EQ(status_after("need.completed"), NeedStatus::done);
  EXPECT_EQ(status_after("need.changed"), std::nullopt);
  EXPECT_EQ(status_after("offer.accepted"), std::nullopt);
}

TEST(ThePast, KnowsFromAnIdWhatWasMadeLater) {
  const std::array<std::uint8_t, 10> random{};
  const auto id = Uuid::v7(k_nine.ms, random);
  EXPECT_FALSE(is_made_after(id, k_nine));
  EXPECT_TRUE(is_made_after(id, k_nine.plus_ms(-1)));
  auto other = id;
  other.bytes[6] = 0x40;
  EXPECT_FALSE(is_made_after(other, Instant{0})) << "another version carries no time";
}

}  // namespace
}  // namespace musubi::domain
