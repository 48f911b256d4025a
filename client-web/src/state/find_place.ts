// A place from what somebody typed at the desk: a town, or a shelter by its name. Coarse, and said to be so.
import type { Place } from '../wire/types';

function plain(text: string): string {
  return text
    .normalize('NFKC')
    .replace(/[一二三四五六七八九]丁目/g, (word) => `${'一二三四五六七八九'.indexOf(word[0]!) + 1}丁目`)
    .replace(/(\d+)[-−ー‐](?=\d|$)/, '$1丁目')
    .replace(/^.*?[都道府県](?=.*[市郡])/, '')
    .replace(/^.*?市/, '')
    .replace(/[\s　]/g, '')
    .replace(/ヶ/g, 'ケ');
}

/** The longest name that stands in the text; towns after shelters, since a shelter's name may hold its town's. */
export function find_place(text: string, places: readonly Place[]): Place | null {
  const typed = plain(text);
  if (typed === '') return null;
  let best: Place | null = null;
  let best_length = 0;
  for (const place of places) {
    const name = plain(place.name);
    if (name.length <= best_length || !(typed.includes(name) || (typed.length >= 2 && name.startsWith(typed)))) continue;
    best = place;
    best_length = typed.includes(name) ? name.length : 1;
  }
  return best;
}
