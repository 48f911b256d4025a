#include <array>

#include "shared/wire/decode.hpp"
#include "shared/wire/rules.hpp"

namespace musubi::wire {
namespace {

using domain::NeedStep;

constexpr int k_minutes_max = 100'000;

domain::TriageStep read_triage(Reader& r) {
  domain::TriageStep step;
  step.survey = r.required("survey", choice<domain::SurveyAnswer>());
  step.priority = r.optional("priority", choice<domain::Priority>());
  step.crisis_reason = r.optional("crisis_reason", prose());
  if (step.priority == domain::Priority::crisis && !step.crisis_reason) r.refuse("crisis_reason", refused::required);
  return step;
}

domain::SurveyStep read_survey(Reader& r) {
  domain::SurveyStep step;
  step.workable = r.required("workable", boolean());
  step.people_needed = r.optional("people_needed", integer(1, limits::people_needed_max));
  step.hazards = r.optional("hazards", prose());
  step.memo = r.optional("memo", prose());
  return step;
}

domain::HoldStep read_hold(Reader& r) {
  return {.reason = r.required("reason", name_line()), .review_on = r.optional("review_on", day())};
}

domain::DeclineStep read_decline(Reader& r) {
  return {.reason = r.required("reason", name_line()),
          .referral = r.optional("referral", line(limits::address_chars_max)),
          .text = r.optional("text", prose())};
}

domain::CancelStep read_cancel(Reader& r) {
  constexpr std::array<std::string_view, 5> k_reasons{"requester", "self_solved", "other_group", "duplicate", "other"};
  domain::CancelStep step{.reason = r.required("reason", word()), .note = r.optional("note", prose())};
  if (!step.reason.empty() && std::ranges::find(k_reasons, step.reason) == k_reasons.end())
    r.refuse("reason", refused::out_of_range);
  return step;
}

domain::CompleteStep read_complete(Reader& r) {
  return r.required("report", object([](Reader& report) {
                      domain::CompleteStep step;
                      step.outcome = report.required("outcome", choice<domain::ReportOutcome>());
                      step.minutes = report.optional("minutes", integer(0, k_minutes_max));
                      step.people = report.optional("people", integer(0, limits::people_needed_max));
                      step.note = report.optional("note", prose());
                      step.concern = report.optional("concern", prose());
                      step.injuries = report.value_or("injuries", boolean(), false);
                      return step;
                    }));
}

NeedStep read_step(domain::Step step, Reader& r) {
  switch (step) {
    case domain::Step::triage:
      return read_triage(r);
    case domain::Step::survey:
      return read_survey(r);
    case domain::Step::hold:
      return read_hold(r);
    case domain::Step::resume:
      return domain::ResumeStep{};
    case domain::Step::decline:
      return read_decline(r);
    case domain::Step::cancel:
      return read_cancel(r);
    case domain::Step::merge:
      return domain::MergeStep{r.required("into", id<NeedId>())};
    case domain::Step::reopen:
      return domain::ReopenStep{r.optional("reason", prose())};
    case domain::Step::complete:
      return read_complete(r);
  }
  return domain::ResumeStep{};
}

}  // namespace

Result<NeedStep> decode_need_step(domain::Step step, const Json& body) {
  Reader r(body);
  NeedStep ask = read_step(step, r);
  return finished(r, std::move(ask));
}

Result<domain::NewOffers> decode_new_offers(const Json& body) {
  Reader r(body);
  domain::NewOffers ask;
  const auto people =
      r.optional("volunteer_ids", list(id<VolunteerId>(), limits::offers_per_call_max, Doubles::refuse));
  ask.volunteer_ids = people.value_or(std::vector<VolunteerId>{});
  ask.top = r.optional("top", integer(1, static_cast<int>(limits::offers_per_call_max)));
  ask.expires_in_s = r.required("expires_in_s", long_integer(limits::offer_expiry_s_min, limits::offer_expiry_s_max));
  const bool names_people = r.has("volunteer_ids") && !body["volunteer_ids"].is_null();
  const bool wants_best = r.has("top") && !body["top"].is_null();
  if (names_people && wants_best) r.refuse("top", refused::format);
  if (!names_people && !wants_best) r.refuse("volunteer_ids", refused::required);
  if (names_people && body["volunteer_ids"].is_array() && body["volunteer_ids"].empty())
    r.refuse("volunteer_ids", refused::too_short);
  return finished(r, std::move(ask));
}

Result<domain::OfferAnswer> decode_offer_answer(const Json& body) {
  Reader r(body);
  domain::OfferAnswer ask;
  ask.on_behalf = r.value_or("on_behalf", boolean(), false);
  ask.reason = r.optional("reason", choice<domain::DeclineReason>());
  return finished(r, std::move(ask));
}

}  // namespace musubi::wire
