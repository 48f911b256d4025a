// What is read over HTTP beside the live topic, once for each snapshot and never by a timer: notes and teams.
import { signal } from '@preact/signals';
import { useEffect, useMemo } from 'preact/hooks';
import { api } from '../net/api';
import { join_notes, standing, type WithNotes } from '../state/map_notes';
import type { Id, List, MapNote, TeamsOut } from '../wire/types';
import { minute } from './minute';
import { past } from './past_state';

interface Read {
  incident: Id;
  notes: MapNote[];
  teams: TeamsOut['items'];
}

const read = signal<Read | null>(null);
/** Notes of the moment that somebody looks back to; null until they have come. */
const past_notes = signal<MapNote[] | null>(null);

async function read_notes(incident: Id, at: string | null): Promise<MapNote[] | null> {
  const query = at ? `&at=${encodeURIComponent(at)}` : '';
  const reply = await api.get<List<MapNote>>(`/incidents/${incident}/map-notes?limit=1000${query}`);
  return reply.ok ? reply.data.items : null;
}

async function read_teams(incident: Id): Promise<TeamsOut['items'] | null> {
  const reply = await api.get<TeamsOut>(`/incidents/${incident}/teams-out`);
  return reply.ok ? reply.data.items : null;
}

function put(incident: Id, more: Partial<Omit<Read, 'incident'>>): void {
  const before = read.peek()?.incident === incident ? read.peek()! : { incident, notes: [], teams: [] };
  read.value = { ...before, ...more };
}

export interface Beside {
  notes: MapNote[];
  teams: TeamsOut['items'];
}

/** Of the incident as it is, or as it was while somebody looks back (teams have no past). */
export function use_beside(incident: Id, data: WithNotes | null): Beside {
  const started = data?.started;
  const teams_seq = data?.teams_seq;
  useEffect(() => {
    if (started === undefined) return;
    void read_notes(incident, null).then((notes) => notes && put(incident, { notes }));
  }, [incident, started]);
  useEffect(() => {
    if (started === undefined) return;
    void read_teams(incident).then((teams) => teams && put(incident, { teams }));
  }, [incident, started, teams_seq]);
  const looking_at = past.value?.data ? past.value.data_at : null;
  useEffect(() => {
    past_notes.value = null;
    if (looking_at === null) return;
    let is_here = true;
    void read_notes(incident, new Date(looking_at).toISOString()).then((notes) => {
      if (is_here) past_notes.value = notes;
    });
    return () => {
      is_here = false;
    };
  }, [incident, looking_at]);
  const known = read.value?.incident === incident ? read.value : null;
  const told = data?.told_notes;
  const at = minute.value;
  const now_notes = useMemo(() => {
    const all = join_notes(new Map((known?.notes ?? []).map((note) => [note.id, note])), told?.values() ?? []);
    return standing(all.values(), at);
  }, [known, told, at]);
  if (past.value) return { notes: standing((past_notes.value ?? []).map(without_end), at), teams: [] };
  return { notes: now_notes, teams: known?.teams ?? [] };
}

/** It ended later than the moment looked at: then it stood. */
function without_end(note: MapNote): MapNote {
  return { ...note, ended_at: null };
}
