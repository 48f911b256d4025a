#pragma once
// Who may do what. One table for every route; the district and own-thing rules stand beside it.

#include <string_view>

#include "shared/base/result.hpp"
#include "shared/domain/account.hpp"
#include "shared/domain/need.hpp"
#include "shared/domain/offer.hpp"

namespace musubi::domain {

enum class Right : std::uint8_t {
  open_to_all,           // no sign-in: health, registration, district names
  own_session,           // anybody signed in
  manage_accounts,       // admin
  manage_districts,      // admin
  manage_incidents,      // admin; staff may open
  open_incidents,        // admin, staff
  decide_phase,          // admin
  manage_organizations,  // admin, staff; others read nothing
  read_incidents,        // anybody signed in
  read_volunteers,       // admin, staff; coordinator: own districts
  write_volunteers,      // admin, staff; coordinator: own districts
  read_squads,           // as volunteers
  write_squads,
  read_needs,            // admin, staff; coordinator: own districts; volunteers see job cards only
  write_needs,           // admin, staff; coordinator: own districts
  step_needs,            // the same; merge only admin, staff; complete also the volunteer on the job
  read_offers,           // admin, staff; coordinator: own districts; volunteer: own
  make_offers,           // admin, staff; coordinator: own districts
  answer_offers,         // volunteer: own; admin, staff, coordinator (own district) on behalf
  erase_preferences,     // volunteer: own; admin, staff, coordinator (own district)
  set_offer_policy,      // admin
  read_registrants,      // admin, staff; coordinator: own districts; each read is audited
  write_registrants,     // admin, staff
  start_rounds,          // admin, staff
  record_checks,         // admin, staff; coordinator: own districts
  read_progress,         // all but volunteer: the wall too
  search_people,         // admin, staff, coordinator
  run_imports,           // admin
  read_audit,            // admin
  read_places,           // anybody signed in
  plan_matching,         // admin, staff; coordinator: own districts. Plans, teams, exclusions, reading the policy
  set_policies,          // admin
  read_support,          // 生活応援隊 (users, series, referrals, records): admin, staff; coordinator: own districts
  write_support,         // the same
  set_support_policy,    // admin, staff
  set_support_calendar,  // admin
  break_glass,           // admin, staff; coordinator: own districts. One person, with a reason, for a short time
  read_trails,           // who saw a person's file: admin, staff
  hand_over_rescues,     // needs_rescue to the HQ and 119: admin, staff
  carry_packs,           // a device's own list for the time without signal: admin, staff; coordinator: own districts
  lock_packs,            // a lost phone: admin, staff
  print_rosters,         // numbered packs on paper and their recovery: admin, staff
  wipe_drills,           // admin
  watch_weekdays,        // admin, staff; coordinator: own districts
  write_map_notes,       // 災害地図メモ, closed roads: admin, staff; coordinator: own districts
};

// Whether the role may come near this at all. not_signed_in or forbidden otherwise. District and own-thing rules
// follow.
Result<void> may(const Actor& actor, Right right);

// A coordinator only within own districts; desk roles everywhere; nobody else. not_found where existence is private.
Result<void> may_see_district(const Actor& actor, const DistrictId& district);
// The same for whoever would put something new into it: forbidden, since that a district exists is no secret.
Result<void> may_work_in_district(const Actor& actor, const DistrictId& district);
// The volunteer's own offer, or district rules for the others.
Result<void> may_see_offer(const Actor& actor, const Offer& offer, const DistrictId& need_district);
bool is_own(const Actor& actor, const Offer& offer);

}  // namespace musubi::domain
