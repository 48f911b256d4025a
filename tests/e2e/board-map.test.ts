// The map of the board with the real Odawara: towns, shelters, emergency sites and the outline of the city, in three
// widths, without internet; notes written at the desk; looking back; figures alone; then with a stand-in for the tile
// server, which is cut.

import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { Browser, Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { a_browser, press, tab_to, Window } from './support/browser.ts';
import { a_registrant, next_number } from './support/builders.ts';
import { sign_in, type Api, type Body } from './support/client.ts';
import { k_home } from './support/contract.ts';
import { run_musubi, Server } from './support/server.ts';
import { TileServer } from './support/tile_server.ts';

const folder = resolve(process.env.MUSUBI_TEST_DATA ?? join(k_home, '../shared/data'));
const k_files = {
  places: 'odawara-towns-geolonia.json',
  shelters: 'odawara-evacuation-shelters-gsi.csv',
  sites: 'odawara-emergency-sites-gsi.csv',
  boundary: 'odawara-boundary-n03-2019.geojson',
};
const missing = Object.values(k_files).filter((name) => !existsSync(join(folder, name)));
if (missing.length > 0) {
  const why = `board-map: the real data are missing in ${folder}: ${missing.join(', ')} (set MUSUBI_TEST_DATA)`;
  if (process.env.CI || process.env.MUSUBI_REQUIRE_DATA === '1') throw new Error(why);
  console.log(`skipped: ${why}`);
}

const k_password = 'musubi-demo';
const k_phone = { width: 390, height: 844 };
const k_desk = { width: 1280, height: 800 };
const k_wall = { width: 1920, height: 1080 };

let server: Server;
let admin: Api;
let tiles: TileServer;
let browser: Browser;
let incident: Body;

const must = (args: string[]) => {
  const done = run_musubi([...args, '--data', server.data]);
  if (done.code !== 0) throw new Error(`${args.join(' ')}: ${done.stderr}${done.stdout}`);
};
const real = (name: string) => join(folder, name);
const a_hazard_area = () => ({
  kind: 'hazard',
  title: '酒匂川 浸水想定（見本）',
  hazard: 'flood',
  source: '見本データ',
  geojson: {
    type: 'FeatureCollection',
    features: [1, 2, 3, 4].map((rank) => {
      const w = 0.034 - rank * 0.007;
      const x = 139.166;
      return {
        type: 'Feature',
        properties: { rank },
        geometry: {
          type: 'Polygon',
          coordinates: [[[x - w, 35.33], [x + w, 35.325], [x + w * 0.8, 35.29], [x + w * 0.6 + 0.006, 35.257], [x - w * 0.6 + 0.006, 35.257], [x - w * 0.8, 35.29], [x - w, 35.33]]],
        },
      };
    }),
  },
});

const board = (login: string, size: { width: number; height: number }, query = '') =>
  Window.open(browser, server, `/board/${query}#/incident/${incident.id}`, size, login, k_password);
const drawn = async (page: Page) => {
  await page.locator('.map-foot').waitFor();
  await page.waitForTimeout(400);
};
/** Remembers every text of the map's last picture: what a canvas says cannot be read from it. */
const keep_painted = (page: Page) =>
  page.addInitScript(() => {
    const pen = CanvasRenderingContext2D.prototype;
    const { clearRect, fillText } = pen;
    const seen = globalThis as unknown as { painted: string[] };
    const is_map = (one: CanvasRenderingContext2D) => one.canvas.className === 'board-canvas';
    pen.clearRect = function (...where) {
      if (is_map(this)) seen.painted = [];
      return clearRect.apply(this, where);
    };
    pen.fillText = function (...what) {
      if (is_map(this)) seen.painted.push(what[0]);
      return fillText.apply(this, what);
    };
  });
/** District and number on the map and in the table, at one moment: the demo's checks go on meanwhile. */
const figures_of = () => {
  const { painted } = globalThis as unknown as { painted: string[] };
  const on_map = painted.flatMap((text, at) => (/^[\d,]+$|^✓$/.test(text) ? [`${painted[at - 1]} ${text.replace('✓', '0')}`] : []));
  const rows = [...document.querySelectorAll('table.dt tbody tr')];
  const in_table = rows.map((row) => `${row.querySelector('th')!.textContent} ${row.querySelector('td.o')!.textContent}`);
  return { on_map: on_map.sort(), in_table: in_table.sort() };
};
const expect_same_figures = async (page: Page) => {
  await expect
    .poll(async () => {
      const { on_map, in_table } = await page.evaluate(figures_of);
      return on_map.length > 3 && on_map.join() === in_table.join();
    })
    .toBe(true);
};
/** The page asked nobody but this machine, and complained of nothing. */
const expect_alone = (window: Window) => {
  expect([...window.hosts]).toEqual(['127.0.0.1']);
  expect(window.complaints).toEqual([]);
};

beforeAll(async () => {
  if (missing.length > 0) return;
  server = Server.prepare({ accounts: [] });
  must(['demo', '--seed', '7']);
  must(['import', 'places', real(k_files.places)]);
  must(['import', 'shelters', real(k_files.shelters)]);
  must(['import', 'shelters', real(k_files.sites)]);
  must(['import', 'boundary', real(k_files.boundary), '--source', '国土数値情報（行政区域データ）国土交通省']);
  await server.run();
  admin = await sign_in(server, 'admin', k_password);
  browser = await a_browser();
  incident = (await admin.read('/incidents?limit=100')).items.find((one: Body) => one.status === 'open' && one.is_drill);
  const [district] = (await admin.read('/districts?limit=100')).items;
  const lost = (over: Body) => ({ ...a_registrant(district.id), name_kana: `ウミノ${next_number()}`, ...over });
  await admin.make('/registrants', lost({ lat: 35.2, lng: 139.23 }));
  await admin.make('/registrants', lost({ lat: 34.0, lng: 140.5 }));
  await admin.make('/registrants', lost({ address: '所番地のわからない家', lat: null, lng: null }));
  await admin.make('/map-areas', a_hazard_area());
}, 300_000);
afterAll(async () => {
  await browser?.close();
  await tiles?.stop();
  await server?.remove();
});

describe.skipIf(missing.length > 0)('the board with the real Odawara, without internet', () => {
  it('took the outline of the city whole', async () => {
    const areas = (await admin.read('/map-areas')).items as Body[];
    const boundary = areas.find((area) => area.kind === 'boundary');
    const points = boundary.parts.flatMap((part: Body) => part.rings).reduce((sum: number, ring: Body[]) => sum + ring.length, 0);
    expect(points).toBeGreaterThanOrEqual(4_679);
    expect(boundary.source).toContain('国土数値情報');
  });

  it.each([
    ['wall', 'viewer', k_wall],
    ['wall', 'viewer', k_desk],
    ['wall', 'viewer', k_phone],
    ['desk', 'staff', k_wall],
    ['desk', 'staff', k_desk],
    ['desk', 'staff', k_phone],
  ] as const)('%s, as %s, at %o', async (kind, login, size) => {
    const window = await board(login, size);
    await drawn(window.page);
    await window.shot(`board-map/${kind}-${size.width}`);
    if (size === k_phone) {
      await window.page.locator('.mapw').scrollIntoViewIfNeeded();
      await window.page.waitForTimeout(300);
      await window.shot(`board-map/${kind}-${size.width}-map`);
    }
    expect(await window.axe()).toEqual([]);
    const sideways = await window.page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
    expect(sideways, 'nothing scrolls sideways').toBeLessThanOrEqual(0);
    expect(await window.page.locator('table.dt caption').count()).toBe(1);
    expect(await window.page.innerText('.map-sum')).toMatch(/地図の外 [1-9]/);
    expect_alone(window);
    await window.context.close();
  });

  it('counts who is not on the map, so that its figures add up', async () => {
    const wall = await board('viewer', k_wall);
    await drawn(wall.page);
    const [drawn_people, placeless, outside, all] = (await wall.page.innerText('.map-sum'))
      .replaceAll(',', '')
      .match(/\d+/g)!
      .map(Number);
    expect(outside).toBeGreaterThanOrEqual(2);
    expect(drawn_people! + placeless! + outside!).toBe(all);
    const { total } = await admin.read(`/incidents/${incident.id}/progress`);
    expect(all).toBe(total.total - (total.counts.restricted ?? 0));
    await wall.context.close();
  });

  it('says in tables what the map shows: every shelter with its dangers, every note, who is off the map', async () => {
    const desk = await board('staff', k_desk);
    const { page } = desk;
    await drawn(page);
    await page.getByRole('button', { name: '一覧' }).click();
    const places = page.getByRole('table', { name: '避難所と緊急避難場所' });
    await places.waitFor();
    // 38 shelters and 45 sites, of which many are one school.
    const rows = await places.locator('tbody tr').count();
    expect(rows).toBeGreaterThanOrEqual(45);
    expect(rows).toBeLessThanOrEqual(38 + 45);
    expect(await places.innerText()).toContain('洪水');
    expect(await page.getByRole('table', { name: '地図に出ない人' }).innerText()).toMatch(/地図の外/);
    await desk.shot('board-map/desk-lists');
    expect(await desk.axe()).toEqual([]);
    await page.keyboard.press('Escape');
    await page.getByRole('button', { name: '見かた' }).click();
    await page.getByRole('button', { name: '重ねるもの' }).click();
    await desk.shot('board-map/desk-layers');
    expect(await desk.axe()).toEqual([]);
    await page.getByLabel('避難所・緊急避難場所').uncheck();
    await expect.poll(() => page.locator('.lg-house').count()).toBe(0);
    await page.reload();
    await drawn(page);
    expect(await page.locator('.lg-house').count(), 'this screen remembers').toBe(0);
    await desk.context.close();
  });
});

describe.skipIf(missing.length > 0)('a closed road', () => {
  it('is written at the desk by keyboard alone, and stands on the wall at once without its words', async () => {
    const wall = await board('viewer', k_wall);
    const desk = await board('staff', k_desk);
    const { page } = desk;
    await drawn(page);
    await tab_to(page, page.getByRole('button', { name: '地図メモ', exact: true }));
    await page.keyboard.press('Enter');
    await tab_to(page, page.getByRole('button', { name: 'メモを書く' }));
    await page.keyboard.press('Enter');
    await tab_to(page, page.locator('[name=points]'));
    for (const town of ['小田原市酒匂3-12', '国府津']) {
      await page.keyboard.type(town);
      await page.keyboard.press('Enter');
    }
    await page.getByText('2点の線').waitFor();
    await page.fill('.note-form [name=text]', '国道1号 がけくずれ');
    await desk.shot('board-map/desk-note-form');
    expect(await desk.axe()).toEqual([]);
    await page.getByRole('button', { name: '地図に出す' }).click();
    await page.getByText('国道1号 がけくずれ').first().waitFor();
    await wall.page.locator('.note-strip').getByText('通行止').first().waitFor();
    expect(await wall.page.innerText('.note-strip')).not.toContain('がけくずれ');
    await page.getByRole('button', { name: /^なおす/ }).first().click();
    await page.getByLabel('内容を大きな画面にも出す').check();
    await page.getByRole('button', { name: '地図に出す' }).click();
    await wall.page.locator('.note-strip').getByText('がけくずれ').waitFor();
    await wall.page.waitForTimeout(300);
    await wall.shot('board-map/wall-note');
    expect(await wall.axe()).toEqual([]);
    await desk.shot('board-map/desk-note');
    expect(wall.was_reloaded).toBe(false);
    expect_alone(wall);
    await wall.context.close();
    await desk.context.close();
  });
});

describe.skipIf(missing.length > 0)('a place pressed on the map', () => {
  it('puts the note there, and Esc gives the map back', async () => {
    const desk = await board('staff', k_desk);
    const { page } = desk;
    await drawn(page);
    await page.getByRole('button', { name: '地図メモ', exact: true }).click();
    await page.getByRole('button', { name: 'メモを書く' }).click();
    await page.getByLabel('停電').check();
    const box = (await page.locator('.map').boundingBox())!;
    await page.mouse.click(box.x + box.width * 0.5, box.y + box.height * 0.5);
    await page.locator('.note-points').getByText('1か所').waitFor();
    expect(await page.locator('.note-form [name=district_id]').inputValue(), 'the district under the press').not.toBe('');
    await page.getByRole('button', { name: '地図に出す' }).click();
    await page.locator('.note-list').getByText('停電').waitFor();
    const notes = (await admin.read(`/incidents/${incident.id}/map-notes`)).items as Body[];
    const [point] = notes.find((one) => one.kind === 'power').points;
    expect(point.lat).toBeGreaterThan(35.17);
    expect(point.lat).toBeLessThan(35.34);
    await page.locator('.map-panel').press('Escape');
    expect(await page.locator('.map-panel').count()).toBe(0);
    expect_alone(desk);
    await desk.context.close();
  });
});

describe.skipIf(missing.length > 0)('a place found by keys', () => {
  it.each([['1280', k_desk], ['390', k_phone]] as const)('is put with a cross that says where it stands, at %s', async (name, size) => {
    const desk = await board('staff', size);
    const { page } = desk;
    await drawn(page);
    await press(page, page.getByRole('button', { name: '地図メモ', exact: true }));
    await press(page, page.getByRole('button', { name: 'メモを書く' }));
    await page.getByLabel('断水・給水').check();
    const opener = page.getByRole('button', { name: 'キーで地図に置く' });
    const cross = page.getByRole('application', { name: /地図の十字/ });
    const is_focused = (at: Locator) => at.evaluate((node) => node === document.activeElement);
    const says = page.locator('.map-aim-says [role=status]');
    await press(page, opener);
    await expect.poll(() => is_focused(cross)).toBe(true);
    await expect.poll(() => says.innerText()).not.toBe('');
    const first = await says.innerText();
    expect(first, 'a name, not numbers').toMatch(/[一-龠]/);
    for (const key of ['Shift+ArrowLeft', 'Shift+ArrowLeft', 'ArrowLeft', 'ArrowUp']) await page.keyboard.press(key);
    await expect.poll(() => says.innerText()).not.toBe(first);
    await desk.shot(`board-map/aim-${name}`);
    expect(await desk.axe()).toEqual([]);
    await page.keyboard.press('Escape');
    await cross.waitFor({ state: 'detached' });
    expect(await is_focused(opener), 'focus is back').toBe(true);
    expect(await page.locator('.map-panel').count(), 'the form is still open').toBe(1);
    await page.getByText('まだ置いていません').waitFor();

    await page.keyboard.press('Enter');
    await expect.poll(() => is_focused(cross)).toBe(true);
    for (const key of ['+', '+', 'ArrowRight', 'ArrowDown']) await page.keyboard.press(key);
    await expect.poll(() => says.innerText()).not.toBe('');
    await page.keyboard.press('Enter');
    await page.locator('.note-points').getByText('1か所').waitFor();
    expect(await page.innerText('.note-points')).toMatch(/に置きました/);
    expect(await is_focused(opener), 'focus is back').toBe(true);
    expect(await page.locator('.note-form [name=district_id]').inputValue(), 'the district under the cross').not.toBe('');
    // Once more: from the last point on, and two points are a line.
    await page.keyboard.press('Enter');
    await expect.poll(() => is_focused(cross)).toBe(true);
    for (let i = 0; i < 12; i++) await page.keyboard.press('ArrowRight');
    await page.keyboard.press('Enter');
    await page.getByText('2点の線').waitFor();
    await desk.shot(`board-map/aim-put-${name}`);
    await press(page, page.getByRole('button', { name: '地図に出す' }));
    await page.locator('.note-list').getByText('断水・給水').first().waitFor();
    const notes = (await admin.read(`/incidents/${incident.id}/map-notes`)).items as Body[];
    const { points } = notes.find((one) => one.kind === 'water');
    expect(points[1].lng, 'to the right is east').toBeGreaterThan(points[0].lng);
    expect(points[1].lat).toBeCloseTo(points[0].lat, 6);
    for (const point of points) {
      expect(point.lat).toBeGreaterThan(35.17);
      expect(point.lat).toBeLessThan(35.34);
    }
    await admin.patch(`/map-notes/${notes.find((one) => one.kind === 'water').id}`, { end: true }, 1);
    expect_alone(desk);
    await desk.context.close();
  });

  it('is given up when the focus goes elsewhere', async () => {
    const desk = await board('staff', k_desk);
    const { page } = desk;
    await drawn(page);
    await press(page, page.getByRole('button', { name: '地図メモ', exact: true }));
    await press(page, page.getByRole('button', { name: 'メモを書く' }));
    await press(page, page.getByRole('button', { name: 'キーで地図に置く' }));
    const cross = page.getByRole('application');
    await expect.poll(() => cross.evaluate((node) => node === document.activeElement)).toBe(true);
    await page.keyboard.press('Tab');
    await cross.waitFor({ state: 'detached' });
    await page.getByText('まだ置いていません').waitFor();
    await desk.context.close();
  });
});

describe.skipIf(missing.length > 0)('teams of a committed plan', () => {
  it('come onto the wall by district, without a reload', async () => {
    const wall = await board('viewer', k_wall);
    await drawn(wall.page);
    const day = new Date(Date.now() + 9 * 3600_000 + 24 * 3600_000).toISOString().slice(0, 10);
    const plan = await admin.make('/plans', { incident_id: incident.id, day });
    await admin.make(`/plans/${plan.id}/commit`, {}, { if_match: plan.version });
    const out = (await admin.read(`/incidents/${incident.id}/teams-out`)).items as Body[];
    expect(out.length).toBeGreaterThan(0);
    const teams = out.reduce((sum, row) => sum + row.teams, 0);
    await wall.page.locator('.ft').getByText(new RegExp(`^${teams}班 \\d+人$`)).waitFor();
    await wall.page.waitForTimeout(300);
    await wall.shot('board-map/wall-teams');
    expect(await wall.axe()).toEqual([]);
    expect(wall.was_reloaded).toBe(false);
    await wall.context.close();
  });
});

describe.skipIf(missing.length > 0)('the voice of the page', () => {
  it('says the news politely, and not more often than a person can listen', async () => {
    const wall = await board('viewer', k_desk);
    const { page } = wall;
    await drawn(page);
    const speaker = page.locator('[data-speaker]');
    expect(await speaker.getAttribute('role')).toBe('status');
    await speaker.evaluate((node) => {
      const heard: string[] = ((window as unknown as { heard: string[] }).heard = []);
      new MutationObserver(() => heard.push(node.textContent ?? '')).observe(node, { childList: true, subtree: true, characterData: true });
    });
    const heard = () => page.evaluate(() => (window as unknown as { heard: string[] }).heard);
    const [first] = (await admin.read('/registrants?limit=1')).items;
    const round = (await admin.read(`/incidents/${incident.id}/rounds`)).items[0];
    for (let i = 0; i < 10; i++)
      await admin.make(`/rounds/${round.id}/checks`, { registrant_id: first.id, status: i % 2 ? 'safe_home' : 'needs_help', method: 'visit' });
    await expect.poll(heard, { timeout: 30_000 }).not.toEqual([]);
    const lines = await heard();
    expect(lines.length, lines.join(' | ')).toBeLessThanOrEqual(2);
    expect(lines.at(-1)).toMatch(/まだ [\d,]+人/);
    await wall.context.close();
  });
});

describe.skipIf(missing.length > 0)('the admin page', () => {
  it('brings an outline as GeoJSON and says where a broken file is broken', async () => {
    const desk = await Window.open(browser, server, '/desk/#/admin/map', k_desk, 'admin', k_password);
    const { page } = desk;
    await page.getByRole('heading', { name: '地図に描くもの' }).waitFor();
    await page.setInputFiles('input[type=file]', { name: 'broken.geojson', mimeType: 'application/json', buffer: Buffer.from('{"type":"Polygon","coordinates":[[[139,35],[139,35]]]}') });
    await page.getByRole('button', { name: '取り込む' }).click();
    await page.getByText('geojson/coordinates/0').waitFor();
    await desk.shot('board-map/admin-map');
    expect(await desk.axe()).toEqual([]);
    await page.setInputFiles('input[type=file]', real(k_files.boundary));
    await page.getByRole('button', { name: '取り込む' }).click();
    await page.getByRole('cell', { name: /^4,[67]\d\d$/ }).waitFor();
    await desk.context.close();
  });
});

describe.skipIf(missing.length > 0)('looking back', () => {
  it('marks the whole page, shows that moment alone, and goes back to now', async () => {
    const desk = await board('staff', k_wall);
    const { page } = desk;
    await drawn(page);
    await page.getByRole('button', { name: '過去を見る' }).click();
    await page.locator('.past-band').waitFor();
    expect(await page.title()).toContain('過去');
    expect(await page.locator('.ft').count(), 'no live figure stands beside').toBe(0);
    expect(await page.locator('.clock').count()).toBe(0);
    const slider = page.getByRole('slider', { name: '見る時刻' });
    await slider.focus();
    await page.keyboard.press('Home');
    await page.getByText('その時刻までに記録されたことだけで数えています。').waitFor();
    await expect.poll(() => page.innerText('.past-when')).toBe(await page.innerText('.past-note b'));
    const early = Number((await page.innerText('[data-left]')).replaceAll(',', ''));
    for (let i = 0; i < 40; i++) await page.keyboard.press('ArrowRight');
    await page.getByText('その時刻までに記録されたことだけで数えています。').waitFor();
    await desk.shot('board-map/past-1920');
    expect(await desk.axe()).toEqual([]);
    await page.getByRole('button', { name: 'いまに戻る' }).click();
    await page.locator('.ft').waitFor();
    expect(await page.locator('.past-band').count()).toBe(0);
    expect(early, 'before the first round nobody is counted').toBe(0);
    expect_alone(desk);
    await desk.context.close();
  });
});

describe.skipIf(missing.length > 0)('figures alone', () => {
  it('draws no dot and no ring on a public wall, and every district has its number', async () => {
    const wall = await board('viewer', k_wall, '?mode=counts');
    await drawn(wall.page);
    await wall.page.getByText('地区ごとの数（点は出しません）').waitFor();
    expect(await wall.page.getByText('輪の見かた').count()).toBe(0);
    expect(await wall.page.locator('.map-sum').count()).toBe(0);
    await wall.shot('board-map/counts-1920');
    expect(await wall.axe()).toEqual([]);
    await wall.page.reload();
    await wall.page.getByText('地区ごとの数（点は出しません）').waitFor();
    // By the entrance, without its address: the screen in a public room still knows.
    await wall.page.goto(`${server.url}/board/`);
    await wall.page.getByText('地区ごとの数（点は出しません）').waitFor();
    expect(await wall.page.getByRole('table', { name: '地図に出ない人' }).count()).toBe(0);
    expect_alone(wall);
    await wall.context.close();
  });

  it.each([['1280', k_desk], ['390', k_phone]] as const)('say the same on the map, in its legend and in the table beside, at %s', async (name, size) => {
    const desk = await Window.open(browser, server, `/board/#/incident/${incident.id}`, size, 'staff', k_password, keep_painted);
    const { page } = desk;
    await drawn(page);
    await page.getByRole('button', { name: '見かた' }).click();
    await page.getByRole('button', { name: '重ねるもの' }).click();
    await page.getByLabel('数だけにする').check();
    await page.locator('.map-legend').getByText('✓＝全員確認').waitFor();
    for (const mark of ['安否（輪・点）', '困りごと（ニーズ）', '出ている班']) expect(await page.getByLabel(mark).count(), mark).toBe(0);
    expect(await page.locator('.lg-dot, .lg-pin, .lg-flag, .lg-late, .lg-team').count(), 'the legend has no mark of one person').toBe(0);
    await desk.shot(`board-map/counts-panel-${name}`);
    expect(await desk.axe()).toEqual([]);
    await page.getByRole('button', { name: '閉じる' }).click();
    await expect_same_figures(page);
    await page.getByRole('button', { name: '一覧' }).click();
    await page.getByRole('table', { name: '避難所と緊急避難場所' }).waitFor();
    expect(await page.getByRole('table', { name: '地図に出ない人' }).count()).toBe(0);
    await page.reload();
    await drawn(page);
    await page.getByText('地区ごとの数（点は出しません）').waitFor();
    await expect_same_figures(page);
    await desk.shot(`board-map/counts-desk-${name}`);
    expect_alone(desk);
    await desk.context.close();
  });

  it('end where a hand ends them, though the address began with them', async () => {
    const desk = await board('staff', k_desk, '?mode=counts');
    const { page } = desk;
    await drawn(page);
    await page.getByRole('button', { name: '重ねるもの' }).click();
    await page.getByLabel('数だけにする').uncheck();
    await page.reload();
    await page.locator('.map-sum').waitFor();
    expect(new URL(page.url()).search).toBe('');
    await desk.context.close();
  });
});

describe.skipIf(missing.length > 0)('with tiles', () => {
  beforeAll(async () => {
    if (missing.length > 0) return;
    tiles = await TileServer.start();
    server.args = [
      '--gsi-tiles', '--gsi-url', `${tiles.url}/pale/{z}/{x}/{y}.png`,
      '--hazard-tiles', '--hazard-url', `${tiles.url}/{layer}/{z}/{x}/{y}.png`,
    ];
    await server.restart();
  });

  it('asks for those of the view, draws them, says when they are cut, and goes on', async () => {
    const desk = await board('staff', k_desk);
    const { page } = desk;
    await drawn(page);
    await expect.poll(() => page.locator('img.leaflet-tile-loaded').count()).toBeGreaterThan(4);
    expect(tiles.asked.every((path) => /^\/pale\/1[0-9]\/\d+\/\d+\.png$/.test(path))).toBe(true);
    expect(await page.locator('img.leaflet-tile-loaded').first().evaluate((img: HTMLImageElement) => img.naturalWidth)).toBe(256);
    await page.getByRole('link', { name: '地理院タイル' }).waitFor();
    await desk.shot('board-map/tiles-1280');
    expect(await desk.axe()).toEqual([]);
    tiles.is_cut = true;
    await page.getByRole('button', { name: '地図を大きくする' }).click();
    await page.getByText('背景の地図　切断').waitFor();
    await page.getByRole('button', { name: '全体' }).click();
    await desk.shot('board-map/tiles-cut-1280');
    expect(await page.innerText('[data-left]'), 'the figures go on').toMatch(/\d/);
    tiles.is_cut = false;
    await page.getByRole('button', { name: '地図を小さくする' }).click();
    await expect.poll(() => page.getByText('背景の地図　切断').count()).toBe(0);
    expect([...desk.hosts]).toEqual(['127.0.0.1']);
    // The browser itself says that the tiles of the cut line failed.
    expect(desk.complaints.filter((line) => !/503/.test(line))).toEqual([]);
    await desk.context.close();
  });

  it('lays the sheets of the danger at hand over the map', async () => {
    const flood = await admin.make('/incidents', { name: '見本の大雨', is_drill: false, kind: 'flood' });
    incident = flood;
    const desk = await board('staff', k_wall);
    const { page } = desk;
    await drawn(page);
    await page.getByRole('button', { name: '重ねるもの' }).click();
    await page.getByLabel('ハザードマップ（インターネット）').check();
    await expect.poll(() => tiles.asked.filter((path) => path.includes('01_flood_l2_shinsuishin_data')).length).toBeGreaterThan(0);
    await page.waitForTimeout(500);
    await desk.shot('board-map/hazard-tiles-1920');
    expect(desk.complaints).toEqual([]);
    await desk.context.close();
  });
});
