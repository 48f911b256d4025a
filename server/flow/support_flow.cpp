#include "server/flow/support_flow.hpp"

#include <algorithm>

#include "server/flow/district_lists.hpp"
#include "server/flow/memory.hpp"
#include "server/flow/series_flow.hpp"
#include "server/store/account_store.hpp"
#include "server/store/district_store.hpp"
#include "server/store/series_store.hpp"
#include "shared/domain/need_life.hpp"
#include "shared/domain/rights.hpp"
#include "shared/domain/support_rules.hpp"

namespace musubi::flow {
namespace {

using domain::ServiceUser;
using domain::ServiceUserStatus;

domain::Event user_event(const Write& w, std::string type, const ServiceUser& u) {
  auto e = w.event(std::move(type));
  e.subject_id = u.id;
  e.district_id = u.district_id;
  return e;
}

// The day of the visit comes first: whoever is registered was visited, and not in the future.
Result<void> settle_registration(const Write& w, ServiceUser& u, bool was_registered) {
  const Day today = Day::of(w.now);
  if (u.visited_on && *u.visited_on > today) return fail_fields({{"visited_on", "out_of_range"}});
  if (u.status == ServiceUserStatus::registered) {
    if (!u.visited_on) return fail_fields({{"visited_on", "required"}});
    if (!was_registered) u.registered_on = today;
  }
  if (u.visited_on && !u.visited_by) u.visited_by = w.actor.account_id;
  if (!u.visited_on) u.visited_by.reset();
  if (u.visited_by && !store::find_account(w.tx, *u.visited_by))
    return fail_fields({{"visited_by", "unknown_reference"}});
  return {};
}

std::optional<int> minutes_of(const std::optional<Instant>& from, const std::optional<Instant>& until) {
  if (!from || !until) return std::nullopt;
  return static_cast<int>((until->ms - from->ms + 59'999) / 60'000);
}

}  // namespace

Result<Outcome> add_service_user(Write& w, const domain::NewServiceUser& ask) {
  if (!store::find_district(w.tx, ask.district_id)) return fail_fields({{"district_id", "unknown_reference"}});
  if (const auto ok = domain::may_work_in_district(w.actor, ask.district_id); !ok) return pass_on(ok.error());
  if (ask.id && store::find_service_user(w.tx, *ask.id)) return fail(Code::already_exists);
  ServiceUser u;
  u.id = w.id(ask.id);
  u.district_id = ask.district_id;
  u.name = ask.name;
  u.name_kana = ask.name_kana;
  u.phone = ask.phone;
  u.address = ask.address;
  u.position = ask.position;
  u.note = ask.note;
  u.status = ask.status;
  u.visited_on = ask.visited_on;
  u.visited_by = ask.visited_by;
  u.created_at = w.now;
  if (const auto ok = settle_registration(w, u, false); !ok) return pass_on(ok.error());
  u.number = static_cast<int>(w.tx.next("service_user"));
  store::insert_service_user(w.tx, u);
  w.tx.append(user_event(w, "service_user." + std::string(domain::code(u.status)), u));
  w.tx.on_commit([&memory = w.memory, u] { memory.put_person(u); });
  return outcome(201, "service_user", u.id);
}

Result<Outcome> change_service_user(Write& w, const ServiceUserId& id, int if_version,
                                    const domain::ServiceUserPatch& patch) {
  auto u = store::find_service_user(w.tx, id);
  if (!u) return fail(Code::not_found);
  if (const auto ok = domain::may_see_district(w.actor, u->district_id); !ok) return pass_on(ok.error());
  if (u->version != if_version) return fail(Code::stale_edit);
  const auto before = u->status;
  if (patch.name) u->name = *patch.name;
  if (patch.name_kana) u->name_kana = *patch.name_kana;
  if (patch.phone) u->phone = *patch.phone;
  if (patch.address) u->address = *patch.address;
  if (patch.position) u->position = *patch.position;
  if (patch.note) u->note = *patch.note;
  if (patch.visited_on) u->visited_on = *patch.visited_on;
  if (patch.visited_by) u->visited_by = *patch.visited_by;
  if (patch.status) u->status = *patch.status;
  if (const auto ok = settle_registration(w, *u, before == ServiceUserStatus::registered); !ok)
    return pass_on(ok.error());
  if (!store::update_service_user(w.tx, *u, if_version)) return fail(Code::stale_edit);
  const bool is_step = u->status != before;
  w.tx.append(user_event(w, "service_user." + (is_step ? std::string(domain::code(u->status)) : "changed"), *u));
  w.tx.on_commit([&memory = w.memory, u = *u] { memory.put_person(u); });
  if (is_step && u->status == ServiceUserStatus::ended) end_series_of(w, id);
  return outcome(200, "service_user", id);
}

Result<domain::Disclosed<ServiceUser>> read_service_user(Read& r, const ServiceUserId& id) {
  auto u = store::find_service_user(r.tx, id);
  if (!u) return fail(Code::not_found);
  auto view = domain::Policy::service_user(r.actor, std::move(*u));
  if (!view) return fail(Code::not_found);
  return std::move(*view);
}

Result<ServiceUserList> list_service_users(Read& r, const store::ServiceUserFilter& filter, const store::Page& page) {
  ServiceUserList list;
  list.seq = r.tx.seq();
  const auto wanted = districts_to_read(r, filter.district);
  if (!wanted) return pass_on(wanted.error());
  for (const auto& district : *wanted)
    for (auto& u : store::service_users(r.tx, {district, filter.status}, {page.limit + 1, page.after}))
      if (auto view = domain::Policy::service_user(r.actor, std::move(u))) list.items.push_back(std::move(*view));
  cut_to_page(list, page, [](const auto& u) { return store::Cursor{u->created_at.ms, u->id}; });
  return list;
}

Result<domain::SupportPolicy> read_support_policy(Read& r, const DistrictId& district) {
  if (!store::find_district(r.tx, district)) return fail(Code::not_found);
  if (const auto ok = domain::may_see_district(r.actor, district); !ok) return pass_on(ok.error());
  return store::support_policy_of(r.tx, district);
}

Result<Outcome> change_support_policy(Write& w, const DistrictId& district, int if_version,
                                      const domain::SupportPolicyPatch& patch) {
  if (!store::find_district(w.tx, district)) return fail(Code::not_found);
  auto p = store::support_policy_of(w.tx, district);
  if (p.version != if_version) return fail(Code::stale_edit);
  if (patch.fee_kind) p.fee_kind = *patch.fee_kind;
  if (patch.fee_yen) p.fee_yen = *patch.fee_yen;
  if (patch.helper_yen) p.helper_yen = *patch.helper_yen;
  if (patch.categories) p.categories = *patch.categories;
  if (patch.minutes_max) p.minutes_max = *patch.minutes_max;
  if (patch.assigned_by) p.assigned_by = *patch.assigned_by;
  if (patch.first_visit_together) p.first_visit_together = *patch.first_visit_together;
  if (patch.first_offer_hours) p.first_offer_hours = *patch.first_offer_hours;
  if (patch.note) p.note = *patch.note;
  // A fee of nothing, or nothing with a fee: one of the two was meant otherwise.
  if ((p.fee_kind == domain::FeeKind::free) != (p.fee_yen == 0)) return fail_fields({{"fee_yen", "out_of_range"}});
  if (!store::put_support_policy(w.tx, p, if_version)) return fail(Code::stale_edit);
  auto e = w.event("support_policy.changed");
  e.subject_id = district;
  e.district_id = district;
  w.tx.append(std::move(e));
  return outcome(200, "support_policy", district);
}

domain::SupportCalendar read_support_calendar(Read& r) { return store::support_calendar(r.tx); }

Result<Outcome> change_support_calendar(Write& w, int if_version, const domain::SupportCalendarPatch& patch) {
  auto calendar = store::support_calendar(w.tx);
  if (calendar.version != if_version) return fail(Code::stale_edit);
  if (patch.horizon_days) calendar.horizon_days = *patch.horizon_days;
  if (patch.closed_days) {
    calendar.closed_days = *patch.closed_days;
    std::ranges::sort(calendar.closed_days);
    store::look_at_all_series_again(w.tx);
  }
  if (!store::update_support_calendar(w.tx, calendar, if_version)) return fail(Code::stale_edit);
  w.tx.append(w.event("support_calendar.changed"));
  return Outcome{200, "support_calendar", {}};
}

Result<domain::SupportLink> support_link_for(Write& w, const domain::NewNeed& ask) {
  if (ask.incident_id) return fail_fields({{"service_user_id", "out_of_range"}});  // everyday only, so no drill either
  const auto user = store::find_service_user(w.tx, *ask.service_user_id);
  if (!user || user->district_id != ask.district_id) return fail_fields({{"service_user_id", "unknown_reference"}});
  if (user->status != ServiceUserStatus::registered) return fail_fields({{"service_user_id", "out_of_range"}});
  const auto policy = store::support_policy_of(w.tx, ask.district_id);
  const auto allowed =
      domain::check_policy(policy, ask.category, minutes_of(ask.starts_at, ask.ends_at), w.actor, ask.override_reason);
  if (!allowed) return pass_on(allowed.error());
  domain::SupportLink link;
  link.service_user_id = user->id;
  link.override_reason = ask.override_reason;
  const auto visits = store::needs_of_user(w.tx, user->id);
  const bool is_first = std::ranges::all_of(visits, [](const store::NeedOfUser& one) {
    return !domain::is_open(one.status) && one.status != domain::NeedStatus::done;
  });
  link.with_coordinator = policy.first_visit_together && is_first;
  return link;
}

Result<void> still_within_policy(Write& w, const domain::Need& need) {
  if (!need.support || need.support->override_reason) return {};
  const auto policy = store::support_policy_of(w.tx, need.district_id);
  return domain::check_policy(policy, need.category, minutes_of(need.starts_at, need.ends_at));
}

}  // namespace musubi::flow
