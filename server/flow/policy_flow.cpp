#include "server/flow/policy_flow.hpp"

#include <algorithm>

#include "server/flow/plan_world.hpp"
#include "server/store/exclusion_store.hpp"
#include "server/store/need_store.hpp"
#include "server/store/policy_store.hpp"
#include "server/store/volunteer_store.hpp"
#include "shared/domain/rights.hpp"

namespace musubi::flow {
namespace {

constexpr std::string_view k_matching = "matching";

bool may_arrange(const domain::Actor& actor, const std::optional<DistrictId>& district) {
  return actor.is_desk() || (district && domain::may_see_district(actor, *district));
}

bool is_mine(store::ReadTx& tx, const domain::Actor& actor, const domain::Exclusion& e) {
  const auto v = store::find_volunteer(tx, e.volunteer_id);
  return v && may_arrange(actor, v->district_id);
}

domain::Event exclusion_event(const Write& w, std::string type, const domain::Exclusion& e,
                              const std::optional<DistrictId>& district) {
  auto event = w.event(std::move(type));
  event.subject_id = e.id;
  event.district_id = district;
  return event;
}

}  // namespace

PolicyNow read_policy(Read& r) { return {matching_policy(r.tx), store::find_policy(r.tx, k_matching).version}; }

Result<Outcome> change_policy(Write& w, int if_version, const domain::MatchingPolicyPatch& patch) {
  auto kept = store::find_policy(w.tx, k_matching);
  if (kept.version != if_version) return fail(Code::stale_edit);
  auto policy = matching_policy(w.tx);
  for (const auto& [name, value] : patch.values) {
    kept.numbers[name] = value;
    const auto weight = std::ranges::find(matching::weights(), name, &matching::Weight::name);
    if (weight != matching::weights().end()) policy.*weight->field = value;
  }
  if (const auto ok = matching::check(policy); !ok) {
    auto fields = ok.error().fields;
    for (auto& field : fields) field.field = "values/" + field.field;
    return fail_fields(std::move(fields));
  }
  if (!store::keep_policy(w.tx, k_matching, kept.numbers, {if_version, w.now, w.actor.account_id}))
    return fail(Code::stale_edit);
  auto e = w.event("policy.changed");
  for (const auto& [name, value] : patch.values)
    (e.data += e.data.empty() ? "" : " ") += name + '=' + std::to_string(value);
  w.tx.append(std::move(e));
  return {{200, "policy", {}}};
}

Result<Outcome> add_exclusion(Write& w, const domain::NewExclusion& ask) {
  domain::Exclusion e;
  if (ask.id && store::find_exclusion(w.tx, *ask.id)) return fail(Code::already_exists);
  const auto v = store::find_volunteer(w.tx, ask.volunteer_id);
  const auto other = ask.other_volunteer_id ? store::find_volunteer(w.tx, *ask.other_volunteer_id) : std::nullopt;
  const auto need = ask.need_id ? store::find_need(w.tx, *ask.need_id) : std::nullopt;
  std::vector<FieldError> unknown;
  if (!v) unknown.push_back({"volunteer_id", "unknown_reference"});
  if (ask.other_volunteer_id && !other) unknown.push_back({"other_volunteer_id", "unknown_reference"});
  if (ask.need_id && !need) unknown.push_back({"need_id", "unknown_reference"});
  if (!unknown.empty()) return fail_fields(std::move(unknown));
  const bool mine = may_arrange(w.actor, v->district_id) && (!other || may_arrange(w.actor, other->district_id)) &&
                    (!need || may_arrange(w.actor, need->district_id));
  if (!mine) return fail(Code::forbidden);
  e.volunteer_id = ask.volunteer_id;
  e.other_volunteer_id = ask.other_volunteer_id;
  e.need_id = ask.need_id;
  e.made_at = w.now;
  e.made_by = w.actor.account_id;
  if (store::is_excluded_already(w.tx, e)) return fail(Code::already_exists);
  e.id = w.id(ask.id);
  store::insert_exclusion(w.tx, e);
  w.tx.append(exclusion_event(w, "exclusion.added", e, v->district_id));
  return outcome(201, "exclusion", e.id);
}

Result<Outcome> remove_exclusion(Write& w, const ExclusionId& id) {
  const auto e = store::find_exclusion(w.tx, id);
  if (!e || !is_mine(w.tx, w.actor, *e)) return fail(Code::not_found);
  store::delete_exclusion(w.tx, id);
  const auto v = store::find_volunteer(w.tx, e->volunteer_id);
  w.tx.append(exclusion_event(w, "exclusion.removed", *e, v ? v->district_id : std::nullopt));
  return {{204, "none", {}}};
}

Result<domain::Exclusion> read_exclusion(Read& r, const ExclusionId& id) {
  const auto e = store::find_exclusion(r.tx, id);
  if (!e || !is_mine(r.tx, r.actor, *e)) return fail(Code::not_found);
  return *e;
}

Listed<domain::Exclusion> list_exclusions(Read& r, const store::Page& page) {
  Listed<domain::Exclusion> list;
  list.seq = r.tx.seq();
  const auto below = page.below();
  for (const auto& e : store::every_exclusion(r.tx)) {
    const bool is_after = std::pair(e.made_at.ms, Uuid(e.id)) < std::pair(below.ms, below.id);
    if (!is_after || !is_mine(r.tx, r.actor, e)) continue;
    if (static_cast<int>(list.items.size()) == page.limit) {
      list.next = store::Cursor{list.items.back().made_at.ms, list.items.back().id};
      break;
    }
    list.items.push_back(e);
  }
  return list;
}

}  // namespace musubi::flow
