#pragma once
// The life cycle of a need (DOMAIN §1.3) as one pure machine. Status changes nowhere else.

#include <string>
#include <string_view>
#include <vector>

#include "shared/base/result.hpp"
#include "shared/domain/need.hpp"

namespace musubi::domain {

// What a person may do to a need. The names are the last part of POST /needs/{id}/{step}.
enum class Step : std::uint8_t { triage, survey, hold, resume, decline, cancel, merge, reopen, complete };
MUSUBI_CODES(Step, "triage", "survey", "hold", "resume", "decline", "cancel", "merge", "reopen", "complete");

struct Triage {
  SurveyAnswer survey{};
};
struct Survey {
  bool workable{true};  // volunteers may work here
};

// Steps allowed in this status, in the order in which a screen shows them. With `accepted` places a need that still
// waits for more people may be completed too.
std::vector<Step> allowed_steps(const Need& need, int accepted = 0);
std::vector<std::string> allowed_step_codes(const Need& need, int accepted = 0);  // for problem+json next[]

// The status a step leads to; Code::wrong_state with next = the allowed steps otherwise.
// triage needed → survey_waiting, not_needed → match_waiting, ask → triaged. From triaged, triage again.
Result<NeedStatus> after_triage(const Need& need, const Triage& triage);
// survey_waiting (also triaged) → match_waiting when workable, else surveyed (then decline or survey again).
Result<NeedStatus> after_survey(const Need& need, const Survey& survey);
Result<NeedStatus> after_hold(const Need& need);    // from every open status before dispatch
Result<NeedStatus> after_resume(const Need& need);  // back to the status before the hold
Result<NeedStatus> after_decline(const Need& need);
Result<NeedStatus> after_cancel(const Need& need);
// From every status before dispatch. Not into a finished or merged need (wrong_state), nor into itself or across
// incidents (invalid, field "into").
Result<NeedStatus> after_merge(const Need& need, const Need& into);
Result<NeedStatus> after_reopen(const Need& need);  // done, cancelled, declined → received (done: match_waiting)
// assigned, dispatched, working, reported (and match_waiting with at least one accepted place) → done, or match_waiting
// when continuing or unworked.
Result<NeedStatus> after_complete(const Need& need, ReportOutcome outcome, int accepted);

// Offers may be made and accepted in these: match_waiting, assigned, working (of a team not yet full).
bool takes_offers(NeedStatus status);
// Where a need stands when its number of accepted places has changed: match_waiting ↔ assigned; other statuses stay.
NeedStatus after_places(NeedStatus status, int accepted, int needed);
// Somebody has arrived: match_waiting, assigned, dispatched → working, where it stays for those who come later.
Result<NeedStatus> after_arrival(const Need& need);
// Neither finished, cancelled, declined nor merged.
bool is_open(NeedStatus status);

}  // namespace musubi::domain
