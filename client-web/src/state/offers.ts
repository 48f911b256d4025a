// How an offer looks to the volunteer who got it: what the server decided, and what this phone has not sent yet.
import type { Id, Offer, Problem } from '../wire/types';
import type { Entry } from './outbox';

export type OfferView =
  | { kind: 'open'; left_ms: number }
  | { kind: 'over' }
  | { kind: 'sending'; word: string }
  | { kind: 'provisional'; word: string; made_at: number; key: Id }
  | { kind: 'refused'; problem: Problem; key: Id }
  | { kind: 'waitlisted'; position: number }
  | { kind: 'accepted' | 'declined' | 'expired' | 'withdrawn' };

/** After this long without an answer the screen says 仮受付 instead of "sending". */
export const k_sending_ms = 8_000;

const k_answers = new Set(['accept', 'decline']);

/** `now` is the device's clock, `server_now` the server's (device + skew): an offer ends by the server's clock. */
export function view_offer(offer: Offer, entries: readonly Entry[], now: number, server_now: number): OfferView {
  const own = entries.filter((entry) => entry.subject === offer.id && k_answers.has(entry.word));
  const last = own.sort((a, b) => a.made_at - b.made_at).at(-1);
  if (last && last.state !== 'answered') {
    const is_behind = entries.some(
      (entry) => entry.state !== 'answered' && entry.tries > 0 && entry.made_at < last.made_at,
    );
    const is_fresh = last.tries === 0 && !is_behind && now - last.made_at < k_sending_ms;
    if (is_fresh) return { kind: 'sending', word: last.word };
    return { kind: 'provisional', word: last.word, made_at: last.made_at, key: last.key };
  }
  if (last?.problem && offer.status !== 'accepted') return { kind: 'refused', problem: last.problem, key: last.key };
  if (offer.status === 'waitlisted') return { kind: 'waitlisted', position: offer.waitlist_position ?? 1 };
  if (offer.status !== 'open') return { kind: offer.status };
  const left_ms = Date.parse(offer.expires_at) - server_now;
  return left_ms > 0 ? { kind: 'open', left_ms } : { kind: 'over' };
}

export type SubstituteView =
  | { kind: 'none' }
  /** The server knows and looks for somebody; the place is still theirs. */
  | { kind: 'wanted'; since: string }
  /** Pressed here, not decided yet. */
  | { kind: 'unsent'; word: 'substitute' | 'substitute_back'; made_at: number; key: Id; can_take_back: boolean };

const k_substitute_words = new Set(['substitute', 'substitute_back']);

/** How the search for somebody else stands, as the holder of the place sees it. */
export function view_substitute(offer: Offer, entries: readonly Entry[]): SubstituteView {
  const last = entries
    .filter((entry) => entry.subject === offer.id && k_substitute_words.has(entry.word) && entry.state !== 'answered')
    .sort((a, b) => a.made_at - b.made_at)
    .at(-1);
  if (last) {
    const word = last.word as 'substitute' | 'substitute_back';
    return { kind: 'unsent', word, made_at: last.made_at, key: last.key, can_take_back: last.state === 'waiting' };
  }
  const since = offer.status === 'accepted' ? offer.substitute_wanted_at : null;
  return since ? { kind: 'wanted', since } : { kind: 'none' };
}

/** Whether the question why may be asked after a no: once, only of who said it on this phone, only lately. */
export function may_ask_why(offer: Offer, entries: readonly Entry[], server_now: number): boolean {
  const own = entries.filter((entry) => entry.subject === offer.id);
  if (own.some((entry) => entry.word === 'decline_reason')) return false;
  const unsent = own.filter((entry) => entry.word === 'decline' && entry.state !== 'answered').at(-1);
  if (unsent) return (unsent.body as { reason?: string } | null)?.reason === undefined;
  if (offer.status !== 'declined' || offer.decline_reason !== null || offer.answered_by !== 'self') return false;
  return server_now - Date.parse(offer.answered_at ?? offer.made_at) < k_why_ms;
}

/** So long after a no the reason may still be told. */
export const k_why_ms = 24 * 3600_000;

/**
 * The newer of two states of one offer: a reply and a live event may come in either order. At the same version the
 * live one stands, since its job card may have changed without the offer.
 */
export function newer_offer(live: Offer | undefined, replied: Offer): Offer {
  return live && live.version >= replied.version ? live : replied;
}

export type JobStage = 'go' | 'working' | 'report_unsent' | 'done';

const k_over = new Set(['reported', 'done', 'cancelled', 'declined', 'merged']);

/** Where an accepted job stands, counting what this phone has not sent yet. */
export function job_stage(offer: Offer, entries: readonly Entry[]): JobStage {
  const unsent = (word: string): boolean =>
    entries.some((entry) => entry.subject === offer.id && entry.word === word && entry.state !== 'answered');
  if (offer.served_at !== null || (offer.need && k_over.has(offer.need.status))) return 'done';
  if (unsent('complete')) return 'report_unsent';
  if (offer.arrived_at !== null || unsent('arrive')) return 'working';
  return 'go';
}

export interface OfferGroups {
  to_answer: Offer[];
  mine: Offer[];
  waiting: Offer[];
  past: Offer[];
}

const by_text = (a: string | null | undefined, b: string | null | undefined): number =>
  (a ?? '~') < (b ?? '~') ? -1 : 1;

/** First what wants an answer (soonest end first), then jobs by start, the waiting list, and what is over (newest first). */
export function group_offers(
  offers: Iterable<Offer>,
  entries: readonly Entry[],
  now: number,
  server_now: number,
): OfferGroups {
  const groups: OfferGroups = { to_answer: [], mine: [], waiting: [], past: [] };
  for (const offer of offers) {
    const { kind } = view_offer(offer, entries, now, server_now);
    if (kind === 'open' || kind === 'sending' || kind === 'provisional' || kind === 'refused')
      groups.to_answer.push(offer);
    else if (kind === 'accepted') groups[job_stage(offer, entries) === 'done' ? 'past' : 'mine'].push(offer);
    else if (kind === 'waitlisted') groups.waiting.push(offer);
    else groups.past.push(offer);
  }
  groups.to_answer.sort((a, b) => by_text(a.expires_at, b.expires_at));
  groups.mine.sort((a, b) => by_text(a.need?.starts_at, b.need?.starts_at));
  groups.waiting.sort((a, b) => by_text(a.made_at, b.made_at));
  groups.past.sort((a, b) => by_text(b.answered_at ?? b.expires_at, a.answered_at ?? a.expires_at));
  return groups;
}

const k_day_ms = 86_400_000;

/** What of an offer may stay on the phone: the card of a job that is over, or a day past its end, loses its person. */
export function for_keeping(offer: Offer, now: number): Offer {
  const need = offer.need;
  if (!need) return offer;
  const end = Date.parse(need.ends_at ?? need.starts_at ?? offer.answered_at ?? offer.made_at);
  const is_over = offer.status !== 'accepted' || offer.served_at !== null || k_over.has(need.status);
  const is_old = (need.ends_at !== null || need.starts_at !== null) && now - end > k_day_ms;
  if (!is_over && !is_old) return offer;
  const { address: _a, requester: _r, lat: _x, lng: _y, detail: _d, ...rest } = need;
  return { ...offer, need: rest };
}
