import { catalogue } from '../../i18n';
import { date } from '../../ui';
import type { Day } from '../../wire/types';
import { en } from './en';
import { ja } from './ja';

export const w = catalogue({ ja, en });

/** 11月24日（火）, with the year where it is not this one. */
export function day_words(day: Day | null | undefined): string {
  if (!day) return '—';
  const year = day.slice(0, 4);
  const words = date(`${day}T00:00:00+09:00`);
  return year === String(new Date().getFullYear()) ? words : w.value.year_day(year, words);
}
