import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { board_topic } from '../../src/state/board';
import { aggregate, DotStore, k_dot_statuses, mercator_x, mercator_y } from '../../src/state/board_dots';
import { buffers_of, ColumnsError, decode_columns, type DotColumns } from '../../src/state/columns';
import type { Dot, LiveEvent, MapSnapshot } from '../../src/wire/types';

interface Golden {
  head: MapSnapshot;
  dots: { lat: number; lng: number; status: Dot['status']; district_id: string; number?: number; since?: number | null; count?: number }[];
  bytes: string;
}
const golden = (name: string): Golden =>
  JSON.parse(readFileSync(join(__dirname, `../../../schema/api/examples/columns/${name}.json`), 'utf8')) as Golden;
const bytes_of = (one: Golden): Uint8Array => Uint8Array.from(Buffer.from(one.bytes, 'hex'));

const k_wire: Dot['status'][] = ['unconfirmed', 'checking', 'unreachable', 'safe_home', 'safe_sheltered', 'safe_elsewhere', 'needs_help', 'needs_rescue', 'deceased'];

/** An encoder of the test's own, by the layout's words. */
function encode(head: object, dots: Golden['dots'], districts: string[]): Uint8Array {
  const out: number[] = [...Buffer.from('MSB1')];
  const varint = (value: number): void => {
    for (; value >= 128; value = Math.floor(value / 128)) out.push((value % 128) + 128);
    out.push(value);
  };
  const deltas = (values: number[]): void =>
    values.forEach((value, i) => {
      const step = value - (values[i - 1] ?? 0);
      varint(step >= 0 ? step * 2 : -step * 2 - 1);
    });
  const text = Buffer.from(JSON.stringify(head));
  varint(text.length);
  out.push(...text, 1);
  varint(dots.length);
  varint(districts.length);
  for (const id of districts) out.push(...Buffer.from(id.replaceAll('-', ''), 'hex'));
  deltas(dots.map((dot) => Math.round(dot.lat * 1e6)));
  deltas(dots.map((dot) => Math.round(dot.lng * 1e6)));
  for (let i = 0; i < dots.length; i += 2) out.push(k_wire.indexOf(dots[i]!.status) | (dots[i + 1] ? k_wire.indexOf(dots[i + 1]!.status) << 4 : 0));
  for (const dot of dots) varint(districts.indexOf(dot.district_id)), varint(1);
  deltas(dots.map((dot) => dot.number!));
  deltas(dots.filter((dot) => k_wire.indexOf(dot.status) < 3).map((dot) => dot.since ?? 0));
  return Uint8Array.from(out);
}

function chance(seed: number): (n: number) => number {
  let state = seed;
  return (n) => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return Math.floor((state / 2 ** 32) * n);
  };
}

const k_districts = ['019a9f00-0000-7000-8000-0000000000d1', '019a9f00-0000-7000-8000-0000000000d2'];

function random_dots(seed: number, n: number): Golden['dots'] {
  const below = chance(seed);
  return Array.from({ length: n }, (_, i) => {
    const status = k_wire[below(9)]!;
    const since = k_wire.indexOf(status) < 3 && below(4) > 0 ? 1_795_000_000_000 + below(1e9) : null;
    return { lat: below(180_000_001) / 1e6 - 90, lng: below(360_000_001) / 1e6 - 180, status, district_id: k_districts[below(2)]!, number: i * 3 + below(3), since };
  });
}

function expect_same(columns: DotColumns, dots: Golden['dots']): void {
  expect(columns.size).toBe(dots.length);
  dots.forEach((dot, i) => {
    expect(columns.x[i]).toBeCloseTo(mercator_x(dot.lng), 9);
    if (Math.abs(dot.lat) < 89) expect(columns.y[i]).toBeCloseTo(mercator_y(dot.lat), 9);
    expect(k_dot_statuses[columns.status[i]!] ?? 'deceased').toBe(dot.status);
    expect(columns.districts[columns.district[i]!]).toBe(dot.district_id);
    expect(columns.cell_row[columns.cell[i]!]).toBe(Math.floor(Math.round(dot.lat * 1e6) / 10_000));
    if (dot.number === undefined) return;
    expect(columns.number[i]).toBe(dot.number);
    expect(Number.isNaN(columns.since[i]) ? null : columns.since[i]).toBe(dot.since);
  });
}

describe('the columns of a map', () => {
  it.each(['people', 'cells'])('say what the golden %s say', (name) => {
    const one = golden(name);
    const columns = decode_columns(bytes_of(one));
    expect(columns.head).toEqual(one.head);
    expect(columns.is_exact).toBe(name === 'people');
    expect_same(columns, one.dots);
    if (name === 'cells') expect([...columns.count]).toEqual(one.dots.map((dot) => dot.count));
  });

  it('say any people as they were', () => {
    for (let seed = 1; seed <= 25; seed++) {
      const dots = random_dots(seed, seed % 7 === 0 ? 0 : seed * 11);
      expect_same(decode_columns(encode({ seq: seed }, dots, k_districts)), dots);
    }
  });

  it('are refused where they are cut off, longer than they say, or not ours', () => {
    const bytes = bytes_of(golden('people'));
    for (let end = 0; end < bytes.length; end++) expect(() => decode_columns(bytes.subarray(0, end)), String(end)).toThrow(ColumnsError);
    expect(() => decode_columns(Uint8Array.from([...bytes, 0]))).toThrow(ColumnsError);
    expect(() => decode_columns(Uint8Array.from(Buffer.from('{"dots":[]}')))).toThrow(ColumnsError);
  });

  it('with any byte changed are refused or decoded, never an endless or huge piece of work', () => {
    const whole = encode({ seq: 1 }, random_dots(5, 40), k_districts);
    const below = chance(9);
    for (let run = 0; run < 3000; run++) {
      const bytes = whole.slice();
      for (let k = 1 + below(3); k > 0; k--) bytes[below(bytes.length)] = below(256);
      try {
        expect(decode_columns(bytes).size).toBeLessThanOrEqual(bytes.length * 2);
      } catch (error) {
        expect(error).toBeInstanceOf(ColumnsError);
      }
    }
  });

  it('hand over every array without a copy', () => {
    const columns = decode_columns(bytes_of(golden('people')));
    expect(new Set(buffers_of(columns)).size).toBe(Object.values(columns).filter(ArrayBuffer.isView).length);
  });
});

describe('the board fed by columns', () => {
  it('sums the same rings as from objects', () => {
    const dots = random_dots(3, 500).filter((dot) => dot.status !== 'deceased');
    const store = new DotStore();
    store.adopt(decode_columns(encode({ seq: 1 }, dots, k_districts)));
    const objects = new DotStore();
    objects.start(dots.map((dot, i) => ({ ...dot, registrant_id: `r${i}`, number: `R-${dot.number}-0`, since: dot.since ? new Date(dot.since).toISOString() : null })));
    expect(aggregate(store, [], 4, () => 7)).toEqual(aggregate(objects, [], 4, () => 7));
  });

  it('applies a live change to the person in its slot, by number', () => {
    const one = golden('people');
    const data = board_topic.start(decode_columns(bytes_of(one)));
    const changed: Dot = { registrant_id: 'r', number: 'R-0002-9', lat: 35.251199, lng: 139.152364, status: 'safe_home', since: null, district_id: k_districts[0]! };
    const event = { seq: 99, type: 'check.recorded', occurred_at: one.head.generated_at, recorded_at: one.head.generated_at, dots: [changed] } as LiveEvent;
    const next = board_topic.fold(data, [event]);
    expect(next.store.size).toBe(one.dots.length);
    expect(k_dot_statuses[next.store.status[1]!]).toBe('safe_home');
    expect(next.last_events).toHaveLength(1);
  });

  it('replaces and removes the sums of a wall', () => {
    const one = golden('cells');
    const data = board_topic.start(decode_columns(bytes_of(one)));
    const sum = (status: Dot['status'], count: number): Dot => ({ lat: 35.255, lng: 139.155, status, count, district_id: k_districts[0]! });
    const event = { seq: 99, type: 'check.recorded', occurred_at: one.head.generated_at, recorded_at: one.head.generated_at, dots: [sum('unconfirmed', 0), sum('needs_help', 203)] } as LiveEvent;
    const next = board_topic.fold(data, [event]);
    const cell = aggregate(next.store, [], 1, () => Infinity).find((each) => each.row === 3525)!;
    expect([cell.total, cell.open]).toEqual([203, 0]);
  });
});
