import { describe, expect, it } from 'vitest';
import { new_entry, type Entry } from '../../src/state/outbox';
import { apply_check, apply_dots, view_watch } from '../../src/state/watch';
import type { SafetyStatus, WatchRow } from '../../src/wire/types';

const row = (id: string, status: SafetyStatus, since: string): WatchRow =>
  ({
    registrant: { id, number: `R-${id}`, district_id: 'd', status: 'active', version: 1 },
    status,
    since,
    last_check: null,
  }) as WatchRow;
const rows = new Map([
  ['a', row('a', 'unconfirmed', '2026-11-23T09:40:00.000+09:00')],
  ['b', row('b', 'unreachable', '2026-11-23T08:00:00.000+09:00')],
  ['c', row('c', 'safe_home', '2026-11-23T10:00:00.000+09:00')],
]);
const check = (subject: string, status: SafetyStatus, more: Partial<Entry> = {}): Entry => ({
  ...new_entry({
    key: `k${subject}`,
    account_id: 'x',
    word: 'check',
    subject,
    path: '',
    body: { registrant_id: subject, status, method: 'visit' },
    made_at: 1,
  }),
  ...more,
});

describe("the coordinator's list of a round", () => {
  it('starts with the longest unknown', () => {
    const view = view_watch(rows, []);
    expect(view.todo.map((line) => line.row.registrant.id)).toEqual(['b', 'a']);
    expect(view.oldest_since).toBe('2026-11-23T08:00:00.000+09:00');
    expect(view.done.map((line) => line.row.registrant.id)).toEqual(['c']);
  });

  it('counts an unsent check as checked and marks it unsent', () => {
    const view = view_watch(rows, [check('a', 'safe_home')]);
    expect(view.todo.length).toBe(1);
    expect(view.done.find((line) => line.row.registrant.id === 'a')).toMatchObject({
      status: 'safe_home',
      unsent: { key: 'ka' },
    });
  });

  it('puts a refused check back and says so', () => {
    const view = view_watch(rows, [
      check('a', 'safe_home', {
        state: 'answered',
        problem: { type: '', title: '', status: 409, code: 'round_closed' },
      }),
    ]);
    expect(view.todo.find((line) => line.row.registrant.id === 'a')).toMatchObject({
      status: 'unconfirmed',
      unsent: null,
      refused: { key: 'ka' },
    });
  });

  it('takes newer statuses from the live map and ignores people it does not list', () => {
    const dot = {
      lat: 0,
      lng: 0,
      district_id: 'd',
      status: 'needs_help' as const,
      since: '2026-11-23T11:00:00.000+09:00',
    };
    const next = apply_dots(rows, [
      { ...dot, registrant_id: 'a' },
      { ...dot, registrant_id: 'z' },
    ]);
    expect(next.get('a')?.status).toBe('needs_help');
    expect(next.size).toBe(3);
    expect(apply_dots(next, [{ ...dot, registrant_id: 'a' }])).toBe(next);
    expect(rows.get('a')?.status).toBe('unconfirmed');
  });

  it('keeps counting from the first silence when somebody was not at home', () => {
    const body = { registrant_id: 'a', status: 'unreachable' as const, method: 'visit' as const };
    expect(apply_check(rows, 'a', body, 'T', '見本').get('a')?.since).toBe('2026-11-23T09:40:00.000+09:00');
    expect(apply_check(rows, 'a', { ...body, status: 'safe_home' }, 'T', '見本').get('a')).toMatchObject({
      status: 'safe_home',
      since: 'T',
      last_check: { recorded_by_name: '見本' },
    });
  });
});
