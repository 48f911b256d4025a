#include <algorithm>

#include "shared/wire/parts.hpp"
#include "shared/wire/roster.hpp"

namespace musubi::wire {
namespace {

using domain::EvacPlan;
using domain::FieldClass;
using domain::PlanText;

Json encode_supporters(const domain::Registrant& person, const EvacPlan& plan) {
  Json out = Json::array();
  for (const auto& s : person.supporters) {
    const auto consent =
        std::ranges::find_if(plan.supporters, [&](const auto& c) { return c.name == s.name && c.phone == s.phone; });
    const bool is_known = consent != plan.supporters.end();
    out.push_back({{"name", s.name},
                   {"phone", s.phone},
                   {"relation", is_known ? or_null(consent->relation) : Json()},
                   {"agreed_on", is_known ? or_null(consent->agreed_on) : Json()}});
  }
  return out;
}

void put_texts(Json& out, const EvacPlan& plan, FieldClass of) {
  for (std::size_t i = 0; i < domain::k_plan_texts; ++i)
    if (domain::class_of(static_cast<PlanText>(i)) == of)
      out[std::string(domain::CodesOf<PlanText>::names[i])] = or_null(plan.texts[i]);
}

}  // namespace

Json encode(const domain::RosterCounts& c) {
  return {{"added", c.added},     {"changed", c.changed}, {"unchanged", c.unchanged}, {"unsure", c.unsure},
          {"skipped", c.skipped}, {"gone", c.gone},       {"withdrawn", c.withdrawn}};
}

Json encode(const domain::RosterImport& one) {
  return {{"id", one.id.text()},
          {"number", one.number},
          {"kind", text_of(one.kind)},
          {"full", one.is_full},
          {"encoding", text_of(one.encoding)},
          {"status", text_of(one.status)},
          {"lines", one.lines},
          {"good", one.good},
          {"parts", one.parts},
          {"next_part", one.next_part},
          {"counts", encode(one.counts)},
          {"opened_at", one.opened_at.text()},
          {"finished_at", or_null(one.finished_at)},
          {"version", one.version}};
}

Json encode(const domain::ImportReview& review) {
  return {{"id", review.id.text()},
          {"import_id", review.import_id.text()},
          {"kind", text_of(review.kind)},
          {"line", or_null(review.line)},
          {"district_id", review.district_id.text()},
          {"registrant_id", or_null(review.registrant_id)},
          {"reasons", array_of(review.reasons)},
          {"status", review.is_open ? "open" : "decided"},
          {"decision", or_null(review.decision)},
          {"opened_at", review.opened_at.text()},
          {"decided_at", or_null(review.decided_at)}};
}

Json encode_plan_form(const domain::Disclosed<domain::RegistrantView>& view, const std::optional<EvacPlan>& made) {
  const auto& person = view->registrant;
  const EvacPlan plan = made.value_or(EvacPlan{});
  Json out = Json::object();
  if (view->classes.b) {
    put_texts(out, plan, FieldClass::b);
    out["lives_alone"] = plan.lives_alone ? Json(*plan.lives_alone) : Json();
    out["device_battery_hours"] = or_null(plan.device_battery_hours);
  }
  if (view->classes.c) {
    put_texts(out, plan, FieldClass::c);
    out["evacuation_minutes"] = or_null(plan.evacuation_minutes);
    out["start_level"] = plan.start_level;
    out["supporters"] = encode_supporters(person, plan);
    out["shelter_first"] = or_null(person.plan_shelter);
    out["route"] = or_null(person.plan_route);
    out["keys"] = or_null(person.plan_keys);
    out["consent_on"] = or_null(plan.consent_on);
    out["reviewed_on"] = or_null(plan.reviewed_on);
    out["next_review_on"] = or_null(plan.next_review_on);
  }
  if (view->classes.d) {
    put_texts(out, plan, FieldClass::d);
    out["family_note"] = or_null(person.family_note);
  }
  return out;
}

Json encode(const domain::PrintPack& pack, const std::vector<domain::PrintSheet>& sheets) {
  Json list = Json::array();
  for (const auto& s : sheets)
    list.push_back({{"sheet", s.sheet}, {"status", text_of(s.status)}, {"changed_at", s.changed_at.text()}});
  return {{"id", pack.id.text()},
          {"number", pack.number},
          {"kind", text_of(pack.kind)},
          {"district_id", pack.district_id.text()},
          {"incident_id", or_null(pack.incident_id)},
          {"is_drill", pack.is_drill},
          {"purpose", pack.purpose},
          {"for_whom", pack.for_whom},
          {"people", pack.people},
          {"return_by", pack.return_by.text()},
          {"printed_at", pack.printed_at.text()},
          {"status", text_of(pack.status)},
          {"closed_at", or_null(pack.closed_at)},
          {"sheets", std::move(list)},
          {"version", pack.version}};
}

}  // namespace musubi::wire
