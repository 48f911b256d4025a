#include "server/flow/weekday_flow.hpp"

#include <algorithm>
#include <string_view>
#include <tuple>

#include "server/flow/audit_flow.hpp"
#include "server/flow/district_lists.hpp"
#include "server/store/account_store.hpp"
#include "server/store/district_store.hpp"
#include "server/store/registrant_store.hpp"
#include "shared/domain/rights.hpp"
#include "shared/domain/safety.hpp"

namespace musubi::flow {
namespace {

using domain::Watch;

constexpr int k_visits_shown = 50;

domain::Event watch_event(const Write& w, std::string type, const Watch& watch) {
  auto e = w.event(std::move(type));
  e.subject_id = watch.id;
  e.registrant_id = watch.registrant_id;
  e.district_id = watch.district_id;
  e.data = "told=" + std::string(domain::code(watch.told));
  return e;
}

void save(Write& w, const Watch& watch, domain::Event event) {
  if (!store::update_watch(w.tx, watch, watch.version))
    throw store::StoreError(store::StoreError::Kind::broken, "watch changed under its own transaction");
  w.tx.append(std::move(event));
}

Result<void> check_watchers(Write& w, const std::vector<AccountId>& ids, const DistrictId& district) {
  std::vector<FieldError> wrong;
  for (std::size_t i = 0; i < ids.size(); ++i) {
    const auto account = store::find_account(w.tx, ids[i]);
    if (!account || !domain::may_look_in(*account, district))
      wrong.push_back({"watcher_ids/" + std::to_string(i), "unknown_reference"});
  }
  if (!wrong.empty()) return fail_fields(std::move(wrong));
  return {};
}

std::optional<domain::Registrant> person_of(Read& r, const RegistrantId& id) {
  auto person = store::find_registrant(r.tx, id);
  const bool seen = person && person->status == domain::RegistrantStatus::active &&
                    !domain::Policy::classes_for(r.actor, *person, {}).none();
  return seen ? std::move(person) : std::nullopt;
}

Result<Watch> load_for(Write& w, const WatchId& id) {
  auto watch = store::find_watch(w.tx, id);
  auto reading = w.as_read();
  if (!watch || !person_of(reading, watch->registrant_id)) return fail(Code::not_found);
  return std::move(*watch);
}

std::optional<std::string> name_of(Read& r, const std::optional<AccountId>& id) {
  if (!id) return std::nullopt;
  const auto account = store::find_account(r.tx, *id);
  return account ? std::optional(account->name) : std::nullopt;
}

bool is_of(const Read& r, const Watch& watch) {
  if (!r.actor.account_id) return false;
  if (watch.watcher_ids.empty()) return r.actor.has_district(watch.district_id);
  return std::ranges::find(watch.watcher_ids, *r.actor.account_id) != watch.watcher_ids.end();
}

std::optional<domain::Disclosed<domain::WatchView>> view_of(Read& r, Watch watch) {
  auto person = person_of(r, watch.registrant_id);
  if (!person) return std::nullopt;
  auto seen = domain::Policy::registrant(r.actor, std::move(*person), {});
  if (!seen) return std::nullopt;
  domain::WatchView view{std::move(watch), std::move(*seen), {}, std::nullopt, false, false};
  for (const auto& id : view.watch.watcher_ids) view.watcher_names.push_back(name_of(r, id).value_or(""));
  if (auto last = store::visits_of(r.tx, view.watch.id, 1); !last.empty()) {
    auto by = name_of(r, last.front().recorded_by);
    view.last_visit = domain::VisitView{std::move(last.front()), std::move(by)};
  }
  view.is_mine = is_of(r, view.watch);
  view.is_due = view.watch.status == domain::WatchStatus::active && view.watch.due_at <= r.now;
  return domain::Policy::watch(r.actor, std::move(view));
}

}  // namespace

Result<Outcome> add_watch(Write& w, const domain::NewWatch& ask) {
  auto reading = w.as_read();
  const auto person = person_of(reading, ask.registrant_id);
  if (!person) return fail(Code::not_found);
  if ((ask.id && store::find_watch(w.tx, *ask.id)) || store::watch_of(w.tx, ask.registrant_id))
    return fail(Code::already_exists);
  const auto district = person->district_id;
  if (const auto ok = check_watchers(w, ask.watcher_ids, district); !ok) return pass_on(ok.error());
  Watch watch;
  watch.id = w.id(ask.id);
  watch.registrant_id = ask.registrant_id;
  watch.district_id = district;
  watch.interval_days = ask.interval_days;
  watch.watcher_ids = ask.watcher_ids;
  watch.look_for = ask.look_for;
  domain::start(watch, w.now);
  store::insert_watch(w.tx, watch);
  w.tx.append(watch_event(w, "watch.started", watch));
  return outcome(201, "watch", watch.id);
}

Result<Outcome> change_watch(Write& w, const WatchId& id, int if_version, const domain::WatchPatch& patch) {
  auto watch = load_for(w, id);
  if (!watch) return pass_on(watch.error());
  if (watch->version != if_version) return fail(Code::stale_edit);
  if (patch.watcher_ids) {
    if (const auto ok = check_watchers(w, *patch.watcher_ids, watch->district_id); !ok) return pass_on(ok.error());
    watch->watcher_ids = *patch.watcher_ids;
  }
  if (patch.look_for) watch->look_for = *patch.look_for;
  if (patch.status)
    if (const auto ok = domain::set_status(*watch, *patch.status, w.now); !ok) return pass_on(ok.error());
  if (patch.interval_days) domain::set_interval(*watch, *patch.interval_days);
  save(w, *watch, watch_event(w, "watch.changed", *watch));
  return outcome(200, "watch", id);
}

Result<Outcome> record_visit(Write& w, const WatchId& id, const domain::NewVisit& ask) {
  auto watch = load_for(w, id);
  if (!watch) return pass_on(watch.error());
  if (watch->status == domain::WatchStatus::ended) return fail_next(Code::wrong_state, {});
  if (ask.id && store::find_visit(w.tx, *ask.id)) return fail(Code::already_exists);
  domain::WatchVisit visit;
  visit.id = w.id(ask.id);
  visit.watch_id = id;
  visit.result = ask.result;
  visit.signs = ask.signs;
  visit.note = ask.note;
  visit.occurred_at = domain::corrected(ask.occurred_at.value_or(w.now), ask.sent_at, w.now);
  visit.recorded_at = w.now;
  visit.recorded_by = w.actor.account_id;
  store::insert_visit(w.tx, visit);
  domain::after_visit(*watch, visit);
  auto e = watch_event(w, "watch.visited", *watch);
  e.occurred_at = visit.occurred_at;
  e.data += " result=" + std::string(domain::code(visit.result));
  save(w, *watch, std::move(e));
  return outcome(201, "visit", visit.id);
}

Result<domain::Disclosed<domain::WatchView>> read_watch(Read& r, const WatchId& id) {
  auto watch = store::find_watch(r.tx, id);
  if (!watch) return fail(Code::not_found);
  auto view = view_of(r, std::move(*watch));
  if (!view) return fail(Code::not_found);
  audit(r, {.action = "watch", .people = {(*view)->watch.registrant_id}, .district = (*view)->watch.district_id});
  return std::move(*view);
}

Result<WatchList> list_watches(Read& r, std::optional<DistrictId> district, const store::Page& page) {
  WatchList list;
  list.seq = r.tx.seq();
  const auto wanted = districts_to_read(r, district);
  if (!wanted) return pass_on(wanted.error());
  std::vector<Watch> found;
  for (const auto& one : *wanted)
    for (auto& watch : store::watches(r.tx, one, {page.limit + 1, page.after})) found.push_back(std::move(watch));
  std::ranges::sort(found, {}, [](const Watch& watch) { return std::pair(watch.due_at, watch.id); });
  if (static_cast<int>(found.size()) > page.limit) {
    found.resize(static_cast<std::size_t>(page.limit));
    list.next = store::Cursor{found.back().due_at.ms, found.back().id};
  }
  for (auto& watch : found)
    if (auto view = view_of(r, std::move(watch))) list.items.push_back(std::move(*view));
  Seen seen{.action = "watch", .district = district};
  for (const auto& one : list.items) seen.people.push_back(one->watch.registrant_id);
  if (!seen.people.empty()) audit(r, std::move(seen));
  return list;
}

Result<domain::Disclosed<domain::WatchView>> read_visited(Read& r, const VisitId& id) {
  const auto visit = store::find_visit(r.tx, id);
  if (!visit) return fail(Code::not_found);
  return read_watch(r, visit->watch_id);
}

Result<domain::Disclosed<std::vector<domain::VisitView>>> list_visits(Read& r, const WatchId& id) {
  const auto watch = store::find_watch(r.tx, id);
  const auto person = watch ? person_of(r, watch->registrant_id) : std::nullopt;
  if (!person) return fail(Code::not_found);
  std::vector<domain::VisitView> visits;
  for (auto& visit : store::visits_of(r.tx, id, k_visits_shown)) {
    auto by = name_of(r, visit.recorded_by);
    visits.push_back({std::move(visit), std::move(by)});
  }
  auto seen = domain::Policy::visits(r.actor, *person, std::move(visits));
  if (!seen) return fail(Code::not_found);
  audit(r, {.action = "watch", .people = {person->id}, .district = person->district_id});
  return std::move(*seen);
}

Result<WatcherList> list_watchers(Read& r, const DistrictId& district) {
  if (!store::find_district(r.tx, district)) return fail(Code::not_found);
  if (const auto ok = domain::may_see_district(r.actor, district); !ok) return pass_on(ok.error());
  auto accounts = store::accounts_but_volunteers(r.tx);
  // The district's own people are asked before those of the centre.
  std::ranges::sort(accounts, {}, [](const domain::Account& one) {
    return std::tuple(one.role != domain::Role::coordinator, std::string_view(one.name), one.id);
  });
  WatcherList list;
  list.seq = r.tx.seq();
  for (const auto& account : accounts)
    if (auto one = domain::Policy::watcher(r.actor, account, district)) list.items.push_back(std::move(*one));
  return list;
}

int tell_missed_visits(Write& w, int limit) {
  const auto due = store::watches_to_tell(w.tx, w.now, limit);
  for (Watch watch : due) {
    domain::tell_next(watch);
    save(w, watch, watch_event(w, "watch.missed", watch));
  }
  return static_cast<int>(due.size());
}

}  // namespace musubi::flow
