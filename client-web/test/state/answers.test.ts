import { describe, expect, it } from 'vitest';
import { answers_of, is_late } from '../../src/state/answers';
import type { Entry } from '../../src/state/outbox';
import type { Need, WatchRow } from '../../src/wire/types';

const k_made = Date.parse('2026-11-24T10:00:00.000+09:00');
const k_late = k_made + 3 * 3_600_000;

function entry(key: string, over: Partial<Entry> = {}): Entry {
  return {
    key,
    account_id: 'me',
    word: 'check',
    subject: 'p1',
    method: 'POST',
    path: '/rounds/r/checks',
    body: { registrant_id: 'p1', status: 'safe_home', method: 'visit' },
    made_at: k_made,
    answered_at: k_late,
    state: 'answered',
    tries: 3,
    not_before: 0,
    status: 201,
    reply: { code: 'recorded', need_id: null },
    ...over,
  };
}
const row = (over: object = {}): Map<string, WatchRow> => new Map([['p1', { status: 'safe_home', ...over } as unknown as WatchRow]]);
const need = (accepted: number): Map<string, Need> => new Map([['n1', { id: 'n1', places: { accepted } } as unknown as Need]]);
const kind = (one: Entry, rows = row(), needs = new Map<string, Need>()): string => answers_of([one], rows, needs)[0]!.kind;

describe('what became of a report', () => {
  it('is no news when it was simply taken', () => {
    expect(kind(entry('k'))).toBe('recorded');
    expect(kind(entry('k', { answered_at: k_made + 500 }), row({ conflict: {} }))).toBe('recorded');
  });

  it('says that another has a newer word, late or not', () => {
    const reply = { code: 'superseded', need_id: null };
    expect(kind(entry('k', { reply }))).toBe('superseded');
    expect(kind(entry('k', { reply, answered_at: k_made + 500 }))).toBe('superseded');
  });

  it('says of a note nothing that its tap has not said', () => {
    const reply = { code: 'superseded', need_id: null };
    expect(kind(entry('k', { reply, sealed_note: { iv: '', box: '' } }))).toBe('recorded');
    const body = { registrant_id: 'p1', status: 'safe_home', method: 'visit', note: '水がない' };
    expect(kind(entry('k', { reply, body }))).toBe('recorded');
  });

  it('says that reports differ before it says which one stands', () => {
    const conflict = { check_id: 'c', status: 'needs_help', method: 'visit', occurred_at: '2026-11-24T10:05:00.000+09:00' };
    expect(kind(entry('k', { reply: { code: 'superseded', need_id: null } }), row({ conflict }))).toBe('conflict');
    expect(kind(entry('k'), row({ conflict }))).toBe('conflict');
  });

  it('says whether somebody already goes where help is needed', () => {
    const made = entry('k', { reply: { code: 'recorded', need_id: 'n1' } });
    expect(kind(made, row(), need(0))).toBe('need_made');
    expect(kind(made, row(), need(1))).toBe('need_taken');
    expect(kind({ ...made, answered_at: k_made + 500 }, row(), need(1))).toBe('recorded');
  });

  it('says a refusal before anything else', () => {
    const problem = { type: '/problems/round_closed', title: '', status: 409, code: 'round_closed' };
    expect(kind(entry('k', { status: 409, problem }))).toBe('refused');
  });

  it('comes in the order of the taps, of answered checks only', () => {
    const list = [entry('b', { made_at: k_made + 5 }), entry('a'), entry('w', { state: 'waiting' }), entry('o', { word: 'accept' })];
    expect(answers_of(list, row(), new Map()).map((one) => one.entry.key)).toEqual(['a', 'b']);
    expect(is_late(entry('n', { answered_at: k_made + 59_000 }))).toBe(false);
  });
});
