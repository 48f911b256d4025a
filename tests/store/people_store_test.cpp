// Districts, accounts, sessions, volunteers, squads and organizations: what goes in comes out.
#include "server/store/organization_store.hpp"
#include "tests/store/tables.hpp"

namespace musubi::testing {
namespace {

using PeopleStore = StoreTables;

domain::Volunteer a_full_volunteer(int n) {
  auto v = a_volunteer(n);
  v.email = "mihon@example.jp";
  v.district_id = an_id<DistrictId>(2);
  v.position = Position{35.2512345, 139.1587654};
  v.birth_year = 1961;
  v.skills = {domain::Skill::gardening, domain::Skill::light_truck};
  v.availability = {{0, domain::DayPart::am}, {6, domain::DayPart::evening}};
  v.insurance = domain::InsuranceCover{domain::InsurancePlan::natural_disaster, Day{20'000}, Day{20'001}, Day{20'365},
                                       "受付 見本"};
  v.consent_at = Instant{77};
  v.note = "犬が苦手\n二行目";
  v.status = domain::VolunteerStatus::paused;
  v.version = 4;
  return v;
}

TEST_F(PeopleStore, KeepsADistrictWithEverythingAndWithTheLeast) {
  auto full = a_district(11);
  full.cell = "[[[139.1,35.2]]]";
  full.towns = {"酒匂一丁目", "飯泉 下河原"};
  full.is_sample = true;
  full.version = 3;
  store::insert_district(tx, full);
  EXPECT_SAME(store::find_district(tx, full.id), std::optional(full));
  EXPECT_SAME(store::find_district_by_code(tx, "D111"), std::optional(full));
  EXPECT_SAME(store::find_district(tx, an_id<DistrictId>(1)), std::optional(a_district(1)));
  EXPECT_EQ(store::find_district_by_code(tx, "nowhere"), std::nullopt);
  EXPECT_EQ(ids_of(store::districts(tx)), ids(1, 2, 3, 11));
}

TEST_F(PeopleStore, UpdatesADistrictOnlyFromTheVersionThatWasRead) {
  auto d = a_district(1);
  d.name = "新しい名";
  d.is_sample = true;
  EXPECT_TRUE(store::update_district(tx, d, 1));
  d.name = "遅れた名";
  EXPECT_FALSE(store::update_district(tx, d, 1));
  const auto now = store::find_district(tx, d.id);
  EXPECT_EQ(now->name, "新しい名");
  EXPECT_TRUE(now->is_sample);
  EXPECT_EQ(now->version, 2);
}

TEST_F(PeopleStore, ReplacesAPlaceOfTheSameSourceAndKeepsItsId) {
  domain::Place town{an_id<Uuid>(1), domain::PlaceKind::town, "142060001", "2023",      "酒匂",
                     std::nullopt,   {35.2, 139.2},           {},          std::nullopt};
  const domain::Place shelter{
      an_id<Uuid>(2), domain::PlaceKind::shelter, "142060001", "2024", "見本小学校", "見本町1-1",
      {35.3, 139.3},  {"flood", "tsunami"},       "体育館"};
  store::put_place(tx, town);
  store::put_place(tx, shelter);
  auto newer = town;
  newer.id = an_id<Uuid>(3);
  newer.name = "酒匂一丁目";
  store::put_place(tx, newer);
  town.name = newer.name;
  EXPECT_SAME(store::places(tx, domain::PlaceKind::town), std::vector{town});
  EXPECT_SAME(store::places(tx, domain::PlaceKind::shelter), std::vector{shelter});
  EXPECT_EQ(store::places(tx, std::nullopt).size(), 2U);
  EXPECT_TRUE(store::places(tx, domain::PlaceKind::evac_site).empty());
}

TEST_F(PeopleStore, KeepsAnAccountWithItsDistricts) {
  auto full = an_account(5);
  full.role = domain::Role::coordinator;
  full.district_ids = {an_id<DistrictId>(1), an_id<DistrictId>(3)};
  full.volunteer_id = an_id<VolunteerId>(2);
  full.status = domain::AccountStatus::disabled;
  EXPECT_FALSE(store::any_demo_account(tx));
  full.is_demo = true;
  store::insert_account(tx, full, "argon");
  EXPECT_TRUE(store::any_demo_account(tx));
  EXPECT_SAME(store::find_account(tx, full.id), std::optional(full));
  EXPECT_SAME(store::find_account_by_volunteer(tx, an_id<VolunteerId>(2)), std::optional(full));
  EXPECT_SAME(store::find_account_by_login(tx, "login5")->account, full);
  EXPECT_EQ(store::find_account_by_login(tx, "login5")->password_hash, "argon");
  EXPECT_SAME(store::accounts(tx, {}), (std::vector{an_account(1), full}));
}

TEST_F(PeopleStore, ListsTheAccountsOfTheCentreAndTheDistrictsWithoutTheManyOfVolunteers) {
  auto volunteer = an_account(5);
  volunteer.role = domain::Role::volunteer;
  auto coordinator = an_account(6);
  coordinator.role = domain::Role::coordinator;
  coordinator.district_ids = {an_id<DistrictId>(2)};
  for (const auto& one : {coordinator, volunteer}) store::insert_account(tx, one, "argon");
  EXPECT_SAME(store::accounts_but_volunteers(tx), (std::vector{an_account(1), coordinator}));
}

TEST_F(PeopleStore, ReplacesTheDistrictsOfAnAccountUnlessTheEditIsStale) {
  auto a = an_account(1);
  a.district_ids = {an_id<DistrictId>(1)};
  EXPECT_TRUE(store::update_account(tx, a, 1));
  a.district_ids = {an_id<DistrictId>(2), an_id<DistrictId>(3)};
  EXPECT_TRUE(store::update_account(tx, a, 2));
  auto late = a;
  late.district_ids = {};
  late.login = "late";
  EXPECT_FALSE(store::update_account(tx, late, 2));
  a.version = 3;
  EXPECT_SAME(store::find_account(tx, a.id), std::optional(a));
}

TEST_F(PeopleStore, ChangesAPasswordAndNothingElse) {
  store::set_password(tx, an_id<AccountId>(1), "newer");
  EXPECT_EQ(store::password_hash(tx, an_id<AccountId>(1)), "newer");
  EXPECT_EQ(store::password_hash(tx, an_id<AccountId>(9)), std::nullopt);
  EXPECT_SAME(store::find_account(tx, an_id<AccountId>(1)), std::optional(an_account(1)));
}

TEST_F(PeopleStore, KnowsWhetherThereIsAnyAccount) {
  EXPECT_TRUE(store::any_account(tx));
  tx.run({"test", "DELETE FROM account"});
  EXPECT_FALSE(store::any_account(tx));
}

TEST_F(PeopleStore, WalksTheAccountsOnceFromTheOldest) {
  for (int n = 2; n <= 7; ++n) {
    auto a = an_account(n);
    a.created_at = {1'001};  // all at once: the id decides
    store::insert_account(tx, a, "hash");
  }
  const auto walked = walk(
      2, [&](const store::Page& page) { return keys_of(store::accounts(tx, page), &domain::Account::created_at); });
  EXPECT_EQ(walked, ids(1, 2, 3, 4, 5, 6, 7));
}

TEST_F(PeopleStore, ForgetsSessionsThatEndedOrExpired) {
  store::insert_account(tx, an_account(2), "hash");
  const auto session = [](int n, int account, std::int64_t expires) {
    return store::StoredSession{
        an_id<SessionId>(n), {"token" + std::to_string(n)}, an_id<AccountId>(account), {1'000 + n}, {expires}};
  };
  for (int n = 1; n <= 4; ++n) store::insert_session(tx, session(n, n <= 2 ? 1 : 2, 5'000 + n));
  EXPECT_SAME(store::live_sessions(tx, {5'001}),
              (std::vector{session(2, 1, 5'002), session(3, 2, 5'003), session(4, 2, 5'004)}));
  store::drop_expired_sessions(tx, {5'001});
  EXPECT_EQ(store::end_session(tx, {"token1"}), 0);
  EXPECT_EQ(store::end_session(tx, {"token2"}), 1);
  EXPECT_THAT(store::end_sessions_of(tx, an_id<AccountId>(2)),
              ::testing::UnorderedElementsAre(store::Bytes{"token3"}, store::Bytes{"token4"}));
  EXPECT_TRUE(store::live_sessions(tx, {0}).empty());
}

TEST_F(PeopleStore, KeepsAVolunteerWithEverythingAndWithTheLeast) {
  store::insert_volunteer(tx, a_full_volunteer(20));
  EXPECT_SAME(store::find_volunteer(tx, an_id<VolunteerId>(20)), std::optional(a_full_volunteer(20)));
  EXPECT_SAME(store::find_volunteer(tx, an_id<VolunteerId>(1)), std::optional(a_volunteer(1)));
  EXPECT_EQ(store::find_volunteer(tx, an_id<VolunteerId>(99)).has_value(), false);

  auto emptied = a_volunteer(20);
  emptied.version = 5;
  EXPECT_TRUE(store::update_volunteer(tx, emptied, 4));
  EXPECT_FALSE(store::update_volunteer(tx, a_full_volunteer(20), 4));
  EXPECT_SAME(store::find_volunteer(tx, an_id<VolunteerId>(20)), std::optional(emptied));
}

TEST_F(PeopleStore, FiltersVolunteersByDistrictAndStatus) {
  store::insert_volunteer(tx, a_full_volunteer(20));  // district 2, paused
  auto active = a_full_volunteer(21);
  active.status = domain::VolunteerStatus::active;
  store::insert_volunteer(tx, active);
  const auto district = an_id<DistrictId>(2);
  EXPECT_EQ(ids_of(store::volunteers(tx, {district, std::nullopt}, {})), ids(21, 20));
  EXPECT_EQ(ids_of(store::volunteers(tx, {district, domain::VolunteerStatus::paused}, {})), ids(20));
  EXPECT_EQ(ids_of(store::volunteers(tx, {std::nullopt, domain::VolunteerStatus::retired}, {})), ids());
  EXPECT_EQ(ids_of(store::volunteers_in(tx, std::vector{an_id<DistrictId>(1), district})), ids(21, 20));
  EXPECT_EQ(store::active_volunteers(tx).size(), 10U);
}

TEST_F(PeopleStore, WalksTheVolunteersOnceFromTheNewest) {
  const auto walked = walk(2, [&](const store::Page& page) {
    return keys_of(store::volunteers(tx, {}, page), &domain::Volunteer::created_at);
  });
  EXPECT_EQ(walked, ids(9, 8, 7, 6, 5, 4, 3, 2, 1));
}

TEST_F(PeopleStore, TellsTheSquadsOfItsMembersAndTheMembersOfItsSquads) {
  domain::Squad squad{an_id<SquadId>(1),
                      "見本隊",
                      domain::SquadKind::watch_team,
                      an_id<DistrictId>(1),
                      {an_id<VolunteerId>(2), an_id<VolunteerId>(4)},
                      true,
                      {500},
                      1};
  store::insert_squad(tx, squad);
  store::insert_squad(tx,
                      {an_id<SquadId>(2), "空", domain::SquadKind::group, an_id<DistrictId>(2), {}, false, {400}, 1});
  EXPECT_SAME(store::find_squad(tx, squad.id), std::optional(squad));
  EXPECT_EQ(store::find_volunteer(tx, an_id<VolunteerId>(4))->squad_ids, std::vector{squad.id});
  for (const auto& v : store::active_volunteers(tx))
    EXPECT_EQ(v.squad_ids.size(), v.number == 2 || v.number == 4 ? 1U : 0U) << v.number;

  EXPECT_SAME(store::squads_kept_together(tx), std::vector{squad});
  squad.member_ids = {an_id<VolunteerId>(3)};
  squad.name = "改名";
  EXPECT_TRUE(store::update_squad(tx, squad, 1));
  EXPECT_FALSE(store::update_squad(tx, {squad.id, "遅い", squad.kind, squad.district_id, {}, false, {500}, 1}, 1));
  squad.version = 2;
  EXPECT_SAME(store::find_squad(tx, squad.id), std::optional(squad));
  EXPECT_EQ(ids_of(store::squads(tx, std::nullopt, {})), ids(1, 2));
  EXPECT_EQ(ids_of(store::squads(tx, an_id<DistrictId>(2), {})), ids(2));
  EXPECT_EQ(walk(1,
                 [&](const store::Page& page) {
                   return keys_of(store::squads(tx, std::nullopt, page), &domain::Squad::created_at);
                 }),
            ids(1, 2));
}

TEST_F(PeopleStore, KeepsOrganizations) {
  domain::Organization full{an_id<OrganizationId>(1),
                            "見本社協",
                            domain::OrganizationKind::council,
                            an_id<DistrictId>(1),
                            "0465-1",
                            domain::OrganizationStatus::retired,
                            {900},
                            2};
  const domain::Organization least{
      an_id<OrganizationId>(2), "会", domain::OrganizationKind::npo, std::nullopt, std::nullopt, {}, {901}, 1};
  store::insert_organization(tx, full);
  store::insert_organization(tx, least);
  EXPECT_SAME(store::find_organization(tx, full.id), std::optional(full));
  EXPECT_SAME(store::organizations(tx, {}), (std::vector{least, full}));
  full.phone.reset();
  EXPECT_TRUE(store::update_organization(tx, full, 2));
  EXPECT_FALSE(store::update_organization(tx, full, 2));
  EXPECT_EQ(store::find_organization(tx, full.id)->phone, std::nullopt);
  EXPECT_EQ(walk(1,
                 [&](const store::Page& page) {
                   return keys_of(store::organizations(tx, page), &domain::Organization::created_at);
                 }),
            ids(2, 1));
}

}  // namespace
}  // namespace musubi::testing
