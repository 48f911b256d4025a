// What became of the reports that came in late: told person by person, until somebody has seen it.
import type { CheckBody, CheckMethod, Id, Instant, Need, SafetyStatus, WatchRow } from '../wire/types';
import type { Entry } from './outbox';

/** Another report that says otherwise: both are kept and the centre decides. */
export interface Conflict {
  check_id: Id;
  status: SafetyStatus;
  method: CheckMethod;
  occurred_at: Instant;
  recorded_by_name?: string | null;
}

export function conflict_of(row: WatchRow | undefined): Conflict | null {
  return (row as { conflict?: Conflict | null } | undefined)?.conflict ?? null;
}

export type AnswerKind = 'recorded' | 'superseded' | 'conflict' | 'need_made' | 'need_taken' | 'refused';

export interface Answer {
  entry: Entry;
  kind: AnswerKind;
  row: WatchRow | undefined;
  need: Need | undefined;
}

/** An answer this long after the tap was not seen coming: it is told. */
const k_late_ms = 60_000;

export function is_late(entry: Entry): boolean {
  return (entry.answered_at ?? entry.made_at) - entry.made_at > k_late_ms;
}

interface BatchAnswer {
  code?: string;
  need_id?: Id | null;
}

export function need_of(entry: Entry): Id | null {
  return (entry.reply as BatchAnswer | null | undefined)?.need_id ?? null;
}

function is_note(entry: Entry): boolean {
  return entry.sealed_note !== undefined || !!(entry.body as CheckBody).note;
}

function kind_of(entry: Entry, row: WatchRow | undefined, need: Need | undefined): AnswerKind {
  if (entry.problem) return 'refused';
  // A word about somebody whom others reported otherwise: whichever of the two stands, the other is not lost.
  if (is_late(entry) && conflict_of(row)) return 'conflict';
  // A note follows its tap; what became of the tap is what counts.
  if ((entry.reply as BatchAnswer | null)?.code === 'superseded') return is_note(entry) ? 'recorded' : 'superseded';
  if (!is_late(entry) || need_of(entry) === null) return 'recorded';
  return need && need.places.accepted > 0 ? 'need_taken' : 'need_made';
}

/** Answered checks, oldest tap first. `recorded` ones need no word: the row says it. */
export function answers_of(
  entries: readonly Entry[],
  rows: ReadonlyMap<Id, WatchRow>,
  needs: ReadonlyMap<Id, Need>,
): Answer[] {
  return entries
    .filter((entry) => entry.word === 'check' && entry.state === 'answered')
    .sort((a, b) => a.made_at - b.made_at)
    .map((entry) => {
      const row = rows.get(entry.subject);
      const need_id = need_of(entry);
      const need = need_id === null ? undefined : needs.get(need_id);
      return { entry, row, need, kind: kind_of(entry, row, need) };
    });
}

export function said_status(entry: Entry): SafetyStatus {
  return (entry.body as CheckBody).status;
}
