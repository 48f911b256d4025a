// The whole main job over HTTP and WebSocket: a need is taken by phone, offered, accepted on a phone, seen at the desk,
// worked and reported; then an incident: a round of safety checks moves the map on the wall.

import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { a_check, a_need, a_registrant, a_world, an_incident, type World } from './support/builders.ts';
import { Api, sign_in, type Body } from './support/client.ts';
import { Live } from './support/live.ts';
import { k_password, Server } from './support/server.ts';

let server: Server;
let world: World;
beforeAll(async () => {
  server = await Server.start();
  world = await a_world(server);
});
afterAll(() => server?.remove());

describe('an everyday need', () => {
  it('goes from the phone call to the report, and every screen follows', async () => {
    // A volunteer registers on the own phone.
    const registration = {
      login: 'hanako',
      password: k_password,
      name: '手伝 花子',
      name_kana: 'テツダイ ハナコ',
      phone: '0465-99-0001',
      district_id: world.here.id,
      skills: ['gardening'],
      availability: [],
      birth_year: 1985,
      consent: true,
    };
    const registered = await new Api(server).make('/registrations', registration);
    expect(registered.account).toMatchObject({ role: 'volunteer', volunteer_id: registered.volunteer.id });
    expect((await new Api(server).post('/registrations', registration)).code).toBe('already_exists');
    const phone = await sign_in(server, 'hanako');
    expect((await phone.read('/me')).volunteer).toMatchObject({ name: '手伝 花子', skills: ['gardening'] });

    const desk_live = await Live.open(server, world.staff.token);
    const desk = await desk_live.subscribe('needs');
    const phone_live = await Live.open(server, phone.token);
    const mine = await phone_live.subscribe('me');

    // The desk takes a need by phone; the same household called before.
    const body = a_need(world.here.id, {
      title: '庭の草取り',
      people_needed: 1,
      skills: ['gardening'],
      waitlist_max: 1,
    });
    const earlier = await world.staff.make('/needs', { ...body, title: '草がのびた' });
    const doubles = await world.staff.make('/needs/duplicates', {
      phone: body.requester.phone,
      name_kana: body.requester.name_kana,
      address: body.address,
    });
    expect(doubles.items[0]).toMatchObject({ need: { id: earlier.id } });
    expect(doubles.items[0].reasons.map((reason: Body) => reason.code)).toEqual(
      expect.arrayContaining(['same_phone', 'same_address']),
    );
    const need = await world.staff.make('/needs', body);
    expect(need).toMatchObject({ status: 'received', number: expect.stringMatching(/^N-\d{4,}-\d$/) });
    await world.staff.make(`/needs/${earlier.id}/merge`, { into: need.id });
    await desk_live.until(() => desk.needs.get(earlier.id)?.status === 'merged', 'the merge on the desk');
    expect((await world.staff.read(`/needs/${need.id}`)).next_steps).toContain('triage');
    await world.staff.make(`/needs/${need.id}/triage`, { survey: 'not_needed' });

    // Found by number, phone and name.
    for (const q of [need.number, body.requester.phone, body.requester.name]) {
      const found = await world.staff.make('/search', { kind: 'need', q });
      expect(
        found.items.map((item: Body) => item.id),
        q,
      ).toContain(need.id);
    }

    // Nobody is proposed without insurance; the desk is told who and what to do, and enters it.
    const before = await world.staff.read(`/needs/${need.id}/candidates?limit=30`);
    const gate = before.excluded.find((one: Body) => one.gate === 'no_insurance');
    expect(gate.volunteers.map((one: Body) => one.id)).toContain(registered.volunteer.id);
    expect(gate.next).toBe('enter_insurance');
    await world.staff.change(
      `/volunteers/${registered.volunteer.id}`,
      { insurance: { plan: 'basic', cover_from: '2020-04-01', cover_until: '2099-03-31' } },
      registered.volunteer.version,
    );

    // Candidates with reasons; offers.
    const candidates = await world.staff.read(`/needs/${need.id}/candidates?limit=30`);
    expect(candidates.items.map((item: Body) => item.volunteer.id)).toContain(registered.volunteer.id);
    const made = await world.staff.make(`/needs/${need.id}/offers`, {
      volunteer_ids: [registered.volunteer.id, world.volunteer.volunteer.id],
      expires_in_s: 3600,
    });
    const offer = made.items[0];
    expect(made.items.map((item: Body) => item.volunteer_id)).toEqual([
      registered.volunteer.id,
      world.volunteer.volunteer.id,
    ]);
    await phone_live.until(() => mine.offers.get(offer.id)?.status === 'open', 'the offer on the phone');
    expect(mine.offers.get(offer.id).need.address).toBeUndefined();

    // One tap; the desk sees it; the second is on the waiting list.
    expect(await phone.make(`/offers/${offer.id}/accept`)).toMatchObject({ status: 'accepted' });
    await desk_live.until(() => desk.needs.get(need.id)?.status === 'assigned', 'the acceptance on the desk');
    expect(await world.volunteer.api.make(`/offers/${made.items[1].id}/accept`)).toMatchObject({
      status: 'waitlisted',
      position: 1,
    });
    await phone_live.until(() => mine.offers.get(offer.id)?.need?.address === body.address, 'the job card');

    // Drops out, and the next is moved up; comes back by a new offer.
    await phone.make(`/offers/${offer.id}/decline`, { reason: 'health' });
    expect((await world.volunteer.api.read(`/offers/${made.items[1].id}`)).status).toBe('accepted');
    await world.volunteer.api.make(`/offers/${made.items[1].id}/decline`);
    await desk_live.until(() => desk.needs.get(need.id)?.status === 'match_waiting', 'the need is open again');
    const [again] = (
      await world.staff.make(`/needs/${need.id}/offers`, {
        volunteer_ids: [registered.volunteer.id],
        expires_in_s: 600,
      })
    ).items;
    await phone.make(`/offers/${again.id}/accept`);

    // Arrives, works, reports.
    expect(await phone.make(`/offers/${again.id}/arrive`)).toMatchObject({ status: 'arrived' });
    await desk_live.until(() => desk.needs.get(need.id)?.status === 'working', 'the arrival on the desk');
    await phone.make(`/needs/${need.id}/complete`, {
      report: { outcome: 'done', minutes: 90, people: 1, note: '完了', concern: null },
    });
    await desk_live.until(() => desk.needs.get(need.id)?.status === 'done', 'the end on the desk');
    await phone_live.until(() => mine.offers.get(again.id)?.served_at, 'the end on the phone');
    expect(mine.offers.get(again.id).need?.address, 'the card is wiped').toBeUndefined();

    const history = (await world.staff.read(`/needs/${need.id}/history?limit=1000`)).items;
    const types = history.map((entry: Body) => entry.type);
    for (const type of [
      'need.received',
      'need.triaged',
      'offer.made',
      'offer.accepted',
      'offer.waitlisted',
      'offer.declined',
      'offer.promoted',
      'offer.arrived',
      'need.completed',
    ])
      expect(types, type).toContain(type);
    expect(history.find((entry: Body) => entry.type === 'need.received').actor_name).toBe(world.staff.account.name);
    for (const live of [desk_live, phone_live]) {
      expect(live.complaints).toEqual([]);
      await live.close();
    }
  });

  it('continues on another day, is put aside, surveyed, declined and taken up again', async () => {
    const need = await world.staff.make('/needs', a_need(world.here.id, { people_needed: 2 }));
    const step = (name: string, body: Body = {}) => world.coordinator.make(`/needs/${need.id}/${name}`, body);
    expect((await step('triage', { survey: 'ask' })).status).toBe('triaged');
    expect((await step('triage', { survey: 'needed' })).status).toBe('survey_waiting');
    expect(await step('hold', { reason: 'absent', review_on: '2030-01-05' })).toMatchObject({
      status: 'on_hold',
      hold: { reason: 'absent', review_on: '2030-01-05' },
    });
    expect((await step('resume')).status).toBe('survey_waiting');
    expect((await step('survey', { workable: false, memo: '屋根の上' })).status).toBe('surveyed');
    expect((await step('survey', { workable: true, people_needed: 1, memo: '一人で足りる' })).status).toBe(
      'match_waiting',
    );
    expect((await world.staff.read(`/needs/${need.id}`)).people_needed).toBe(1);
    const [offer] = (
      await world.coordinator.make(`/needs/${need.id}/offers`, {
        volunteer_ids: [world.volunteer.volunteer.id],
        expires_in_s: 600,
      })
    ).items;
    await world.volunteer.api.make(`/offers/${offer.id}/accept`);
    expect((await step('complete', { report: { outcome: 'continuing', minutes: 60 } })).status).toBe('match_waiting');
    expect(await step('decline', { reason: 'roof_work', referral: '瓦業者の一覧', text: '高所のため' })).toMatchObject({
      status: 'declined',
      outcome: { reason: 'roof_work' },
    });
    expect((await step('reopen', { reason: '別の作業' })).status).toBe('received');
    expect((await step('cancel', { reason: 'self_solved' })).status).toBe('cancelled');
  });

  it('offers to the best few at once', async () => {
    const need = await world.staff.make('/needs', a_need(world.here.id, { people_needed: 1 }));
    await world.staff.make(`/needs/${need.id}/triage`, { survey: 'not_needed' });
    const best = (await world.staff.read(`/needs/${need.id}/candidates?limit=2`)).items.map(
      (item: Body) => item.volunteer.id,
    );
    const made = (await world.staff.make(`/needs/${need.id}/offers`, { top: 2, expires_in_s: 600 })).items;
    expect(made.map((offer: Body) => offer.volunteer_id)).toEqual(best);
    for (const offer of made) expect(offer.reasons.length).toBeGreaterThan(0);
  });
});

describe('a disaster', () => {
  it('an incident is opened, a round is started, checks come in, and the wall follows', async () => {
    const incident = await world.staff.make('/incidents', an_incident());
    const people = await Promise.all(
      Array.from({ length: 8 }, (_, i) =>
        world.admin.make('/registrants', a_registrant(i < 5 ? world.here.id : world.there.id)),
      ),
    );
    const round = await world.staff.make(`/incidents/${incident.id}/rounds`, { name: '第1回' });
    expect(round).toMatchObject({ number: 1, closed_at: null, district_ids: [] });
    const topic = `incident:${incident.id}`;
    const wall_live = await Live.open(server, world.viewer.token);
    const wall = await wall_live.subscribe(topic);
    expect(wall.total.open).toBe(wall.total.total);
    const total = wall.total.total;

    // The coordinator's list: own people, longest unknown first.
    const list = (await world.coordinator.read(`/rounds/${round.id}/registrants?limit=1000`)).items;
    expect(
      list.every((row: Body) => row.registrant.district_id === world.here.id && row.status === 'unconfirmed'),
    ).toBe(true);
    expect(list.length).toBeGreaterThanOrEqual(5);

    const record = (person: Body, status: string) =>
      world.coordinator.make(`/rounds/${round.id}/checks`, a_check(person.id, { status, method: 'visit' }));
    expect((await record(people[0], 'safe_home')).code).toBe('recorded');
    await record(people[1], 'safe_sheltered');
    await record(people[2], 'unreachable');
    const help = await record(people[3], 'needs_help');
    await record(people[4], 'needs_rescue');
    await wall_live.until(
      () => wall.total.counts.needs_rescue === 1 && wall.total.rescue === 1,
      'the rescue on the wall',
    );
    expect(wall.total).toMatchObject({
      total,
      open: total - 4,
      counts: { safe_home: 1, safe_sheltered: 1, unreachable: 1, needs_help: 1, needs_rescue: 1 },
    });
    const need = await world.staff.read(`/needs/${help.need_id}`);
    expect(need).toMatchObject({ incident_id: incident.id, district_id: world.here.id, is_drill: false });
    expect(
      (await world.coordinator.read(`/incidents/${incident.id}/progress`)).items.map((row: Body) => row.district_id),
    ).toEqual([world.here.id]);
    const progress = await world.staff.read(`/incidents/${incident.id}/progress`);
    expect(progress.items.reduce((sum: number, row: Body) => sum + row.total, 0)).toBe(progress.total.total);
    expect(progress.total.needs_open).toBe(1);

    // An aftershock: everybody is unknown again, and the round before is closed and kept.
    const second = await world.staff.make(`/incidents/${incident.id}/rounds`, {});
    await wall_live.until(() => wall.total.open === total, 'the new round on the wall');
    const rounds = (await world.staff.read(`/incidents/${incident.id}/rounds`)).items;
    expect(rounds.map((one: Body) => [one.id, one.closed_at === null]).sort()).toEqual(
      [
        [round.id, false],
        [second.id, true],
      ].sort(),
    );
    const before = (await world.coordinator.read(`/rounds/${round.id}/registrants?limit=1000`)).items;
    expect(before.find((row: Body) => row.registrant.id === people[0].id).status).toBe('safe_home');

    // The queue of a phone that was without a network.
    const queue = people.slice(0, 3).map((person) => ({
      key: randomUUID(),
      ...a_check(person.id),
      occurred_at: new Date().toISOString(),
      sent_at: new Date().toISOString(),
    }));
    const answer = await world.coordinator.send('post', `/rounds/${second.id}/checks`, queue, { key: null });
    expect(answer.body.items.map((item: Body) => [item.key, item.status])).toEqual(queue.map((one) => [one.key, 201]));
    await wall_live.until(() => wall.total.counts.safe_home === 3, 'the queue on the wall');
    expect(wall_live.complaints).toEqual([]);
    await wall_live.close();
  });
});

describe('the doors of the house', () => {
  it('are there: health, readiness, numbers, contract, documents, the client', async () => {
    const nobody = new Api(server);
    expect((await nobody.read('/healthz')).status).toBe('ok');
    expect((await nobody.get('/readyz')).status).toBe(200);
    expect((await nobody.get('/metrics')).text).toMatch(/^\w+/m);
    expect((await nobody.read('/openapi.json')).openapi).toBe('3.1.0');
    expect((await nobody.get('/docs')).text).toContain('<');
  });
});
