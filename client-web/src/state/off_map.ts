// People whose mark cannot lie on the map: no position, or one in the sea or beyond the city. They are counted beside
// the map, so that its figures add up; nobody is lost because a number was mistyped.
import type { District, Id, MapArea, MapPoint } from '../wire/types';
import { k_free, type DotStore } from './board_dots';

/** A house on the beach is no mistake: so far beyond the line still counts as inside (0.002° is 220 m north to south). */
const k_margin = 0.002;
const k_row = 0.0005;

/** Answers quickly whether a place lies within an outline: the outline is cut into rows of 55 m once. */
export class Ground {
  private readonly rows = new Map<number, number[]>();

  constructor(rings: Iterable<readonly (readonly number[])[]>) {
    for (const ring of rings) this.add(ring);
    for (const crossings of this.rows.values()) crossings.sort((a, b) => a - b);
  }

  private add(ring: readonly (readonly number[])[]): void {
    for (let i = 0, j = ring.length - 1; i < ring.length; j = i++) {
      const [ax = 0, ay = 0] = ring[j]!;
      const [bx = 0, by = 0] = ring[i]!;
      const first = Math.ceil((Math.min(ay, by) - k_row / 2) / k_row);
      const last = Math.floor((Math.max(ay, by) - k_row / 2) / k_row);
      for (let row = first; row <= last; row++) {
        const y = row * k_row + k_row / 2;
        if (ay > y === by > y) continue;
        const at = ax + ((bx - ax) * (y - ay)) / (by - ay);
        const known = this.rows.get(row);
        if (known) known.push(at);
        else this.rows.set(row, [at]);
      }
    }
  }

  private holds(lng: number, lat: number): boolean {
    const crossings = this.rows.get(Math.floor(lat / k_row));
    if (!crossings) return false;
    let left = 0;
    while (left < crossings.length && crossings[left]! < lng) left++;
    return left % 2 === 1;
  }

  /** `margin` in degrees. */
  has(lng: number, lat: number, margin = k_margin): boolean {
    return (
      this.holds(lng, lat) ||
      this.holds(lng + margin, lat) ||
      this.holds(lng - margin, lat) ||
      this.holds(lng, lat + margin) ||
      this.holds(lng, lat - margin)
    );
  }
}

/** The city's outline where one was imported; else a box around the districts, a kilometre wider. */
export function ground_of(areas: readonly MapArea[], districts: Iterable<District>): Ground | null {
  const boundary = areas.find((area) => area.kind === 'boundary');
  if (boundary) return new Ground(boundary.parts.flatMap((part) => part.rings));
  const points = [...districts].flatMap((one) => [[one.lng, one.lat], ...(one.cell ?? []).flat()]);
  if (points.length === 0) return null;
  const lngs = points.map(([lng = 0]) => lng);
  const lats = points.map(([, lat = 0]) => lat);
  const [west, east] = [Math.min(...lngs) - 0.01, Math.max(...lngs) + 0.01];
  const [south, north] = [Math.min(...lats) - 0.01, Math.max(...lats) + 0.01];
  return new Ground([[[west, south], [east, south], [east, north], [west, north]]]);
}

export interface OffMap {
  /** On the map, as marks or within rings. */
  drawn: number;
  /** Counted, but nobody knows where. */
  placeless: number;
  /** 地図の外 */
  outside: number;
  /** By district, the most first. */
  outside_by_district: { district_id: Id; count: number }[];
  /** Where those lie who are outside, as far as they are worth a mark; none for a wall, whose marks are rounded. */
  outside_points: MapPoint[];
}

/** Marks of mistaken positions that are drawn at most; all are counted. */
const k_points_max = 200;

/** `total`: all people whom the figures beside the map speak of. A rounded mark (wall) counts as all of its cell. */
export function off_map(store: DotStore, ground: Ground | null, total: number): OffMap {
  let known = 0;
  const by_district = new Map<number, number>();
  const outside_points: MapPoint[] = [];
  const margin = store.is_exact ? k_margin : 0.01;
  for (let slot = 0; slot < store.size; slot++) {
    if (store.status[slot] === k_free) continue;
    const count = store.count[slot]!;
    known += count;
    if (!ground) continue;
    const point = { lat: lat_of(store.y[slot]!), lng: lng_of(store.x[slot]!) };
    if (ground.has(point.lng, point.lat, margin)) continue;
    if (store.is_exact && outside_points.length < k_points_max) outside_points.push(point);
    const district = store.district[slot]!;
    by_district.set(district, (by_district.get(district) ?? 0) + count);
  }
  const outside_by_district = [...by_district]
    .map(([slot, count]) => ({ district_id: store.districts[slot]!, count }))
    .sort((a, b) => b.count - a.count);
  const outside = outside_by_district.reduce((sum, one) => sum + one.count, 0);
  return { drawn: known - outside, placeless: Math.max(0, total - known), outside, outside_by_district, outside_points };
}

function lng_of(x: number): number {
  return x * 360 - 180;
}

function lat_of(y: number): number {
  return (Math.atan(Math.sinh(Math.PI * (1 - 2 * y))) * 180) / Math.PI;
}
