// What keys and buttons of the table do: changes of the plan, each said in words and taken back by U.
import { fit_of, type Board } from '../../state/plan';
import { toast } from '../../ui';
import type { Id, Plan, PlanChange, PlanEdit, PlanNeed } from '../../wire/types';
import { board, drop_supposition, edit, plan, supposition, suppose, ticked, when_idle, work, type Cell, type Edited } from './store';
import { gate_word, need_name, person_name } from './say';
import { m } from './words';

/** Gates that no decision of a person overrides: law, insurance, safety. */
const k_hard_gates = new Set<string>(['no_insurance', 'minor_without_consent', 'placard', 'stop_order', 'excluded_pair', 'no_licence', 'not_active', 'no_consent']);

export function hard_gate(now: Board, cell: Cell): string | null {
  const fit = fit_of(now, cell.need_id, cell.volunteer_id);
  return fit.kind === 'gate' && k_hard_gates.has(fit.gate) ? fit.gate : null;
}

/** The cells that a key works on: those ticked with Space, else the one with the focus. */
export function cells_for(at: Cell | null): Cell[] {
  if (ticked.value.size > 0) return [...ticked.value.values()];
  return at ? [at] : [];
}

/** What stands in the way of an assignment and must be asked once: a gate, another team, too many people. */
export interface Doubt {
  cell: Cell;
  gate: string | null;
  leaves: string | null;
  over: number | null;
}

export function doubt_of(now: Board, cell: Cell): Doubt | null {
  const fit = fit_of(now, cell.need_id, cell.volunteer_id);
  const need = now.needs.get(cell.need_id);
  const elsewhere = now.by_person.get(cell.volunteer_id);
  const gate = fit.kind === 'gate' ? fit.gate : null;
  const leaves = elsewhere && elsewhere.need_id !== cell.need_id ? need_name(now, elsewhere.need_id) : null;
  const over = need && need.taken + need.placed + 1 > need.people_max ? need.people_max : null;
  return gate || leaves || over !== null ? { cell, gate, leaves, over } : null;
}

function short_words(next: Plan, id: Id | null): string {
  const need: PlanNeed | undefined = next.needs.find((one) => one.need_id === id);
  if (!need) return '';
  return need.short > 0 ? m.value.said.short(need.number, need.short) : m.value.said.full(need.number);
}

function say(text: string): void {
  toast(text, { undo: () => void undo() });
}

async function run(changes: readonly PlanEdit[], words: (done: Edited & { ok: true }) => string): Promise<boolean> {
  const done = await edit(changes);
  if (done.ok) say(words(done));
  else if (done.is_stale) toast(m.value.said.stale, { kind: 'error' });
  return done.ok;
}

/** Whoever presses while a change is still on its way means that change. */
export async function undo(): Promise<void> {
  if (work.value?.kind === 'edit') await when_idle();
  if (plan.value?.status !== 'draft' || work.value) return;
  if (!plan.value.can_undo) return toast(m.value.said.nothing_to_undo);
  const done = await edit([{ kind: 'undo' }]);
  if (done.ok) toast(m.value.said.undone);
  else if (done.is_stale) toast(m.value.said.stale, { kind: 'error' });
}

export async function assign(cells: readonly Cell[]): Promise<void> {
  const now = board.value;
  const one = cells[0];
  if (!now || !one) return;
  const left = now.by_person.get(one.volunteer_id)?.need_id ?? null;
  await run(
    cells.map((cell) => ({ kind: 'assign', ...cell })),
    ({ after }) =>
      cells.length > 1
        ? m.value.said.assigned_many(cells.length)
        : m.value.said.assigned(person_name(now, one.volunteer_id), need_name(now, one.need_id), short_words(after, left ?? one.need_id)),
  );
}

export async function take_out(cells: readonly Cell[]): Promise<void> {
  const now = board.value;
  if (!now) return;
  const there = cells.filter((cell) => now.by_person.get(cell.volunteer_id)?.need_id === cell.need_id);
  const one = there[0];
  if (!one) return toast(m.value.said.not_here);
  await run(
    there.map((cell) => ({ kind: 'take_out', volunteer_id: cell.volunteer_id })),
    ({ after }) =>
      there.length > 1
        ? m.value.said.taken_out_many(there.length)
        : m.value.said.taken_out(person_name(now, one.volunteer_id), need_name(now, one.need_id), short_words(after, one.need_id)),
  );
}

/** Locks what is assigned; unlocks when all of it is locked already. */
export async function toggle_lock(cells: readonly Cell[]): Promise<void> {
  const now = board.value;
  if (!now) return;
  const there = cells.filter((cell) => now.by_person.get(cell.volunteer_id)?.need_id === cell.need_id);
  const one = there[0];
  if (!one) return toast(m.value.said.not_here);
  const is_unlock = there.every((cell) => now.by_person.get(cell.volunteer_id)?.locked);
  await run(
    there.map((cell) => ({ kind: is_unlock ? 'unlock' : 'lock', ...cell })),
    () => {
      const words = m.value.said;
      if (there.length > 1) return words.locked_many(there.length);
      return (is_unlock ? words.unlocked : words.locked)(person_name(now, one.volunteer_id), need_name(now, one.need_id));
    },
  );
}

export async function set_dropped(need_id: Id, is_dropped: boolean): Promise<void> {
  const now = board.value;
  if (!now) return;
  const words = m.value.said;
  await run([{ kind: is_dropped ? 'drop_need' : 'take_need', need_id }], () => (is_dropped ? words.dropped : words.taken_back)(need_name(now, need_id)));
}

export async function resolve(): Promise<void> {
  const done = await edit([{ kind: 'resolve' }], 'resolve');
  if (done.ok) say(m.value.said.resolved(done.after.summary.people_placed, done.after.summary.people_short));
  else if (done.is_stale) toast(m.value.said.stale, { kind: 'error' });
}

/** What if these people went there; on somebody who is there already: what if they did not. */
export async function what_if(cells: readonly Cell[]): Promise<void> {
  const now = board.value;
  if (!now) return;
  await suppose(
    cells.map((cell): PlanChange => {
      const is_there = now.by_person.get(cell.volunteer_id)?.need_id === cell.need_id;
      return is_there ? { kind: 'take_out', volunteer_id: cell.volunteer_id } : { kind: 'assign', ...cell };
    }),
  );
}

const is_edit = (change: PlanChange): change is PlanEdit => change.kind !== 'add_people';

/** A supposition can be made true when it is the plan that changes, and not the world. */
export function can_accept(): boolean {
  const now = supposition.value;
  return !!now && !now.result.impossible && now.changes.every(is_edit);
}

export async function accept_supposition(): Promise<void> {
  const now = supposition.value;
  if (!now || !can_accept()) return;
  const changes = now.changes.filter(is_edit);
  // Seats by themselves move nobody: who rides on them is planned at once, as it was supposed.
  if (changes.some((change) => change.kind === 'add_seats')) changes.push({ kind: 'resolve' });
  const done = await run(changes, () => m.value.what_if.accepted);
  if (done) drop_supposition();
}

export function impossible_word(now: Board, code: string, cell: { need_id?: Id; volunteer_id?: Id }): string {
  const names = [cell.volunteer_id && person_name(now, cell.volunteer_id), cell.need_id && need_name(now, cell.need_id)].filter(Boolean).join(' × ');
  return m.value.what_if.impossible([names, gate_word(code)].filter(Boolean).join('　'));
}
