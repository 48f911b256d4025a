// The open round of the coordinator's districts. Names live in memory only: a shared phone keeps no list of people.
import { computed, effect, signal } from '@preact/signals';
import { plain } from '../i18n';
import { api } from '../net/api';
import { keep } from '../net/keep';
import { live } from '../net/live';
import { act, entries, forget, take_back } from '../net/outbox';
import { session } from '../net/session';
import { map_topic } from '../state/topics';
import { apply_check, apply_dots, view_watch, type WatchRows } from '../state/watch';
import type { Entry } from '../state/outbox';
import type { CheckBody, CheckMethod, Id, Incident, List, Problem, Round, SafetyStatus, WatchRow } from '../wire/types';
import { toast } from '../ui';
import { t } from './words';

export const incidents = signal<Incident[]>([]);
export const incident_id = signal<Id | null>(null);
export const round = signal<Round | null>(null);
export const rows = signal<WatchRows>(new Map());
/** loading → ready (also with nothing to do) or the refusal that stopped it. */
export const watch_state = signal<'loading' | 'ready' | Problem>('loading');
export const last_method = signal<CheckMethod>('visit');

export const incident = computed(() => incidents.value.find((one) => one.id === incident_id.value) ?? null);
export const watch_view = computed(() => view_watch(rows.value, entries.value));

let is_started = false;
let stop_following: (() => void) | null = null;

export function start_watch(): void {
  if (is_started) return;
  is_started = true;
  keep.on_wipe(() => {
    rows.value = new Map();
    incidents.value = [];
    incident_id.value = null;
    round.value = null;
    is_started = false;
    stop_following?.();
  });
  effect(take_checks);
  void load();
}

/** Real incidents before drills, newest first: the real one must never hide behind an exercise. */
function by_weight(a: Incident, b: Incident): number {
  return Number(a.is_drill) - Number(b.is_drill) || (a.opened_at < b.opened_at ? 1 : -1);
}

export async function load(): Promise<void> {
  const reply = await api.get<List<Incident>>('/incidents?limit=100');
  if (!reply.ok) return fail(reply.problem);
  incidents.value = reply.data.items.filter((one) => one.status === 'open').sort(by_weight);
  const wanted = incident.value ?? incidents.value[0];
  if (wanted) await choose(wanted.id);
  else watch_state.value = 'ready';
}

let stop_retry: (() => void) | null = null;

/** A load that met silence is tried again when the socket says that the server is there: by event, not by timer. */
function fail(problem: Problem): void {
  watch_state.value = problem;
  if (problem.status !== 0 || live.link.peek() === 'live') return;
  stop_retry?.();
  stop_retry = live.link.subscribe((link) => {
    if (link !== 'live') return;
    queueMicrotask(() => {
      stop_retry?.();
      stop_retry = null;
      watch_state.value = 'loading';
      void load();
    });
  });
}

export async function choose(id: Id): Promise<void> {
  stop_following?.();
  incident_id.value = id;
  watch_state.value = 'loading';
  const rounds = await api.get<List<Round>>(`/incidents/${id}/rounds?limit=100`);
  if (incident_id.value !== id) return;
  if (!rounds.ok) return fail(rounds.problem);
  const open = rounds.data.items.find((one) => one.closed_at === null) ?? null;
  round.value = open;
  rows.value = new Map();
  if (open) await load_rows(open);
  watch_state.value = watch_state.value === 'loading' ? 'ready' : watch_state.value;
  follow(id);
}

async function load_rows(open: Round): Promise<void> {
  const all = new Map<Id, WatchRow>();
  let cursor: string | null = null;
  do {
    const page: string = cursor ? `&cursor=${encodeURIComponent(cursor)}` : '';
    const reply = await api.get<List<WatchRow>>(`/rounds/${open.id}/registrants?limit=1000${page}`);
    if (!reply.ok) return fail(reply.problem);
    for (const row of reply.data.items) all.set(row.registrant.id, row);
    cursor = reply.data.next_cursor;
  } while (cursor);
  rows.value = all;
}

function follow(id: Id): void {
  const name = `incident:${id}`;
  const topic = live.follow(name, map_topic);
  const stop = effect(() => {
    const data = topic.value.data;
    if (!data) return;
    if (data.round && data.round.id !== round.peek()?.id && data.round.closed_at === null) {
      // A new round: everybody is unknown again.
      queueMicrotask(() => void choose(id));
      return;
    }
    if (data.round && data.round.closed_at !== null && data.round.id === round.peek()?.id) round.value = null;
    const changed = data.changed_dots;
    const dots = changed === null ? data.dots.values() : changed.flatMap((key) => data.dots.get(key) ?? []);
    rows.value = apply_dots(rows.peek(), dots);
  });
  stop_following = () => {
    stop();
    live.unfollow(name);
    stop_following = null;
  };
}

/** Checks the server has decided: taken ones become the row, refused ones stay until they were seen. */
function take_checks(): void {
  for (const entry of entries.value) {
    if (entry.word !== 'check' || entry.state !== 'answered' || entry.problem) continue;
    const body = entry.body as CheckBody;
    const code = (entry.reply as { code?: string } | undefined)?.code;
    if (code === 'superseded') {
      toast(plain(t.value.entry.superseded));
      const now = round.peek();
      if (now) void load_rows(now);
    } else {
      const name = session.peek()?.account.name ?? '';
      rows.value = apply_check(rows.peek(), entry.subject, body, new Date(entry.made_at).toISOString(), name);
    }
    void forget(entry.key);
  }
}

/** Puts the check into the queue and sends it. The first tap counts: nothing else has to be filled in. */
export function record(registrant_id: Id, status: SafetyStatus, method: CheckMethod, note?: string): Promise<Entry> {
  const body: CheckBody = {
    registrant_id,
    status,
    method,
    occurred_at: new Date().toISOString(),
    ...(note && { note }),
  };
  last_method.value = method;
  return act({ word: 'check', subject: registrant_id, path: `/rounds/${round.value!.id}/checks`, body });
}

/** Takes a check back: out of the queue while it is here, by a further check with the earlier status once it is sent. */
export async function undo(key: Id, registrant_id: Id, before: SafetyStatus, method: CheckMethod): Promise<void> {
  if (await take_back(key)) return;
  await record(registrant_id, before, method, plain(t.value.entry.undo_note));
}
