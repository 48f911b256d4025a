#include "server/flow/evac_plan_flow.hpp"

#include "server/flow/audit_flow.hpp"
#include "server/flow/registrant_flow.hpp"
#include "server/store/incident_store.hpp"
#include "server/store/registrant_store.hpp"
#include "shared/domain/rights.hpp"

namespace musubi::flow {
namespace {

using domain::Policy;

Result<domain::Setting> setting_of(Read& r, const std::optional<IncidentId>& id) {
  if (!id) return domain::Setting{};
  const auto incident = store::find_incident(r.tx, *id);
  if (!incident) return fail(Code::not_found);
  return domain::Setting{domain::disclosing_phase(*incident, r.now)};
}

}  // namespace

Result<PlanSheet> read_evac_plan(Read& r, const RegistrantId& id, std::optional<IncidentId> incident) {
  const auto setting = setting_of(r, incident);
  if (!setting) return pass_on(setting.error());
  auto person = store::find_registrant(r.tx, id);
  if (!person) return fail(Code::not_found);
  auto plan = store::find_evac_plan(r.tx, id);
  const auto district = person->district_id;
  auto gaps = domain::gaps_of(*person, plan.value_or(domain::EvacPlan{}));
  auto view = Policy::registrant(r.actor, std::move(*person), *setting);
  audit(r, {.action = view ? "plan" : "refused", .people = {id}, .district = district, .incident = incident});
  if (!view) return fail(Code::not_found);
  return PlanSheet{std::move(*view), std::move(plan), store::roster_facts(r.tx, id).source, std::move(gaps)};
}

Result<Outcome> put_evac_plan(Write& w, const RegistrantId& id, int if_version, const domain::EvacPlanForm& form) {
  auto person = store::find_registrant(w.tx, id);
  if (!person) return fail(Code::not_found);
  const auto classes = Policy::classes_for(w.actor, *person, {});
  if (classes.none()) return fail(Code::not_found);
  if (person->version != if_version) return fail(Code::stale_edit);
  auto plan = form.plan;
  plan.registrant_id = id;
  plan.changed_at = w.now;
  person->supporters = form.supporters;
  person->plan_shelter = form.shelter_first;
  person->plan_route = form.route;
  person->plan_keys = form.keys;
  // Whoever may not see the family's notes cannot have meant to erase them.
  if (classes.d) {
    person->family_note = form.family_note;
  } else if (const auto before = store::find_evac_plan(w.tx, id)) {
    for (std::size_t i = 0; i < domain::k_plan_texts; ++i)
      if (domain::class_of(static_cast<domain::PlanText>(i)) == domain::FieldClass::d) plan.texts[i] = before->texts[i];
  }
  if (!keep_registrant(w, *person, if_version)) return fail(Code::stale_edit);
  store::put_evac_plan(w.tx, plan, w.actor.account_id);
  audit(w, {.action = "written", .people = {id}, .district = person->district_id});
  auto e = w.event("evac_plan.changed");
  e.registrant_id = id;
  e.district_id = person->district_id;
  w.tx.append(std::move(e));
  return outcome(200, "evac_plan", id);
}

Result<DueList> list_plans_due(Read& r, std::optional<DistrictId> district, Day until, const store::Page& page) {
  DueList list;
  list.seq = r.tx.seq();
  store::DueAfter after;
  after.due = Day{-1};
  if (page.after) after = {Day{static_cast<std::int32_t>(page.after->ms)}, RegistrantId(page.after->id)};
  auto rows = store::plans_due(r.tx, district, until, after, page.limit + 1);
  if (static_cast<int>(rows.size()) > page.limit) {
    rows.resize(static_cast<std::size_t>(page.limit));
    list.next = store::Cursor{rows.back().next_review_on.value_or(Day{}).days, rows.back().registrant_id};
  }
  Seen seen{.action = "plan", .district = district};
  for (const auto& row : rows) {
    auto person = store::find_registrant(r.tx, row.registrant_id);
    if (!person) continue;
    auto view = Policy::registrant(r.actor, std::move(*person), {});
    if (!view) continue;
    seen.people.push_back(row.registrant_id);
    list.items.push_back({std::move(*view), row.next_review_on, row.reviewed_on});
  }
  if (!seen.people.empty()) audit(r, std::move(seen));
  return list;
}

}  // namespace musubi::flow
