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
}

function stamps(unit: number): Stamp[] {
  const r = Math.max(2, Math.round(unit));
  const round = (radius: number) => (x: number, y: number) => x * x + y * y <= radius * radius + radius * 0.5;
  const hollow = (x: number, y: number): boolean => round(r)(x, y) && x * x + y * y > (r - Math.max(1.6, r * 0.42)) ** 2;
  const diamond = (radius: number) => (x: number, y: number) => Math.abs(x) + Math.abs(y) <= radius;
  const triangle = (radius: number) => (x: number, y: number) =>
    y >= -radius && y <= radius && Math.abs(x) <= (y + radius) / 2 + 0.5;
  const square = (radius: number) => (x: number, y: number) => Math.abs(x) <= radius && Math.abs(y) <= radius;
  const big = r + Math.max(1, Math.round(unit * 0.5));
  const edge = Math.max(1, Math.round(unit * 0.3));
  const make = (body: (x: number, y: number) => boolean, halo: (x: number, y: number) => boolean): Stamp => ({
    body: mask_of(body, big + edge),
    halo: mask_of(halo, big + edge + 1),
  });
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
  private made_for = -1;
  private shapes: Stamp[] = [];
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
    const { scale, left, top, ratio } = frame;
    const margin = Math.ceil(radius * ratio * 2);
    for (let status = 0; status < k_dot_statuses.length; status++) {
      const stamp = this.shapes[status]!;
      const colour = this.colours[status]!;
      for (let slot = 0; slot < store.size; slot++) {
        if (store.status[slot] !== status || store.status[slot] === k_free) continue;
        const x = Math.round((store.x[slot]! * scale - left) * ratio);
        const y = Math.round((store.y[slot]! * scale - top) * ratio);
        if (x < -margin || y < -margin || x > width + margin || y > height + margin) continue;
        this.blit(stamp.halo, x, y, width, height, 0xffffffff);
        this.blit(stamp.body, x, y, width, height, colour);
      }
    }
    const pen = this.stage.getContext('2d')!;
    pen.putImageData(this.image, 0, 0);
    frame.pen.drawImage(this.stage, 0, 0, frame.width, frame.height);
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
    if (this.made_for !== radius) {
      this.shapes = stamps(radius);
      this.made_for = radius;
    }
    if (this.image?.width === width && this.image.height === height) return;
    this.stage.width = width;
    this.stage.height = height;
    this.image = frame.pen.createImageData(width, height);
    this.pixels = new Uint32Array(this.image.data.buffer);
  }
}
