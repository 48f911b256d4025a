import { signal } from '@preact/signals';
import type { District, Id, List } from '../wire/types';
import { api } from './api';

/** The city's districts by id: names for every list. Loaded once a page; empty until then. */
export const districts = signal<ReadonlyMap<Id, District>>(new Map());

let asked: Promise<void> | null = null;

export function load_districts(): Promise<void> {
  asked ??= api.get<List<District>>('/districts?limit=1000').then((reply) => {
    if (reply.ok) districts.value = new Map(reply.data.items.map((district) => [district.id, district]));
    else asked = null;
  });
  return asked;
}

export function district_name(id: Id | null | undefined): string {
  return (id && districts.value.get(id)?.name) || '';
}
