#pragma once
// The one way to take a place and to leave it: answers, the waiting list, substitutes and commits all end here. Who may
// take which place is decided by domain/offer_rules; the schema holds the guards.

#include "server/flow/env.hpp"
#include "shared/domain/need.hpp"
#include "shared/domain/offer.hpp"

namespace musubi::flow {

domain::Event offer_event(const Write& w, std::string type, const domain::Need& need, const domain::Offer& offer);

// The offer holds this place from now on, and its person is reminded of the work.
void take_place(Write& w, const domain::Need& need, domain::Offer& offer, int place_number, std::string event_type);
// The offer ends without a place; what its person was still to be told is cancelled, and an end that they did not
// choose is told.
void end_offer(Write& w, const domain::Need& need, domain::Offer& offer, domain::OfferStatus status,
               std::string event_type);
// The holder's place goes to somebody who said yes: the offer ends, its place is free for `taker` at once.
void hand_over(Write& w, const domain::Need& need, domain::Offer& leaving, const OfferId& taker);

}  // namespace musubi::flow
