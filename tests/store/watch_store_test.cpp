// Incidents, rounds, registrants, checks: what goes in comes out.
#include "server/store/check_store.hpp"
#include "tests/store/tables.hpp"

namespace musubi::testing {
namespace {

using WatchStore = StoreTables;
using domain::SafetyStatus;

domain::CheckRound a_round(int n, int number, int incident = 1) {
  domain::CheckRound r;
  r.id = an_id<RoundId>(n);
  r.incident_id = an_id<IncidentId>(incident);
  r.number = number;
  r.started_at = {1'000 + n};
  return r;
}

domain::Registrant a_full_registrant(int n) {
  auto r = a_registrant(n, 2);
  r.birth_date = Day{-9'000};
  r.gender = "女";
  r.phone = "0465-33-0000";
  r.position = Position{35.2712345, 139.1887654};
  r.support_level = 4;
  r.support_reasons = {"care", "視覚 障害", "3:a"};
  r.support_note = "耳が遠い";
  r.supporters = {{"隣の 見本", "0465-44-0000"}, {"甥", ""}};
  r.plan_shelter = "見本小学校";
  r.plan_route = "坂を避ける";
  r.plan_keys = "隣家に鍵";
  r.family_note = "長女は横浜";
  r.city_number = "R-001";
  r.consented = true;
  r.consent_on = Day{20'000};
  r.status = domain::RegistrantStatus::moved;
  r.version = 9;
  return r;
}

domain::SafetyCheck a_check(int n, int registrant, SafetyStatus status) {
  domain::SafetyCheck c;
  c.id = an_id<CheckId>(n);
  c.round_id = an_id<RoundId>(1);
  c.registrant_id = an_id<RegistrantId>(registrant);
  c.status = status;
  c.occurred_at = {3'000 + n};
  c.recorded_at = {4'000 + n};
  return c;
}

using domain::CheckState;
CheckState state_of(const domain::SafetyCheck& c) {
  CheckState s;
  s.round_id = c.round_id;
  s.registrant_id = c.registrant_id;
  s.check_id = c.id;
  s.status = c.status;
  s.occurred_at = c.occurred_at;
  s.recorded_at = c.recorded_at;
  return s;
}

TEST_F(WatchStore, KeepsAnIncidentWithItsDecision) {
  auto full = an_incident(5, true);
  full.kind = domain::IncidentKind::earthquake;
  full.status = domain::IncidentStatus::closed;
  full.legal_phase = domain::LegalPhase::declared;
  full.decision = domain::PhaseDecision{
      an_id<AccountId>(1), "震度6強", {1'500}, domain::PhasePurpose::check_safety, Instant{9'000}};
  full.closed_at = Instant{2'000};
  store::insert_incident(tx, full);
  EXPECT_SAME(store::find_incident(tx, full.id), std::optional(full));
  EXPECT_SAME(store::find_incident(tx, an_id<IncidentId>(1)), std::optional(an_incident(1)));
  EXPECT_EQ(ids_of(store::incidents(tx, {})), ids(5, 2, 1));
  EXPECT_EQ(
      walk(1,
           [&](const store::Page& page) { return keys_of(store::incidents(tx, page), &domain::Incident::opened_at); }),
      ids(5, 2, 1));

  auto again = an_incident(5, true);
  EXPECT_TRUE(store::update_incident(tx, again, 1));
  EXPECT_FALSE(store::update_incident(tx, full, 1));
  again.version = 2;
  EXPECT_SAME(store::find_incident(tx, again.id), std::optional(again));
}

TEST_F(WatchStore, KnowsTheOpenTheLatestAndAllRoundsOfAnIncident) {
  const auto incident = an_id<IncidentId>(1);
  EXPECT_EQ(store::last_round_number(tx, incident), 0);
  EXPECT_FALSE(store::latest_round(tx, incident).has_value());
  auto first = a_round(1, 1);
  first.name = "第1回";
  first.district_ids = {an_id<DistrictId>(1), an_id<DistrictId>(2)};
  store::insert_round(tx, first);
  store::insert_round(tx, a_round(9, 1, 2));
  EXPECT_SAME(store::open_round(tx, incident), std::optional(first));
  first.closed_at = Instant{5'000};
  EXPECT_TRUE(store::update_round(tx, first, 1));
  EXPECT_FALSE(store::update_round(tx, first, 1));
  first.version = 2;
  EXPECT_SAME(store::find_round(tx, first.id), std::optional(first));
  EXPECT_FALSE(store::open_round(tx, incident).has_value());
  EXPECT_SAME(store::latest_round(tx, incident), std::optional(first));
  auto second = a_round(2, 2);
  second.cause = domain::RoundCause::aftershock;
  store::insert_round(tx, second);
  EXPECT_SAME(store::open_round(tx, incident), std::optional(second));
  store::insert_round(tx, a_round(3, 3));
  EXPECT_EQ(ids_of(store::open_rounds(tx, incident)), ids(3, 2)) << "rounds of different districts run together";
  EXPECT_EQ(store::incidents_with_open_round(tx), (std::vector{incident, an_id<IncidentId>(2)}))
      << "each once, however many rounds run";
  EXPECT_EQ(ids_of(store::rounds(tx, incident)), ids(3, 2, 1));
  EXPECT_EQ(store::last_round_number(tx, incident), 3);
}

TEST_F(WatchStore, KeepsARegistrantWithEverythingAndWithTheLeast) {
  store::insert_registrant(tx, a_full_registrant(1));
  store::insert_registrant(tx, a_registrant(2));
  EXPECT_SAME(store::find_registrant(tx, an_id<RegistrantId>(1)), std::optional(a_full_registrant(1)));
  EXPECT_SAME(store::find_registrant(tx, an_id<RegistrantId>(2)), std::optional(a_registrant(2)));
  auto emptied = a_registrant(1);
  EXPECT_TRUE(store::update_registrant(tx, emptied, 9));
  EXPECT_FALSE(store::update_registrant(tx, a_full_registrant(1), 9));
  emptied.version = 10;
  EXPECT_SAME(store::find_registrant(tx, emptied.id), std::optional(emptied));
}

TEST_F(WatchStore, FiltersRegistrantsAndWalksThemOnce) {
  for (int n = 1; n <= 7; ++n) {
    auto r = a_registrant(n, n <= 4 ? 1 : 2);
    r.created_at = {1'000 + n / 3};
    r.consented = n % 2 == 0;
    if (n == 7) r.status = domain::RegistrantStatus::removed;
    store::insert_registrant(tx, r);
  }
  const auto found = [&](const store::RegistrantFilter& filter) { return ids_of(store::registrants(tx, filter, {})); };
  EXPECT_EQ(found({}), ids(6, 5, 4, 3, 2, 1));
  EXPECT_EQ(found({.active_only = false}), ids(7, 6, 5, 4, 3, 2, 1));
  EXPECT_EQ(found({.consented_only = true}), ids(6, 4, 2));
  EXPECT_EQ(found({.district = an_id<DistrictId>(2)}), ids(6, 5));
  EXPECT_EQ(walk(2,
                 [&](const store::Page& page) {
                   return keys_of(store::registrants(tx, {}, page), &domain::Registrant::created_at);
                 }),
            ids(6, 5, 4, 3, 2, 1));
}

TEST_F(WatchStore, ListsTheActiveForTheMapByPositionOnly) {
  auto placed = a_full_registrant(1);
  placed.status = domain::RegistrantStatus::active;
  store::insert_registrant(tx, placed);
  store::insert_registrant(tx, a_registrant(2));
  store::insert_registrant(tx, a_full_registrant(3));  // moved away
  const auto rows = store::roster(tx);
  ASSERT_EQ(ids_of(rows), ids(2, 1));
  EXPECT_FALSE(rows[0].position.has_value());
  EXPECT_FALSE(rows[0].consented);
  EXPECT_SAME(rows[1].position, placed.position);
  EXPECT_EQ(rows[1].district_id, an_id<DistrictId>(2));
  EXPECT_TRUE(rows[1].consented);
}

TEST_F(WatchStore, KeepsChecksAndTheNewestStateOfEachPerson) {
  store::insert_round(tx, a_round(1, 1));
  store::insert_registrant(tx, a_registrant(1, 1));
  store::insert_registrant(tx, a_registrant(2, 2));
  store::insert_need(tx, a_need(1));
  auto full = a_check(1, 1, SafetyStatus::needs_help);
  full.method = domain::CheckMethod::family;
  full.note = "薬がない";
  full.recorded_by = an_id<AccountId>(1);
  full.need_id = an_id<NeedId>(1);
  full.confidence = domain::CheckConfidence::told;
  full.told_by = "隣の人";
  full.next_check_at = Instant{9'000};
  const auto later = a_check(2, 1, SafetyStatus::safe_home);
  const auto other = a_check(3, 2, SafetyStatus::unreachable);
  for (const auto& check : {full, later, other}) store::insert_check(tx, check);
  EXPECT_SAME(store::find_check(tx, full.id), std::optional(full));
  EXPECT_SAME(store::find_check(tx, later.id), std::optional(later));

  const auto round = an_id<RoundId>(1);
  EXPECT_FALSE(store::find_state(tx, round, an_id<RegistrantId>(1)).has_value());
  store::put_state(tx, state_of(full));
  auto open = state_of(other);
  open.open_since = Instant{1'001};
  open.conflict_id = later.id;
  open.next_check_at = Instant{7'000};
  store::put_state(tx, open);
  store::put_state(tx, state_of(later));
  EXPECT_SAME(store::find_state(tx, round, an_id<RegistrantId>(1)), std::optional(state_of(later)));
  EXPECT_SAME(store::states(tx, round), (std::vector{state_of(later), open}));
  EXPECT_SAME(store::states_in(tx, round, an_id<DistrictId>(2)), std::vector{open});
  EXPECT_SAME(store::newest_checks(tx, round, std::nullopt), (std::vector{later, other}));
  EXPECT_SAME(store::newest_checks(tx, round, an_id<DistrictId>(1)), std::vector{later});
  EXPECT_TRUE(store::states(tx, an_id<RoundId>(2)).empty());
  EXPECT_SAME(store::checks_of(tx, round, an_id<RegistrantId>(1)), (std::vector{full, later}));
}

}  // namespace
}  // namespace musubi::testing
