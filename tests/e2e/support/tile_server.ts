// A stand-in for the tile server of the ministry: on 127.0.0.1, draws each tile with its number, and can be cut.

import { createServer, type Server as HttpServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { deflateSync } from 'node:zlib';

const k_size = 256;
/** Digits of 3 × 5, a number a row. */
const k_rows = [
  [7, 5, 5, 5, 7], [2, 6, 2, 2, 7], [7, 1, 7, 4, 7], [7, 1, 7, 1, 7], [5, 5, 7, 1, 1],
  [7, 4, 7, 1, 7], [7, 4, 7, 5, 7], [7, 1, 1, 1, 1], [7, 5, 7, 5, 7], [7, 5, 7, 1, 7],
];

function crc32(bytes: Buffer): number {
  let crc = ~0;
  for (const byte of bytes) {
    crc ^= byte;
    for (let bit = 0; bit < 8; bit++) crc = crc & 1 ? (crc >>> 1) ^ 0xedb88320 : crc >>> 1;
  }
  return ~crc >>> 0;
}

function chunk(kind: string, data: Buffer): Buffer {
  const out = Buffer.alloc(12 + data.length);
  out.writeUInt32BE(data.length, 0);
  out.write(kind, 4, 'ascii');
  data.copy(out, 8);
  out.writeUInt32BE(crc32(out.subarray(4, 8 + data.length)), 8 + data.length);
  return out;
}

/** Pale ground, an edge, two roads, and z/x/y written on it; with `alpha` for sheets laid over a base. */
export function draw_tile(z: number, x: number, y: number, alpha = 255): Buffer {
  const pixels = Buffer.alloc((k_size * 4 + 1) * k_size);
  const put = (px: number, py: number, [r, g, b]: readonly number[]) => {
    if (px < 0 || py < 0 || px >= k_size || py >= k_size) return;
    pixels.set([r ?? 0, g ?? 0, b ?? 0, alpha], py * (k_size * 4 + 1) + 1 + px * 4);
  };
  const ground = alpha === 255 ? [236, 240, 226] : [120, 170, 220];
  for (let py = 0; py < k_size; py++)
    for (let px = 0; px < k_size; px++) {
      const is_edge = px === 0 || py === 0;
      const is_road = alpha === 255 && (Math.abs(px - 90) < 3 || Math.abs(py - 150) < 3);
      put(px, py, is_edge ? [150, 160, 150] : is_road ? [255, 255, 255] : ground);
    }
  let left = 8;
  for (const sign of `${z}/${x}/${y}`) {
    const rows = sign === '/' ? [1, 1, 2, 4, 4] : k_rows[Number(sign)]!;
    rows.forEach((bits, row) => {
      for (let bit = 0; bit < 3; bit++)
        if (bits & (4 >> bit))
          for (let dy = 0; dy < 3; dy++)
            for (let dx = 0; dx < 3; dx++) put(left + bit * 3 + dx, 8 + row * 3 + dy, [90, 100, 90]);
    });
    left += 12;
  }
  const head = Buffer.alloc(13);
  head.writeUInt32BE(k_size, 0);
  head.writeUInt32BE(k_size, 4);
  head.set([8, 6, 0, 0, 0], 8);
  return Buffer.concat([
    Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]),
    chunk('IHDR', head),
    chunk('IDAT', deflateSync(pixels)),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}

export class TileServer {
  /** Paths asked for: "/pale/12/3631/1618.png". */
  readonly asked: string[] = [];
  /** Answers nothing but 503 while true: what a cut line looks like to a browser. */
  is_cut = false;
  private constructor(
    private readonly http: HttpServer,
    readonly url: string,
  ) {}

  static async start(): Promise<TileServer> {
    const http = createServer();
    await new Promise<void>((ready) => http.listen(0, '127.0.0.1', ready));
    const tiles = new TileServer(http, `http://127.0.0.1:${(http.address() as AddressInfo).port}`);
    http.on('request', (request, response) => {
      const path = request.url ?? '';
      tiles.asked.push(path);
      const [, layer, z, x, y] = /^\/([\w-]+)\/(\d+)\/(\d+)\/(\d+)\.png$/.exec(path) ?? [];
      if (tiles.is_cut || !layer) return response.writeHead(tiles.is_cut ? 503 : 404).end();
      const png = draw_tile(Number(z), Number(x), Number(y), layer === 'pale' ? 255 : 110);
      return response.writeHead(200, { 'content-type': 'image/png', 'cache-control': 'no-store' }).end(png);
    });
    return tiles;
  }

  stop(): Promise<void> {
    this.http.closeAllConnections();
    return new Promise((done) => this.http.close(() => done()));
  }
}
