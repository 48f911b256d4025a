#include "shared/domain/need_life.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <map>

#include "make.hpp"

namespace musubi::domain {
namespace {

constexpr std::string_view k_no = "-";

// The status after a step, or "-" when it is refused with exactly the allowed steps in `next`.
std::string after(NeedStatus status, Step step, int accepted = 0) {
  Need need = make::need(status);
  if (status == NeedStatus::on_hold) need.status_before_hold = NeedStatus::surveyed;
  Need into = make::need(NeedStatus::received);
  into.id = make::id<NeedId>(101);
  const auto result = [&]() -> Result<NeedStatus> {
    switch (step) {
      case Step::triage:
        return after_triage(need, {SurveyAnswer::needed});
      case Step::survey:
        return after_survey(need, {true});
      case Step::hold:
        return after_hold(need);
      case Step::resume:
        return after_resume(need);
      case Step::decline:
        return after_decline(need);
      case Step::cancel:
        return after_cancel(need);
      case Step::merge:
        return after_merge(need, into);
      case Step::reopen:
        return after_reopen(need);
      case Step::complete:
        return after_complete(need, ReportOutcome::done, accepted);
    }
    return fail(Code::broken);
  }();
  if (result) return std::string(code(*result));
  EXPECT_EQ(result.error().code, Code::wrong_state);
  EXPECT_EQ(result.error().next, allowed_step_codes(need, step == Step::complete ? accepted : 0));
  return std::string(k_no);
}

struct Row {
  NeedStatus from;
  // triage (survey needed), survey (workable), hold, resume (held when surveyed), decline, cancel, merge, reopen,
  // complete (done)
  std::array<std::string_view, 9> to;
};

TEST(NeedLife, every_step_from_every_status_leads_where_the_table_says) {
  using enum NeedStatus;
  const std::array<Row, 14> table{{
      {received, {"survey_waiting", "-", "on_hold", "-", "declined", "cancelled", "merged", "-", "-"}},
      {triaged, {"survey_waiting", "match_waiting", "on_hold", "-", "declined", "cancelled", "merged", "-", "-"}},
      {survey_waiting, {"-", "match_waiting", "on_hold", "-", "declined", "cancelled", "merged", "-", "-"}},
      {surveyed, {"-", "match_waiting", "on_hold", "-", "declined", "cancelled", "merged", "-", "-"}},
      {match_waiting, {"-", "-", "on_hold", "-", "declined", "cancelled", "merged", "-", "-"}},
      {assigned, {"-", "-", "on_hold", "-", "declined", "cancelled", "merged", "-", "done"}},
      {dispatched, {"-", "-", "-", "-", "-", "cancelled", "-", "-", "done"}},
      {working, {"-", "-", "-", "-", "-", "-", "-", "-", "done"}},
      {reported, {"-", "-", "-", "-", "-", "-", "-", "-", "done"}},
      {done, {"-", "-", "-", "-", "-", "-", "-", "match_waiting", "-"}},
      {on_hold, {"-", "-", "-", "surveyed", "declined", "cancelled", "merged", "-", "-"}},
      {cancelled, {"-", "-", "-", "-", "-", "-", "-", "received", "-"}},
      {declined, {"-", "-", "-", "-", "-", "-", "-", "received", "-"}},
      {merged, {"-", "-", "-", "-", "-", "-", "-", "-", "-"}},
  }};
  ASSERT_EQ(table.size(), all_codes<NeedStatus>().size());
  for (std::size_t i = 0; i < table.size(); ++i) {
    ASSERT_EQ(static_cast<std::size_t>(table[i].from), i) << "a status has no row";
    for (std::size_t step = 0; step < table[i].to.size(); ++step)
      EXPECT_EQ(after(table[i].from, static_cast<Step>(step)), table[i].to[step])
          << code(table[i].from) << " × " << code(static_cast<Step>(step));
  }
}

TEST(NeedLife, the_steps_that_are_shown_as_allowed_are_those_that_are_allowed) {
  for (std::size_t s = 0; s < all_codes<NeedStatus>().size(); ++s)
    for (const int accepted : {0, 1}) {
      const Need need = make::need(static_cast<NeedStatus>(s));
      const auto steps = allowed_steps(need, accepted);
      for (std::size_t i = 0; i < all_codes<Step>().size(); ++i) {
        const bool shown = std::ranges::find(steps, static_cast<Step>(i)) != steps.end();
        EXPECT_EQ(shown, after(need.status, static_cast<Step>(i), accepted) != k_no)
            << code(need.status) << " × " << code(static_cast<Step>(i)) << ", accepted " << accepted;
      }
    }
}

TEST(NeedLife, triage_leads_to_the_survey_to_matching_or_to_a_question) {
  for (const auto status : {NeedStatus::received, NeedStatus::triaged}) {
    EXPECT_EQ(after_triage(make::need(status), {SurveyAnswer::needed}), NeedStatus::survey_waiting);
    EXPECT_EQ(after_triage(make::need(status), {SurveyAnswer::not_needed}), NeedStatus::match_waiting);
    EXPECT_EQ(after_triage(make::need(status), {SurveyAnswer::ask}), NeedStatus::triaged);
  }
}

TEST(NeedLife, a_house_where_volunteers_may_not_work_stays_surveyed_and_can_be_surveyed_again) {
  EXPECT_EQ(after_survey(make::need(NeedStatus::survey_waiting), {false}), NeedStatus::surveyed);
  EXPECT_EQ(after_survey(make::need(NeedStatus::surveyed), {true}), NeedStatus::match_waiting);
}

TEST(NeedLife, a_need_resumes_where_it_was_held) {
  Need need = make::need(NeedStatus::on_hold);
  for (const auto before :
       {NeedStatus::received, NeedStatus::triaged, NeedStatus::survey_waiting, NeedStatus::assigned}) {
    need.status_before_hold = before;
    EXPECT_EQ(after_resume(need), before);
  }
}

TEST(NeedLife, unfinished_work_goes_back_to_matching) {
  for (const auto outcome : {ReportOutcome::continuing, ReportOutcome::unworked})
    EXPECT_EQ(after_complete(make::need(NeedStatus::working), outcome, 1), NeedStatus::match_waiting);
}

TEST(NeedLife, a_need_with_open_places_can_be_completed_by_those_who_came) {
  EXPECT_EQ(after_complete(make::need(NeedStatus::match_waiting), ReportOutcome::done, 1), NeedStatus::done);
  EXPECT_FALSE(after_complete(make::need(NeedStatus::match_waiting), ReportOutcome::done, 0));
}

TEST(NeedLife, a_need_is_not_merged_into_itself_nor_into_what_is_over_nor_across_incidents) {
  const Need need = make::need(NeedStatus::received);
  EXPECT_EQ(after_merge(need, need).error().code, Code::invalid);

  Need other = make::need(NeedStatus::received);
  other.id = make::id<NeedId>(101);
  EXPECT_EQ(after_merge(need, other), NeedStatus::merged);

  other.incident_id = make::id<IncidentId>(1);
  EXPECT_EQ(after_merge(need, other).error().fields, (std::vector<FieldError>{{"into", "out_of_range"}}));

  other.incident_id.reset();
  for (const auto over : {NeedStatus::done, NeedStatus::cancelled, NeedStatus::declined, NeedStatus::merged}) {
    other.status = over;
    const auto refused = after_merge(need, other);
    ASSERT_FALSE(refused) << code(over);
    EXPECT_EQ(refused.error().code, Code::wrong_state);
    EXPECT_EQ(std::ranges::count(refused.error().next, "merge"), 0);
  }
}

TEST(NeedLife, places_move_a_need_between_waiting_and_assigned_and_nothing_else) {
  EXPECT_EQ(after_places(NeedStatus::match_waiting, 3, 3), NeedStatus::assigned);
  EXPECT_EQ(after_places(NeedStatus::assigned, 2, 3), NeedStatus::match_waiting);
  EXPECT_EQ(after_places(NeedStatus::assigned, 3, 3), NeedStatus::assigned);
  for (std::size_t s = 0; s < all_codes<NeedStatus>().size(); ++s) {
    const auto status = static_cast<NeedStatus>(s);
    if (status == NeedStatus::match_waiting || status == NeedStatus::assigned) continue;
    EXPECT_EQ(after_places(status, 3, 3), status);
    EXPECT_EQ(after_places(status, 0, 3), status);
  }
}

TEST(NeedLife, arriving_starts_the_work_and_the_second_to_arrive_is_welcome_too) {
  using enum NeedStatus;
  const std::map<NeedStatus, bool> arrives{
      {match_waiting, true}, {assigned, true}, {dispatched, true}, {working, true}};
  for (std::size_t s = 0; s < all_codes<NeedStatus>().size(); ++s) {
    const auto status = static_cast<NeedStatus>(s);
    const auto result = after_arrival(make::need(status));
    EXPECT_EQ(result.has_value(), arrives.contains(status)) << code(status);
    if (result) EXPECT_EQ(*result, working);
  }
}

TEST(NeedLife, offers_are_made_only_while_people_are_wanted) {
  using enum NeedStatus;
  for (std::size_t s = 0; s < all_codes<NeedStatus>().size(); ++s) {
    const auto status = static_cast<NeedStatus>(s);
    EXPECT_EQ(takes_offers(status), status == match_waiting || status == assigned || status == working) << code(status);
    EXPECT_EQ(is_open(status), status != done && status != cancelled && status != declined && status != merged);
  }
}

}  // namespace
}  // namespace musubi::domain
