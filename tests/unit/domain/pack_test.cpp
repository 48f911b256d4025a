// Lists of field phones: until when, and who lives under one roof.
#include "shared/domain/pack.hpp"

#include <gtest/gtest.h>

#include "tests/unit/domain/make.hpp"

namespace musubi::domain {
namespace {

constexpr std::int64_t k_hour_s = 3'600;

TEST(PackExpiry, IsItsHoursAndNeverBeyondThePhaseThatItNeeds) {
  const Instant now = make::k_now;
  EXPECT_EQ(pack_expiry(now, 24, std::nullopt), now.plus_s(24 * k_hour_s));
  EXPECT_EQ(pack_expiry(now, 24, now.plus_s(6 * k_hour_s)), now.plus_s(6 * k_hour_s));
  EXPECT_EQ(pack_expiry(now, 4, now.plus_s(6 * k_hour_s)), now.plus_s(4 * k_hour_s));
}

TEST(PackState, IsLockedBeforeAnythingElseAndExpiredAtItsEnd) {
  Pack pack;
  pack.expires_at = make::k_now;
  EXPECT_EQ(state_of(pack, make::k_now.plus_ms(-1)), PackState::live);
  EXPECT_EQ(state_of(pack, make::k_now), PackState::expired);
  pack.returned_at = make::k_now;
  EXPECT_EQ(state_of(pack, make::k_now), PackState::returned);
  pack.locked_at = make::k_now;
  EXPECT_EQ(state_of(pack, make::k_now), PackState::locked);
}

TEST(HouseholdAddress, IsOneForEverySpellingOfOneHouse) {
  for (const char* spelling : {"小田原市酒匂３丁目１２番４号", "神奈川県小田原市酒匂三丁目12-4", "酒匂3-12-4",
                               "酒匂 3丁目 12番地4", "小田原市酒匂3丁目12番地の4", "酒匂３－１２－４"})
    EXPECT_EQ(household_address(spelling), "酒匂3-12-4") << spelling;
}

TEST(HouseholdAddress, KeepsHousesAndRoomsApart) {
  EXPECT_NE(household_address("酒匂3-12-4"), household_address("酒匂3-12-5"));
  EXPECT_NE(household_address("酒匂3-12-4 101号"), household_address("酒匂3-12-4 102号"));
  EXPECT_NE(household_address("飯泉12"), household_address("鴨宮12"));
  EXPECT_EQ(household_address("桜井の里12番地"), "桜井の里12");
}

TEST(HouseholdAddress, KnowsNoHouseWhereNoNumberIsGiven) {
  EXPECT_EQ(household_address("小田原市飯泉"), "");
  EXPECT_EQ(household_address(""), "");
}

}  // namespace
}  // namespace musubi::domain
