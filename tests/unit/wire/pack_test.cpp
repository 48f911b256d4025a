// Lists of field phones in the JSON of the contract.
#include "shared/wire/pack.hpp"

#include <gtest/gtest.h>

#include "tests/unit/wire/nouns.hpp"

namespace musubi::wire::testing {
namespace {

using namespace domain;

TEST(EncodePack, LooksLikeTheGoldenMessage) {
  Pack pack;
  pack.id = id_of<PackId>("41");
  pack.account_id = id_of<AccountId>("03");
  pack.device_name = "見本の携帯";
  pack.rounds = {id_of<RoundId>("08")};
  pack.districts = {id_of<DistrictId>("01")};
  pack.people = 18;
  pack.taken_at = *Instant::parse("2026-11-24T09:00:00.000+09:00");
  pack.expires_at = *Instant::parse("2026-11-25T09:00:00.000+09:00");
  pack.seen_at = *Instant::parse("2026-11-24T09:41:00.000+09:00");
  EXPECT_EQ(encode(pack, PackState::live, "見本 民生"), example("pack"));
}

TEST(DecodePack, RefusesATicketThatCouldBeGuessedOrIsNotOne) {
  for (const char* ticket :
       {"short", "abcdefghijklmnopqrstu", "abcdefghijklmnopqrst uv", "あいうえおかきくけこさしすせそ"}) {
    const auto refused = decode_pack_contact(Json{{"ticket", ticket}});
    ASSERT_FALSE(refused) << ticket;
    EXPECT_EQ(refused.error().fields.at(0).field, "ticket");
  }
  EXPECT_TRUE(decode_pack_contact(Json{{"ticket", "abcdefghijklmnopqrstuv"}}));
}

TEST(DecodePack, TakesADayUnlessHoursAreGivenAndNeverMoreThanThree) {
  EXPECT_EQ(decode_renew_pack(Json::object())->hours, 24);
  EXPECT_EQ(decode_renew_pack(Json{{"hours", 72}})->hours, 72);
  EXPECT_FALSE(decode_renew_pack(Json{{"hours", 73}}));
  EXPECT_FALSE(decode_renew_pack(Json{{"hours", 0}}));
}

}  // namespace
}  // namespace musubi::wire::testing
