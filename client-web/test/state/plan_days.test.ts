import { describe, expect, it } from 'vitest';
import { days_with_work } from '../../src/state/plan_now';
import type { Need } from '../../src/wire/types';

const k_now = Date.parse('2026-11-27T17:00:00.000+09:00');
const need = (id: string, over: Partial<Need>): [string, Need] => [
  id,
  { id, status: 'match_waiting', district_id: 'd1', starts_at: null, ends_at: null, places: { needed: 2, accepted: 0, open: 0, waitlisted: 0 }, ...over } as Need,
];

describe('the days that have work', () => {
  const book = new Map([
    need('a', { starts_at: '2026-12-01T09:00:00.000+09:00' }),
    need('b', { starts_at: '2026-12-01T13:00:00.000+09:00' }),
    need('c', { starts_at: '2026-11-30T09:00:00.000+09:00', district_id: 'd2' }),
    need('begun', { starts_at: '2026-11-27T09:00:00.000+09:00' }),
    need('full', { starts_at: '2026-11-28T09:00:00.000+09:00', places: { needed: 1, accepted: 1, open: 0, waitlisted: 0 } }),
    need('done', { starts_at: '2026-11-29T09:00:00.000+09:00', status: 'done' }),
  ]);

  it('come soonest first, without what has begun, is full or is over', () => {
    expect(days_with_work(book, k_now, null)).toEqual([
      { day: '2026-11-30', needs: 1 },
      { day: '2026-12-01', needs: 2 },
    ]);
  });

  it('are those of one district when one is chosen', () => {
    expect(days_with_work(book, k_now, 'd2')).toEqual([{ day: '2026-11-30', needs: 1 }]);
  });

  it('begin today where a need has no time of its own', () => {
    expect(days_with_work(new Map([need('free', {})]), k_now, null)).toEqual([{ day: '2026-11-27', needs: 1 }]);
  });
});
