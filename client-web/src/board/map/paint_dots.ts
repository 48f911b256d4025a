// People as dots: written pixel by pixel into one image, urgent ones last. No call per dot reaches the canvas.
import { k_dot_statuses, k_free, type DotStore } from '../../state/board_dots';
import type { Frame } from './canvas_layer';

/** Shapes differ, so that the dots can be told apart without colour. */
type Mask = Int16Array;

function mask_of(inside: (x: number, y: number) => boolean, reach: number): Mask {
  const list: number[] = [];
  for (let y = -reach; y <= reach; y++) for (let x = -reach; x <= reach; x++) if (inside(x, y)) list.push(x, y);
  return Int16Array.from(list);
}

interface Stamp {
  body: Mask;
  halo: Mask;
  /** The same as distances within an image of the width that is painted now. */
  body_at: Int32Array;
  halo_at: Int32Array;
}

function distances(mask: Mask, width: number): Int32Array {
  return Int32Array.from({ length: mask.length / 2 }, (_, i) => mask[2 * i + 1]! * width + mask[2 * i]!);
}

function stamps(unit: number, width: number): Stamp[] {
  const r = Math.max(2, Math.round(unit));
  const round = (radius: number) => (x: number, y: number) => x * x + y * y <= radius * radius + radius * 0.5;
  const hollow = (x: number, y: number): boolean => round(r)(x, y) && x * x + y * y > (r - Math.max(1.6, r * 0.42)) ** 2;
  const diamond = (radius: number) => (x: number, y: number) => Math.abs(x) + Math.abs(y) <= radius;
  const triangle = (radius: number) => (x: number, y: number) =>
    y >= -radius && y <= radius && Math.abs(x) <= (y + radius) / 2 + 0.5;
  const square = (radius: number) => (x: number, y: number) => Math.abs(x) <= radius && Math.abs(y) <= radius;
  const big = r + Math.max(1, Math.round(unit * 0.5));
  const edge = Math.max(1, Math.round(unit * 0.3));
  const make = (body: (x: number, y: number) => boolean, halo: (x: number, y: number) => boolean): Stamp => {
    const inner = mask_of(body, big + edge);
    const outer = mask_of(halo, big + edge + 1);
    return { body: inner, halo: outer, body_at: distances(inner, width), halo_at: distances(outer, width) };
  };
  const safe = make(round(Math.max(2, r - 1)), round(Math.max(2, r - 1) + edge));
  const by_status: Record<(typeof k_dot_statuses)[number], Stamp> = {
    safe_home: safe,
    safe_sheltered: safe,
    safe_elsewhere: safe,
    unconfirmed: make(hollow, round(r + edge)),
    checking: make(round(r), round(r + edge)),
    unreachable: make(diamond(big), diamond(big + edge)),
    needs_help: make(triangle(big), triangle(big + edge)),
    needs_rescue: make(square(r), square(r + edge)),
  };
  return k_dot_statuses.map((status) => by_status[status]);
}

/** #rrggbb or rgb(…) as one little-endian pixel. */
export function pixel_of(colour: string): number {
  const hex = /^#([0-9a-f]{6})$/i.exec(colour.trim());
  const [r = 0, g = 0, b = 0] = hex
    ? [0, 2, 4].map((at) => parseInt(hex[1]!.slice(at, at + 2), 16))
    : (colour.match(/\d+/g) ?? []).slice(0, 3).map(Number);
  return ((255 << 24) | (b << 16) | (g << 8) | r) >>> 0;
}

export class DotPainter {
  private image: ImageData | null = null;
  private pixels = new Uint32Array(0);
  private readonly stage = document.createElement('canvas');
  private made_for = '';
  private shapes: Stamp[] = [];
  /** Of the last frame, by slot: pixels. And the visible slots, as they come and by status. */
  private xs = new Int32Array(0);
  private ys = new Int32Array(0);
  private seen = new Int32Array(0);
  private order = new Int32Array(0);
  private readonly colours: number[];

  constructor(colours: readonly string[]) {
    this.colours = colours.map(pixel_of);
  }

  paint(frame: Frame, store: DotStore, radius: number): void {
    const width = Math.round(frame.width * frame.ratio);
    const height = Math.round(frame.height * frame.ratio);
    this.fit(frame, width, height, radius * frame.ratio);
    if (!this.image) return;
    this.pixels.fill(0);
    const margin = Math.ceil(radius * frame.ratio * 2) + 3;
    const starts = this.sort_visible(frame, store, width, height, margin);
    for (let status = 0; status < k_dot_statuses.length; status++) {
      const stamp = this.shapes[status]!;
      const colour = this.colours[status]!;
      for (let i = starts[status]!; i < starts[status + 1]!; i++) {
        const x = this.xs[this.order[i]!]!;
        const y = this.ys[this.order[i]!]!;
        if (x >= margin && y >= margin && x < width - margin && y < height - margin) {
          this.blit_inside(stamp, y * width + x, colour);
        } else {
          this.blit(stamp.halo, x, y, width, height, 0xffffffff);
          this.blit(stamp.body, x, y, width, height, colour);
        }
      }
    }
    const pen = this.stage.getContext('2d')!;
    pen.putImageData(this.image, 0, 0);
    frame.pen.drawImage(this.stage, 0, 0, frame.width, frame.height);
  }

  /** Where the visible dots stand, in `order` by status; the answer says where each status begins. */
  private sort_visible(frame: Frame, store: DotStore, width: number, height: number, margin: number): number[] {
    const { size, status, x, y } = store;
    if (this.xs.length < size) {
      this.xs = new Int32Array(size);
      this.ys = new Int32Array(size);
      this.seen = new Int32Array(size);
      this.order = new Int32Array(size);
    }
    const { xs, ys, seen, order } = this;
    const scale = frame.scale * frame.ratio;
    const left = frame.left * frame.ratio;
    const top = frame.top * frame.ratio;
    const counts = new Array<number>(k_dot_statuses.length + 1).fill(0);
    let count = 0;
    for (let slot = 0; slot < size; slot++) {
      if (status[slot] === k_free) continue;
      const px = Math.round(x[slot]! * scale - left);
      const py = Math.round(y[slot]! * scale - top);
      if (px < -margin || py < -margin || px > width + margin || py > height + margin) continue;
      xs[slot] = px;
      ys[slot] = py;
      seen[count++] = slot;
      counts[status[slot]! + 1]!++;
    }
    for (let i = 1; i < counts.length; i++) counts[i]! += counts[i - 1]!;
    const next = [...counts];
    for (let i = 0; i < count; i++) order[next[status[seen[i]!]!]!++] = seen[i]!;
    return counts;
  }

  private blit_inside(stamp: Stamp, at: number, colour: number): void {
    const { pixels } = this;
    const { halo_at, body_at } = stamp;
    for (let i = 0; i < halo_at.length; i++) pixels[at + halo_at[i]!] = 0xffffffff;
    for (let i = 0; i < body_at.length; i++) pixels[at + body_at[i]!] = colour;
  }

  private blit(mask: Mask, x: number, y: number, width: number, height: number, colour: number): void {
    const { pixels } = this;
    for (let i = 0; i < mask.length; i += 2) {
      const px = x + mask[i]!;
      const py = y + mask[i + 1]!;
      if (px >= 0 && py >= 0 && px < width && py < height) pixels[py * width + px] = colour;
    }
  }

  private fit(frame: Frame, width: number, height: number, radius: number): void {
    const made_for = `${radius} ${width}`;
    if (this.made_for !== made_for) {
      this.shapes = stamps(radius, width);
      this.made_for = made_for;
    }
    if (this.image?.width === width && this.image.height === height) return;
    this.stage.width = width;
    this.stage.height = height;
    this.image = frame.pen.createImageData(width, height);
    this.pixels = new Uint32Array(this.image.data.buffer);
  }
}
