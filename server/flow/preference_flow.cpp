#include "server/flow/preference_flow.hpp"

#include <algorithm>
#include <charconv>

#include "server/store/preference_store.hpp"
#include "server/store/volunteer_store.hpp"

namespace musubi::flow {
namespace {

using domain::Need;
using domain::Offer;
using domain::Preference;
using domain::PreferenceKind;

constexpr std::int64_t k_day_ms = 24LL * 3600 * 1000;
constexpr std::int32_t k_points_each = 100;  // a kilometre for each time it was said

std::optional<double> distance_to(store::ReadTx& tx, const Offer& offer, const Need& need) {
  const auto who = store::find_volunteer(tx, offer.volunteer_id);
  if (!who || !who->position || !need.position) return std::nullopt;
  return distance_m(*who->position, *need.position);
}

domain::Event preference_event(const Write& w, std::string type, const Preference& p) {
  auto e = w.event(std::move(type));
  e.volunteer_id = p.volunteer_id;
  e.subject_id = p.id;
  return e;
}

std::optional<domain::Slot> slot_from(const std::string& word) {
  for (int weekday = 0; weekday < 7; ++weekday)
    for (const auto part : {domain::DayPart::am, domain::DayPart::pm, domain::DayPart::evening})
      if (word == domain::slot_word({weekday, part})) return domain::Slot{weekday, part};
  return std::nullopt;
}

Result<PreferenceView> shown(Read& r, Preference p, int days) {
  const auto who = store::find_volunteer(r.tx, p.volunteer_id);
  const auto until = domain::forget_at(p, days);
  auto view = domain::Policy::preference(r.actor, std::move(p), who ? who->district_id : std::nullopt);
  if (!view) return fail(Code::not_found);
  return PreferenceView{std::move(*view), until};
}

Listed<PreferenceView> listed(Read& r, const VolunteerId& who) {
  Listed<PreferenceView> list;
  list.seq = r.tx.seq();
  const int days = store::offer_policy(r.tx).preference_days;
  for (auto& p : store::preferences_of(r.tx, who, remembered_since(r.tx, r.now)))
    if (auto view = shown(r, std::move(p), days)) list.items.push_back(std::move(*view));
  return list;
}

}  // namespace

Instant remembered_since(store::ReadTx& tx, Instant now) {
  return now.plus_ms(-store::offer_policy(tx).preference_days * k_day_ms);
}

std::vector<matching::Aversion> aversions_of(const std::vector<Preference>& preferences) {
  std::vector<matching::Aversion> out;
  for (const auto& p : preferences) {
    matching::Aversion a;
    a.points = k_points_each * p.weight;
    if (p.kind == PreferenceKind::category) a.category = domain::from_code<domain::NeedCategory>(p.value);
    if (p.kind == PreferenceKind::slot) a.slot = slot_from(p.value);
    if (p.kind == PreferenceKind::distance) {
      int metres = 0;
      std::from_chars(p.value.data(), p.value.data() + p.value.size(), metres);
      a.beyond_m = metres;
    }
    out.push_back(a);
  }
  return out;
}

std::optional<PreferenceId> learn_from_decline(Write& w, const Offer& offer, const Need& need) {
  const auto lesson = domain::lesson_of(need, offer.decline_reason, distance_to(w.tx, offer, need));
  if (!lesson) return std::nullopt;
  auto known = store::preferences_of(w.tx, offer.volunteer_id, {INT64_MIN});
  const auto same = std::ranges::find_if(known, [&](const Preference& p) {
    return p.kind == lesson->kind && (p.kind == PreferenceKind::distance || p.value == lesson->value);
  });
  if (same != known.end()) {
    domain::learn(*same, *lesson, w.now);
    store::update_preference(w.tx, *same);
    w.tx.append(preference_event(w, "preference.learned", *same));
    return same->id;
  }
  const Preference fresh{w.id<PreferenceId>(), offer.volunteer_id, lesson->kind, lesson->value, 1, w.now};
  store::insert_preference(w.tx, fresh);
  w.tx.append(preference_event(w, "preference.learned", fresh));
  return fresh.id;
}

void unlearn_by_yes(Write& w, const Offer& offer, const Need& need) {
  if (need.is_drill) return;
  auto known = store::preferences_of(w.tx, offer.volunteer_id, {INT64_MIN});
  if (known.empty()) return;
  const auto distance = distance_to(w.tx, offer, need);
  for (auto& p : known) {
    if (!domain::speaks_against(p, need, distance)) continue;
    if (--p.weight > 0) {
      store::update_preference(w.tx, p);
      continue;
    }
    store::delete_preference(w.tx, p.id);
    w.tx.append(preference_event(w, "preference.erased", p));
  }
}

int forget_old_preferences(Write& w, int limit) {
  const auto old = store::forgotten_preferences(w.tx, remembered_since(w.tx, w.now), limit);
  for (const auto& p : old) {
    store::delete_preference(w.tx, p.id);
    w.tx.append(preference_event(w, "preference.erased", p));
  }
  return static_cast<int>(old.size());
}

Listed<PreferenceView> my_preferences(Read& r) {
  if (r.actor.volunteer_id) return listed(r, *r.actor.volunteer_id);
  Listed<PreferenceView> none;
  none.seq = r.tx.seq();
  return none;
}

Result<Listed<PreferenceView>> preferences_of_volunteer(Read& r, const VolunteerId& id) {
  auto who = store::find_volunteer(r.tx, id);
  if (!who || !domain::Policy::volunteer(r.actor, std::move(*who))) return fail(Code::not_found);
  return listed(r, id);
}

Result<PreferenceView> read_preference(Read& r, const PreferenceId& id) {
  auto p = store::find_preference(r.tx, id);
  if (!p) return fail(Code::not_found);
  return shown(r, std::move(*p), store::offer_policy(r.tx).preference_days);
}

Result<Outcome> erase_preference(Write& w, const PreferenceId& id) {
  auto p = store::find_preference(w.tx, id);
  if (!p) return fail(Code::not_found);
  auto r = w.as_read();
  if (const auto seen = read_preference(r, id); !seen) return pass_on(seen.error());
  store::delete_preference(w.tx, id);
  w.tx.append(preference_event(w, "preference.erased", *p));
  return Outcome{204, "none", {}};
}

domain::OfferPolicy read_offer_policy(Read& r) { return store::offer_policy(r.tx); }

Result<Outcome> change_offer_policy(Write& w, int if_version, const domain::OfferPolicyPatch& patch) {
  auto p = store::offer_policy(w.tx);
  if (p.version != if_version) return fail(Code::stale_edit);
  const auto set = [](int& field, const std::optional<int>& value) { field = value.value_or(field); };
  set(p.open_offers_max, patch.open_offers_max);
  set(p.quiet.from, patch.quiet_from);
  set(p.quiet.until, patch.quiet_until);
  set(p.reminder_percent, patch.reminder_percent);
  set(p.reminder_before_min, patch.reminder_before_min);
  set(p.evening_at, patch.evening_at);
  set(p.job_before_min, patch.job_before_min);
  set(p.wave_expires_in_s, patch.wave_expires_in_s);
  set(p.prior_yes, patch.prior_yes);
  set(p.prior_no, patch.prior_no);
  set(p.preference_days, patch.preference_days);
  if (!store::update_offer_policy(w.tx, p, if_version)) return fail(Code::stale_edit);
  w.tx.append(w.event("offer_policy.changed"));
  return Outcome{200, "offer_policy", {}};
}

}  // namespace musubi::flow
