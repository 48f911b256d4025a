import { describe, expect, it } from 'vitest';
import { aggregate, DotStore, k_free, mercator_x, mercator_y, ring_arcs, step_for } from '../../src/state/board_dots';
import { contains, district_at, labels_with_room, metres_per_px, overlap, place_callouts, scale_bar } from '../../src/state/board_plan';
import type { District, Dot, NeedDot } from '../../src/wire/types';

const since = '2026-11-23T09:00:00.000+09:00';
const exact = (id: string, lat: number, lng: number, status: Dot['status'], more: Partial<Dot> = {}): Dot => ({ registrant_id: id, lat, lng, status, since, district_id: 'd1', ...more });
const rounded = (lat: number, lng: number, status: Dot['status'], count: number): Dot => ({ lat, lng, status, count, district_id: 'd1' });

function store_of(dots: Dot[]): DotStore {
  const store = new DotStore();
  store.start(dots);
  return store;
}

const everybody = (store: DotStore): number => aggregate(store, [], 1, () => Infinity).reduce((sum, cell) => sum + cell.total, 0);

describe('the dots of the map', () => {
  it('change in place, leave and come back without a second copy', () => {
    const store = store_of([exact('a', 35.2, 139.1, 'unconfirmed'), exact('b', 35.2, 139.1, 'safe_home')]);
    store.apply([exact('a', 35.2, 139.1, 'needs_help'), exact('b', 35.2, 139.1, 'safe_home', { count: 0 })]);
    expect([...store.status.slice(0, store.size)]).toEqual([6, k_free]);
    store.apply([exact('c', 35.3, 139.2, 'checking')]);
    expect(store.size).toBe(2);
    expect(everybody(store)).toBe(2);
  });

  it('are found by the number of the registrant where it is told', () => {
    const store = store_of([exact('a', 35.2, 139.1, 'unconfirmed', { number: 'R-0007-2' })]);
    store.apply([exact('a', 35.2, 139.1, 'safe_home', { number: 'R-0007-2' }), exact('b', 35.2, 139.1, 'safe_home', { number: 'R-90001-2' })]);
    expect([...store.status.slice(0, store.size)]).toEqual([0, 0]);
    store.apply([exact('b', 35.2, 139.1, 'deceased', { number: 'R-90001-2', count: 0 })]);
    expect(everybody(store)).toBe(1);
  });

  it('never hold a status that the map may not show', () => {
    expect(store_of([exact('a', 35.2, 139.1, 'deceased')]).size).toBe(0);
  });

  it('know whether they are people or sums of a cell', () => {
    expect(store_of([exact('a', 35.2, 139.1, 'unconfirmed')]).is_exact).toBe(true);
    expect(store_of([rounded(35.205, 139.105, 'unconfirmed', 4)]).is_exact).toBe(false);
  });

  it('grow far beyond the first room', () => {
    const store = store_of([]);
    store.apply(Array.from({ length: 5000 }, (_, i) => exact(`r${i}`, 35.2, 139.1, 'unconfirmed')));
    expect(aggregate(store, [], 1, () => Infinity)[0]).toMatchObject({ total: 5000, open: 5000 });
  });
});

describe('the grid of rings', () => {
  it('gives a viewer the same sums as staff, though the dots differ', () => {
    const people = [exact('a', 35.2012, 139.1091, 'unconfirmed'), exact('b', 35.2099, 139.1003, 'unreachable'), exact('c', 35.2051, 139.1055, 'safe_home'), exact('d', 35.2101, 139.1055, 'needs_rescue')];
    const sums = [rounded(35.205, 139.105, 'unconfirmed', 1), rounded(35.205, 139.105, 'unreachable', 1), rounded(35.205, 139.105, 'safe_home', 1), rounded(35.215, 139.105, 'needs_rescue', 1)];
    const at = Date.parse(since);
    const cells = aggregate(store_of(people), [], 1, () => at);
    expect(cells).toEqual(aggregate(store_of(sums), [], 1, () => at));
    expect(cells.map(({ row, col, open, rescue, total }) => ({ row, col, open, rescue, total }))).toEqual([
      { row: 3521, col: 13910, open: 0, rescue: 1, total: 1 },
      { row: 3520, col: 13910, open: 2, rescue: 0, total: 3 },
    ]);
  });

  it('takes the longest silence of a ring from its people, for a viewer from the district', () => {
    const people = store_of([exact('a', 35.2, 139.1, 'unconfirmed'), exact('b', 35.2, 139.1, 'checking', { since: '2026-11-23T08:00:00.000+09:00' }), exact('c', 35.2, 139.1, 'safe_home', { since: '2026-11-23T01:00:00.000+09:00' })]);
    expect(aggregate(people, [], 1, () => 5)[0]!.oldest).toBe(Date.parse('2026-11-23T08:00:00.000+09:00'));
    expect(aggregate(store_of([rounded(35.205, 139.105, 'unconfirmed', 4)]), [], 1, (id) => (id === 'd1' ? 77 : 0))[0]!.oldest).toBe(77);
  });

  it('flags needs nobody has touched, also where no person is', () => {
    const need = (status: NeedDot['status'], count = 1): NeedDot => ({ lat: 35.305, lng: 139.105, status, priority: 'normal', count });
    const cells = aggregate(store_of([]), [need('received', 2), need('working', 5)], 1, () => Infinity);
    expect(cells).toMatchObject([{ total: 0, untouched: 2 }]);
  });

  it('joins squares when rings would stand too close', () => {
    expect(step_for(40, 30)).toBe(1);
    expect(step_for(12, 30)).toBe(4);
    const store = store_of([rounded(35.205, 139.105, 'unconfirmed', 1), rounded(35.215, 139.115, 'unconfirmed', 2)]);
    expect(aggregate(store, [], 2, () => Infinity)).toMatchObject([{ row: 3520, col: 13910, open: 3 }]);
  });

  it('draws rescue first and all that is well as one thin end; the parts close the circle', () => {
    const store = store_of([rounded(35.205, 139.105, 'needs_rescue', 1), rounded(35.205, 139.105, 'unconfirmed', 2), rounded(35.205, 139.105, 'safe_home', 1), rounded(35.205, 139.105, 'safe_elsewhere', 4)]);
    const arcs = ring_arcs(aggregate(store, [], 1, () => Infinity)[0]!);
    expect(arcs.map((arc) => arc.status)).toEqual([7, 3, 0]);
    expect(arcs[0]!.from).toBe(0);
    expect(arcs.at(-1)!.to).toBeCloseTo(1);
    expect(arcs.at(-1)!.to - arcs.at(-1)!.from).toBeCloseTo(5 / 8);
  });

  it('stands where Web Mercator puts it', () => {
    expect(mercator_x(0)).toBe(0.5);
    expect(mercator_y(0)).toBeCloseTo(0.5);
    expect(mercator_y(35.26)).toBeLessThan(mercator_y(35.25));
  });
});

describe('the plan of the map', () => {
  const square = [[[139, 35], [140, 35], [140, 36], [139, 36], [139, 35]]];
  const hole = [[139.4, 35.4], [139.6, 35.4], [139.6, 35.6], [139.4, 35.6], [139.4, 35.4]];

  it('finds the district under the pointer, and none in a hole or at sea', () => {
    const district = { id: 'd', cell: [...square, hole] } as District;
    expect(district_at([{ id: 'none', cell: null } as District, district], 139.2, 35.2)).toBe('d');
    expect(district_at([district], 139.5, 35.5)).toBeNull();
    expect(contains(square, 141, 35.5)).toBe(false);
  });

  it('has a scale of a round length that fits', () => {
    expect(scale_bar(10, 110)).toEqual({ metres: 1000, px: 100 });
    expect(scale_bar(metres_per_px(35.26, 16), 110)).toMatchObject({ metres: 200 });
  });

  it('puts a label beside what is taken, and the next one beside the first', () => {
    const area = { x: 0, y: 0, w: 400, h: 300 };
    const taken = [{ x: 150, y: 100, w: 100, h: 100 }];
    const label = { x: 200, y: 150, w: 80, h: 30 };
    const [first, second] = place_callouts([label, label], taken, area);
    expect(overlap(first!, taken[0]!)).toBe(0);
    expect(overlap(first!, second!)).toBe(0);
  });

  it('writes a name only where nothing lies yet', () => {
    const area = { x: 0, y: 0, w: 100, h: 100 };
    const kept = labels_with_room([{ x: 10, y: 10, w: 20, h: 10 }, { x: 15, y: 12, w: 20, h: 10 }, { x: 90, y: 90, w: 20, h: 10 }], [], area);
    expect(kept).toHaveLength(1);
  });
});
