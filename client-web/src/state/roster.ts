// Sums of a roster's parts, its refused lines as a file, and the marks of a watch sheet. Knows nothing of the screen.
import type { RejectedLine, RosterCounts } from '../wire/roster_types';
import type { SafetyStatus } from '../wire/types';

export const k_no_counts: RosterCounts = { added: 0, changed: 0, unchanged: 0, unsure: 0, skipped: 0, gone: 0, withdrawn: 0 };

export function sum_counts(a: RosterCounts, b: RosterCounts): RosterCounts {
  return {
    added: a.added + b.added,
    changed: a.changed + b.changed,
    unchanged: a.unchanged + b.unchanged,
    unsure: a.unsure + b.unsure,
    skipped: a.skipped + b.skipped,
    gone: a.gone + b.gone,
    withdrawn: a.withdrawn + b.withdrawn,
  };
}

const cell = (text: string): string => (/[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);

/**
 * Line number, column, reason and, where the file is still at hand, the line as it stands in it. The server keeps no line
 * that it refused; so what is in it comes from the file of whoever chose it.
 */
export function refused_csv(head: readonly string[], refused: readonly RejectedLine[], words: (one: RejectedLine) => string, file: string | null): string {
  const lines = file === null ? [] : file.split(/\r\n|\n|\r/);
  const rows = refused.map((one) => [String(one.line), one.column ?? '', words(one), ...(file === null ? [] : [lines[one.line - 1] ?? ''])]);
  return [[...head], ...rows].map((row) => `${row.map(cell).join(',')}\r\n`).join('');
}

/** The boxes of a 安否確認シート in their order on paper; the place + 1 is the key that types it. */
export const k_sheet_marks: readonly SafetyStatus[] = [
  'safe_home',
  'safe_sheltered',
  'safe_elsewhere',
  'unreachable',
  'needs_help',
  'needs_rescue',
  'unconfirmed',
];

/** The status that a digit key means, if any. */
export function mark_of(key: string): SafetyStatus | null {
  const at = Number(key) - 1;
  return Number.isInteger(at) ? (k_sheet_marks[at] ?? null) : null;
}

/** A clock time written on paper as an instant of today, or of yesterday when it would lie ahead. null: not a time. */
export function time_on_paper(text: string, now: number): string | null {
  const match = /^(\d{1,2})[:：]?(\d{2})$/.exec(text.normalize('NFKC').trim());
  if (!match) return null;
  const [hour, minute] = [Number(match[1]), Number(match[2])];
  if (hour > 23 || minute > 59) return null;
  const k_japan_ms = 9 * 3_600_000;
  const k_day_ms = 86_400_000;
  const midnight = Math.floor((now + k_japan_ms) / k_day_ms) * k_day_ms - k_japan_ms;
  const at = midnight + (hour * 60 + minute) * 60_000;
  return new Date(at > now ? at - k_day_ms : at).toISOString();
}
