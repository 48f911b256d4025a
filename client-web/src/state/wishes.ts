// How somebody wants to be reached and how much they can do: the form of the phone and of the desk, as the server keeps it.
import type { ContactBy, Load, Preference } from '../wire/offer_types';
import type { DayPart, Volunteer } from '../wire/types';
import { k_day_parts } from '../wire/types';

export interface Wishes {
  contact_by: ContactBy;
  /** '' = as the centre does. HH:MM. */
  quiet_from: string;
  quiet_until: string;
  hours_week_max: string;
  /** Kilometres, as typed or chosen. */
  travel_max_km: string;
  load_max: Load | '';
}

export const k_no_wishes: Wishes = {
  contact_by: 'app',
  quiet_from: '',
  quiet_until: '',
  hours_week_max: '',
  travel_max_km: '',
  load_max: '',
};

/** 1260 → 21:00 */
export function time_of(minutes: number | null | undefined): string {
  if (minutes == null) return '';
  return `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`;
}

/** 21:00 → 1260; null for an empty or unfinished time. */
export function minutes_of(time: string): number | null {
  const match = /^(\d{1,2}):(\d{2})$/.exec(time.trim());
  if (!match) return null;
  const minutes = Number(match[1]) * 60 + Number(match[2]);
  return minutes < 1440 ? minutes : null;
}

export function wishes_of(one: Volunteer): Wishes {
  return {
    contact_by: one.contact_by ?? 'app',
    quiet_from: time_of(one.quiet_from),
    quiet_until: time_of(one.quiet_until),
    hours_week_max: one.hours_week_max == null ? '' : String(one.hours_week_max),
    travel_max_km: one.travel_max_m == null ? '' : String(one.travel_max_m / 1000),
    load_max: one.load_max ?? '',
  };
}

/** A number the server can judge: what is no number is sent as it is, so that its refusal names the field. */
export function number_or_text(text: string, by = 1): number | string | null {
  const plain = text.trim();
  if (plain === '') return null;
  const value = Number(plain);
  return Number.isFinite(value) ? Math.round(value * by) : plain;
}

export function wishes_body(wishes: Wishes): Record<string, unknown> {
  return {
    contact_by: wishes.contact_by,
    quiet_from: minutes_of(wishes.quiet_from),
    quiet_until: minutes_of(wishes.quiet_until),
    hours_week_max: number_or_text(wishes.hours_week_max),
    travel_max_m: number_or_text(wishes.travel_max_km, 1000),
    load_max: wishes.load_max || null,
  };
}

/** Only what was changed. The two ends of the quiet hours travel together. */
export function changed_wishes(before: Wishes, after: Wishes): Record<string, unknown> {
  const old = wishes_body(before);
  const next = wishes_body(after);
  const changed = Object.keys(next).filter((key) => next[key] !== old[key]);
  const quiet = changed.some((key) => key.startsWith('quiet_')) ? ['quiet_from', 'quiet_until'] : [];
  return Object.fromEntries([...new Set([...changed, ...quiet])].map((key) => [key, next[key]]));
}

export type Learned =
  | { kind: 'category'; category: string }
  | { kind: 'slot'; weekday: number; part: DayPart }
  | { kind: 'distance'; metres: number }
  | { kind: 'unknown' };

/** What a preference says, read from its value (`6am` = Saturday morning). */
export function learned_of(preference: Preference): Learned {
  if (preference.kind === 'category') return { kind: 'category', category: preference.value };
  if (preference.kind === 'distance') {
    const metres = Number(preference.value);
    return Number.isFinite(metres) && metres > 0 ? { kind: 'distance', metres } : { kind: 'unknown' };
  }
  const match = /^([0-6])(\w+)$/.exec(preference.value);
  const part = k_day_parts.find((one) => one === match?.[2]);
  return match && part ? { kind: 'slot', weekday: Number(match[1]), part } : { kind: 'unknown' };
}
