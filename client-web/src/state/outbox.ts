// What to do with actions that have not reached the server. Pure: the clock, the store and the network are in net/outbox.
import type { BatchReply, CheckBody, Id, Problem } from '../wire/types';

export type EntryState = 'waiting' | 'sending' | 'answered';

/** AES-GCM: both base64. */
export interface SealedText {
  iv: string;
  box: string;
}

/** One action with its idempotency key. It holds ids, codes and what the person typed, never a resident's name. */
export interface Entry {
  key: Id;
  account_id: Id;
  /** What was pressed, for the unsent list: `accept`, `decline`, `arrive`, `complete`, `check`. */
  word: string;
  /** The offer, need or registrant it is about. */
  subject: Id;
  method: 'POST' | 'DELETE';
  path: string;
  body: unknown;
  /** When the finger touched the screen (device clock, ms). */
  made_at: number;
  /** Free text of the body, sealed under the key of the list that this phone carries. It travels opened, or waits. */
  sealed_note?: SealedText;
  /** When the server's decision came back (device clock, ms). */
  answered_at?: number;
  state: EntryState;
  tries: number;
  not_before: number;
  status?: number;
  reply?: unknown;
  problem?: Problem;
}

export type NewEntry = Pick<Entry, 'key' | 'account_id' | 'word' | 'subject' | 'path' | 'body' | 'made_at'> &
  Partial<Pick<Entry, 'method' | 'sealed_note'>>;

export function new_entry(given: NewEntry): Entry {
  return { method: 'POST', ...given, state: 'waiting', tries: 0, not_before: 0 };
}

/**
 * One request: a single action, or up to 500 checks of one round. Checks always travel as an array, also a single one:
 * with `sent_at` the server can correct a device clock that is wrong.
 */
export interface Batch {
  path: string;
  entries: Entry[];
  is_array: boolean;
}

const k_batch_max = 500;

/**
 * The next thing to send: in order of pressing. Neighbouring checks of one round travel together. An entry that
 * must wait holds back the ones after it, since an arrival before its acceptance would be refused. A sealed note waits
 * alone until its key is there (`can_open`): what it belongs to has gone ahead by its code.
 */
export function next_batch(entries: readonly Entry[], account_id: Id, now: number, can_open = true): Batch | null {
  const waiting = entries
    .filter((entry) => entry.account_id === account_id && entry.state === 'waiting' && (can_open || !entry.sealed_note))
    .sort(by_time);
  const first = waiting[0];
  if (!first || first.not_before > now) return null;
  if (first.word !== 'check') return { path: first.path, entries: [first], is_array: false };
  const same: Entry[] = [];
  for (const entry of waiting) {
    if (entry.word !== 'check' || entry.path !== first.path || same.length === k_batch_max) break;
    same.push(entry);
  }
  return { path: first.path, entries: same, is_array: true };
}

function by_time(a: Entry, b: Entry): number {
  return a.made_at - b.made_at || (a.key < b.key ? -1 : 1);
}

export function batch_body(batch: Batch, sent_at: string): unknown {
  if (!batch.is_array) return batch.entries[0]!.body;
  return batch.entries.map((entry) => ({ key: entry.key, sent_at, ...(entry.body as CheckBody) }));
}

/** What came back, before it is told apart into "decided" and "try again". */
export type Answer =
  | { kind: 'reply'; status: number; body: unknown }
  | { kind: 'refused'; problem: Problem; retry_after_s: number | null }
  | { kind: 'unreachable' };

/** A refusal that says nothing about the action itself: it stays in the queue under the same key. */
export function is_try_again(status: number): boolean {
  return status === 401 || status === 408 || status === 429 || status >= 500;
}

export function settle(batch: Batch, answer: Answer, now: number, random: number): Entry[] {
  if (answer.kind === 'unreachable') return batch.entries.map((entry) => postpone(entry, now, random, null));
  if (answer.kind === 'refused') {
    const { problem, retry_after_s } = answer;
    if (is_try_again(problem.status)) {
      return batch.entries.map((entry) => ({ ...postpone(entry, now, random, retry_after_s), problem }));
    }
    return batch.entries.map((entry) => ({ ...entry, state: 'answered', answered_at: now, status: problem.status, problem }));
  }
  if (!batch.is_array) {
    return batch.entries.map((entry) => ({
      ...without_problem(entry),
      state: 'answered',
      answered_at: now,
      status: answer.status,
      reply: answer.body,
    }));
  }
  const items = (answer.body as BatchReply).items ?? [];
  const by_key = new Map(items.map((item) => [item.key, item]));
  return batch.entries.map((entry) => {
    const item = by_key.get(entry.key);
    if (!item || is_try_again(item.status)) return postpone(entry, now, random, null);
    const answered: Entry = { ...without_problem(entry), state: 'answered', answered_at: now, status: item.status, reply: item };
    if (item.status >= 400)
      answered.problem = { type: `/problems/${item.code}`, title: '', status: item.status, code: item.code };
    return answered;
  });
}

function without_problem(entry: Entry): Entry {
  const { problem: _, ...rest } = entry;
  return rest;
}

function postpone(entry: Entry, now: number, random: number, retry_after_s: number | null): Entry {
  const tries = entry.tries + 1;
  return {
    ...entry,
    state: 'waiting',
    tries,
    not_before: now + (retry_after_s ?? 0) * 1000 + backoff_ms(tries, random),
  };
}

/** 1, 2, 4 … 60 s, each between half and whole, so that a thousand phones do not return in one second. */
export function backoff_ms(tries: number, random: number): number {
  const whole = Math.min(60_000, 1000 * 2 ** Math.max(0, tries - 1));
  return Math.round(whole * (0.5 + random / 2));
}

export function unsent(entries: readonly Entry[]): Entry[] {
  return entries.filter((entry) => entry.state !== 'answered').sort(by_time);
}

/** The newest action on a subject that the server has not decided yet. */
export function pending_for(entries: readonly Entry[], subject: Id): Entry | null {
  return (
    unsent(entries)
      .filter((entry) => entry.subject === subject)
      .at(-1) ?? null
  );
}
