// Words on the map: the three longest silences with a line to their place, then names of districts and towns where
// there is room left.
import { labels_with_room, overlap, place_callouts, type Box } from '../../state/board_plan';
import type { Frame } from './canvas_layer';
import type { Look } from './look';

export interface CalloutText {
  /** World coordinates. */
  x: number;
  y: number;
  head: string;
  body: string;
}

export interface NameText {
  x: number;
  y: number;
  text: string;
  is_district: boolean;
}

/** Places once found, kept while the same labels stand in the same frame: a label on a wall does not wander. */
export interface KeptPlaces {
  key: string;
  boxes: Box[];
}

export function paint_callouts(
  frame: Frame,
  look: Look,
  texts: readonly CalloutText[],
  taken: readonly Box[],
  kept: KeptPlaces,
): Box[] {
  const { pen } = frame;
  const size = Math.max(14, look.rem);
  const head = `700 ${size}px ${look.font}`;
  const body = `400 ${Math.max(14, size * 0.9)}px ${look.font}`;
  const labels = texts.map((text) => {
    pen.font = head;
    const first = pen.measureText(text.head).width;
    pen.font = body;
    const w = Math.max(first, pen.measureText(text.body).width) + 8;
    return { x: frame.x_of(text.x), y: frame.y_of(text.y), w, h: size * 2.5 };
  });
  const area = { x: 8, y: 8, w: frame.width - 16, h: frame.height - 16 };
  const key = [frame.width, frame.height, frame.scale, ...texts.flatMap((text) => [text.x, text.head.length])].join();
  if (kept.key !== key) {
    kept.key = key;
    kept.boxes = place_callouts(labels, taken, area);
  }
  const { boxes } = kept;
  pen.textBaseline = 'alphabetic';
  boxes.forEach((box, index) => {
    const text = texts[index]!;
    const { x, y } = labels[index]!;
    const to_x = Math.min(Math.max(x, box.x), box.x + box.w);
    const to_y = Math.min(Math.max(y, box.y), box.y + box.h);
    line(pen, look, x, y, to_x, to_y);
    const is_right = box.x + box.w / 2 < x;
    pen.textAlign = is_right ? 'right' : 'left';
    const at = is_right ? box.x + box.w - 4 : box.x + 4;
    halo(pen, look.ink, text.head, at, box.y + size * 1.05, head);
    halo(pen, look.ink, text.body, at, box.y + size * 2.2, body);
  });
  return boxes;
}

function line(pen: CanvasRenderingContext2D, look: Look, x: number, y: number, to_x: number, to_y: number): void {
  for (const [colour, width] of [
    ['#fff', 3.5],
    [look.ink, 1.5],
  ] as const) {
    pen.beginPath();
    pen.moveTo(x, y);
    pen.lineTo(to_x, to_y);
    pen.lineWidth = width;
    pen.strokeStyle = colour;
    pen.stroke();
  }
  pen.beginPath();
  pen.arc(x, y, 3, 0, 2 * Math.PI);
  pen.fillStyle = look.ink;
  pen.fill();
}

function halo(pen: CanvasRenderingContext2D, ink: string, text: string, x: number, y: number, font: string): void {
  pen.font = font;
  pen.lineJoin = 'round';
  pen.lineWidth = 4;
  pen.strokeStyle = 'rgb(255 255 255 / .85)';
  pen.strokeText(text, x, y);
  pen.fillStyle = ink;
  pen.fillText(text, x, y);
}

/** Districts first, then towns: whoever finds no room stays unwritten. A town keeps its small mark. */
export function paint_names(frame: Frame, look: Look, names: readonly NameText[], taken: readonly Box[], has_towns: boolean): void {
  const { pen } = frame;
  const size = Math.max(14, look.rem * 0.82);
  const fonts = { district: `700 ${size}px ${look.font}`, town: `400 ${size}px ${look.font}` };
  pen.textBaseline = 'alphabetic';
  const labels: (Box & { name: NameText; at: number; align: CanvasTextAlign })[] = [];
  for (const name of names) {
    if (!name.is_district && !has_towns) continue;
    const x = frame.x_of(name.x);
    const y = frame.y_of(name.y);
    if (x < 0 || y < 0 || x > frame.width || y > frame.height) continue;
    pen.font = name.is_district ? fonts.district : fonts.town;
    const w = pen.measureText(name.text).width;
    if (name.is_district) labels.push({ name, x: x - w / 2 - 3, y: y - size * 0.65, w: w + 6, h: size * 1.3, at: x, align: 'center' });
    else labels.push({ name, x: x + 4, y: y - size * 0.65, w: w + 6, h: size * 1.3, at: x + 6, align: 'left' });
  }
  labels.sort((a, b) => Number(b.name.is_district) - Number(a.name.is_district));
  const area = { x: 0, y: 0, w: frame.width, h: frame.height };
  for (const label of labels_with_room(labels, taken, area)) {
    if (!label.name.is_district) mark(pen, look, frame.x_of(label.name.x), frame.y_of(label.name.y));
    pen.textAlign = label.align;
    halo(pen, label.name.is_district ? look.ink : look.ink_2, label.name.text, label.at, label.y + size, label.name.is_district ? fonts.district : fonts.town);
  }
}

function mark(pen: CanvasRenderingContext2D, look: Look, x: number, y: number): void {
  pen.fillStyle = look.edge;
  pen.fillRect(x - 1.5, y - 1.5, 3, 3);
}

/** Small marks of all towns where no ring lies: the ground is not empty even where no name fits. */
export function paint_town_marks(frame: Frame, look: Look, names: readonly NameText[], taken: readonly Box[]): void {
  for (const name of names) {
    if (name.is_district) continue;
    const x = frame.x_of(name.x);
    const y = frame.y_of(name.y);
    if (!taken.some((box) => overlap(box, { x: x - 1, y: y - 1, w: 2, h: 2 }) > 0)) mark(frame.pen, look, x, y);
  }
}
