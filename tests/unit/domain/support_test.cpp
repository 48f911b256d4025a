// Days of a series, the district's policy, fees, referrals, and who learns of them.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <functional>

#include "shared/domain/disclosure.hpp"
#include "shared/domain/series_days.hpp"
#include "shared/domain/support_rules.hpp"
#include "tests/unit/domain/make.hpp"

namespace musubi::domain {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::UnorderedElementsAre;

Day day(std::string_view text) { return *Day::parse(text); }

// Tuesdays and Fridays, 8:00 to 8:30, from Tuesday 24 November 2026.
Series a_series() {
  Series s;
  s.id = make::id<SeriesId>(1);
  s.service_user_id = make::id<ServiceUserId>(2);
  s.district_id = make::k_home;
  s.title = "ごみ出し";
  s.category = NeedCategory::waste;
  s.weekdays = {2, 5};
  s.from_minute = 480;
  s.until_minute = 510;
  s.starts_on = day("2026-11-24");
  return s;
}

std::vector<std::string> days_of(const Series& s, std::string_view from, std::string_view until,
                                 const SupportCalendar& calendar = {}) {
  std::vector<std::string> out;
  for (const auto& one : occurrences(s, calendar, day(from), day(until)))
    out.push_back(one.day == one.on ? one.on.text() : one.day.text() + ">" + one.on.text());
  return out;
}

TEST(SeriesDays, NameTheWeekdaysWithinTheWindow) {
  EXPECT_THAT(days_of(a_series(), "2026-11-23", "2026-12-04"),
              ElementsAre("2026-11-24", "2026-11-27", "2026-12-01", "2026-12-04"));
  EXPECT_THAT(days_of(a_series(), "2026-11-25", "2026-11-26"), IsEmpty());
}

TEST(SeriesDays, CountWeeksFromTheMondayOfTheFirstOne) {
  auto s = a_series();
  s.weekdays = {1};
  s.every_weeks = 2;  // starts on a Tuesday: the Monday of that week is over, the next one is two weeks later
  EXPECT_THAT(days_of(s, "2026-11-16", "2026-12-31"), ElementsAre("2026-12-07", "2026-12-21"));
}

TEST(SeriesDays, EndWithTheSeries) {
  auto s = a_series();
  s.ends_on = day("2026-12-01");
  EXPECT_THAT(days_of(s, "2026-11-28", "2027-01-31"), ElementsAre("2026-12-01"));
  s.status = SeriesStatus::ended;
  EXPECT_THAT(days_of(s, "2026-11-01", "2027-01-31"), IsEmpty());
}

TEST(SeriesDays, LeaveOutHolidaysAndClosedDaysOfTheCentre) {
  auto s = a_series();
  s.weekdays = {1, 2, 3};
  const SupportCalendar closed{14, {day("2027-05-10")}, 1};
  EXPECT_THAT(days_of(s, "2027-05-03", "2027-05-12", closed), ElementsAre("2027-05-11", "2027-05-12"));
  s.skip_holidays = false;
  EXPECT_THAT(days_of(s, "2027-05-03", "2027-05-05", closed), ElementsAre("2027-05-03", "2027-05-04", "2027-05-05"));
  EXPECT_THAT(days_of(s, "2027-05-10", "2027-05-10", closed), IsEmpty()) << "the centre is closed all the same";
}

TEST(SeriesDays, SkipAndMove) {
  auto s = a_series();
  s.exceptions = {{day("2026-11-27"), ExceptionKind::skip, std::nullopt},
                  {day("2026-12-25"), ExceptionKind::move, day("2026-12-03")}};
  EXPECT_THAT(days_of(s, "2026-11-24", "2026-12-04"),
              ElementsAre("2026-11-24", "2026-12-01", "2026-12-25>2026-12-03", "2026-12-04"))
      << "moved into the window from far behind it";
  EXPECT_THAT(days_of(s, "2026-12-24", "2026-12-26"), IsEmpty());
}

TEST(SeriesDays, TellTheNextOnesEvenFarAway) {
  auto s = a_series();
  s.starts_on = day("2027-03-02");
  const auto next = next_occurrences(s, {}, day("2026-11-24"), 2);
  ASSERT_EQ(next.size(), 2U);
  EXPECT_EQ(next.front().on, day("2027-03-02"));
  s.ends_on = day("2027-03-02");
  EXPECT_EQ(next_occurrences(s, {}, day("2026-11-24"), 6).size(), 1U);
  s.status = SeriesStatus::paused;
  EXPECT_THAT(next_occurrences(s, {}, day("2026-11-24"), 6), IsEmpty());
}

struct Wrong {
  const char* name;
  std::function<void(Series&)> spoil;
  FieldError answer;
};
class Contradiction : public ::testing::TestWithParam<Wrong> {};
TEST_P(Contradiction, HasItsAnswer) {
  auto s = a_series();
  EXPECT_THAT(contradictions(s), IsEmpty());
  GetParam().spoil(s);
  EXPECT_THAT(contradictions(s), ElementsAre(GetParam().answer));
}
INSTANTIATE_TEST_SUITE_P(
    Series, Contradiction,
    ::testing::Values(
        Wrong{"from_at_until", [](Series& s) { s.from_minute = s.until_minute; }, {"until_minute", "out_of_range"}},
        Wrong{"no_weekday", [](Series& s) { s.weekdays.clear(); }, {"weekdays", "required"}},
        Wrong{"strange_weekday", [](Series& s) { s.weekdays = {7}; }, {"weekdays/0", "out_of_range"}},
        Wrong{"ends_before", [](Series& s) { s.ends_on = Day{s.starts_on.days - 1}; }, {"ends_on", "out_of_range"}},
        Wrong{"every_0_weeks", [](Series& s) { s.every_weeks = 0; }, {"every_weeks", "out_of_range"}},
        Wrong{"every_9_weeks", [](Series& s) { s.every_weeks = 9; }, {"every_weeks", "out_of_range"}},
        Wrong{"past_midnight", [](Series& s) { s.until_minute = 1441; }, {"until_minute", "out_of_range"}}),
    [](const auto& param) { return std::string(param.param.name); });

std::vector<std::string> refused_fields(const SeriesException& exception) {
  const auto result = check_exception(a_series(), {}, exception, day("2026-11-25"));
  std::vector<std::string> out;
  if (!result)
    for (const auto& f : result.error().fields) out.push_back(f.field);
  return out;
}

TEST(SeriesException, IsRefusedWhereItSaysNothing) {
  using enum ExceptionKind;
  EXPECT_THAT(refused_fields({day("2026-11-27"), skip, std::nullopt}), IsEmpty());
  EXPECT_THAT(refused_fields({day("2026-11-26"), skip, std::nullopt}), ElementsAre("day")) << "no day of the series";
  EXPECT_THAT(refused_fields({day("2026-11-24"), skip, std::nullopt}), ElementsAre("day")) << "over";
  EXPECT_THAT(refused_fields({day("2026-11-27"), move, day("2026-11-28")}), IsEmpty());
  EXPECT_THAT(refused_fields({day("2026-11-27"), move, day("2026-12-01")}), ElementsAre("to_day"))
      << "has a job already";
  EXPECT_THAT(refused_fields({day("2026-11-27"), move, day("2026-11-24")}), ElementsAre("to_day")) << "over";
  EXPECT_THAT(refused_fields({day("2026-11-27"), move, day("2027-01-09")}), ElementsAre("to_day")) << "too far";
  EXPECT_THAT(refused_fields({day("2026-11-27"), move, day("2026-11-27")}), ElementsAre("to_day")) << "not moved";
}

TEST(SupportPolicyRule, TakesWhatTheDistrictTakes) {
  SupportPolicy policy;
  EXPECT_TRUE(check_policy(policy, NeedCategory::repair, 600)) << "nothing decided, nothing forbidden";
  policy.categories = {NeedCategory::waste};
  policy.minutes_max = 60;
  EXPECT_TRUE(check_policy(policy, NeedCategory::waste, 60));
  EXPECT_TRUE(check_policy(policy, NeedCategory::waste, std::nullopt));
  EXPECT_EQ(check_policy(policy, NeedCategory::repair, 60).error().code, Code::category_not_allowed);
  EXPECT_EQ(check_policy(policy, NeedCategory::waste, 61).error().code, Code::job_too_long);
}

TEST(SupportPolicyRule, YieldsToStaffWithAReasonAndToNobodyElse) {
  SupportPolicy policy;
  policy.categories = {NeedCategory::waste};
  Actor staff{
      .account_id = {}, .role = Role::staff, .districts = {}, .volunteer_id = {}, .signed_in = true, .system = false};
  Actor coordinator = staff;
  coordinator.role = Role::coordinator;
  EXPECT_TRUE(check_policy(policy, NeedCategory::repair, 60, staff, "会長の了承"));
  EXPECT_EQ(check_policy(policy, NeedCategory::repair, 60, coordinator, "会長の了承").error().code, Code::forbidden);
  EXPECT_EQ(check_policy(policy, NeedCategory::repair, 60, staff, std::nullopt).error().code,
            Code::category_not_allowed);
  policy.assigned_by = AssignedBy::center;
  EXPECT_TRUE(may_assign(policy, staff));
  EXPECT_FALSE(may_assign(policy, coordinator));
}

TEST(Fees, AreProposedByTheRateAndNeverRoundedUp) {
  struct Row {
    FeeKind kind;
    int rate, minutes, people;
    Fee fee;
  };
  // client-web/test/state/support.test.ts holds the same rows.
  for (const auto& row : {Row{FeeKind::per_hour, 400, 60, 1, {400, {}}}, Row{FeeKind::per_hour, 200, 50, 1, {160, {}}},
                          Row{FeeKind::per_hour, 400, 90, 2, {1200, {}}}, Row{FeeKind::ticket, 400, 60, 1, {{}, 1}},
                          Row{FeeKind::ticket, 400, 61, 1, {{}, 2}}, Row{FeeKind::ticket, 400, 30, 2, {{}, 2}},
                          Row{FeeKind::free, 0, 60, 1, {}}, Row{FeeKind::per_hour, 400, 0, 1, {}}})
    EXPECT_EQ(propose_fee(row.kind, row.rate, row.minutes, row.people), row.fee) << row.minutes << " x " << row.rate;
  EXPECT_EQ(propose_fee(FeeKind::per_hour, 400, std::nullopt, 1), Fee{});
}

std::vector<std::string> wrong_in(const Result<void>& result) {
  std::vector<std::string> out;
  if (!result)
    for (const auto& f : result.error().fields) out.push_back(f.field + ":" + f.code);
  return out;
}

TEST(Fees, AreCheckedAgainstThePolicy) {
  const auto check = [](FeeKind kind, std::optional<int> minutes, Fee fee) {
    return wrong_in(check_fee(kind, 400, minutes, 1, fee));
  };
  EXPECT_THAT(check(FeeKind::per_hour, 50, {400, {}}), IsEmpty()) << "the hour begun";
  EXPECT_THAT(check(FeeKind::per_hour, 50, {0, {}}), IsEmpty()) << "a person may ask for nothing";
  EXPECT_THAT(check(FeeKind::per_hour, 50, {}), IsEmpty());
  EXPECT_THAT(check(FeeKind::per_hour, 50, {4000, {}}), ElementsAre("report/fee_yen:out_of_range"))
      << "a zero too many";
  EXPECT_THAT(check(FeeKind::per_hour, std::nullopt, {400, {}}), ElementsAre("report/minutes:required"));
  EXPECT_THAT(check(FeeKind::per_hour, 50, {{}, 1}), ElementsAre("report/tickets:out_of_range"));
  EXPECT_THAT(check(FeeKind::ticket, 50, {{}, 1}), IsEmpty());
  EXPECT_THAT(check(FeeKind::ticket, 50, {{}, 2}), ElementsAre("report/tickets:out_of_range"));
  EXPECT_THAT(check(FeeKind::free, 50, {100, 1}),
              UnorderedElementsAre("report/fee_yen:out_of_range", "report/tickets:out_of_range"));
}

TEST(ReferralSteps, LeadFromOpenToClosed) {
  Referral r;
  EXPECT_TRUE(may_step(r, ReferralStep::take));
  EXPECT_TRUE(may_step(r, ReferralStep::close));
  r.status = ReferralStatus::taken;
  EXPECT_THAT(may_step(r, ReferralStep::take).error().next, ElementsAre("close"));
  r.status = ReferralStatus::closed;
  const auto over = may_step(r, ReferralStep::close);
  EXPECT_EQ(over.error().code, Code::wrong_state);
  EXPECT_THAT(over.error().next, IsEmpty());
}

TEST(SupportDisclosure, IsForTheDeskAndTheDistrictsOwnCoordinator) {
  ServiceUser user;
  user.district_id = make::k_home;
  SeriesView series{a_series(), {}};
  ReferralView referral;
  referral.referral.district_id = make::k_home;
  const auto sees = [&](Role role, std::vector<DistrictId> districts) {
    Actor actor;
    actor.role = role;
    actor.signed_in = true;
    actor.districts = std::move(districts);
    actor.volunteer_id = make::id<VolunteerId>(5);
    const bool user_seen = Policy::service_user(actor, user).has_value();
    EXPECT_EQ(Policy::series(actor, series).has_value(), user_seen);
    EXPECT_EQ(Policy::referral(actor, referral).has_value(), user_seen);
    return user_seen;
  };
  EXPECT_TRUE(sees(Role::admin, {}) && sees(Role::staff, {}) && sees(Role::coordinator, {make::k_home}));
  EXPECT_FALSE(sees(Role::coordinator, {make::k_elsewhere}) || sees(Role::volunteer, {make::k_home}) ||
               sees(Role::viewer, {make::k_home}));
}

TEST(SupportDisclosure, TheJobCardSaysTogetherAndNotWhose) {
  Need need = make::need();
  need.support = SupportLink{make::id<ServiceUserId>(2),
                             make::id<SeriesId>(1),
                             day("2026-11-24"),
                             true,
                             std::nullopt,
                             "会長の了承",
                             FeeKind::ticket,
                             400};
  Actor helper;
  helper.role = Role::volunteer;
  helper.signed_in = true;
  helper.volunteer_id = make::id<VolunteerId>(7);
  const auto view = Policy::offer(helper, make::offer(7), 0, need, {}, std::nullopt, make::k_now);
  ASSERT_TRUE(view && (*view)->card && (*view)->card->need.support);
  const auto& link = *(*view)->card->need.support;
  EXPECT_TRUE(link.with_coordinator);
  EXPECT_EQ(link.fee_kind, FeeKind::ticket);
  EXPECT_TRUE(link.service_user_id.is_nil());
  EXPECT_FALSE(link.series_id || link.day || link.override_reason);
}

}  // namespace
}  // namespace musubi::domain
