// Hazard areas: one colour a danger, and a pattern that grows denser with the step, so that grey print tells them too.
import type { Hazard, MapArea } from '../../wire/types';
import type { Frame } from './canvas_layer';
import { trace_rings } from './paint_ground';
import { to_world, type Ring } from './paint_outline';

export interface AreaShape {
  hazard: Hazard;
  rank: number;
  rings: Ring[];
  /** Box in world coordinates: what is out of sight costs nothing. */
  west: number;
  east: number;
  north: number;
  south: number;
}

export const k_hazard_colours: Record<Hazard, string> = {
  flood: '#0b5c99',
  inland_flood: '#0b5c99',
  storm_surge: '#006173',
  tsunami: '#006173',
  landslide: '#7a4300',
  earthquake: '#4d4d4d',
  fire: '#8b1a1a',
  volcano: '#8b1a1a',
};

export function area_shapes(areas: readonly MapArea[]): AreaShape[] {
  const shapes = areas.flatMap((area) =>
    area.hazard === null ? [] : area.parts.map((part) => shape_of(area.hazard!, part.rank, part.rings.map(to_world))),
  );
  return shapes.sort((a, b) => a.rank - b.rank);
}

function shape_of(hazard: Hazard, rank: number, rings: Ring[]): AreaShape {
  const box = { west: Infinity, east: -Infinity, north: Infinity, south: -Infinity };
  for (const ring of rings)
    for (let i = 0; i < ring.length; i += 2) {
      box.west = Math.min(box.west, ring[i]!);
      box.east = Math.max(box.east, ring[i]!);
      box.north = Math.min(box.north, ring[i + 1]!);
      box.south = Math.max(box.south, ring[i + 1]!);
    }
  return { hazard, rank, rings, ...box };
}

/** Pattern of a step, drawn on a tile of 12 px: dots, thin strokes, strokes, then a grid. Also for the legend. */
export function draw_pattern(pen: CanvasRenderingContext2D, rank: number, colour: string, size: number): void {
  pen.strokeStyle = colour;
  pen.fillStyle = colour;
  if (rank <= 1) {
    for (const [x, y] of [[0.25, 0.25], [0.75, 0.75]] as const) {
      pen.beginPath();
      pen.arc(x * size, y * size, size * 0.09, 0, 2 * Math.PI);
      pen.fill();
    }
    return;
  }
  pen.lineWidth = rank === 2 ? size * 0.09 : size * 0.17;
  const slants = rank <= 3 ? [1] : [1, -1];
  for (const slant of slants) {
    pen.beginPath();
    for (const shift of [-1, 0, 1]) {
      pen.moveTo((shift - 0.5) * size, slant > 0 ? size * 1.5 : -size * 0.5);
      pen.lineTo((shift + 1.5) * size, slant > 0 ? -size * 0.5 : size * 1.5);
    }
    pen.stroke();
  }
}

const k_tile = 12;
const patterns = new Map<string, HTMLCanvasElement>();

function pattern_of(pen: CanvasRenderingContext2D, hazard: Hazard, rank: number): CanvasPattern | null {
  const key = `${hazard}${rank}`;
  let tile = patterns.get(key);
  if (!tile) {
    tile = document.createElement('canvas');
    tile.width = tile.height = k_tile;
    const drawing = tile.getContext('2d');
    if (!drawing) return null;
    drawing.globalAlpha = 0.16;
    drawing.fillStyle = k_hazard_colours[hazard];
    drawing.fillRect(0, 0, k_tile, k_tile);
    drawing.globalAlpha = 0.55;
    draw_pattern(drawing, rank, k_hazard_colours[hazard], k_tile);
    patterns.set(key, tile);
  }
  return pen.createPattern(tile, 'repeat');
}

export function paint_areas(frame: Frame, shapes: readonly AreaShape[]): void {
  const { pen, width, height, x_of, y_of } = frame;
  for (const shape of shapes) {
    if (x_of(shape.east) < 0 || x_of(shape.west) > width || y_of(shape.south) < 0 || y_of(shape.north) > height) continue;
    const pattern = pattern_of(pen, shape.hazard, shape.rank);
    if (!pattern) continue;
    pen.beginPath();
    trace_rings(frame, shape.rings);
    pen.fillStyle = pattern;
    pen.fill('evenodd');
    pen.lineWidth = 1;
    pen.strokeStyle = k_hazard_colours[shape.hazard];
    pen.stroke();
  }
}
