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

TEST(Safety, of_a_district_the_newest_round_that_covers_it_counts) {
  const auto a_round = [](int number, std::vector<DistrictId> districts) {
    auto r = round();
    r.id = make::id<RoundId>(number);
    r.number = number;
    r.district_ids = std::move(districts);
    return r;
  };
  const DistrictId far = make::id<DistrictId>(3);
  const std::vector<CheckRound> rounds{a_round(3, {far}), a_round(2, {make::k_home}), a_round(1, {})};
  EXPECT_EQ(round_of(make::k_home, rounds)->number, 2);
  EXPECT_EQ(round_of(far, rounds)->number, 3);
  EXPECT_EQ(round_of(make::k_elsewhere, rounds)->number, 1) << "the round over everybody goes on elsewhere";
  EXPECT_EQ(round_of(make::k_elsewhere, std::span(rounds).first(2)), nullptr);

  const std::vector<DistrictId> all{make::k_home, make::k_elsewhere, far};
  EXPECT_EQ(rounds_in_force(all, rounds).size(), 3U);
  const std::vector<DistrictId> two{make::k_home, far};
  const auto in_force = rounds_in_force(two, rounds);
  ASSERT_EQ(in_force.size(), 2U) << "a round that no district needs has been replaced";
  EXPECT_EQ(in_force.front().number, 3) << "the newest first";
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
