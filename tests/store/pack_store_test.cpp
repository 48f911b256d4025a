// Lists of field phones as kept.
#include "server/store/pack_store.hpp"
#include "tests/store/tables.hpp"

namespace musubi::testing {
namespace {

store::StoredPack a_pack(int n) {
  store::StoredPack s;
  s.pack.id = an_id<PackId>(n);
  s.pack.account_id = an_id<AccountId>(1);
  s.pack.device_name = "見本の携帯";
  s.pack.taken_at = {10'000 + n};
  s.pack.expires_at = {90'000 + n};
  s.pack.seen_at = {10'000 + n};
  s.ticket_hash = store::Bytes{"ticket"};
  return s;
}

class PackStore : public StoreTables {
 protected:
  void SetUp() override {
    StoreTables::SetUp();
    for (int n = 1; n <= 2; ++n) {
      domain::CheckRound round;
      round.id = an_id<RoundId>(n);
      round.incident_id = an_id<IncidentId>(n);
      round.started_at = {2'000};
      store::insert_round(tx, round);
    }
    for (int n = 1; n <= 3; ++n) store::insert_registrant(tx, a_registrant(n));
  }
};

TEST_F(PackStore, KeepsAPackWithEverythingAndWithTheLeast) {
  store::insert_pack(tx, a_pack(1));
  auto full = a_pack(2);
  full.pack.rounds = {an_id<RoundId>(1), an_id<RoundId>(2)};
  full.pack.districts = {an_id<DistrictId>(1), an_id<DistrictId>(3)};
  full.pack.people = 18;
  full.pack.is_widened = true;
  full.pack.locked_at = Instant{20'000};
  full.pack.locked_by = an_id<AccountId>(1);
  full.pack.returned_at = Instant{30'000};
  full.session_hash = store::Bytes{"session"};
  store::insert_pack(tx, full);
  for (const auto& wanted : {a_pack(1), full}) {
    const auto found = store::find_pack(tx, wanted.pack.id);
    ASSERT_TRUE(found);
    EXPECT_EQ(found->pack.device_name, wanted.pack.device_name);
    EXPECT_EQ(found->pack.rounds, wanted.pack.rounds);
    EXPECT_EQ(found->pack.districts, wanted.pack.districts);
    EXPECT_EQ(found->pack.people, wanted.pack.people);
    EXPECT_EQ(found->pack.is_widened, wanted.pack.is_widened);
    EXPECT_EQ(found->pack.locked_at, wanted.pack.locked_at);
    EXPECT_EQ(found->pack.locked_by, wanted.pack.locked_by);
    EXPECT_EQ(found->pack.returned_at, wanted.pack.returned_at);
    EXPECT_EQ(found->ticket_hash, wanted.ticket_hash);
    EXPECT_EQ(found->session_hash, wanted.session_hash);
  }
  EXPECT_FALSE(store::find_pack(tx, an_id<PackId>(9)));
}

TEST_F(PackStore, ChangesOnceAVersionAndListsTheNewestFirst) {
  for (int n = 1; n <= 3; ++n) store::insert_pack(tx, a_pack(n));
  auto changed = a_pack(2);
  changed.pack.rounds = {an_id<RoundId>(1)};
  EXPECT_TRUE(store::update_pack(tx, changed));
  EXPECT_FALSE(store::update_pack(tx, changed));
  std::vector<Uuid> ids;
  for (const auto& pack : store::packs(tx, an_id<AccountId>(1), {10, std::nullopt})) ids.push_back(pack.id);
  EXPECT_EQ(ids, (std::vector<Uuid>{an_id<PackId>(3), an_id<PackId>(2), an_id<PackId>(1)}));
  EXPECT_EQ(store::packs(tx, std::nullopt, {2, std::nullopt}).size(), 2U);
  EXPECT_TRUE(store::packs(tx, an_id<AccountId>(7), {10, std::nullopt}).empty());
}

TEST_F(PackStore, RemembersWhomItEverNamed) {
  for (int n = 1; n <= 2; ++n) store::insert_pack(tx, a_pack(n));
  store::put_pack_people(tx, an_id<PackId>(1), std::vector{an_id<RegistrantId>(1), an_id<RegistrantId>(2)});
  store::put_pack_people(tx, an_id<PackId>(1), std::vector{an_id<RegistrantId>(2), an_id<RegistrantId>(3)});
  store::put_pack_people(tx, an_id<PackId>(2), std::vector{an_id<RegistrantId>(2)});
  EXPECT_EQ(store::pack_people(tx, an_id<PackId>(1)).size(), 3U);
  EXPECT_EQ(store::packs_naming(tx, an_id<RegistrantId>(2)).size(), 2U);
  EXPECT_EQ(store::packs_naming(tx, an_id<RegistrantId>(3)), std::vector{an_id<PackId>(1)});
}

TEST_F(PackStore, RefusesWhatCannotBe) {
  auto backwards = a_pack(1);
  backwards.pack.expires_at = backwards.pack.taken_at;
  EXPECT_THROW(store::insert_pack(tx, backwards), store::StoreError);
  auto by_nobody = a_pack(2);
  by_nobody.pack.locked_at = Instant{20'000};
  EXPECT_THROW(store::insert_pack(tx, by_nobody), store::StoreError);
}

TEST_F(PackStore, KeepsTheNameOfThePhoneSealed) {
  store::insert_pack(tx, a_pack(1));
  EXPECT_EQ(raw_file().find("見本の携帯"), std::string::npos);
}

}  // namespace
}  // namespace musubi::testing
