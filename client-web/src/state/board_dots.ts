// The dots of the map in flat arrays (60,000 of them), and their grid of about 1 km. No objects per dot.
import type { Dot, Id, NeedDot, SafetyStatus } from '../wire/types';

/** Painted in this order, so that the urgent ones stay on top. The index is the number kept in the arrays. */
export const k_dot_statuses = [
  'safe_home',
  'safe_sheltered',
  'safe_elsewhere',
  'unconfirmed',
  'checking',
  'unreachable',
  'needs_help',
  'needs_rescue',
] as const satisfies readonly SafetyStatus[];

const k_safe_below = 3;
const k_help = 6;
export const k_rescue = 7;
export const k_free = 255;
/** Side of a cell: 0.01° is 1.1 km north to south, 0.9 km west to east. The server rounds a viewer's dots to it. */
export const k_cells_per_degree = 100;

/** Web Mercator, the whole world from 0 to 1. */
export function mercator_x(lng: number): number {
  return (lng + 180) / 360;
}

export function mercator_y(lat: number): number {
  const sine = Math.sin((lat * Math.PI) / 180);
  return 0.5 - Math.log((1 + sine) / (1 - sine)) / (4 * Math.PI);
}

export class DotStore {
  x = new Float64Array(0);
  y = new Float64Array(0);
  row = new Int32Array(0);
  col = new Int32Array(0);
  /** Index in k_dot_statuses, or k_free for a slot without a dot. */
  status = new Uint8Array(0);
  count = new Uint32Array(0);
  /** Unknown since (ms); NaN where the reader is not told. */
  since = new Float64Array(0);
  district = new Uint16Array(0);
  readonly districts: Id[] = [];
  /** Slots in use, free ones in between included. */
  size = 0;
  /** False for a viewer: dots are sums of a cell and stand in its middle. */
  is_exact = false;
  /** Grows with every change: a painter compares it with what it drew. */
  stamp = 0;

  private slots = new Map<string, number>();
  private free: number[] = [];
  private district_slots = new Map<Id, number>();

  /** Takes over the changed dots by key; null means all of them. */
  apply(dots: ReadonlyMap<string, Dot>, changed: readonly string[] | null): void {
    if (changed === null) {
      this.slots.clear();
      this.free = [];
      this.size = 0;
      this.is_exact = false;
      this.reserve(dots.size);
      for (const [key, dot] of dots) this.put(key, dot);
    } else {
      for (const key of changed) {
        const dot = dots.get(key);
        if (dot) this.put(key, dot);
        else this.drop(key);
      }
    }
    this.stamp++;
  }

  private put(key: string, dot: Dot): void {
    const status = k_dot_statuses.indexOf(dot.status as (typeof k_dot_statuses)[number]);
    if (status < 0) return this.drop(key);
    let slot = this.slots.get(key);
    if (slot === undefined) {
      slot = this.free.pop() ?? this.size++;
      if (slot >= this.status.length) this.reserve(slot + 1);
      this.slots.set(key, slot);
    }
    this.x[slot] = mercator_x(dot.lng);
    this.y[slot] = mercator_y(dot.lat);
    this.row[slot] = Math.floor(dot.lat * k_cells_per_degree + 1e-9);
    this.col[slot] = Math.floor(dot.lng * k_cells_per_degree + 1e-9);
    this.status[slot] = status;
    this.count[slot] = dot.count ?? 1;
    this.since[slot] = dot.since ? Date.parse(dot.since) : NaN;
    this.district[slot] = this.district_slot(dot.district_id);
    if (dot.registrant_id !== undefined) this.is_exact = true;
  }

  private drop(key: string): void {
    const slot = this.slots.get(key);
    if (slot === undefined) return;
    this.slots.delete(key);
    this.status[slot] = k_free;
    this.free.push(slot);
  }

  private district_slot(id: Id): number {
    let slot = this.district_slots.get(id);
    if (slot === undefined) {
      slot = this.districts.push(id) - 1;
      this.district_slots.set(id, slot);
    }
    return slot;
  }

  private reserve(wanted: number): void {
    if (wanted <= this.status.length) return;
    const length = Math.max(64, wanted, Math.floor(this.status.length * 1.5));
    const grown = <T extends { set: (from: T) => void }>(array: T, next: T): T => (next.set(array), next);
    this.x = grown(this.x, new Float64Array(length));
    this.y = grown(this.y, new Float64Array(length));
    this.row = grown(this.row, new Int32Array(length));
    this.col = grown(this.col, new Int32Array(length));
    this.status = grown(this.status, new Uint8Array(length));
    this.count = grown(this.count, new Uint32Array(length));
    this.since = grown(this.since, new Float64Array(length));
    this.district = grown(this.district, new Uint16Array(length));
  }
}

/** One ring: the people and untouched needs of a square of `step` × `step` cells. */
export interface Cell {
  /** South-west corner in whole cells. */
  row: number;
  col: number;
  /** By index of k_dot_statuses. */
  counts: number[];
  total: number;
  /** Unconfirmed, being checked or not reached. */
  open: number;
  rescue: number;
  untouched: number;
  /** Since when the longest unknown is unknown (ms); Infinity when nobody is. */
  oldest: number;
}

/**
 * Sums dots and untouched needs into squares, north first, so that a flag lies over the ring above it.
 * `district_oldest` answers for readers whose dots carry no time: a district's longest silence stands for its rings.
 */
export function aggregate(
  store: DotStore,
  needs: Iterable<NeedDot>,
  step: number,
  district_oldest: (id: Id) => number,
): Cell[] {
  const cells = new Map<number, Cell>();
  const cell_at = (row: number, col: number): Cell => {
    const south = Math.floor(row / step) * step;
    const west = Math.floor(col / step) * step;
    const key = south * 100_000 + west;
    let cell = cells.get(key);
    if (!cell) {
      const counts = new Array<number>(k_dot_statuses.length).fill(0);
      cell = { row: south, col: west, counts, total: 0, open: 0, rescue: 0, untouched: 0, oldest: Infinity };
      cells.set(key, cell);
    }
    return cell;
  };
  const oldest = store.districts.map(district_oldest);
  for (let slot = 0; slot < store.size; slot++) {
    const status = store.status[slot]!;
    if (status === k_free) continue;
    const cell = cell_at(store.row[slot]!, store.col[slot]!);
    const count = store.count[slot]!;
    cell.counts[status]! += count;
    cell.total += count;
    if (status < k_safe_below) continue;
    if (status === k_rescue) cell.rescue += count;
    else if (status !== k_help) {
      cell.open += count;
      const since = store.since[slot]!;
      cell.oldest = Math.min(cell.oldest, Number.isNaN(since) ? oldest[store.district[slot]!]! : since);
    }
  }
  for (const need of needs) {
    if (need.status !== 'received') continue;
    const row = Math.floor(need.lat * k_cells_per_degree + 1e-9);
    cell_at(row, Math.floor(need.lng * k_cells_per_degree + 1e-9)).untouched += need.count ?? 1;
  }
  return [...cells.values()].sort((a, b) => b.row - a.row || a.col - b.col);
}

/** How many cells a ring's square has on a side, so that rings stand at least `least_px` apart. */
export function step_for(cell_px: number, least_px: number): number {
  let step = 1;
  while (cell_px * step < least_px && step < 64) step *= 2;
  return step;
}

export interface Arc {
  /** Index of k_dot_statuses; all safe ones are one arc, named by 0. */
  status: number;
  /** Turns from the top, clockwise. */
  from: number;
  to: number;
}

/** The ring's parts: rescue, help, then the open ones, then all that is well. */
export function ring_arcs(cell: Cell): Arc[] {
  const arcs: Arc[] = [];
  let at = 0;
  const push = (status: number, count: number): void => {
    if (count === 0) return;
    const to = at + count / cell.total;
    arcs.push({ status, from: at, to });
    at = to;
  };
  for (const status of [k_rescue, k_help, 5, 3, 4]) push(status, cell.counts[status]!);
  push(0, cell.counts[0]! + cell.counts[1]! + cell.counts[2]!);
  return arcs;
}
