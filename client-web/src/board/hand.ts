// How the board is used: as a wall nobody touches, on a narrow screen, or by staff with a pointer.
import { signal } from '@preact/signals';
import { session } from '../net/session';
import type { Id } from '../wire/types';

function media(query: string): { value: boolean } {
  const list = matchMedia(query);
  const state = signal(list.matches);
  list.addEventListener('change', () => (state.value = list.matches));
  return state;
}

const has_pointer = media('(hover: hover) and (pointer: fine)');
/** Folds to numbers, list, map; the page scrolls. */
export const is_narrow = media('(max-width: 48em)');

/** Room for a legend beside what it explains. */
export const is_wide = media('(min-width: 100em)');

/** A viewer's board hangs on a wall: no controls, nothing to scroll. */
export function has_hand(): boolean {
  return has_pointer.value && session.value?.account.role !== 'viewer';
}

/** The district under the hand, in the list or on the map. */
export const marked = signal<Id | null>(null);
/** The district that a press keeps marked. */
export const pinned = signal<Id | null>(null);
