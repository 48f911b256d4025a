// The rules of the list that lies on a phone: until when it may be used, how often a PIN may be tried, when it closes.
// Pure: keys, store and clock are in net/vault.

export const k_tries_max = 5;
export const k_close_after_ms = 10 * 60_000;
export const k_pin_digits_min = 6;
/** OWASP's floor for PBKDF2 with SHA-256. */
export const k_iterations = 600_000;

/** Time as the vault sees it: corrected by the server's clock, and never earlier than what was seen before. */
export interface Lifetime {
  expires_at_ms: number;
  /** Server clock minus device clock, when both were last seen together. */
  skew_ms: number;
  /** The latest corrected time that this device has seen. */
  highest_ms: number;
}

export function vault_now(life: Lifetime, device_ms: number): number {
  return Math.max(life.highest_ms, device_ms + life.skew_ms);
}

export function is_over(life: Lifetime, device_ms: number): boolean {
  return vault_now(life, device_ms) >= life.expires_at_ms;
}

/** The server said what time it is. Whoever set the device's clock since then is found out. */
export function heard_time(life: Lifetime, server_ms: number, device_ms: number): Lifetime {
  return { ...life, skew_ms: server_ms - device_ms, highest_ms: Math.max(life.highest_ms, server_ms) };
}

/** Time went by on a clock that nobody can set: a device clock that was set back gains nothing by it. */
export function time_passed(life: Lifetime, elapsed_ms: number, device_ms: number): Lifetime {
  return { ...life, highest_ms: Math.max(life.highest_ms + Math.max(0, elapsed_ms), device_ms + life.skew_ms) };
}

export type PinTrouble = 'short' | 'easy';

/** Six digits at least; not one digit over and over, not a run. */
export function pin_trouble(pin: string): PinTrouble | null {
  if (!/^\d+$/.test(pin) || pin.length < k_pin_digits_min) return 'short';
  const steps = new Set([...pin].slice(1).map((digit, i) => Number(digit) - Number(pin[i])));
  const is_run = steps.size === 1 && [0, 1, -1].includes([...steps][0]!);
  return is_run ? 'easy' : null;
}
