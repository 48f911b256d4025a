// One plan: its numbers, the what-if line, the table, and below it what cannot be met and the chosen cell.
import type { JSX } from 'preact';
import { useMemo, useState } from 'preact/hooks';
import type { Board } from '../../state/plan';
import { moment, now, toast } from '../../ui';
import type { Id } from '../../wire/types';
import { letters_on, use_key } from '../keys';
import { assign, cells_for, doubt_of, hard_gate, impossible_word, take_out, toggle_lock, undo, what_if, type Doubt } from './actions';
import { CommitDialog, MovedDialog } from './commit';
import { DoubtDialog } from './doubts';
import { Grid, type At } from './grid';
import { Summary } from './head';
import { Inspector } from './inspector';
import { Legend } from './legend';
import { moved, moved_line, use_moved_lines, use_newer_plan } from './moved';
import { plan_model } from './plan_model';
import { cell_key, cols, drop_supposition, filter, focus, hover, reveal, rows, set_filter, suppose, supposed, supposition, ticked, work, type Cell } from './store';
import { BottomLeft } from './unmet';
import { WhatIfLine } from './what_if';
import { m } from './words';

const cell_of = (at: At): Cell => ({ need_id: at.row, volunteer_id: at.col });
const at_of = (cell: Cell | null): At | null => cell && { row: cell.need_id, col: cell.volunteer_id };
const same_cell = (a: Cell | null, b: Cell | null): boolean => a?.need_id === b?.need_id && a?.volunteer_id === b?.volunteer_id;

export function PlanTab(props: { board: Board; is_committing: boolean; end_commit: () => void }): JSX.Element {
  const { board } = props;
  const [doubts, set_doubts] = useState<readonly Doubt[]>([]);
  use_moved_lines();
  use_newer_plan();
  const is_draft = board.plan.status === 'draft';
  const ask_assign = (cells: readonly Cell[]): void => {
    const blocked = cells.find((cell) => hard_gate(board, cell));
    if (blocked) return toast(impossible_word(board, hard_gate(board, blocked)!, blocked), { kind: 'error' });
    const found = cells.flatMap((cell) => doubt_of(board, cell) ?? []);
    if (found.length === 0) void assign(cells);
    else set_doubts(cells.map((cell) => doubt_of(board, cell) ?? { cell, gate: null, leaves: null, over: null }));
  };
  use_key('u', is_draft ? () => void undo() : null);
  use_key('Escape', escape);
  const is_none = rows.value.length === 0;
  return (
    <>
      <Summary of={board.plan} />
      {is_draft ? <WhatIfLine board={board} /> : <p class="m-record">{m.value.confirm.was_committed(moment(board.plan.made_at, now.value))}</p>}
      <div class="m-grid" data-region tabIndex={-1} role="group" aria-label={m.value.grid.label}>
        <PlanGrid board={board} ask_assign={is_draft ? ask_assign : null} />
        {is_none && <p class="pad">{m.value.grid.none}</p>}
      </div>
      <Legend board={board} />
      <div class="m-bottom">
        <BottomLeft board={board} show={show_cell} />
        <Inspector board={board} ask_assign={ask_assign} />
      </div>
      {doubts.length > 0 && <DoubtDialog board={board} doubts={doubts} onClose={() => set_doubts([])} />}
      {props.is_committing && <CommitDialog board={board} onClose={props.end_commit} />}
      <MovedDialog board={board} />
    </>
  );
}

/** One step back: the what-if, the ticks, then from the panels to the table. */
function escape(): void {
  if (supposition.value) drop_supposition();
  else if (ticked.value.size > 0) ticked.value = new Map();
  else document.querySelector<HTMLElement>('[role=gridcell][tabindex="0"]')?.focus();
}

/** Brings a cell into view with the focus on it: from the lists below the table. */
function show_cell(need_id: Id, volunteer_id: Id): void {
  if (!rows.value.includes(need_id) || !cols.value.includes(volunteer_id)) set_filter({ text: '', only_candidates: false });
  focus.value = { need_id, volunteer_id };
  hover.value = null;
  reveal.value++;
}

function tick(cell: Cell): void {
  const next = new Map(ticked.value);
  if (!next.delete(cell_key(cell))) next.set(cell_key(cell), cell);
  ticked.value = next;
}

function PlanGrid(props: { board: Board; ask_assign: ((cells: readonly Cell[]) => void) | null }): JSX.Element {
  const { board, ask_assign } = props;
  const ticks = ticked.value;
  const model = useMemo(
    () =>
      plan_model({
        board,
        rows: rows.value,
        cols: cols.value,
        supposed: supposed.value,
        what_if: supposition.value?.result ?? null,
        moved: moved.value,
        moved_line: moved_line.value,
        ticked: new Set(ticks.keys()),
        corner: <Corner />,
      }),
    [board, rows.value, cols.value, supposed.value, moved.value, moved_line.value, ticks, m.value],
  );
  const keys: Readonly<Record<string, (cell: Cell) => void>> = {
    a: (cell) => ask_assign!(cells_for(cell)),
    l: (cell) => void toggle_lock(cells_for(cell)),
    x: (cell) => void take_out(cells_for(cell)),
    w: (cell) => void what_if(cells_for(cell)),
    u: () => void undo(),
    ' ': tick,
  };
  const on_key = (event: KeyboardEvent, at: At): boolean => {
    if (event.key === 'Enter') {
      document.querySelector<HTMLElement>('.m-insp .btn:not([disabled]), .m-insp a')?.focus();
      return true;
    }
    const key = event.key === ' ' ? ' ' : event.key.toLowerCase();
    const run = ask_assign && !work.value && (letters_on.value || key === ' ') ? keys[key] : undefined;
    run?.(cell_of(at));
    return run !== undefined;
  };
  return (
    <Grid
      model={model}
      focus={at_of(focus.value)}
      reveal={reveal.value}
      set_focus={(at) => {
        const cell = cell_of(at);
        if (!same_cell(focus.value, cell)) focus.value = cell;
        hover.value = null;
      }}
      set_hover={(at) => {
        const cell = at && cell_of(at);
        if (!same_cell(hover.value, cell)) hover.value = cell;
      }}
      on_key={on_key}
      on_drop={ask_assign ? (at) => void suppose([{ kind: 'assign', ...cell_of(at) }]) : undefined}
    />
  );
}

/** Search, order and filter stand in the corner of the table: they change its rows. */
function Corner(): JSX.Element {
  const words = m.value.grid;
  const { order, only_candidates, text } = filter.value;
  const chosen = only_candidates ? 'candidates' : order;
  use_key('/', () => document.querySelector<HTMLInputElement>('.g-corner input')?.focus());
  return (
    <>
      <select
        class="m-order"
        aria-label={words.order}
        value={chosen}
        onChange={(event) => {
          const next = event.currentTarget.value as keyof typeof words.orders;
          set_filter(next === 'candidates' ? { only_candidates: true, order: 'urgent' } : { only_candidates: false, order: next });
        }}
      >
        {(['urgent', 'unmet', 'candidates'] as const).map((one) => (
          <option key={one} value={one}>
            {words.orders[one]}
          </option>
        ))}
      </select>
      <input type="search" class="m-search" aria-label={words.search} placeholder={words.search} value={text} maxLength={100} autocomplete="off" onInput={(event) => set_filter({ text: event.currentTarget.value })} />
    </>
  );
}
