// A map without network: places to pixels and back, fitted to the people of a list. Pure.
import type { Spot } from './route';

export interface Frame {
  /** Centre of the picture. */
  lat: number;
  lng: number;
  /** Pixels a degree of latitude. */
  scale: number;
  width: number;
  height: number;
}

const k_scale_min = 3_000;
const k_scale_max = 4_000_000;

/** Shows all spots with a margin; a single one at the size of a few streets. */
export function frame_of(spots: readonly Spot[], width: number, height: number, margin = 28): Frame {
  const lats = spots.map((spot) => spot.lat);
  const lngs = spots.map((spot) => spot.lng);
  const [south, north] = [Math.min(...lats), Math.max(...lats)];
  const [west, east] = [Math.min(...lngs), Math.max(...lngs)];
  if (spots.length === 0) return { lat: 35.2556, lng: 139.1597, scale: 20_000, width, height };
  const lat = (south + north) / 2;
  const squeeze = Math.cos((lat * Math.PI) / 180);
  const high = (height - 2 * margin) / Math.max(north - south, 0.002);
  const wide = (width - 2 * margin) / Math.max((east - west) * squeeze, 0.002);
  return { lat, lng: (west + east) / 2, scale: clamp(Math.min(high, wide)), width, height };
}

function clamp(scale: number): number {
  return Math.min(k_scale_max, Math.max(k_scale_min, scale));
}

export function to_pixel(frame: Frame, spot: Spot): { x: number; y: number } {
  const squeeze = Math.cos((frame.lat * Math.PI) / 180);
  return {
    x: frame.width / 2 + (spot.lng - frame.lng) * squeeze * frame.scale,
    y: frame.height / 2 - (spot.lat - frame.lat) * frame.scale,
  };
}

/** Nearer or farther round the middle. */
export function zoomed(frame: Frame, factor: number): Frame {
  return { ...frame, scale: clamp(frame.scale * factor) };
}

/** The picture follows the finger. */
export function dragged(frame: Frame, dx: number, dy: number): Frame {
  const squeeze = Math.cos((frame.lat * Math.PI) / 180);
  return { ...frame, lat: frame.lat + dy / frame.scale, lng: frame.lng - dx / (squeeze * frame.scale) };
}

/** Index of the spot under a finger, or -1 when none lies within `reach` pixels. */
export function spot_at(frame: Frame, spots: readonly Spot[], x: number, y: number, reach = 24): number {
  let best = -1;
  let best_px = reach;
  spots.forEach((spot, index) => {
    const at = to_pixel(frame, spot);
    const away = Math.hypot(at.x - x, at.y - y);
    if (away <= best_px) [best, best_px] = [index, away];
  });
  return best;
}
