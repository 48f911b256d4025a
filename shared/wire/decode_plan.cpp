// Bodies of plans, policies and exclusions.
#include "shared/matching/policy.hpp"
#include "shared/wire/decode.hpp"
#include "shared/wire/rules.hpp"

namespace musubi::wire {
namespace {

using domain::PlanChange;
using domain::PlanChangeKind;

// Each kind asks for its own members; whatever else is there is refused as unknown.
PlanChange read_change(Reader& r, bool is_question) {
  PlanChange change;
  change.kind = r.required("kind", choice<PlanChangeKind>());
  switch (change.kind) {
    case PlanChangeKind::assign:
    case PlanChangeKind::lock:
    case PlanChangeKind::unlock:
      change.volunteer_id = r.required("volunteer_id", id<VolunteerId>());
      change.need_id = r.required("need_id", id<NeedId>());
      break;
    case PlanChangeKind::take_out:
      change.volunteer_id = r.required("volunteer_id", id<VolunteerId>());
      break;
    case PlanChangeKind::drop_need:
    case PlanChangeKind::take_need:
      change.need_id = r.required("need_id", id<NeedId>());
      break;
    case PlanChangeKind::resolve:
      break;
    case PlanChangeKind::undo:
      if (is_question) r.refuse("kind", refused::out_of_range);
      break;
    case PlanChangeKind::add_people:
      change.count = r.required("count", integer(1, limits::plan_added_max));
      change.district_id = r.optional("district_id", id<DistrictId>());
      change.skills =
          r.value_or("skills", list(choice<domain::Skill>(), domain::all_codes<domain::Skill>().size()), {});
      if (!is_question) r.refuse("kind", refused::out_of_range);
      break;
    case PlanChangeKind::add_seats:
      change.count = r.required("seats", integer(1, limits::plan_added_max));
      change.district_id = r.optional("district_id", id<DistrictId>());
      break;
  }
  return change;
}

Result<std::vector<PlanChange>> read_changes(const Json& body, bool is_question) {
  Reader r(body);
  const auto one = object([is_question](Reader& change) { return read_change(change, is_question); });
  auto changes = r.required("changes", list(one, limits::plan_changes_max, Doubles::keep));
  if (r.has("changes") && body["changes"].is_array() && body["changes"].empty())
    r.refuse("changes", refused::too_short);
  const auto is_undo = [](const PlanChange& c) { return c.kind == PlanChangeKind::undo; };
  if (changes.size() > 1 && std::ranges::any_of(changes, is_undo)) r.refuse("changes", refused::out_of_range);
  return finished(r, std::move(changes));
}

}  // namespace

Result<domain::NewPlan> decode_new_plan(const Json& body) {
  Reader r(body);
  domain::NewPlan ask;
  ask.id = r.optional("id", new_id<PlanId>());
  ask.incident_id = r.optional("incident_id", id<IncidentId>());
  ask.district_id = r.optional("district_id", id<DistrictId>());
  ask.day = r.required("day", day());
  const auto seats = object([](Reader& pool) {
    return domain::PlanSeats{pool.optional("district_id", id<DistrictId>()),
                             pool.required("seats", integer(1, limits::plan_seats_max))};
  });
  ask.seats = r.value_or("seats", list(seats, limits::plan_seats_pools_max, Doubles::keep), {});
  return finished(r, std::move(ask));
}

Result<std::vector<PlanChange>> decode_plan_edits(const Json& body) { return read_changes(body, false); }

Result<std::vector<PlanChange>> decode_plan_question(const Json& body) { return read_changes(body, true); }

Result<domain::PlanCommit> decode_plan_commit(const Json& body) {
  Reader r(body);
  domain::PlanCommit ask;
  ask.expires_in_s = r.value_or("expires_in_s", long_integer(limits::offer_expiry_s_min, limits::offer_expiry_s_max),
                                ask.expires_in_s);
  ask.drop_moved = r.value_or("drop_moved", boolean(), false);
  return finished(r, std::move(ask));
}

Result<domain::MatchingPolicyPatch> decode_matching_policy_patch(const Json& body) {
  Reader r(body);
  domain::MatchingPolicyPatch ask;
  ask.values = r.required("values", object([](Reader& values) {
                            std::vector<std::pair<std::string, std::int32_t>> out;
                            for (const auto& weight : matching::weights()) {
                              if (!values.has(weight.name)) continue;
                              const auto value = values.required(weight.name, integer(weight.min, weight.max));
                              out.emplace_back(weight.name, value);
                            }
                            return out;
                          }));
  if (r.has("values") && body["values"].is_object() && body["values"].empty()) r.refuse("values", refused::too_short);
  return finished(r, std::move(ask));
}

Result<domain::NewExclusion> decode_new_exclusion(const Json& body) {
  Reader r(body);
  domain::NewExclusion ask;
  ask.id = r.optional("id", new_id<ExclusionId>());
  ask.volunteer_id = r.required("volunteer_id", id<VolunteerId>());
  ask.other_volunteer_id = r.optional("other_volunteer_id", id<VolunteerId>());
  ask.need_id = r.optional("need_id", id<NeedId>());
  if (!ask.other_volunteer_id && !ask.need_id) r.refuse("other_volunteer_id", refused::required);
  if (ask.other_volunteer_id && ask.need_id) r.refuse("need_id", refused::out_of_range);
  if (ask.other_volunteer_id == ask.volunteer_id) r.refuse("other_volunteer_id", refused::out_of_range);
  return finished(r, std::move(ask));
}

}  // namespace musubi::wire
