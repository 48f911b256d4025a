#include "server/flow/place_flow.hpp"

#include <algorithm>

#include "server/flow/notice_flow.hpp"
#include "server/flow/wave_flow.hpp"
#include "server/store/notice_store.hpp"
#include "server/store/offer_store.hpp"
#include "shared/domain/offer_rules.hpp"

namespace musubi::flow {
namespace {

using domain::Need;
using domain::NeedStatus;
using domain::NoticeKind;
using domain::Offer;
using domain::OfferStatus;

void leave_place(Offer& offer) {
  offer.place_number.reset();
  offer.waitlist_order.reset();
  offer.substitute_wanted_at.reset();
}

Offer* find_in(std::vector<Offer>& offers, const OfferId& id) {
  const auto it = std::ranges::find(offers, id, &Offer::id);
  return it == offers.end() ? nullptr : &*it;
}

// The waiting list moves up: first into free places, then into those that are to be given away.
void move_up(Write& w, const Need& need, std::vector<Offer>& offers) {
  const auto promote = [&](const OfferId& id, int place) {
    auto* offer = find_in(offers, id);
    take_place(w, need, *offer, place, "offer.promoted");
    tell(w, NoticeKind::promoted, *offer, need, ear_of(w.tx, offer->volunteer_id));
  };
  for (const auto& p : domain::promotions(need, offers)) promote(p.offer_id, p.place_number);
  for (const auto& swap : domain::swaps(need, offers)) {
    hand_over(w, need, *find_in(offers, swap.leaves), swap.comes);
    promote(swap.comes, swap.place_number);
  }
}

}  // namespace

domain::Event offer_event(const Write& w, std::string type, const Need& need, const Offer& offer) {
  auto e = w.event(std::move(type));
  e.need_id = need.id;
  e.district_id = need.district_id;
  e.incident_id = need.incident_id;
  e.offer_id = offer.id;
  e.volunteer_id = offer.volunteer_id;
  return e;
}

void take_place(Write& w, const Need& need, Offer& offer, int place_number, std::string event_type) {
  offer.status = OfferStatus::accepted;
  offer.place_number = place_number;
  offer.waitlist_order.reset();
  store::update_offer(w.tx, offer);
  w.tx.append(offer_event(w, std::move(event_type), need, offer));
  store::cancel_notices(w.tx, offer.id);
  if (need.starts_at) plan_job_reminders(w, offer, need, ear_of(w.tx, offer.volunteer_id));
}

void end_offer(Write& w, const Need& need, Offer& offer, OfferStatus status, std::string event_type) {
  const bool counted_on = offer.status != OfferStatus::open;
  offer.status = status;
  leave_place(offer);
  store::update_offer(w.tx, offer);
  w.tx.append(offer_event(w, std::move(event_type), need, offer));
  const bool told = status == OfferStatus::withdrawn && (counted_on || store::was_told(w.tx, offer.id));
  store::cancel_notices(w.tx, offer.id);
  if (told) tell(w, NoticeKind::withdrawn, offer, need, ear_of(w.tx, offer.volunteer_id));
}

void hand_over(Write& w, const Need& need, Offer& leaving, const OfferId& taker) {
  leaving.status = OfferStatus::withdrawn;
  leaving.substituted_by = taker;
  leave_place(leaving);
  store::update_offer(w.tx, leaving);
  w.tx.append(offer_event(w, "offer.substituted", need, leaving));
  store::cancel_notices(w.tx, leaving.id);
  tell(w, NoticeKind::substituted, leaving, need, ear_of(w.tx, leaving.volunteer_id));
}

void settle_places(Write& w, Need& need) {
  auto offers = store::offers_holding(w.tx, need.id);
  if (domain::takes_offers(need.status)) move_up(w, need, offers);
  const auto places = domain::count_places(need, offers);
  const auto status = domain::after_places(need.status, places.accepted, places.needed);
  if (status != need.status) {
    const bool was_full = need.status == NeedStatus::assigned;
    need.status = status;
    need.status_since = w.now;
    auto e = w.event(status == NeedStatus::assigned ? "need.assigned" : "need.unassigned");
    e.need_id = need.id;
    e.district_id = need.district_id;
    e.incident_id = need.incident_id;
    save_need(w, need, std::move(e));
    if (was_full) tell_place_free_again(w, need);
    if (status == NeedStatus::assigned && places.waitlisted >= need.waitlist_max &&
        domain::people_missing(need, offers) == 0)
      tell_places_filled(w, need);
  }
  keep_asking(w, need);
}

}  // namespace musubi::flow
