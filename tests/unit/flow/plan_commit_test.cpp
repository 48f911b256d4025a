// Seats that take people to their work, and what a commit finds changed since the plan was made.
#include "server/flow/policy_flow.hpp"
#include "server/store/team_store.hpp"
#include "tests/unit/flow/planning.hpp"

namespace musubi::flow {
namespace {

using domain::PlanChangeKind;

class Seats : public Planning {
 protected:
  void SetUp() override {
    Planning::SetUp();
    ASSERT_TRUE(run([](Write& w) { return change_policy(w, 1, {{{"ride_beyond_m", 2'000}}}); }));
    people(4);
    far_ = a_need(4, [](domain::Need& n) { n.position = Position{35.35, 139.15}; });
  }
  static std::vector<PlanChange> bus(int seats) {
    auto one = change(PlanChangeKind::add_seats);
    one.count = seats;
    return {one};
  }
  NeedId far_;
};

TEST_F(Seats, AreWhatAFarNeedLacksUntilABusComes) {
  const auto s = sketch();
  const auto without = solved(s.world, {}, matching::k_quick);
  ASSERT_TRUE(without);
  EXPECT_TRUE(without->assignments.empty());
  ASSERT_TRUE(without->needs[0].unmet);
  EXPECT_EQ(without->needs[0].unmet->code, "transport_full");
  EXPECT_EQ(without->needs[0].unmet->next, "add_seats");
  const auto grid = grid_of(s.world, *without);
  EXPECT_EQ(grid.gates[static_cast<std::size_t>(-1 - grid.cells[0][0])], "no_transport");

  const auto asked = what_if(s.world, *without, bus(3));
  ASSERT_TRUE(asked);
  EXPECT_EQ(asked->placed_more, 3);

  auto changes = bus(3);
  changes.push_back(change(PlanChangeKind::resolve));
  const auto with = edited(s.world, *without, changes);
  ASSERT_TRUE(with);
  EXPECT_EQ(with->assignments.size(), 3U);
  EXPECT_EQ(with->seats, (std::vector<domain::PlanSeats>{{std::nullopt, 3}}));
  EXPECT_EQ(with->needs[0].unmet->code, "transport_full");
  EXPECT_GE(grid_of(s.world, *with).cells[0][0], 0);
  EXPECT_EQ(what_if(s.world, *with, bus(1))->placed_more, 1);
  EXPECT_EQ(solved(s.world, decisions_of(*with), matching::k_quick)->assignments.size(), 3U);
}

TEST_F(Seats, AreNotCountedWhereThePolicyDoesNotAsk) {
  ASSERT_TRUE(run([](Write& w) { return change_policy(w, 2, {{{"ride_beyond_m", 0}}}); }));
  EXPECT_EQ(solved(sketch().world, {}, matching::k_quick)->assignments.size(), 4U);
}

TEST_F(Seats, AreKeptByThePlanThatIsMadeWithThemAndByItsCommit) {
  domain::NewPlan ask;
  ask.day = k_day;
  ask.seats = {{std::nullopt, 1}, {std::nullopt, 1}};
  const auto s = look([&](Read& r) { return sketch_new(r, ask); });
  ASSERT_TRUE(s);
  const auto content = solved(s->world, decisions_of(s->content), matching::k_quick);
  EXPECT_EQ(content->assignments.size(), 2U);
  const auto id = run([&](Write& w) { return keep_plan(w, s->plan, *content); })->ref_id<PlanId>();
  ASSERT_TRUE(commit(id));
  EXPECT_EQ(content_of(id).seats, (std::vector<domain::PlanSeats>{{std::nullopt, 2}}));
  EXPECT_THAT(offers(far_), SizeIs(2));
  ask.seats = {{fresh<DistrictId>(), 5}};
  const auto refused = look([&](Read& r) { return sketch_new(r, ask); });
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().fields, (std::vector<FieldError>{{"seats/0/district_id", "unknown_reference"}}));
}

class Commit : public Planning {
 protected:
  void change_person(const VolunteerId& who, const std::function<void(domain::Volunteer&)>& how) {
    run([&](Write& w) -> Result<Outcome> {
      auto v = store::find_volunteer(w.tx, who);
      how(*v);
      EXPECT_TRUE(store::update_volunteer(w.tx, *v, v->version));
      return Outcome{204, "none", {}};
    });
  }
  std::vector<domain::Moved> moved(const PlanId& id) {
    const auto held = commit(id);
    EXPECT_FALSE(held);
    EXPECT_EQ(held.error().code, Code::plan_moved);
    return domain::moved_from(held.error().fields);
  }
};

TEST_F(Commit, SendsNobodyWhomTheWorldHoldsBackSince) {
  const auto who = people(5);
  const auto need = a_need(5, in_the_morning);
  const auto id = make();
  ASSERT_EQ(content_of(id).assignments.size(), 5U);
  change_person(who[0], [](auto& v) { v.status = domain::VolunteerStatus::paused; });
  change_person(who[1], [](auto& v) { v.insurance->cover_until = *Day::parse("2026-11-23"); });
  change_person(who[2], [](auto& v) { v.birth_year = 2012; });
  ASSERT_TRUE(run([&](Write& w) { return add_exclusion(w, {{}, who[3], std::nullopt, need}); }));
  std::vector<domain::Moved> gone;
  for (int i = 0; i < 4; ++i) gone.push_back({domain::MovedCode::volunteer_gone, need, who[i]});
  EXPECT_THAT(moved(id), ::testing::UnorderedElementsAreArray(gone));
  ASSERT_TRUE(commit(id, true));
  EXPECT_THAT(offers(need), SizeIs(1));
  EXPECT_TRUE(of(need, who[4]));
}

TEST_F(Commit, KeepsTwoApartWhoWereExcludedSince) {
  const auto who = people(2);
  const auto need = a_need(2);
  const auto id = make();
  ASSERT_TRUE(run([&](Write& w) { return add_exclusion(w, {{}, who[1], who[0], std::nullopt}); }));
  const auto found = moved(id);
  ASSERT_EQ(found.size(), 1U);
  EXPECT_EQ(found[0].code, domain::MovedCode::volunteer_gone);
  ASSERT_TRUE(commit(id, true));
  EXPECT_THAT(offers(need), SizeIs(1));
}

TEST_F(Commit, TellsTheMembersOfATeamOfTheirPlaceAndNotOfARequest) {
  const auto flood = an_incident(false);
  const auto who = people(2);
  a_need(2, [&](domain::Need& n) { n.incident_id = flood; });
  ASSERT_TRUE(commit(make(flood)));
  for (const auto& one : who) {
    ASSERT_THAT(notices(one, NoticeKind::team_formed), SizeIs(1));
    EXPECT_EQ(notices(one, NoticeKind::team_formed)[0].status, domain::NoticeStatus::sent);
    EXPECT_THAT(notices(one, NoticeKind::offer_made), SizeIs(0));
    EXPECT_THAT(notices(one, NoticeKind::offer_reminder), SizeIs(0));
  }
}

TEST_F(Commit, WaitsWithTheNoticeOfATeamUntilTheQuietHoursAreOver) {
  now_ = k_night;
  const auto flood = an_incident(false);
  const auto who = people(1);
  a_need(1, [&](domain::Need& n) { n.incident_id = flood; });
  ASSERT_TRUE(commit(make(flood)));
  ASSERT_THAT(notices(who[0], NoticeKind::team_formed), SizeIs(1));
  EXPECT_EQ(notices(who[0], NoticeKind::team_formed)[0].status, domain::NoticeStatus::waiting);
  pass(12 * 3600);
  EXPECT_EQ(notices(who[0], NoticeKind::team_formed)[0].status, domain::NoticeStatus::sent);
}

}  // namespace
}  // namespace musubi::flow
