#include "shared/domain/watch.hpp"

#include <gtest/gtest.h>

#include <random>

#include "make.hpp"

namespace musubi::domain {
namespace {

constexpr std::int64_t k_hour = 3600LL * 1000;
constexpr std::int64_t k_day = 24 * k_hour;

Watch weekly() {
  Watch w;
  w.interval_days = 7;
  w.watcher_ids = {make::id<AccountId>(1)};
  start(w, make::k_now);
  return w;
}
Instant days(double n) { return make::k_now.plus_ms(static_cast<std::int64_t>(n * k_day)); }
WatchVisit visit(VisitResult result, Instant at) {
  WatchVisit v;
  v.result = result;
  v.occurred_at = at;
  return v;
}

TEST(Watch, the_desk_and_the_coordinators_of_the_district_may_look_in_while_their_account_is_active) {
  Account account;
  const auto may = [&](Role role, std::vector<DistrictId> districts) {
    account.role = role;
    account.district_ids = std::move(districts);
    return may_look_in(account, make::k_home);
  };
  EXPECT_TRUE(may(Role::admin, {}));
  EXPECT_TRUE(may(Role::staff, {}));
  EXPECT_TRUE(may(Role::coordinator, {make::k_elsewhere, make::k_home}));
  EXPECT_FALSE(may(Role::coordinator, {make::k_elsewhere}));
  EXPECT_FALSE(may(Role::volunteer, {make::k_home}));
  EXPECT_FALSE(may(Role::viewer, {make::k_home}));
  account.status = AccountStatus::disabled;
  EXPECT_FALSE(may(Role::staff, {}));
  EXPECT_FALSE(may(Role::coordinator, {make::k_home}));
}

TEST(Watch, the_first_visit_is_due_after_one_interval) {
  const auto w = weekly();
  EXPECT_EQ(w.due_at, days(7));
  EXPECT_EQ(w.tell_at, days(7));
  EXPECT_EQ(w.told, WatchTold::nobody);
}

TEST(Watch, who_is_seen_is_due_again_after_the_interval_and_nobody_is_told_any_more) {
  for (const auto result : {VisitResult::met, VisitResult::signs_fine}) {
    auto w = weekly();
    tell_next(w);
    after_visit(w, visit(result, days(8)));
    EXPECT_EQ(w.last_seen_at, days(8));
    EXPECT_EQ(w.due_at, days(15));
    EXPECT_EQ(w.told, WatchTold::nobody);
    EXPECT_EQ(w.tell_at, days(15));
  }
}

TEST(Watch, nobody_at_home_means_again_tomorrow_and_does_not_count_as_seen) {
  auto w = weekly();
  after_visit(w, visit(VisitResult::absent, days(6)));
  EXPECT_EQ(w.due_at, days(7));
  EXPECT_EQ(w.last_visit_at, days(6));
  EXPECT_FALSE(w.last_seen_at);
  EXPECT_EQ(w.tell_at, days(7));
}

TEST(Watch, who_knows_of_a_missed_visit_still_waits_after_nobody_was_at_home) {
  auto w = weekly();
  tell_next(w);
  tell_next(w);
  after_visit(w, visit(VisitResult::absent, days(8.5)));
  EXPECT_EQ(w.told, WatchTold::coordinator);
  EXPECT_EQ(w.tell_at, days(9));
}

TEST(Watch, a_concern_reaches_the_coordinator_at_once_and_the_centre_a_day_later) {
  auto w = weekly();
  after_visit(w, visit(VisitResult::concern, days(1)));
  EXPECT_EQ(w.told, WatchTold::coordinator);
  EXPECT_EQ(w.tell_at, days(2));
  tell_next(w);
  EXPECT_EQ(w.told, WatchTold::center);
  EXPECT_FALSE(w.tell_at);
}

TEST(Watch, a_missed_visit_is_told_to_the_watchers_then_the_coordinator_then_the_centre_a_day_apart) {
  auto w = weekly();
  tell_next(w);
  EXPECT_EQ(w.told, WatchTold::watchers);
  EXPECT_EQ(w.tell_at, days(8));
  tell_next(w);
  EXPECT_EQ(w.told, WatchTold::coordinator);
  EXPECT_EQ(w.tell_at, days(9));
  tell_next(w);
  EXPECT_EQ(w.told, WatchTold::center);
  EXPECT_FALSE(w.tell_at);
  tell_next(w);
  EXPECT_EQ(w.told, WatchTold::center);
}

TEST(Watch, without_watchers_the_coordinator_is_told_first) {
  auto w = weekly();
  w.watcher_ids.clear();
  tell_next(w);
  EXPECT_EQ(w.told, WatchTold::coordinator);
}

TEST(Watch, a_visit_that_is_told_late_changes_nothing_of_what_is_known_since) {
  auto w = weekly();
  after_visit(w, visit(VisitResult::met, days(5)));
  const auto before = w;
  after_visit(w, visit(VisitResult::concern, days(3)));
  EXPECT_EQ(w.told, before.told);
  EXPECT_EQ(w.due_at, before.due_at);
  EXPECT_EQ(w.last_seen_at, before.last_seen_at);
}

TEST(Watch, paused_and_ended_watches_tell_nobody_and_one_that_goes_on_starts_anew) {
  auto w = weekly();
  tell_next(w);
  ASSERT_TRUE(set_status(w, WatchStatus::paused, days(8)));
  EXPECT_FALSE(w.tell_at);
  EXPECT_EQ(w.told, WatchTold::nobody);
  after_visit(w, visit(VisitResult::met, days(9)));
  EXPECT_FALSE(w.tell_at) << "a visit during a pause wakes nothing";
  ASSERT_TRUE(set_status(w, WatchStatus::active, days(30)));
  EXPECT_EQ(w.due_at, days(37));
  ASSERT_TRUE(set_status(w, WatchStatus::ended, days(31)));
  const auto again = set_status(w, WatchStatus::active, days(32));
  ASSERT_FALSE(again);
  EXPECT_EQ(again.error().code, Code::wrong_state);
}

TEST(Watch, a_shorter_interval_counts_from_when_the_person_was_last_seen) {
  auto w = weekly();
  after_visit(w, visit(VisitResult::met, days(1)));
  set_interval(w, 2);
  EXPECT_EQ(w.due_at, days(3));
  EXPECT_EQ(w.tell_at, days(3));
}

TEST(Watch, whatever_happens_an_active_watch_always_has_somebody_left_to_tell_or_has_told_the_centre) {
  std::mt19937 dice(7);
  for (int run = 0; run < 500; ++run) {
    auto w = weekly();
    Instant now = make::k_now;
    for (int step = 0; step < 40; ++step) {
      now = now.plus_ms(static_cast<std::int64_t>(dice() % (48 * k_hour)));
      if (w.tell_at && *w.tell_at <= now)
        tell_next(w);
      else if (dice() % 4 == 0)
        (void)set_status(w, dice() % 2 ? WatchStatus::paused : WatchStatus::active, now);
      else
        after_visit(
            w, visit(static_cast<VisitResult>(dice() % 4), now.plus_ms(-static_cast<std::int64_t>(dice() % k_day))));
      if (w.status == WatchStatus::active)
        ASSERT_TRUE(w.tell_at.has_value() || w.told == WatchTold::center);
      else
        ASSERT_FALSE(w.tell_at.has_value());
    }
  }
}

}  // namespace
}  // namespace musubi::domain
