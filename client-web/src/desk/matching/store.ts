// What the matching page shows and asks: one plan at a time, its table, and a change that is only supposed.
import { batch, computed, effect, signal } from '@preact/signals';
import { plans, type PlanScope } from '../../net/plans';
import { session } from '../../net/session';
import { board_of, cols_of, grid_book, k_no_filter, rows_of, supposed_of, type Filter, type GridBook } from '../../state/plan';
import { day_of } from '../../state/plan_now';
import { now } from '../../ui';
import type { Day, Id, Plan, PlanChange, PlanCommitted, PlanEdit, PlanHead, PlanMoved, PlanSeats, Problem, WhatIf } from '../../wire/types';
import { choose, chosen_id } from '../scope';

export const day = signal<Day>(day_of(Date.now()));
let is_day_settled = false;
export function choose_day(chosen: Day): void {
  is_day_settled = true;
  day.value = chosen;
}
/** The page opens on the first day that has work; after that the day is only moved by hand. */
export function settle_day(first: Day | undefined): void {
  if (!is_day_settled) choose_day(first ?? day.value);
}
const picked_district = signal<Id | null>(null);
/** A coordinator plans an own district; everybody else the whole city unless one is chosen. */
const own_district = computed<Id | null>(() => {
  const account = session.value?.account;
  return account?.role === 'coordinator' ? (account.district_ids[0] ?? null) : null;
});
export const district_id = computed(() => picked_district.value ?? own_district.value);
export function pick_district(id: Id | null): void {
  picked_district.value = id;
}
/** A page left open over midnight: nothing can be planned for a day that is over. */
export const is_past = computed(() => day.value < day_of(now.value));
export const scope = computed<PlanScope>(() => ({ incident_id: chosen_id.value, district_id: district_id.value, day: day.value }));

export const heads = signal<readonly PlanHead[] | null>(null);
export const plan = signal<Plan | null>(null);
const grid = signal<GridBook | null>(null);
export const board = computed(() => (plan.value ? board_of(plan.value, grid.value) : null));

export type Work = 'make' | 'improve' | 'resolve' | 'edit' | 'what_if' | 'commit';
export const work = signal<{ kind: Work; since: number } | null>(null);
export const problem = signal<Problem | null>(null);
/** What the commit said had moved; the question what to do with it is open while this is set. */
export const moved_refusal = signal<readonly PlanMoved[] | null>(null);

export const supposition = signal<{ changes: readonly PlanChange[]; result: WhatIf } | null>(null);
export const supposed = computed(() => supposed_of(supposition.value?.result ?? null));

export interface Cell {
  need_id: Id;
  volunteer_id: Id;
}
export const focus = signal<Cell | null>(null);
export const hover = signal<Cell | null>(null);
/** Counts up when the cell with the focus is to be brought into view: a press in a list below the table. */
export const reveal = signal(0);
/** Cells ticked with Space: A, L, X and W then work on all of them. */
export const ticked = signal<ReadonlyMap<string, Cell>>(new Map());
export const cell_key = (cell: Cell): string => `${cell.need_id} ${cell.volunteer_id}`;

export const filter = signal<Filter>(k_no_filter);
export const rows = signal<readonly Id[]>([]);
export const cols = signal<readonly Id[]>([]);

/** Rows and columns get a new order only on a press: a new plan, a new filter, 並べなおす. Never under the hand. */
export function settle_order(): void {
  const now_board = board.value;
  batch(() => {
    rows.value = now_board ? rows_of(now_board, filter.value) : [];
    cols.value = now_board ? cols_of(now_board, filter.value) : [];
  });
}

export function set_filter(more: Partial<Filter>): void {
  filter.value = { ...filter.value, ...more };
  settle_order();
}

export const is_order_old = computed(() => !!board.value && cols_of(board.value, filter.value).join() !== cols.value.join());

async function during<T>(kind: Work, run: () => Promise<T>): Promise<T> {
  work.value = { kind, since: Date.now() };
  now.value = Date.now();
  try {
    return await run();
  } finally {
    work.value = null;
  }
}

/** When nothing is on its way any more. */
export function when_idle(): Promise<void> {
  return new Promise((done) => {
    const stop = effect(() => {
      if (!work.value) queueMicrotask(() => (stop(), done()));
    });
  });
}

function put_head(head: PlanHead): void {
  const known = heads.value ?? [];
  heads.value = known.some((one) => one.id === head.id) ? known.map((one) => (one.id === head.id ? head : one)) : [head, ...known];
}

/** Takes a plan as the server says it is now. Its table is read again where needs or people came or went. */
export async function take_plan(next: Plan, with_order: boolean): Promise<void> {
  const before = plan.value;
  const book = grid.value;
  const is_other = before?.id !== next.id;
  const fits =
    !is_other && book !== null && next.needs.every((need) => book.row_of.has(need.need_id)) && next.people.every((one) => book.col_of.has(one.volunteer_id));
  batch(() => {
    plan.value = next;
    if (is_other) grid.value = null;
    if (is_other) focus.value = hover.value = null;
    supposition.value = null;
    ticked.value = new Map();
    put_head(next);
    if (with_order || is_other) settle_order();
  });
  if (fits && before?.seq === next.seq) return;
  const reply = await plans.grid(next.id);
  if (reply.ok && plan.value?.id === next.id) grid.value = grid_book(reply.data);
  else if (!reply.ok) problem.value = reply.problem;
}

export async function read_heads(): Promise<void> {
  const asked = scope.value;
  const reply = await plans.list(asked);
  if (scope.value !== asked) return;
  problem.value = reply.ok ? null : reply.problem;
  heads.value = reply.ok ? reply.data.items.filter((one) => one.status !== 'discarded') : [];
}

export function forget_plan(): void {
  batch(() => {
    plan.value = null;
    grid.value = null;
    supposition.value = null;
    problem.value = null;
    moved_refusal.value = null;
    focus.value = hover.value = null;
    ticked.value = new Map();
    rows.value = cols.value = [];
  });
}

/** Opens a plan by its address; a plan of another activity or day brings it along. */
export async function open_plan(id: Id): Promise<void> {
  if (plan.value?.id === id) return;
  const reply = await plans.read(id);
  if (!reply.ok) {
    problem.value = reply.problem;
    return;
  }
  batch(() => {
    problem.value = null;
    moved_refusal.value = null;
    if (reply.data.incident_id !== chosen_id.value) choose(reply.data.incident_id);
    choose_day(reply.data.day);
    pick_district(reply.data.district_id);
  });
  await take_plan(reply.data, true);
}

/** The buses that were counted on for this day and place still come. */
function seats_of_former(): readonly PlanSeats[] {
  const former = plan.value;
  const { incident_id, district_id, day } = scope.value;
  const is_same = former && former.incident_id === incident_id && former.district_id === district_id && former.day === day;
  return is_same ? former.seats : [];
}

export async function make_plan(): Promise<Plan | null> {
  if (work.value || is_past.value) return null;
  return during('make', async () => {
    const reply = await plans.make(scope.value, seats_of_former());
    problem.value = reply.ok ? null : reply.problem;
    if (!reply.ok) return null;
    moved_refusal.value = null;
    await take_plan(reply.data, true);
    return reply.data;
  });
}

/** The same plan, made better; gives both so that the page can say what it brought. */
export async function improve(): Promise<{ before: Plan; after: Plan } | null> {
  const before = plan.value;
  if (!before || work.value) return null;
  return during('improve', async () => {
    const reply = await plans.improve(before.id);
    problem.value = reply.ok ? null : reply.problem;
    if (!reply.ok) return null;
    await take_plan(reply.data, true);
    return { before, after: reply.data };
  });
}

export type Edited = { ok: true; before: Plan; after: Plan } | { ok: false; is_stale: boolean };

/** Changes the plan on the server. When another desk changed it first, theirs is shown and mine is not done. */
export async function edit(changes: readonly PlanEdit[], kind: Work = 'edit'): Promise<Edited> {
  const before = plan.value;
  if (!before || work.value) return { ok: false, is_stale: false };
  return during(kind, async () => {
    const reply = await plans.edit(before, changes);
    if (reply.ok) {
      problem.value = null;
      await take_plan(reply.data, kind === 'resolve');
      return { ok: true, before, after: reply.data };
    }
    const is_stale = reply.problem.status === 412;
    problem.value = is_stale ? null : reply.problem;
    if (is_stale) await read_again();
    return { ok: false, is_stale };
  });
}

export async function read_again(): Promise<void> {
  const known = plan.value;
  if (!known) return;
  const reply = await plans.read(known.id);
  if (reply.ok && plan.value?.id === known.id) await take_plan(reply.data, false);
}

/** Asks what a change would do. Nothing is kept. */
export async function suppose(changes: readonly PlanChange[]): Promise<WhatIf | null> {
  const of = plan.value;
  if (!of || work.value || changes.length === 0) return null;
  return during('what_if', async () => {
    const reply = await plans.what_if(of.id, changes);
    problem.value = reply.ok ? null : reply.problem;
    if (!reply.ok || plan.value?.id !== of.id) return null;
    supposition.value = { changes, result: reply.data };
    return reply.data;
  });
}

export function drop_supposition(): void {
  supposition.value = null;
}

export type CommitEnd = { kind: 'done'; done: PlanCommitted } | { kind: 'moved' | 'stale' | 'refused' };

/** Tells the people. A world that moved refuses it as a whole, and the question what to do is left open. */
export async function commit(expires_in_s: number | null, drop_moved: boolean): Promise<CommitEnd> {
  const of = plan.value;
  if (!of || work.value) return { kind: 'refused' };
  return during('commit', async (): Promise<CommitEnd> => {
    const reply = await plans.commit(of, { ...(expires_in_s === null ? {} : { expires_in_s }), ...(drop_moved ? { drop_moved } : {}) });
    if (reply.ok) {
      problem.value = null;
      moved_refusal.value = null;
      await take_plan(reply.data.plan, false);
      return { kind: 'done', done: reply.data };
    }
    if (reply.problem.code === 'plan_moved') {
      moved_refusal.value = reply.problem.moved ?? [];
      return { kind: 'moved' };
    }
    if (reply.problem.status === 412) {
      await read_again();
      return { kind: 'stale' };
    }
    problem.value = reply.problem;
    return { kind: 'refused' };
  });
}
