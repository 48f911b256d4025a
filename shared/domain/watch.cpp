#include "shared/domain/watch.hpp"

#include <algorithm>

namespace musubi::domain {
namespace {

constexpr std::int64_t k_day_ms = 24LL * 3600 * 1000;

void due(Watch& watch, Instant at) {
  watch.due_at = at;
  watch.told = WatchTold::nobody;
  watch.tell_at = at;
}

}  // namespace

bool may_look_in(const Account& account, const DistrictId& district) {
  if (account.status != AccountStatus::active) return false;
  switch (account.role) {
    case Role::admin:
    case Role::staff:
      return true;
    case Role::coordinator:
      return std::ranges::find(account.district_ids, district) != account.district_ids.end();
    case Role::volunteer:
    case Role::viewer:
      return false;
  }
  return false;
}

void start(Watch& watch, Instant now) {
  watch.status = WatchStatus::active;
  watch.started_at = now;
  due(watch, now.plus_ms(watch.interval_days * k_day_ms));
}

void after_visit(Watch& watch, const WatchVisit& visit) {
  if (watch.last_visit_at && visit.occurred_at < *watch.last_visit_at) return;
  watch.last_visit_at = visit.occurred_at;
  const Instant tomorrow = visit.occurred_at.plus_ms(k_day_ms);
  switch (visit.result) {
    case VisitResult::met:
    case VisitResult::signs_fine:
      watch.last_seen_at = visit.occurred_at;
      if (watch.status == WatchStatus::active)
        due(watch, visit.occurred_at.plus_ms(watch.interval_days * k_day_ms));
      else
        watch.told = WatchTold::nobody;
      return;
    case VisitResult::absent:
      watch.due_at = tomorrow;
      // A visit that was made is not a missed one; who knows of a missed one waits for the person, not for the visit.
      if (watch.told == WatchTold::nobody && watch.tell_at) watch.tell_at = tomorrow;
      return;
    case VisitResult::concern:
      watch.due_at = tomorrow;
      watch.told = std::max(watch.told, WatchTold::coordinator);
      if (watch.status == WatchStatus::active && watch.told != WatchTold::center) watch.tell_at = tomorrow;
      return;
  }
}

void tell_next(Watch& watch) {
  if (watch.told == WatchTold::center) return;
  watch.told = static_cast<WatchTold>(static_cast<int>(watch.told) + 1);
  if (watch.told == WatchTold::watchers && watch.watcher_ids.empty()) watch.told = WatchTold::coordinator;
  watch.tell_at = watch.told == WatchTold::center ? std::nullopt : std::optional(watch.tell_at->plus_ms(k_day_ms));
}

void set_interval(Watch& watch, int days) {
  watch.interval_days = days;
  if (watch.status != WatchStatus::active || watch.told != WatchTold::nobody) return;
  due(watch, watch.last_seen_at.value_or(watch.started_at).plus_ms(days * k_day_ms));
}

Result<void> set_status(Watch& watch, WatchStatus status, Instant now) {
  if (status == watch.status) return {};
  if (watch.status == WatchStatus::ended) return fail_next(Code::wrong_state, {});
  if (status == WatchStatus::active) {
    start(watch, now);
    return {};
  }
  watch.status = status;
  watch.told = WatchTold::nobody;
  watch.tell_at.reset();
  return {};
}

}  // namespace musubi::domain
