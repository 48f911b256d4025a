#include "shared/domain/need_life.hpp"

#include <algorithm>

namespace musubi::domain {
namespace {

// One row a status: which steps lead out of it. Everything below reads this table, so that what is shown as allowed
// and what is allowed cannot differ.
std::vector<Step> steps_from(NeedStatus status) {
  using enum Step;
  switch (status) {
    case NeedStatus::received:
      return {triage, hold, decline, cancel, merge};
    case NeedStatus::triaged:
      return {triage, survey, hold, decline, cancel, merge};
    case NeedStatus::survey_waiting:
      return {survey, hold, decline, cancel, merge};
    case NeedStatus::surveyed:
      return {survey, hold, decline, cancel, merge};
    case NeedStatus::match_waiting:
      return {complete, hold, decline, cancel, merge};
    case NeedStatus::assigned:
      return {complete, hold, decline, cancel, merge};
    case NeedStatus::dispatched:
      return {complete, cancel};
    case NeedStatus::working:
      return {complete};
    case NeedStatus::reported:
      return {complete};
    case NeedStatus::on_hold:
      return {resume, decline, cancel, merge};
    case NeedStatus::done:
      return {reopen};
    case NeedStatus::cancelled:
      return {reopen};
    case NeedStatus::declined:
      return {reopen};
    case NeedStatus::merged:
      return {};
  }
  return {};
}

bool allows(const Need& need, Step step, int accepted = 0) {
  const auto steps = allowed_steps(need, accepted);
  return std::ranges::find(steps, step) != steps.end();
}

Result<NeedStatus> to_when_allowed(const Need& need, Step step, NeedStatus next, int accepted = 0) {
  if (!allows(need, step, accepted)) return fail_next(Code::wrong_state, allowed_step_codes(need, accepted));
  return next;
}

}  // namespace

std::vector<Step> allowed_steps(const Need& need, int accepted) {
  auto steps = steps_from(need.status);
  if (need.status == NeedStatus::match_waiting && accepted == 0) std::erase(steps, Step::complete);
  return steps;
}

std::vector<std::string> allowed_step_codes(const Need& need, int accepted) {
  std::vector<std::string> out;
  for (const Step step : allowed_steps(need, accepted)) out.emplace_back(code(step));
  return out;
}

Result<NeedStatus> after_triage(const Need& need, const Triage& triage) {
  const auto next = triage.survey == SurveyAnswer::needed       ? NeedStatus::survey_waiting
                    : triage.survey == SurveyAnswer::not_needed ? NeedStatus::match_waiting
                                                                : NeedStatus::triaged;
  return to_when_allowed(need, Step::triage, next);
}

Result<NeedStatus> after_survey(const Need& need, const Survey& survey) {
  return to_when_allowed(need, Step::survey, survey.workable ? NeedStatus::match_waiting : NeedStatus::surveyed);
}

Result<NeedStatus> after_hold(const Need& need) { return to_when_allowed(need, Step::hold, NeedStatus::on_hold); }

Result<NeedStatus> after_resume(const Need& need) {
  return to_when_allowed(need, Step::resume, need.status_before_hold.value_or(NeedStatus::received));
}

Result<NeedStatus> after_decline(const Need& need) {
  return to_when_allowed(need, Step::decline, NeedStatus::declined);
}

Result<NeedStatus> after_cancel(const Need& need) { return to_when_allowed(need, Step::cancel, NeedStatus::cancelled); }

Result<NeedStatus> after_merge(const Need& need, const Need& into) {
  if (!allows(need, Step::merge)) return fail_next(Code::wrong_state, allowed_step_codes(need));
  const bool elsewhere = need.incident_id != into.incident_id || need.is_drill != into.is_drill;
  if (need.id == into.id || elsewhere) return fail_fields({{"into", "out_of_range"}});
  if (!is_open(into.status)) {
    auto next = allowed_step_codes(need);
    std::erase(next, code(Step::merge));
    return fail_next(Code::wrong_state, std::move(next));
  }
  return NeedStatus::merged;
}

Result<NeedStatus> after_reopen(const Need& need) {
  const auto next = need.status == NeedStatus::done ? NeedStatus::match_waiting : NeedStatus::received;
  return to_when_allowed(need, Step::reopen, next);
}

Result<NeedStatus> after_complete(const Need& need, ReportOutcome outcome, int accepted) {
  const auto next = outcome == ReportOutcome::done ? NeedStatus::done : NeedStatus::match_waiting;
  return to_when_allowed(need, Step::complete, next, accepted);
}

bool takes_offers(NeedStatus status) {
  return status == NeedStatus::match_waiting || status == NeedStatus::assigned || status == NeedStatus::working;
}

NeedStatus after_places(NeedStatus status, int accepted, int needed) {
  if (status != NeedStatus::match_waiting && status != NeedStatus::assigned) return status;
  return accepted >= needed ? NeedStatus::assigned : NeedStatus::match_waiting;
}

Result<NeedStatus> after_arrival(const Need& need) {
  if (takes_offers(need.status) || need.status == NeedStatus::dispatched) return NeedStatus::working;
  return fail_next(Code::wrong_state, allowed_step_codes(need));
}

bool is_open(NeedStatus status) {
  return status != NeedStatus::done && status != NeedStatus::cancelled && status != NeedStatus::declined &&
         status != NeedStatus::merged;
}

}  // namespace musubi::domain
