#pragma once
// Who gets a place: pure decisions on the offers of one need. Places are numbered 1 … people_needed.

#include <optional>
#include <span>
#include <variant>
#include <vector>

#include "shared/base/result.hpp"
#include "shared/domain/need.hpp"
#include "shared/domain/offer.hpp"

namespace musubi::domain {

Places count_places(const Need& need, std::span<const Offer> offers);
// The lowest free place number, if any.
std::optional<int> free_place(const Need& need, std::span<const Offer> offers);

struct TakePlace {
  int place_number{0};
};
struct JoinWaitlist {
  std::int64_t order{0};  // after everybody who waits
};
struct AlreadyTaken {};  // the same person said yes before: same answer, nothing changes
// The place of somebody who asked for a substitute, longest ago first: both offers change together.
struct TakeOver {
  OfferId from;
  int place_number{0};
};
using Acceptance = std::variant<TakePlace, TakeOver, JoinWaitlist, AlreadyTaken>;

// Decides a tap on "accept". Refusals: offer_withdrawn, offer_expired (also when now ≥ expires_at), wrong_state
// (declined, or the need takes no offers any more), place_taken (no place and no room on the waiting list).
Result<Acceptance> accept(const Need& need, const Offer& offer, std::span<const Offer> all, Instant now);

// open, waitlisted and accepted (not arrived) may be declined; others are wrong_state, offer_expired, offer_withdrawn.
Result<void> may_decline(const Offer& offer, Instant now);
// open, waitlisted and accepted (not arrived).
Result<void> may_withdraw(const Offer& offer);

// The offers that get the free places from the waiting list, first come first served, with their place numbers.
struct Promotion {
  OfferId offer_id;
  int place_number{0};
};
std::vector<Promotion> promotions(const Need& need, std::span<const Offer> offers);

// Whoever still waits after the promotions takes the places that are to be given away.
struct Swap {
  OfferId leaves;
  OfferId comes;
  int place_number{0};
};
std::vector<Swap> swaps(const Need& need, std::span<const Offer> offers);
// Only who holds a place and has not arrived: wrong_state, offer_expired, offer_withdrawn.
Result<void> may_want_substitute(const Need& need, const Offer& offer, Instant now);

// 1-based position on the waiting list; 0 when not on it.
int waitlist_position(const Offer& offer, std::span<const Offer> all);

// New place numbers 1 … n for the accepted, in their old order; below_accepted when `people_needed` is too small.
Result<std::vector<Promotion>> renumbered(int people_needed, std::span<const Offer> offers);

}  // namespace musubi::domain
