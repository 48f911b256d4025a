import { common, learned } from '../i18n';
import { learned_of } from '../state/wishes';
import type { Preference } from '../wire/offer_types';
import type { Category } from '../wire/types';
import { distance, weekday_name } from './format';

/** 土曜の午前のお願いは少なめ. A category we do not know is shown by its code. */
export function learned_words(preference: Preference): string {
  const words = learned.value;
  const what = learned_of(preference);
  switch (what.kind) {
    case 'category':
      return words.category(common.value.category[what.category as Category] ?? what.category);
    case 'slot':
      return words.slot(weekday_name(what.weekday), common.value.part[what.part]);
    case 'distance':
      return words.distance(distance(what.metres));
    case 'unknown':
      return words.unknown;
  }
}
