#include "shared/matching/ranking.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <random>

namespace musubi::matching {
namespace {

using domain::DayPart;
using domain::IncidentKind;
using domain::InsurancePlan;
using domain::Reason;
using domain::Skill;
using testing::Contains;
using testing::ElementsAre;
using testing::Not;

constexpr Instant k_monday_morning{1'795'393'800'000};  // 2026-11-23 09:30 in Japan

template <class T>
T id(int n) {
  T out;
  out.bytes[15] = static_cast<std::uint8_t>(n);
  return out;
}

domain::Need need() {
  domain::Need n;
  n.district_id = id<DistrictId>(1);
  n.position = Position{35.2500, 139.1500};
  return n;
}

Helper helper(int n) {
  Helper h;
  h.volunteer.id = id<VolunteerId>(n);
  h.volunteer.district_id = id<DistrictId>(1);
  h.volunteer.position = Position{35.2500, 139.1500};
  h.volunteer.consent_at = k_monday_morning;
  h.volunteer.insurance = {InsurancePlan::basic, std::nullopt, *Day::parse("2026-04-01"), *Day::parse("2027-03-31"),
                           std::nullopt};
  return h;
}

std::optional<Gate> gate(const Helper& h, std::optional<IncidentKind> hazard = std::nullopt,
                         const domain::Need& n = need(), Instant at = k_monday_morning) {
  return gate_of(n, hazard, h, at);
}

std::vector<int> order(const Ranking& ranking) {
  std::vector<int> out;
  for (const auto& c : ranking.candidates) out.push_back(c.volunteer_id.bytes[15]);
  return out;
}

TEST(Gates, somebody_fit_passes_all_of_them) { EXPECT_FALSE(gate(helper(1))); }

TEST(Gates, a_minor_needs_a_guardian_by_the_year_of_the_work) {
  Helper h = helper(1);
  const auto of_year = [&](int year, Instant at = k_monday_morning) {
    h.volunteer.birth_year = year;
    return gate(h, std::nullopt, need(), at);
  };
  EXPECT_EQ(of_year(2009), Gate::minor_without_consent);  // 17 at the end of 2026
  EXPECT_FALSE(of_year(2008));                            // 18 by then, whatever the birthday
  EXPECT_FALSE(of_year(2009, *Instant::parse("2027-01-01T09:00:00.000+09:00")));
  h.volunteer.birth_year = 2009;
  EXPECT_TRUE(rank(need(), std::nullopt, std::vector{h}, k_monday_morning).candidates.empty());
  h.volunteer.guardian_consent_on = *Day::parse("2026-05-01");
  EXPECT_FALSE(of_year(2009));
  EXPECT_EQ(rank(need(), std::nullopt, std::vector{h}, k_monday_morning).candidates.size(), 1U);
  h.volunteer.guardian_consent_on.reset();
  h.volunteer.birth_year.reset();
  EXPECT_FALSE(gate(h));
}

TEST(Gates, each_gate_is_named) {
  Helper h = helper(1);
  h.already_offered = true;
  EXPECT_EQ(gate(h), Gate::already_offered);
  for (const auto status : {domain::VolunteerStatus::paused, domain::VolunteerStatus::retired}) {
    h = helper(1);
    h.volunteer.status = status;
    EXPECT_EQ(gate(h), Gate::not_active);
  }
  h = helper(1);
  h.volunteer.consent_at.reset();
  EXPECT_EQ(gate(h), Gate::no_consent);
  h = helper(1);
  h.busy_then = true;
  EXPECT_EQ(gate(h), Gate::busy_then);
  h = helper(1);
  h.volunteer.insurance.reset();
  EXPECT_EQ(gate(h), Gate::no_insurance);
}

TEST(Gates, the_first_in_their_order_is_named) {
  Helper h = helper(1);
  h.already_offered = true;
  h.busy_then = true;
  h.volunteer.status = domain::VolunteerStatus::paused;
  h.volunteer.consent_at.reset();
  h.volunteer.insurance.reset();
  EXPECT_EQ(gate(h), Gate::already_offered);
  h.already_offered = false;
  EXPECT_EQ(gate(h), Gate::not_active);
  h.volunteer.status = domain::VolunteerStatus::active;
  EXPECT_EQ(gate(h), Gate::no_consent);
  h.volunteer.consent_at = k_monday_morning;
  EXPECT_EQ(gate(h), Gate::busy_then);
  h.busy_then = false;
  EXPECT_EQ(gate(h), Gate::no_insurance);
}

TEST(Gates, told_times_bind_by_weekday_and_part_of_the_day_in_japan) {
  struct Case {
    std::string_view starts_at;
    domain::Slot told;
    bool fits;
  };
  for (const auto& c : std::to_array<Case>({{"2026-11-23T11:59:00+09:00", {1, DayPart::am}, true},
                                            {"2026-11-23T12:00:00+09:00", {1, DayPart::am}, false},
                                            {"2026-11-23T12:00:00+09:00", {1, DayPart::pm}, true},
                                            {"2026-11-23T17:00:00+09:00", {1, DayPart::pm}, false},
                                            {"2026-11-23T17:00:00+09:00", {1, DayPart::evening}, true},
                                            {"2026-11-22T23:00:00Z", {1, DayPart::am}, true},
                                            {"2026-11-23T09:00:00+09:00", {0, DayPart::am}, false}})) {
    domain::Need n = need();
    n.starts_at = Instant::parse(c.starts_at);
    Helper h = helper(1);
    h.volunteer.availability = {c.told};
    EXPECT_EQ(gate(h, std::nullopt, n, *n.starts_at), c.fits ? std::nullopt : std::optional(Gate::not_available))
        << c.starts_at;
    h.volunteer.availability.clear();
    EXPECT_FALSE(gate(h, std::nullopt, n, *n.starts_at)) << "who told no times is asked";
  }
}

TEST(Gates, a_need_without_a_start_excludes_nobody_by_time) {
  Helper h = helper(1);
  h.volunteer.availability = {{3, DayPart::evening}};
  EXPECT_FALSE(gate(h));
}

TEST(Gates, the_insurance_must_cover_this_hazard) {
  for (std::size_t k = 0; k < domain::all_codes<IncidentKind>().size(); ++k) {
    const auto hazard = static_cast<IncidentKind>(k);
    const bool quake = hazard == IncidentKind::earthquake || hazard == IncidentKind::tsunami;
    Helper h = helper(1);
    EXPECT_EQ(gate(h, hazard) == Gate::no_insurance, quake) << domain::code(hazard);
    h.volunteer.insurance->plan = InsurancePlan::natural_disaster;
    EXPECT_FALSE(gate(h, hazard)) << domain::code(hazard);
  }
  for (const auto plan : {InsurancePlan::basic, InsurancePlan::natural_disaster, InsurancePlan::infection}) {
    Helper h = helper(1);
    h.volunteer.insurance->plan = plan;
    EXPECT_FALSE(gate(h)) << "everyday work needs any plan";
  }
}

TEST(Gates, the_insurance_must_be_valid_on_the_day_in_japan) {
  Helper h = helper(1);
  const auto at = [&](std::string_view text) { return gate(h, std::nullopt, need(), *Instant::parse(text)); };
  EXPECT_EQ(at("2026-03-31T23:59:00+09:00"), Gate::no_insurance);
  EXPECT_FALSE(at("2026-04-01T00:00:00+09:00"));
  EXPECT_FALSE(at("2027-03-31T23:59:00+09:00"));
  EXPECT_EQ(at("2027-04-01T00:00:00+09:00"), Gate::no_insurance);
}

TEST(Ranking, the_nearest_comes_first_and_says_how_near_in_hundreds_of_metres) {
  Helper near = helper(1);
  near.volunteer.position = Position{35.2530, 139.1500};  // 334 m
  Helper far = helper(2);
  far.volunteer.position = Position{35.2800, 139.1500};  // 3.3 km
  const std::vector<Helper> helpers{far, near};
  const auto ranking = rank(need(), std::nullopt, helpers, k_monday_morning);
  EXPECT_THAT(order(ranking), ElementsAre(1, 2));
  EXPECT_THAT(ranking.candidates[0].reasons, Contains(Reason{"near", "300"}));
  EXPECT_NEAR(ranking.candidates[0].distance_m.value_or(0), 334, 2);
  for (const auto& reason : ranking.candidates[1].reasons) EXPECT_NE(reason.code, "near");
}

TEST(Ranking, the_skill_that_is_wanted_is_worth_two_kilometres) {
  domain::Need n = need();
  n.skills = {Skill::chainsaw};
  Helper unskilled = helper(1);
  Helper skilled = helper(2);
  skilled.volunteer.skills = {Skill::chainsaw};
  skilled.volunteer.position = Position{35.2670, 139.1500};  // 1.9 km
  const std::vector<Helper> helpers{unskilled, skilled};
  const auto ranking = rank(n, std::nullopt, helpers, k_monday_morning);
  EXPECT_THAT(order(ranking), ElementsAre(2, 1));
  EXPECT_THAT(ranking.candidates[0].reasons, Contains(Reason{"skill", "chainsaw"}));
}

TEST(Ranking, the_own_district_a_known_face_and_rest_come_before_others) {
  const auto first_of = [](const Helper& a, const Helper& b) {
    const std::vector<Helper> helpers{a, b};
    return rank(need(), std::nullopt, helpers, k_monday_morning).candidates[0];
  };
  Helper elsewhere = helper(1);
  elsewhere.volunteer.district_id = id<DistrictId>(2);
  const auto local = first_of(elsewhere, helper(2));
  EXPECT_EQ(local.volunteer_id, id<VolunteerId>(2));
  EXPECT_THAT(local.reasons, Contains(Reason{"same_district", std::nullopt}));

  Helper known = helper(2);
  known.past_jobs_here = 2;
  const auto face = first_of(helper(1), known);
  EXPECT_EQ(face.volunteer_id, id<VolunteerId>(2));
  EXPECT_THAT(face.reasons, Contains(Reason{"past_helper", "2"}));

  Helper tired = helper(1);
  tired.jobs_last_weeks = 1;
  const auto rested = first_of(tired, helper(2));
  EXPECT_EQ(rested.volunteer_id, id<VolunteerId>(2));
  EXPECT_THAT(rested.reasons, Contains(Reason{"rested", std::nullopt}));
}

TEST(Ranking, who_told_fitting_times_is_marked_available) {
  domain::Need n = need();
  n.starts_at = k_monday_morning;
  Helper told = helper(1);
  told.volunteer.availability = {{1, DayPart::am}};
  const std::vector<Helper> helpers{told, helper(2)};
  const auto ranking = rank(n, std::nullopt, helpers, k_monday_morning);
  ASSERT_EQ(ranking.candidates.size(), 2U);
  EXPECT_THAT(ranking.candidates[0].reasons, Contains(Reason{"available", std::nullopt}));
  EXPECT_THAT(ranking.candidates[1].reasons, Not(Contains(Reason{"available", std::nullopt})));
}

TEST(Ranking, an_unknown_house_stands_between_near_and_far) {
  Helper unknown = helper(1);
  unknown.volunteer.position.reset();
  Helper near = helper(2);
  Helper far = helper(3);
  far.volunteer.position = Position{35.2800, 139.1500};
  const std::vector<Helper> helpers{far, unknown, near};
  const auto ranking = rank(need(), std::nullopt, helpers, k_monday_morning);
  EXPECT_THAT(order(ranking), ElementsAre(2, 1, 3));
  EXPECT_FALSE(ranking.candidates[1].distance_m);
}

TEST(Ranking, everybody_is_either_a_candidate_or_excluded_by_a_named_gate_in_any_order_of_asking) {
  std::vector<Helper> helpers;
  std::mt19937 random(20261123);
  for (int n = 1; n <= 200; ++n) {
    Helper h = helper(n);
    h.volunteer.position = Position{35.2 + 0.001 * static_cast<double>(random() % 100), 139.1};
    h.already_offered = random() % 7 == 0;
    h.busy_then = random() % 5 == 0;
    if (random() % 4 == 0) h.volunteer.insurance.reset();
    h.jobs_last_weeks = static_cast<int>(random() % 4);
    helpers.push_back(h);
  }
  const auto first = rank(need(), IncidentKind::flood, helpers, k_monday_morning);
  EXPECT_EQ(first.candidates.size() + first.excluded.size(), helpers.size());
  EXPECT_GT(first.candidates.size(), 50U);
  EXPECT_GT(first.excluded.size(), 50U);
  EXPECT_TRUE(std::ranges::is_sorted(first.candidates, {}, &Candidate::cost));
  std::ranges::shuffle(helpers, random);
  const auto second = rank(need(), IncidentKind::flood, helpers, k_monday_morning);
  EXPECT_EQ(order(first), order(second));
  ASSERT_EQ(first.excluded.size(), second.excluded.size());
  for (std::size_t i = 0; i < first.excluded.size(); ++i) {
    EXPECT_EQ(first.excluded[i].volunteer_id, second.excluded[i].volunteer_id);
    EXPECT_EQ(first.excluded[i].gate, second.excluded[i].gate);
  }
}

TEST(Gates, have_the_names_of_the_contract) {
  EXPECT_EQ(code(Gate::already_offered), "already_offered");
  EXPECT_EQ(code(Gate::not_active), "not_active");
  EXPECT_EQ(code(Gate::no_consent), "no_consent");
  EXPECT_EQ(code(Gate::busy_then), "busy_then");
  EXPECT_EQ(code(Gate::not_available), "not_available");
  EXPECT_EQ(code(Gate::no_insurance), "no_insurance");
}

}  // namespace
}  // namespace musubi::matching
