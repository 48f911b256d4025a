// Which report counts (the rule stands in safety.hpp).
#include <gtest/gtest.h>

#include <algorithm>
#include <random>

#include "make.hpp"
#include "shared/domain/safety.hpp"

namespace musubi::domain {
namespace {

using make::k_now;
using enum SafetyStatus;
using enum CheckConfidence;

const AccountId k_visitor = make::id<AccountId>(1);
const AccountId k_other_visitor = make::id<AccountId>(2);
const AccountId k_desk = make::id<AccountId>(3);

CheckRound round() {
  CheckRound r;
  r.id = make::id<RoundId>(1);
  r.started_at = k_now;
  return r;
}

// Report n, that many minutes after the round's start.
SafetyCheck report(int n, int minute, SafetyStatus status, CheckConfidence how = certain, AccountId by = k_visitor) {
  SafetyCheck c;
  c.id = make::id<CheckId>(n);
  c.round_id = make::id<RoundId>(1);
  c.registrant_id = make::id<RegistrantId>(900);
  c.status = status;
  c.confidence = how;
  c.recorded_by = by;
  c.occurred_at = k_now.plus_s(60 * minute);
  c.recorded_at = c.occurred_at.plus_s(5);
  return c;
}

CheckState state_of(const std::vector<SafetyCheck>& reports, const std::vector<Settlement>& decisions = {}) {
  return standing(round(), reports, decisions).value_or(CheckState{});
}

TEST(CheckRule, the_report_that_happened_last_counts_not_the_one_that_arrived_last) {
  auto late = report(1, 10, safe_home);
  late.recorded_at = k_now.plus_s(9'000);  // from an offline queue
  const auto state = state_of({report(2, 200, safe_sheltered), late});
  EXPECT_EQ(state.status, safe_sheltered);
  EXPECT_EQ(state.check_id, make::id<CheckId>(2));
}

TEST(CheckRule, of_two_reports_of_one_moment_the_graver_counts) {
  const auto state = state_of({report(1, 10, needs_help, told), report(2, 10, safe_home, told, k_desk)});
  EXPECT_EQ(state.status, needs_help);
  EXPECT_EQ(state.conflict_id, make::id<CheckId>(2));
}

TEST(CheckRule, nobody_knows_since_the_round_began_until_somebody_is_heard_of) {
  auto reports = std::vector{report(1, 1, checking)};
  EXPECT_EQ(state_of(reports).open_since, k_now);
  reports.push_back(report(2, 2, unreachable));
  EXPECT_EQ(state_of(reports).open_since, k_now) << "looking again does not make the wait shorter";
  reports.push_back(report(3, 3, safe_home));
  EXPECT_FALSE(state_of(reports).open_since);
  reports.push_back(report(4, 4, unreachable));
  EXPECT_EQ(state_of(reports).open_since, k_now.plus_s(240));
}

TEST(CheckRule, a_need_seen_by_somebody_who_was_there_is_not_lowered_by_hearsay_or_a_cloth) {
  for (const auto how : {told, sign})
    for (const auto need : {needs_help, needs_rescue}) {
      const auto state = state_of({report(1, 10, need), report(2, 300, safe_home, how, k_desk)});
      EXPECT_EQ(state.status, need);
      EXPECT_EQ(state.conflict_id, make::id<CheckId>(2)) << "kept and flagged, however late";
    }
  EXPECT_EQ(state_of({report(1, 10, needs_rescue), report(2, 20, needs_help, told, k_desk)}).status, needs_rescue);
}

TEST(CheckRule, a_neighbour_says_safe_and_a_visitor_says_help) {
  const auto first_safe = state_of({report(1, 10, safe_home, told, k_desk), report(2, 40, needs_help)});
  EXPECT_EQ(first_safe.status, needs_help);
  EXPECT_EQ(first_safe.conflict_id, make::id<CheckId>(1));
  const auto first_help = state_of({report(1, 40, safe_home, told, k_desk), report(2, 10, needs_help)});
  EXPECT_EQ(first_help.status, needs_help);
  EXPECT_EQ(first_help.conflict_id, make::id<CheckId>(1));
}

TEST(CheckRule, two_visitors_who_disagree_within_two_hours_are_flagged_and_later_is_a_new_day) {
  const auto near = state_of({report(1, 10, needs_help), report(2, 130, safe_home, certain, k_other_visitor)});
  EXPECT_EQ(near.status, safe_home);
  EXPECT_EQ(near.conflict_id, make::id<CheckId>(1));
  const auto far = state_of({report(1, 10, needs_help), report(2, 131, safe_home, certain, k_other_visitor)});
  EXPECT_EQ(far.status, safe_home);
  EXPECT_FALSE(far.conflict_id);
}

TEST(CheckRule, who_corrects_themselves_disagrees_with_nobody) {
  const auto state = state_of({report(1, 10, needs_rescue), report(2, 11, safe_home)});
  EXPECT_EQ(state.status, safe_home);
  EXPECT_FALSE(state.conflict_id);
  // The desk writes down what callers say: one account, two callers.
  EXPECT_TRUE(state_of({report(1, 10, needs_help, told, k_desk), report(2, 20, safe_home, told, k_desk)}).conflict_id);
}

TEST(CheckRule, another_place_of_safety_is_flagged_unless_they_were_seen_there) {
  EXPECT_TRUE(state_of({report(1, 10, safe_home), report(2, 40, safe_sheltered, told, k_desk)}).conflict_id);
  EXPECT_FALSE(state_of({report(1, 10, safe_home, told, k_desk), report(2, 40, safe_sheltered)}).conflict_id);
  EXPECT_FALSE(state_of({report(1, 10, safe_home), report(2, 200, safe_sheltered, told, k_desk)}).conflict_id);
}

TEST(CheckRule, a_later_look_by_somebody_who_is_there_ends_the_conflict) {
  const std::vector disputed{report(1, 10, needs_help), report(2, 30, safe_home, told, k_desk)};
  ASSERT_TRUE(state_of(disputed).conflict_id);
  auto seen = disputed;
  seen.push_back(report(3, 50, safe_home, certain, k_other_visitor));
  EXPECT_EQ(state_of(seen).status, safe_home);
  EXPECT_FALSE(state_of(seen).conflict_id);
  auto rumour = disputed;
  rumour.push_back(report(3, 50, safe_elsewhere, told, k_desk));
  EXPECT_EQ(state_of(rumour).status, needs_help);
  EXPECT_TRUE(state_of(rumour).conflict_id);
}

TEST(CheckRule, the_note_that_follows_a_press_is_no_later_look) {
  const auto said =
      std::vector{report(1, 10, safe_home, told, k_desk), report(2, 40, needs_help), report(3, 41, needs_help)};
  EXPECT_EQ(state_of(said).conflict_id, said[0].id) << "the visitor's own word again proves nothing new";
  auto back = said;
  back.push_back(report(4, 90, needs_help));
  EXPECT_FALSE(state_of(back).conflict_id) << "who comes back later has looked again";
}

TEST(CheckRule, the_desk_decides_and_a_graver_report_that_it_could_not_know_is_flagged_again) {
  const std::vector disputed{report(1, 10, needs_help), report(2, 30, safe_home, told, k_desk)};
  const std::vector<Settlement> decision{{make::id<CheckId>(2), k_now.plus_s(60 * 40)}};
  EXPECT_EQ(state_of(disputed, decision).status, safe_home);
  EXPECT_FALSE(state_of(disputed, decision).conflict_id);
  auto more = disputed;
  more.push_back(report(3, 20, needs_rescue, certain, k_other_visitor));
  more.back().recorded_at = k_now.plus_s(60 * 60);
  const auto late = state_of(more, decision);
  EXPECT_EQ(late.status, safe_home);
  EXPECT_EQ(late.conflict_id, make::id<CheckId>(3));
}

TEST(CheckRule, a_try_never_lowers_a_need_and_is_due_again_after_30_60_and_120_minutes) {
  auto reports = std::vector{report(1, 10, needs_help), report(2, 20, unreachable, certain, k_other_visitor)};
  EXPECT_EQ(state_of(reports).status, needs_help);
  EXPECT_EQ(state_of(reports).next_check_at, k_now.plus_s(60 * 50));

  reports = {report(1, 0, checking)};
  EXPECT_EQ(state_of(reports).next_check_at, k_now.plus_s(60 * 30));
  reports.push_back(report(2, 30, unreachable));
  EXPECT_EQ(state_of(reports).next_check_at, k_now.plus_s(60 * 90));
  reports.push_back(report(3, 90, unreachable));
  reports.push_back(report(4, 210, unreachable));
  EXPECT_EQ(state_of(reports).next_check_at, k_now.plus_s(60 * 330)) << "and no longer than two hours";
  reports.back().next_check_at = k_now.plus_s(60 * 215);
  EXPECT_EQ(state_of(reports).next_check_at, k_now.plus_s(60 * 215)) << "what was said wins";
  reports.push_back(report(5, 220, safe_home));
  EXPECT_FALSE(state_of(reports).next_check_at);
}

TEST(CheckRule, what_the_reporter_takes_back_has_not_been_said) {
  EXPECT_EQ(state_of({report(1, 10, needs_rescue), report(2, 11, unconfirmed)}).status, unconfirmed);
  EXPECT_EQ(state_of({report(1, 10, needs_rescue), report(2, 11, unconfirmed, certain, k_desk)}).status, needs_rescue)
      << "nobody takes it back for another";
  const auto state =
      state_of({report(1, 10, needs_help, told, k_desk), report(2, 20, safe_home), report(3, 21, unconfirmed)});
  EXPECT_EQ(state.status, needs_help) << "what it stood against counts again";
}

TEST(CheckRule, a_cloth_is_a_sign_and_family_and_shelters_tell) {
  EXPECT_EQ(usual_confidence(CheckMethod::cloth), sign);
  EXPECT_EQ(usual_confidence(CheckMethod::family), told);
  EXPECT_EQ(usual_confidence(CheckMethod::shelter), told);
  for (const auto method : {CheckMethod::visit, CheckMethod::phone, CheckMethod::self})
    EXPECT_EQ(usual_confidence(method), certain);
}

// ---- for any set of reports ----

class AnyReports : public ::testing::Test {
 protected:
  std::vector<SafetyCheck> some(int count) {
    std::vector<SafetyCheck> out;
    for (int n = 1; n <= count; ++n) {
      out.push_back(report(n, pick(30) * 10, static_cast<SafetyStatus>(pick(9)), static_cast<CheckConfidence>(pick(3)),
                           make::id<AccountId>(1 + pick(3))));
      out.back().recorded_at = k_now.plus_s(60 * pick(600));
    }
    return out;
  }
  std::vector<Settlement> decisions(const std::vector<SafetyCheck>& reports) {
    std::vector<Settlement> out;
    for (int n = pick(3); n > 0; --n)
      out.push_back(
          {reports[static_cast<std::size_t>(pick(static_cast<int>(reports.size())))].id, k_now.plus_s(60 * pick(400))});
    return out;
  }
  int pick(int below) { return static_cast<int>(random_() % static_cast<unsigned>(below)); }
  std::mt19937 random_{20261127};
};

auto told_of(const CheckState& s) {
  return std::tuple(s.check_id, s.status, s.occurred_at, s.open_since, s.recorded_at, s.conflict_id, s.next_check_at);
}
int weight(SafetyStatus s) { return s == needs_rescue ? 2 : s == needs_help ? 1 : 0; }

TEST_F(AnyReports, the_order_of_arrival_never_changes_where_somebody_stands) {
  for (int turn = 0; turn < 3'000; ++turn) {
    auto reports = some(1 + pick(7));
    const auto decided = decisions(reports);
    const auto first = told_of(state_of(reports, decided));
    std::ranges::shuffle(reports, random_);
    ASSERT_EQ(told_of(state_of(reports, decided)), first) << "turn " << turn;
  }
}

TEST_F(AnyReports, an_earlier_report_that_arrives_late_never_lowers_a_need) {
  for (int turn = 0; turn < 20'000; ++turn) {
    auto reports = some(1 + pick(6));
    const auto before = state_of(reports);
    if (weight(before.status) == 0) continue;
    auto late = some(1).front();
    late.id = make::id<CheckId>(99);
    if (late.occurred_at >= before.occurred_at) continue;
    reports.push_back(late);
    ASSERT_GE(weight(state_of(reports).status), weight(before.status)) << "turn " << turn;
  }
}

TEST_F(AnyReports, a_need_that_does_not_stand_was_answered_by_somebody_sure_or_is_flagged_or_is_long_ago) {
  for (int turn = 0; turn < 20'000; ++turn) {
    const auto reports = some(2);
    const auto state = state_of(reports);
    if (weight(state.status) > 0) continue;
    for (const auto& r : reports) {
      if (weight(r.status) == 0 || r.confidence != certain) continue;
      const auto& other = reports[reports[0].id == r.id ? 1 : 0];
      const bool taken_back = other.status == unconfirmed && other.recorded_by == r.recorded_by;
      ASSERT_TRUE(other.confidence == certain || taken_back || state.conflict_id == r.id) << "turn " << turn;
    }
  }
}

}  // namespace
}  // namespace musubi::domain
