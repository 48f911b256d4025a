// Plans, teams, exclusions and policies: what goes in comes out, and the schema keeps its guards.
#include "server/store/plan_store.hpp"

#include "server/store/exclusion_store.hpp"
#include "server/store/policy_store.hpp"
#include "server/store/team_store.hpp"
#include "tests/store/tables.hpp"

namespace musubi::testing {
namespace {

using domain::OfferStatus;

class PlanStore : public StoreTables {
 protected:
  domain::Plan a_plan(int n, std::optional<int> incident = {}, std::optional<int> district = {}) {
    domain::Plan p;
    p.id = an_id<PlanId>(n);
    if (incident) p.incident_id = an_id<IncidentId>(*incident);
    if (district) p.district_id = an_id<DistrictId>(*district);
    p.day = Day{20'000 + n};
    p.made_at = {30'000 + n};
    p.made_by = an_id<AccountId>(1);
    return p;
  }
  static domain::PlanContent content(int placed) {
    domain::PlanContent c;
    c.seq = 7;
    c.objective = 10 * placed;
    c.bound = 100;
    domain::PlanNeed need;
    need.need_id = an_id<NeedId>(1);
    need.people_needed = 5;
    need.placed = placed;
    c.needs = {need};
    for (int i = 1; i <= placed; ++i) {
      domain::PlanAssignment a;
      a.need_id = need.need_id;
      a.volunteer_id = an_id<VolunteerId>(i);
      c.assignments.push_back(a);
    }
    return c;
  }
  std::vector<Uuid> found(const store::PlanFilter& filter) { return ids_of(store::plans(tx, filter, {})); }
  domain::Offer accepted(int n, int need, int volunteer, int place) {
    auto o = an_offer(n, need, volunteer);
    o.status = OfferStatus::accepted;
    o.place_number = place;
    return o;
  }
};

TEST_F(PlanStore, KeepsEveryVersionWithTheOneBefore) {
  auto plan = a_plan(1, 2, 1);
  store::insert_plan(tx, plan, content(2));
  const auto kept = store::find_plan(tx, plan.id);
  ASSERT_TRUE(kept);
  EXPECT_TRUE(kept->is_drill);
  EXPECT_EQ(kept->summary, domain::summary_of(content(2)));
  EXPECT_EQ(std::tuple(kept->objective, kept->bound, kept->is_exact, kept->seq, kept->version),
            std::tuple(20, 100, false, 7, 1));
  EXPECT_EQ(std::tuple(kept->day, kept->made_at, kept->made_by, kept->district_id),
            std::tuple(plan.day, plan.made_at, plan.made_by, plan.district_id));
  plan.status = domain::PlanStatus::committed;
  EXPECT_TRUE(store::update_plan(tx, plan, content(3), {1, 1, {40'000}, std::nullopt}));
  EXPECT_FALSE(store::update_plan(tx, plan, content(4), {1, 1, {40'000}, std::nullopt}));
  EXPECT_EQ(store::find_plan(tx, plan.id)->version, 2);
  EXPECT_EQ(store::find_plan(tx, plan.id)->status, domain::PlanStatus::committed);
  EXPECT_EQ(store::find_plan_version(tx, plan.id, 1)->content, content(2));
  EXPECT_FALSE(store::find_plan_version(tx, plan.id, 1)->before);
  EXPECT_EQ(store::find_plan_version(tx, plan.id, 2)->content, content(3));
  EXPECT_EQ(store::find_plan_version(tx, plan.id, 2)->before, 1);
  EXPECT_FALSE(store::find_plan_version(tx, plan.id, 3));
}

TEST_F(PlanStore, ListsNewestFirstWhatAFilterAsksFor) {
  store::insert_plan(tx, a_plan(1), content(0));
  store::insert_plan(tx, a_plan(2, 1, 2), content(0));
  store::insert_plan(tx, a_plan(3, 2, 2), content(0));
  EXPECT_EQ(found({}), ids(3, 2, 1));
  EXPECT_EQ(found({.without_drills = true}), ids(2, 1));
  EXPECT_EQ(found({.incident = an_id<IncidentId>(2)}), ids(3));
  EXPECT_EQ(found({.district = an_id<DistrictId>(2)}), ids(3, 2));
  EXPECT_EQ(found({.day = Day{20'001}}), ids(1));
  EXPECT_EQ(
      walk(1, [&](const store::Page& page) { return keys_of(store::plans(tx, {}, page), &domain::Plan::made_at); }),
      ids(3, 2, 1));
}

TEST_F(PlanStore, KeepsTheWorldOfADrillApart) {
  auto everyday = a_need(1);
  everyday.status = domain::NeedStatus::match_waiting;
  auto drill = a_need(2);
  drill.incident_id = an_id<IncidentId>(2);
  drill.status = domain::NeedStatus::match_waiting;
  store::insert_need(tx, everyday);
  store::insert_need(tx, drill);
  store::insert_offer(tx, an_offer(1, 1, 1));
  store::insert_offer(tx, accepted(2, 2, 1, 1));
  auto no = an_offer(3, 1, 2);
  no.status = OfferStatus::declined;
  no.answered_at = Instant{900};
  store::insert_offer(tx, no);
  auto served = an_offer(4, 2, 3);
  served.status = OfferStatus::accepted;
  served.served_at = Instant{800};
  store::insert_offer(tx, served);
  const store::PlanWorld real{false, std::nullopt};
  const store::PlanWorld played{true, an_id<IncidentId>(2)};
  const auto needs_of = [](const auto& rows) {
    std::vector<Uuid> out;
    for (const auto& row : rows) out.push_back(row.need_id);
    return out;
  };
  EXPECT_EQ(needs_of(store::live_offers(tx, real)), ids(1));
  EXPECT_EQ(needs_of(store::live_offers(tx, played)), ids(2));
  EXPECT_EQ(needs_of(store::declined_offers(tx, real)), ids(1));
  EXPECT_TRUE(store::declined_offers(tx, played).empty());
  EXPECT_TRUE(store::recent_work(tx, real, {0}).empty());
  EXPECT_EQ(store::recent_work(tx, played, {0}).size(), 1U);
  EXPECT_TRUE(store::recent_work(tx, played, {801}).empty());
  EXPECT_TRUE(store::past_helpers(tx, real).empty());
  ASSERT_EQ(store::past_helpers(tx, played).size(), 1U);
  EXPECT_EQ(store::past_helpers(tx, played)[0].volunteer_id, an_id<VolunteerId>(3));
}

TEST_F(PlanStore, KeepsTeamsOfAcceptedOffersOnly) {
  auto need = a_need(1);
  need.incident_id = an_id<IncidentId>(1);
  need.people_needed = 3;
  store::insert_need(tx, need);
  store::insert_plan(tx, a_plan(1, 1), content(0));
  store::insert_offer(tx, accepted(1, 1, 1, 1));
  store::insert_offer(tx, accepted(2, 1, 2, 2));
  domain::Team team;
  team.id = an_id<TeamId>(1);
  team.number = 1;
  team.incident_id = an_id<IncidentId>(1);
  team.need_id = need.id;
  team.plan_id = an_id<PlanId>(1);
  team.formed_at = {50'000};
  team.members = {{an_id<VolunteerId>(1), an_id<OfferId>(1), false}, {an_id<VolunteerId>(2), an_id<OfferId>(2), true}};
  store::insert_team(tx, team);
  const auto kept = store::find_team(tx, team.id);
  ASSERT_TRUE(kept);
  EXPECT_EQ(kept->district_id, need.district_id);
  EXPECT_FALSE(kept->is_drill);
  ASSERT_EQ(kept->members.size(), 2U);
  EXPECT_EQ(kept->members[0].volunteer_id, an_id<VolunteerId>(2));  // the leader first
  EXPECT_EQ(ids_of(store::teams_of_plan(tx, team.plan_id)), ids(1));
  EXPECT_EQ(ids_of(store::teams(tx, {.incident = team.incident_id}, {})), ids(1));
  EXPECT_EQ(ids_of(store::teams(tx, {.district = an_id<DistrictId>(2)}, {})), ids());
}

TEST_F(PlanStore, KeepsAnExclusionUntilItIsTakenBack) {
  store::insert_need(tx, a_need(1));
  domain::Exclusion e;
  e.id = an_id<ExclusionId>(1);
  e.volunteer_id = an_id<VolunteerId>(1);
  e.other_volunteer_id = an_id<VolunteerId>(2);
  e.made_at = {100};
  store::insert_exclusion(tx, e);
  auto turned = e;
  std::swap(turned.volunteer_id, *turned.other_volunteer_id);
  EXPECT_TRUE(store::is_excluded_already(tx, turned));
  domain::Exclusion household{an_id<ExclusionId>(2), an_id<VolunteerId>(1), std::nullopt, an_id<NeedId>(1), {200}, {}};
  EXPECT_FALSE(store::is_excluded_already(tx, household));
  store::insert_exclusion(tx, household);
  EXPECT_EQ(ids_of(store::every_exclusion(tx)), ids(2, 1));
  EXPECT_EQ(store::find_exclusion(tx, household.id)->need_id, household.need_id);
  store::delete_exclusion(tx, e.id);
  EXPECT_FALSE(store::is_excluded_already(tx, turned));
}

TEST_F(PlanStore, KeepsOnlyTheNumbersOfAPolicyThatWereSet) {
  EXPECT_EQ(store::find_policy(tx, "matching").version, 1);
  EXPECT_TRUE(store::keep_policy(tx, "matching", {{"told", 5}, {"place", 100}}, {1, {1}, std::nullopt}));
  EXPECT_FALSE(store::keep_policy(tx, "matching", {{"told", 6}}, {1, {2}, std::nullopt}));
  EXPECT_TRUE(store::keep_policy(tx, "matching", {{"told", 7}}, {2, {3}, an_id<AccountId>(1)}));
  const auto kept = store::find_policy(tx, "matching");
  EXPECT_EQ(kept.version, 3);
  EXPECT_EQ(kept.numbers.size(), 1U);
  EXPECT_EQ(kept.numbers.at("told"), 7);
}

}  // namespace
}  // namespace musubi::testing
