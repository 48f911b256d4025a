#include "shared/domain/safety.hpp"

#include <gtest/gtest.h>

#include "make.hpp"

namespace musubi::domain {
namespace {

using make::k_now;

CheckRound round() {
  CheckRound r;
  r.id = make::id<RoundId>(1);
  r.started_at = k_now;
  return r;
}
SafetyCheck check(SafetyStatus status, std::int64_t occurred_s, std::int64_t recorded_s = 100'000) {
  SafetyCheck c;
  c.id = make::id<CheckId>(static_cast<int>(occurred_s % 1000) + 1);
  c.round_id = make::id<RoundId>(1);
  c.registrant_id = make::id<RegistrantId>(900);
  c.status = status;
  c.occurred_at = k_now.plus_s(occurred_s);
  c.recorded_at = k_now.plus_s(recorded_s);
  return c;
}

TEST(Safety, the_clock_of_a_phone_is_corrected_by_what_it_showed_when_it_sent) {
  // The phone is ten minutes behind: what it calls 9:00 was 9:10.
  EXPECT_EQ(corrected(k_now.plus_s(-1200), k_now.plus_s(-600), k_now), k_now.plus_s(-600));
  // Ten minutes ahead.
  EXPECT_EQ(corrected(k_now.plus_s(300), k_now.plus_s(600), k_now), k_now.plus_s(-300));
  EXPECT_EQ(corrected(k_now.plus_s(-5), std::nullopt, k_now), k_now.plus_s(-5));
}

TEST(Safety, nothing_has_happened_in_the_future) {
  EXPECT_EQ(corrected(k_now.plus_s(60), std::nullopt, k_now), k_now);
  EXPECT_EQ(corrected(k_now.plus_s(60), k_now, k_now), k_now);
}

TEST(Safety, the_check_that_happened_last_counts_not_the_one_that_arrived_last) {
  const auto first = newest(round(), std::nullopt, check(SafetyStatus::safe_home, 300, 301));
  ASSERT_TRUE(first);
  EXPECT_FALSE(newest(round(), first, check(SafetyStatus::needs_help, 200, 9'000))) << "from an offline queue: history";
  const auto later = newest(round(), first, check(SafetyStatus::needs_help, 301, 302));
  ASSERT_TRUE(later);
  EXPECT_EQ(later->status, SafetyStatus::needs_help);
}

TEST(Safety, of_two_checks_of_one_moment_the_one_recorded_last_counts) {
  const auto first = newest(round(), std::nullopt, check(SafetyStatus::safe_home, 300, 400));
  EXPECT_FALSE(newest(round(), first, check(SafetyStatus::checking, 300, 399)));
  EXPECT_TRUE(newest(round(), first, check(SafetyStatus::checking, 300, 400)));
  EXPECT_TRUE(newest(round(), first, check(SafetyStatus::checking, 300, 401)));
}

TEST(Safety, nobody_knows_since_the_round_began_until_somebody_is_heard_of) {
  const auto looked_for = newest(round(), std::nullopt, check(SafetyStatus::checking, 60));
  EXPECT_EQ(looked_for->open_since, k_now);
  const auto absent = newest(round(), looked_for, check(SafetyStatus::unreachable, 120));
  EXPECT_EQ(absent->open_since, k_now) << "looking again does not make the wait shorter";
  const auto found = newest(round(), absent, check(SafetyStatus::safe_home, 180));
  EXPECT_FALSE(found->open_since);
  const auto lost_again = newest(round(), found, check(SafetyStatus::unreachable, 240));
  EXPECT_EQ(lost_again->open_since, k_now.plus_s(240));
}

TEST(Safety, progress_counts_each_district_and_keeps_the_oldest_question_and_the_latest_news) {
  const auto person = [](int n, const DistrictId& d, SafetyStatus s, std::optional<Instant> open,
                         std::optional<Instant> rec) {
    return PersonStanding{make::id<RegistrantId>(n), d, s, open, rec};
  };
  const DistrictId far = make::id<DistrictId>(3);
  const std::vector<DistrictId> districts{make::k_elsewhere, make::k_home};
  const std::vector<PersonStanding> people{
      person(1, make::k_home, SafetyStatus::unconfirmed, k_now, std::nullopt),
      person(2, make::k_home, SafetyStatus::unreachable, k_now.plus_s(-50), k_now.plus_s(10)),
      person(3, make::k_home, SafetyStatus::safe_home, k_now.plus_s(-999), k_now.plus_s(20)),
      person(4, far, SafetyStatus::deceased, std::nullopt, k_now.plus_s(5)),
  };
  auto rows = progress_by_district(districts, people);
  ASSERT_EQ(rows.size(), 3U);
  EXPECT_EQ(rows[0].district_id, make::k_elsewhere);
  EXPECT_EQ(rows[0].total(), 0);
  EXPECT_EQ(rows[1].district_id, make::k_home);
  EXPECT_EQ(rows[1].total(), 3);
  EXPECT_EQ(rows[1].open(), 2);
  EXPECT_EQ(rows[1].oldest_open_since, k_now.plus_s(-50)) << "who is safe keeps nobody waiting";
  EXPECT_EQ(rows[1].last_recorded_at, k_now.plus_s(20));
  EXPECT_EQ(rows[2].district_id, far);

  rows[0].needs_open = 2;
  rows[1].needs_open = 3;
  const auto total = total_of(rows);
  EXPECT_FALSE(total.district_id);
  EXPECT_EQ(total.total(), 4);
  EXPECT_EQ(total.needs_open, 5);
  EXPECT_EQ(total.oldest_open_since, k_now.plus_s(-50));
  EXPECT_EQ(total.last_recorded_at, k_now.plus_s(20));
}

}  // namespace
}  // namespace musubi::domain
