// The watches that the desk sees, read again whenever an event tells of one.
import { effect, signal, untracked } from '@preact/signals';
import { api } from '../../net/api';
import { live } from '../../net/live';
import { needs_topic } from '../../state/topics';
import type { Id, List, Problem, Watch } from '../../wire/types';

const topic = live.follow('needs', needs_topic);
export const watches = signal<ReadonlyMap<Id, Watch>>(new Map());
export const watches_state = signal<'loading' | 'ready' | Problem>('loading');
/** The number of the latest event about a watch: visits are read again when it grows. */
export const heard = signal(0);

let is_started = false;
export function start_watches(): void {
  if (is_started) return;
  is_started = true;
  let last = -1;
  effect(() => {
    const data = topic.value.data;
    if (!data || data.watches === last) return;
    last = data.watches;
    heard.value = last;
    untracked(() => void load());
  });
}

async function load(): Promise<void> {
  const all = new Map<Id, Watch>();
  let cursor: string | null = null;
  do {
    const page: string = cursor ? `&cursor=${encodeURIComponent(cursor)}` : '';
    const reply = await api.get<List<Watch>>(`/watches?limit=500${page}`);
    if (!reply.ok) {
      if (watches.peek().size === 0) watches_state.value = reply.problem;
      return;
    }
    for (const watch of reply.data.items) all.set(watch.id, watch);
    cursor = reply.data.next_cursor;
  } while (cursor);
  watches.value = all;
  watches_state.value = 'ready';
}

export function put_watch(watch: Watch): void {
  const next = new Map(watches.peek());
  if (watch.status === 'ended') next.delete(watch.id);
  else next.set(watch.id, watch);
  watches.value = next;
}
