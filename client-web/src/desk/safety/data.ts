// What the desk has to look at in an incident: read when the page opens and again when an event says that it changed.
import { computed } from '@preact/signals';
import { useEffect, useState } from 'preact/hooks';
import { api } from '../../net/api';
import { districts } from '../../net/districts';
import { rounds_in_force } from '../../state/rounds';
import type { Id, List, Problem, Rescue, Round, WatchRow } from '../../wire/types';
import { incident_live } from '../scope';

/** A person of a round that runs. */
export interface Watched {
  round: Round;
  row: WatchRow;
}

const k_moving = /^(rescue|escalation|round|arrival)\.|^check\.(disputed|settled)$/;

/** The number of the latest event after which the lists are read again. */
export const safety_seq = computed(() => {
  const data = incident_live.value?.data;
  let seq = 0;
  for (const event of data?.last_events ?? []) if (k_moving.test(event.type)) seq = event.seq;
  return `${data?.started ?? 0}.${seq}`;
});

interface Loaded<T> {
  items: readonly T[] | null;
  problem: Problem | null;
  reload: () => void;
}

function use_list<T>(key: string, read: () => Promise<{ items: T[]; problem: Problem | null }>): Loaded<T> {
  const [items, set_items] = useState<readonly T[] | null>(null);
  const [problem, set_problem] = useState<Problem | null>(null);
  const [turn, set_turn] = useState(0);
  useEffect(() => {
    let is_here = true;
    void read().then((reply) => {
      if (!is_here) return;
      set_problem(reply.problem);
      if (!reply.problem) set_items(reply.items);
    });
    return () => {
      is_here = false;
    };
  }, [key, turn]);
  return { items, problem, reload: () => set_turn((n) => n + 1) };
}

export function use_rescues(incident_id: Id, is_wanted: boolean): Loaded<Rescue> {
  return use_list(`${incident_id} ${is_wanted} ${safety_seq.value}`, async () => {
    if (!is_wanted) return { items: [], problem: null };
    const reply = await api.get<List<Rescue>>(`/incidents/${incident_id}/rescues`);
    return reply.ok ? { items: reply.data.items, problem: null } : { items: [], problem: reply.problem };
  });
}

/** The people of all rounds that run, of one kind. */
export function use_watched(rounds: readonly Round[], only: 'conflict' | 'retry_due' | 'escalated', is_wanted: boolean): Loaded<Watched> {
  const running = !is_wanted ? [] : rounds_in_force(districts.value.keys(), rounds).filter((round) => round.closed_at === null);
  const key = `${running.map((round) => round.id).join()} ${only} ${safety_seq.value}`;
  return use_list(key, async () => {
    const items: Watched[] = [];
    for (const round of running) {
      const reply = await api.get<List<WatchRow>>(`/rounds/${round.id}/registrants?only=${only}&limit=500`);
      if (!reply.ok) return { items: [], problem: reply.problem };
      items.push(...reply.data.items.map((row) => ({ round, row })));
    }
    return { items, problem: null };
  });
}
