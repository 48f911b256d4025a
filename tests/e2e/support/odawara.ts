// The demo with the real Odawara on its map: towns, shelters, emergency sites, the outline of the city, people off the map.
// open_odawara() once at the top of a story file; without the data its stories are skipped.

import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect } from 'vitest';
import { a_browser, Window } from './browser.ts';
import { a_registrant, next_number } from './builders.ts';
import { sign_in, type Api, type Body } from './client.ts';
import { k_home } from './contract.ts';
import { run_musubi, Server } from './server.ts';

const folder = resolve(process.env.MUSUBI_TEST_DATA ?? join(k_home, '../shared/data'));
const k_files = {
  places: 'odawara-towns-geolonia.json',
  shelters: 'odawara-evacuation-shelters-gsi.csv',
  sites: 'odawara-emergency-sites-gsi.csv',
  boundary: 'odawara-boundary-n03-2019.geojson',
};
export const missing = Object.values(k_files).filter((name) => !existsSync(join(folder, name)));
if (missing.length > 0) {
  const why = `the board: the real data are missing in ${folder}: ${missing.join(', ')} (set MUSUBI_TEST_DATA)`;
  if (process.env.CI || process.env.MUSUBI_REQUIRE_DATA === '1') throw new Error(why);
  console.log(`skipped: ${why}`);
}

export const k_demo_password = 'musubi-demo';
export const k_wall = { width: 1920, height: 1080 };

export let server: Server;
export let admin: Api;
export let browser: Browser;
/** The open drill of the demo. */
export let incident: Body;

const must = (args: string[]) => {
  const done = run_musubi([...args, '--data', server.data]);
  if (done.code !== 0) throw new Error(`${args.join(' ')}: ${done.stderr}${done.stdout}`);
};
const real = (name: string) => join(folder, name);
export const boundary_file = () => real(k_files.boundary);
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

export function open_odawara(): void {
  beforeAll(async () => {
    if (missing.length > 0) return;
    server = Server.prepare({ accounts: [] });
    must(['demo', '--seed', '7']);
    must(['import', 'places', real(k_files.places)]);
    must(['import', 'shelters', real(k_files.shelters)]);
    must(['import', 'shelters', real(k_files.sites)]);
    must(['import', 'boundary', real(k_files.boundary), '--source', '国土数値情報（行政区域データ）国土交通省']);
    await server.run();
    admin = await sign_in(server, 'admin', k_demo_password);
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
    await server?.remove();
  });
}

interface Shown {
  query?: string;
  of?: Body;
  before?: (page: Page) => Promise<void>;
}
/** Somebody's window on the board of the drill, or of another incident. */
export const board = (login: string, size: { width: number; height: number }, how: Shown = {}) =>
  Window.open(browser, server, `/board/${how.query ?? ''}#/incident/${(how.of ?? incident).id}`, size, login, k_demo_password, how.before);
export const drawn = async (page: Page) => {
  await page.locator('.map-foot').waitFor();
  await page.waitForTimeout(400);
};
/** The page asked nobody but this machine, and complained of nothing. */
export const expect_alone = (window: Window) => {
  expect([...window.hosts]).toEqual(['127.0.0.1']);
  expect(window.complaints).toEqual([]);
};
