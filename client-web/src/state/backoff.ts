/** Delay before the n-th reconnect (n from 0): 0.5 s doubling to 30 s, spread over its lower half upward. */
export function reconnect_ms(attempt: number, random: number): number {
  const whole = Math.min(30_000, 500 * 2 ** attempt);
  return Math.round(whole * (0.5 + random / 2));
}

export type Link = 'live' | 'stale' | 'offline';

/** The server pings every 15 s. Silence beyond this is a stale screen even though the socket looks open. */
export const k_stale_after_ms = 22_000;
/** Silence beyond this ends the socket: a dead radio link does not say goodbye. */
export const k_dead_after_ms = 35_000;
const k_grace_ms = 4_000;

export function link_of(connected: boolean, heard_at: number | null, now: number): Link {
  const silence = heard_at === null ? Infinity : now - heard_at;
  if (connected) return silence <= k_stale_after_ms ? 'live' : 'stale';
  return silence <= k_grace_ms ? 'stale' : 'offline';
}
