import { describe, expect, it } from 'vitest';
import { new_entry, type Entry } from '../../src/state/outbox';
import { days_left, view_weekdays } from '../../src/state/weekday';
import type { VisitResult, Watch } from '../../src/wire/types';

const now = Date.parse('2026-11-27T10:00:00+09:00');
const day = 24 * 3600_000;

function a_watch(id: string, due_in_days: number, over: Partial<Watch> = {}): Watch {
  return {
    id,
    registrant: { id: `r-${id}`, number: 'R-0001-0', district_id: 'd', status: 'active', version: 1 },
    district_id: 'd',
    interval_days: 7,
    watchers: [],
    look_for: null,
    status: 'active',
    started_at: '2026-11-01T00:00:00.000+09:00',
    last_seen_at: null,
    last_visit: null,
    due_at: new Date(now + due_in_days * day).toISOString(),
    is_due: due_in_days <= 0,
    is_mine: true,
    told: 'nobody',
    version: 1,
    ...over,
  };
}
const a_visit = (subject: string, result: VisitResult, over: Partial<Entry> = {}): Entry => ({
  ...new_entry({ key: `k-${subject}`, account_id: 'a', word: 'visit', subject, path: '', body: { result }, made_at: now }),
  ...over,
});
const ids = (lines: { watch: Watch }[]): string[] => lines.map((line) => line.watch.id);

describe('the weekday list', () => {
  it('puts who is due today or late on top, the longest late first', () => {
    const view = view_weekdays([a_watch('later', 2), a_watch('today', 0), a_watch('late', -3)], [], now);
    expect(ids(view.due)).toEqual(['late', 'today']);
    expect(ids(view.later)).toEqual(['later']);
  });

  it('puts a concern before everybody, also when the next visit is tomorrow', () => {
    const last_visit = { id: 'v', result: 'concern' as const, signs: [], note: null, occurred_at: '', recorded_at: '', recorded_by_name: null };
    const view = view_weekdays([a_watch('late', -3), a_watch('worry', 1, { last_visit })], [], now);
    expect(ids(view.due)).toEqual(['worry', 'late']);
  });

  it('counts an unsent visit as made, but nobody at home stays on the list', () => {
    const watches = [a_watch('met', -1), a_watch('absent', -1)];
    const view = view_weekdays(watches, [a_visit('met', 'met'), a_visit('absent', 'absent')], now);
    expect(ids(view.due)).toEqual(['absent']);
    expect(view.later[0]!.unsent).not.toBeNull();
  });

  it('brings a refused visit back to the top of the list', () => {
    const problem = { type: '', title: '', status: 409, code: 'wrong_state' };
    const view = view_weekdays([a_watch('one', 3)], [a_visit('one', 'met', { state: 'answered', problem })], now);
    expect(ids(view.due)).toEqual(['one']);
  });

  it('leaves out paused ones', () => {
    expect(view_weekdays([a_watch('one', 0, { status: 'paused' })], [], now)).toEqual({ due: [], later: [], others: [] });
  });

  it('keeps apart whom others look in on, until somebody beyond them had to be told', () => {
    const theirs = { is_mine: false, watchers: [{ id: 'w', name: '見守 一郎' }] };
    const watches = [
      a_watch('mine', 0),
      a_watch('late', -1, { ...theirs, told: 'watchers' }),
      a_watch('soon', -2, theirs),
      a_watch('raised', -3, { ...theirs, told: 'coordinator' }),
      a_watch('centre', -4, { ...theirs, told: 'center' }),
    ];
    const view = view_weekdays(watches, [], now);
    expect(ids(view.due)).toEqual(['centre', 'raised', 'mine']);
    expect(ids(view.others)).toEqual(['soon', 'late']);
  });

  it('shows an own visit that was refused, also where others look in', () => {
    const problem = { type: '', title: '', status: 409, code: 'wrong_state' };
    const watch = a_watch('theirs', 3, { is_mine: false });
    expect(ids(view_weekdays([watch], [a_visit('theirs', 'met', { state: 'answered', problem })], now).due)).toEqual(['theirs']);
  });

  it('counts days by the calendar, not by hours', () => {
    expect(days_left({ due_at: new Date(now + 15 * 3600_000).toISOString() }, now)).toBe(1);
    expect(days_left({ due_at: new Date(now - 2 * 3600_000).toISOString() }, now)).toBe(0);
    expect(days_left({ due_at: new Date(now - 2 * day).toISOString() }, now)).toBe(-2);
  });
});
