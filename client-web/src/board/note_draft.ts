// A map note while it is being written: the map's presses and the typed places put its points.
import { signal } from '@preact/signals';
import { districts } from '../net/districts';
import { session } from '../net/session';
import type { District, Id, MapNote, MapNoteKind, MapPoint } from '../wire/types';

const k_points_max = 200;

export interface Draft {
  /** Of the note that is changed; absent for a new one. */
  id?: Id;
  version?: number;
  kind: MapNoteKind;
  text: string;
  public_text: boolean;
  points: MapPoint[];
  district_id: Id | '';
  /** Hours from now, 'none', or 'keep' for the end that it has. */
  ends: 'none' | 'keep' | '1' | '3' | '6' | '24';
}

export const draft = signal<Draft | null>(null);

/** A coordinator writes within own districts. */
export function writable_districts(): District[] {
  const account = session.value?.account;
  const all = [...districts.value.values()];
  return account?.role === 'coordinator' ? all.filter((one) => account.district_ids.includes(one.id)) : all;
}

export function may_write(note?: MapNote): boolean {
  const role = session.value?.account.role;
  if (role !== 'admin' && role !== 'staff' && role !== 'coordinator') return false;
  return !note || writable_districts().some((one) => one.id === note.district_id);
}

export function begin(note?: MapNote): void {
  const only = writable_districts();
  draft.value = note
    ? {
        id: note.id, version: note.version, kind: note.kind, text: note.text ?? '', public_text: note.public_text,
        points: note.points, district_id: note.district_id, ends: note.until ? 'keep' : 'none',
      }
    : {
        kind: 'closed_road', text: '', public_text: false, points: [],
        district_id: only.length === 1 ? only[0]!.id : '', ends: 'none',
      };
}

export function change(part: Partial<Draft>): void {
  if (draft.peek()) draft.value = { ...draft.peek()!, ...part };
}

/** The first place also says the district, where it is one that this person may write in. */
export function put_point(point: MapPoint, district: Id | null): void {
  const now = draft.peek();
  if (!now || now.points.length >= k_points_max) return;
  const is_theirs = district !== null && writable_districts().some((one) => one.id === district);
  const district_id = now.points.length === 0 && is_theirs ? district : now.district_id;
  draft.value = { ...now, points: [...now.points, point], district_id };
}
