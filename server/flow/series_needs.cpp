// The days of a series as needs: made ahead by the clock, once each, and kept in step when the series changes.
#include <algorithm>
#include <map>
#include <set>

#include "server/flow/offer_flow.hpp"
#include "server/flow/series_flow.hpp"
#include "server/store/offer_store.hpp"
#include "server/store/support_store.hpp"
#include "shared/domain/calendar.hpp"
#include "shared/domain/need_life.hpp"
#include "shared/domain/series_days.hpp"
#include "shared/domain/support_rules.hpp"

namespace musubi::flow {
namespace {

using domain::Need;
using domain::NeedStatus;
using domain::Series;

constexpr int k_series_at_once = 20;
constexpr int k_needs_at_once = 100;
constexpr std::int64_t k_hour_s = 3600;
// Whoever is asked later than this before the work cannot be asked alone any more.
constexpr std::int64_t k_last_call_s = 2 * k_hour_s;

// The clock's and the report's own doing, whoever made it happen.
const domain::Actor& the_house() {
  static const domain::Actor k_house = domain::the_system();
  return k_house;
}

bool can_still_change(NeedStatus status) {
  return status == NeedStatus::match_waiting || status == NeedStatus::assigned || status == NeedStatus::on_hold;
}

domain::Event changed_event(const Write& w, const Need& need) {
  auto e = w.event("need.changed");
  e.need_id = need.id;
  e.district_id = need.district_id;
  return e;
}

void describe(Need& need, const Series& s, Day on) {
  need.title = s.title;
  need.category = s.category;
  need.people_needed = s.people_needed;
  need.skills = s.skills;
  need.bring = s.bring;
  need.starts_at = domain::moment_of(on, s.from_minute);
  need.ends_at = domain::moment_of(on, s.until_minute);
}

// The first visit is made together; when it fell through, the next one is the first.
bool is_first_visit(const std::vector<store::NeedOfSeries>& made) {
  return std::ranges::none_of(made, [](const store::NeedOfSeries& one) {
    return one.status == NeedStatus::done || (one.with_coordinator && domain::is_open(one.status));
  });
}

void pass_on_first_visit(Write& w, const Series& s) {
  if (!store::support_policy_of(w.tx, s.district_id).first_visit_together) return;
  const auto made = store::needs_of_series(w.tx, s.id, Day{0});
  if (!is_first_visit(made)) return;
  for (const auto& one : made) {
    if (!domain::is_open(one.status)) continue;
    auto need = store::find_need(w.tx, one.need_id);
    need->support->with_coordinator = true;
    store::update_support_link(w.tx, need->id, *need->support);
    return save_need(w, *need, changed_event(w, *need));
  }
}

void make_need(Write& w, const Series& s, const domain::ServiceUser& user, const domain::Occurrence& at,
               bool is_first) {
  Need need;
  need.id = w.id<NeedId>();
  need.district_id = s.district_id;
  describe(need, s, at.on);
  need.status = NeedStatus::match_waiting;
  need.status_since = w.now;
  need.survey = domain::SurveyAnswer::not_needed;
  need.requester = domain::Requester{user.name, user.name_kana, user.phone, std::nullopt};
  need.address = user.address;
  need.channel = domain::Channel::visit;
  need.received_at = w.now;
  domain::SupportLink link;
  link.service_user_id = user.id;
  link.series_id = s.id;
  link.day = at.day;
  link.with_coordinator = is_first;
  link.override_reason = s.override_reason;
  need.support = std::move(link);
  receive_need(w, need, user.position);
}

int make_needs_of(Write& w, const Series& s, const domain::SupportCalendar& calendar, Day today) {
  const Day until{today.days + calendar.horizon_days};
  const auto user = store::find_service_user(w.tx, s.service_user_id);
  int made = 0;
  auto known = store::needs_of_series(w.tx, s.id, Day{0});
  bool is_first = store::support_policy_of(w.tx, s.district_id).first_visit_together && is_first_visit(known);
  std::set<Day> days;
  for (const auto& one : known) days.insert(one.day);
  if (user && user->status == domain::ServiceUserStatus::registered) {
    for (const auto& at : domain::occurrences(s, calendar, today, until)) {
      if (days.contains(at.day) || domain::moment_of(at.on, s.from_minute) <= w.now) continue;
      make_need(w, s, *user, at, is_first);
      is_first = false;
      ++made;
    }
  }
  store::set_made_until(w.tx, s.id, until);
  if (made > 0) ask_last_helpers(w, s.id);
  return made;
}

void cancel_need(Write& w, const NeedId& id) {
  const domain::NeedStep step = domain::CancelStep{"requester", std::nullopt};
  (void)step_need(w, id, step);  // what has begun meanwhile goes on
}

std::optional<store::NeedOfSeries> planned(Write& w, const Series& s, Day day) {
  for (const auto& one : store::needs_of_series(w.tx, s.id, day))
    if (one.day == day) return one;
  return std::nullopt;
}

}  // namespace

bool series_are_due(Read& r) {
  const Day until{Day::of(r.now).days + store::support_calendar(r.tx).horizon_days};
  return !store::due_series(r.tx, until, 1).empty();
}

int make_due_needs(Write& w) {
  const auto calendar = store::support_calendar(w.tx);
  const Day today = Day::of(w.now);
  int made = 0;
  for (const auto& id : store::due_series(w.tx, Day{today.days + calendar.horizon_days}, k_series_at_once)) {
    if (made >= k_needs_at_once) break;
    if (const auto series = store::find_series(w.tx, id)) made += make_needs_of(w, *series, calendar, today);
  }
  return made;
}

void ask_last_helpers(Write& w, const SeriesId& id) {
  const auto series = store::find_series(w.tx, id);
  const auto helpers = store::last_helpers(w.tx, id);
  if (!series || helpers.empty()) return;
  Write house{w.tx, the_house(), w.now, w.memory, w.make_id, w.request_id};
  const std::int64_t alone_s = store::support_policy_of(w.tx, series->district_id).first_offer_hours * k_hour_s;
  for (const auto& one : store::needs_of_series(w.tx, id, Day{Day::of(w.now).days - domain::k_move_days_max})) {
    if (one.status != NeedStatus::match_waiting) continue;
    auto need = store::find_need(w.tx, one.need_id);
    const std::int64_t left_s = (need->starts_at->ms - w.now.ms) / 1000 - k_last_call_s;
    const std::int64_t expires_s = std::min(alone_s, left_s);
    if (expires_s < k_last_call_s || need->support->first_until) continue;
    if (!store::offers_of_need(w.tx, need->id).empty()) continue;
    bool is_asked = false;
    for (const auto& helper : helpers) {
      const domain::NewOffers ask{{helper}, std::nullopt, expires_s};
      is_asked = make_offers(house, need->id, ask).has_value() || is_asked;  // who has left is not asked
    }
    if (!is_asked) continue;
    need->support->first_until = w.now.plus_s(expires_s);
    store::update_support_link(w.tx, need->id, *need->support);
  }
}

bool waits_for_last_helper(const Write& w, const Need& need) {
  const auto until = need.support ? need.support->first_until : std::nullopt;
  if (!until || *until <= w.now) return false;
  return std::ranges::any_of(store::offers_of_need(w.tx, need.id), [&](const domain::Offer& offer) {
    return offer.status == domain::OfferStatus::open && offer.expires_at == *until;
  });
}

Result<void> may_ask(Write& w, const Need& need, bool is_picked) {
  if (!need.support || w.actor.system) return {};
  if (!domain::may_assign(store::support_policy_of(w.tx, need.district_id), w.actor)) return fail(Code::forbidden);
  if (!is_picked && waits_for_last_helper(w, need)) return fail(Code::helper_first);
  return {};
}

void cancel_planned(Write& w, const Series& s, Day from) {
  for (const auto& one : store::needs_of_series(w.tx, s.id, from))
    if (can_still_change(one.status)) cancel_need(w, one.need_id);
}

void follow_change(Write& w, const Series& s) {
  const auto calendar = store::support_calendar(w.tx);
  std::map<Day, Day> on;
  const Day today = Day::of(w.now);
  auto all = s;
  all.status = domain::SeriesStatus::active;  // a pause makes nothing new, what is planned stays
  for (const auto& at : domain::occurrences(all, calendar, today, Day{today.days + calendar.horizon_days + 60}))
    on[at.day] = at.on;
  for (const auto& one : store::needs_of_series(w.tx, s.id, today)) {
    auto need = store::find_need(w.tx, one.need_id);
    const bool is_agreed = one.status != NeedStatus::match_waiting || store::places_of(w.tx, *need).accepted > 0;
    const auto at = on.find(one.day);
    const bool is_beyond = s.ends_on && one.day > *s.ends_on;
    if (at == on.end() && can_still_change(one.status) && (is_beyond || !is_agreed)) {
      cancel_need(w, one.need_id);
    } else if (at != on.end() && !is_agreed) {
      describe(*need, s, at->second);
      save_need(w, *need, changed_event(w, *need));
    }
  }
  pass_on_first_visit(w, s);
}

Result<void> skip_planned(Write& w, const Series& s, Day day) {
  const auto one = planned(w, s, day);
  if (!one || !domain::is_open(one->status)) return {};
  const domain::NeedStep step = domain::CancelStep{"requester", std::nullopt};
  if (const auto done = step_need(w, one->need_id, step); !done) return pass_on(done.error());
  pass_on_first_visit(w, s);
  return {};
}

Result<void> move_planned(Write& w, const Series& s, const domain::Occurrence& to) {
  const auto one = planned(w, s, to.day);
  if (!one) return {};
  if (!can_still_change(one->status)) return fail_next(Code::wrong_state, {});
  auto need = store::find_need(w.tx, one->need_id);
  std::vector<VolunteerId> agreed;
  for (const auto& offer : store::offers_holding(w.tx, need->id))
    if (offer.status == domain::OfferStatus::accepted) agreed.push_back(offer.volunteer_id);
  withdraw_all(w, *need);
  need->starts_at = domain::moment_of(to.on, s.from_minute);
  need->ends_at = domain::moment_of(to.on, s.until_minute);
  need->support->first_until.reset();
  store::update_support_link(w.tx, need->id, *need->support);
  save_need(w, *need, changed_event(w, *need));
  settle_places(w, *need);
  if (agreed.empty() || need->status != NeedStatus::match_waiting) return {};
  // They said yes to another day: they are asked, not told.
  const std::int64_t hours = store::support_policy_of(w.tx, s.district_id).first_offer_hours;
  const std::int64_t left_s = (need->starts_at->ms - w.now.ms) / 1000;
  Write house{w.tx, the_house(), w.now, w.memory, w.make_id, w.request_id};
  const domain::NewOffers ask{agreed, std::nullopt, std::min(hours * k_hour_s, left_s)};
  if (left_s > k_last_call_s) (void)make_offers(house, need->id, ask);
  return {};
}

}  // namespace musubi::flow
