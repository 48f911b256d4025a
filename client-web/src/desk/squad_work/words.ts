import { catalogue, common } from '../../i18n';
import { district_name } from '../../net/districts';
import type { Day, Series, SupportPolicy } from '../../wire/types';
import { date, weekday_name } from '../../ui';
import { clock_of_minutes } from '../../state/support';
import { en } from './en';
import { ja } from './ja';

export const w = catalogue({ ja, en });

/** 11月24日（火） */
export const day_words = (day: Day): string => date(`${day}T00:00:00+09:00`);

/** 毎週 火・金　8:00〜8:30 */
export function rule_words(one: Series): string {
  const days = one.weekdays.map(weekday_name).join('・');
  const words = w.value;
  return `${words.series.every_weeks(one.every_weeks)} ${days}　${words.time(clock_of_minutes(one.from_minute), clock_of_minutes(one.until_minute))}`;
}

export function fee_words(policy: Pick<SupportPolicy, 'fee_kind' | 'fee_yen'>): string {
  const words = w.value.fee;
  return policy.fee_kind === 'free' ? words.free : words[policy.fee_kind](policy.fee_yen);
}

export const category_words = (policy: SupportPolicy): string =>
  policy.categories.map((one) => common.value.category[one]).join('・');

export { district_name };
