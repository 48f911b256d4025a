// Figures instead of marks: for walls in public rooms, where not even a rounded dot may stand. One label a district. Also
// teams that are out, which stand on maps with marks only.
import { place_callouts, type Box } from '../../state/board_plan';
import type { Id } from '../../wire/types';
import type { Frame } from './canvas_layer';
import type { Look } from './look';
import type { Shape } from './paint_ground';
import type { KeptPlaces } from './paint_labels';

export interface CountText {
  district: Id;
  name: string;
  open: string;
  is_late: boolean;
  is_through: boolean;
}

/** All are drawn: a label that finds no room at its place gets a line to it. */
export function paint_counts(
  frame: Frame,
  look: Look,
  shapes: readonly Shape[],
  texts: readonly CountText[],
  taken: readonly Box[],
  kept: KeptPlaces,
): Box[] {
  const { pen } = frame;
  const size = Math.max(14, look.rem * 0.85);
  const name_font = `400 ${size}px ${look.font}`;
  const open_font = `700 ${size * 1.25}px ${look.font}`;
  const labels = texts.flatMap((text) => {
    const shape = shapes.find((one) => one.id === text.district);
    if (!shape) return [];
    pen.font = open_font;
    const open_w = Math.max(size * 1.7, pen.measureText(text.open).width + size * 0.6);
    pen.font = name_font;
    const w = pen.measureText(text.name).width + size * 0.9 + open_w;
    return [{ text, open_w, x: frame.x_of(shape.x), y: frame.y_of(shape.y), w, h: size * 1.8 }];
  });
  const area = { x: 6, y: 6, w: frame.width - 12, h: frame.height - 12 };
  const key = ['counts', frame.width, frame.height, frame.scale, ...labels.map((one) => `${one.text.district}${one.w}`)].join();
  if (kept.key !== key) {
    kept.key = key;
    // The search comes from the north-west and stops at the first box that holds the point: so the middle lies on it.
    const wanted = labels.map((one) => ({ ...one, x: one.x + one.w / 2, y: one.y + one.h / 2 }));
    kept.boxes = place_callouts(wanted, taken, area, 8);
  }
  kept.boxes.forEach((box, i) => paint_line(pen, look, labels[i]!, box));
  kept.boxes.forEach((box, i) => paint_one(frame, look, labels[i]!, box, size, name_font, open_font));
  return kept.boxes;
}

/** From a label that found no room at its place to where it belongs. */
function paint_line(pen: CanvasRenderingContext2D, look: Look, at: { x: number; y: number }, box: Box): void {
  const x = Math.min(Math.max(at.x, box.x), box.x + box.w);
  const y = Math.min(Math.max(at.y, box.y), box.y + box.h);
  if (x === at.x && y === at.y) return;
  pen.beginPath();
  pen.moveTo(at.x, at.y);
  pen.lineTo(x, y);
  pen.lineWidth = 1.5;
  pen.strokeStyle = look.ink_2;
  pen.stroke();
}

function paint_one(
  frame: Frame,
  look: Look,
  label: { text: CountText; open_w: number },
  box: Box,
  size: number,
  name_font: string,
  open_font: string,
): void {
  const { pen } = frame;
  const { text, open_w } = label;
  pen.fillStyle = '#fff';
  pen.fillRect(box.x, box.y, box.w, box.h);
  pen.fillStyle = text.is_late ? look.ink : '#fff';
  pen.fillRect(box.x + box.w - open_w, box.y, open_w, box.h);
  pen.lineWidth = 1.5;
  pen.strokeStyle = text.is_through ? look.status[0]! : look.ink_2;
  pen.strokeRect(box.x, box.y, box.w, box.h);
  pen.textBaseline = 'alphabetic';
  pen.textAlign = 'left';
  pen.font = name_font;
  pen.fillStyle = look.ink;
  pen.fillText(text.name, box.x + size * 0.4, box.y + box.h / 2 + size * 0.36);
  pen.textAlign = 'center';
  pen.font = open_font;
  pen.fillStyle = text.is_late ? '#fff' : text.is_through ? look.status[0]! : look.ink;
  pen.fillText(text.is_through ? '✓' : text.open, box.x + box.w - open_w / 2, box.y + box.h / 2 + size * 0.45);
}

export interface TeamText {
  district: Id;
  text: string;
}

export function paint_teams(frame: Frame, look: Look, shapes: readonly Shape[], teams: readonly TeamText[]): Box[] {
  const { pen } = frame;
  const size = Math.max(14, look.rem * 0.75);
  pen.font = `700 ${size}px ${look.font}`;
  return teams.flatMap((team) => {
    const shape = shapes.find((one) => one.id === team.district);
    if (!shape) return [];
    const w = pen.measureText(team.text).width + size * 1.6;
    const box = { x: frame.x_of(shape.x) - w / 2, y: frame.y_of(shape.y) + look.rem * 1.1, w, h: size * 1.4 };
    pen.fillStyle = '#fff';
    pen.fillRect(box.x, box.y, box.w, box.h);
    pen.lineWidth = 2;
    pen.strokeStyle = pen.fillStyle = look.need_field;
    pen.strokeRect(box.x, box.y, box.w, box.h);
    const left = box.x + size * 0.35;
    pen.fillRect(left, box.y + size * 0.2, 2, size);
    pen.beginPath();
    pen.moveTo(left + 2, box.y + size * 0.2);
    pen.lineTo(left + size * 0.75, box.y + size * 0.45);
    pen.lineTo(left + 2, box.y + size * 0.7);
    pen.fill();
    pen.textAlign = 'left';
    pen.textBaseline = 'alphabetic';
    pen.fillText(team.text, box.x + size * 1.25, box.y + size * 1.05);
    return [box];
  });
}
