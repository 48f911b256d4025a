// Plans, teams and exclusions look like their golden messages.
#include <gtest/gtest.h>

#include "shared/wire/encode.hpp"
#include "tests/unit/wire/nouns.hpp"

namespace musubi::wire::testing {
namespace {

using namespace domain;

Volunteer helper(const std::string& last_two, int number, const std::string& name) {
  Volunteer v;
  v.id = id_of<VolunteerId>(last_two);
  v.number = number;
  v.name = name;
  v.district_id = id_of<DistrictId>("01");
  return v;
}

PlanView a_plan() {
  PlanView view;
  view.can_undo = true;
  Plan& plan = view.plan;
  plan.id = id_of<PlanId>("20");
  plan.day = *Day::parse("2026-11-24");
  plan.made_at = at("2026-11-23T17:00:00.000+09:00");
  plan.seq = 140;
  plan.objective = 2180;
  plan.bound = 2190;
  plan.summary = {5, 2, 3, 1, 1360, 1, 1};
  plan.version = 2;
  Need mud;
  mud.id = id_of<NeedId>("23");
  mud.number = 413;
  mud.title = "泥かき";
  mud.town = "鴨宮";
  mud.priority = Priority::priority;
  mud.category = NeedCategory::mud_removal;
  mud.district_id = id_of<DistrictId>("01");
  mud.crew.roles = {{Skill::chainsaw, 1}};
  view.needs = {mud, a_need()};
  PlanNeed short_of{mud.id, 3, 3, 4, 0, 0, 0, false, PlanUnmet{"role_missing", 1, Skill::chainsaw, "find_role"}};
  PlanNeed served{a_need().id, 2, 3, 3, 1, 2, 0, false, std::nullopt};
  view.content.needs = {short_of, served};
  Volunteer hanako = helper("02", 1, "見本 花子");
  hanako.skills = {Skill::cleaning, Skill::gardening};
  hanako.availability = {{2, DayPart::am}, {2, DayPart::pm}, {3, DayPart::evening}};
  Volunteer jiro = helper("21", 2, "例示 次郎");
  jiro.skills = {Skill::leader, Skill::light_truck};
  jiro.availability = {{2, DayPart::am}};
  Volunteer saburo = helper("22", 3, "見本 三郎");
  saburo.district_id.reset();
  saburo.availability = {{2, DayPart::evening}};
  view.volunteers = {hanako, jiro, saburo};
  view.content.people = {{hanako.id, std::nullopt, false, std::nullopt},
                         {jiro.id, std::nullopt, false, std::nullopt},
                         {saburo.id, std::nullopt, false, PlanIdle{"not_available", 1}}};
  view.content.assignments = {{a_need().id,
                               hanako.id,
                               true,
                               false,
                               420,
                               1078,
                               {{"cover", std::nullopt, 1000}, {"skill", "gardening", 120}, {"distance", "420", -42}},
                               {}},
                              {a_need().id,
                               jiro.id,
                               false,
                               false,
                               940,
                               906,
                               {{"cover", std::nullopt, 1000}, {"distance", "940", -94}},
                               {"not_available"}}};
  view.content.seats = {{std::nullopt, 20}};
  return view;
}

Json rounded(Json plan) {
  plan["gap"] = 0.0046;
  return plan;
}

TEST(EncodePlan, LooksLikeTheGoldenMessage) {
  EXPECT_EQ(rounded(encode(shown(a_plan()))), example("plan"));
  EXPECT_NEAR(encode(a_plan().plan)["gap"].get<double>(), 10.0 / 2190, 1e-9);
  EXPECT_EQ(rounded(encode(a_plan().plan)), example("plan_head"));
}

TEST(EncodePlan, ShowsAllPartsOfTheDayOfWhoToldNone) {
  auto view = a_plan();
  view.volunteers[0].availability.clear();
  EXPECT_EQ(encode(shown(view))["people"][0]["parts"], Json({"am", "pm", "evening"}));
}

TEST(EncodeTeam, LooksLikeTheGoldenMessage) {
  Team team;
  team.id = id_of<TeamId>("30");
  team.number = 1;
  team.incident_id = id_of<IncidentId>("05");
  team.need_id = id_of<NeedId>("23");
  team.plan_id = id_of<PlanId>("20");
  team.members = {{id_of<VolunteerId>("21"), id_of<OfferId>("31"), true},
                  {id_of<VolunteerId>("02"), id_of<OfferId>("32"), false}};
  team.formed_at = at("2026-11-23T17:05:00.000+09:00");
  const std::vector people{helper("21", 2, "例示 次郎"), helper("02", 1, "見本 花子")};
  EXPECT_EQ(encode(shown(TeamView{team, people})), example("team"));
}

TEST(EncodeExclusion, LooksLikeTheGoldenMessage) {
  const Exclusion e{id_of<ExclusionId>("40"),
                    id_of<VolunteerId>("02"),
                    std::nullopt,
                    id_of<NeedId>("03"),
                    at("2026-11-23T17:00:00.000+09:00"),
                    std::nullopt};
  EXPECT_EQ(encode(e), example("exclusion"));
}

TEST(EncodePolicy, ShowsEveryWeightWithItsBounds) {
  matching::Policy policy;
  policy.told = 7;
  const Json out = encode_policy(policy, 3);
  EXPECT_EQ(out["version"], 3);
  ASSERT_EQ(out["items"].size(), matching::weights().size());
  for (const auto& item : out["items"]) {
    EXPECT_LE(item["min"], item["default"]) << item;
    EXPECT_LE(item["default"], item["max"]) << item;
    EXPECT_EQ(item["value"], item["name"] == "told" ? Json(7) : item["default"]) << item;
  }
}

}  // namespace
}  // namespace musubi::wire::testing
