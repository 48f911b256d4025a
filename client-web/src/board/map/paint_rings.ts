// The grid of rings: thick = open, thin = safe, centre = how many open, black centre = 2 h or more, flags for what is
// urgent and untouched.
import { is_late } from '../../state/board';
import { k_cells_per_degree, k_rescue, mercator_x, mercator_y, ring_arcs, type Cell } from '../../state/board_dots';
import type { Box } from '../../state/board_plan';
import type { Frame } from './canvas_layer';
import type { Look } from './look';

const k_unconfirmed = 3;
const k_help = 6;
const k_floor_px = 14;

export interface Ring {
  cell: Cell;
  x: number;
  y: number;
  radius: number;
}

/** Where the rings stand in this frame, and how big: the spacing of the grid is the most they may take. */
export function rings_of(frame: Frame, cells: readonly Cell[], step: number): Ring[] {
  const spacing = (step / k_cells_per_degree / 360) * frame.scale;
  const most = Math.min(spacing * 0.47, frame.height / 14);
  return cells.map((cell) => {
    const x = frame.x_of(mercator_x((cell.col + step / 2) / k_cells_per_degree));
    const y = frame.y_of(mercator_y((cell.row + step / 2) / k_cells_per_degree));
    const weight = Math.min(1, Math.sqrt(cell.total / 60));
    const has_news = cell.open > 0 || cell.rescue > 0 || cell.untouched > 0 || cell.counts[k_help]! > 0;
    return { cell, x, y, radius: most * (has_news ? 0.84 + 0.16 * weight : 0.5) };
  });
}

export function ring_box(ring: Ring): Box {
  const r = ring.radius + 2;
  const flag = ring.cell.rescue || ring.cell.untouched ? ring.radius * 0.5 : 0;
  return { x: ring.x - r, y: ring.y - r - flag, w: 2 * r, h: 2 * r + flag };
}

/** Vertical hatch for 未確認: readable without colour, as in the bars. */
export function make_hatch(pen: CanvasRenderingContext2D, look: Look): CanvasPattern | string {
  const tile = document.createElement('canvas');
  tile.width = 4;
  tile.height = 4;
  const ink = tile.getContext('2d');
  if (!ink) return look.status[k_unconfirmed]!;
  ink.fillStyle = '#fff';
  ink.fillRect(0, 0, 4, 4);
  ink.fillStyle = look.status[k_unconfirmed]!;
  ink.fillRect(0, 0, 2, 4);
  return pen.createPattern(tile, 'repeat') ?? look.status[k_unconfirmed]!;
}

export function paint_rings(frame: Frame, look: Look, rings: readonly Ring[], now: number): void {
  for (const ring of rings) paint_ring(frame.pen, look, ring, now);
  for (const ring of rings) paint_flags(frame.pen, look, ring);
}

function paint_ring(pen: CanvasRenderingContext2D, look: Look, ring: Ring, now: number): void {
  const { cell, x, y, radius } = ring;
  if (cell.total === 0) return;
  const thick = radius * 0.36;
  disc(pen, x, y, radius + 1, '#fff');
  for (const arc of ring_arcs(cell)) {
    const is_safe = arc.status === 0;
    const width = is_safe ? Math.max(2, radius * 0.13) : thick;
    const at = radius - width / 2;
    pen.beginPath();
    pen.arc(x, y, at, arc.from * 2 * Math.PI - Math.PI / 2, arc.to * 2 * Math.PI - Math.PI / 2);
    pen.lineWidth = width;
    pen.strokeStyle = look.status[arc.status]!;
    const dash = Math.max(1.6, radius * 0.1);
    pen.setLineDash(arc.status === k_unconfirmed ? [dash, dash * 0.7] : []);
    pen.stroke();
  }
  pen.setLineDash([]);
  if (cell.open === 0) return tick(pen, look, x, y, radius);
  const late = is_late(Number.isFinite(cell.oldest) ? cell.oldest : null, now);
  if (late) disc(pen, x, y, radius - thick - 0.5, look.ink);
  write(pen, look, String(cell.open), x, y, radius, late ? '#fff' : look.ink);
}

function disc(pen: CanvasRenderingContext2D, x: number, y: number, radius: number, fill: string): void {
  pen.beginPath();
  pen.arc(x, y, Math.max(0, radius), 0, 2 * Math.PI);
  pen.fillStyle = fill;
  pen.fill();
}

function write(pen: CanvasRenderingContext2D, look: Look, text: string, x: number, y: number, radius: number, fill: string): void {
  // The letters may reach into the ring: better than letters too small for the back of the room.
  const size = Math.max(k_floor_px, Math.min(radius * (text.length > 2 ? 0.74 : 0.92), look.rem * 1.5));
  pen.font = `700 ${size}px ${look.font}`;
  pen.textAlign = 'center';
  pen.textBaseline = 'alphabetic';
  pen.lineJoin = 'round';
  pen.lineWidth = 3;
  pen.strokeStyle = fill === '#fff' ? look.ink : '#fff';
  pen.strokeText(text, x, y + size * 0.36);
  pen.fillStyle = fill;
  pen.fillText(text, x, y + size * 0.36);
}

function tick(pen: CanvasRenderingContext2D, look: Look, x: number, y: number, radius: number): void {
  pen.beginPath();
  pen.moveTo(x - radius * 0.38, y + radius * 0.02);
  pen.lineTo(x - radius * 0.1, y + radius * 0.3);
  pen.lineTo(x + radius * 0.4, y - radius * 0.26);
  pen.lineWidth = Math.max(2, radius * 0.18);
  pen.lineCap = 'round';
  pen.strokeStyle = look.status[0]!;
  pen.stroke();
  pen.lineCap = 'butt';
}

/** 救助 above the ring, 手つかず above it too, or below where both are: side by side they would cover the next ring's. */
function paint_flags(pen: CanvasRenderingContext2D, look: Look, ring: Ring): void {
  const { cell, x, y, radius } = ring;
  const size = Math.max(k_floor_px, look.rem * 0.85);
  const height = size * 1.12;
  pen.font = `700 ${size}px ${look.font}`;
  const put = (status: number, count: number, top: number): void => {
    const width = pen.measureText(String(count)).width + size * 1.2;
    flag(pen, look, status, count, { x: x - width / 2, y: top, w: width, h: height }, size);
  };
  const above = cell.total === 0 ? y - height / 2 : y - radius - height * 0.62;
  if (cell.untouched > 0) put(k_help, cell.untouched, cell.rescue > 0 ? y + radius * 0.42 : above);
  if (cell.rescue > 0) put(k_rescue, cell.rescue, above);
}

function flag(pen: CanvasRenderingContext2D, look: Look, status: number, count: number, box: Box, size: number): void {
  pen.fillStyle = '#fff';
  pen.fillRect(box.x - 1, box.y - 1, box.w + 2, box.h + 2);
  pen.fillStyle = look.status[status]!;
  pen.fillRect(box.x, box.y, box.w, box.h);
  const glyph = size * 0.66;
  const gx = box.x + size * 0.18;
  const gy = box.y + (box.h - glyph) / 2;
  pen.fillStyle = '#fff';
  if (status === k_rescue) {
    pen.fillRect(gx + glyph * 0.36, gy, glyph * 0.28, glyph);
    pen.fillRect(gx, gy + glyph * 0.36, glyph, glyph * 0.28);
  } else {
    pen.beginPath();
    pen.moveTo(gx + glyph / 2, gy);
    pen.lineTo(gx + glyph, gy + glyph);
    pen.lineTo(gx, gy + glyph);
    pen.closePath();
    pen.fill();
    pen.fillStyle = look.status[status]!;
    pen.fillRect(gx + glyph * 0.43, gy + glyph * 0.36, glyph * 0.15, glyph * 0.3);
    pen.fillRect(gx + glyph * 0.43, gy + glyph * 0.74, glyph * 0.15, glyph * 0.14);
  }
  pen.font = `700 ${size}px ${look.font}`;
  pen.textAlign = 'left';
  pen.textBaseline = 'alphabetic';
  pen.fillStyle = '#fff';
  pen.fillText(String(count), box.x + size * 1.02, box.y + box.h / 2 + size * 0.36);
}
