// Shelters and emergency sites: a house to stay in, a disc to flee to, with 避 and 緊; barred where the site is not
// meant for the danger at hand.
import { mercator_x, mercator_y } from '../../state/board_dots';
import type { Box } from '../../state/board_plan';
import type { PlaceMark } from '../../state/map_layers';
import type { Frame } from './canvas_layer';
import type { Look } from './look';

/** Below this a small dark house or disc; from here on with its sign, later with its name. Rings need the room first. */
const k_signs_from_zoom = { alone: 12.2, with_rings: 13.2 };
const k_names_from_zoom = 14.6;

export function paint_places(frame: Frame, look: Look, marks: readonly PlaceMark[], has_rings: boolean): Box[] {
  const { pen } = frame;
  const has_signs = frame.zoom >= (has_rings ? k_signs_from_zoom.with_rings : k_signs_from_zoom.alone);
  const r = has_signs ? look.rem * 0.62 : look.rem * 0.24;
  const boxes: Box[] = [];
  for (const mark of marks) {
    const x = frame.x_of(mercator_x(mark.lng));
    const y = frame.y_of(mercator_y(mark.lat));
    if (x < -r || y < -r || x > frame.width + r || y > frame.height + r) continue;
    pen.beginPath();
    if (mark.is_shelter) house(pen, x, y, r);
    else pen.arc(x, y, r, 0, 2 * Math.PI);
    pen.lineJoin = 'round';
    pen.lineWidth = has_signs ? 5 : 3;
    pen.strokeStyle = '#fff';
    pen.stroke();
    const is_filled = !has_signs && mark.is_usable;
    pen.fillStyle = is_filled ? look.ink_2 : '#fff';
    pen.fill();
    pen.lineWidth = has_signs ? 2 : 1.5;
    pen.strokeStyle = mark.is_usable ? look.ink : look.edge;
    pen.stroke();
    if (has_signs) sign(frame, look, mark, x, y, r);
    if (!mark.is_usable && !mark.is_shelter) bar(pen, look, x, y, r);
    boxes.push({ x: x - r - 2, y: y - r - 2, w: r * 2 + 4, h: r * 2 + 4 });
  }
  return boxes;
}

/** Names and how they may be labelled close up. */
export function place_names(frame: Frame, marks: readonly PlaceMark[]): { x: number; y: number; text: string; is_district: boolean }[] {
  if (frame.zoom < k_names_from_zoom) return [];
  return marks.map((mark) => ({ x: mercator_x(mark.lng), y: mercator_y(mark.lat), text: mark.name, is_district: false }));
}

function house(pen: CanvasRenderingContext2D, x: number, y: number, r: number): void {
  pen.moveTo(x, y - r * 1.25);
  pen.lineTo(x + r * 1.15, y - r * 0.3);
  pen.lineTo(x + r * 0.95, y - r * 0.3);
  pen.lineTo(x + r * 0.95, y + r);
  pen.lineTo(x - r * 0.95, y + r);
  pen.lineTo(x - r * 0.95, y - r * 0.3);
  pen.lineTo(x - r * 1.15, y - r * 0.3);
  pen.closePath();
}

function sign(frame: Frame, look: Look, mark: PlaceMark, x: number, y: number, r: number): void {
  const { pen } = frame;
  const size = r * 1.2;
  pen.font = `700 ${size}px ${look.font}`;
  pen.textAlign = 'center';
  pen.textBaseline = 'alphabetic';
  pen.fillStyle = mark.is_usable || mark.is_shelter ? look.ink : look.ink_2;
  pen.fillText(mark.is_shelter ? '避' : '緊', x, y + size * (mark.is_shelter ? 0.46 : 0.37));
}

function bar(pen: CanvasRenderingContext2D, look: Look, x: number, y: number, r: number): void {
  pen.beginPath();
  pen.moveTo(x - r * 0.75, y + r * 0.75);
  pen.lineTo(x + r * 0.75, y - r * 0.75);
  pen.lineWidth = 2;
  pen.strokeStyle = look.ink_2;
  pen.stroke();
}
