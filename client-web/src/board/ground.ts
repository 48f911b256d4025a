// What lies under the figures, fetched once a page: towns, and where a base map may come from.
import { signal } from '@preact/signals';
import { api } from '../net/api';
import { load_districts } from '../net/districts';
import type { List, MapSources, Place } from '../wire/types';

export const towns = signal<Place[]>([]);
export const map_sources = signal<MapSources | null>(null);

let is_asked = false;

/** Fetches what is missing. Safe to call again: after a cut it fills what did not come the first time. */
export async function load_ground(): Promise<void> {
  await load_districts();
  if (is_asked) return;
  is_asked = true;
  const [places, sources] = await Promise.all([
    api.get<List<Place>>('/places?kind=town&limit=1000'),
    api.get<MapSources>('/map-sources'),
  ]);
  if (places.ok) towns.value = places.data.items;
  if (sources.ok) map_sources.value = sources.data;
  // A refusal stands; only a server that did not answer is asked again.
  if (!sources.ok && sources.problem.code === 'unreachable') is_asked = false;
}
