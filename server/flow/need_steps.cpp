// The steps of a need's life: each asks the pure machine for the next status and keeps what the person said with it.
#include "server/flow/memory.hpp"
#include "server/flow/need_flow.hpp"
#include "server/flow/offer_flow.hpp"
#include "server/flow/referral_flow.hpp"
#include "server/flow/series_flow.hpp"
#include "server/flow/wave_flow.hpp"
#include "server/store/offer_store.hpp"
#include "shared/domain/crew_rules.hpp"
#include "shared/domain/offer_rules.hpp"
#include "shared/domain/rights.hpp"

namespace musubi::flow {
namespace {

using domain::Need;
using domain::NeedStatus;

struct Stepper {
  Write& w;
  Need& need;

  domain::Event event(std::string type) const {
    auto e = w.event(std::move(type));
    e.need_id = need.id;
    e.district_id = need.district_id;
    e.incident_id = need.incident_id;
    return e;
  }

  void enter(NeedStatus status) const {
    need.status = status;
    need.status_since = w.now;
  }

  Result<void> finish(NeedStatus status, std::string event_type) const {
    enter(status);
    save_need(w, need, event(std::move(event_type)));
    keep_asking(w, need);
    return {};
  }

  Result<void> operator()(const domain::TriageStep& s) const {
    const auto next = domain::after_triage(need, {s.survey});
    if (!next) return pass_on(next.error());
    need.survey = s.survey;
    if (s.priority) need.priority = *s.priority;
    if (s.crisis_reason) need.crisis_reason = s.crisis_reason;
    if (need.priority == domain::Priority::crisis && !need.crisis_reason)
      return fail_fields({{"crisis_reason", "required"}});
    return finish(*next, "need.triaged");
  }

  Result<void> operator()(const domain::SurveyStep& s) const {
    const auto next = domain::after_survey(need, {s.workable});
    if (!next) return pass_on(next.error());
    if (s.people_needed) {
      const auto places = store::places_of(w.tx, need);
      if (*s.people_needed < places.accepted) return fail(Code::below_accepted);
      need.people_needed = *s.people_needed;
      domain::fit(need.people_needed, need.crew);
    }
    if (s.hazards) need.hazards = s.hazards;
    // What a visitor of a safety check said stands before what the survey found.
    const bool goes_on = s.memo && need.survey_memo && need.registrant_id;
    if (s.memo) need.survey_memo = goes_on ? *need.survey_memo + '\n' + *s.memo : *s.memo;
    return finish(*next, "need.surveyed");
  }

  Result<void> operator()(const domain::HoldStep& s) const {
    const auto next = domain::after_hold(need);
    if (!next) return pass_on(next.error());
    need.status_before_hold = need.status;
    need.hold = domain::Hold{s.reason, s.review_on};
    return finish(*next, "need.held");
  }

  Result<void> operator()(const domain::ResumeStep&) const {
    const auto next = domain::after_resume(need);
    if (!next) return pass_on(next.error());
    need.status_before_hold.reset();
    need.hold.reset();
    if (const auto done = finish(*next, "need.resumed"); !done) return done;
    settle_places(w, need);
    return {};
  }

  Result<void> operator()(const domain::DeclineStep& s) const {
    const auto next = domain::after_decline(need);
    if (!next) return pass_on(next.error());
    need.outcome = domain::Outcome{s.reason, s.referral, s.text};
    withdraw_all(w, need);
    return close(*next, "need.declined");
  }

  Result<void> operator()(const domain::CancelStep& s) const {
    const auto next = domain::after_cancel(need);
    if (!next) return pass_on(next.error());
    need.outcome = domain::Outcome{s.reason, std::nullopt, s.note};
    withdraw_all(w, need);
    return close(*next, "need.cancelled");
  }

  Result<void> operator()(const domain::MergeStep& s) const {
    if (!w.actor.is_desk()) return fail(Code::forbidden);
    const auto into = store::find_need(w.tx, s.into);
    if (!into) return fail_fields({{"into", "unknown_reference"}});
    const auto next = domain::after_merge(need, *into);
    if (!next) return pass_on(next.error());
    need.merged_into = s.into;
    withdraw_all(w, need);
    return close(*next, "need.merged");
  }

  Result<void> operator()(const domain::ReopenStep&) const {
    const auto next = domain::after_reopen(need);
    if (!next) return pass_on(next.error());
    need.outcome.reset();
    return finish(*next, "need.reopened");
  }

  Result<void> operator()(const domain::CompleteStep& s) const {
    const int accepted = domain::count_places(need, store::offers_holding(w.tx, need.id)).accepted;
    const auto next = domain::after_complete(need, s.outcome, accepted);
    if (!next) return pass_on(next.error());
    if (const auto ok = check_visit(need, s, accepted); !ok) return pass_on(ok.error());
    domain::ActivityReport report;
    report.id = w.id<ReportId>();
    report.need_id = need.id;
    report.outcome = s.outcome;
    report.minutes = s.minutes;
    report.people = s.people;
    report.note = s.note;
    report.concern = s.concern;
    report.injuries = s.injuries;
    report.reported_by = w.actor.account_id;
    report.reported_at = w.now;
    store::insert_report(w.tx, report);
    record_visit(w, need, report, {s.fee_yen, s.tickets});
    serve_all(w, need);
    enter(*next);
    auto e = event("need.completed");
    e.data = "outcome=" + std::string(domain::code(s.outcome));
    save_need(w, need, std::move(e));
    if (need.support && need.support->series_id) ask_last_helpers(w, *need.support->series_id);
    keep_asking(w, need);
    return {};
  }

  Result<void> close(NeedStatus status, std::string event_type) const {
    need.hold.reset();
    need.status_before_hold.reset();
    return finish(status, std::move(event_type));
  }
};

// Desk and coordinators lead a need; a volunteer may only complete the one that they were accepted for.
// Gives the volunteer's offer, nothing for the others.
Result<std::optional<OfferId>> may_step(Write& w, const Need& need, const domain::NeedStep& step) {
  if (w.actor.role != domain::Role::volunteer) {
    if (const auto ok = domain::may_see_district(w.actor, need.district_id); !ok) return pass_on(ok.error());
    return std::optional<OfferId>{};
  }
  if (!std::holds_alternative<domain::CompleteStep>(step)) return fail(Code::forbidden);
  for (const auto& o : store::offers_holding(w.tx, need.id))
    if (domain::is_own(w.actor, o) && o.status == domain::OfferStatus::accepted && !o.served_at)
      return std::optional(o.id);
  return fail(Code::not_found);
}

}  // namespace

Result<Outcome> step_need(Write& w, const NeedId& id, const domain::NeedStep& step) {
  auto need = store::find_need(w.tx, id);
  if (!need) return fail(Code::not_found);
  const auto own = may_step(w, *need, step);
  if (!own) return pass_on(own.error());
  if (const auto done = std::visit(Stepper{w, *need}, step); !done) return pass_on(done.error());
  // A volunteer never reads the need itself, only the card of their own job.
  if (*own) return outcome(200, "need.reported", **own);
  return outcome(200, "need", need->id);
}

}  // namespace musubi::flow
