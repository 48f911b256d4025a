// The cell under the focus or the pointer, in words: how far, why, what stands in the way, and what can be done with it.
import type { ComponentChildren, JSX } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { common } from '../../i18n';
import { api } from '../../net/api';
import { fit_of, type Board } from '../../state/plan';
import { Button, distance, href, Icon, reason_words } from '../../ui';
import type { Candidates, Id } from '../../wire/types';
import { cells_for, hard_gate, take_out, toggle_lock, undo, what_if } from './actions';
import { gate_word, idle_word, need_name, parts_word, reason_word, signed } from './say';
import { focus, hover, plan, ticked, work, type Cell } from './store';
import { m } from './words';

/** Candidates of a need as the server ranks them, read once the focus rests on one of its cells. */
const read = new Map<string, Candidates>();
const k_rest_ms = 350;

function use_ranked(board: Board, cell: Cell | null): Candidates | null {
  const [, redraw] = useState(0);
  const key = cell ? `${cell.need_id} ${board.plan.id} ${board.plan.version}` : '';
  const is_free = !!cell && fit_of(board, cell.need_id, cell.volunteer_id).kind === 'free' && board.by_person.get(cell.volunteer_id)?.need_id !== cell.need_id;
  useEffect(() => {
    if (!is_free || !cell || read.has(key)) return;
    let is_here = true;
    const timer = window.setTimeout(() => {
      void api.get<Candidates>(`/needs/${cell.need_id}/candidates?limit=100`).then((reply) => {
        if (!reply.ok) return;
        if (read.size > 50) read.clear();
        read.set(key, reply.data);
        if (is_here) redraw((n) => n + 1);
      });
    }, k_rest_ms);
    return () => {
      is_here = false;
      window.clearTimeout(timer);
    };
  }, [key, is_free]);
  return read.get(key) ?? null;
}

export function Inspector(props: { board: Board; ask_assign: (cells: Cell[]) => void }): JSX.Element {
  const { board } = props;
  const words = m.value.inspect;
  const shown = hover.value ?? focus.value;
  const cell = shown && board.needs.has(shown.need_id) && board.people.has(shown.volunteer_id) ? shown : null;
  const ranked = use_ranked(board, hover.value ? null : cell);
  return (
    <section class="m-insp" aria-label={words.label} data-region tabIndex={-1}>
      {cell ? <CellFacts board={board} cell={cell} ranked={ranked} /> : <p class="dim">{words.none}</p>}
      {board.plan.status === 'draft' ? <Buttons board={board} ask_assign={props.ask_assign} /> : <p class="dim">{words.read_only}</p>}
    </section>
  );
}

function CellFacts(props: { board: Board; cell: Cell; ranked: Candidates | null }): JSX.Element {
  const { board, cell, ranked } = props;
  const words = m.value.inspect;
  const person = board.people.get(cell.volunteer_id)!;
  const need = board.needs.get(cell.need_id)!;
  const fit = fit_of(board, cell.need_id, cell.volunteer_id);
  const here = board.by_person.get(cell.volunteer_id);
  const is_here = here?.need_id === cell.need_id;
  const facts: ComponentChildren[] = [];
  if (fit.kind === 'free' && fit.distance_m !== null) facts.push(words.distance(distance(fit.distance_m)));
  facts.push(parts_word(person));
  if (person.skills.length > 0) facts.push(person.skills.slice(0, 3).map((skill) => common.value.skill[skill]).join('・'));
  return (
    <div class="m-cell" aria-live="polite">
      <h2 class="h">
        <a href={href('people', person.volunteer_id)}>{person.name}</a> × <a href={href('needs', need.need_id)}>{need.number}</a>
      </h2>
      <p>
        {facts.map((fact, i) => (
          <span key={i}>
            {i > 0 && '・'}
            {fact}
          </span>
        ))}
      </p>
      {fit.kind === 'gate' && (
        <p class="warn-text">
          <Icon name="i-warn" />
          {words.gate(gate_word(fit.gate))}
        </p>
      )}
      {is_here ? <Reasons board={board} volunteer_id={cell.volunteer_id} /> : <Rank ranked={ranked} cell={cell} is_free={fit.kind === 'free'} />}
      {here && !is_here && <p>{words.elsewhere(need_name(board, here.need_id))}</p>}
      {!here && person.idle && <p>{words.idle(idle_word(person.idle.code, person.idle.value))}</p>}
    </div>
  );
}

/** The reasons of an assignment with their points: their sum is the points of the cell. */
function Reasons(props: { board: Board; volunteer_id: Id }): JSX.Element | null {
  const one = props.board.by_person.get(props.volunteer_id);
  if (!one) return null;
  const words = m.value.inspect;
  return (
    <>
      <ul class="m-reasons">
        {one.reasons.map((reason) => (
          <li key={reason.code + String(reason.value)}>
            {reason_word(reason)}
            {reason.points !== 0 && <span class="num dim"> {signed(reason.points, String(Math.abs(reason.points)))}</span>}
          </li>
        ))}
        <li>
          <b>{words.points(one.points)}</b>
        </li>
        {one.leader && <li>{words.leader}</li>}
      </ul>
      {one.warnings.map((warning) => (
        <p key={warning.code} class="warn-text">
          <Icon name="i-warn" />
          {gate_word(warning.code)}
        </p>
      ))}
    </>
  );
}

function Rank(props: { ranked: Candidates | null; cell: Cell; is_free: boolean }): JSX.Element | null {
  const words = m.value.inspect;
  const one = props.ranked?.items.find((item) => item.volunteer.id === props.cell.volunteer_id);
  if (!props.is_free || !one) return null;
  return (
    <p>
      <b>{words.rank(one.rank)}</b>　{one.reasons.filter((reason) => reason.code !== 'near').map(reason_words).join('・')}
    </p>
  );
}

function Buttons(props: { board: Board; ask_assign: (cells: Cell[]) => void }): JSX.Element {
  const { board } = props;
  const words = m.value.inspect;
  const cells = cells_for(focus.value);
  const is_busy = !!work.value;
  const there = cells.filter((cell) => board.by_person.get(cell.volunteer_id)?.need_id === cell.need_id);
  const is_all_locked = there.length > 0 && there.every((cell) => board.by_person.get(cell.volunteer_id)?.locked);
  const cannot = cells.length === 1 && hard_gate(board, cells[0]!) !== null;
  const is_new = there.length < cells.length;
  return (
    <div class="m-acts">
      {ticked.value.size > 0 && <p class="dim">{words.ticked(ticked.value.size)}</p>}
      <Button small kind="main" disabled={is_busy || !is_new || cannot} onClick={() => props.ask_assign(cells)}>
        {words.assign}
        <kbd aria-hidden="true">A</kbd>
      </Button>
      <Button small disabled={is_busy || there.length === 0} onClick={() => void toggle_lock(cells)}>
        {is_all_locked ? words.unlock : words.lock}
        <kbd aria-hidden="true">L</kbd>
      </Button>
      <Button small disabled={is_busy || cells.length === 0} onClick={() => void what_if(cells)}>
        {words.what_if}
        <kbd aria-hidden="true">W</kbd>
      </Button>
      <Button small kind="quiet" disabled={is_busy || there.length === 0} onClick={() => void take_out(cells)}>
        {words.take_out}
        <kbd aria-hidden="true">X</kbd>
      </Button>
      <Button small kind="quiet" disabled={is_busy || !plan.value?.can_undo} onClick={() => void undo()}>
        <Icon name="i-undo" />
        {words.undo}
        <kbd aria-hidden="true">U</kbd>
      </Button>
    </div>
  );
}
