// What the wall shows, as plain values: which incident, the figures, the districts in order, what has gone silent.
import type { CountKey, Id, Incident, MapSnapshot, NeedDot, Progress } from '../wire/types';
import { DotStore } from './board_dots';
import type { DotColumns } from './columns';
import { order_progress, safe_count } from './progress';
import type { TopicKind } from './topic';
import { map_topic, type MapData } from './topics';

/** From here on a person counts as unknown for too long: the row and the ring turn black. */
export const k_late_ms = 2 * 3600_000;
/** A district with people still open and no record for so long has gone silent. */
export const k_silent_ms = 30 * 60_000;

/** The live map with its dots laid out for painting. Each fold hands just its own changes to the store. */
export interface BoardData extends Omit<MapData, 'dots' | 'changed_dots'> {
  store: DotStore;
  /** When the picture was taken that the changes stand on. */
  started_at: string;
  /** When this page last heard of a need, as recorded; null until then. */
  need_at: string | null;
}

const k_no_dots: MapData['dots'] = new Map();

/** Its snapshot is a map in JSON, or columns. */
export const board_topic: TopicKind<BoardData> = {
  start: (snapshot) => {
    const columns = is_columns(snapshot) ? snapshot : null;
    const map = columns ? columns.head : (snapshot as MapSnapshot);
    const { dots: _, changed_dots: __, ...data } = map_topic.start({ ...map, dots: [] });
    const store = new DotStore();
    if (columns) store.adopt(columns);
    else store.start(map.dots);
    return { ...data, store, started_at: data.generated_at, need_at: null };
  },
  fold: (data, events) => {
    const { store, started_at } = data;
    const bare = events.map(({ dots: _, ...event }) => event);
    const next = map_topic.fold({ ...data, dots: k_no_dots, changed_dots: null, last_events: [] }, bare);
    for (const event of events) if (event.dots) store.apply(event.dots);
    const about_needs = events.filter((event) => event.need !== undefined || event.need_dots !== undefined);
    const { dots: _, changed_dots: __, ...shell } = next;
    return { ...shell, last_events: events, store, started_at, need_at: about_needs.at(-1)?.recorded_at ?? data.need_at };
  },
};

function is_columns(snapshot: unknown): snapshot is DotColumns {
  return typeof snapshot === 'object' && snapshot !== null && 'head' in snapshot;
}

/** Open ones, the real before the drills, the newest first: the first is what an unattended wall shows. */
export function open_incidents<T extends Pick<Incident, 'id' | 'is_drill' | 'status' | 'opened_at'>>(
  list: readonly T[],
): T[] {
  return list
    .filter((incident) => incident.status === 'open')
    .sort((a, b) => Number(a.is_drill) - Number(b.is_drill) || Date.parse(b.opened_at) - Date.parse(a.opened_at));
}

export type SegmentKey = Exclude<CountKey, 'restricted' | 'safe_home' | 'safe_sheltered' | 'safe_elsewhere'> | 'safe';

/** Urgent first, then what nobody knows, then what is well: the order of bars and rings. */
export const k_segments: readonly SegmentKey[] = [
  'needs_rescue',
  'needs_help',
  'unreachable',
  'unconfirmed',
  'checking',
  'safe',
];

/** The eight statuses a wall may name, in the order of its legend. The ninth is never on a wall, not even as a rest. */
export const k_legend: readonly Exclude<CountKey, 'restricted'>[] = [
  'needs_rescue',
  'needs_help',
  'unreachable',
  'unconfirmed',
  'checking',
  'safe_home',
  'safe_sheltered',
  'safe_elsewhere',
];

/** People of the eight statuses. `total` also holds the ninth for staff, which would tell the wall by subtraction. */
export function shown_total(row: Progress): number {
  return k_legend.reduce((sum, key) => sum + (row.counts[key] ?? 0), 0);
}

export function segment_count(row: Progress, key: SegmentKey): number {
  return key === 'safe' ? safe_count(row) : (row.counts[key] ?? 0);
}

export interface Segment {
  key: SegmentKey;
  count: number;
  percent: number;
}

export function segments(row: Progress): Segment[] {
  const total = shown_total(row);
  return k_segments
    .map((key) => ({ key, count: segment_count(row, key) }))
    .filter((one) => one.count > 0)
    .map((one) => ({ ...one, percent: (one.count / total) * 100 }));
}

/** Rounded down: 100 stands only where nobody is left. */
export function known_percent(open: number, total: number): number {
  return total === 0 ? 100 : Math.floor(((total - open) / total) * 100);
}

export interface BoardRow {
  id: Id;
  open: number;
  total: number;
  /** Since when the longest unknown is unknown (ms); null when nobody is. */
  since: number | null;
  help: number;
  rescue: number;
  last_at: number | null;
  segments: Segment[];
}

function at_or_null(text: string | null): number | null {
  return text === null ? null : Date.parse(text);
}

function to_row(row: Progress): BoardRow {
  return {
    id: row.district_id ?? '',
    open: row.open,
    total: shown_total(row),
    since: row.open > 0 ? at_or_null(row.oldest_open_since) : null,
    help: row.counts.needs_help ?? 0,
    rescue: row.counts.needs_rescue ?? 0,
    last_at: at_or_null(row.last_recorded_at),
    segments: segments(row),
  };
}

/** The districts of the round, the longest silence on top. */
export function board_rows(progress: Iterable<Progress>): BoardRow[] {
  return order_progress(progress).map(to_row);
}

/** The rows in the order that is on screen: figures are new, nobody moves; who is new comes last. */
export function keep_order(shown: readonly Id[], rows: readonly BoardRow[]): BoardRow[] {
  const by_id = new Map(rows.map((row) => [row.id, row]));
  const kept = shown.flatMap((id) => by_id.get(id) ?? []);
  const known = new Set(shown);
  return [...kept, ...rows.filter((row) => !known.has(row.id))];
}

/** What fits on a wall that does not scroll: the first rows and one line that sums up the others. */
export function fold_rows(
  rows: readonly BoardRow[],
  fits: number,
): { shown: BoardRow[]; rest: BoardRow | null; rest_count: number } {
  if (rows.length <= fits) return { shown: [...rows], rest: null, rest_count: 0 };
  const shown = rows.slice(0, Math.max(0, fits - 1));
  const others = rows.slice(shown.length);
  return { shown, rest: sum_rows(others), rest_count: others.length };
}

function sum_rows(rows: readonly BoardRow[]): BoardRow {
  const total = rows.reduce((sum, row) => sum + row.total, 0);
  const oldest = rows.flatMap((row) => row.since ?? []);
  const count_of = (key: SegmentKey): number =>
    rows.reduce((sum, row) => sum + (row.segments.find((one) => one.key === key)?.count ?? 0), 0);
  return {
    id: '',
    open: rows.reduce((sum, row) => sum + row.open, 0),
    total,
    since: oldest.length ? Math.min(...oldest) : null,
    help: rows.reduce((sum, row) => sum + row.help, 0),
    rescue: rows.reduce((sum, row) => sum + row.rescue, 0),
    last_at: null,
    segments: k_segments
      .map((key) => ({ key, count: count_of(key), percent: (count_of(key) / total) * 100 }))
      .filter((one) => one.count > 0),
  };
}

export function is_late(since: number | null, now: number): boolean {
  return since !== null && now - since >= k_late_ms;
}

/** Districts where people are open and the records have stopped: how many, and the longest silence (ms). */
export function silent_districts(
  rows: readonly BoardRow[],
  started_at: number,
  now: number,
): { count: number; longest_ms: number } {
  const silences = rows.filter((row) => row.open > 0).map((row) => now - Math.max(row.last_at ?? 0, started_at));
  const over = silences.filter((ms) => ms >= k_silent_ms);
  return { count: over.length, longest_ms: Math.max(0, ...over) };
}

/** Needs nobody has looked at yet: only these get a flag on the map. */
export function untouched_needs(needs: Iterable<NeedDot>): number {
  let sum = 0;
  for (const need of needs) if (is_untouched(need)) sum += need.count ?? 1;
  return sum;
}

export function is_untouched(need: NeedDot): boolean {
  return need.status === 'received';
}

export function is_over(incident: MapSnapshot['incident'] | undefined): boolean {
  return incident?.status === 'closed';
}
