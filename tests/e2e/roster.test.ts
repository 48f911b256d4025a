// The city's roster: read whole with its broken lines, taken part by part, recognised again, doubted where it must be;
// nothing removed by a file, nothing shown without consent. Then 個別避難計画 and numbered paper.

import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { a_district, a_registrant, a_world, an_incident, type World } from './support/builders.ts';
import { journal_seq, type Body } from './support/client.ts';
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

describe('個別避難計画', () => {
  let person: Body;
  beforeAll(async () => {
    person = await world.admin.make('/registrants', a_registrant(world.here.id));
  });
  const k_form = {
    lives_alone: true,
    mobility: '杖',
    medical_device: '酸素',
    start_level: 3,
    evacuation_minutes: 25,
    supporters: [
      { name: '支援 三郎', phone: '0465-40-0001', relation: '隣', agreed_on: '2026-04-01' },
      { name: '支援 四郎', phone: '0465-40-0002' },
    ],
    shelter_first: '見本小学校',
    shelter_welfare: '福祉の家',
    route: '東の道',
    keys: '隣家',
    next_review_on: '2027-04-01',
  };

  it('is written under the version of the record; the record shows the same supporters', async () => {
    const stale = await world.staff.patch(`/registrants/${person.id}/evac-plan`, k_form, person.version + 5);
    expect([stale.status, stale.code]).toEqual([412, 'stale_edit']);
    const sheet = await world.staff.change(`/registrants/${person.id}/evac-plan`, k_form, person.version);
    expect(sheet.form).toMatchObject(k_form);
    expect(sheet.gaps.sort()).toEqual(['device_power', 'supporter_consent']);
    const record = await world.staff.read(`/registrants/${person.id}`);
    expect(record.plan).toMatchObject({ shelter: '見本小学校', route: '東の道', keys: '隣家' });
    expect(record.plan.supporters.map((one: Body) => one.name)).toEqual(['支援 三郎', '支援 四郎']);
  });

  it('who may not see the family notes gets none of them, and does not erase them by writing', async () => {
    const now = await world.staff.read(`/registrants/${person.id}/evac-plan`);
    const admin_now = await world.admin.read(`/registrants/${person.id}/evac-plan`);
    const whole = await world.admin.change(
      `/registrants/${person.id}/evac-plan`,
      { ...k_form, family_contact: '長女 090-0000-0001' },
      admin_now.version,
    );
    expect(whole.form.family_contact).toContain('長女');
    const staff = await world.staff.read(`/registrants/${person.id}/evac-plan`);
    expect('family_contact' in staff.form).toBe('family_contact' in now.form);
    await world.staff.change(`/registrants/${person.id}/evac-plan`, k_form, staff.version);
    if ('family_contact' in staff.form) return;
    expect((await world.admin.read(`/registrants/${person.id}/evac-plan`)).form.family_contact).toContain('長女');
  });

  it('is seen in its own district only, and each look is in the audit', async () => {
    expect((await world.coordinator.get(`/registrants/${person.id}/evac-plan`)).status).toBe(200);
    expect((await world.other_coordinator.get(`/registrants/${person.id}/evac-plan`)).status).toBe(404);
    const trail = (await world.admin.read('/audit?limit=50')).items.filter((row: Body) => row.subject_id === person.id);
    expect(trail.map((row: Body) => row.action)).toEqual(expect.arrayContaining(['read', 'refused']));
  });

  it('is due when its day has come; who has none stands first', async () => {
    const without = await world.admin.make('/registrants', a_registrant(world.here.id));
    const due = await world.staff.all(`/evac-plans/due?district_id=${world.here.id}&until=2027-04-02&limit=1000`);
    const ids = due.map((row) => row.registrant.id);
    expect(ids.indexOf(without.id)).toBeGreaterThanOrEqual(0);
    expect(ids.at(-1)).toBe(person.id);
    const early = await world.staff.all(`/evac-plans/due?district_id=${world.here.id}&until=2026-12-01&limit=1000`);
    expect(early.map((row) => row.registrant.id)).not.toContain(person.id);
  });
});

describe('numbered paper', () => {
  let district: Body;
  beforeAll(async () => {
    district = await world.admin.make('/districts', a_district());
    for (let n = 0; n < 9; n += 1) await world.admin.make('/registrants', a_registrant(district.id));
    await world.admin.make('/registrants', a_registrant(district.id, { name: '同意 なし', consent: { normal_time: false } }));
  });
  const make = (over: Body = {}) =>
    world.staff.make('/prints', { kind: 'watch_sheet', district_id: district.id, purpose: '見守り', for_whom: '民生 一郎', ...over });

  it('has a number, its sheets and who holds it; who has not consented is not on it', async () => {
    const pack = await make();
    expect(pack).toMatchObject({ people: 9, status: 'out', overdue: false, is_drill: false });
    expect(pack.sheets.map((one: Body) => one.sheet)).toEqual([1, 2]);
    const full = await world.staff.read(`/prints/${pack.id}`);
    expect(full.rows).toHaveLength(9);
    expect(JSON.stringify(full)).not.toContain('同意 なし');
    const trail = (await world.admin.read('/audit?limit=20')).items.filter((row: Body) => row.subject_id === pack.id);
    expect(trail.map((row: Body) => [row.action, row.subjects]).sort()).toEqual([['print', 9], ['read', 9]]);
    expect((await make()).number).toBe(pack.number + 1);
  });

  it('comes back sheet by sheet, or is lost; a recovered pack is closed', async () => {
    const pack = await make();
    const half = await world.staff.make(`/prints/${pack.id}/recover`, { sheets: [1] });
    expect(half).toMatchObject({ status: 'out', sheets: [{ status: 'recovered' }, { status: 'out' }] });
    const lost = await world.staff.make(`/prints/${pack.id}/lost`, { sheets: [1, 2] });
    expect(lost, 'what came back is not lost').toMatchObject({ status: 'lost', sheets: [{ status: 'recovered' }, { status: 'lost' }] });
    const found = await world.staff.make(`/prints/${pack.id}/recover`, { sheets: [2] });
    expect(found.status).toBe('recovered');
    const late = await world.staff.post(`/prints/${pack.id}/lost`, { sheets: [1] });
    expect([late.status, late.code]).toEqual([409, 'wrong_state']);
    const beyond = await world.staff.post(`/prints/${(await make()).id}/recover`, { sheets: [3] });
    expect([beyond.status, beyond.code]).toEqual([422, 'invalid']);
  });

  it('of a drill is marked, counted apart, in no list but its own, and shows no more than in normal time', async () => {
    const drill = await world.admin.make('/incidents', an_incident({ is_drill: true }));
    const pack = await make({ incident_id: drill.id });
    expect(pack).toMatchObject({ is_drill: true, number: 1, people: 9 });
    expect((await world.staff.all('/prints')).map((row) => row.id)).not.toContain(pack.id);
    expect((await world.staff.all(`/prints?incident_id=${drill.id}`)).map((row) => row.id)).toEqual([pack.id]);
  });

  it('refuses a district with nobody to print and a day that has passed', async () => {
    const nobody = await world.admin.make('/districts', a_district());
    const before = await journal_seq(server);
    const empty = await world.staff.post('/prints', { kind: 'roster', district_id: nobody.id, purpose: 'a', for_whom: 'b' });
    expect([empty.status, empty.code]).toEqual([422, 'no_candidates']);
    const past = await world.staff.post('/prints', { kind: 'roster', district_id: district.id, purpose: 'a', for_whom: 'b', return_by: '2020-01-01' });
    expect([past.status, past.code]).toEqual([422, 'invalid']);
    expect(await journal_seq(server)).toBe(before);
  });

  it('a watch sheet is typed back as checks by number', async () => {
    const incident = await world.admin.make('/incidents', an_incident());
    const round = await world.admin.make(`/incidents/${incident.id}/rounds`, { name: '第1回' });
    const pack = await make({ incident_id: incident.id });
    const { rows } = await world.staff.read(`/prints/${pack.id}`);
    const reply = await world.staff.post(
      `/rounds/${round.id}/checks`,
      rows.slice(0, 3).map((row: Body) => ({ key: crypto.randomUUID(), registrant_id: row.registrant.id, status: 'safe_home', method: 'visit' })),
    );
    expect(reply.body.items.map((one: Body) => one.status)).toEqual([200, 200, 200].map(() => expect.any(Number)));
    const progress = await world.staff.read(`/incidents/${incident.id}/progress`);
    expect(JSON.stringify(progress)).toContain('safe_home');
  });
});
