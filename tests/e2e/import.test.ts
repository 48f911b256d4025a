// Real input: the public lists of Odawara. Counts in are counts out, rejected lines are listed, and a file is taken
// whole or not at all.

import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, type TestContext } from 'vitest';
import { a_district, a_need } from './support/builders.ts';
import { journal_seq, new_id, sign_in, type Api, type Body } from './support/client.ts';
import { k_home } from './support/contract.ts';
import { run_musubi, Server } from './support/server.ts';

const folder = resolve(process.env.MUSUBI_TEST_DATA ?? join(k_home, '../shared/data'));
const k_towns_json = 'odawara-towns-geolonia.json';
const k_towns_csv = 'odawara-isj-b-14206.csv';
const k_shelters = 'odawara-evacuation-shelters-gsi.csv';
const k_sites = 'odawara-emergency-sites-gsi.csv';

let server: Server;
let admin: Api;
beforeAll(async () => {
  server = await Server.start();
  admin = await sign_in(server, 'admin');
});
afterAll(() => server?.remove());

/** The file's bytes; without the real data a printed skip, or a failure where they are required. */
function real(context: TestContext, name: string): Buffer {
  const path = join(folder, name);
  if (existsSync(path)) return readFileSync(path);
  if (process.env.CI || process.env.MUSUBI_REQUIRE_DATA === '1') throw new Error(`the real data are missing: ${path}`);
  return context.skip(`the real data are missing: ${path} (set MUSUBI_TEST_DATA)`) as never;
}
const send = (kind: string, bytes: Buffer | string, options: { dry?: boolean; type?: string; key?: string } = {}) =>
  admin.send('post', `/imports/${kind}${options.dry ? '?dry_run=true' : ''}`, undefined, {
    raw_body: bytes,
    content_type: options.type ?? 'text/csv',
    ...(options.key ? { key: options.key } : {}),
  });
/** Records of a CSV file without line breaks within fields. */
const rows_of = (bytes: Buffer) =>
  bytes
    .toString('utf8')
    .replace(/^\ufeff/, '')
    .split(/\r?\n/)
    .filter((line) => line.trim() !== '').length - 1;
const places = (kind: string) => admin.all(`/places?kind=${kind}&limit=1000`);

describe('the real lists of Odawara', () => {
  it('the town list (JSON) comes in whole: 142 rows', async (context) => {
    const bytes = real(context, k_towns_json);
    const rows = JSON.parse(bytes.toString('utf8')) as { town: string; koaza: string; lat: number; lng: number }[];
    const trial = await send('places', bytes, { type: 'application/json', dry: true });
    expect(trial.body).toMatchObject({ dry_run: true, rows: rows.length, accepted: rows.length, rejected: [] });
    expect(await places('town'), 'a trial changes nothing').toEqual([]);
    const done = await send('places', bytes, { type: 'application/json' });
    expect(done.body).toEqual({ kind: 'places', dry_run: false, rows: 142, accepted: 142, rejected: [] });
    const kept = await places('town');
    expect(kept).toHaveLength(142);
    expect(rows).toHaveLength(142);
    const by_name = new Map(kept.map((place: Body) => [place.name, place]));
    for (const row of rows)
      expect(by_name.get(row.town + row.koaza), row.town + row.koaza).toMatchObject({ lat: row.lat, lng: row.lng });
  });

  it('the place file (位置参照情報) comes in whole: 137 rows', async (context) => {
    const bytes = real(context, k_towns_csv);
    const own = await Server.start();
    const there = await sign_in(own, 'admin');
    const reply = await there.send('post', '/imports/places', undefined, { raw_body: bytes, content_type: 'text/csv' });
    expect(reply.body).toMatchObject({ rows: rows_of(bytes), accepted: 137, rejected: [] });
    const kept = await there.all('/places?kind=town&limit=1000');
    expect(kept).toHaveLength(137);
    expect(kept.find((place: Body) => place.name === '風祭')).toMatchObject({ lat: 35.248714, lng: 139.12328 });
    await own.remove();
  });

  it('shelters and evacuation sites come in whole, with their hazards: 38 and 45', async (context) => {
    const [shelters, sites] = [real(context, k_shelters), real(context, k_sites)];
    for (const [bytes, rows] of [
      [shelters, 38],
      [sites, 45],
    ] as [Buffer, number][]) {
      expect(rows_of(bytes)).toBe(rows);
      const reply = await send('shelters', bytes);
      expect(reply.body, reply.text.slice(0, 400)).toMatchObject({
        kind: 'shelters',
        rows,
        accepted: rows,
        rejected: [],
      });
    }
    const [live_there, flee_to] = [await places('shelter'), await places('evac_site')];
    expect([live_there.length, flee_to.length]).toEqual([38, 45]);
    const with_hazard = (hazard: string) => flee_to.filter((place: Body) => place.hazards.includes(hazard)).length;
    expect({
      flood: with_hazard('flood'),
      landslide: with_hazard('landslide'),
      earthquake: with_hazard('earthquake'),
      tsunami: with_hazard('tsunami'),
      storm_surge: with_hazard('storm_surge'),
      fire: with_hazard('fire'),
      inland_flood: with_hazard('inland_flood'),
      volcano: with_hazard('volcano'),
    }).toEqual({
      flood: 32,
      landslide: 16,
      earthquake: 37,
      tsunami: 0,
      storm_surge: 0,
      fire: 0,
      inland_flood: 0,
      volcano: 0,
    });
    expect(flee_to.find((place: Body) => place.name === '橘中学校')).toMatchObject({
      address: '神奈川県小田原市羽根尾410',
      lat: 35.292626,
      lng: 139.232314,
      hazards: ['earthquake'],
    });
  });

  it('the same file again doubles nothing', async (context) => {
    const bytes = real(context, k_shelters);
    const before = (await places('shelter')).length;
    const again = await send('shelters', bytes);
    expect([200, 422]).toContain(again.status);
    expect(await places('shelter')).toHaveLength(before);
  });

  it('a need with a real town name gets its position, and one with an unknown town none', async (context) => {
    real(context, k_towns_json);
    const district = await admin.make('/districts', a_district());
    const take = (address: string) => {
      const body = a_need(district.id, { address });
      delete body.lat;
      delete body.lng;
      return admin.make('/needs', body);
    };
    expect(await take('神奈川県小田原市井細田123-4')).toMatchObject({
      town: '井細田',
      position_source: 'town',
      lat: 35.269007,
      lng: 139.15428,
    });
    expect(await take('小田原市飯泉下河原5')).toMatchObject({
      position_source: 'town',
      lat: 35.276808,
      lng: 139.166779,
    });
    expect(await take('小田原市扇町三丁目5番地')).toMatchObject({
      town: '扇町三丁目',
      position_source: 'town',
      lat: 35.269391,
      lng: 139.156846,
    });
    expect(await take('小田原市扇町３－５－１')).toMatchObject({ town: '扇町三丁目', position_source: 'town' });
    expect(await take('どこにもない町1')).toMatchObject({ town: null, position_source: 'none', lat: null, lng: null });
    const given = await admin.make(
      '/needs',
      a_need(district.id, { address: '小田原市井細田1', lat: 35.27, lng: 139.15 }),
    );
    expect(given).toMatchObject({ town: '井細田', position_source: 'given', lat: 35.27, lng: 139.15 });
  });

  it('comes in by the command line on a folder that no server runs on', async (context) => {
    real(context, k_shelters);
    const own = Server.prepare();
    const ran = run_musubi(['import', 'shelters', join(folder, k_shelters), '--data', own.data]);
    expect(ran.code, ran.stderr).toBe(0);
    expect(ran.stdout).toContain('38');
    await own.run();
    expect(await (await sign_in(own, 'admin')).all('/places?kind=shelter&limit=1000')).toHaveLength(38);
    await own.remove();
  });
});

describe('all or nothing', () => {
  it('one spoiled line among good ones: it is named by line, column and reason, and nothing came in', async (context) => {
    const lines = real(context, k_shelters).toString('utf8').trimEnd().split('\r\n');
    const before = [await places('shelter'), await journal_seq(server)];
    const spoiled = [...lines];
    spoiled[7] = (spoiled[7] ?? '').replace(/35\.\d+/, 'きた35度');
    spoiled[20] = (spoiled[20] ?? '').replace(/,139\.\d+/, ',999.5');
    const reply = await send('shelters', `${spoiled.join('\r\n')}\r\n`);
    expect([reply.status, reply.code]).toEqual([422, 'invalid']);
    expect(reply.body.rejected.map((one: Body) => [one.line, one.column])).toEqual([
      [8, '緯度'],
      [21, '経度'],
    ]);
    for (const one of reply.body.rejected) expect(`${one.reason}${one.reason_en}`).not.toContain('きた35度');
    expect(reply.body).toMatchObject({ rows: 38, accepted: 36 });
    expect([await places('shelter'), await journal_seq(server)]).toEqual(before);
  });

  it('districts, volunteers and registrants by our own columns, as --template prints them', async () => {
    for (const kind of ['districts', 'volunteers', 'registrants']) {
      const template = run_musubi(['import', kind, '--template']);
      expect(template.code, template.stderr).toBe(0);
      const header = template.stdout.replace(/^\ufeff/, '').split(/\r?\n/)[0] ?? '';
      expect(header.split(',').length, kind).toBeGreaterThan(2);
      const empty = await send(kind, `\ufeff${header}\r\n`, { dry: true });
      expect(empty.body, kind).toMatchObject({ kind, rows: 0, accepted: 0, rejected: [] });
      const broken = await send(
        kind,
        `\ufeff${header}\r\n${header
          .split(',')
          .map(() => '')
          .join(',')}x\r\n`,
      );
      expect([broken.status, broken.code], kind).toEqual([422, 'invalid']);
      expect(broken.body.rejected.length).toBeGreaterThan(0);
    }
  });

  it('refuses what is not UTF-8, not CSV, of unknown columns, of an unknown kind, or of another type', async () => {
    const before = await journal_seq(server);
    const replies = [
      await send('shelters', Buffer.from([0x8e, 0x73, 0x8b, 0xe6, 0x2c, 0x93, 0x79, 0x0d, 0x0a])),
      await send('shelters', ''),
      await send('shelters', 'a,b,c\r\n1,2,3\r\n'),
      await send('shelters', '施設・場所名,緯度\r\n"never closed,35.2\r\n'),
      await send('places', '[{"town":1}]', { type: 'application/json' }),
      await send('places', '{', { type: 'application/json' }),
    ];
    for (const reply of replies) expect([400, 422], reply.text.slice(0, 200)).toContain(reply.status);
    expect((await send('planets', 'a\r\n')).status).toBe(404);
    expect((await send('shelters', 'x', { type: 'image/png' })).status).toBe(415);
    expect(await journal_seq(server)).toBe(before);
  });

  it('is a command like others: the same key imports once', async (context) => {
    const bytes = real(context, k_sites);
    const key = new_id();
    const first = await send('shelters', bytes, { key });
    const seq = await journal_seq(server);
    const second = await send('shelters', bytes, { key });
    expect([second.status, second.body.accepted]).toEqual([first.status, first.body.accepted]);
    expect(await journal_seq(server)).toBe(seq);
  });
});
