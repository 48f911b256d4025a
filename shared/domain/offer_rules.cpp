#include "shared/domain/offer_rules.hpp"

#include <algorithm>
#include <set>

#include "shared/domain/need_life.hpp"

namespace musubi::domain {
namespace {

bool holds_place(const Offer& offer) { return offer.status == OfferStatus::accepted && !offer.served_at; }
bool has_arrived(const Offer& offer) { return offer.arrived_at || offer.served_at; }

std::set<int> held_numbers(std::span<const Offer> offers) {
  std::set<int> out;
  for (const auto& o : offers)
    if (holds_place(o) && o.place_number) out.insert(*o.place_number);
  return out;
}

std::vector<const Offer*> waiting_in_order(std::span<const Offer> offers) {
  std::vector<const Offer*> out;
  for (const auto& o : offers)
    if (o.status == OfferStatus::waitlisted) out.push_back(&o);
  std::ranges::sort(out, [](const Offer* a, const Offer* b) {
    return std::pair(a->waitlist_order, a->id) < std::pair(b->waitlist_order, b->id);
  });
  return out;
}

std::vector<const Offer*> leaving_in_order(std::span<const Offer> offers) {
  std::vector<const Offer*> out;
  for (const auto& o : offers)
    if (holds_place(o) && o.place_number && o.substitute_wanted_at && !has_arrived(o)) out.push_back(&o);
  std::ranges::sort(out, [](const Offer* a, const Offer* b) {
    return std::pair(a->substitute_wanted_at, a->id) < std::pair(b->substitute_wanted_at, b->id);
  });
  return out;
}

Result<void> still_alive(const Offer& offer, Instant now) {
  switch (offer.status) {
    case OfferStatus::withdrawn:
      return fail(Code::offer_withdrawn);
    case OfferStatus::expired:
      return fail(Code::offer_expired);
    case OfferStatus::declined:
      return fail(Code::wrong_state);
    case OfferStatus::open:
      if (now >= offer.expires_at) return fail(Code::offer_expired);
      return {};
    case OfferStatus::accepted:
    case OfferStatus::waitlisted:
      return {};
  }
  return fail(Code::wrong_state);
}

}  // namespace

Places count_places(const Need& need, std::span<const Offer> offers) {
  Places out;
  out.needed = need.people_needed;
  for (const auto& o : offers) {
    out.accepted += holds_place(o) ? 1 : 0;
    out.open += o.status == OfferStatus::open ? 1 : 0;
    out.waitlisted += o.status == OfferStatus::waitlisted ? 1 : 0;
  }
  return out;
}

std::optional<int> free_place(const Need& need, std::span<const Offer> offers) {
  if (count_places(need, offers).free() <= 0) return std::nullopt;
  const auto held = held_numbers(offers);
  for (int n = 1; n <= need.people_needed; ++n)
    if (!held.contains(n)) return n;
  return std::nullopt;
}

Result<Acceptance> accept(const Need& need, const Offer& offer, std::span<const Offer> all, Instant now) {
  if (const auto alive = still_alive(offer, now); !alive) return pass_on(alive.error());
  if (offer.status != OfferStatus::open) return AlreadyTaken{};
  if (!takes_offers(need.status)) return fail(Code::wrong_state);
  const auto places = count_places(need, all);
  const auto place = free_place(need, all);
  // Whoever waits already comes before somebody who taps now.
  if (place && places.free() > places.waitlisted) return TakePlace{*place};
  if (const auto leaving = leaving_in_order(all); places.waitlisted == 0 && !leaving.empty())
    return TakeOver{leaving.front()->id, *leaving.front()->place_number};
  if (places.waitlisted >= need.waitlist_max) return fail(Code::place_taken);
  const auto waiting = waiting_in_order(all);
  return JoinWaitlist{waiting.empty() ? 1 : waiting.back()->waitlist_order.value_or(0) + 1};
}

Result<void> may_decline(const Offer& offer, Instant now) {
  if (const auto alive = still_alive(offer, now); !alive) return alive;
  if (has_arrived(offer)) return fail(Code::wrong_state);
  return {};
}

Result<void> may_withdraw(const Offer& offer) {
  // An open offer may be taken back at any time, also when its moment has passed and the clock has not come by yet.
  if (const auto alive = still_alive(offer, Instant{INT64_MIN}); !alive) return alive;
  if (has_arrived(offer)) return fail(Code::wrong_state);
  return {};
}

std::vector<Promotion> promotions(const Need& need, std::span<const Offer> offers) {
  std::vector<Promotion> out;
  if (!takes_offers(need.status)) return out;
  const auto held = held_numbers(offers);
  int free = count_places(need, offers).free();
  int number = 0;
  for (const Offer* waiting : waiting_in_order(offers)) {
    do ++number;
    while (held.contains(number));
    if (free-- <= 0 || number > need.people_needed) break;
    out.push_back({waiting->id, number});
  }
  return out;
}

std::vector<Swap> swaps(const Need& need, std::span<const Offer> offers) {
  std::vector<Swap> out;
  if (!takes_offers(need.status)) return out;
  const auto waiting = waiting_in_order(offers);
  const auto free = static_cast<std::size_t>(std::max(0, count_places(need, offers).free()));
  std::size_t next = std::min(free, waiting.size());
  for (const Offer* leaving : leaving_in_order(offers)) {
    if (next == waiting.size()) break;
    out.push_back({leaving->id, waiting[next++]->id, *leaving->place_number});
  }
  return out;
}

Result<void> may_want_substitute(const Need& need, const Offer& offer, Instant now) {
  if (const auto alive = still_alive(offer, now); !alive) return alive;
  if (!holds_place(offer) || has_arrived(offer) || !takes_offers(need.status)) return fail(Code::wrong_state);
  return {};
}

int waitlist_position(const Offer& offer, std::span<const Offer> all) {
  if (offer.status != OfferStatus::waitlisted) return 0;
  int position = 0;
  for (const Offer* waiting : waiting_in_order(all)) {
    ++position;
    if (waiting->id == offer.id) return position;
  }
  return 0;
}

Result<std::vector<Promotion>> renumbered(int people_needed, std::span<const Offer> offers) {
  std::vector<const Offer*> held;
  for (const auto& o : offers)
    if (holds_place(o)) held.push_back(&o);
  if (std::cmp_greater(held.size(), people_needed)) return fail(Code::below_accepted);
  std::ranges::sort(held, [](const Offer* a, const Offer* b) {
    return std::pair(a->place_number, a->id) < std::pair(b->place_number, b->id);
  });
  std::vector<Promotion> out;
  for (const Offer* o : held) out.push_back({o->id, static_cast<int>(out.size()) + 1});
  return out;
}

}  // namespace musubi::domain
