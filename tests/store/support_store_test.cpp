// The 生活応援隊 as kept: what goes in comes out, and the schema holds what must hold whoever writes.
#include "server/store/support_store.hpp"
#include "server/store/referral_store.hpp"
#include "server/store/series_store.hpp"
#include "tests/store/tables.hpp"

namespace musubi::testing {
namespace {

domain::ServiceUser a_user(int n, int district = 1) {
  domain::ServiceUser u;
  u.id = an_id<ServiceUserId>(n);
  u.number = n;
  u.district_id = an_id<DistrictId>(district);
  u.name = "利用 見本";
  u.name_kana = "リヨウ ミホン";
  u.phone = "0465-00-0000";
  u.address = "小田原市見本町2-2";
  u.created_at = {1'000 + n};
  return u;
}

domain::Series a_series(int n, int user = 1) {
  domain::Series s;
  s.id = an_id<SeriesId>(n);
  s.service_user_id = an_id<ServiceUserId>(user);
  s.district_id = an_id<DistrictId>(1);
  s.title = "ごみ出し";
  s.weekdays = {2, 5};
  s.from_minute = 480;
  s.until_minute = 510;
  s.starts_on = Day{20'000};
  s.created_at = {1'000 + n};
  return s;
}

class SupportStore : public StoreTables {
 protected:
  void SetUp() override {
    StoreTables::SetUp();
    for (int n = 1; n <= 3; ++n) store::insert_service_user(tx, a_user(n));
  }
  domain::Need a_visit(int n, std::optional<SeriesId> series, std::optional<Day> day, int user = 1) {
    auto need = a_need(n);
    need.support = domain::SupportLink{};
    need.support->service_user_id = an_id<ServiceUserId>(user);
    need.support->series_id = series;
    need.support->day = day;
    return need;
  }
  void insert_done_report(int n, int need) {
    domain::ActivityReport report;
    report.id = an_id<ReportId>(n);
    report.need_id = an_id<NeedId>(need);
    report.reported_at = {5'000};
    store::insert_report(tx, report);
  }
};

TEST_F(SupportStore, KeepsAUserWithEverythingAndWithTheLeast) {
  auto full = a_user(11, 2);
  full.position = Position{35.2512345, 139.1587654};
  full.note = "耳が遠い";
  full.status = domain::ServiceUserStatus::registered;
  full.visited_on = Day{20'000};
  full.visited_by = an_id<AccountId>(1);
  full.registered_on = Day{20'001};
  store::insert_service_user(tx, full);
  EXPECT_SAME(store::find_service_user(tx, full.id), std::optional(full));
  EXPECT_SAME(store::find_service_user(tx, an_id<ServiceUserId>(1)), std::optional(a_user(1)));
  EXPECT_EQ(ids_of(store::service_users(tx, {an_id<DistrictId>(2), std::nullopt}, {10, std::nullopt})), ids(11));
  EXPECT_EQ(ids_of(store::service_users(tx, {std::nullopt, domain::ServiceUserStatus::asked}, {2, std::nullopt})),
            ids(3, 2));
  auto changed = full;
  changed.name = "新しい名";
  EXPECT_TRUE(store::update_service_user(tx, changed, 1));
  EXPECT_FALSE(store::update_service_user(tx, changed, 1));
}

TEST_F(SupportStore, RegistersNobodyWithoutAVisit) {
  auto early = a_user(12);
  early.status = domain::ServiceUserStatus::registered;
  EXPECT_THROW(store::insert_service_user(tx, early), store::StoreError);
}

TEST_F(SupportStore, KeepsTheRulesOfADistrictOnceTheyAreDecided) {
  const auto district = an_id<DistrictId>(1);
  auto policy = store::support_policy_of(tx, district);
  EXPECT_EQ(policy.version, 1);
  EXPECT_TRUE(policy.first_visit_together);
  policy.fee_kind = domain::FeeKind::ticket;
  policy.fee_yen = 400;
  policy.categories = {domain::NeedCategory::waste, domain::NeedCategory::garden};
  policy.minutes_max = 90;
  policy.assigned_by = domain::AssignedBy::district;
  policy.first_visit_together = false;
  policy.note = "高い所はしない";
  EXPECT_TRUE(store::put_support_policy(tx, policy, 1));
  policy.version = 2;
  EXPECT_SAME(store::support_policy_of(tx, district), policy);
  EXPECT_FALSE(store::put_support_policy(tx, policy, 1)) << "somebody was faster";
  EXPECT_TRUE(store::put_support_policy(tx, policy, 2));
  EXPECT_EQ(store::support_policy_of(tx, an_id<DistrictId>(2)).fee_kind, domain::FeeKind::free);
}

TEST_F(SupportStore, KeepsTheDaysOfTheCentre) {
  auto calendar = store::support_calendar(tx);
  EXPECT_EQ(calendar.horizon_days, 14);
  calendar.horizon_days = 21;
  calendar.closed_days = {Day{20'816}, Day{20'817}};
  EXPECT_TRUE(store::update_support_calendar(tx, calendar, 1));
  EXPECT_FALSE(store::update_support_calendar(tx, calendar, 1));
  calendar.version = 2;
  EXPECT_SAME(store::support_calendar(tx), calendar);
}

TEST_F(SupportStore, KeepsASeriesWithItsExceptions) {
  auto full = a_series(1);
  full.ends_on = Day{20'200};
  full.every_weeks = 2;
  full.skip_holidays = false;
  full.skills = {domain::Skill::cleaning};
  full.bring = "軍手";
  full.override_reason = "会長の了承";
  full.exceptions = {{Day{20'010}, domain::ExceptionKind::move, Day{20'011}},
                     {Day{20'020}, domain::ExceptionKind::skip, std::nullopt}};
  store::insert_series(tx, full);
  for (const auto& one : full.exceptions) store::put_series_exception(tx, full.id, one);
  EXPECT_SAME(store::find_series(tx, full.id), std::optional(full));
  full.exceptions[0] = {Day{20'010}, domain::ExceptionKind::skip, std::nullopt};
  store::put_series_exception(tx, full.id, full.exceptions[0]);
  EXPECT_SAME(store::find_series(tx, full.id), std::optional(full));
  store::insert_series(tx, a_series(2, 2));
  EXPECT_EQ(ids_of(store::all_series(tx, {std::nullopt, an_id<ServiceUserId>(2)}, {10, std::nullopt})), ids(2));
  EXPECT_EQ(ids_of(store::all_series(tx, {an_id<DistrictId>(1), std::nullopt}, {10, std::nullopt})), ids(2, 1));
}

TEST_F(SupportStore, RefusesASeriesThatContradictsItself) {
  auto turned = a_series(1);
  turned.from_minute = turned.until_minute;
  EXPECT_THROW(store::insert_series(tx, turned), store::StoreError);
  auto never = a_series(2);
  never.weekdays.clear();
  EXPECT_THROW(store::insert_series(tx, never), store::StoreError);
  auto backwards = a_series(3);
  backwards.ends_on = Day{19'999};
  EXPECT_THROW(store::insert_series(tx, backwards), store::StoreError);
}

TEST_F(SupportStore, GivesTheSeriesThatDoNotReachADay) {
  for (int n = 1; n <= 3; ++n) store::insert_series(tx, a_series(n));
  store::set_made_until(tx, an_id<SeriesId>(1), Day{20'014});
  store::set_made_until(tx, an_id<SeriesId>(2), Day{20'010});
  auto paused = *store::find_series(tx, an_id<SeriesId>(3));
  paused.status = domain::SeriesStatus::paused;
  ASSERT_TRUE(store::update_series(tx, paused, 1));
  EXPECT_THAT(store::due_series(tx, Day{20'014}, 10), ::testing::ElementsAre(an_id<SeriesId>(2)));
  EXPECT_TRUE(store::due_series(tx, Day{20'010}, 10).empty());
  store::look_at_all_series_again(tx);
  EXPECT_EQ(store::due_series(tx, Day{20'010}, 10).size(), 2U);
  EXPECT_EQ(store::due_series(tx, Day{20'010}, 1).size(), 1U);
}

TEST_F(SupportStore, MakesADayOfASeriesANeedOnceWhoeverTries) {
  store::insert_series(tx, a_series(1));
  store::insert_need(tx, a_visit(1, an_id<SeriesId>(1), Day{20'010}));
  store::insert_need(tx, a_visit(2, an_id<SeriesId>(1), Day{20'013}));
  store::insert_need(tx, a_visit(3, std::nullopt, std::nullopt));
  store::insert_need(tx, a_visit(4, std::nullopt, std::nullopt));
  try {
    store::insert_need(tx, a_visit(5, an_id<SeriesId>(1), Day{20'010}));
    FAIL() << "the same day twice";
  } catch (const store::StoreError& error) {
    EXPECT_EQ(error.kind, store::StoreError::Kind::unique);
  }
}

TEST_F(SupportStore, ReadsANeedWithItsLinkAndTheFeeOfItsDistrictNow) {
  store::insert_series(tx, a_series(1));
  auto need = a_visit(1, an_id<SeriesId>(1), Day{20'010});
  need.support->with_coordinator = true;
  need.support->override_reason = "会長の了承";
  store::insert_need(tx, need);
  EXPECT_SAME(store::find_need(tx, need.id), std::optional(need));
  domain::SupportPolicy policy;
  policy.district_id = an_id<DistrictId>(1);
  policy.fee_kind = domain::FeeKind::per_hour;
  policy.fee_yen = 300;
  ASSERT_TRUE(store::put_support_policy(tx, policy, 1));
  need.support->first_until = Instant{9'000};
  need.support->with_coordinator = false;
  store::update_support_link(tx, need.id, *need.support);
  need.support->fee_kind = domain::FeeKind::per_hour;
  need.support->fee_yen = 300;
  EXPECT_SAME(store::find_need(tx, need.id), std::optional(need));
  store::insert_need(tx, a_need(2));
  const auto all = store::needs(tx, {}, {10, std::nullopt});
  ASSERT_EQ(all.size(), 2U);
  EXPECT_FALSE(all[0].support);
  EXPECT_SAME(all[1], need);
}

TEST_F(SupportStore, KnowsTheNeedsOfASeriesAndWhoDidTheLastOneThatIsDone) {
  store::insert_series(tx, a_series(1));
  for (int n = 1; n <= 3; ++n) {
    auto need = a_visit(n, an_id<SeriesId>(1), Day{20'000 + n});
    need.status = n == 3 ? domain::NeedStatus::match_waiting : domain::NeedStatus::done;
    store::insert_need(tx, need);
    auto offer = an_offer(n, n, n);
    offer.status = domain::OfferStatus::accepted;
    if (n != 3) offer.served_at = Instant{30'000};
    if (n == 3) offer.place_number = 1;
    store::insert_offer(tx, offer);
  }
  EXPECT_THAT(store::last_helpers(tx, an_id<SeriesId>(1)), ::testing::ElementsAre(an_id<VolunteerId>(2)));
  const auto later = store::needs_of_series(tx, an_id<SeriesId>(1), Day{20'002});
  ASSERT_EQ(later.size(), 2U);
  EXPECT_EQ(later[1].day, Day{20'003});
  EXPECT_EQ(later[1].status, domain::NeedStatus::match_waiting);
  EXPECT_EQ(store::needs_of_user(tx, an_id<ServiceUserId>(1)).size(), 3U);
  EXPECT_TRUE(store::needs_of_user(tx, an_id<ServiceUserId>(2)).empty());
}

TEST_F(SupportStore, KeepsAReferralToItsEnd) {
  store::insert_need(tx, a_visit(1, std::nullopt, std::nullopt));
  insert_done_report(1, 1);
  domain::Referral r;
  r.id = an_id<ReferralId>(1);
  r.need_id = an_id<NeedId>(1);
  r.report_id = an_id<ReportId>(1);
  r.service_user_id = an_id<ServiceUserId>(1);
  r.district_id = an_id<DistrictId>(1);
  r.text = "新聞がたまっていた";
  r.opened_at = {5'000};
  store::insert_referral(tx, r);
  EXPECT_SAME(store::find_referral(tx, r.id), std::optional(r));
  r.status = domain::ReferralStatus::closed;
  EXPECT_THROW(store::update_referral(tx, r, 1), store::StoreError) << "closed without a result";
  r.result = domain::ReferralResult::watch;
  r.closed_at = Instant{6'000};
  r.closed_by = an_id<AccountId>(1);
  r.note = "見守りに入れた";
  EXPECT_TRUE(store::update_referral(tx, r, 1));
  EXPECT_FALSE(store::update_referral(tx, r, 1));
  r.version = 2;
  EXPECT_SAME(store::find_referral(tx, r.id), std::optional(r));
  EXPECT_TRUE(store::referrals(tx, {std::nullopt, domain::ReferralStatus::open}, {10, std::nullopt}).empty());
  EXPECT_EQ(ids_of(store::referrals(tx, {an_id<DistrictId>(1), std::nullopt}, {10, std::nullopt})), ids(1));
}

TEST_F(SupportStore, SumsUpAMonthByDistrict) {
  for (int n = 1; n <= 3; ++n) {
    store::insert_need(tx, a_visit(n, std::nullopt, std::nullopt));
    insert_done_report(n, n);
    store::insert_support_record(
        tx, {an_id<ReportId>(n), an_id<NeedId>(n), an_id<ServiceUserId>(1), an_id<DistrictId>(n == 3 ? 2 : 1),
             Instant{n == 2 ? 2'000 : 1'500}, 40, 1, n == 1 ? std::optional(260) : std::nullopt, std::nullopt});
  }
  const auto sums = store::support_sums(tx, {1'000}, {2'000});
  ASSERT_EQ(sums.size(), 2U);
  EXPECT_EQ(sums[0], (domain::SupportSum{an_id<DistrictId>(1), 1, 40, 1, 260, 0, 0}));
  EXPECT_EQ(sums[1].fee_yen, 0);
  EXPECT_EQ(store::support_sums(tx, {1'000}, {2'001})[0].jobs, 2);
}

}  // namespace
}  // namespace musubi::testing
