// The snapshot of a live map as columns (application/octet-stream), decoded into flat arrays: no object a dot. The layout
// stands in shared/wire/columns.hpp of the server. Pure, and without a DOM: it runs in a worker.
import type { Id, MapSnapshot, SafetyStatus } from '../wire/types';
import { k_cells_per_degree, k_dot_statuses, k_free, mercator_x, mercator_y } from './board_space';

export interface DotColumns {
  /** Everything of the map but its dots. */
  head: MapSnapshot;
  /** People; else sums of a cell, as a wall gets them. */
  is_exact: boolean;
  size: number;
  x: Float64Array;
  y: Float64Array;
  /** Index in cell_row and cell_col. */
  cell: Int32Array;
  cell_row: Int32Array;
  cell_col: Int32Array;
  /** Index in k_dot_statuses, or k_free. */
  status: Uint8Array;
  count: Uint32Array;
  /** ms; NaN where nothing is open or nothing is told. */
  since: Float64Array;
  district: Uint16Array;
  districts: Id[];
  /** The registrants' numbers; empty for cells. */
  number: Uint32Array;
}

export class ColumnsError extends Error {}

const k_magic = 'MSB1';
const k_people = 1;
const k_cells = 2;
const k_dots_max = 20_000_000;
/** Hundredths of a degree hold so many units of the columns. */
const k_units_a_cell = 1e6 / k_cells_per_degree;

/** The order of SafetyStatus on the wire. */
const k_wire_statuses: readonly SafetyStatus[] = [
  'unconfirmed', 'checking', 'unreachable', 'safe_home', 'safe_sheltered', 'safe_elsewhere', 'needs_help',
  'needs_rescue', 'deceased',
];
const k_slot_of_status = Uint8Array.from({ length: 16 }, (_, i) => {
  const at = k_dot_statuses.indexOf(k_wire_statuses[i] as (typeof k_dot_statuses)[number]);
  return at < 0 ? k_free : at;
});
const k_open_on_wire = 3;

class Reader {
  private at = 0;
  constructor(private readonly bytes: Uint8Array) {}

  byte(): number {
    if (this.at >= this.bytes.length) throw new ColumnsError('the bytes end too early');
    return this.bytes[this.at++]!;
  }

  take(length: number): Uint8Array {
    if (length > this.bytes.length - this.at) throw new ColumnsError('the bytes end too early');
    return this.bytes.subarray(this.at, (this.at += length));
  }

  varint(): number {
    let value = 0;
    let scale = 1;
    for (let i = 0; i < 8; i++) {
      const byte = this.byte();
      value += (byte & 0x7f) * scale;
      if (byte < 0x80) return value;
      scale *= 128;
    }
    throw new ColumnsError('a number is too long');
  }

  /** One column of zigzag deltas; `put` gets the values. */
  deltas(n: number, put: (i: number, value: number) => void): void {
    let value = 0;
    for (let i = 0; i < n; i++) {
      const step = this.varint();
      value += step % 2 === 0 ? step / 2 : -(step + 1) / 2;
      put(i, value);
    }
  }

  end(): void {
    if (this.at !== this.bytes.length) throw new ColumnsError('bytes are left over');
  }
}

/** Throws ColumnsError for bytes that are not ours. */
export function decode_columns(bytes: Uint8Array): DotColumns {
  const reader = new Reader(bytes);
  if (new TextDecoder('latin1').decode(reader.take(4)) !== k_magic) throw new ColumnsError('no columns');
  const head = read_head(reader);
  const kind = reader.byte();
  if (kind !== k_people && kind !== k_cells) throw new ColumnsError(`kind ${kind} is not known`);
  const n = reader.varint();
  if (n > Math.min(k_dots_max, bytes.length * 2)) throw new ColumnsError('more dots than bytes');
  const districts = read_districts(reader);
  const place = read_places(reader, n);
  const wire_status = reader.take(Math.ceil(n / 2));
  const status = new Uint8Array(n);
  const status_at = (i: number): number => (wire_status[i >> 1]! >> ((i & 1) * 4)) & 0xf;
  for (let i = 0; i < n; i++) status[i] = k_slot_of_status[status_at(i)]!;
  const district = read_runs(reader, n, districts.length);
  const since = new Float64Array(n).fill(NaN);
  const count = new Uint32Array(n).fill(1);
  const number = new Uint32Array(kind === k_people ? n : 0);
  if (kind === k_people) {
    reader.deltas(n, (i, value) => (number[i] = value));
    const open: number[] | Int32Array = new Int32Array(n);
    let open_count = 0;
    for (let i = 0; i < n; i++) if (status_at(i) < k_open_on_wire) open[open_count++] = i;
    reader.deltas(open_count, (i, value) => (since[open[i]!] = value === 0 ? NaN : value));
  } else {
    for (let i = 0; i < n; i++) count[i] = reader.varint();
  }
  reader.end();
  return { head, is_exact: kind === k_people, size: n, ...place, status, count, since, district, districts, number };
}

function read_head(reader: Reader): MapSnapshot {
  const text = new TextDecoder('utf-8', { fatal: true });
  try {
    return JSON.parse(text.decode(reader.take(reader.varint()))) as MapSnapshot;
  } catch (error) {
    throw error instanceof ColumnsError ? error : new ColumnsError('the head is not JSON');
  }
}

function read_districts(reader: Reader): Id[] {
  const count = reader.varint();
  if (count > 0xffff) throw new ColumnsError('too many districts');
  const ids: Id[] = [];
  for (let i = 0; i < count; i++) {
    const hex = [...reader.take(16)].map((byte) => byte.toString(16).padStart(2, '0')).join('');
    ids.push(hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5'));
  }
  return ids;
}

function read_runs(reader: Reader, n: number, districts: number): Uint16Array {
  const district = new Uint16Array(n);
  for (let i = 0; i < n; ) {
    const index = reader.varint();
    const length = reader.varint();
    if (index >= districts || length === 0 || length > n - i) throw new ColumnsError('a run is wrong');
    district.fill(index, i, i + length);
    i += length;
  }
  return district;
}

function read_places(reader: Reader, n: number): Pick<DotColumns, 'x' | 'y' | 'cell' | 'cell_row' | 'cell_col'> {
  const x = new Float64Array(n);
  const y = new Float64Array(n);
  const cell = new Int32Array(n);
  const row = new Int32Array(n);
  reader.deltas(n, (i, value) => {
    y[i] = mercator_y(value / 1e6);
    row[i] = Math.floor(value / k_units_a_cell);
  });
  const rows: number[] = [];
  const cols: number[] = [];
  const known = new Map<number, number>();
  reader.deltas(n, (i, value) => {
    x[i] = mercator_x(value / 1e6);
    const col = Math.floor(value / k_units_a_cell);
    const key = row[i]! * 100_000 + col;
    let index = known.get(key);
    if (index === undefined) {
      index = rows.push(row[i]!) - 1;
      cols.push(col);
      known.set(key, index);
    }
    cell[i] = index;
  });
  return { x, y, cell, cell_row: Int32Array.from(rows), cell_col: Int32Array.from(cols) };
}

/** The buffers to hand over to another thread instead of copying them. */
export function buffers_of(columns: DotColumns): ArrayBufferLike[] {
  return Object.values(columns).flatMap((value) => (ArrayBuffer.isView(value) ? [value.buffer] : []));
}
