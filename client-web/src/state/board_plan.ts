// Geometry of the map page: scale, which district lies under the pointer, where a label has room.
import type { District, Id } from '../wire/types';

export interface Box {
  x: number;
  y: number;
  w: number;
  h: number;
}

/** Metres of one screen pixel at this latitude and zoom (256 px tiles). */
export function metres_per_px(lat: number, zoom: number): number {
  return (40_075_016.686 * Math.cos((lat * Math.PI) / 180)) / (256 * 2 ** zoom);
}

/** The longest round length (1, 2 or 5 times a power of ten) that fits. */
export function scale_bar(per_px: number, most_px: number): { metres: number; px: number } {
  const most = per_px * most_px;
  const power = 10 ** Math.floor(Math.log10(most));
  const metres = [5, 2, 1].map((n) => n * power).find((length) => length <= most) ?? power;
  return { metres, px: metres / per_px };
}

/** Even-odd over all rings, so holes are outside. */
export function contains(rings: readonly (readonly (readonly number[])[])[], lng: number, lat: number): boolean {
  let is_inside = false;
  for (const ring of rings) {
    for (let i = 0, j = ring.length - 1; i < ring.length; j = i++) {
      const [ax = 0, ay = 0] = ring[i]!;
      const [bx = 0, by = 0] = ring[j]!;
      if (ay > lat !== by > lat && lng < ((bx - ax) * (lat - ay)) / (by - ay) + ax) is_inside = !is_inside;
    }
  }
  return is_inside;
}

export function district_at(districts: Iterable<District>, lng: number, lat: number): Id | null {
  for (const district of districts) if (district.cell && contains(district.cell, lng, lat)) return district.id;
  return null;
}

export function overlap(a: Box, b: Box): number {
  const w = Math.min(a.x + a.w, b.x + b.w) - Math.max(a.x, b.x);
  const h = Math.min(a.y + a.h, b.y + b.h) - Math.max(a.y, b.y);
  return w > 0 && h > 0 ? w * h : 0;
}

export interface Callout {
  /** Point that the label speaks of. */
  x: number;
  y: number;
  w: number;
  h: number;
}

/**
 * A free place for each label, near its point: what is taken costs more than any way, and so does a box that the line
 * to the point would strike through. Labels placed earlier are taken for the later ones, so the first (the longest
 * silence) gets the best place.
 */
export function place_callouts(labels: readonly Callout[], taken: readonly Box[], area: Box, grid = 12): Box[] {
  const boxes = [...taken];
  return labels.map((label) => {
    let best: Box = { x: area.x, y: area.y, w: label.w, h: label.h };
    let best_cost = Infinity;
    for (let y = area.y; y + label.h <= area.y + area.h; y += grid) {
      for (let x = area.x; x + label.w <= area.x + area.w; x += grid) {
        const box = { x, y, w: label.w, h: label.h };
        const way = Math.hypot(edge(label.x, x, label.w), edge(label.y, y, label.h));
        let cost = way;
        for (const other of boxes) {
          cost += overlap(box, other) * 4;
          if (cost >= best_cost) break;
        }
        if (cost < best_cost) cost += strikes(label, box, taken) * 30;
        if (cost < best_cost) {
          best = box;
          best_cost = cost;
        }
      }
    }
    boxes.push(best);
    return best;
  });
}

/** How many boxes the line from a label to its point strikes through; the one the point stands in does not count. */
function strikes(point: { x: number; y: number }, box: Box, taken: readonly Box[]): number {
  const x = Math.min(Math.max(point.x, box.x), box.x + box.w);
  const y = Math.min(Math.max(point.y, box.y), box.y + box.h);
  const inside = (other: Box, px: number, py: number): boolean =>
    px > other.x && px < other.x + other.w && py > other.y && py < other.y + other.h;
  const steps = Math.ceil(Math.hypot(x - point.x, y - point.y) / 10);
  const struck = new Set<Box>();
  for (let i = 1; i < steps; i++) {
    const px = point.x + ((x - point.x) * i) / steps;
    const py = point.y + ((y - point.y) * i) / steps;
    for (const other of taken) if (!inside(other, point.x, point.y) && inside(other, px, py)) struck.add(other);
  }
  return struck.size;
}

function edge(at: number, from: number, length: number): number {
  return at < from ? from - at : at > from + length ? at - from - length : 0;
}

/** Greedy: a label is kept where nothing lies yet. */
export function labels_with_room<T extends Box>(labels: Iterable<T>, taken: readonly Box[], area: Box): T[] {
  const boxes = [...taken];
  const kept: T[] = [];
  for (const label of labels) {
    const is_in = Math.abs(overlap(label, area) - label.w * label.h) < 1e-6;
    if (!is_in || boxes.some((box) => overlap(label, box) > 0)) continue;
    boxes.push(label);
    kept.push(label);
  }
  return kept;
}
