// B1: a board of 100,000 dots in Chromium without a GPU, 500 changes a second: frames while they come in, and while the map
// is dragged on every frame besides; the city with its rings, and close up with its dots. One JSON object a line.
//
//   node scripts/lib/map_frames.mjs [--quick]      MUSUBI_SHOTS=FOLDER keeps a picture of both
import { createRequire } from 'node:module';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { change_people, k_home, make_city, percentile, print, sign_in, start_server, wait } from './map_world.mjs';

const { chromium } = createRequire(join(k_home, 'tests/package.json'))('playwright-core');
const quick = process.argv.includes('--quick');
const k_seconds = quick ? 5 : 8;
const k_flags = ['--headless', '--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync'];

/** Times between frames (ms) of so many seconds; with `drag` the map is moved on every frame, there and back. */
function frames_in_page({ seconds, drag }) {
  return new Promise((done) => {
    const map = document.querySelector('.map');
    const box = map.getBoundingClientRect();
    const at = { x: box.x + box.width / 2, y: box.y + box.height / 2 };
    const mouse = (type, target) =>
      target.dispatchEvent(new MouseEvent(type, { bubbles: true, cancelable: true, view: window, button: 0, buttons: 1, clientX: at.x, clientY: at.y }));
    const gaps = [];
    const began = performance.now();
    let last = began;
    const pane = map.querySelector('.leaflet-map-pane');
    if (drag) mouse('mousedown', pane);
    const frame = () => {
      const now = performance.now();
      gaps.push(now - last);
      last = now;
      if (now - began > seconds * 1000) {
        if (drag) mouse('mouseup', pane);
        done(gaps.slice(1));
        return;
      }
      if (drag) {
        const turn = (now - began) / 400;
        at.x = box.x + box.width / 2 + 120 * Math.sin(turn);
        at.y = box.y + box.height / 2 + 60 * Math.sin(turn * 1.3);
        mouse('mousemove', pane);
      }
      requestAnimationFrame(frame);
    };
    requestAnimationFrame(frame);
  });
}

async function measured(page, server, city, token, name, drag, goal) {
  const changes = change_people(server.url, token, city, k_seconds + 1);
  await wait(500);
  const gaps = await page.evaluate(frames_in_page, { seconds: k_seconds, drag });
  await changes;
  const fps = (gaps.length * 1000) / gaps.reduce((sum, gap) => sum + gap, 0);
  print('B1', name, fps, 'fps', {
    runs: gaps.length, min: Number((1000 / Math.max(...gaps)).toFixed(1)), max: Number((1000 / Math.min(...gaps)).toFixed(1)),
    p95_frame_ms: Number(percentile(gaps, 95).toFixed(1)), worst_frame_ms: Number(Math.max(...gaps).toFixed(1)), goal,
  });
}

async function picture(page, name) {
  if (!process.env.MUSUBI_SHOTS) return;
  mkdirSync(process.env.MUSUBI_SHOTS, { recursive: true });
  await page.screenshot({ path: join(process.env.MUSUBI_SHOTS, `${name}.png`) });
}

async function board(server, city, token) {
  const browser = await chromium.launch({ executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium', headless: true, args: k_flags });
  try {
    const page = await (await browser.newContext({ viewport: { width: 1280, height: 800 }, locale: 'ja-JP', timezoneId: 'Asia/Tokyo' })).newPage();
    const complaints = [];
    page.on('pageerror', (error) => complaints.push(error.message));
    await page.goto(`${server.url}board/#/incident/${city.incident}`);
    await page.fill('input[name=login]', 'staff');
    await page.fill('input[name=password]', 'bench-horse-7');
    const began = performance.now();
    await page.click('button[type=submit]');
    await page.locator('.map .board-canvas').waitFor({ timeout: 60_000 });
    await page.locator('.map-tools button').first().waitFor();
    await page.waitForFunction(() => document.querySelector('.right')?.textContent?.match(/\d{2},?\d{3}/), null, { timeout: 60_000 });
    print('B1', '100k_board_ready', performance.now() - began, 'ms');
    await wait(1500);
    await measured(page, server, city, token, '100k_city_updating', false, 50);
    await measured(page, server, city, token, '100k_city_panning_and_updating', true, 24);
    await picture(page, 'city');
    for (let i = 0; i < 8; i++) {
      await page.locator('.map-tools button').first().click();
      await wait(150);
      if ((await page.locator('.lg-dots').count()) > 0) break;
    }
    await wait(1000);
    await picture(page, 'close');
    await measured(page, server, city, token, '100k_close_updating', false, 50);
    await measured(page, server, city, token, '100k_close_panning_and_updating', true, 24);
    await picture(page, 'close');
    const heap = await page.evaluate(() => performance.memory?.usedJSHeapSize ?? 0);
    print('B1', '100k_page_heap', heap / 1048576, 'MB');
    if (complaints.length) throw new Error(`the page complained: ${complaints[0]}`);
  } finally {
    await browser.close();
  }
}

const city = make_city(100_000);
try {
  const server = await start_server(city);
  try {
    await board(server, city, await sign_in(server.url, 'admin'));
  } finally {
    await server.stop();
  }
} finally {
  city.end();
}
