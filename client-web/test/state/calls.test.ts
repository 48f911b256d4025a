import { describe, expect, it } from 'vitest';
import { count_unshown, keep_places, mark_of, next_to_ring, put_offers, put_tried } from '../../src/state/calls';
import type { CallItem } from '../../src/wire/offer_types';
import type { Offer } from '../../src/wire/types';

const row = (id: string, offer: Partial<Offer> = {}, more: Partial<CallItem> = {}): CallItem =>
  ({
    offer: { id, status: 'open', version: 1, ...offer },
    volunteer: { id: `v${id}`, number: '', name: id },
    need: { title: '庭' },
    reason: 'no_account',
    tried: 0,
    last_tried_at: null,
    last_result: null,
    ...more,
  }) as CallItem;
const ids = (rows: readonly CallItem[]): string[] => rows.map((one) => one.offer.id);

describe('the call list', () => {
  it('keeps every row where it is, whatever order is read next, and counts what is new behind the button', () => {
    const shown = [row('a'), row('b'), row('c')];
    const read = [row('x'), row('c', { version: 2, status: 'accepted' }), row('a')];
    const kept = keep_places(shown, read);
    expect(ids(kept)).toEqual(['a', 'b', 'c']);
    expect(mark_of(kept[2]!)).toBe('yes');
    expect(count_unshown(shown, read)).toBe(1);
  });

  it('never goes back to an older state of an offer', () => {
    const answered = row('a', { version: 3, status: 'declined' });
    expect(keep_places([answered], [row('a')])).toEqual([answered]);
    expect(put_offers([answered], [{ id: 'a', version: 2, status: 'open' } as Offer])).toEqual([answered]);
  });

  it('shows the answer, else how the last try went', () => {
    const marks = (['open', 'accepted', 'waitlisted', 'declined', 'expired', 'withdrawn'] as const).map((status) =>
      mark_of(row('a', { status })),
    );
    expect(marks).toEqual(['to_ring', 'yes', 'waits', 'no', 'over', 'over']);
    const tried = put_tried([row('a'), row('b')], {
      offer_id: 'a',
      tried: 2,
      last_tried_at: '2026-11-23T10:20:00.000+09:00',
      last_result: 'busy',
    });
    expect(tried.map((one) => [mark_of(one), one.tried])).toEqual([
      ['busy', 2],
      ['to_ring', 0],
    ]);
  });

  it('goes on to the next who wants a call, round to the top, and stops when all are done', () => {
    const rows = [row('a'), row('b', { status: 'accepted' }), row('c')];
    expect(next_to_ring(rows, 'a')).toBe('c');
    expect(next_to_ring(rows, 'c')).toBe('a');
    expect(next_to_ring(rows, null)).toBe('a');
    expect(next_to_ring([row('b', { status: 'accepted' })], 'b')).toBeNull();
  });
});
