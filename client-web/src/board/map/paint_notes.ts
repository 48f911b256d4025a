// 災害地図メモ: a black tag with its word at the place, and a barred line along a road that is closed.
import { mercator_x, mercator_y } from '../../state/board_dots';
import type { Box } from '../../state/board_plan';
import type { MapPoint } from '../../wire/types';
import type { Frame } from './canvas_layer';
import type { Look } from './look';

export interface NoteMark {
  points: readonly MapPoint[];
  /** 「通行止」, and one sign of it for a crowded map. */
  word: string;
  sign: string;
  /** Not saved yet: drawn open, with its points. */
  is_draft: boolean;
}

/** More tags than this in sight, and each becomes one sign. */
const k_words_max = 14;

export function paint_notes(frame: Frame, look: Look, marks: readonly NoteMark[]): Box[] {
  const seen = marks.filter((mark) => mark.points.some((point) => is_seen(frame, point)));
  const is_short = seen.length > k_words_max && frame.zoom < 14;
  for (const mark of seen) paint_line(frame, look, mark);
  return seen.map((mark) => paint_tag(frame, look, mark, is_short ? mark.sign : mark.word));
}

function is_seen(frame: Frame, point: MapPoint): boolean {
  const x = frame.x_of(mercator_x(point.lng));
  const y = frame.y_of(mercator_y(point.lat));
  return x >= 0 && y >= 0 && x <= frame.width && y <= frame.height;
}

function paint_line(frame: Frame, look: Look, mark: NoteMark): void {
  const { pen } = frame;
  if (mark.points.length < 2) return;
  const width = look.rem * 0.4;
  const strokes: [string, number, number[]][] = mark.is_draft
    ? [['#fff', width + 4, []], [look.ink, width * 0.6, [width, width * 0.7]]]
    : [['#fff', width + 4, []], [look.ink, width, []], ['#fff', width * 0.45, [width * 0.5, width * 1.2]]];
  for (const [colour, line_width, dash] of strokes) {
    pen.beginPath();
    mark.points.forEach((point, i) => {
      const x = frame.x_of(mercator_x(point.lng));
      const y = frame.y_of(mercator_y(point.lat));
      if (i === 0) pen.moveTo(x, y);
      else pen.lineTo(x, y);
    });
    pen.lineJoin = pen.lineCap = 'round';
    pen.lineWidth = line_width;
    pen.setLineDash(dash);
    pen.strokeStyle = colour;
    pen.stroke();
  }
  pen.setLineDash([]);
  pen.lineCap = 'butt';
}

function paint_tag(frame: Frame, look: Look, mark: NoteMark, word: string): Box {
  const { pen } = frame;
  const middle = mark.points[Math.floor((mark.points.length - 1) / 2)]!;
  const x = frame.x_of(mercator_x(middle.lng));
  const y = frame.y_of(mercator_y(middle.lat));
  const size = Math.max(14, look.rem * 0.8);
  pen.font = `700 ${size}px ${look.font}`;
  const w = pen.measureText(word).width + size * 0.6;
  const h = size * 1.45;
  const box = { x: x - w / 2, y: y - h - size * 0.55, w, h };
  pen.beginPath();
  pen.moveTo(x, y);
  pen.lineTo(x - size * 0.35, box.y + h - 1);
  pen.lineTo(x + size * 0.35, box.y + h - 1);
  pen.closePath();
  pen.rect(box.x, box.y, w, h);
  pen.lineJoin = 'round';
  pen.lineWidth = 4;
  pen.strokeStyle = '#fff';
  pen.stroke();
  pen.fillStyle = mark.is_draft ? '#fff' : look.ink;
  pen.fill();
  if (mark.is_draft) {
    pen.lineWidth = 2;
    pen.strokeStyle = look.ink;
    pen.strokeRect(box.x, box.y, w, h);
  }
  pen.textAlign = 'center';
  pen.textBaseline = 'alphabetic';
  pen.fillStyle = mark.is_draft ? look.ink : '#fff';
  pen.fillText(word, x, box.y + h - size * 0.38);
  return { ...box, h: h + size * 0.6 };
}
