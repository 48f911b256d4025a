// What the map lays over the ground, out of the page's state and in the page's words.
import { useMemo } from 'preact/hooks';
import { district_name } from '../net/districts';
import { is_late, shown_total, type BoardData, type BoardRow } from '../state/board';
import { hazard_of, place_marks } from '../state/map_layers';
import { off_map, type OffMap } from '../state/off_map';
import type { IncidentKind, MapNote } from '../wire/types';
import type { Beside } from './beside';
import { city_ground, places } from './ground';
import { is_counts_only, layers } from './layers';
import type { Laid } from './map/laid';
import { minute } from './minute';
import { draft } from './note_draft';
import { figure } from './words';
import { tl } from './words_layers';

export function use_off_map(data: BoardData): OffMap {
  const ground = city_ground.value;
  const { store, total } = data;
  const all = shown_total(total);
  // Statuses change hundreds of times a second, places hardly ever: looked at again when somebody comes or goes, else once a minute.
  const at = minute.value;
  return useMemo(() => off_map(store, ground, all), [store, store.size, ground, all, at]);
}

export function use_laid(kind: IncidentKind, rows: readonly BoardRow[], beside: Beside, off: OffMap): Laid {
  const words = tl.value;
  const hazard = hazard_of(kind);
  const all_places = places.value;
  const marks = useMemo(() => place_marks(all_places, hazard), [all_places, hazard]);
  const now = minute.value;
  const making = draft.value;
  return {
    layers: layers.value,
    hazard,
    is_counts_only: is_counts_only.value,
    counts: rows.map((row) => ({
      district: row.id,
      name: district_name(row.id),
      open: figure(row.open),
      is_late: is_late(row.since, now),
      is_through: row.open === 0,
    })),
    places: marks,
    notes: [...beside.notes.filter((note) => note.id !== making?.id).map(mark_of), ...draft_mark()],
    teams: beside.teams.map((row) => ({ district: row.district_id, text: words.teams(row.teams) })),
    outside: layers.value.has('people') && !is_counts_only.value ? off.outside_points : [],
  };
}

function mark_of(note: MapNote): Laid['notes'][number] {
  const { word, sign } = tl.value.note;
  return { points: note.points, word: word[note.kind], sign: sign[note.kind], is_draft: false };
}

function draft_mark(): Laid['notes'][number][] {
  const making = draft.value;
  if (!making || making.points.length === 0) return [];
  const { word, sign } = tl.value.note;
  return [{ points: making.points, word: word[making.kind], sign: sign[making.kind], is_draft: true }];
}
