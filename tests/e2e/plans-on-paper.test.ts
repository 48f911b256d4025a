// 個別避難計画 over HTTP: one form over two rows, cut by class, audited, due. Numbered paper: made, recovered, lost, apart in a
// drill, and typed back in.

import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { a_district, a_registrant, a_world, an_incident, type World } from './support/builders.ts';
import { journal_seq, new_id, type Body } from './support/client.ts';
import { Server } from './support/server.ts';

let server: Server;
let world: World;
beforeAll(async () => {
  server = await Server.start();
  world = await a_world(server);
});
afterAll(() => server?.remove());

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
    const trail = (await world.admin.read('/audit?limit=20')).items.filter((row: Body) => row.action === 'print' && row.district_id === district.id);
    expect(trail.map((row: Body) => row.subjects), 'printed, and looked at').toEqual([9, 9]);
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
      rows.slice(0, 3).map((row: Body) => ({ key: new_id(), registrant_id: row.registrant.id, status: 'safe_home', method: 'visit' })),
    );
    expect(reply.body.items.map((one: Body) => one.status)).toEqual([200, 200, 200].map(() => expect.any(Number)));
    const progress = await world.staff.read(`/incidents/${incident.id}/progress`);
    expect(JSON.stringify(progress)).toContain('safe_home');
  });
});
