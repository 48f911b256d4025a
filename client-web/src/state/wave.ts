// A wave as the desk shows it: the places are filled by asking on and on, the next people when somebody says no.
import type { Wave } from '../wire/offer_types';
import type { Need } from '../wire/types';
import { takes_offers } from './needs';

/** A reply and a live event may come in either order: the later wave stands, of one wave the higher version. */
export function newer_wave(known: Wave | undefined, other: Wave): Wave {
  if (!known) return other;
  if (known.id !== other.id) return Date.parse(other.started_at) >= Date.parse(known.started_at) ? other : known;
  return other.version >= known.version ? other : known;
}

export type WaveView =
  | { kind: 'none' }
  | { kind: 'running'; asked: number; accepted: number; open: number; missing: number; next_at: number | null }
  | { kind: 'ended'; reason: NonNullable<Wave['end_reason']>; asked: number; accepted: number };

/** A wave that ended full says so while the need is full; when a place is free again it is over and forgotten. */
export function view_wave(wave: Wave | null | undefined, need: Need): WaveView {
  if (!wave) return { kind: 'none' };
  const { asked, accepted, open, missing } = wave;
  if (wave.status === 'running') {
    const next_at = wave.next_expiry_at === null ? null : Date.parse(wave.next_expiry_at);
    return { kind: 'running', asked, accepted, open, missing, next_at };
  }
  if (!takes_offers(need) || wave.end_reason === null) return { kind: 'none' };
  const is_full = need.places.accepted >= need.places.needed;
  return wave.end_reason === 'full' && !is_full ? { kind: 'none' } : { kind: 'ended', reason: wave.end_reason, asked, accepted };
}

/** "one in two": the acceptance as people say it, between 1 in 10 and nearly everybody. */
export function one_in(acceptance: number): number {
  return Math.max(1, Math.round(1 / Math.min(1, Math.max(0.1, acceptance))));
}

/** What the start of a wave sends; an empty count leaves the size to what was observed. */
export function new_wave(expires_in_s: number, together: string): { expires_in_s: number; together?: number } {
  const count = Number.parseInt(together, 10);
  return Number.isFinite(count) && count > 0 ? { expires_in_s, together: count } : { expires_in_s };
}
