// Which incident the wall shows. The list is asked for once, then only when somebody looks again: the button, the tab
// coming back, the connection coming back, the end of what is shown. Never by a timer.
import { computed, effect, signal } from '@preact/signals';
import { api } from '../net/api';
import { live } from '../net/live';
import { open_incidents } from '../state/board';
import { route } from '../ui';
import type { Incident, List } from '../wire/types';

interface Known {
  open: Incident[];
  /** Device time of the last answer. */
  asked_at: number | null;
  is_asking: boolean;
  is_unreachable: boolean;
}

export const incidents = signal<Known>({ open: [], asked_at: null, is_asking: false, is_unreachable: false });

/** The one chosen by its address, else the first: real before drill, newest first. */
export const chosen = computed(() => {
  const [page, id] = route.value;
  const { open } = incidents.value;
  return open.find((incident) => page === 'incident' && incident.id === id) ?? open[0] ?? null;
});

export async function look_again(): Promise<void> {
  if (incidents.peek().is_asking) return;
  incidents.value = { ...incidents.peek(), is_asking: true };
  const reply = await api.get<List<Incident>>('/incidents?limit=1000');
  const before = incidents.peek();
  incidents.value = reply.ok
    ? { open: open_incidents(reply.data.items), asked_at: Date.now(), is_asking: false, is_unreachable: false }
    : { ...before, is_asking: false, is_unreachable: true };
}

let is_watching = false;

export function watch_choice(): void {
  if (is_watching) return;
  is_watching = true;
  void look_again();
  document.addEventListener('visibilitychange', () => {
    if (document.visibilityState === 'visible') void look_again();
  });
  let was_cut = false;
  effect(() => {
    const link = live.link.value;
    if (link === 'offline') was_cut = live.heard_at.peek() !== null || was_cut;
    else if (link === 'live' && was_cut) {
      was_cut = false;
      void look_again();
    }
  });
}
