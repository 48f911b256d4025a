// 「いまの決定」: needs and offers as they are, as the same table in which a plan is shown.
import type { Day, Id, Instant, Need, Offer } from '../wire/types';
import { compare_needs, group_of, takes_offers, type NeedBook } from './needs';
import { places_left } from './places';

const k_jst_ms = 9 * 3600_000;
const k_day_ms = 86_400_000;

/** The day on the centre's wall calendar. */
export function day_of(at: Instant | number): Day {
  return new Date((typeof at === 'number' ? at : Date.parse(at)) + k_jst_ms).toISOString().slice(0, 10);
}

export function next_day(day: Day, by = 1): Day {
  return new Date(Date.parse(`${day}T00:00:00Z`) + by * k_day_ms).toISOString().slice(0, 10);
}

/** Noon of that day in Japan: an instant whose date words are those of the day. */
export function noon_of(day: Day): Instant {
  return `${day}T12:00:00.000+09:00`;
}

function is_on(need: Need, day: Day): boolean {
  if (!need.starts_at) return true;
  const first = day_of(need.starts_at);
  const last = need.ends_at ? day_of(need.ends_at) : first;
  return first <= day && day <= last;
}

/** Needs that the centre matches on a day, or that are out already; those without a wish of their own fit any day. */
export function needs_of_day(book: NeedBook, day: Day, district_id: Id | null): Need[] {
  return [...book.values()]
    .filter((need) => ['match', 'field'].includes(group_of(need.status)) && is_on(need, day) && (district_id === null || need.district_id === district_id))
    .sort(compare_needs);
}

/** Days from `now` on for which people are looked for, soonest first, with how many needs; begun work is left out. */
export function days_with_work(book: NeedBook, now: number, district_id: Id | null): { day: Day; needs: number }[] {
  const today = day_of(now);
  const on = new Map<Day, number>();
  for (const need of book.values()) {
    if (!takes_offers(need) || places_left(need.places) <= 0 || (district_id !== null && need.district_id !== district_id)) continue;
    if (need.starts_at && Date.parse(need.starts_at) <= now) continue;
    const day = need.starts_at ? day_of(need.starts_at) : today;
    on.set(day, (on.get(day) ?? 0) + 1);
  }
  return [...on].map(([day, needs]) => ({ day, needs })).sort((a, b) => (a.day < b.day ? -1 : 1));
}

export interface NowPerson {
  id: Id;
  name: string;
  number: string;
}

export interface NowBoard {
  needs: readonly Need[];
  people: readonly NowPerson[];
  at: ReadonlyMap<Id, ReadonlyMap<Id, Offer>>;
}

const k_shown = new Set<Offer['status']>(['accepted', 'open', 'waitlisted', 'declined']);

/** One offer a cell, the latest; people stand in the order of the needs that they answered. */
export function now_board(needs: readonly Need[], offers_of: (need_id: Id) => readonly Offer[]): NowBoard {
  const people = new Map<Id, NowPerson>();
  const at = new Map<Id, Map<Id, Offer>>();
  for (const need of needs) {
    const row = new Map<Id, Offer>();
    for (const offer of offers_of(need.id)) {
      if (!k_shown.has(offer.status)) continue;
      const known = row.get(offer.volunteer_id);
      if (known && Date.parse(known.made_at) > Date.parse(offer.made_at)) continue;
      row.set(offer.volunteer_id, offer);
      if (offer.volunteer && !people.has(offer.volunteer_id)) {
        const { id, name, number } = offer.volunteer;
        people.set(id, { id, name, number });
      }
    }
    at.set(need.id, row);
  }
  return { needs, people: [...people.values()], at };
}

/** Needs whose offers must be read to draw them: somebody was asked. */
export function asks_offers(need: Need): boolean {
  return need.places.accepted + need.places.open + need.places.waitlisted > 0;
}
