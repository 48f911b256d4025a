// The map of the board with the real Odawara: towns, shelters, emergency sites and the outline of the city, in three
// widths, without internet; teams out; looking back; then with a stand-in for the tile server, which is cut.

import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { k_desk, k_phone, Window } from './support/browser.ts';
import type { Body } from './support/client.ts';
import { admin, board, boundary_file, browser, drawn, expect_alone, incident, k_demo_password, k_wall, missing, open_odawara, server } from './support/odawara.ts';
import { TileServer } from './support/tile_server.ts';

open_odawara();

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
    const desk = await Window.open(browser, server, '/desk/#/admin/map', k_desk, 'admin', k_demo_password);
    const { page } = desk;
    await page.getByRole('heading', { name: '地図に描くもの' }).waitFor();
    await page.setInputFiles('input[type=file]', { name: 'broken.geojson', mimeType: 'application/json', buffer: Buffer.from('{"type":"Polygon","coordinates":[[[139,35],[139,35]]]}') });
    await page.getByRole('button', { name: '取り込む' }).click();
    await page.getByText('geojson/coordinates/0').waitFor();
    await desk.shot('board-map/admin-map');
    expect(await desk.axe()).toEqual([]);
    await page.setInputFiles('input[type=file]', boundary_file());
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

describe.skipIf(missing.length > 0)('with tiles', () => {
  let tiles: TileServer;
  beforeAll(async () => {
    if (missing.length > 0) return;
    tiles = await TileServer.start();
    server.args = [
      '--gsi-tiles', '--gsi-url', `${tiles.url}/pale/{z}/{x}/{y}.png`,
      '--hazard-tiles', '--hazard-url', `${tiles.url}/{layer}/{z}/{x}/{y}.png`,
    ];
    await server.restart();
  });
  afterAll(() => tiles?.stop());

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
    const desk = await board('staff', k_wall, { of: flood });
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
