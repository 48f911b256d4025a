// A plan as the model of the table: what stands in heads, cells and results.
import type { JSX } from 'preact';
import { common } from '../../i18n';
import { fit_of, mark_of, result_of, type Board, type Mark, type Supposed } from '../../state/plan';
import { moved_key, type Moved } from '../../state/plan_moves';
import { short_names } from '../../state/short_names';
import { Icon } from '../../ui';
import type { Id, PlanNeed, PlanPerson, WhatIf } from '../../wire/types';
import type { CellView, GridModel } from './grid';
import { gate_letter, gate_word, km, parts_word, unmet_word } from './say';
import { m } from './words';

export interface PlanView {
  board: Board;
  rows: readonly Id[];
  cols: readonly Id[];
  supposed: Supposed;
  what_if: WhatIf | null;
  moved: readonly Moved[];
  /** What happened to a need, in one line: 13:41 に 佐藤さんが取り消した. */
  moved_line: ReadonlyMap<Id, string>;
  ticked: ReadonlySet<string>;
  corner: JSX.Element;
}

const k_looks: Record<Mark, string> = { none: '', plan: 'c-plan', lock: 'c-lock', in: 'c-in', out: 'c-out' };

export function plan_cell(view: PlanView, need_id: Id, volunteer_id: Id): CellView {
  const { board } = view;
  const words = m.value.grid;
  const fit = fit_of(board, need_id, volunteer_id);
  const mark = mark_of(board, view.supposed, need_id, volunteer_id);
  const far = fit.kind === 'free' && fit.distance_m !== null ? km(fit.distance_m) : null;
  const shown = far ?? (fit.kind === 'gate' ? gate_letter(fit.gate) : fit.kind === 'free' ? '−' : '');
  const fits = fit.kind === 'gate' ? words.gate(gate_word(fit.gate)) : fit.kind === 'unread' ? words.unread : far === null ? words.no_km : words.km(far);
  const is_ticked = view.ticked.has(`${need_id} ${volunteer_id}`);
  const who = board.people.get(volunteer_id)?.name ?? '';
  const name = [words.name(who, board.needs.get(need_id)?.number ?? ''), fits, mark === 'none' ? '' : words.marks[mark], is_ticked ? words.ticked : ''].filter(Boolean).join('、');
  if (mark === 'none') return { look: fit.kind === 'gate' ? 'c-gate' : '', text: shown, name, is_ticked };
  const text =
    mark === 'lock' ? (
      <>
        <Icon name="i-lock" />
        {shown}
      </>
    ) : mark === 'in' ? (
      `＋${shown}`
    ) : mark === 'out' ? (
      <s>{shown || '−'}</s>
    ) : (
      shown
    );
  return { look: fit.kind === 'gate' ? `${k_looks[mark]} c-warned` : k_looks[mark], text, name, is_ticked };
}

export function PriorityTag(props: { priority: PlanNeed['priority'] }): JSX.Element | null {
  if (props.priority === 'normal') return null;
  return <span class={props.priority === 'crisis' ? 'tag tag-crisis' : 'tag'}>{common.value.priority[props.priority]}</span>;
}

function RowHead(props: { need: PlanNeed; line: string | undefined; is_moved: boolean }): JSX.Element {
  const { need, line, is_moved } = props;
  return (
    <span class={is_moved ? 'rh is-moved' : 'rh'} title={need.title}>
      <span class="rh-title">
        <PriorityTag priority={need.priority} />
        <b>{need.title}</b>
      </span>
      {is_moved ? (
        <span class="rh-moved">
          <Icon name="i-warn" />
          {line ?? m.value.grid.moved_mark}
        </span>
      ) : (
        <span class="dim">
          {need.number}　{need.town ?? ''}
        </span>
      )}
    </span>
  );
}

const k_parts = ['am', 'pm', 'evening'] as const;

function ColHead(props: { person: PlanPerson; short: string; is_idle: boolean; is_moved: boolean }): JSX.Element {
  const { person, short, is_moved } = props;
  const words = m.value.grid;
  const marks = [person.is_leader && words.leader, person.has_truck && words.truck].filter(Boolean).join('');
  const is_free = (part: (typeof k_parts)[number]): boolean => person.parts.length === 0 || person.parts.includes(part);
  return (
    <span class={props.is_idle ? 'ch is-idle' : 'ch'} title={`${person.name}　${parts_word(person)}`}>
      <span class="ch-marks" aria-hidden="true">
        {is_moved ? <Icon name="i-warn" class="warn-i" /> : marks}
      </span>
      <b aria-hidden="true">{short}</b>
      <span class="sr">
        {[person.name, person.is_leader && words.leader_word, person.has_truck && words.truck_word, parts_word(person), props.is_idle && words.idle, is_moved && words.moved_mark].filter(Boolean).join('、')}
      </span>
      <span class="ch-parts" aria-hidden="true">
        {k_parts.map((part) => (
          <i key={part} class={is_free(part) ? 'on' : undefined} />
        ))}
      </span>
    </span>
  );
}

export function Result(props: { need: PlanNeed; what_if: WhatIf | null }): JSX.Element {
  const { need } = props;
  const words = m.value.grid;
  if (need.dropped) return <span class="rs-dropped">{words.dropped}</span>;
  const result = result_of(need, props.what_if);
  const is_new = result.is_supposed && result.before !== result.after;
  return (
    <>
      <span>
        <b>{is_new ? `${result.before}→${result.after}` : result.after}</b> {words.of(result.wanted)}
        {need.taken > 0 && <span class="dim">　{words.taken(need.taken)}</span>}
      </span>
      <span class="rs-why" title={result.short > 0 ? unmet_word(need) : undefined}>
        {result.short > 0 ? <span class="lack">{words.short(result.short)}</span> : <b>{words.full}</b>}
        {is_new ? <span>　{words.if_case}</span> : result.short > 0 && <span>　{unmet_word(need)}</span>}
      </span>
    </>
  );
}

export function plan_model(view: PlanView): GridModel {
  const { board, supposed, what_if } = view;
  const short = short_names(board.plan.people);
  const moved_by_need = new Map<Id, Moved[]>();
  const moved_people = new Set<Id>();
  for (const one of view.moved) {
    if (one.volunteer_id) moved_people.add(one.volunteer_id);
    if (one.need_id && !one.volunteer_id) moved_by_need.set(one.need_id, [...(moved_by_need.get(one.need_id) ?? []), one]);
  }
  const touched = new Map<Id, string>();
  for (const move of supposed.values())
    for (const id of [move.from_need_id, move.to_need_id]) if (id) touched.set(id, `${touched.get(id) ?? ''} ${move.volunteer_id}`);
  const ticks = new Map<Id, string>();
  for (const key of view.ticked) ticks.set(key.split(' ')[0]!, `${ticks.get(key.split(' ')[0]!) ?? ''} ${key}`);
  return {
    label: m.value.grid.label,
    rows: view.rows,
    cols: view.cols,
    corner: view.corner,
    corner_result: m.value.grid.result,
    row_head: (id) => {
      const need = board.needs.get(id);
      return need && <RowHead need={need} line={view.moved_line.get(id)} is_moved={moved_by_need.has(id)} />;
    },
    col_head: (id) => {
      const person = board.people.get(id);
      return person && <ColHead person={person} short={short.get(id) ?? ''} is_idle={!board.by_person.has(id)} is_moved={moved_people.has(id)} />;
    },
    cell: (row, col) => plan_cell(view, row, col),
    result: (id) => {
      const need = board.needs.get(id);
      return need && <Result need={need} what_if={what_if} />;
    },
    row_stamp: (id) => {
      const need = board.needs.get(id);
      const change = what_if?.needs.find((one) => one.need_id === id);
      const people = (board.by_need.get(id) ?? []).map((one) => `${one.volunteer_id}${one.locked ? '!' : ''}`).join();
      return [people, need?.placed, need?.short, need?.dropped, need?.unmet?.code, need?.unmet?.value, touched.get(id), ticks.get(id), change && `${change.placed_before}>${change.placed_after}`, moved_key(moved_by_need.get(id) ?? []), view.moved_line.get(id)].join('|');
    },
    col_stamp: (id) => `${board.by_person.has(id)} ${moved_people.has(id)} ${short.get(id)}`,
    stamp: `${board.grid?.version} ${m.value.page}`,
  };
}
