// Places of one need as the desk shows them: decided, asked and free. A pending offer does not hold a place.
import type { Id, Offer, Places } from '../wire/types';

export type Slot = 'decided' | 'asked' | 'free';

/** One mark per place, decided first; more decided than needed shows them all. */
export function slots(places: Places, asked: number): Slot[] {
  const free = Math.max(0, places.needed - places.accepted);
  const waiting = Math.min(asked, free);
  return [
    ...Array<Slot>(places.accepted).fill('decided'),
    ...Array<Slot>(waiting).fill('asked'),
    ...Array<Slot>(free - waiting).fill('free'),
  ];
}

/** Joins what was read with what came live: the higher version stands. */
export function join_offers(...sources: (Iterable<Offer> | undefined)[]): Offer[] {
  const by_id = new Map<Id, Offer>();
  for (const source of sources)
    for (const offer of source ?? []) {
      const known = by_id.get(offer.id);
      if (!known || offer.version >= known.version) by_id.set(offer.id, offer);
    }
  return [...by_id.values()].sort(compare_offers);
}

const k_rank: Record<Offer['status'], number> = {
  accepted: 0,
  waitlisted: 1,
  open: 2,
  declined: 3,
  expired: 4,
  withdrawn: 5,
};

/** Decided, then the waiting list in its order, then who has least time left, then what is over. */
export function compare_offers(a: Offer, b: Offer): number {
  const by_state = k_rank[a.status] - k_rank[b.status];
  if (by_state) return by_state;
  if (a.status === 'waitlisted') return (a.waitlist_position ?? 0) - (b.waitlist_position ?? 0);
  if (a.status === 'open') return Date.parse(a.expires_at) - Date.parse(b.expires_at);
  return Date.parse(a.answered_at ?? a.made_at) - Date.parse(b.answered_at ?? b.made_at);
}

/** Offers that still wait for an answer by the server's clock; the event of expiry may be on its way. */
export function still_open(offer: Offer, server_now: number): boolean {
  return offer.status === 'open' && Date.parse(offer.expires_at) > server_now;
}

/** Places that nobody has taken yet. A pending offer holds none. */
export function places_left(places: Places): number {
  return Math.max(0, places.needed - places.accepted);
}
