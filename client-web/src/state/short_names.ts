import type { Id } from '../wire/types';

interface Named {
  volunteer_id: Id;
  name: string;
}

/**
 * The family name for a narrow column; where several share it, as much of the given name as tells them apart. A name in one
 * piece stays whole.
 */
export function short_names(people: readonly Named[]): Map<Id, string> {
  const parts = people.map((one) => ({ id: one.volunteer_id, words: one.name.trim().split(/[\s　]+/) }));
  const by_family = new Map<string, typeof parts>();
  for (const one of parts) {
    const family = one.words[0] ?? '';
    by_family.set(family, [...(by_family.get(family) ?? []), one]);
  }
  const short = new Map<Id, string>();
  for (const [family, group] of by_family) {
    for (const one of group) {
      const given = one.words.slice(1).join('');
      let letters = 0;
      if (group.length > 1) {
        const others = group.filter((other) => other !== one).map((other) => other.words.slice(1).join(''));
        letters = 1;
        while (letters < given.length && others.some((other) => other.slice(0, letters) === given.slice(0, letters))) letters++;
      }
      short.set(one.id, family + given.slice(0, letters));
    }
  }
  return short;
}
