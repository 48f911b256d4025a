// The coordinator's list of a round: rows from the server, newer statuses from the live map, own unsent checks on top.
import type { CheckBody, CheckConfidence, CheckMethod, Dot, Id, SafetyStatus, WatchRow } from '../wire/types';
import type { Entry } from './outbox';

export type WatchRows = ReadonlyMap<Id, WatchRow>;

const k_open: ReadonlySet<SafetyStatus> = new Set(['unconfirmed', 'checking', 'unreachable']);

export function is_open(status: SafetyStatus): boolean {
  return k_open.has(status);
}

/** Live dots carry who, what and since when. Rows we do not list (another district) are left alone. */
export function apply_dots(rows: WatchRows, dots: Iterable<Dot>): WatchRows {
  let next: Map<Id, WatchRow> | null = null;
  for (const dot of dots) {
    const row = dot.registrant_id === undefined ? undefined : rows.get(dot.registrant_id);
    if (!row || (row.status === dot.status && row.since === (dot.since ?? row.since))) continue;
    next ??= new Map(rows);
    next.set(row.registrant.id, { ...row, status: dot.status, since: dot.since ?? row.since });
  }
  return next ?? rows;
}

/** A check of this phone that the server took: the row says so at once, the live event will say the same. */
export function apply_check(rows: WatchRows, registrant_id: Id, body: CheckBody, at: string, by: string): WatchRows {
  const row = rows.get(registrant_id);
  if (!row) return rows;
  const next = new Map(rows);
  const was_open = is_open(row.status);
  const since = was_open && is_open(body.status) ? row.since : at;
  next.set(registrant_id, {
    ...row,
    status: body.status,
    since,
    last_check: {
      id: '',
      round_id: '',
      registrant_id,
      status: body.status,
      occurred_at: at,
      recorded_at: at,
      method: body.method,
      confidence: body.confidence ?? confidence_of(body.method),
      told_by: body.told_by ?? null,
      next_check_at: body.next_check_at ?? null,
      note: body.note ?? null,
      recorded_by_name: by,
      need_id: null,
    },
  });
  return next;
}

/** How sure a report is when nobody says: what the server assumes as well. */
export function confidence_of(method: CheckMethod): CheckConfidence {
  if (method === 'cloth') return 'sign';
  return method === 'family' || method === 'shelter' ? 'told' : 'certain';
}

export interface WatchLine {
  row: WatchRow;
  /** What this person is shown as: the own unsent check, else the server's word. */
  status: SafetyStatus;
  unsent: Entry | null;
  /** A check of this phone that the server refused and nobody has looked at yet. */
  refused: Entry | null;
}

export interface WatchView {
  todo: WatchLine[];
  done: WatchLine[];
  total: number;
  oldest_since: string | null;
}

/** Splits into "to check" (longest unknown first) and "checked" (newest first), unsent ones counted as checked. */
export function view_watch(rows: WatchRows, entries: readonly Entry[]): WatchView {
  const mine = new Map<Id, { unsent: Entry | null; refused: Entry | null }>();
  for (const entry of [...entries].sort((a, b) => a.made_at - b.made_at)) {
    if (entry.word !== 'check') continue;
    const at = mine.get(entry.subject) ?? { unsent: null, refused: null };
    if (entry.state !== 'answered') at.unsent = entry;
    else if (entry.problem) at.refused = entry;
    mine.set(entry.subject, at);
  }
  const view: WatchView = { todo: [], done: [], total: rows.size, oldest_since: null };
  for (const row of rows.values()) {
    const own = mine.get(row.registrant.id) ?? { unsent: null, refused: null };
    const status = own.unsent ? (own.unsent.body as CheckBody).status : row.status;
    (is_open(status) ? view.todo : view.done).push({ row, status, ...own });
  }
  view.todo.sort(
    (a, b) => compare(a.row.since ?? '', b.row.since ?? '') || compare(a.row.registrant.number, b.row.registrant.number),
  );
  view.done.sort((a, b) => compare(done_at(b), done_at(a)));
  view.oldest_since = view.todo[0]?.row.since ?? null;
  return view;
}

/** When this standing began: since when nobody knows, or when they were last heard of. */
export function stands_since(row: WatchRow): string {
  return row.since ?? row.last_check?.occurred_at ?? '1970-01-01T00:00:00.000Z';
}

function done_at(line: WatchLine): string {
  return new Date(line.unsent ? line.unsent.made_at : stands_since(line.row)).toISOString();
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
