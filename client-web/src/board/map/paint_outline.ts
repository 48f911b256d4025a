// The real outline of the city, where one was imported: land is white, the sketch of the districts only thin lines on it.
import { mercator_x, mercator_y } from '../../state/board_dots';
import type { MapArea } from '../../wire/types';
import type { Frame } from './canvas_layer';
import type { Look } from './look';
import { trace_rings, type Shape } from './paint_ground';

/** World coordinates, x and y in turn. */
export type Ring = Float64Array;

export function rings_of_area(area: MapArea | undefined): Ring[] {
  return (area?.parts ?? []).flatMap((part) => part.rings.map(to_world));
}

export function to_world(ring: readonly (readonly number[])[]): Ring {
  return Float64Array.from(ring.flatMap(([lng = 0, lat = 0]) => [mercator_x(lng), mercator_y(lat)]));
}

export function paint_outline(frame: Frame, look: Look, outline: readonly Ring[], shapes: readonly Shape[], has_base: boolean): void {
  const { pen } = frame;
  pen.save();
  pen.beginPath();
  trace_rings(frame, outline);
  if (!has_base) {
    pen.fillStyle = look.land;
    pen.fill('evenodd');
  }
  pen.clip('evenodd');
  pen.beginPath();
  for (const shape of shapes) trace_rings(frame, shape.rings);
  pen.lineJoin = 'round';
  pen.lineWidth = 1;
  pen.setLineDash([4, 3]);
  pen.strokeStyle = '#a6adb3';
  pen.stroke();
  pen.restore();
  pen.beginPath();
  trace_rings(frame, outline);
  pen.lineJoin = 'round';
  pen.lineWidth = has_base ? 2 : 1.5;
  pen.strokeStyle = look.ink_2;
  pen.stroke();
}
