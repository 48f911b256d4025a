// The order of a walk: nearest first, then crossings taken out. Pure, and the same for the same places.

export interface Spot {
  lat: number;
  lng: number;
}

/** Metres between two places a walk apart: flat is near enough within a district. */
export function metres(a: Spot, b: Spot): number {
  const metres_per_degree = 111_320;
  const dy = (b.lat - a.lat) * metres_per_degree;
  const dx = (b.lng - a.lng) * metres_per_degree * Math.cos(((a.lat + b.lat) / 2) * (Math.PI / 180));
  return Math.hypot(dx, dy);
}

/** Length of the walk from `start` over the spots in this order. */
export function walk_length(spots: readonly Spot[], start: Spot | null): number {
  let sum = 0;
  let at = start;
  for (const spot of spots) {
    if (at) sum += metres(at, spot);
    at = spot;
  }
  return sum;
}

/**
 * Indexes of `spots` in walking order, from where I stand or, without that, from the first. The walk is open: it does
 * not come back. At most `k_rounds_max` improving rounds, so that a thousand places stay quick on a phone.
 */
export function walking_order(spots: readonly Spot[], start: Spot | null): number[] {
  if (spots.length === 0) return [];
  const order = nearest_first(spots, start);
  if (spots.length <= k_two_opt_max) untangle(order, spots, start);
  return order;
}

const k_rounds_max = 30;
/** Above this the nearest-first walk is kept: two-opt is quadratic a round. */
const k_two_opt_max = 400;

function nearest_first(spots: readonly Spot[], start: Spot | null): number[] {
  const left = new Set(spots.keys());
  const order: number[] = [];
  let at = start;
  if (!at) {
    order.push(0);
    left.delete(0);
    at = spots[0]!;
  }
  while (left.size > 0) {
    let best = -1;
    let best_m = Infinity;
    for (const index of left) {
      const away = metres(at, spots[index]!);
      if (away < best_m) [best, best_m] = [index, away];
    }
    order.push(best);
    left.delete(best);
    at = spots[best]!;
  }
  return order;
}

/** 2-opt on an open walk: turns a stretch around while that shortens the walk. */
function untangle(order: number[], spots: readonly Spot[], start: Spot | null): void {
  const at = (i: number): Spot | null => (i < 0 ? start : i < order.length ? spots[order[i]!]! : null);
  const gap = (a: Spot | null, b: Spot | null): number => (a && b ? metres(a, b) : 0);
  // Without a place to stand on, the first of the walk stays the first.
  const first = start ? 0 : 1;
  for (let round = 0; round < k_rounds_max; round++) {
    let is_better = false;
    for (let i = first; i < order.length - 1; i++) {
      for (let j = i + 1; j < order.length; j++) {
        const before = gap(at(i - 1), at(i)) + gap(at(j), at(j + 1));
        const after = gap(at(i - 1), at(j)) + gap(at(i), at(j + 1));
        if (after >= before - 0.01) continue;
        reverse(order, i, j);
        is_better = true;
      }
    }
    if (!is_better) return;
  }
}

function reverse(order: number[], from: number, to: number): void {
  for (let i = from, j = to; i < j; i++, j--) [order[i], order[j]] = [order[j]!, order[i]!];
}
