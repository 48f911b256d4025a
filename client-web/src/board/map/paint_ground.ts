// District cells under everything: white land with a grey edge, or only the edge where a real map lies below.
import { mercator_x, mercator_y } from '../../state/board_dots';
import type { District, Id } from '../../wire/types';
import type { Frame } from './canvas_layer';
import type { Look } from './look';

export interface Shape {
  id: Id;
  name: string;
  /** World coordinates of the name. */
  x: number;
  y: number;
  rings: Float64Array[];
}

export function shapes_of(districts: Iterable<District>): Shape[] {
  return [...districts].map((district) => ({
    id: district.id,
    name: district.name,
    x: mercator_x(district.lng),
    y: mercator_y(district.lat),
    rings: (district.cell ?? []).map((ring) =>
      Float64Array.from(ring.flatMap(([lng = 0, lat = 0]) => [mercator_x(lng), mercator_y(lat)])),
    ),
  }));
}

export function trace_rings(frame: Frame, rings: readonly Float64Array[]): void {
  for (const ring of rings) {
    for (let i = 0; i < ring.length; i += 2) {
      const x = frame.x_of(ring[i]!);
      const y = frame.y_of(ring[i + 1]!);
      if (i === 0) frame.pen.moveTo(x, y);
      else frame.pen.lineTo(x, y);
    }
    frame.pen.closePath();
  }
}

export function paint_ground(frame: Frame, look: Look, shapes: readonly Shape[], has_base: boolean): void {
  const { pen } = frame;
  pen.beginPath();
  for (const shape of shapes) trace_rings(frame, shape.rings);
  if (!has_base) {
    pen.fillStyle = look.land;
    pen.fill('nonzero');
  }
  pen.lineJoin = 'round';
  pen.lineWidth = has_base ? 1.5 : 1;
  pen.strokeStyle = has_base ? look.ink_2 : '#a6adb3';
  pen.stroke();
}

/** The district of the row under the hand: black line on yellow, as the focus of a control. */
export function paint_marked(frame: Frame, look: Look, shape: Shape): void {
  const { pen } = frame;
  pen.beginPath();
  trace_rings(frame, shape.rings);
  pen.lineJoin = 'round';
  pen.lineWidth = 8;
  pen.strokeStyle = look.focus;
  pen.stroke();
  pen.lineWidth = 3.5;
  pen.strokeStyle = look.ink;
  pen.stroke();
}
