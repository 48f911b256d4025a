import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import {
  betterment, board_of, cols_of, fit_of, gap_percent, gates_in_use, grid_book, idle_groups, k_no_filter, mark_of, result_of, rows_of, sendings,
  supposed_of, unmet_needs, type Board,
} from '../../src/state/plan';
import { short_names } from '../../src/state/short_names';
import type { Plan, PlanAssignment, PlanGrid, PlanNeed, PlanPerson, WhatIf } from '../../src/wire/types';

function a_need(id: string, more: Partial<PlanNeed> = {}): PlanNeed {
  return {
    need_id: id, number: `N-${id}`, title: `題${id}`, town: '鴨宮', priority: 'normal', category: 'other', starts_at: null, ends_at: null, district_id: 'd', people_min: 1,
    people_needed: 2, people_max: 2, taken: 0, placed: 0, short: 0, roles: [], dropped: false, unmet: null, next: null, ...more,
  };
}
function a_person(id: string, more: Partial<PlanPerson> = {}): PlanPerson {
  return { volunteer_id: id, number: `V-${id}`, name: `見本 ${id}`, district_id: 'd', squad_id: null, skills: [], is_leader: false, has_truck: false, parts: [], idle: null, ...more };
}
function at(need_id: string, volunteer_id: string, more: Partial<PlanAssignment> = {}): PlanAssignment {
  return { need_id, volunteer_id, locked: false, leader: false, distance_m: 100, points: 1, reasons: [], warnings: [], ...more };
}
function a_plan(more: Partial<Plan> = {}): Plan {
  return {
    id: 'p', incident_id: null, is_drill: false, district_id: null, day: '2026-11-24', status: 'draft', made_at: '2026-11-23T17:00:00.000+09:00', version: 1, seq: 10, objective: 90, bound: 100,
    gap: 0.1, exact: false, can_undo: false, summary: { people_wanted: 4, people_placed: 2, people_short: 2, needs_short: 1, travel_m: 200, locks: 1, people_idle: 1 }, needs: [], people: [], assignments: [], seats: [], ...more,
  };
}

const plan = a_plan({
  needs: [a_need('1', { priority: 'crisis', placed: 1, short: 0 }), a_need('2', { title: '庭の草取り', placed: 1, short: 1 }), a_need('3', { dropped: true, short: 2 })],
  people: [a_person('c', { idle: { code: 'no_insurance', value: 1 } }), a_person('b', { is_leader: true }), a_person('a')],
  assignments: [at('2', 'a'), at('1', 'b', { locked: true, leader: true })],
});
const grid: PlanGrid = { plan_id: 'p', version: 1, needs: ['1', '2', '3'], people: ['a', 'b', 'c'], gates: ['no_insurance', 'too_far'], cells: [[12, 9999, -1], [3, 4, -1], [-2, -2, -2]] };
const board: Board = board_of(plan, grid_book(grid));
const what_if: WhatIf = {
  objective: 0, bound: 0, difference: { objective: 0, placed: 0, short: 0, travel_m: 0 }, warnings: [], impossible: null,
  moves: [{ volunteer_id: 'a', from_need_id: '2', to_need_id: '1' }, { volunteer_id: null, from_need_id: null, to_need_id: '2' }],
  needs: [{ need_id: '1', placed_before: 1, placed_after: 2, short_after: 0 }],
};

describe('a cell of the table', () => {
  it('says how far, that nobody knows how far, or which gate excludes', () => {
    expect(fit_of(board, '1', 'a')).toEqual({ kind: 'free', distance_m: 1200 });
    expect(fit_of(board, '1', 'b')).toEqual({ kind: 'free', distance_m: null });
    expect(fit_of(board, '2', 'c')).toEqual({ kind: 'gate', gate: 'no_insurance' });
    expect(fit_of(board, '3', 'a')).toEqual({ kind: 'gate', gate: 'too_far' });
    expect(fit_of(board_of(plan, null), '1', 'a').kind).toBe('unread');
  });

  it('shows the plan, a lock, and both ends of a what-if before the plan', () => {
    const none = supposed_of(null);
    expect(mark_of(board, none, '2', 'a')).toBe('plan');
    expect(mark_of(board, none, '1', 'b')).toBe('lock');
    expect(mark_of(board, none, '1', 'a')).toBe('none');
    const supposed = supposed_of(what_if);
    expect(mark_of(board, supposed, '2', 'a')).toBe('out');
    expect(mark_of(board, supposed, '1', 'a')).toBe('in');
    expect(mark_of(board, supposed, '1', 'b')).toBe('lock');
  });

  it('is drawn from the golden plan and its golden table', () => {
    const golden = <T>(name: string): T => JSON.parse(readFileSync(join(__dirname, '../../../schema/api/examples', name), 'utf8')) as T;
    const example = golden<Plan>('plan.json');
    const book = board_of(example, grid_book(golden<PlanGrid>('plan_grid.json')));
    for (const one of example.assignments) expect(['plan', 'lock']).toContain(mark_of(book, supposed_of(golden<WhatIf>('what_if.json')), one.need_id, one.volunteer_id));
  });
});

describe('the order of the table', () => {
  it('keeps the order of urgency, or puts the unmet first', () => {
    expect(rows_of(board, k_no_filter)).toEqual(['1', '2', '3']);
    expect(rows_of(board, { ...k_no_filter, order: 'unmet' })).toEqual(['2', '1', '3']);
  });

  it('leaves out needs that nobody could go to', () => {
    expect(rows_of(board, { ...k_no_filter, only_candidates: true })).toEqual(['1', '2']);
  });

  it('finds a need by its title, and a person without losing the rows', () => {
    expect(rows_of(board, { ...k_no_filter, text: '草取り' })).toEqual(['2']);
    expect(rows_of(board, { ...k_no_filter, text: 'Ｖ-Ａ' })).toEqual(['1', '2', '3']);
    expect(cols_of(board, { ...k_no_filter, text: 'Ｖ-Ａ' })).toEqual(['a']);
    expect(rows_of(board, { ...k_no_filter, text: 'ない言葉' })).toEqual([]);
  });

  it('stands people of one need together, their leader first, and the idle last', () => {
    expect(cols_of(board, k_no_filter)).toEqual(['b', 'a', 'c']);
    const team = board_of({ ...plan, assignments: [at('1', 'a'), at('1', 'c'), at('1', 'b', { leader: true })] }, null);
    expect(cols_of(team, k_no_filter)).toEqual(['b', 'a', 'c']);
  });
});

describe('what is said of a plan', () => {
  it('never promises a smaller difference than was proved', () => {
    expect(gap_percent({ gap: 0.0201, exact: false })).toBe(3);
    expect(gap_percent({ gap: 0.02, exact: false })).toBe(2);
    expect(gap_percent({ gap: 0.00402, exact: false })).toBe(0.5);
    expect(gap_percent({ gap: 0.000001, exact: false })).toBe(0.1);
    expect(gap_percent({ gap: 0.02, exact: true })).toBe(0);
  });

  it('lists what stays short, but not what was taken off the day', () => {
    expect(unmet_needs(plan).map((need) => need.need_id)).toEqual(['2']);
  });

  it('counts those who hold a place already, before and after a what-if', () => {
    const need = a_need('1', { taken: 1, placed: 1, people_needed: 3, short: 1 });
    expect(result_of(need, null)).toEqual({ before: 2, after: 2, wanted: 3, short: 1, is_supposed: false });
    expect(result_of(need, what_if)).toEqual({ before: 2, after: 3, wanted: 3, short: 0, is_supposed: true });
  });

  it('groups the idle by why, and names the gates that stand in the table, the most frequent first', () => {
    expect(idle_groups(plan)).toEqual([{ code: 'no_insurance', people: [plan.people[0]] }]);
    expect(gates_in_use(board)).toEqual(['too_far', 'no_insurance']);
  });

  it('tells before a commit who is told, and who leads', () => {
    const list = sendings(board);
    expect(list.map((one) => [one.need.need_id, one.people.map((person) => person.volunteer_id), one.leader?.volunteer_id ?? null])).toEqual([
      ['1', ['b'], 'b'],
      ['2', ['a'], null],
    ]);
  });

  it('says what a longer search brought', () => {
    const after = a_plan({ gap: 0, exact: true, summary: { ...plan.summary, people_placed: 3, travel_m: 500 } });
    expect(betterment(plan, after)).toEqual({ gap_before: 10, gap_after: 0, placed: 1, travel_m: 300 });
  });
});

describe('a name in a narrow column', () => {
  const short = (...names: string[]): string[] => [...short_names(names.map((name, i) => ({ volunteer_id: String(i), name }))).values()];
  it('is the family name, with as much of the given name as tells people apart', () => {
    expect(short('小川 健', '北村　翔')).toEqual(['小川', '北村']);
    expect(short('佐藤 花子', '佐藤 太郎')).toEqual(['佐藤花', '佐藤太']);
    expect(short('佐藤 花子', '佐藤 花江')).toEqual(['佐藤花子', '佐藤花江']);
    expect(short('Taro')).toEqual(['Taro']);
  });
});
