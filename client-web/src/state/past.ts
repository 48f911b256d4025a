// The slider over an incident's past: where it may stop, and what its marks say.
import type { Round } from '../wire/types';

export interface Tick {
  /** ms */
  at: number;
  kind: 'start' | 'round' | 'hour' | 'day';
  round?: Round;
}

const k_hour_ms = 3600_000;
const k_day_ms = 24 * k_hour_ms;
const k_jst_ms = 9 * k_hour_ms;
/** No more marks of hours than can be told apart. */
const k_hours_max = 24;

/** Steps of the slider (ms): fine within a day, coarse over a week, so that arrow keys get somewhere. */
export function step_of(from: number, to: number): number {
  const length = to - from;
  if (length <= 6 * k_hour_ms) return 60_000;
  if (length <= 2 * k_day_ms) return 5 * 60_000;
  return length <= 14 * k_day_ms ? 30 * 60_000 : k_hour_ms;
}

/** Marks from the start of the incident to now: rounds always, whole hours of Japan (days, when there are many). */
export function ticks(from: number, to: number, rounds: readonly Round[]): Tick[] {
  const every = [1, 2, 3, 6, 12].map((n) => n * k_hour_ms).find((ms) => (to - from) / ms <= k_hours_max) ?? k_day_ms;
  const out: Tick[] = [{ at: from, kind: 'start' }];
  for (let at = Math.ceil((from + k_jst_ms) / every) * every - k_jst_ms; at < to; at += every)
    if (at > from) out.push({ at, kind: (at + k_jst_ms) % k_day_ms === 0 ? 'day' : 'hour' });
  for (const round of rounds) {
    const at = Date.parse(round.started_at);
    if (at >= from && at <= to) out.push({ at, kind: 'round', round });
  }
  return out.sort((a, b) => a.at - b.at);
}

/** The moments that playing shows: evenly, at most `most`, the last one is the end. */
export function frames(from: number, to: number, most: number): number[] {
  const step = Math.max(60_000, Math.ceil((to - from) / most / 60_000) * 60_000);
  const out: number[] = [];
  for (let at = from; at < to; at += step) out.push(at);
  return [...out, to];
}

/** Percent of the way, for a mark under the slider. */
export function place_of(at: number, from: number, to: number): number {
  return to <= from ? 0 : Math.min(100, Math.max(0, ((at - from) / (to - from)) * 100));
}
