#include "server/flow/offer_flow.hpp"

#include <algorithm>
#include <map>

#include "server/flow/memory.hpp"
#include "server/flow/place_flow.hpp"
#include "server/flow/preference_flow.hpp"
#include "server/flow/wave_flow.hpp"
#include "server/store/notice_store.hpp"
#include "server/store/offer_store.hpp"
#include "server/store/volunteer_store.hpp"
#include "shared/domain/need_life.hpp"
#include "shared/domain/offer_rules.hpp"
#include "shared/domain/rights.hpp"

namespace musubi::flow {
namespace {

using domain::Need;
using domain::Offer;
using domain::OfferStatus;

constexpr std::int64_t k_recent_ms = 7LL * 24 * 3600 * 1000;

struct Loaded {
  Offer offer;
  Need need;
};

Result<Loaded> load(Write& w, const OfferId& id) {
  auto offer = store::find_offer(w.tx, id);
  if (!offer) return fail(Code::not_found);
  auto need = store::find_need(w.tx, offer->need_id);
  if (!need) return fail(Code::broken, "offer without its need");
  if (const auto ok = domain::may_see_offer(w.actor, *offer, need->district_id); !ok) return pass_on(ok.error());
  return Loaded{std::move(*offer), std::move(*need)};
}

void answered(const Write& w, Offer& offer) {
  offer.answered_at = w.now;
  offer.answered_by = domain::is_own(w.actor, offer) ? domain::AnsweredBy::self : domain::AnsweredBy::staff;
}

bool is_live(const Offer& o) {
  return o.status == OfferStatus::open || o.status == OfferStatus::waitlisted ||
         (o.status == OfferStatus::accepted && !o.served_at);
}

}  // namespace

Result<Outcome> accept_offer(Write& w, const OfferId& id, const domain::OfferAnswer&) {
  auto loaded = load(w, id);
  if (!loaded) return pass_on(loaded.error());
  auto& [offer, need] = *loaded;
  const auto all = store::offers_holding(w.tx, need.id);
  const auto decision = domain::accept(need, offer, all, w.now);
  if (!decision) return pass_on(decision.error());
  if (std::holds_alternative<domain::AlreadyTaken>(*decision)) {
    if (offer.status != OfferStatus::waitlisted) return outcome(200, "offer.accepted", offer.id);
    auto same = outcome(200, "offer.waitlisted", offer.id);
    same.refs.emplace_back("position", std::to_string(domain::waitlist_position(offer, all)));
    return same;
  }
  answered(w, offer);
  if (const auto* wait = std::get_if<domain::JoinWaitlist>(&*decision)) {
    offer.status = OfferStatus::waitlisted;
    offer.waitlist_order = wait->order;
    store::update_offer(w.tx, offer);
    store::cancel_notices(w.tx, offer.id);
    w.tx.append(offer_event(w, "offer.waitlisted", need, offer));
    unlearn_by_yes(w, offer, need);
    keep_asking(w, need);
    auto waiting = outcome(200, "offer.waitlisted", offer.id);
    waiting.refs.emplace_back("position",
                              std::to_string(domain::waitlist_position(offer, store::offers_holding(w.tx, need.id))));
    return waiting;
  }
  unlearn_by_yes(w, offer, need);
  if (const auto* over = std::get_if<domain::TakeOver>(&*decision)) {
    auto leaving = store::find_offer(w.tx, over->from);
    if (!leaving) return fail(Code::broken, "a place without its holder");
    hand_over(w, need, *leaving, offer.id);
    take_place(w, need, offer, over->place_number, "offer.accepted");
  } else {
    take_place(w, need, offer, std::get<domain::TakePlace>(*decision).place_number, "offer.accepted");
  }
  settle_places(w, need);
  return outcome(200, "offer.accepted", offer.id);
}

Result<Outcome> decline_offer(Write& w, const OfferId& id, const domain::OfferAnswer& answer) {
  auto loaded = load(w, id);
  if (!loaded) return pass_on(loaded.error());
  auto& [offer, need] = *loaded;
  if (offer.status == OfferStatus::declined) return outcome(200, "offer.declined", offer.id);
  if (const auto ok = domain::may_decline(offer, w.now); !ok) return pass_on(ok.error());
  const bool was_asked = offer.status == OfferStatus::open;
  const bool held_place = offer.place_number.has_value();
  answered(w, offer);
  offer.decline_reason = answer.reason;
  end_offer(w, need, offer, OfferStatus::declined, "offer.declined");
  auto declined = outcome(200, "offer.declined", offer.id);
  if (was_asked)
    if (const auto learned = learn_from_decline(w, offer, need)) declined.refs.emplace_back("learned", learned->text());
  if (held_place) w.tx.append(offer_event(w, "offer.dropped_out", need, offer));
  settle_places(w, need);
  if (held_place) replace_somebody(w, need, domain::WaveCause::drop_out);
  return declined;
}

Result<Outcome> withdraw_offer(Write& w, const OfferId& id) {
  auto loaded = load(w, id);
  if (!loaded) return pass_on(loaded.error());
  auto& [offer, need] = *loaded;
  if (const auto ok = domain::may_withdraw(offer); !ok) return pass_on(ok.error());
  end_offer(w, need, offer, OfferStatus::withdrawn, "offer.withdrawn");
  settle_places(w, need);
  return outcome(200, "offer.withdrawn", offer.id);
}

Result<Outcome> arrive_offer(Write& w, const OfferId& id) {
  auto loaded = load(w, id);
  if (!loaded) return pass_on(loaded.error());
  auto& [offer, need] = *loaded;
  if (offer.status != OfferStatus::accepted || offer.served_at) return fail(Code::wrong_state);
  if (offer.arrived_at) return outcome(200, "offer.arrived", offer.id);
  const auto next = domain::after_arrival(need);
  if (!next) return pass_on(next.error());
  offer.arrived_at = w.now;
  store::update_offer(w.tx, offer);
  w.tx.append(offer_event(w, "offer.arrived", need, offer));
  if (need.status != *next) {
    need.status = *next;
    need.status_since = w.now;
    auto e = offer_event(w, "need.working", need, offer);
    e.offer_id.reset();
    e.volunteer_id.reset();
    save_need(w, need, std::move(e));
  }
  return outcome(200, "offer.arrived", offer.id);
}

Result<Outcome> want_substitute(Write& w, const OfferId& id) {
  auto loaded = load(w, id);
  if (!loaded) return pass_on(loaded.error());
  auto& [offer, need] = *loaded;
  // The wish was granted before: the same key or a second tap hears so.
  if (offer.substitute_wanted_at || offer.substituted_by) return outcome(200, "offer.substitute_wanted", offer.id);
  if (const auto ok = domain::may_want_substitute(need, offer, w.now); !ok) return pass_on(ok.error());
  offer.substitute_wanted_at = w.now;
  store::update_offer(w.tx, offer);
  w.tx.append(offer_event(w, "offer.substitute_wanted", need, offer));
  settle_places(w, need);
  replace_somebody(w, need, domain::WaveCause::substitute);
  return outcome(200, "offer.substitute_wanted", offer.id);
}

Result<Outcome> cancel_substitute(Write& w, const OfferId& id) {
  auto loaded = load(w, id);
  if (!loaded) return pass_on(loaded.error());
  auto& [offer, need] = *loaded;
  if (const auto ok = domain::may_want_substitute(need, offer, w.now); !ok) return pass_on(ok.error());
  if (!offer.substitute_wanted_at) return outcome(200, "offer.substitute_cancelled", offer.id);
  offer.substitute_wanted_at.reset();
  store::update_offer(w.tx, offer);
  w.tx.append(offer_event(w, "offer.substitute_cancelled", need, offer));
  keep_asking(w, need);
  return outcome(200, "offer.substitute_cancelled", offer.id);
}

int expire_due_offers(Write& w, int limit) {
  auto due = store::due_offers(w.tx, w.now, limit);
  std::map<NeedId, Need> needs;
  for (auto& offer : due) {
    auto at = needs.find(offer.need_id);
    if (at == needs.end()) {
      auto need = store::find_need(w.tx, offer.need_id);
      if (!need) continue;
      at = needs.emplace(offer.need_id, std::move(*need)).first;
    }
    end_offer(w, at->second, offer, OfferStatus::expired, "offer.expired");
  }
  for (auto& [_, need] : needs) keep_asking(w, need);
  return static_cast<int>(due.size());
}

void withdraw_all(Write& w, const Need& need) {
  for (auto& offer : store::offers_of_need(w.tx, need.id))
    if (is_live(offer)) end_offer(w, need, offer, OfferStatus::withdrawn, "offer.withdrawn");
}

void serve_all(Write& w, const Need& need) {
  for (auto& offer : store::offers_of_need(w.tx, need.id)) {
    if (!is_live(offer)) continue;
    if (offer.status != OfferStatus::accepted) {
      end_offer(w, need, offer, OfferStatus::withdrawn, "offer.withdrawn");
      continue;
    }
    offer.served_at = w.now;
    offer.place_number.reset();
    offer.substitute_wanted_at.reset();
    store::update_offer(w.tx, offer);
    store::cancel_notices(w.tx, offer.id);
    w.tx.append(offer_event(w, "offer.served", need, offer));
  }
}

namespace {

Result<domain::Disclosed<domain::OfferView>> disclose(Read& r, Offer offer, const Need& need,
                                                      const domain::Places& places, const std::vector<Offer>& holding) {
  const int position = domain::waitlist_position(offer, holding);
  auto volunteer = store::find_volunteer(r.tx, offer.volunteer_id);
  auto view = domain::Policy::offer(r.actor, std::move(offer), position, need, places, std::move(volunteer), r.now);
  if (!view) return fail(Code::not_found);
  return std::move(*view);
}

}  // namespace

Result<domain::Disclosed<domain::OfferView>> read_offer(Read& r, const OfferId& id) {
  auto offer = store::find_offer(r.tx, id);
  if (!offer) return fail(Code::not_found);
  const auto need = store::find_need(r.tx, offer->need_id);
  if (!need) return fail(Code::broken, "offer without its need");
  return disclose(r, std::move(*offer), *need, store::places_of(r.tx, *need), store::offers_holding(r.tx, need->id));
}

std::vector<domain::Disclosed<domain::OfferView>> read_offers(Read& r, const std::vector<OfferId>& ids) {
  std::vector<domain::Disclosed<domain::OfferView>> views;
  std::optional<Need> need;
  domain::Places places;
  std::vector<Offer> holding;
  for (const auto& id : ids) {
    auto offer = store::find_offer(r.tx, id);
    if (!offer) continue;
    if (!need || need->id != offer->need_id) {
      need = store::find_need(r.tx, offer->need_id);
      if (need) places = store::places_of(r.tx, *need);
      holding = store::offers_holding(r.tx, offer->need_id);
    }
    if (!need) continue;
    if (auto view = disclose(r, std::move(*offer), *need, places, holding)) views.push_back(std::move(*view));
  }
  return views;
}

Result<OfferList> offers_of_need(Read& r, const NeedId& need_id) {
  const auto need = store::find_need(r.tx, need_id);
  if (!need) return fail(Code::not_found);
  if (const auto ok = domain::may_see_district(r.actor, need->district_id); !ok) return pass_on(ok.error());
  OfferList list;
  list.seq = r.tx.seq();
  const auto all = store::offers_of_need(r.tx, need_id);
  const auto places = domain::count_places(*need, all);
  for (const auto& offer : all)
    if (auto view = disclose(r, offer, *need, places, all)) list.items.push_back(std::move(*view));
  return list;
}

OfferList my_offers(Read& r) {
  OfferList list;
  list.seq = r.tx.seq();
  if (!r.actor.volunteer_id) return list;
  for (auto& offer : store::offers_of_volunteer(r.tx, *r.actor.volunteer_id, r.now.plus_ms(-k_recent_ms))) {
    const auto need = store::find_need(r.tx, offer.need_id);
    if (!need) continue;
    const auto places = store::places_of(r.tx, *need);
    if (auto view = disclose(r, std::move(offer), *need, places, store::offers_holding(r.tx, need->id)))
      list.items.push_back(std::move(*view));
  }
  return list;
}

}  // namespace musubi::flow
