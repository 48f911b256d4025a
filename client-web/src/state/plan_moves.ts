// What the world did while a plan lay on the desk, as far as the live topics tell. The commit asks the server again.
import type { Id, Instant, MovedCode, Need, Offer, Plan, PlanNeed } from '../wire/types';
import { takes_offers } from './needs';

export interface Moved {
  code: MovedCode;
  need_id: Id | null;
  volunteer_id: Id | null;
  /** When it happened, where the event says so. */
  at: Instant | null;
}

const same_instant = (a: Instant | null, b: Instant | null): boolean => (a === null || b === null ? a === b : Date.parse(a) === Date.parse(b));

function need_moved(known: PlanNeed, now: Need): MovedCode | null {
  if (!takes_offers(now)) return 'need_closed';
  if (now.places.accepted !== known.taken) return 'places_changed';
  const is_same =
    now.people_needed === known.people_needed &&
    now.priority === known.priority &&
    same_instant(now.starts_at, known.starts_at) &&
    same_instant(now.ends_at, known.ends_at);
  return is_same ? null : 'need_changed';
}

function overlaps(a: { starts_at: Instant | null; ends_at: Instant | null }, b: { starts_at: Instant | null; ends_at: Instant | null }): boolean {
  if (!a.starts_at || !b.starts_at) return false;
  const end = (one: typeof a): number => (one.ends_at ? Date.parse(one.ends_at) : Date.parse(one.starts_at!) + 1);
  return Date.parse(a.starts_at) < end(b) && Date.parse(b.starts_at) < end(a);
}

function offer_moved(plan: Plan, need_id: Id, offer: Offer, known: ReadonlyMap<Id, PlanNeed>, live: ReadonlyMap<Id, Need>): MovedCode | null {
  const answered = offer.answered_at ?? offer.made_at;
  if (Date.parse(answered) <= Date.parse(plan.made_at)) return null;
  if (offer.need_id === need_id) {
    if (offer.status === 'declined') return 'declined';
    return offer.status === 'accepted' || offer.status === 'waitlisted' ? 'already_answered' : null;
  }
  if (offer.status !== 'accepted') return null;
  const here = known.get(need_id);
  const there = live.get(offer.need_id) ?? offer.need;
  return here && there && overlaps(here, there) ? 'volunteer_busy' : null;
}

/**
 * Everything that touches the plan: needs that are newer than its data, and answers of people whom it sends somewhere.
 * `is_complete` says that `live` holds every open need, so that one which is missing is closed.
 */
export function moved_since(plan: Plan, live: ReadonlyMap<Id, Need>, offers: Iterable<Offer>, is_complete: boolean): Moved[] {
  if (plan.status !== 'draft') return [];
  const found: Moved[] = [];
  const known = new Map(plan.needs.map((need) => [need.need_id, need]));
  for (const need of plan.needs) {
    const now = live.get(need.need_id);
    if (!now) {
      if (is_complete) found.push({ code: 'need_closed', need_id: need.need_id, volunteer_id: null, at: null });
      continue;
    }
    if (now.changed_seq <= plan.seq) continue;
    const code = need_moved(need, now);
    if (code) found.push({ code, need_id: need.need_id, volunteer_id: null, at: code === 'need_closed' ? now.status_since : null });
  }
  const goes = new Map(plan.assignments.map((one) => [one.volunteer_id, one.need_id]));
  for (const offer of offers) {
    const need_id = goes.get(offer.volunteer_id);
    const code = need_id === undefined ? null : offer_moved(plan, need_id, offer, known, live);
    if (code) found.push({ code, need_id: need_id!, volunteer_id: offer.volunteer_id, at: offer.answered_at });
  }
  return found;
}

/** The same list as one text: changes when there is something new to say. */
export function moved_key(list: readonly Moved[]): string {
  return list.map((one) => `${one.code} ${one.need_id ?? ''} ${one.volunteer_id ?? ''}`).sort().join('\n');
}
