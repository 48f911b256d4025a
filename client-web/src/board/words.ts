import { catalogue, locale } from '../i18n';
import { elapsed } from '../ui';
import { en } from './en';
import { ja } from './ja';

export const t = catalogue({ ja, en });

/** 1,656 */
export function figure(n: number): string {
  return n.toLocaleString(locale.value === 'en' ? 'en' : 'ja');
}

/** 52分, 3時間02分: two digits, so that a column of them can be compared; days as everywhere. */
export function silence(ms: number): string {
  const minutes = Math.max(0, Math.floor(ms / 60_000));
  if (minutes >= 24 * 60) return elapsed(ms);
  const words = t.value.span;
  return minutes < 60 ? words.minutes(minutes) : words.hours(Math.floor(minutes / 60), String(minutes % 60).padStart(2, '0'));
}
