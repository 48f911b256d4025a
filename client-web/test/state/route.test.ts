import { describe, expect, it } from 'vitest';
import { metres, walk_length, walking_order, type Spot } from '../../src/state/route';

const at = (east: number, north = 0): Spot => ({ lat: 35.25 + north / 111_320, lng: 139.15 + east / 90_900 });
/** The same places every time, without a run of chance. */
function scattered(count: number): Spot[] {
  let seed = 7;
  const next = (): number => (seed = (seed * 48_271) % 2_147_483_647) / 2_147_483_647;
  return Array.from({ length: count }, () => at(next() * 1_500, next() * 1_500));
}
const along = (spots: readonly Spot[], order: readonly number[]): Spot[] => order.map((index) => spots[index]!);

describe('the walk', () => {
  it('measures metres within a district', () => {
    expect(metres(at(0), at(100))).toBeCloseTo(100, 0);
    expect(metres(at(0, 0), at(300, 400))).toBeCloseTo(500, -1);
  });

  it('starts where I stand and goes to the nearest first', () => {
    const spots = [at(500), at(100), at(300)];
    expect(walking_order(spots, at(0))).toEqual([1, 2, 0]);
  });

  it('starts with the first of the list where the phone does not know its place', () => {
    const spots = [at(300), at(0), at(400), at(100)];
    expect(walking_order(spots, null)[0]).toBe(0);
  });

  it('visits everybody once', () => {
    const spots = scattered(60);
    expect([...walking_order(spots, at(0))].sort((a, b) => a - b)).toEqual([...spots.keys()]);
    expect(walking_order([], at(0))).toEqual([]);
    expect(walking_order([at(1)], null)).toEqual([0]);
  });

  it('takes crossings out: never longer than nearest-first, and shorter where that crosses itself', () => {
    // Nearest-first is lured to the left and has to come back over its own way.
    const lured = [at(0), at(-11), at(10), at(-24), at(30), at(-50)];
    const order = walking_order(lured, at(1));
    const greedy = [at(0), at(10), at(-11), at(-24), at(-50), at(30)];
    expect(walk_length(along(lured, order), at(1))).toBeLessThan(walk_length(greedy, at(1)));
    const spots = scattered(120);
    const straight = walk_length(spots, at(0));
    expect(walk_length(along(spots, walking_order(spots, at(0))), at(0))).toBeLessThan(straight / 4);
  });

  it('gives the same walk for the same places, also for many', () => {
    const spots = scattered(900);
    expect(walking_order(spots, null)).toEqual(walking_order(spots, null));
    expect(new Set(walking_order(spots, null)).size).toBe(900);
  });
});
