// Needs close up, where each has its own place: a pin in the colour of whose turn it is, orange where nobody has looked.
import { is_untouched } from '../../state/board';
import { mercator_x, mercator_y } from '../../state/board_dots';
import type { NeedDot } from '../../wire/types';
import type { Frame } from './canvas_layer';
import type { Look } from './look';

const k_help = 6;
const k_field = new Set(['dispatched', 'working']);

export function need_colour(look: Look, need: NeedDot): string {
  if (is_untouched(need)) return look.status[k_help]!;
  if (need.status === 'on_hold') return look.need_rest;
  return k_field.has(need.status) ? look.need_field : look.need_ours;
}

export function paint_needs(frame: Frame, look: Look, needs: Iterable<NeedDot>): void {
  const size = look.rem * 1.25;
  for (const need of needs) {
    const x = frame.x_of(mercator_x(need.lng));
    const y = frame.y_of(mercator_y(need.lat));
    if (x < -size || y < -size || x > frame.width + size || y > frame.height + size * 2) continue;
    pin(frame.pen, x, y, size, need_colour(look, need));
    if (is_untouched(need)) bang(frame.pen, x, y, size);
  }
}

function pin(pen: CanvasRenderingContext2D, x: number, y: number, size: number, colour: string): void {
  const r = size * 0.42;
  const top = y - size;
  pen.beginPath();
  pen.moveTo(x, y);
  pen.lineTo(x - r * 0.86, top + r * 0.5);
  pen.arc(x, top, r, Math.PI * 0.83, Math.PI * 2.17);
  pen.closePath();
  pen.lineJoin = 'round';
  pen.lineWidth = 3;
  pen.strokeStyle = '#fff';
  pen.stroke();
  pen.fillStyle = colour;
  pen.fill();
  pen.beginPath();
  pen.arc(x, top, r * 0.42, 0, 2 * Math.PI);
  pen.fillStyle = '#fff';
  pen.fill();
}

function bang(pen: CanvasRenderingContext2D, x: number, y: number, size: number): void {
  pen.fillStyle = '#1a1a1a';
  pen.fillRect(x - 1.2, y - size * 1.13, 2.4, size * 0.17);
  pen.fillRect(x - 1.2, y - size * 0.92, 2.4, 2.4);
}
