// The open round of the coordinator's districts. Names live in memory only, or sealed in the list that this phone
// carries (net/vault): then the page shows them after the PIN, also without signal.
import { computed, effect, signal } from '@preact/signals';
import { plain } from '../i18n';
import { api } from '../net/api';
import { keep } from '../net/keep';
import { live } from '../net/live';
import { act, entries, forget, take_back } from '../net/outbox';
import { session } from '../net/session';
import { carried, keep_list, vault_state } from '../net/vault';
import { districts } from '../net/districts';
import { answers_of, is_late, need_of } from '../state/answers';
import { rounds_in_force } from '../state/rounds';
import { map_topic } from '../state/topics';
import { apply_check, apply_dots, view_watch, type WatchRows } from '../state/watch';
import type { Entry } from '../state/outbox';
import type { CheckBody, CheckMethod, Id, Instant, List, MapSnapshot, Need, PackRound, Problem, Round, SafetyStatus, WatchRow } from '../wire/types';
import { t } from './words';

/** What the list needs of an incident: the same whether it came from the centre or lay on this phone. */
export type WatchIncident = MapSnapshot['incident'];

export const incidents = signal<WatchIncident[]>([]);
export const incident_id = signal<Id | null>(null);
export const round = signal<Round | null>(null);
/** All rounds that count for the districts of this list: a later quake may have begun afresh in one of them. */
let rounds_here: readonly Round[] = [];
/** The newest round of the incident that this page has heard of. */
let latest_heard: Id | null = null;
let round_of_person: ReadonlyMap<Id, Id> = new Map();
export const rows = signal<WatchRows>(new Map());
/** loading → ready (also with nothing to do) or the refusal that stopped it. */
export const watch_state = signal<'loading' | 'ready' | Problem>('loading');
export const last_method = signal<CheckMethod>('visit');
/** Needs that came of late reports: who looks after them already. */
const needs = signal<ReadonlyMap<Id, Need>>(new Map());

export const incident = computed(() => incidents.value.find((one) => one.id === incident_id.value) ?? null);
export const watch_view = computed(() => view_watch(rows.value, entries.value));
/** What became of late reports, until somebody has seen it; refused ones are told at the person. */
export const late_answers = computed(() =>
  answers_of(entries.value, rows.value, needs.value).filter((one) => one.kind !== 'recorded'),
);

let is_started = false;
let stop_following: (() => void) | null = null;

function clear(): void {
  rows.value = new Map();
  incidents.value = [];
  incident_id.value = null;
  round.value = null;
  stop_following?.();
}

export function start_watch(): void {
  if (is_started) return;
  is_started = true;
  keep.on_wipe(() => {
    clear();
    is_started = false;
  });
  effect(() => void take_checks(entries.value));
  effect(() => {
    const state = vault_state.value;
    queueMicrotask(() => {
      if (state === 'closed') clear();
      else if (state !== 'loading') void load();
    });
  });
  effect(() => {
    const now = rows.value;
    if (vault_state.peek() === 'open' && now.size > 0) keep_soon();
  });
}

/** Real incidents before drills, newest first: the real one must never hide behind an exercise. */
function by_weight(a: WatchIncident, b: WatchIncident): number {
  return Number(a.is_drill) - Number(b.is_drill) || ((a.opened_at ?? '') < (b.opened_at ?? '') ? 1 : -1);
}

export async function load(): Promise<void> {
  if (vault_state.peek() === 'closed') return;
  show_carried();
  const reply = await api.get<List<WatchIncident>>('/incidents?limit=100');
  if (vault_state.peek() === 'closed') return;
  if (!reply.ok) return fail(reply.problem);
  incidents.value = reply.data.items.filter((one) => one.status === 'open').sort(by_weight);
  const wanted = incident.value ?? incidents.value[0];
  if (wanted) await choose(wanted.id);
  else watch_state.value = 'ready';
}

/** What lies on this phone is there at once; what the centre knows replaces it when it comes. */
function show_carried(): void {
  const parts = carried.peek()?.rounds ?? [];
  if (parts.length === 0 || rows.peek().size > 0) return;
  incidents.value = parts.map((part) => part.incident).sort(by_weight);
  incident_id.value ??= incidents.value[0]!.id;
  show_parts(parts.filter((part) => part.incident.id === incident_id.peek()));
}

function show_parts(parts: readonly PackRound[]): void {
  if (parts.length === 0) return;
  rounds_here = parts.map((part) => part.round);
  round.value = rounds_here[0]!;
  round_of_person = new Map(parts.flatMap((part) => part.people.map((row) => [row.registrant.id, part.round.id] as const)));
  rows.value = new Map(parts.flatMap((part) => part.people.map((row) => [row.registrant.id, row] as const)));
  watch_state.value = 'ready';
}

let stop_retry: (() => void) | null = null;

/** A load that met silence is tried again when the socket says that the server is there: by event, not by timer. */
function fail(problem: Problem): void {
  if (problem.status !== 0 || carried.peek() === null) watch_state.value = problem;
  if (problem.status !== 0 || live.link.peek() === 'live') return;
  stop_retry?.();
  stop_retry = live.link.subscribe((link) => {
    if (link !== 'live') return;
    queueMicrotask(() => {
      stop_retry?.();
      stop_retry = null;
      if (rows.peek().size === 0) watch_state.value = 'loading';
      void load();
    });
  });
}

export async function choose(id: Id): Promise<void> {
  stop_following?.();
  const before = incident_id.peek();
  incident_id.value = id;
  const lying = (carried.peek()?.rounds ?? []).filter((part) => part.incident.id === id);
  if (before !== id && lying.length > 0) show_parts(lying);
  else if (before !== id || rows.peek().size === 0) watch_state.value = 'loading';
  const reply = await api.get<List<Round>>(`/incidents/${id}/rounds?limit=100`);
  if (incident_id.value !== id) return;
  if (!reply.ok) return fail(reply.problem);
  const own = session.peek()?.account.district_ids ?? [];
  const mine = own.length > 0 ? own : [...districts.peek().keys()];
  rounds_here = rounds_in_force(mine, reply.data.items).filter((one) => one.closed_at === null);
  latest_heard = [...reply.data.items].sort((a, b) => b.number - a.number)[0]?.id ?? null;
  const open = rounds_here[0] ?? null;
  if (round.peek()?.id !== open?.id) rows.value = new Map();
  round.value = open;
  if (open) await load_rows();
  watch_state.value = watch_state.value === 'loading' ? 'ready' : watch_state.value;
  follow(id);
}

async function load_rows(): Promise<boolean> {
  const all = new Map<Id, WatchRow>();
  const of = new Map<Id, Id>();
  for (const open of rounds_here) {
    let cursor: string | null = null;
    do {
      const page: string = cursor ? `&cursor=${encodeURIComponent(cursor)}` : '';
      const reply = await api.get<List<WatchRow>>(`/rounds/${open.id}/registrants?limit=1000${page}`);
      if (!reply.ok) {
        fail(reply.problem);
        return false;
      }
      for (const row of reply.data.items) all.set(row.registrant.id, row), of.set(row.registrant.id, open.id);
      cursor = reply.data.next_cursor;
    } while (cursor);
  }
  if (vault_state.peek() === 'closed') return false;
  round_of_person = of;
  rows.value = all;
  return true;
}

function follow(id: Id): void {
  const name = `incident:${id}`;
  const topic = live.follow(name, map_topic);
  const stop = effect(() => {
    const data = topic.value.data;
    if (!data) return;
    if (data.round && data.round.id !== latest_heard && data.round.closed_at === null) {
      // A new round: everybody in its districts is unknown again.
      latest_heard = data.round.id;
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

let keeping: ReturnType<typeof setTimeout> | undefined;

/** Newer standings go into the list on the device, a moment later and together. */
function keep_soon(): void {
  clearTimeout(keeping);
  keeping = setTimeout(() => {
    const list = carried.peek();
    if (!list || rounds_here.length === 0) return;
    const rounds = list.rounds.map((part) =>
      rounds_here.some((one) => one.id === part.round.id)
        ? { ...part, people: part.people.map((row) => rows.peek().get(row.registrant.id) ?? row) }
        : part,
    );
    void keep_list({ ...list, rounds });
  }, 2_000);
}

/** Checks the server has decided: taken ones become the row; what has to be told stays until it was seen. */
async function take_checks(all: readonly Entry[]): Promise<void> {
  const decided = all.filter((one) => one.word === 'check' && one.state === 'answered' && !one.problem);
  const fresh = decided.filter((one) => !looked_at.has(one.key));
  if (fresh.length === 0) return;
  let is_telling = false;
  for (const entry of fresh) {
    looked_at.add(entry.key);
    const is_superseded = (entry.reply as { code?: string } | null)?.code === 'superseded';
    if (!is_superseded) {
      const name = session.peek()?.account.name ?? '';
      const body = entry.body as CheckBody;
      rows.value = apply_check(rows.peek(), entry.subject, body, body.occurred_at ?? new Date(entry.made_at).toISOString(), name);
    }
    if (is_superseded || is_late(entry)) is_telling = true;
    else void forget(entry.key);
  }
  if (is_telling) await look_again();
}
const looked_at = new Set<Id>();

/** Late reports meet what others have said meanwhile: the list is read anew, and then each is told what became of it. */
async function look_again(): Promise<void> {
  const now = round.peek();
  if (now && !(await load_rows())) return;
  for (const entry of entries.peek()) {
    const id = entry.word === 'check' && entry.state === 'answered' && is_late(entry) ? need_of(entry) : null;
    if (id === null || needs.peek().has(id)) continue;
    const reply = await api.get<Need>(`/needs/${id}`);
    if (reply.ok) needs.value = new Map(needs.peek()).set(id, reply.data);
  }
  for (const one of answers_of(entries.peek(), rows.peek(), needs.peek()))
    if (one.kind === 'recorded') void forget(one.entry.key);
}

/** Seen: the answers go, the reports stay with the centre. */
export function dismiss_answers(): void {
  for (const one of late_answers.peek()) if (one.kind !== 'refused') void forget(one.entry.key);
}

/** Puts the check into the queue and sends it. The first tap counts: nothing else has to be filled in. */
export function record(
  registrant_id: Id,
  status: SafetyStatus,
  method: CheckMethod,
  more: { note?: string | undefined; occurred_at?: Instant | undefined } = {},
): Promise<Entry> {
  const body: CheckBody = {
    registrant_id,
    status,
    method,
    occurred_at: more.occurred_at ?? new Date().toISOString(),
    ...(more.note && { note: more.note }),
  };
  last_method.value = method;
  return act({ word: 'check', subject: registrant_id, path: `/rounds/${round_of_person.get(registrant_id) ?? round.value!.id}/checks`, body });
}

/** One check each, all of the same moment: a household that answered together, a street seen at one glance. */
export function record_all(ids: readonly Id[], status: SafetyStatus, method: CheckMethod): Id[] {
  const occurred_at = new Date().toISOString();
  return ids.map((id) => {
    void record(id, status, method, { occurred_at });
    return entries.peek().at(-1)!.key;
  });
}

/** Takes a check back: out of the queue while it is here, by a further check with the earlier status once it is sent. */
export async function undo(key: Id, registrant_id: Id, before: SafetyStatus, method: CheckMethod): Promise<void> {
  if (await take_back(key)) return;
  await record(registrant_id, before, method, { note: plain(t.value.entry.undo_note) });
}
