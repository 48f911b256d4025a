// What a plan keeps, what it relies on, and who sees it.
#include <gtest/gtest.h>

#include "shared/domain/crew_rules.hpp"
#include "shared/domain/disclosure.hpp"
#include "shared/domain/plan.hpp"
#include "tests/unit/domain/make.hpp"

namespace musubi::domain {
namespace {

using make::id;

PlanContent a_content() {
  PlanContent c;
  c.seq = 812;
  c.objective = 4'123'456'789;
  c.bound = 4'123'456'999;
  c.travel_m = 1'360;
  c.needs = {{id<NeedId>(1), 2, 3, 4, 1, 2, 0xfedc'ba98'7654'3210, false, std::nullopt},
             {id<NeedId>(2), 1, 5, 5, 0, 0, 7, false, PlanUnmet{"role_missing", 3, Skill::chainsaw, "ask_leader"}},
             {id<NeedId>(3), 1, 1, 1, 0, 0, 7, true, PlanUnmet{"dropped", std::nullopt, std::nullopt, ""}}};
  c.people = {{id<VolunteerId>(1), id<SquadId>(9), false, std::nullopt},
              {id<VolunteerId>(2), std::nullopt, false, std::nullopt},
              {id<VolunteerId>(3), std::nullopt, true, PlanIdle{"taken_out", std::nullopt}},
              {id<VolunteerId>(4), std::nullopt, false, PlanIdle{"too_far", 2}}};
  c.assignments = {{id<NeedId>(1),
                    id<VolunteerId>(1),
                    true,
                    true,
                    420,
                    -42,
                    {{"place", "crisis", 1000}, {"distance", "420", -42}, {"same_district", std::nullopt, 50}},
                    {"busy_then", "too_far"}},
                   {id<NeedId>(1), id<VolunteerId>(2), false, false, std::nullopt, 0, {}, {}}};
  c.seats = {{std::nullopt, 20}, {id<DistrictId>(6), 3}};
  c.prices = {{1'024, 0, -7, 4'123'456'789}, {20'000, -1, 0}, {0, 512}};
  c.offers = {id<OfferId>(5)};
  c.left_out = {{MovedCode::need_closed, id<NeedId>(8), std::nullopt},
                {MovedCode::declined, id<NeedId>(1), id<VolunteerId>(7)}};
  return c;
}

TEST(PlanText, ReadsBackEqual) {
  const auto read = content_from(content_text(a_content()));
  ASSERT_TRUE(read);
  EXPECT_EQ(*read, a_content());
  EXPECT_EQ(*content_from(content_text({})), PlanContent{});
}

TEST(PlanText, IsBrokenWhenItIsNotOurs) {
  const auto text = content_text(a_content());
  for (const auto* more : {"x 1\n", "n\n", "a 1 2\n", "h 1 2 3\n", "o nobody\n", "p 1", "u 1 x\n", "\n"})
    EXPECT_FALSE(content_from(text + more)) << more;
}

TEST(PlanText, HoldsNothingButCodesAndNumbers) {
  for (const char c : content_text(a_content()))
    EXPECT_TRUE((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == ' ' || c == '-' || c == '_' || c == '\n') << c;
}

TEST(PlanSeats, AreAddedByDistrictUpToAsManyAsAPlanHolds) {
  std::vector<PlanSeats> all;
  add_seats(all, {std::nullopt, 20});
  add_seats(all, {id<DistrictId>(6), 3});
  add_seats(all, {std::nullopt, 5});
  EXPECT_EQ(all, (std::vector<PlanSeats>{{std::nullopt, 25}, {id<DistrictId>(6), 3}}));
  for (int bus = 0; bus < 3; ++bus) add_seats(all, {std::nullopt, 200});
  EXPECT_EQ(all[0].seats, 500);
}

TEST(PlanSummaryOf, AddsUpWhatIsWantedPlacedAndShort) {
  const PlanSummary sum = summary_of(a_content());
  EXPECT_EQ(sum, (PlanSummary{7, 2, 5, 1, 1'360, 1, 2}));
  EXPECT_EQ(*summary_from(summary_text(sum)), sum);
  EXPECT_FALSE(summary_from("1 2 3"));
}

TEST(PlanGap, IsAPartOfTheBound) {
  Plan plan;
  plan.objective = 99;
  plan.bound = 100;
  EXPECT_NEAR(gap_of(plan), 0.01, 1e-12);
  plan.objective = 100;
  EXPECT_EQ(gap_of(plan), 0);
  plan.objective = plan.bound = 0;
  EXPECT_EQ(gap_of(plan), 0);
}

TEST(NeedMark, ChangesWithWhatAPlanReliesOnAndWithNothingElse) {
  const Need before = make::need();
  const auto same = [&](auto change) {
    Need after = before;
    change(after);
    return need_mark(after) == need_mark(before);
  };
  EXPECT_TRUE(same([](Need& n) { n.title = "別"; }));
  EXPECT_TRUE(same([](Need& n) { n.people_needed = 9; }));
  EXPECT_TRUE(same([](Need& n) { n.status = NeedStatus::assigned; }));
  EXPECT_FALSE(same([](Need& n) { n.starts_at = Instant{1}; }));
  EXPECT_FALSE(same([](Need& n) { n.district_id = make::k_elsewhere; }));
  EXPECT_FALSE(same([](Need& n) { n.crew.leader_needed = true; }));
  EXPECT_FALSE(same([](Need& n) { n.crew.placard = Placard::red; }));
  EXPECT_FALSE(same([](Need& n) { n.crew.load = Load::heavy; }));
  EXPECT_FALSE(same([](Need& n) { n.position = Position{35.3, 139.2}; }));
}

TEST(MovedFields, ComeBackAsWhatMoved) {
  const std::vector<Moved> moved{{MovedCode::need_closed, id<NeedId>(1), std::nullopt},
                                 {MovedCode::volunteer_gone, std::nullopt, id<VolunteerId>(2)},
                                 {MovedCode::volunteer_busy, id<NeedId>(3), id<VolunteerId>(4)}};
  EXPECT_EQ(moved_from(moved_fields(moved)), moved);
}

Crew crew_of(std::vector<RoleCount> roles, std::optional<int> people_max) {
  Crew crew;
  crew.roles = std::move(roles);
  crew.people_max = people_max;
  return crew;
}

TEST(Crew, HasNumbersThatFitTogether) {
  Crew crew;
  EXPECT_TRUE(crew_errors(1, crew).empty());
  crew.people_min = 3;
  EXPECT_EQ(crew_errors(2, crew), (std::vector<FieldError>{{"people_min", "above_needed"}}));
  crew = crew_of({}, 1);
  EXPECT_EQ(crew_errors(2, crew), (std::vector<FieldError>{{"people_max", "below_needed"}}));
  crew = crew_of({{Skill::leader, 1}, {Skill::chainsaw, 4}}, 3);
  EXPECT_EQ(crew_errors(2, crew), (std::vector<FieldError>{{"roles/1/count", "above_needed"}}));
}

TEST(Crew, GivesWayToTheNumberOfASurvey) {
  Crew crew = crew_of({{Skill::chainsaw, 4}}, 5);
  crew.people_min = 4;
  fit(2, crew);
  EXPECT_TRUE(crew_errors(2, crew).empty());
  EXPECT_EQ(crew.people_min, 2);
  fit(6, crew);
  EXPECT_FALSE(crew.people_max);
}

TEST(Crew, NeedsOneLeaderWhoeverAskedForIt) {
  Crew crew = crew_of({{Skill::chainsaw, 2}}, std::nullopt);
  crew.leader_needed = true;
  EXPECT_EQ(wanted_roles(crew), (std::vector<RoleCount>{{Skill::chainsaw, 2}, {Skill::leader, 1}}));
  crew.roles = {{Skill::leader, 2}};
  EXPECT_EQ(wanted_roles(crew), (std::vector<RoleCount>{{Skill::leader, 2}}));
}

PlanView a_view(std::optional<DistrictId> district) {
  PlanView view;
  view.plan.district_id = district;
  view.content.seats = {{district, 20}};
  view.needs = {make::need(), make::need()};
  view.needs[1].id = id<NeedId>(101);
  view.needs[1].district_id = make::k_elsewhere;
  view.volunteers = {make::volunteer(1), make::volunteer(2)};
  view.volunteers[0].district_id = make::k_home;
  view.volunteers[1].district_id = make::k_elsewhere;
  for (const auto& n : view.needs) view.content.needs.emplace_back().need_id = n.id;
  for (const auto& v : view.volunteers) {
    view.content.people.emplace_back().volunteer_id = v.id;
    auto& a = view.content.assignments.emplace_back();
    a.need_id = view.needs[0].id;
    a.volunteer_id = v.id;
  }
  return view;
}

Actor somebody(Role role) {
  Actor actor;
  actor.role = role;
  actor.signed_in = true;
  if (role == Role::coordinator) actor.districts = {make::k_home};
  return actor;
}

TEST(PlanDisclosure, ShowsTheDeskAllWithoutTheHousehold) {
  const auto shown = Policy::plan(somebody(Role::staff), a_view(std::nullopt));
  ASSERT_TRUE(shown);
  EXPECT_EQ((*shown)->needs.size(), 2U);
  EXPECT_EQ((*shown)->content.assignments.size(), 2U);
  EXPECT_EQ((*shown)->content.seats.size(), 1U);
  for (const auto& need : (*shown)->needs) {
    EXPECT_FALSE(need.requester || need.address || need.position || need.detail || need.registrant_id);
    EXPECT_FALSE(need.title.empty());
  }
  for (const auto& v : (*shown)->volunteers) EXPECT_TRUE(v.phone.empty() && !v.note && !v.position);
}

TEST(PlanDisclosure, ShowsACoordinatorTheOwnDistrictAndNothingOfOthers) {
  EXPECT_FALSE(Policy::plan(somebody(Role::coordinator), a_view(std::nullopt)));
  EXPECT_FALSE(Policy::plan(somebody(Role::coordinator), a_view(make::k_elsewhere)));
  const auto shown = Policy::plan(somebody(Role::coordinator), a_view(make::k_home));
  ASSERT_TRUE(shown);
  EXPECT_EQ((*shown)->needs.size(), 1U);
  EXPECT_EQ((*shown)->volunteers.size(), 1U);
  EXPECT_EQ((*shown)->content.assignments.size(), 1U);
  for (const Role role : {Role::volunteer, Role::viewer}) {
    EXPECT_FALSE(Policy::plan(somebody(role), a_view(make::k_home)));
    EXPECT_FALSE(Policy::team(somebody(role), {}));
  }
}

}  // namespace
}  // namespace musubi::domain
