// The units of the live map: statuses by number, Web Mercator, cells.
import type { SafetyStatus } from '../wire/types';

/** Painted in this order, so that the urgent ones stay on top. The index is the number kept in the arrays. */
export const k_dot_statuses = [
  'safe_home',
  'safe_sheltered',
  'safe_elsewhere',
  'unconfirmed',
  'checking',
  'unreachable',
  'needs_help',
  'needs_rescue',
] as const satisfies readonly SafetyStatus[];

export const k_safe_below = 3;
export const k_help = 6;
export const k_rescue = 7;
export const k_free = 255;
/** Side of a cell: 0.01° is 1.1 km north to south, 0.9 km west to east. The server rounds a viewer's dots to it. */
export const k_cells_per_degree = 100;

/** Web Mercator, the whole world from 0 to 1. */
export function mercator_x(lng: number): number {
  return (lng + 180) / 360;
}

export function mercator_y(lat: number): number {
  const sine = Math.sin((lat * Math.PI) / 180);
  return 0.5 - Math.log((1 + sine) / (1 - sine)) / (4 * Math.PI);
}
