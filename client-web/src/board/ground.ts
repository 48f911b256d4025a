// What lies under the figures, fetched once a page: towns, shelters, areas, and where a base map may come from.
import { computed, signal } from '@preact/signals';
import { api } from '../net/api';
import { districts, load_districts } from '../net/districts';
import { ground_of } from '../state/off_map';
import type { List, MapArea, MapSources, Place } from '../wire/types';

export const places = signal<Place[]>([]);
export const towns = computed(() => places.value.filter((place) => place.kind === 'town'));
export const areas = signal<MapArea[]>([]);
export const map_sources = signal<MapSources | null>(null);
/** Where a person's mark may lie. */
export const city_ground = computed(() => ground_of(areas.value, districts.value.values()));

let is_asked = false;

/** Fetches what is missing. Safe to call again: after a cut it fills what did not come the first time. */
export async function load_ground(): Promise<void> {
  await load_districts();
  if (is_asked) return;
  is_asked = true;
  const [all_places, all_areas, sources] = await Promise.all([
    api.get<List<Place>>('/places?limit=1000'),
    api.get<List<MapArea>>('/map-areas'),
    api.get<MapSources>('/map-sources'),
  ]);
  if (all_places.ok) places.value = all_places.data.items;
  if (all_areas.ok) areas.value = all_areas.data.items;
  if (sources.ok) map_sources.value = sources.data;
  // A refusal stands; only a server that did not answer is asked again.
  if (!sources.ok && sources.problem.code === 'unreachable') is_asked = false;
}
