// Draws the app icon (a knot of two loops, 結) into public/icons: SVG, and PNG without any picture library.
// Run by hand after changing the drawing; the results are kept in the repository.
import { mkdirSync, writeFileSync } from 'node:fs';
import { deflateSync } from 'node:zlib';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const out = join(dirname(fileURLToPath(import.meta.url)), '../public/icons');
const k_blue = [0x00, 0x11, 0x8f];
const k_white = [0xff, 0xff, 0xff];
const k_yellow = [0xff, 0xd4, 0x3d];
// In units of a 32 box: two rings that hold each other.
const rings = [
  { x: 12.2, y: 16, r: 7, w: 3, colour: k_white },
  { x: 19.8, y: 16, r: 7, w: 3, colour: k_yellow },
];

const hex = (c) => `#${c.map((v) => v.toString(16).padStart(2, '0')).join('')}`;
const svg =
  `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32"><rect width="32" height="32" rx="6" fill="${hex(k_blue)}"/>` +
  rings
    .map(
      (o) => `<circle cx="${o.x}" cy="${o.y}" r="${o.r}" fill="none" stroke="${hex(o.colour)}" stroke-width="${o.w}"/>`,
    )
    .join('') +
  // The left ring passes over the right one at the top crossing: that is the knot.
  `<path d="${over_arc()}" fill="none" stroke="${hex(k_white)}" stroke-width="3"/></svg>\n`;

function over_arc() {
  const { x, y, r } = rings[0];
  const at = (deg) =>
    `${(x + r * Math.cos((deg * Math.PI) / 180)).toFixed(2)} ${(y + r * Math.sin((deg * Math.PI) / 180)).toFixed(2)}`;
  return `M${at(-85)}A${r} ${r} 0 0 1 ${at(-25)}`;
}

function on_ring(ring, px, py) {
  return Math.abs(Math.hypot(px - ring.x, py - ring.y) - ring.r) <= ring.w / 2;
}

function colour_at(px, py, full_bleed) {
  if (!full_bleed) {
    const dx = Math.max(6 - px, px - 26, 0);
    const dy = Math.max(6 - py, py - 26, 0);
    if (Math.hypot(dx, dy) > 6) return null;
  }
  const [left, right] = rings;
  const angle = (Math.atan2(py - left.y, px - left.x) * 180) / Math.PI;
  if (on_ring(left, px, py) && angle > -85 && angle < -25) return left.colour;
  if (on_ring(right, px, py)) return right.colour;
  if (on_ring(left, px, py)) return left.colour;
  return k_blue;
}

function png(size, full_bleed) {
  const rows = Buffer.alloc(size * (size * 4 + 1));
  const n = 4; // samples per side and pixel
  for (let y = 0; y < size; y++) {
    for (let x = 0; x < size; x++) {
      const sum = [0, 0, 0, 0];
      for (let s = 0; s < n * n; s++) {
        const px = ((x + ((s % n) + 0.5) / n) * 32) / size;
        const py = ((y + (Math.floor(s / n) + 0.5) / n) * 32) / size;
        const colour = colour_at(px, py, full_bleed);
        if (!colour) continue;
        for (let i = 0; i < 3; i++) sum[i] += colour[i];
        sum[3]++;
      }
      const at = y * (size * 4 + 1) + 1 + x * 4;
      for (let i = 0; i < 3; i++) rows[at + i] = sum[3] ? Math.round(sum[i] / sum[3]) : 0;
      rows[at + 3] = Math.round((sum[3] * 255) / (n * n));
    }
  }
  const head = Buffer.alloc(13);
  head.writeUInt32BE(size, 0);
  head.writeUInt32BE(size, 4);
  head.set([8, 6, 0, 0, 0], 8);
  return Buffer.concat([
    Buffer.from([137, 80, 78, 71, 13, 10, 26, 10]),
    chunk('IHDR', head),
    chunk('IDAT', deflateSync(rows, { level: 9 })),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}

function chunk(kind, data) {
  const body = Buffer.concat([Buffer.from(kind, 'latin1'), data]);
  const out = Buffer.alloc(body.length + 8);
  out.writeUInt32BE(data.length, 0);
  body.copy(out, 4);
  out.writeUInt32BE(crc32(body), body.length + 4);
  return out;
}

function crc32(bytes) {
  let crc = ~0;
  for (const byte of bytes) {
    crc ^= byte;
    for (let i = 0; i < 8; i++) crc = (crc >>> 1) ^ (crc & 1 ? 0xedb88320 : 0);
  }
  return ~crc >>> 0;
}

mkdirSync(out, { recursive: true });
writeFileSync(join(out, 'musubi.svg'), svg);
writeFileSync(join(out, 'musubi-192.png'), png(192, false));
writeFileSync(join(out, 'musubi-512.png'), png(512, false));
writeFileSync(join(out, 'musubi-maskable-512.png'), png(512, true));
