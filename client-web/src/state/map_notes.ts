// 災害地図メモ beside a live topic: what events told since its snapshot, joined with what was read over HTTP.
import type { Id, LiveEvent, MapNote } from '../wire/types';
import type { TopicKind } from './topic';

export interface WithNotes {
  /** Notes of events since the snapshot, by id: the newest of each. */
  told_notes: ReadonlyMap<Id, MapNote>;
  /** The number of the latest event about teams: who shows their sum reads it again when this changes. */
  teams_seq: number;
  /** Counts snapshots: what is read beside one is read again. */
  started: number;
}

let starts = 0;

/** The same topic, which also keeps the notes that pass by. */
export function with_notes<D extends object>(kind: TopicKind<D>): TopicKind<D & WithNotes> {
  const looked_at = kind.looked_at;
  return {
    start: (snapshot) => ({ ...kind.start(snapshot), told_notes: new Map(), teams_seq: 0, started: ++starts }),
    fold: (data, events) => {
      const { told_notes, started } = data;
      const teams_seq = events.filter(is_about_teams).at(-1)?.seq ?? data.teams_seq;
      return { ...kind.fold(data, events), told_notes: fold_notes(told_notes, events), teams_seq, started };
    },
    ...(looked_at && {
      looked_at: (data: D & WithNotes) => {
        const { told_notes, teams_seq, started } = data;
        return { ...looked_at(data), told_notes, teams_seq, started };
      },
    }),
  };
}

function is_about_teams(event: LiveEvent): boolean {
  return event.type.startsWith('team.') || event.type === 'plan.committed' || event.type === 'need.completed';
}

export function fold_notes(known: ReadonlyMap<Id, MapNote>, events: readonly LiveEvent[]): ReadonlyMap<Id, MapNote> {
  const fresh = events.flatMap((event) => event.map_note ?? []);
  return fresh.length === 0 ? known : join_notes(known, fresh);
}

/** The higher version of each stands. */
export function join_notes(known: ReadonlyMap<Id, MapNote>, more: Iterable<MapNote>): Map<Id, MapNote> {
  const out = new Map(known);
  for (const note of more) {
    const before = out.get(note.id);
    if (!before || before.version <= note.version) out.set(note.id, note);
  }
  return out;
}

/** What stands on the map at a moment (ms): closed roads first, then dangers; the newest of a kind on top. */
export function standing(notes: Iterable<MapNote>, at: number): MapNote[] {
  const order: MapNote['kind'][] = ['closed_road', 'danger', 'water', 'power', 'note'];
  return [...notes]
    .filter((note) => !note.ended_at && (note.until === null || Date.parse(note.until) > at))
    .sort(
      (a, b) => order.indexOf(a.kind) - order.indexOf(b.kind) || Date.parse(b.made_at) - Date.parse(a.made_at),
    );
}
