#include "shared/wire/roster.hpp"
#include "shared/wire/rules.hpp"

namespace musubi::wire {
namespace {

using domain::PlanText;

constexpr std::size_t k_supporters_max = 10;
constexpr int k_sheets_max = 1000;
constexpr int k_parts_max = 1'000'000;

struct FormSupporter {
  domain::Supporter supporter;
  domain::SupporterConsent consent;
};

FormSupporter read_supporter(Reader& r) {
  FormSupporter out;
  out.supporter.name = r.required("name", name_line());
  out.supporter.phone = r.value_or("phone", phone(), std::string());
  out.consent = {out.supporter.name, out.supporter.phone, r.optional("relation", name_line()),
                 r.optional("agreed_on", day())};
  return out;
}

bool operator==(const FormSupporter& a, const FormSupporter& b) {
  return a.supporter.name == b.supporter.name && a.supporter.phone == b.supporter.phone;
}

}  // namespace

Result<domain::DecideReview> decode_decide_review(const Json& body) {
  Reader r(body);
  domain::DecideReview ask;
  ask.decision = r.required("decision", choice<domain::ReviewDecision>());
  ask.registrant_id = r.optional("registrant_id", id<RegistrantId>());
  return finished(r, std::move(ask));
}

Result<domain::EvacPlanForm> decode_evac_plan_form(const Json& body) {
  Reader r(body);
  domain::EvacPlanForm form;
  auto& plan = form.plan;
  for (std::size_t i = 0; i < domain::k_plan_texts; ++i)
    plan.texts[i] = r.optional(domain::CodesOf<PlanText>::names[i], prose());
  plan.lives_alone = r.optional("lives_alone", boolean());
  plan.device_battery_hours = r.optional("device_battery_hours", integer(0, domain::k_battery_hours_max));
  plan.evacuation_minutes = r.optional("evacuation_minutes", integer(0, domain::k_evacuation_minutes_max));
  plan.start_level = r.value_or("start_level", integer(domain::k_start_level_min, domain::k_start_level_max),
                                domain::k_start_level_usual);
  for (const auto& s : r.value_or("supporters", list(object(read_supporter), k_supporters_max), {})) {
    form.supporters.push_back(s.supporter);
    plan.supporters.push_back(s.consent);
  }
  form.shelter_first = r.optional("shelter_first", line(limits::address_chars_max));
  form.route = r.optional("route", prose());
  form.keys = r.optional("keys", prose());
  form.family_note = r.optional("family_note", prose());
  plan.consent_on = r.optional("consent_on", day());
  plan.reviewed_on = r.optional("reviewed_on", day());
  plan.next_review_on = r.optional("next_review_on", day());
  if (plan.reviewed_on && plan.next_review_on && *plan.next_review_on <= *plan.reviewed_on)
    r.refuse("next_review_on", refused::out_of_range);
  return finished(r, std::move(form));
}

Result<domain::NewPrint> decode_new_print(const Json& body) {
  Reader r(body);
  domain::NewPrint ask;
  ask.kind = r.required("kind", choice<domain::PrintKind>());
  ask.district_id = r.required("district_id", id<DistrictId>());
  ask.incident_id = r.optional("incident_id", id<IncidentId>());
  ask.purpose = r.required("purpose", line(limits::address_chars_max));
  ask.for_whom = r.required("for_whom", name_line());
  ask.return_by = r.optional("return_by", day());
  return finished(r, std::move(ask));
}

Result<domain::SheetNumbers> decode_sheet_numbers(const Json& body) {
  Reader r(body);
  domain::SheetNumbers ask;
  ask.sheets = r.required("sheets", list(integer(1, k_sheets_max), k_sheets_max));
  if (ask.sheets.empty()) r.refuse("sheets", refused::required);
  return finished(r, std::move(ask));
}

Result<int> decode_part(const Json& body) {
  Reader r(body);
  int part = r.required("part", integer(0, k_parts_max));
  return finished(r, std::move(part));
}

}  // namespace musubi::wire
