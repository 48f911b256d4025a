// The dots of the map in flat arrays (a hundred thousand of them), and their grid of about 1 km. No object a dot.
import type { Dot, Id, NeedDot } from '../wire/types';
import { k_cells_per_degree, k_dot_statuses, k_free, k_help, k_rescue, k_safe_below, mercator_x, mercator_y } from './board_space';
import type { DotColumns } from './columns';

export { k_cells_per_degree, k_dot_statuses, k_free, k_rescue, mercator_x, mercator_y } from './board_space';

export class DotStore {
  x = new Float64Array(0);
  y = new Float64Array(0);
  /** Index in cell_row and cell_col: the cell of 0.01° in which the dot lies. */
  cell = new Int32Array(0);
  cell_row: number[] = [];
  cell_col: number[] = [];
  /** Index in k_dot_statuses, or k_free for a slot without a dot. */
  status = new Uint8Array(0);
  count = new Uint32Array(0);
  /** Unknown since (ms); NaN where the reader is not told. */
  since = new Float64Array(0);
  district = new Uint16Array(0);
  districts: Id[] = [];
  /** Slots in use, free ones in between included. */
  size = 0;
  /** False for a viewer: dots are sums of a cell and stand in its middle. */
  is_exact = false;
  /** Grows with every change: a painter compares it with what it drew. */
  stamp = 0;

  /** Slot + 1 by the registrant's number. */
  private by_number = new Int32Array(0);
  /** Slots of dots without a number: a wall's sums. */
  private by_key = new Map<string, number>();
  private free: number[] = [];
  private district_slots = new Map<Id, number>();
  private cell_slots = new Map<number, number>();

  /** Takes over a snapshot as it was decoded: the arrays are the store's from now on. */
  adopt(columns: DotColumns): void {
    this.clear();
    const { x, y, cell, status, count, since, district, size, is_exact } = columns;
    Object.assign(this, { x, y, cell, status, count, since, district, size, is_exact });
    this.cell_row = [...columns.cell_row];
    this.cell_col = [...columns.cell_col];
    this.cell_row.forEach((row, i) => this.cell_slots.set(cell_key(row, this.cell_col[i]!), i));
    this.districts = [...columns.districts];
    this.districts.forEach((id, i) => this.district_slots.set(id, i));
    if (is_exact) {
      for (let slot = 0; slot < size; slot++) this.remember(columns.number[slot]!, slot);
    } else {
      for (let slot = 0; slot < size; slot++) this.by_key.set(this.key_at(slot), slot);
    }
    this.stamp++;
  }

  /** All of a snapshot that came as objects. */
  start(dots: readonly Dot[]): void {
    this.clear();
    this.reserve(dots.length);
    this.apply(dots);
  }

  /** Changed dots, each the newest of its person or cell; the count 0 says that it is gone. */
  apply(dots: Iterable<Dot>): void {
    for (const dot of dots) this.put(dot);
    this.stamp++;
  }

  private clear(): void {
    this.by_number = new Int32Array(0);
    this.by_key.clear();
    this.free = [];
    this.cell_slots.clear();
    this.cell_row = [];
    this.cell_col = [];
    this.district_slots.clear();
    this.districts = [];
    this.size = 0;
    this.is_exact = false;
  }

  private put(dot: Dot): void {
    const status = k_dot_statuses.indexOf(dot.status as (typeof k_dot_statuses)[number]);
    if (status < 0 || dot.count === 0) return this.drop(dot);
    let slot = this.slot_of(dot);
    if (slot === undefined) {
      slot = this.free.pop() ?? this.size++;
      if (slot >= this.status.length) this.reserve(slot + 1);
      const number = number_of(dot);
      if (number === null) this.by_key.set(key_of(dot), slot);
      else this.remember(number, slot);
    }
    this.x[slot] = mercator_x(dot.lng);
    this.y[slot] = mercator_y(dot.lat);
    this.cell[slot] = this.cell_slot(to_cell(dot.lat), to_cell(dot.lng));
    this.status[slot] = status;
    this.count[slot] = dot.count ?? 1;
    this.since[slot] = dot.since ? Date.parse(dot.since) : NaN;
    this.district[slot] = this.district_slot(dot.district_id);
    if (dot.registrant_id !== undefined) this.is_exact = true;
  }

  private drop(dot: Dot): void {
    const slot = this.slot_of(dot);
    if (slot === undefined) return;
    const number = number_of(dot);
    if (number === null) this.by_key.delete(key_of(dot));
    else this.by_number[number] = 0;
    this.status[slot] = k_free;
    this.free.push(slot);
  }

  private slot_of(dot: Dot): number | undefined {
    const number = number_of(dot);
    if (number === null) return this.by_key.get(key_of(dot));
    const slot = this.by_number[number] ?? 0;
    return slot === 0 ? undefined : slot - 1;
  }

  private remember(number: number, slot: number): void {
    if (number >= this.by_number.length) {
      const wider = new Int32Array(Math.max(1024, number + 1, Math.floor(this.by_number.length * 1.5)));
      wider.set(this.by_number);
      this.by_number = wider;
    }
    this.by_number[number] = slot + 1;
  }

  /** As key_of() names the dot that stands here. */
  private key_at(slot: number): string {
    const cell = this.cell[slot]!;
    const district = this.districts[this.district[slot]!]!;
    return sum_key(this.cell_row[cell]!, this.cell_col[cell]!, district, k_dot_statuses[this.status[slot]!]!);
  }

  private cell_slot(row: number, col: number): number {
    const key = cell_key(row, col);
    let slot = this.cell_slots.get(key);
    if (slot === undefined) {
      slot = this.cell_row.push(row) - 1;
      this.cell_col.push(col);
      this.cell_slots.set(key, slot);
    }
    return slot;
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
    this.cell = grown(this.cell, new Int32Array(length));
    this.status = grown(this.status, new Uint8Array(length));
    this.count = grown(this.count, new Uint32Array(length));
    this.since = grown(this.since, new Float64Array(length));
    this.district = grown(this.district, new Uint16Array(length));
  }
}

/** R-0042-1 is 42; null for sums, which have none. */
function number_of(dot: Dot): number | null {
  const serial = dot.number === undefined ? NaN : parseInt(dot.number.slice(2), 10);
  return Number.isNaN(serial) ? null : serial;
}

/** A person without a number by id; a sum by its cell, district and status. */
function key_of(dot: Dot): string {
  return dot.registrant_id ?? sum_key(to_cell(dot.lat), to_cell(dot.lng), dot.district_id, dot.status);
}

function sum_key(row: number, col: number, district: Id, status: string): string {
  return `${row},${col},${district},${status}`;
}

function to_cell(degrees: number): number {
  return Math.floor(degrees * k_cells_per_degree + 1e-9);
}

function cell_key(row: number, col: number): number {
  return row * 100_000 + col;
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
    const key = cell_key(south, west);
    let cell = cells.get(key);
    if (!cell) {
      const counts = new Array<number>(k_dot_statuses.length).fill(0);
      cell = { row: south, col: west, counts, total: 0, open: 0, rescue: 0, untouched: 0, oldest: Infinity };
      cells.set(key, cell);
    }
    return cell;
  };
  const { counts, oldest } = base_sums(store, store.districts.map(district_oldest));
  for (let base = 0; base < store.cell_row.length; base++) {
    const at = base * k_dot_statuses.length;
    let total = 0;
    for (let status = 0; status < k_dot_statuses.length; status++) total += counts[at + status]!;
    if (total === 0) continue;
    const cell = cell_at(store.cell_row[base]!, store.cell_col[base]!);
    for (let status = 0; status < k_dot_statuses.length; status++) cell.counts[status]! += counts[at + status]!;
    cell.total += total;
    for (let status = k_safe_below; status < k_help; status++) cell.open += counts[at + status]!;
    cell.rescue += counts[at + k_rescue]!;
    cell.oldest = Math.min(cell.oldest, oldest[base]!);
  }
  for (const need of needs) {
    if (need.status !== 'received') continue;
    cell_at(to_cell(need.lat), to_cell(need.lng)).untouched += need.count ?? 1;
  }
  return [...cells.values()].sort((a, b) => b.row - a.row || a.col - b.col);
}

/** One pass over all dots, in flat arrays: a hundred thousand a frame. */
function base_sums(store: DotStore, district_oldest: readonly number[]): { counts: Int32Array; oldest: Float64Array } {
  const statuses = k_dot_statuses.length;
  const counts = new Int32Array(store.cell_row.length * statuses);
  const oldest = new Float64Array(store.cell_row.length).fill(Infinity);
  const { status, cell, count, since, district, size } = store;
  for (let slot = 0; slot < size; slot++) {
    const what = status[slot]!;
    if (what === k_free) continue;
    const where = cell[slot]!;
    counts[where * statuses + what]! += count[slot]!;
    if (what < k_safe_below || what >= k_help) continue;
    const known = since[slot]!;
    const from = known === known ? known : district_oldest[district[slot]!]!;
    if (from < oldest[where]!) oldest[where] = from;
  }
  return { counts, oldest };
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
