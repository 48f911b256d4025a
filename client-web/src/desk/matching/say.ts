// Codes and numbers of a plan in words.
import { common } from '../../i18n';
import type { Board } from '../../state/plan';
import { distance } from '../../ui';
import type { Id, PlanChange, PlanMoved, PlanNeed, PlanPerson, PlanReason, Skill, WhatIf } from '../../wire/types';
import { m } from './words';

type Said = string | ((...args: never[]) => string);

/** The word for a code that may be newer than this page; a sentence with a hole is filled by `fill`. */
function said(words: Readonly<Record<string, Said>>, code: string, ...fill: (string | number)[]): string | null {
  const word = words[code];
  if (word === undefined) return null;
  return typeof word === 'string' ? word : (word as (...args: (string | number)[]) => string)(...fill);
}

export const skill_word = (skill: string | null): string => (skill === null ? '' : (common.value.skill[skill as Skill] ?? skill));
export const gate_word = (gate: string): string => said(m.value.gate, gate) ?? gate;
export const gate_letter = (gate: string): string => said(m.value.letter, gate) ?? '×';

export function need_name(board: Board, id: Id | null | undefined): string {
  return (id && board.needs.get(id)?.number) || '';
}
export function person_name(board: Board, id: Id | null | undefined): string {
  return (id && board.people.get(id)?.name) || m.value.what_if.one;
}

export const km = (metres: number): string => (metres / 1000).toFixed(1);
/** ＋1.8 km, −0.4 km */
export function signed(n: number, text: string): string {
  return n > 0 ? `＋${text}` : n < 0 ? `−${text}` : text;
}

export function reason_word(reason: PlanReason): string {
  const value = reason.value ?? '';
  const is_far = reason.code === 'near' || reason.code === 'distance';
  const is_skill = ['skill', 'skill_missing', 'role'].includes(reason.code);
  if (is_far && reason.value === null) return m.value.grid.no_km;
  const text = is_far ? distance(Number(value)) : is_skill ? skill_word(String(value)) : String(value);
  return said(m.value.reason, reason.code, text) ?? reason.code;
}

export function unmet_word(need: PlanNeed): string {
  const { unmet } = need;
  if (!unmet) return '';
  const words = m.value.unmet_code;
  const n = unmet.value ?? need.short;
  if (unmet.code === 'role_missing') return words.role_missing(skill_word(unmet.role), n);
  return said({ ...words, role_missing: '', gate: '' }, unmet.code, n) || words.gate(gate_word(unmet.code), n);
}

export function idle_word(code: string, value: number | null): string {
  return said({ ...m.value.idle_code, gate: '' }, code, value ?? 0) || gate_word(code);
}

export function moved_word(board: Board, one: PlanMoved | { code: PlanMoved['code']; need_id: Id | null; volunteer_id: Id | null }): string {
  const need = need_name(board, one.need_id);
  const who = person_name(board, one.volunteer_id);
  const words = m.value.moved_code;
  switch (one.code) {
    case 'need_closed':
    case 'places_changed':
    case 'need_changed':
      return words[one.code](need);
    case 'volunteer_gone':
    case 'volunteer_busy':
      return words[one.code](who);
    case 'already_answered':
    case 'declined':
      return words[one.code](who, need);
    default:
      return one.code;
  }
}

/** 「小川さんを N-0405 へ移すと」: what is supposed. */
export function change_word(board: Board, changes: readonly PlanChange[]): string {
  const words = m.value.what_if;
  const one = changes[0];
  if (changes.length !== 1 || !one) return words.several(changes.length);
  switch (one.kind) {
    case 'assign':
      return (board.by_person.has(one.volunteer_id) ? words.move : words.assign)(person_name(board, one.volunteer_id), need_title(board, one.need_id));
    case 'lock':
    case 'unlock':
      return words[one.kind](person_name(board, one.volunteer_id), need_name(board, one.need_id));
    case 'take_out':
      return words.take_out(person_name(board, one.volunteer_id));
    case 'drop_need':
    case 'take_need':
      return words[one.kind](need_title(board, one.need_id));
    case 'add_people':
      return words.people_added(one.count);
    case 'add_seats':
      return words.seats_added(one.seats);
    default:
      return words.resolve;
  }
}

function need_title(board: Board, id: Id): string {
  const need = board.needs.get(id);
  return need ? `${need.number} ${need.title}` : '';
}

/** A crisis need that would have fewer people: said first, before anything else is weighed. */
export function hurts_crisis(board: Board, result: WhatIf): boolean {
  return result.needs.some((one) => one.placed_after < one.placed_before && board.needs.get(one.need_id)?.priority === 'crisis');
}

export function warning_words(board: Board, result: WhatIf): string[] {
  const words = m.value.what_if_warning;
  const of = result.warnings.map((one) =>
    one.volunteer_id ? words.gate(person_name(board, one.volunteer_id), gate_word(one.code)) : words.need(need_name(board, one.need_id), gate_word(one.code)),
  );
  return hurts_crisis(board, result) ? [words.crisis, ...of] : of;
}

/** 午前・午後 of that day, or 終日. */
export function parts_word(person: PlanPerson): string {
  if (person.parts.length === 0 || person.parts.length === 3) return m.value.grid.all_day;
  return person.parts.map((part) => common.value.part[part]).join('・');
}
