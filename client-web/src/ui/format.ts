// Times are Japanese time wherever the device stands: the centre's wall clock is the only one that counts.
import { common } from '../i18n';
import type { Instant, Reason, Skill } from '../wire/types';

const k_jst_ms = 9 * 3600_000;

export interface Wall {
  year: number;
  month: number;
  day: number;
  weekday: number;
  hour: number;
  minute: number;
  second: number;
}

export function wall(at: Instant | number): Wall {
  const date = new Date((typeof at === 'number' ? at : Date.parse(at)) + k_jst_ms);
  return {
    year: date.getUTCFullYear(),
    month: date.getUTCMonth() + 1,
    day: date.getUTCDate(),
    weekday: date.getUTCDay(),
    hour: date.getUTCHours(),
    minute: date.getUTCMinutes(),
    second: date.getUTCSeconds(),
  };
}

const two = (n: number): string => String(n).padStart(2, '0');

/** 9:05 */
export function clock(at: Instant | number): string {
  const w = wall(at);
  return `${w.hour}:${two(w.minute)}`;
}

/** 09:05:07, for the desk's age mark and the board. */
export function clock_seconds(at: Instant | number): string {
  const w = wall(at);
  return `${two(w.hour)}:${two(w.minute)}:${two(w.second)}`;
}

export function weekday_name(weekday: number): string {
  return common.value.time.weekdays.split(',')[weekday] ?? '';
}

/** 9月14日（日） */
export function date(at: Instant | number): string {
  const w = wall(at);
  return common.value.time.date_weekday(w.month, w.day, weekday_name(w.weekday));
}

/** 13:42 today, 9月13日 13:42 on another day. */
export function moment(at: Instant | number, now: number = Date.now()): string {
  const a = wall(at);
  const b = wall(now);
  const is_today = a.year === b.year && a.month === b.month && a.day === b.day;
  return is_today ? clock(at) : `${common.value.time.date(a.month, a.day)} ${clock(at)}`;
}

/** 9月14日（日）9:30〜12:00 */
export function span(from: Instant, to: Instant | null): string {
  const t = common.value.time;
  if (!to) return t.at(date(from), clock(from));
  const same = wall(from).day === wall(to).day && Date.parse(to) - Date.parse(from) < 86_400_000;
  return t.at(date(from), t.range(clock(from), same ? clock(to) : t.at(date(to), clock(to))));
}

/** 40秒, 18分, 1時間12分, 2日4時間 */
export function elapsed(ms: number): string {
  const t = common.value.time;
  const seconds = Math.max(0, Math.floor(ms / 1000));
  if (seconds < 60) return t.seconds(seconds);
  const minutes = Math.floor(seconds / 60);
  if (minutes < 60) return t.minutes(minutes);
  const hours = Math.floor(minutes / 60);
  if (hours < 24) return minutes % 60 ? t.hours_minutes(hours, minutes % 60) : t.hours(hours);
  const days = Math.floor(hours / 24);
  return hours % 24 ? t.days_hours(days, hours % 24) : t.days(days);
}

/** Like elapsed, but never counts seconds: 1分 is the least. For lists that change by the minute. */
export function elapsed_minutes(ms: number): string {
  return elapsed(Math.max(60_000, Math.floor(ms / 60_000) * 60_000));
}

/** 850 m, 1.2 km, 14 km */
export function distance(metres: number): string {
  if (metres < 1000) return `${Math.round(metres / 10) * 10} m`;
  const km = metres / 1000;
  return km < 10 ? `${km.toFixed(1)} km` : `${Math.round(km)} km`;
}

/** Metres of a `near` reason; values travel as text. */
export function metres_of(reason: Reason): number | null {
  const metres = reason.value === null || reason.value === '' ? NaN : Number(reason.value);
  return Number.isFinite(metres) ? metres : null;
}

/** A reason of the engine in words: 近い（1.2 km）. An unknown code is shown rather than hidden. */
export function reason_words(reason: Reason): string {
  const words = common.value.reason;
  const value = reason.value;
  switch (reason.code) {
    case 'near':
      return words.near(metres_of(reason) === null ? String(value ?? '') : distance(metres_of(reason)!));
    case 'skill':
      return words.skill(common.value.skill[value as Skill] ?? String(value ?? ''));
    case 'past_helper':
      return words.past_helper(String(value ?? ''));
    case 'prefers_not': {
      const of = words.prefers_not_of;
      return words.prefers_not(of[value as keyof typeof of] ?? String(value ?? ''));
    }
    case 'same_district':
    case 'available':
    case 'rested':
    case 'same_phone':
    case 'same_kana':
    case 'same_address':
      return words[reason.code];
    default:
      return words.other(reason.code);
  }
}
