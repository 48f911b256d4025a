// A plan as a table of needs and people: what stands in a cell, in which order rows and columns stand, what to say of it.
import type { Id, Plan, PlanAssignment, PlanGate, PlanGrid, PlanMove, PlanNeed, PlanPerson, WhatIf } from '../wire/types';

/** 9999 in the grid: a person or a need without a position. */
export const k_unknown_distance = 9999;

export interface Board {
  plan: Plan;
  needs: ReadonlyMap<Id, PlanNeed>;
  people: ReadonlyMap<Id, PlanPerson>;
  /** A person goes to one need at most. */
  by_person: ReadonlyMap<Id, PlanAssignment>;
  by_need: ReadonlyMap<Id, readonly PlanAssignment[]>;
  grid: GridBook | null;
}

/** The grid with its rows and columns found by id. */
export interface GridBook {
  version: number;
  row_of: ReadonlyMap<Id, number>;
  col_of: ReadonlyMap<Id, number>;
  gates: readonly PlanGate[];
  cells: readonly (readonly number[])[];
}

export function grid_book(grid: PlanGrid): GridBook {
  const at = (ids: readonly Id[]): Map<Id, number> => new Map(ids.map((id, i) => [id, i]));
  return { version: grid.version, row_of: at(grid.needs), col_of: at(grid.people), gates: grid.gates, cells: grid.cells };
}

export function board_of(plan: Plan, grid: GridBook | null): Board {
  const by_need = new Map<Id, PlanAssignment[]>();
  for (const one of plan.assignments) {
    const list = by_need.get(one.need_id);
    if (list) list.push(one);
    else by_need.set(one.need_id, [one]);
  }
  return {
    plan,
    needs: new Map(plan.needs.map((need) => [need.need_id, need])),
    people: new Map(plan.people.map((person) => [person.volunteer_id, person])),
    by_person: new Map(plan.assignments.map((one) => [one.volunteer_id, one])),
    by_need,
    grid,
  };
}

export type Fit = { kind: 'unread' } | { kind: 'free'; distance_m: number | null } | { kind: 'gate'; gate: PlanGate };
const k_unread: Fit = { kind: 'unread' };

/** Whether a person could go to a need, by the grid: how far, or which gate says no. */
export function fit_of(board: Board, need_id: Id, volunteer_id: Id): Fit {
  const { grid } = board;
  const row = grid?.row_of.get(need_id);
  const col = grid?.col_of.get(volunteer_id);
  const value = row === undefined || col === undefined ? undefined : grid!.cells[row]?.[col];
  if (value === undefined) return k_unread;
  if (value < 0) return { kind: 'gate', gate: grid!.gates[-1 - value] ?? 'not_in_plan' };
  return { kind: 'free', distance_m: value === k_unknown_distance ? null : value * 100 };
}

/** What a what-if would do to the people: where each of them would stand. */
export type Supposed = ReadonlyMap<Id, PlanMove>;

export function supposed_of(what_if: WhatIf | null): Supposed {
  return new Map((what_if?.moves ?? []).flatMap((move) => (move.volunteer_id === null ? [] : [[move.volunteer_id, move]])));
}

export type Mark = 'none' | 'plan' | 'lock' | 'in' | 'out';

export function mark_of(board: Board, supposed: Supposed, need_id: Id, volunteer_id: Id): Mark {
  const move = supposed.get(volunteer_id);
  if (move && move.from_need_id !== move.to_need_id) {
    if (move.to_need_id === need_id) return 'in';
    if (move.from_need_id === need_id) return 'out';
  }
  const now = board.by_person.get(volunteer_id);
  if (!now || now.need_id !== need_id) return 'none';
  return now.locked ? 'lock' : 'plan';
}

// ---- order and filter -------------------------------------------------------------------------------------------------

export type RowOrder = 'urgent' | 'unmet';
export interface Filter {
  text: string;
  order: RowOrder;
  only_candidates: boolean;
}
export const k_no_filter: Filter = { text: '', order: 'urgent', only_candidates: false };

const folded = (text: string): string => text.normalize('NFKC').toLowerCase();

function need_has(need: PlanNeed, word: string): boolean {
  return folded(`${need.number} ${need.title} ${need.town ?? ''}`).includes(word);
}
function person_has(person: PlanPerson, word: string): boolean {
  return folded(`${person.number} ${person.name}`).includes(word);
}

function has_candidate(board: Board, need_id: Id): boolean {
  const row = board.grid?.row_of.get(need_id);
  if (row === undefined) return true;
  return board.grid!.cells[row]!.some((value) => value >= 0);
}

/** The rows: by urgency as the plan gives them, or the unmet first. A word that fits only people leaves all rows. */
export function rows_of(board: Board, filter: Filter): Id[] {
  const word = folded(filter.text.trim());
  let rows = board.plan.needs.filter((need) => !filter.only_candidates || has_candidate(board, need.need_id));
  if (word !== '') {
    const hits = rows.filter((need) => need_has(need, word));
    if (hits.length > 0 || !board.plan.people.some((person) => person_has(person, word))) rows = hits;
  }
  if (filter.order === 'unmet') {
    const is_met = (need: PlanNeed): number => (need.short > 0 && !need.dropped ? 0 : 1);
    rows = rows.map((need, i) => ({ need, i })).sort((a, b) => is_met(a.need) - is_met(b.need) || a.i - b.i).map((one) => one.need);
  }
  return rows.map((need) => need.need_id);
}

/** The columns: who goes to the same need stands together, in the order of the rows; then who is idle, by number. */
export function cols_of(board: Board, filter: Filter): Id[] {
  const word = folded(filter.text.trim());
  const row = new Map(board.plan.needs.map((need, i) => [need.need_id, i]));
  let people = board.plan.people;
  if (word !== '') {
    const hits = people.filter((person) => person_has(person, word));
    if (hits.length > 0) people = hits;
  }
  const place = (person: PlanPerson): number => {
    const one = board.by_person.get(person.volunteer_id);
    return one ? (row.get(one.need_id) ?? row.size) : row.size + 1;
  };
  const leads = (person: PlanPerson): number => (board.by_person.get(person.volunteer_id)?.leader ? 0 : 1);
  return people
    .map((person) => ({ person, at: place(person), lead: leads(person) }))
    .sort((a, b) => a.at - b.at || a.lead - b.lead || (a.person.number < b.person.number ? -1 : 1))
    .map((one) => one.person.volunteer_id);
}

// ---- what to say of it ------------------------------------------------------------------------------------------------

export interface NeedResult {
  before: number;
  after: number;
  wanted: number;
  short: number;
  is_supposed: boolean;
}

/** People at a need: those who hold a place already and those whom the plan adds; under a what-if, before and after. */
export function result_of(need: PlanNeed, what_if: WhatIf | null): NeedResult {
  const change = what_if?.needs.find((one) => one.need_id === need.need_id);
  const now = need.taken + need.placed;
  if (!change) return { before: now, after: now, wanted: need.people_needed, short: need.short, is_supposed: false };
  return {
    before: need.taken + change.placed_before,
    after: need.taken + change.placed_after,
    wanted: need.people_needed,
    short: change.short_after,
    is_supposed: true,
  };
}

/** Per cent by which a better plan could differ: rounded up, so that the promise holds. 0 = there is none better. */
export function gap_percent(plan: Pick<Plan, 'gap'> & { exact?: boolean }): number {
  if (plan.exact || plan.gap <= 0) return 0;
  const percent = plan.gap * 100;
  return percent < 1 ? Math.max(0.1, Math.ceil(percent * 10 - 1e-9) / 10) : Math.ceil(percent - 1e-9);
}

export function unmet_needs(plan: Plan): PlanNeed[] {
  return plan.needs.filter((need) => need.short > 0 && !need.dropped);
}

/** Idle people by why they are idle, the most common reason first. */
export function idle_groups(plan: Plan): { code: string; people: PlanPerson[] }[] {
  const groups = new Map<string, PlanPerson[]>();
  for (const person of plan.people)
    if (person.idle) groups.set(person.idle.code, [...(groups.get(person.idle.code) ?? []), person]);
  return [...groups].map(([code, people]) => ({ code, people })).sort((a, b) => b.people.length - a.people.length || (a.code < b.code ? -1 : 1));
}

/** Gates that stand in the plan's table, the most frequent first: what the legend explains. */
export function gates_in_use(board: Board): PlanGate[] {
  const counts = new Map<number, number>();
  for (const row of board.grid?.cells ?? []) for (const value of row) if (value < 0) counts.set(-1 - value, (counts.get(-1 - value) ?? 0) + 1);
  return [...counts].sort((a, b) => b[1] - a[1]).flatMap(([gate]) => board.grid!.gates[gate] ?? []);
}

export interface Sending {
  need: PlanNeed;
  leader: PlanPerson | null;
  people: PlanPerson[];
}

/** Who is told by a commit, need by need. */
export function sendings(board: Board): Sending[] {
  return board.plan.needs.flatMap((need) => {
    const list = board.by_need.get(need.need_id) ?? [];
    const people = list.flatMap((one) => board.people.get(one.volunteer_id) ?? []);
    const lead = list.find((one) => one.leader);
    return people.length === 0 ? [] : [{ need, people, leader: (lead && board.people.get(lead.volunteer_id)) ?? null }];
  });
}

/** How a grown plan differs from the one before: what 「もっとよくする」 brought. */
export function betterment(before: Plan, after: Plan): { gap_before: number; gap_after: number; placed: number; travel_m: number } {
  return {
    gap_before: gap_percent(before),
    gap_after: gap_percent(after),
    placed: after.summary.people_placed - before.summary.people_placed,
    travel_m: after.summary.travel_m - before.summary.travel_m,
  };
}
