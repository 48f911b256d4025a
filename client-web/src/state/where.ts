// Where a point of the map stands, for somebody who does not see it: beside which town or district, how far, which way.
import type { District, MapPoint, Place } from '../wire/types';
import { contains } from './board_plan';

/** Clockwise from the north, as the point lies from the named place. */
export const k_ways = ['n', 'ne', 'e', 'se', 's', 'sw', 'w', 'nw'] as const;
export type Way = (typeof k_ways)[number];

export type Where =
  | { kind: 'at'; name: string }
  /** `metres` in tens, from 1 km on in hundreds. */
  | { kind: 'near'; name: string; metres: number; way: Way }
  /** Nothing that has a name is near: degrees, to about 100 m. */
  | { kind: 'nowhere'; lat: string; lng: string };

/** So close to the point of a town is that town. */
const k_at_m = 30;
/** A town farther away than this says nothing about the place. */
const k_town_m = 1_500;
const k_district_m = 5_000;
const k_m_per_degree = 111_320;

interface Named {
  name: string;
  lat: number;
  lng: number;
}

/** The nearest town, else the district it lies in or is near to. Flat earth: good to a metre over a city. */
export function where_stands(point: MapPoint, towns: readonly Place[], districts: readonly District[]): Where {
  const town = nearest(point, towns);
  if (town && town.metres <= k_town_m) return near(town);
  const own = districts.find((one) => one.cell && contains(one.cell, point.lng, point.lat));
  if (own) return { kind: 'at', name: own.name };
  const district = nearest(point, districts);
  if (district && district.metres <= k_district_m) return near(district);
  return { kind: 'nowhere', lat: point.lat.toFixed(3), lng: point.lng.toFixed(3) };
}

function nearest(point: MapPoint, places: readonly Named[]): { name: string; metres: number; way: Way } | null {
  const narrow = Math.cos((point.lat * Math.PI) / 180);
  let best: { name: string; metres: number; way: Way } | null = null;
  for (const place of places) {
    const east = (point.lng - place.lng) * narrow * k_m_per_degree;
    const north = (point.lat - place.lat) * k_m_per_degree;
    const metres = Math.hypot(east, north);
    if (best && best.metres <= metres) continue;
    const eighth = Math.round((Math.atan2(east, north) / Math.PI) * 4);
    best = { name: place.name, metres, way: k_ways[(eighth + 8) % 8]! };
  }
  return best;
}

function near(found: { name: string; metres: number; way: Way }): Where {
  const { name, metres, way } = found;
  if (metres <= k_at_m) return { kind: 'at', name };
  const step = metres < 1_000 ? 10 : 100;
  return { kind: 'near', name, metres: Math.round(metres / step) * step, way };
}
