// Draws the map of the list: grey ground, town names, the line of the walk, and a mark for each person by status.
import { to_pixel, type Frame } from '../../state/plot';
import type { Spot } from '../../state/route';
import { is_open, type WatchLine } from '../../state/watch';
import type { District, SafetyStatus, Town } from '../../wire/types';

interface Scene {
  placed: readonly (Spot & { line: WatchLine })[];
  towns: readonly Town[];
  districts: readonly District[];
  walk: readonly Spot[] | null;
}

interface Look {
  ink: string;
  ink_2: string;
  line: string;
  ground: string;
  font: string;
  of: (status: SafetyStatus) => string;
}

function read_look(): Look {
  const style = getComputedStyle(document.documentElement);
  const token = (name: string): string => style.getPropertyValue(name).trim();
  return {
    ink: token('--ink'),
    ink_2: token('--ink-2'),
    line: token('--line'),
    ground: token('--sunken'),
    font: token('--font'),
    of: (status) => token(`--st-${status.startsWith('safe') ? 'safe' : status.replace('_', '-')}`),
  };
}

export function paint_home_map(pen: CanvasRenderingContext2D, frame: Frame, scene: Scene): void {
  const look = read_look();
  pen.fillStyle = look.ground;
  pen.fillRect(0, 0, frame.width, frame.height);
  for (const district of scene.districts) paint_district(pen, frame, district, look);
  paint_towns(pen, frame, scene.towns, look);
  if (scene.walk) paint_walk(pen, frame, scene.walk, look);
  // Whoever is still to be found, and whoever needs somebody, lies on top.
  const by_weight = [...scene.placed].sort((a, b) => weight(a.line.status) - weight(b.line.status));
  for (const one of by_weight) paint_mark(pen, to_pixel(frame, one), one.line.status, look);
}

function weight(status: SafetyStatus): number {
  return status === 'needs_rescue' ? 3 : status === 'needs_help' ? 2 : is_open(status) ? 1 : 0;
}

function paint_district(pen: CanvasRenderingContext2D, frame: Frame, district: District, look: Look): void {
  pen.beginPath();
  for (const ring of district.cell ?? []) {
    ring.forEach(([lng = 0, lat = 0], index) => {
      const { x, y } = to_pixel(frame, { lat, lng });
      if (index === 0) pen.moveTo(x, y);
      else pen.lineTo(x, y);
    });
    pen.closePath();
  }
  pen.fillStyle = '#fff';
  pen.fill();
  pen.strokeStyle = look.ink_2;
  pen.lineWidth = 1.5;
  pen.stroke();
}

/** A name that would lie over another one is left out: the next step nearer shows it. */
function paint_towns(pen: CanvasRenderingContext2D, frame: Frame, towns: readonly Town[], look: Look): void {
  pen.font = `14px ${look.font}`;
  pen.textAlign = 'center';
  pen.fillStyle = look.ink_2;
  const taken: { x: number; y: number; half: number }[] = [];
  for (const town of towns) {
    const { x, y } = to_pixel(frame, town);
    const half = pen.measureText(town.name).width / 2 + 4;
    if (x < -half || x > frame.width + half || y < 0 || y > frame.height) continue;
    if (taken.some((other) => Math.abs(other.x - x) < other.half + half && Math.abs(other.y - y) < 18)) continue;
    taken.push({ x, y, half });
    pen.fillText(town.name, x, y);
  }
}

function paint_walk(pen: CanvasRenderingContext2D, frame: Frame, walk: readonly Spot[], look: Look): void {
  pen.beginPath();
  walk.forEach((spot, index) => {
    const { x, y } = to_pixel(frame, spot);
    if (index === 0) pen.moveTo(x, y);
    else pen.lineTo(x, y);
  });
  pen.setLineDash([6, 5]);
  pen.strokeStyle = look.ink;
  pen.lineWidth = 2;
  pen.stroke();
  pen.setLineDash([]);
}

const k_radius = 9;

/** Colour and shape as in the list; the word stands in the legend and in the list. */
function paint_mark(pen: CanvasRenderingContext2D, at: { x: number; y: number }, status: SafetyStatus, look: Look): void {
  const { x, y } = at;
  const colour = look.of(status);
  pen.fillStyle = colour;
  pen.strokeStyle = '#fff';
  pen.lineWidth = 2;
  pen.beginPath();
  if (status === 'needs_rescue') {
    pen.rect(x - k_radius, y - k_radius, 2 * k_radius, 2 * k_radius);
  } else if (status === 'needs_help') {
    pen.moveTo(x, y - k_radius - 2);
    pen.lineTo(x + k_radius + 2, y + k_radius);
    pen.lineTo(x - k_radius - 2, y + k_radius);
    pen.closePath();
  } else if (status === 'unreachable') {
    pen.moveTo(x, y - k_radius - 2);
    pen.lineTo(x + k_radius + 2, y);
    pen.lineTo(x, y + k_radius + 2);
    pen.lineTo(x - k_radius - 2, y);
    pen.closePath();
  } else {
    pen.arc(x, y, k_radius, 0, 2 * Math.PI);
  }
  pen.stroke();
  pen.fill();
  if (status === 'unconfirmed') hollow(pen, at);
  if (status === 'checking') quarter(pen, at, colour);
}

function hollow(pen: CanvasRenderingContext2D, at: { x: number; y: number }): void {
  pen.fillStyle = '#fff';
  pen.beginPath();
  pen.arc(at.x, at.y, k_radius - 3, 0, 2 * Math.PI);
  pen.fill();
}

function quarter(pen: CanvasRenderingContext2D, at: { x: number; y: number }, colour: string): void {
  hollow(pen, at);
  pen.fillStyle = colour;
  pen.beginPath();
  pen.moveTo(at.x, at.y);
  pen.arc(at.x, at.y, k_radius - 3, -Math.PI / 2, 0);
  pen.closePath();
  pen.fill();
}
