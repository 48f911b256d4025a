// Names of incidents for the band above an offer. Asked for when an offer of an unknown incident is on screen.
import { signal } from '@preact/signals';
import { api } from '../net/api';
import type { Id, Incident, List, Offer } from '../wire/types';

const names = signal<ReadonlyMap<Id, string>>(new Map());
const asked = new Set<Id>();

/** The incident's name, or undefined while it is not known (the band then says what kind it is). */
export function incident_name(offers: readonly Offer[]): string | undefined {
  const ids = new Set(offers.flatMap((offer) => offer.need?.incident_id ?? []));
  const [id] = ids;
  if (id === undefined || ids.size > 1) return undefined;
  if (!names.value.has(id) && !asked.has(id)) {
    asked.add(id);
    void load(id);
  }
  return names.value.get(id);
}

async function load(id: Id): Promise<void> {
  const reply = await api.get<List<Incident>>('/incidents?limit=100');
  if (reply.ok) names.value = new Map(reply.data.items.map((one) => [one.id, one.name]));
  else if (reply.problem.status === 0) asked.delete(id);
}
