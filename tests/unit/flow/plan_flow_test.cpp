// Plans in the flows: what of the world reaches the engine, what people decide, and what a commit does with it.
#include "server/flow/policy_flow.hpp"
#include "server/store/team_store.hpp"
#include "tests/unit/flow/planning.hpp"

namespace musubi::flow {
namespace {

using domain::PlanChangeKind;

TEST_F(Planning, SeesWhoHoldsAPlaceWhoWasAskedAndWhoSaidNo) {
  const auto who = people(4);
  const auto need = a_need(4, in_the_morning);
  const auto yes = offer(need, who[0]);
  offer(need, who[1]);
  const auto no = offer(need, who[2]);
  ASSERT_TRUE(run([&](Write& w) { return accept_offer(w, yes, {true, {}}); }));
  ASSERT_TRUE(run([&](Write& w) { return decline_offer(w, no, {true, {}}); }));
  const auto world = sketch().world;
  ASSERT_EQ(world.problem.needs.size(), 1U);
  EXPECT_EQ(world.problem.needs[0].taken, 1);
  EXPECT_EQ(world.problem.needs[0].placed, std::vector{who[0]});
  EXPECT_EQ(world.needs[0].taken, 1);
  EXPECT_EQ(world.problem.told, (std::vector{matching::Pair{who[1], need}}));
  const auto at = [&](int i) { return *std::ranges::find(world.problem.people, who[i], &matching::Person::id); };
  EXPECT_EQ(at(0).offered, std::vector{need});
  EXPECT_EQ(at(0).busy.size(), 1U);
  EXPECT_TRUE(at(1).offered.empty());
  EXPECT_EQ(at(2).offered, std::vector{need});
  const auto plan = solved(world, {}, matching::k_quick);
  ASSERT_TRUE(plan);
  std::vector<VolunteerId> placed;
  for (const auto& a : plan->assignments) placed.push_back(a.volunteer_id);
  EXPECT_THAT(placed, ::testing::UnorderedElementsAre(who[1], who[3]));
}

TEST_F(Planning, TakesNeedsOfTheDayOnly) {
  people(1);
  const auto today = a_need(1, in_the_morning);
  const auto any_day = a_need(1);
  a_need(1, [](domain::Need& n) { n.starts_at = Instant::parse("2026-11-25T09:00:00.000+09:00"); });
  a_need(1, [](domain::Need& n) { n.status = domain::NeedStatus::on_hold; });
  std::vector<NeedId> seen;
  for (const auto& line : sketch().world.needs) seen.push_back(line.need_id);
  EXPECT_THAT(seen, ::testing::UnorderedElementsAre(today, any_day));
}

TEST_F(Planning, KeepsADrillAndTheWorldApart) {
  const auto who = people(1);
  const auto drill = an_incident(true);
  const auto played = a_need(1, [&](domain::Need& n) {
    in_the_morning(n);
    n.incident_id = drill;
    n.is_drill = true;
  });
  const auto real = a_need(1, in_the_morning);
  ASSERT_TRUE(commit(make(drill)));
  const auto world = sketch().world;
  ASSERT_EQ(world.needs.size(), 1U);
  EXPECT_EQ(world.needs[0].need_id, real);
  EXPECT_TRUE(world.problem.people[0].busy.empty());
  EXPECT_EQ(world.problem.people[0].open_offers, 0);
  EXPECT_EQ(sketch(drill).world.needs.size(), 0U);  // its place is taken
  EXPECT_NE(played, real);
}

TEST_F(Planning, PutsThePlanOfAGroupTogetherWholeOrNotAtAll) {
  const auto who = people(3);
  const auto need = a_need(3);
  run([&](Write& w) -> Result<Outcome> {
    domain::Squad squad;
    squad.id = fresh<SquadId>();
    squad.name = "見本隊";
    squad.district_id = district_;
    squad.member_ids = {who[0], who[1]};
    squad.keep_together = true;
    squad.created_at = now_;
    store::insert_squad(w.tx, squad);
    return Outcome{204, "none", {}};
  });
  const auto world = sketch().world;
  EXPECT_EQ(world.squads.size(), 2U);
  const auto plan = solved(world, {}, matching::k_quick);
  ASSERT_TRUE(plan);
  const std::vector out{change(PlanChangeKind::take_out, who[0])};
  const auto without = edited(world, *plan, out);
  ASSERT_TRUE(without);
  ASSERT_EQ(without->assignments.size(), 1U);
  EXPECT_EQ(without->assignments[0].volunteer_id, who[2]);
  const std::vector in{change(PlanChangeKind::assign, who[1], need)};
  const auto back = edited(world, *without, in);
  ASSERT_TRUE(back);
  EXPECT_EQ(back->assignments.size(), 3U);
}

TEST_F(Planning, LetsGoOfWhatTheWorldNoLongerAllowsWhenItIsEdited) {
  const auto who = people(2);
  const auto need = a_need(1);
  const auto other = a_need(1);
  const auto id = make();
  const auto before = content_of(id);
  ASSERT_EQ(before.assignments.size(), 2U);
  run([&](Write& w) { return step_need(w, need, domain::HoldStep{"rain", {}}); });
  const auto now = look([&](Read& r) { return sketch_of(r, {id, true, 1}); });
  ASSERT_TRUE(now);
  const auto kept = std::ranges::find(before.assignments, other, &domain::PlanAssignment::need_id)->volunteer_id;
  const std::vector lock{change(PlanChangeKind::lock, kept, other)};
  const auto after = edited(now->world, now->content, lock);
  ASSERT_TRUE(after);
  ASSERT_EQ(after->assignments.size(), 1U);
  EXPECT_TRUE(after->assignments[0].is_locked);
  EXPECT_GT(after->seq, before.seq);
}

TEST_F(Planning, NeverGetsWorseByALongerSearch) {
  people(6);
  for (int i = 0; i < 4; ++i)
    a_need(2, [&](domain::Need& n) {
      n.crew.people_min = 2;
      n.position = Position{35.25 + 0.01 * i, 139.15};
    });
  const auto s = sketch();
  const auto quick = solved(s.world, {}, matching::k_first);
  ASSERT_TRUE(quick);
  const auto slow = solved(s.world, decisions_of(*quick), k_long, &*quick);
  ASSERT_TRUE(slow);
  EXPECT_GE(slow->objective, quick->objective);
  EXPECT_LE(slow->bound, quick->bound);
  EXPECT_EQ(*slow, *solved(s.world, decisions_of(*quick), k_long, &*quick));
}

TEST_F(Planning, IsResolvedFromWhereItWasAfterAnArrivalAndMovesNobodyForNothing) {
  people(6);
  for (int k = 0; k < 3; ++k) a_need(2, in_the_morning);
  const auto id = make();
  const auto before = content_of(id);
  ASSERT_EQ(before.prices.people.size(), before.people.size());
  ASSERT_EQ(before.prices.places.size(), before.needs.size());
  const auto newcomer = people(1).front();
  const auto gone = before.assignments.front().volunteer_id;
  const std::vector changes{change(PlanChangeKind::take_out, gone), change(PlanChangeKind::resolve)};
  const auto after = edited(look([&](Read& r) { return sketch_of(r, {id, true, {}}); })->world, before, changes);
  ASSERT_TRUE(after);
  ASSERT_EQ(after->assignments.size(), before.assignments.size());
  for (const auto& one : after->assignments) {
    if (one.volunteer_id == newcomer) continue;
    const auto was = std::ranges::find(before.assignments, one.volunteer_id, &domain::PlanAssignment::volunteer_id);
    ASSERT_NE(was, before.assignments.end());
    EXPECT_EQ(was->need_id, one.need_id);
  }
  EXPECT_EQ(after->prices.people.size(), after->people.size());
  EXPECT_TRUE(after->is_exact());
}

TEST_F(Planning, CommitsAnIncidentInOneTransactionOrNotAtAll) {
  const auto flood = an_incident(false);
  const auto in_flood = [&](domain::Need& n) { n.incident_id = flood; };
  const auto who = people(3);
  const auto first = a_need(1, in_flood);
  const auto second = a_need(2, in_flood);
  const auto id = make(flood);
  ASSERT_EQ(content_of(id).assignments.size(), 3U);
  const auto taken = offer(first, who[0]);
  ASSERT_TRUE(run([&](Write& w) { return accept_offer(w, taken, {true, {}}); }));
  const auto held = commit(id);
  ASSERT_FALSE(held);
  EXPECT_EQ(held.error().code, Code::plan_moved);
  EXPECT_EQ(look([&](Read& r) { return store::offers_of_need(r.tx, second).size(); }), 0U);
  ASSERT_TRUE(commit(id, true));
  const auto teams = look([&](Read& r) { return store::teams_of_plan(r.tx, id); });
  for (const auto& team : teams) EXPECT_EQ(team.need_id, second);
  const auto places = look([&](Read& r) { return store::places_of(r.tx, *store::find_need(r.tx, first)); });
  EXPECT_EQ(places.accepted, 1);
  EXPECT_EQ(commit(id, true, 2).error().code, Code::wrong_state);
}

TEST_F(Planning, TakesTheWeightsOfThePolicy) {
  const auto changed = run([&](Write& w) { return change_policy(w, 1, {{{"told", 77}}}); });
  ASSERT_TRUE(changed);
  EXPECT_EQ(sketch().world.problem.policy.told, 77);
  EXPECT_EQ(run([&](Write& w) { return change_policy(w, 1, {{{"told", 78}}}); }).error().code, Code::stale_edit);
  const auto crossed = run([&](Write& w) { return change_policy(w, 2, {{{"step_crisis", 1}}}); });
  ASSERT_FALSE(crossed);
  EXPECT_EQ(crossed.error().fields, (std::vector<FieldError>{{"values/step_crisis", "out_of_range"}}));
}

TEST_F(Planning, RefusesADayThatIsPast) {
  domain::NewPlan ask;
  ask.day = *Day::parse("2026-11-22");
  const auto refused = look([&](Read& r) { return sketch_new(r, ask); });
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().fields, (std::vector<FieldError>{{"day", "out_of_range"}}));
  people(1);
  a_need(1);
  const auto id = make();
  now_ = now_.plus_s(3 * 24 * 3600);
  EXPECT_EQ(commit(id).error().code, Code::wrong_state);
}

}  // namespace
}  // namespace musubi::flow
