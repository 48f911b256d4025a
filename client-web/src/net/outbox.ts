import { signal } from '@preact/signals';
import {
  batch_body,
  new_entry,
  next_batch,
  settle,
  type Answer,
  type Batch,
  type Entry,
  type NewEntry,
} from '../state/outbox';
import type { Id } from '../wire/types';
import { api, session_lost } from './api';
import { keep } from './keep';
import { session } from './session';
import { uuid7 } from './uuid';
import { on_vault_wiped, seal_note, unseal_note, vault_state } from './vault';

/** Every action of this device that is not yet decided, or decided and not yet looked at. */
export const entries = signal<Entry[]>([]);

let running = false;
let timer: ReturnType<typeof setTimeout> | undefined;
const waiters = new Map<Id, (entry: Entry) => void>();

function replace(changed: Entry[]): void {
  const by_key = new Map(changed.map((entry) => [entry.key, entry]));
  entries.value = entries.value.map((entry) => by_key.get(entry.key) ?? entry);
}

/** Sealed notes are opened on their way out, and only there. */
async function with_notes(batch: Batch): Promise<Batch> {
  const opened = batch.entries.map(async (entry): Promise<Entry> => {
    const note = entry.sealed_note && (await unseal_note(entry.sealed_note, entry.key));
    return note ? { ...entry, body: { ...(entry.body as object), note } } : entry;
  });
  return { ...batch, entries: await Promise.all(opened) };
}

async function send(given: Batch): Promise<Answer> {
  const batch = await with_notes(given);
  const body = batch_body(batch, new Date().toISOString());
  // A batch has one key of its own per attempt: its elements carry the keys that make them exactly once.
  const key = batch.is_array ? uuid7() : batch.entries[0]!.key;
  const is_delete = !batch.is_array && batch.entries[0]!.method === 'DELETE';
  const reply = is_delete
    ? await api.delete<unknown>(batch.path, { key })
    : await api.post<unknown>(batch.path, body, { key });
  if (reply.ok) return { kind: 'reply', status: reply.status, body: reply.data };
  if (reply.problem.status === 0) return { kind: 'unreachable' };
  return { kind: 'refused', problem: reply.problem, retry_after_s: reply.retry_after_s };
}

/** Sends what waits, in order, until nothing is due. Safe to call at any time and from several events. */
export async function flush(at_once = false): Promise<void> {
  const account_id = session.value?.account.id;
  if (running || !account_id) return;
  running = true;
  if (at_once) replace(entries.value.map((entry) => ({ ...entry, not_before: 0 })));
  try {
    for (;;) {
      const batch = next_batch(entries.value, account_id, Date.now(), vault_state.peek() === 'open');
      if (!batch) break;
      const sending = batch.entries.map((entry): Entry => ({ ...entry, state: 'sending' }));
      replace(sending);
      const settled = settle(batch, await send(batch), Date.now(), Math.random());
      // Kept before it is told: whoever hears of an outcome may forget the entry, and forgetting must come last.
      for (const entry of settled) await keep.put_entry(entry);
      replace(settled);
      for (const entry of settled) if (entry.state === 'answered') waiters.get(entry.key)?.(entry);
      if (settled.every((entry) => entry.state === 'waiting')) break;
    }
  } finally {
    running = false;
    schedule();
  }
}

function schedule(): void {
  clearTimeout(timer);
  if (session_lost.value) return;
  const due = entries.value.filter((entry) => entry.state === 'waiting').map((entry) => entry.not_before);
  if (due.length === 0) return;
  timer = setTimeout(() => void flush(), Math.max(500, Math.min(...due) - Date.now() + 20));
}

type Given = Omit<NewEntry, 'key' | 'account_id' | 'made_at'>;

const has_note = (given: Given): boolean => given.word === 'check' && !!(given.body as { note?: string }).note;

/** Where this phone carries a list, what is written about a person lies sealed like the list. */
async function with_sealed_note(given: Given, key: Id): Promise<Given> {
  const { note = '', ...body } = given.body as { note?: string };
  const sealed_note = await seal_note(note, key);
  return sealed_note ? { ...given, body, sealed_note } : given;
}

/**
 * Keeps the action on the device first, then sends it. Resolves with the decided entry, or, when no decision came
 * within `wait_ms`, with the entry still waiting: then the screen says 仮受付 / 未送信, never more.
 */
export async function act(given: Given, wait_ms = 8_000): Promise<Entry> {
  const account_id = session.value?.account.id ?? '';
  const key = uuid7();
  const sealed = has_note(given) ? await with_sealed_note(given, key) : given;
  // Order of pressing survives a device clock that is set back, and two presses in one millisecond.
  const made_at = Math.max(Date.now(), ...entries.value.map((one) => one.made_at + 1));
  const entry = new_entry({ ...sealed, key, account_id, made_at });
  entries.value = [...entries.value, entry];
  await keep.put_entry(entry);
  const decided = new Promise<Entry>((resolve) => waiters.set(entry.key, resolve));
  const sent = flush(true);
  const late = new Promise<null>((resolve) => setTimeout(() => resolve(null), wait_ms));
  const gave_up = sent.then(() => (running ? decided : null));
  const first = await Promise.race([decided, late, gave_up]);
  waiters.delete(entry.key);
  return first ?? entries.value.find((one) => one.key === entry.key) ?? entry;
}

/** Takes back an action that has not left the device. False when it is already on its way. */
export async function take_back(key: Id): Promise<boolean> {
  const entry = entries.value.find((one) => one.key === key);
  if (!entry || entry.state !== 'waiting') return false;
  await forget(key);
  return true;
}

/** Drops an entry whose outcome has been shown (or taken back). */
export async function forget(key: Id): Promise<void> {
  entries.value = entries.value.filter((entry) => entry.key !== key);
  await keep.del_entry(key);
}

/** Loads the kept queue and starts to flush: at the start, on `online`, on return to the page, and by timer. */
export async function start_outbox(): Promise<void> {
  const kept = await keep.entries();
  entries.value = kept.map((entry) => (entry.state === 'sending' ? { ...entry, state: 'waiting' } : entry));
  keep.on_wipe(() => (entries.value = []));
  vault_state.subscribe((state) => {
    if (state === 'open') void flush(true);
  });
  addEventListener('online', () => void flush(true));
  document.addEventListener('visibilitychange', () => {
    if (document.visibilityState === 'visible') void flush(true);
  });
  session.subscribe((now) => {
    if (now) void flush(true);
  });
}

/** The key of these notes is gone; what they belong to was sent by its code. */
async function drop_sealed(): Promise<void> {
  for (const entry of entries.value) if (entry.sealed_note && entry.state !== 'answered') await forget(entry.key);
}

on_vault_wiped(() => void drop_sealed());
