// Offers keep going over real sockets: waves, substitutes, what declines teach, quiet hours, and the call list.

import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { a_helper, a_volunteer, a_waiting_need, a_world, an_incident, offer_to, type Helper, type World } from './support/builders.ts';
import { sign_in, type Api, type Body } from './support/client.ts';
import { Live } from './support/live.ts';
import { Server } from './support/server.ts';

let server: Server;
let world: World;

beforeAll(async () => {
  server = await Server.start();
  world = await a_world(server);
});
afterAll(() => server?.remove());

/** People of a district of their own, whom only its coordinator can ask: nearest first. */
async function a_neighbourhood(people: number, over: Body = {}): Promise<{ asker: Api; district: Body; helpers: Helper[] }> {
  const district = await world.admin.make('/districts', {
    code: `n${Math.random().toString(36).slice(2, 8)}`,
    name: '小さな見本',
    name_kana: 'チイサナミホン',
    lat: 35.25,
    lng: 139.15,
  });
  const login = `c-${Math.random().toString(36).slice(2, 8)}`;
  const body = { login, name: '地区 担当', role: 'coordinator', password: 'correct-horse-7', district_ids: [district.id] };
  await world.admin.make('/accounts', body);
  const helpers: Helper[] = [];
  for (let n = 1; n <= people; n += 1)
    helpers.push(await a_helper(world.admin, district.id, { lat: 35.25 + n / 1000, lng: 139.15, ...over }));
  return { asker: await sign_in(server, login, body.password), district, helpers };
}
const a_job = (by: Api, district: Body, over: Body = {}) =>
  a_waiting_need(by, district.id, { lat: 35.25, lng: 139.15, ...over });
const offers_of = async (by: Api, need: Body): Promise<Body[]> => by.all(`/needs/${need.id}/offers?limit=1000`);
const wave_of = async (by: Api, need: Body): Promise<Body> => (await by.read(`/needs/${need.id}/wave`)).wave;
const mine = async (who: Helper, need: Body): Promise<Body> =>
  (await who.api.read('/me/offers')).items.find((offer: Body) => offer.need_id === need.id);

async function until<T>(what: string, look: () => Promise<T>, wait_ms = 30_000): Promise<T> {
  for (const end = Date.now() + wait_ms; ; ) {
    const seen = await look();
    if (seen) return seen;
    if (Date.now() > end) throw new Error(`it never came to ${what}`);
    await new Promise((done) => setTimeout(done, 100));
  }
}
const in_japan = (shift_min: number) => {
  const now = new Date(Date.now() + 9 * 3_600_000);
  return (now.getUTCHours() * 60 + now.getUTCMinutes() + shift_min + 1440) % 1440;
};

describe('a wave', () => {
  it('asks as many as will fill the places, the next when somebody says no, and ends when it is full', async () => {
    const { asker, district, helpers } = await a_neighbourhood(6);
    const need = await a_job(asker, district, { people_needed: 1 });
    const { forecast } = await asker.read(`/needs/${need.id}/wave`);
    expect(forecast.size).toBe(Math.ceil(1 / forecast.acceptance));
    const wave = await asker.make(`/needs/${need.id}/waves`, { expires_in_s: 600, together: 2 });
    expect(wave).toMatchObject({ status: 'running', cause: 'staff', asked: 2, open: 2, missing: 1 });
    const asked = new Set((await offers_of(asker, need)).map((offer) => offer.volunteer_id));
    expect(asked, 'the nearest two').toEqual(new Set(helpers.slice(0, 2).map((one) => one.volunteer.id)));
    const again = await asker.post(`/needs/${need.id}/waves`, { expires_in_s: 600 });
    expect([again.status, again.code]).toEqual([409, 'wave_running']);

    const [first, second, third] = helpers as [Helper, Helper, Helper];
    await first.api.make(`/offers/${(await mine(first, need)).id}/decline`, { reason: 'health' });
    expect(await mine(third, need), 'asked by itself').toMatchObject({ status: 'open', wave_id: wave.id });
    await second.api.make(`/offers/${(await mine(second, need)).id}/accept`);
    expect(await wave_of(asker, need)).toMatchObject({ status: 'ended', end_reason: 'full', accepted: 1, declined: 1 });
  });

  it('goes on by itself when offers run out, also when the server was away at that moment', { timeout: 60_000 }, async () => {
    const { asker, district, helpers } = await a_neighbourhood(3);
    const need = await a_job(asker, district);
    await asker.make(`/needs/${need.id}/waves`, { expires_in_s: 10, together: 1 });
    await until('the second person', () => mine(helpers[1]!, need));
    expect((await mine(helpers[0]!, need)).status).toBe('expired');
    await server.kill();
    await new Promise((done) => setTimeout(done, 10_000));
    await server.run();
    await until('the third person', () => mine(helpers[2]!, need));
    expect((await offers_of(asker, need)).map((offer) => offer.status)).toEqual(['expired', 'expired', 'open']);
    await until('the end', async () => (await wave_of(asker, need)).status === 'ended');
    expect((await wave_of(asker, need)).end_reason).toBe('no_candidates');
  });

  it('asks nobody who has enough open offers, and says so among the excluded', async () => {
    const { asker, district, helpers } = await a_neighbourhood(1);
    for (let n = 0; n < 3; n += 1)
      await offer_to(asker, (await a_job(asker, district)).id, [helpers[0]!.volunteer.id]);
    const need = await a_job(asker, district);
    const refused = await asker.post(`/needs/${need.id}/waves`, { expires_in_s: 600 });
    expect([refused.status, refused.code]).toEqual([422, 'no_candidates']);
    const { excluded } = await asker.read(`/needs/${need.id}/candidates`);
    expect(excluded).toContainEqual(expect.objectContaining({ gate: 'asked_enough', count: 1 }));
    const [by_hand] = await offer_to(asker, need.id, [helpers[0]!.volunteer.id]);
    expect(by_hand.warnings).toEqual([{ code: 'asked_enough' }]);
  });

  it('is stopped by the desk, and the desk hears of each step without asking', async () => {
    const { asker, district } = await a_neighbourhood(4);
    const need = await a_job(asker, district);
    const live = await Live.open(server, world.staff.token);
    const topic = await live.subscribe('needs');
    await asker.make(`/needs/${need.id}/waves`, { expires_in_s: 600, together: 1 });
    await asker.make(`/needs/${need.id}/wave/stop`);
    await live.until(() => topic.events.some((event) => event.type === 'wave.ended'), 'the end of the wave');
    const told = topic.events.filter((event) => event.wave).map((event) => event.type);
    expect(told).toEqual(['wave.started', 'wave.asked', 'wave.ended']);
    expect(live.complaints).toEqual([]);
    await live.close();
    expect((await asker.post(`/needs/${need.id}/wave/stop`, {})).code).toBe('wrong_state');
  });
});

describe('a place that is given back', () => {
  it('goes to who waits, and else to whom a new wave finds', async () => {
    const { asker, district, helpers } = await a_neighbourhood(4);
    const need = await a_job(asker, district, { waitlist_max: 1 });
    const [a, b, c] = helpers as [Helper, Helper, Helper];
    await offer_to(asker, need.id, [a.volunteer.id, b.volunteer.id]);
    await a.api.make(`/offers/${(await mine(a, need)).id}/accept`);
    expect(await b.api.make(`/offers/${(await mine(b, need)).id}/accept`)).toMatchObject({ status: 'waitlisted' });
    await a.api.make(`/offers/${(await mine(a, need)).id}/decline`, { reason: 'health' });
    expect((await mine(b, need)).status).toBe('accepted');
    expect(await wave_of(asker, need)).toBeNull();
    await b.api.make(`/offers/${(await mine(b, need)).id}/decline`, { reason: 'health' });
    expect(await wave_of(asker, need)).toMatchObject({ cause: 'drop_out', missing: 1 });
    const types = (await asker.read(`/needs/${need.id}/history?limit=1000`)).items.map((line: Body) => line.type);
    expect(types).toContain('offer.dropped_out');
    // The wave reaches beyond the district: whoever is asked, somebody is.
    expect((await offers_of(asker, need)).filter((offer) => offer.status === 'open').length).toBeGreaterThan(0);
    expect(c.volunteer.id).toBeTruthy();
  });

  it('by a substitute is held until somebody says yes, and then changes hands at once', async () => {
    const { asker, district, helpers } = await a_neighbourhood(3);
    const need = await a_job(asker, district);
    const [leaver, taker, other] = helpers as [Helper, Helper, Helper];
    await offer_to(asker, need.id, [leaver.volunteer.id, taker.volunteer.id, other.volunteer.id]);
    const held = await mine(leaver, need);
    await leaver.api.make(`/offers/${held.id}/accept`);
    const wished = await leaver.api.make(`/offers/${held.id}/substitute`);
    expect(wished).toMatchObject({ status: 'accepted', offer: { substitute_wanted_at: expect.any(String) } });
    expect((await asker.read(`/needs/${need.id}`)).places).toMatchObject({ needed: 1, accepted: 1 });

    // Both say yes at the same moment: one takes the place over, the other hears that it is taken.
    const answers = await Promise.all(
      [taker, other].map(async (who) => who.api.post(`/offers/${(await mine(who, need)).id}/accept`, {})),
    );
    expect(answers.map((one) => one.status).sort()).toEqual([200, 409]);
    expect((await asker.read(`/needs/${need.id}`)).places).toMatchObject({ needed: 1, accepted: 1 });
    const [winner] = answers.filter((one) => one.status === 200);
    expect(await mine(leaver, need)).toMatchObject({ status: 'withdrawn', substituted_by: winner!.body.offer.id });
    expect(winner!.body.offer.need.others).toBe(0);
    const kinds = (await leaver.api.read('/me/notices')).items.map((notice: Body) => notice.kind);
    expect(kinds).toContain('substituted');
    // Taking it back is too late now, and was possible before.
    expect((await leaver.api.send('delete', `/offers/${held.id}/substitute`)).code).toBe('offer_withdrawn');
  });
});

describe('what a decline teaches', () => {
  it('is shown to its person, lowers the rank, and is erased by one tap', async () => {
    const { asker, district, helpers } = await a_neighbourhood(2);
    const [near, far] = helpers as [Helper, Helper];
    const mud = () => a_job(asker, district, { category: 'mud_removal' });
    const ranks = async () =>
      (await asker.read(`/needs/${(await mud()).id}/candidates`)).items.map((one: Body) => one.volunteer.id);
    expect(await ranks()).toEqual([near.volunteer.id, far.volunteer.id]);
    const need = await mud();
    await offer_to(asker, need.id, [near.volunteer.id]);
    const said = await near.api.make(`/offers/${(await mine(near, need)).id}/decline`, { reason: 'not_my_skill' });
    expect(said.learned).toMatchObject({ kind: 'category', value: 'mud_removal', weight: 1 });
    expect((await near.api.read('/me/preferences')).items).toEqual([said.learned]);
    expect((await asker.read(`/volunteers/${near.volunteer.id}/preferences`)).items).toEqual([said.learned]);
    expect(await ranks()).toEqual([far.volunteer.id, near.volunteer.id]);

    expect((await far.api.send('delete', `/preferences/${said.learned.id}`)).status, 'not theirs').toBe(404);
    expect((await near.api.send('delete', `/preferences/${said.learned.id}`)).status).toBe(204);
    expect((await near.api.read('/me/preferences')).items).toEqual([]);
    expect(await ranks()).toEqual([near.volunteer.id, far.volunteer.id]);
  });

  it('is nothing in a drill', async () => {
    const drill = await world.admin.make('/incidents', an_incident({ is_drill: true }));
    const { district, helpers } = await a_neighbourhood(1);
    const need = await a_job(world.staff, district, { incident_id: drill.id, category: 'mud_removal' });
    await offer_to(world.staff, need.id, [helpers[0]!.volunteer.id]);
    const said = await helpers[0]!.api.make(`/offers/${(await mine(helpers[0]!, need)).id}/decline`, {
      reason: 'not_my_skill',
    });
    expect(said.learned).toBeUndefined();
    expect((await helpers[0]!.api.read('/me/preferences')).items).toEqual([]);
    const { items } = await helpers[0]!.api.read('/me/notices');
    expect(items.every((notice: Body) => notice.is_drill)).toBe(true);
  });
});

describe('notices', () => {
  it('come at once by the live socket, and are seen', async () => {
    const { asker, district, helpers } = await a_neighbourhood(1, { quiet_from: 0, quiet_until: 0 });
    const who = helpers[0]!;
    const live = await Live.open(server, who.api.token);
    const me = await live.subscribe('me');
    const need = await a_job(asker, district);
    await offer_to(asker, need.id, [who.volunteer.id]);
    await live.until(() => me.events.some((event) => event.type === 'notice.sent'), 'the notice');
    const [told] = me.events.filter((event) => event.type === 'notice.sent');
    expect(told).toMatchObject({ notice: { kind: 'offer_made', status: 'sent' }, offer: { need_id: need.id } });
    expect(live.complaints).toEqual([]);
    await live.close();
    expect(await who.api.make('/me/notices/seen')).toEqual({ seen: 1 });
    expect(await who.api.make('/me/notices/seen')).toEqual({ seen: 0 });
    expect((await who.api.read('/me/notices')).items[0].seen_at).not.toBeNull();
  });

  it('wait for the end of quiet hours, while the offer is there', async () => {
    const quiet = { quiet_from: in_japan(-60), quiet_until: in_japan(60) };
    const { asker, district, helpers } = await a_neighbourhood(1, quiet);
    const who = helpers[0]!;
    const need = await a_job(asker, district);
    await offer_to(asker, need.id, [who.volunteer.id]);
    expect(await mine(who, need)).toMatchObject({ status: 'open' });
    const [notice] = (await who.api.read('/me/notices')).items;
    expect(notice).toMatchObject({ kind: 'offer_made', status: 'waiting', sent_at: null });
    expect(new Date(notice.due_at).getTime()).toBeGreaterThan(Date.now() + 30 * 60_000);
    expect(await who.api.make('/me/notices/seen')).toEqual({ seen: 0 });
  });

  it('follow the policy of the centre, which has bounds and one version at a time', async () => {
    const now = await world.staff.read('/policies/offers');
    const beyond = await world.admin.send('patch', '/policies/offers', { open_offers_max: 21 }, { if_match: now.version });
    expect(beyond.body.errors).toMatchObject([{ field: 'open_offers_max', code: 'out_of_range' }]);
    const changed = await world.admin.change('/policies/offers', { evening_at: 19 * 60 }, now.version);
    expect(changed.evening_at).toBe(19 * 60);
    const stale = await world.admin.send('patch', '/policies/offers', { evening_at: 1 }, { if_match: now.version });
    expect([stale.status, stale.body.current.evening_at]).toEqual([412, 19 * 60]);
  });
});

describe('the call list', () => {
  it('names whom to ring up in order, takes a no answer, and yes or no on behalf', async () => {
    const { asker, district, helpers } = await a_neighbourhood(1);
    const by_phone = await world.admin.make(
      '/volunteers',
      a_volunteer(district.id, { contact_by: 'phone', name: '電話 一郎', lat: 35.2501, lng: 139.15 }),
    );
    const ordinary = await a_job(asker, district);
    const urgent = await a_job(asker, district, { priority: 'crisis', crisis_reason: '独居' });
    await offer_to(asker, ordinary.id, [by_phone.id, helpers[0]!.volunteer.id]);
    await offer_to(asker, urgent.id, [by_phone.id]);
    const list = async () => (await asker.read('/call-list')).items;
    const items = await list();
    expect(items.map((item: Body) => item.need.id)).toEqual([urgent.id, ordinary.id]);
    expect(items[0]).toMatchObject({
      volunteer: { id: by_phone.id, name: '電話 一郎', phone: by_phone.phone },
      reason: 'no_account',
      tried: 0,
    });
    expect(items[0].need.address, 'a list of telephone numbers is no list of houses').toBeUndefined();
    expect(JSON.stringify(items), 'has a device').not.toContain(helpers[0]!.volunteer.id);

    await asker.make(`/offers/${items[0].offer.id}/tried`, { result: 'no_answer' });
    expect((await list())[0]).toMatchObject({ tried: 1, last_result: 'no_answer' });
    await asker.make(`/offers/${items[0].offer.id}/accept`, { on_behalf: true });
    expect((await list()).map((item: Body) => item.offer.id)).toEqual([items[1].offer.id]);
    await asker.make(`/offers/${items[1].offer.id}/decline`, { on_behalf: true, reason: 'busy' });
    expect(await list()).toEqual([]);
    expect((await asker.post(`/offers/${items[0].offer.id}/tried`, { result: 'busy' })).code).toBe('wrong_state');
  });
});
