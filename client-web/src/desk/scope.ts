// What the desk works on: everyday needs, or one incident. All lists of the desk follow this choice.
import { computed, effect, signal, untracked } from '@preact/signals';
import { api } from '../net/api';
import { live } from '../net/live';
import { desk_incident_topic, desk_needs_topic } from '../state/desk_topics';
import { count_behind, count_groups, group_of, join_needs, newer_need, settle, type NeedGroup } from '../state/needs';
import { newer_wave } from '../state/wave';
import { mode_of } from '../ui';
import type { Wave } from '../wire/offer_types';
import type { Id, Incident, List, Need, Offer } from '../wire/types';

const k_key = 'musubi.desk.incident';

export const incidents = signal<readonly Incident[]>([]);
export const chosen_id = signal<Id | null>(sessionStorage.getItem(k_key));
export const incident = computed(() => incidents.value.find((one) => one.id === chosen_id.value) ?? null);
export const mode = computed(() => mode_of(incident.value));

export async function load_incidents(): Promise<void> {
  const reply = await api.get<List<Incident>>('/incidents?limit=1000');
  if (!reply.ok) return;
  incidents.value = reply.data.items;
  if (chosen_id.value && !incident.value) choose(null);
}

export function put_incident(changed: Incident): void {
  incidents.value = [changed, ...incidents.value.filter((one) => one.id !== changed.id)];
}

export function choose(id: Id | null): void {
  if (id === null) sessionStorage.removeItem(k_key);
  else sessionStorage.setItem(k_key, id);
  chosen_id.value = id;
}

const everyday = live.follow('needs', desk_needs_topic);
export const incident_state = computed(() =>
  chosen_id.value === null ? null : live.follow(`incident:${chosen_id.value}`, desk_incident_topic),
);
export const incident_live = computed(() => incident_state.value?.value ?? null);

/** Read by HTTP or answered to an own command; live events join them. */
const fetched = signal<ReadonlyMap<Id, Need>>(new Map());
const is_read = signal(false);

export function put_need(need: Need): void {
  put_needs([need]);
}

export function put_needs(list: readonly Need[]): void {
  const next = new Map(fetched.value);
  for (const need of list) next.set(need.id, newer_need(next.get(need.id), need));
  fetched.value = next;
}

const all_sources = computed(() => [everyday.value.data?.needs, incident_live.value?.data?.full, fetched.value] as const);

/** The needs of the chosen scope by id. */
export const needs = computed(() => join_needs(chosen_id.value, ...all_sources.value.map((map) => map?.values())));

/** One need of any scope: a link from a search may lead across scopes. */
export function find_need(id: Id): Need | undefined {
  let found: Need | undefined;
  for (const map of all_sources.value) {
    const one = map?.get(id);
    if (one) found = newer_need(found, one);
  }
  return found;
}

export function live_offers(need_id: Id): Iterable<Offer>[] {
  return [everyday.value.data?.offers.get(need_id)?.values() ?? [], incident_live.value?.data?.offers.get(need_id)?.values() ?? []];
}

/** The newest wave of a need that came live. */
export function live_wave(need_id: Id): Wave | undefined {
  const seen = [everyday.value.data?.waves.get(need_id), incident_live.value?.data?.waves.get(need_id)];
  return seen.reduce((known, other) => (other ? newer_wave(known, other) : known), undefined);
}

/** All offers that came in events since the snapshots, by need. */
export const seen_offers = computed(() => [...(everyday.value.data?.offers.values() ?? []), ...(incident_live.value?.data?.offers.values() ?? [])]);

/** Offers that came live in any scope on screen, and a number that changes whenever one does. */
export const live_offers_seen = computed(() => {
  const offers = seen_offers.value.flatMap((map) => [...map.values()]);
  return { offers, count: offers.reduce((sum, offer) => sum + offer.version, offers.length) };
});
/** Plans that somebody changed while this page was open: the number of the latest event of each. */
export const live_plans = computed<ReadonlyMap<Id, number>>(
  () => new Map([...(everyday.value.data?.plans ?? []), ...(incident_live.value?.data?.plans ?? [])]),
);

/** Changes whenever an offer or the wave of a need changes live. */
export function asking_version(need_id: Id): number {
  const offers = live_offers(need_id).flatMap((some) => [...some]);
  return offers.reduce((sum, offer) => sum + offer.version, offers.length) + (live_wave(need_id)?.version ?? 0);
}

/** Changes when a fresh snapshot came: whatever was read beside it is read again. */
export const started = computed(() =>
  chosen_id.value === null ? (everyday.value.data?.started ?? 0) : (incident_live.value?.data?.started ?? 0),
);
export const is_ready = computed(() => (chosen_id.value === null ? everyday.value.data !== null : is_read.value));
export const topic_problem = computed(() => (chosen_id.value === null ? everyday.value.problem : (incident_live.value?.problem ?? null)));

async function read_all(query: string): Promise<Need[]> {
  const found: Need[] = [];
  let cursor: string | null = null;
  do {
    const more: string = cursor === null ? '' : `&cursor=${encodeURIComponent(cursor)}`;
    const reply: Awaited<ReturnType<typeof api.get<List<Need>>>> = await api.get<List<Need>>(`/needs?limit=1000&${query}${more}`);
    if (!reply.ok) break;
    found.push(...reply.data.items);
    cursor = reply.data.next_cursor;
  } while (cursor !== null && found.length < 10_000);
  return found;
}

/** Finished needs are not in the live snapshot: read when their tab is opened. */
export async function read_closed(): Promise<void> {
  const scope = chosen_id.value;
  const of_incident = scope === null ? '' : `&incident_id=${scope}`;
  put_needs(await read_all(`status=done,cancelled,declined,merged${of_incident}`));
}

async function read_incident(id: Id): Promise<void> {
  const list = await read_all(`incident_id=${id}&open=true`);
  if (chosen_id.value !== id) return;
  put_needs(list);
  is_read.value = true;
}

// ---- the rows on screen ---------------------------------------------------------------------------------------------

export const tab = signal<NeedGroup>('match');
export const shown = signal<readonly Id[]>([]);
export const counts = computed(() => count_groups(needs.value));
export const behind = computed(() => count_behind(needs.value, tab.value, shown.value));

/** A new order: on a press, a change of tab or scope. Never by itself while rows are on screen. */
export function show_fresh(): void {
  shown.value = settle(needs.value, tab.value);
}

export function open_tab(group: NeedGroup): void {
  tab.value = group;
  show_fresh();
  if (group === 'closed') void read_closed().then(() => tab.value === 'closed' && show_fresh());
}

/** Brings the tab to a need that was opened from a search or has just been taken. */
export function reveal(need: Need): void {
  if (need.incident_id !== chosen_id.value) choose(need.incident_id);
  const group = group_of(need.status);
  if (group !== tab.value || !shown.value.includes(need.id)) open_tab(group);
}

export function start_scope(): void {
  void load_incidents();
  let first_of: Id | null | undefined;
  effect(() => {
    const scope = chosen_id.value;
    const start = started.value;
    untracked(() => {
      is_read.value = false;
      fetched.value = new Map();
      if (scope !== null && start > 0) void read_incident(scope);
    });
  });
  effect(() => {
    const scope = chosen_id.value;
    const ready = is_ready.value;
    const is_empty = needs.value.size === 0;
    untracked(() => {
      if (ready && first_of !== scope) {
        first_of = scope;
        if (counts.value[tab.value] === 0) tab.value = (['match', 'intake', 'survey', 'field'] as const).find((one) => counts.value[one] > 0) ?? 'intake';
        show_fresh();
      } else if (!ready && first_of !== scope) {
        first_of = undefined;
        shown.value = [];
      } else if (ready && !is_empty && shown.value.length === 0) {
        show_fresh();
      }
    });
  });
  let previous: Id | null = chosen_id.value;
  chosen_id.subscribe((now) => {
    if (previous !== null && previous !== now) live.unfollow(`incident:${previous}`);
    previous = now;
  });
}
