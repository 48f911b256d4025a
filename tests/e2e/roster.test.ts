// The city's roster: read whole with its broken lines, taken part by part, recognised again, doubted where it must be;
// nothing removed by a file, nothing shown without consent.

import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { a_district, a_world, type World } from './support/builders.ts';
import { type Body } from './support/client.ts';
import { Server } from './support/server.ts';

let server: Server;
let world: World;
beforeAll(async () => {
  server = await Server.start();
  world = await a_world(server);
});
afterAll(() => server?.remove());

const k_head = '整理番号,氏名,フリガナ,生年月日,住所,電話番号,地区コード,要介護度,同意,同意日';
const line = (n: number, over: Partial<Record<string, string>> = {}, district = world.here): string =>
  [
    over.number ?? `C${n}`,
    over.name ?? `対象 花${n}`,
    over.kana ?? `タイショウ ハナ`,
    over.born ?? `昭和${10 + (n % 30)}年${1 + (n % 12)}月${1 + (n % 28)}日`,
    over.address ?? `小田原市見本町${n}－${n}`,
    over.phone ?? `０４６５－７０－${String(n).padStart(4, '0')}`,
    district.code,
    '要介護３',
    over.consent ?? '〇',
    'R6.4.1',
  ].join(',');
const file = (...lines: string[]): string => [k_head, ...lines, ''].join('\r\n');
const upload = (bytes: string | Buffer, query = '') =>
  world.admin.send('post', `/roster-imports${query}`, undefined, { raw_body: bytes, content_type: 'text/csv' });
const open = async (bytes: string | Buffer, query = ''): Promise<Body> => {
  const reply = await upload(bytes, query);
  expect(reply.status, reply.text.slice(0, 400)).toBe(201);
  return reply.body;
};
async function take(one: Body): Promise<Body> {
  let at = one;
  while (at.status === 'checked' || at.status === 'running')
    at = await world.admin.make(`/roster-imports/${at.id}/steps`, { part: at.next_part });
  return at;
}
const bring = async (bytes: string | Buffer, query = ''): Promise<Body> => take(await open(bytes, query));
const people = (district = world.here) => world.staff.all(`/registrants?district_id=${district.id}&limit=500`);
const reviews = (one: Body) => world.staff.all(`/reviews?import_id=${one.id}`);

describe('a list of 1,300 lines with two in a hundred broken', () => {
  let district: Body;
  let text: string;
  let one: Body;
  const broken = (n: number): boolean => n % 50 === 7;

  beforeAll(async () => {
    district = await world.admin.make('/districts', a_district());
    const lines = Array.from({ length: 1300 }, (_, i) => {
      const n = i + 1;
      if (!broken(n)) return line(n, { consent: n % 3 === 0 ? '×' : '〇' }, district);
      const kind = Math.floor(n / 50) % 4;
      if (kind === 0) return line(n, { born: '昭和64年2月30日' }, district);
      if (kind === 1) return line(n, { address: '' }, district);
      if (kind === 2) return `"${line(n, {}, district)}`;
      return `${line(n, { consent: 'たぶん' }, district)},余分`;
    });
    text = file(...lines);
  });

  it('is checked whole: every broken line is counted by column and reason, and told by its number only', async () => {
    const before = await people(district);
    one = await open(text);
    expect(one).toMatchObject({ status: 'checked', lines: 1300, good: 1274, parts: 3, next_part: 0, encoding: 'utf8' });
    const count = one.rejected.reduce((sum: number, row: Body) => sum + row.count, 0);
    expect(count).toBeGreaterThanOrEqual(26);
    const told = (await world.admin.read(`/roster-imports/${one.id}/rejected`)).items;
    expect(new Set(told.map((row: Body) => row.line)).size).toBe(26);
    expect(told[0]).toMatchObject({ line: 8, column: '生年月日', code: 'format' });
    expect(JSON.stringify([one, told])).not.toContain('64年');
    expect(JSON.stringify([one, told])).not.toContain('対象');
    expect(await people(district), 'checking writes nobody down').toEqual(before);
  });

  it('foretells what each part would do', async () => {
    const preview = await world.admin.read(`/roster-imports/${one.id}/preview?part=0`);
    expect(preview).toMatchObject({ added: 500, changed: 0, unsure: 0 });
  });

  it('is taken part by part; who is behind the time is told, and anybody goes on, also after a restart', async () => {
    const first = await world.admin.make(`/roster-imports/${one.id}/steps`, { part: 0 });
    expect(first).toMatchObject({ status: 'running', next_part: 1 });
    expect(first.counts.added).toBe(500);
    const late = await world.admin.post(`/roster-imports/${one.id}/steps`, { part: 0 });
    expect([late.status, late.code]).toEqual([409, 'wrong_state']);
    await server.stop();
    await server.run();
    const done = await take(await world.admin.read(`/roster-imports/${one.id}`));
    expect(done).toMatchObject({ status: 'done', next_part: 3 });
    expect(done.counts).toMatchObject({ added: 1274, changed: 0, unchanged: 0, unsure: 0 });
  });

  it('counts all, and shows only who has consented', async () => {
    const shown = await people(district);
    const consented = Array.from({ length: 1300 }, (_, i) => i + 1).filter((n) => !broken(n) && n % 3 !== 0).length;
    expect(shown).toHaveLength(consented);
    const counted = (await world.staff.read('/roster')).districts.find((row: Body) => row.district_id === district.id);
    expect(counted).toEqual({ district_id: district.id, all: 1274, consented });
  });

  it('brought again it changes nobody', async () => {
    const before = await people(district);
    const again = await bring(text);
    expect(again.counts).toMatchObject({ added: 0, changed: 0, unchanged: 1274, unsure: 0, gone: 0 });
    expect(await people(district)).toEqual(before);
  });
});

describe('what the bytes may be', () => {
  it('Shift_JIS of Windows with 髙 and half-width kana is read as it stands', async () => {
    // 氏名,フリガナ,住所,地区,同意 / 髙橋,ﾀｶﾊｼ,見本町9,…,○
    const head = Buffer.from([0x8e, 0x81, 0x96, 0xbc, 0x2c, 0x83, 0x74, 0x83, 0x8a, 0x83, 0x4b, 0x83, 0x69, 0x2c, 0x8f, 0x5a, 0x8f, 0x8a, 0x2c, 0x92, 0x6e, 0x8b, 0xe6, 0x2c, 0x93, 0xaf, 0x88, 0xd3, 0x0d, 0x0a]);
    const row = Buffer.concat([
      Buffer.from([0xfb, 0xfc, 0x8b, 0xb4, 0x2c, 0xc0, 0xb6, 0xca, 0xbc, 0x2c, 0x8c, 0xa9, 0x96, 0x7b, 0x92, 0xac, 0x39, 0x2c]),
      Buffer.from(world.here.code),
      Buffer.from([0x2c, 0x81, 0x9b, 0x0d, 0x0a]),
    ]);
    const done = await bring(Buffer.concat([head, row]));
    expect(done).toMatchObject({ encoding: 'cp932', counts: { added: 1 } });
    const shown = (await people()).find((one) => one.name === '髙橋');
    expect(shown).toMatchObject({ name_kana: 'ﾀｶﾊｼ', address: '見本町9' });
  });

  it('a file without the headings is refused as a whole, with the heading and no value', async () => {
    const reply = await upload('甲,コウ,見本町1\r\n');
    expect([reply.status, reply.code]).toEqual([422, 'invalid']);
    expect(reply.text).not.toContain('見本町1');
  });
});

describe('a place that cannot be right', () => {
  it('is refused with its column: in the sea far from the district, or swapped', async () => {
    const at = (n: number, lat: string, lng: string) => `${line(n)},${lat},${lng}`;
    const one = await open(`${k_head},緯度,経度\r\n${at(901, '35.27', '139.17')}\r\n${at(902, '34.50', '140.50')}\r\n${at(903, '139.17', '35.27')}\r\n`);
    expect(one).toMatchObject({ lines: 3, good: 1 });
    const told = (await world.admin.read(`/roster-imports/${one.id}/rejected`)).items;
    expect(told.map((row: Body) => [row.line, row.column, row.code])).toEqual([
      [3, '緯度', 'far_from_district'],
      [4, '緯度', 'out_of_range'],
      [4, '経度', 'out_of_range'],
    ]);
  });
});

describe('people are recognised', () => {
  let there: Body;
  beforeAll(async () => {
    there = await world.admin.make('/districts', a_district());
    await bring(file(line(2001, {}, there), line(2002, {}, there), line(2003, { consent: '×' }, there)));
  });
  const of = async (name: string): Promise<Body> => (await people(there)).find((one) => one.name === name);

  it('a move in a newer list is taken over; what staff corrected since stays', async () => {
    const before = await of('対象 花2001');
    await world.staff.change(`/registrants/${before.id}`, { phone: '090-7777-0001' }, before.version);
    const done = await bring(file(line(2001, { address: '小田原市別町1' }, there)));
    expect(done.counts).toMatchObject({ changed: 1, added: 0 });
    expect(await of('対象 花2001')).toMatchObject({ id: before.id, address: '小田原市別町1', phone: '090-7777-0001' });
  });

  it('consent taken back is in force at once', async () => {
    const before = await of('対象 花2002');
    expect(before).toBeTruthy();
    const done = await bring(file(line(2002, { consent: '×' }, there)));
    expect(done.counts).toMatchObject({ changed: 1, withdrawn: 1 });
    expect((await world.staff.get(`/registrants/${before.id}`)).status).toBe(404);
  });

  it('a pin that was set by hand is not moved by an import', async () => {
    const before = await of('対象 花2001');
    const moved = await world.staff.change(`/registrants/${before.id}`, { lat: 35.26, lng: 139.15 }, before.version);
    await bring(`${k_head},緯度,経度\r\n${line(2001, { address: '小田原市三町3' }, there)},35.3,139.2\r\n`);
    expect(await of('対象 花2001')).toMatchObject({ lat: 35.26, lng: 139.15, address: '小田原市三町3' });
    const sheet = await world.staff.read(`/registrants/${moved.id}/evac-plan`);
    expect(sheet.position_source).toBe('manual');
  });

  it('a doubtful line waits for a decision: once, and then it stays decided', async () => {
    const known = await of('対象 花2001');
    const doubtful = line(2001, { number: '', kana: 'タイショウ ハル', name: '対象 春', address: known.address }, there);
    const first = await bring(file(doubtful));
    expect(first.counts).toMatchObject({ unsure: 1, added: 0 });
    const [doubt] = await reviews(first);
    expect(doubt).toMatchObject({ kind: 'unsure', line: 2, status: 'open' });
    expect(doubt.candidates.map((one: Body) => one.id)).toEqual([known.id]);
    expect(doubt.candidates[0].differs).toContain('name');
    const again = await bring(file(doubtful));
    expect(again.counts).toMatchObject({ unsure: 1 });
    expect(await reviews(again), 'nobody is asked twice').toEqual([]);
    const refused = await world.staff.post(`/reviews/${doubt.id}/decide`, { decision: 'keep' });
    expect([refused.status, refused.code]).toEqual([422, 'invalid']);
    await world.staff.make(`/reviews/${doubt.id}/decide`, { decision: 'same', registrant_id: known.id });
    expect(await of('対象 春')).toMatchObject({ id: known.id });
    const late = await world.staff.post(`/reviews/${doubt.id}/decide`, { decision: 'skip' });
    expect([late.status, late.code]).toEqual([409, 'wrong_state']);
    expect((await bring(file(doubtful))).counts).toMatchObject({ unchanged: 1, unsure: 0 });
  });

  it('of a doubt about somebody without consent no value is shown', async () => {
    const one = await bring(file(line(2003, { number: 'C2003', name: '別人 三郎', kana: 'ベツジン サブロウ', born: 'S1.12.30', address: '別の町9', phone: '', consent: '×' }, there)));
    const [doubt] = await reviews(one);
    expect(doubt).toMatchObject({ incoming: null, candidates: [{ registrant: null }] });
    expect(doubt.reasons).toContain('same_number_other_person');
    expect(JSON.stringify(doubt)).not.toMatch(/別人|対象|別の町/);
  });

  it('who is missing in a full list is asked about, and leaves by a decision only', async () => {
    const apart = await world.admin.make('/districts', a_district());
    await bring(file(line(3001, {}, apart), line(3002, {}, apart)));
    const full = file(line(3001, {}, apart));
    const one = await bring(full, '?full=true');
    expect(one.counts).toMatchObject({ unchanged: 1, gone: 1 });
    expect(await people(apart)).toHaveLength(2);
    const [missing] = await reviews(one);
    expect(missing).toMatchObject({ kind: 'gone', candidates: [{ registrant: { name: '対象 花3002' } }] });
    await world.staff.make(`/reviews/${missing.id}/decide`, { decision: 'keep' });
    expect((await bring(full, '?full=true')).counts, 'the same list does not ask again').toMatchObject({ gone: 0 });
    const newer = await bring(file(line(3001, { phone: '0465-11-2222' }, apart)), '?full=true');
    expect(newer.counts).toMatchObject({ gone: 1, changed: 1 });
    const [again] = await reviews(newer);
    await world.staff.make(`/reviews/${again.id}/decide`, { decision: 'moved' });
    expect((await people(apart)).map((person) => person.name)).toEqual(['対象 花3001']);
  });

  it('an import that is given up forgets its lines', async () => {
    const one = await open(file(line(4001)));
    await world.admin.make(`/roster-imports/${one.id}/drop`, {});
    const late = await world.admin.post(`/roster-imports/${one.id}/steps`, { part: 0 });
    expect([late.status, late.code]).toEqual([409, 'wrong_state']);
    expect((await world.admin.get(`/roster-imports/${one.id}/preview?part=0`)).status).toBe(404);
  });
});
