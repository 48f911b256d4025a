// 見守り on weekdays on the phone. Names live in memory only, as on the list of a round.
import { computed, effect, signal, untracked } from '@preact/signals';
import { api } from '../net/api';
import { keep } from '../net/keep';
import { live } from '../net/live';
import { act, entries, forget } from '../net/outbox';
import { needs_topic } from '../state/topics';
import { view_weekdays } from '../state/weekday';
import { now } from '../ui';
import type { List, NewWatchVisit, Problem, VisitResult, Watch, WatchSign } from '../wire/types';
import { server_now } from './mine';

const topic = live.follow('needs', needs_topic);
export const watches = signal<ReadonlyMap<string, Watch>>(new Map());
export const weekday_state = signal<'loading' | 'ready' | Problem>('loading');
export const weekday_view = computed(() => view_weekdays(watches.value.values(), entries.value, server_now(now.value)));

let is_started = false;

/** Reads the list once, and again whenever an event tells of a watch or the live topic starts anew. */
export function start_weekdays(): void {
  if (is_started) return;
  is_started = true;
  keep.on_wipe(() => {
    watches.value = new Map();
    weekday_state.value = 'loading';
  });
  let heard = -1;
  effect(() => {
    const data = topic.value.data;
    if (!data || data.watches === heard) return;
    heard = data.watches;
    untracked(() => void load_weekdays());
  });
  effect(take_visits);
}

export async function load_weekdays(): Promise<void> {
  const all = new Map<string, Watch>();
  let cursor: string | null = null;
  do {
    const page: string = cursor ? `&cursor=${encodeURIComponent(cursor)}` : '';
    const reply = await api.get<List<Watch>>(`/watches?limit=500${page}`);
    if (!reply.ok) {
      if (watches.peek().size === 0) weekday_state.value = reply.problem;
      return;
    }
    for (const watch of reply.data.items) all.set(watch.id, watch);
    cursor = reply.data.next_cursor;
  } while (cursor);
  watches.value = all;
  weekday_state.value = 'ready';
}

/** Visits the server has taken: its answer is the watch as it is now. Refused ones stay until they were seen. */
function take_visits(): void {
  for (const entry of entries.value) {
    if (entry.word !== 'visit' || entry.state !== 'answered' || entry.problem) continue;
    const watch = entry.reply as Watch;
    const known = watches.peek().get(watch.id);
    if (!known || known.version <= watch.version) watches.value = new Map(watches.peek()).set(watch.id, watch);
    void forget(entry.key);
  }
}

export function record_visit(watch: Watch, result: VisitResult, signs: WatchSign[], note: string): Promise<unknown> {
  const body: NewWatchVisit = {
    result,
    signs,
    occurred_at: new Date().toISOString(),
    ...(note.trim() && { note: note.trim() }),
  };
  return act({ word: 'visit', subject: watch.id, path: `/watches/${watch.id}/visits`, body });
}
