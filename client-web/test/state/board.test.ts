import { describe, expect, it } from 'vitest';
import { en } from '../../src/board/en';
import { ja } from '../../src/board/ja';
import {
  board_rows,
  board_topic,
  fold_rows,
  is_late,
  keep_order,
  known_percent,
  open_incidents,
  segments,
  shown_total,
  silent_districts,
  untouched_needs,
} from '../../src/state/board';
import { apply_message, empty_topic } from '../../src/state/topic';
import type { Dot, Incident, LiveEvent, MapSnapshot, NeedDot, Progress } from '../../src/wire/types';

const at = (clock: string): string => `2026-11-23T${clock}:00.000+09:00`;
const ms = (clock: string): number => Date.parse(at(clock));

function progress(id: string, open: number, since: string | null, counts: Progress['counts'] = {}): Progress {
  const all = { unconfirmed: open, safe_home: 10, ...counts };
  const total = Object.values(all).reduce((sum, n) => sum + n, 0);
  return { district_id: id, total, counts: all, open, oldest_open_since: since && at(since), last_recorded_at: at('10:00'), needs_open: 0, rescue: 0 };
}

describe('the incident on an unattended wall', () => {
  const one = (id: string, is_drill: boolean, status: 'open' | 'closed', opened_at: string): Incident =>
    ({ id, is_drill, status, opened_at: at(opened_at) }) as Incident;

  it('is the newest real one, before any drill; closed ones are never shown', () => {
    const list = [one('drill', true, 'open', '10:00'), one('old', false, 'open', '08:00'), one('new', false, 'open', '09:00'), one('over', false, 'closed', '11:00')];
    expect(open_incidents(list).map((incident) => incident.id)).toEqual(['new', 'old', 'drill']);
  });
});

describe('the figures of the wall', () => {
  it('leave the ninth status out of every sum, so that subtraction cannot tell it', () => {
    const row = progress('a', 4, '09:00', { restricted: 3, needs_rescue: 1 });
    expect(shown_total(row)).toBe(15);
    expect(segments(row).map((one) => one.key)).toEqual(['needs_rescue', 'unconfirmed', 'safe']);
    expect(segments(row).reduce((sum, one) => sum + one.percent, 0)).toBeCloseTo(100);
  });

  it('say 100 % only when nobody is left', () => {
    expect(known_percent(1, 3000)).toBe(99);
    expect(known_percent(0, 3000)).toBe(100);
  });

  it('call two hours late, not a minute less', () => {
    expect(is_late(ms('08:00'), ms('10:00'))).toBe(true);
    expect(is_late(ms('08:01'), ms('10:00'))).toBe(false);
    expect(is_late(null, ms('10:00'))).toBe(false);
  });

  it('count only needs that nobody has looked at', () => {
    const need = (status: NeedDot['status'], count?: number): NeedDot => ({ lat: 35, lng: 139, status, priority: 'normal', ...(count ? { count } : {}) });
    expect(untouched_needs([need('received', 3), need('received'), need('working', 9)])).toBe(4);
  });

  it('name districts whose records have stopped while people are open', () => {
    const rows = board_rows([progress('open', 2, '09:00'), progress('done', 0, null)]);
    expect(silent_districts(rows, ms('09:00'), ms('10:40'))).toEqual({ count: 1, longest_ms: 40 * 60_000 });
    expect(silent_districts(rows, ms('10:30'), ms('10:40')).count).toBe(0);
  });
});

describe('the rows of the districts', () => {
  const rows = board_rows([progress('b', 1, '09:30'), progress('c', 0, null), progress('a', 2, '09:00')]);

  it('stand in the order of the longest silence, those who are through last', () => {
    expect(rows.map((row) => row.id)).toEqual(['a', 'b', 'c']);
  });

  it('keep their places when the figures change, and a new one comes last', () => {
    expect(keep_order(['c', 'b'], rows).map((row) => row.id)).toEqual(['c', 'b', 'a']);
    expect(keep_order(['gone', 'b', 'c', 'a'], rows).map((row) => row.id)).toEqual(['b', 'c', 'a']);
  });

  it('fold into one line where they do not fit, and nobody is lost from the sums', () => {
    const { shown, rest, rest_count } = fold_rows(rows, 2);
    expect(shown.map((row) => row.id)).toEqual(['a']);
    expect(rest_count).toBe(2);
    expect(rest).toMatchObject({ open: 1, total: 21, since: ms('09:30') });
    expect(fold_rows(rows, 3)).toMatchObject({ rest: null });
  });
});

describe('the live data of the board', () => {
  const dot = (id: string, status: Dot['status']): Dot => ({ registrant_id: id, lat: 35.2, lng: 139.1, status, district_id: 'd' });
  const snapshot = { incident: {}, round: null, progress: [], total: {}, dots: [dot('r1', 'unconfirmed'), dot('r2', 'unconfirmed')], needs: [], seq: 1, generated_at: at('09:00') };
  const event = (seq: number, more: Partial<LiveEvent>): LiveEvent => ({ seq, type: 'check.recorded', occurred_at: at('09:01'), recorded_at: at('09:01'), ...more });

  it('loses no dot when several messages come within one frame', () => {
    let state = apply_message(empty_topic<ReturnType<typeof board_topic.start>>(), { type: 'snapshot', topic: 't', seq: 1, data: snapshot as unknown as MapSnapshot }, board_topic);
    for (const [seq, id] of [[2, 'r1'], [3, 'r2']] as const)
      state = apply_message(state, { type: 'events', topic: 't', seq, events: [event(seq, { dots: [dot(id, 'needs_rescue')] })] }, board_topic);
    expect([...state.data!.store.status.slice(0, 2)]).toEqual([7, 7]);
    expect(state.data!.need_at).toBeNull();
    expect(state.data!.started_at).toBe(at('09:00'));
  });
});

describe('the words of the board', () => {
  const leaves = (tree: object, path = ''): [string, unknown][] =>
    Object.entries(tree).flatMap(([key, value]): [string, unknown][] => (typeof value === 'object' ? leaves(value, `${path}${key}.`) : [[path + key, value]]));
  const said = (value: unknown): string => (typeof value === 'function' ? String((value as (...a: unknown[]) => string)(1, 2)) : String(value));

  it('exist in both languages, none empty, English without Japanese', () => {
    expect(leaves(en).map(([key]) => key).sort()).toEqual(leaves(ja).map(([key]) => key).sort());
    for (const [key, value] of [...leaves(ja), ...leaves(en)]) expect(said(value).trim(), key).not.toBe('');
    for (const [key, value] of leaves(en)) expect(said(value), key).not.toMatch(/[\u3040-\u30ff\u4e00-\u9fff]/);
  });
});
