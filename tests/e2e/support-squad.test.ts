// 生活応援隊 as it works, over real sockets: a visit, the registration, a job that comes again and whose days become
// needs once, the same helper first, the first visit together, a report with a fee and a concern, and the coordinator
// who takes it. Nobody of another district, no volunteer and no drill learns of it.

import { describe, expect, it } from 'vitest';
import {
  a_helper,
  a_need,
  a_series,
  a_service_user,
  an_incident,
  offer_to,
  sleep,
  type Helper,
} from './support/builders.ts';
import { journal_seq, new_id, type Body } from './support/client.ts';
import { open_house, server, world } from './support/house.ts';
import { Live } from './support/live.ts';

open_house();

const k_day_ms = 86_400_000;
/** A day in Japan, so many days from today. */
const day_in = (days: number) => new Date(Date.now() + 9 * 3_600_000 + days * k_day_ms).toISOString().slice(0, 10);
const weekday_in = (days: number) => new Date(`${day_in(days)}T00:00:00Z`).getUTCDay();

let user: Body;
let series: Body;
let helper: Helper;
let ears: Live; // of the district's coordinator
let strange_ears: Live; // of another district's

const made_needs = async (of = series): Promise<Body[]> =>
  (await world.staff.all('/needs?limit=1000'))
    .filter((need: Body) => need.support?.series_id === of.id)
    .sort((a: Body, b: Body) => (a.starts_at < b.starts_at ? -1 : 1));
async function until<T>(what: string, look: () => Promise<T | null | undefined | false>): Promise<T> {
  for (let tries = 0; tries < 150; ++tries) {
    const found = await look();
    if (found) return found;
    await sleep(100);
  }
  throw new Error(`waited in vain for ${what}`);
}
const policy_path = () => `/districts/${world.here.id}/support-policy`;

describe('who is helped', () => {
  it('is written down when they ask, and registered only after a visit', async () => {
    ears = await Live.open(server, world.coordinator.token);
    await ears.subscribe('needs');
    strange_ears = await Live.open(server, world.other_coordinator.token);
    await strange_ears.subscribe('needs');
    helper = await a_helper(world.admin, world.here.id);

    const asked = a_service_user(world.here.id, { status: 'asked', visited_on: null });
    user = await world.coordinator.make('/service-users', asked);
    expect(user).toMatchObject({ status: 'asked', registered_on: null, visited_by: null });
    const early = await world.coordinator.patch(`/service-users/${user.id}`, { status: 'registered' }, user.version);
    expect(early.status).toBe(422);
    expect(early.body.errors).toEqual([expect.objectContaining({ field: 'visited_on', code: 'required' })]);
    const visited = { visited_on: day_in(0), status: 'registered' };
    user = await world.coordinator.change(`/service-users/${user.id}`, visited, user.version);
    expect(user).toMatchObject({ status: 'registered', registered_on: day_in(0) });
    expect(user.visited_by).toBe(world.coordinator.account.id);
    await ears.until(() => ears.topic('needs').events.some((e) => e.type === 'service_user.registered'), 'the event');
    const told = ears.topic('needs').events.find((e) => e.type === 'service_user.registered');
    expect(told.service_user).toMatchObject({ id: user.id, name: user.name });
  });

  it('is found by search, and warned of when the same household calls', async () => {
    const hits = (await world.staff.must('post', '/search', { kind: 'service_user', q: user.phone })).items;
    expect(hits).toEqual([expect.objectContaining({ kind: 'service_user', id: user.id, number: user.number })]);
    const question = { phone: user.phone, address: user.address };
    const warned = (await world.staff.must('post', '/needs/duplicates', question)).service_users;
    expect(warned[0]).toMatchObject({ service_user: { id: user.id } });
    expect(warned[0].reasons.map((r: Body) => r.code)).toContain('same_phone');
    const elsewhere = await world.other_coordinator.must('post', '/needs/duplicates', question);
    expect(elsewhere.service_users).toEqual([]);
    expect((await world.other_coordinator.must('post', '/search', { kind: 'all', q: user.phone })).items).toEqual([]);
  });
});

describe('the rules of the district', () => {
  it('are set by the desk, read by the coordinator, and no fee stands beside a free service', async () => {
    const policy = await world.coordinator.read(policy_path());
    expect(policy).toMatchObject({ fee_kind: 'free', fee_yen: 0, first_visit_together: true, first_offer_hours: 24 });
    const odd = await world.staff.patch(policy_path(), { fee_kind: 'per_hour' }, policy.version);
    expect(odd.body.errors).toEqual([expect.objectContaining({ field: 'fee_yen' })]);
    const rules = {
      fee_kind: 'per_hour',
      fee_yen: 400,
      helper_yen: 300,
      categories: ['waste', 'shopping'],
      minutes_max: 60,
    };
    expect(await world.staff.change(policy_path(), rules, policy.version)).toMatchObject(rules);
    expect((await world.staff.patch(policy_path(), { fee_yen: 1 }, policy.version)).status).toBe(412);
  });

  it('refuse a need that they do not take, unless staff give a reason', async () => {
    const ask = (over: Body) => a_need(world.here.id, { service_user_id: user.id, category: 'waste', ...over });
    const starts_at = `${day_in(3)}T09:00:00+09:00`;
    const seq = await journal_seq(server);
    expect((await world.staff.post('/needs', ask({ category: 'repair' }))).code).toBe('category_not_allowed');
    const long = { starts_at, ends_at: `${day_in(3)}T10:30:00+09:00` };
    expect((await world.staff.post('/needs', ask(long))).code).toBe('job_too_long');
    const override = { reason: '会長の了承がある' };
    const by_coordinator = await world.coordinator.post('/needs', ask({ category: 'repair', override }));
    expect(by_coordinator.status).toBe(403);
    expect(await journal_seq(server)).toBe(seq);
    const taken = await world.staff.make('/needs', ask({ category: 'repair', override }));
    expect(taken.support).toMatchObject({
      service_user_id: user.id,
      series_id: null,
      override_reason: override.reason,
      with_coordinator: true,
    });
    await world.staff.make(`/needs/${taken.id}/cancel`, { reason: 'requester' });
    const elsewhere = await world.staff.post('/needs', a_need(world.there.id, { service_user_id: user.id }));
    expect(elsewhere.body.errors).toEqual([expect.objectContaining({ field: 'service_user_id' })]);
  });

  it('answer every contradiction of a series with the field', async () => {
    const refused = async (over: Body) => {
      const reply = await world.staff.post('/series', a_series(user.id, over));
      expect(reply.status, reply.text).toBe(422);
      return reply.body.errors.map((e: Body) => `${e.field}:${e.code}`).join() || reply.code;
    };
    expect(await refused({ from_minute: 600, until_minute: 600 })).toBe('until_minute:out_of_range');
    expect(await refused({ weekdays: [] })).toBe('weekdays:required');
    expect(await refused({ starts_on: '2027-02-01', ends_on: '2027-01-31' })).toBe('ends_on:out_of_range');
    expect(await refused({ every_weeks: 0 })).toBe('every_weeks:out_of_range');
    expect(await refused({ category: 'repair' })).toBe('category_not_allowed');
    expect(await refused({ until_minute: 600 })).toBe('job_too_long');
    expect(await refused({ service_user_id: new_id() })).toBe('service_user_id:unknown_reference');
  });
});

describe('a job that comes again', () => {
  it('becomes needs for the days to come, once each, the first with the coordinator', async () => {
    const weekdays = [weekday_in(1)];
    const body = a_series(user.id, { weekdays, starts_on: day_in(1), skip_holidays: false, title: '水曜のごみ出し' });
    series = await world.coordinator.make('/series', body);
    expect(series.next.map((one: Body) => one.on).slice(0, 3)).toEqual([day_in(1), day_in(8), day_in(15)]);
    const needs = await until('two needs', async () => {
      const found = await made_needs();
      return found.length === 2 && found;
    });
    expect(needs.map((need) => need.support.day)).toEqual([day_in(1), day_in(8)]);
    expect(needs.map((need) => need.support.with_coordinator)).toEqual([true, false]);
    expect(needs[0]).toMatchObject({ status: 'match_waiting', incident_id: null, title: '水曜のごみ出し' });
    expect(needs[0].requester.name).toBe(user.name);
    expect(needs[0].starts_at).toBe(`${day_in(1)}T08:00:00.000+09:00`);
  });

  it('makes none twice, also after kill -9 and a start', async () => {
    const before = (await made_needs()).map((need) => need.id);
    await server.restart('kill');
    ears = await Live.open(server, world.coordinator.token);
    await ears.subscribe('needs');
    strange_ears = await Live.open(server, world.other_coordinator.token);
    await strange_ears.subscribe('needs');
    await sleep(2_500);
    expect((await made_needs()).map((need) => need.id)).toEqual(before);
  });

  it('leaves a day out and moves another; who had said yes is asked again', async () => {
    const own = await world.staff.make('/service-users', a_service_user(world.here.id));
    const daily = await world.staff.make('/series', a_series(own.id, { starts_on: day_in(2), ends_on: day_in(5), skip_holidays: false }));
    const needs = await until('its needs', async () => {
      const found = await made_needs(daily);
      return found.length >= 3 && found;
    });
    const [skipped, moved] = needs.slice(1);
    await world.staff.make(`/series/${daily.id}/exceptions`, { day: skipped.support.day, kind: 'skip' });
    expect((await world.staff.read(`/needs/${skipped.id}`)).status).toBe('cancelled');
    const [offer] = await offer_to(world.staff, moved.id, [helper.volunteer.id]);
    await helper.api.make(`/offers/${offer.id}/accept`);
    const taken = await world.staff.post(`/series/${daily.id}/exceptions`, {
      day: moved.support.day,
      kind: 'move',
      to_day: needs[0].support.day,
    });
    expect(taken.body.errors).toEqual([expect.objectContaining({ field: 'to_day' })]);
    const to_day = skipped.support.day;
    const now = await world.staff.make(`/series/${daily.id}/exceptions`, { day: moved.support.day, kind: 'move', to_day });
    expect(now.exceptions).toHaveLength(2);
    const need = await world.staff.read(`/needs/${moved.id}`);
    expect(need).toMatchObject({ status: 'match_waiting', starts_at: `${to_day}T08:00:00.000+09:00` });
    const offers = (await world.staff.read(`/needs/${moved.id}/offers`)).items;
    expect(offers.map((one: Body) => one.status).sort()).toEqual(['open', 'withdrawn']);

    // A pause makes nothing new; the end of the user ends the series and what it had planned.
    const fresh = await world.staff.read(`/series/${daily.id}`);
    const paused = await world.staff.change(`/series/${daily.id}`, { status: 'paused' }, fresh.version);
    expect(paused.next).toEqual([]);
    const gone = await world.staff.read(`/service-users/${own.id}`);
    await world.staff.change(`/service-users/${own.id}`, { status: 'ended' }, gone.version);
    expect((await world.staff.read(`/series/${daily.id}`)).status).toBe('ended');
    expect((await made_needs(daily)).every((one) => one.status === 'cancelled')).toBe(true);
    const over = await world.staff.post(`/series/${daily.id}/exceptions`, { day: to_day, kind: 'skip' });
    expect(over.code).toBe('wrong_state');
  });
});

describe('the visit', () => {
  let first: Body;
  let next: Body;

  it('tells the helper that the coordinator comes along, and nothing of the register', async () => {
    [first, next] = await made_needs();
    const [offer] = await offer_to(world.coordinator, first.id, [helper.volunteer.id]);
    await helper.api.make(`/offers/${offer.id}/accept`);
    const mine = (await helper.api.read('/me/offers')).items.find((one: Body) => one.id === offer.id);
    expect(mine.need.support).toEqual({ with_coordinator: true, fee_kind: 'per_hour', fee_yen: 400 });
    expect(JSON.stringify(mine)).not.toContain(user.id);
    expect(JSON.stringify(mine)).not.toContain(series.id);
    for (const path of ['/service-users', `/service-users/${user.id}`, '/series', '/referrals', policy_path()])
      expect([403, 404]).toContain((await helper.api.get(path)).status);
  });

  it('refuses a fee that the policy does not have', async () => {
    const report = { outcome: 'done', minutes: 40, people: 1 };
    const wrong = async (over: Body) => {
      const reply = await helper.api.post(`/needs/${first.id}/complete`, { report: { ...report, ...over } });
      expect(reply.status).toBe(422);
      return reply.body.errors.map((e: Body) => e.field);
    };
    expect(await wrong({ fee_yen: 4000 })).toEqual(['report/fee_yen']);
    expect(await wrong({ tickets: 1 })).toEqual(['report/tickets']);
    expect(await wrong({ fee_yen: 260, minutes: null })).toEqual(['report/minutes']);
  });

  it('ends with a report, a record and a concern in one transaction', async () => {
    const before = await journal_seq(server);
    const report = { outcome: 'done', minutes: 40, people: 1, fee_yen: 260, concern: '新聞が三日分たまっていた' };
    await helper.api.make(`/needs/${first.id}/complete`, { report });
    await ears.until(() => ears.topic('needs').events.some((e) => e.type === 'referral.opened'), 'the referral');
    const events = ears.topic('needs').events.filter((e) => e.seq > before);
    const [opened, done] = ['referral.opened', 'need.completed'].map((type) => events.find((e) => e.type === type));
    expect(opened.referral).toMatchObject({ status: 'open', text: report.concern, need_id: first.id, person: user.name });
    // One transaction: the numbers from the report to the end of it follow one another without a foreign one between.
    const seqs = events.filter((e) => e.need_id === first.id || e.need_id === next.id).map((e) => e.seq);
    expect(seqs).toEqual(seqs.map((_, i) => before + 1 + i));
    expect(new Set(events.filter((e) => seqs.includes(e.seq)).map((e) => e.recorded_at)).size).toBe(1);
    expect(done.seq).toBeGreaterThan(opened.seq);
    const [sum] = (await world.coordinator.read('/support-records')).items;
    expect(sum).toMatchObject({ district_id: world.here.id, jobs: 1, minutes: 40, fee_yen: 260, tickets: 0 });
    expect(sum.referrals).toBe(1);
  });

  it('asks the same helper first for the next day, and others only when nobody is waited for', async () => {
    const now = await world.staff.read(`/needs/${next.id}`);
    expect(now.support.first_until).not.toBeNull();
    const offers = (await world.staff.read(`/needs/${next.id}/offers`)).items;
    expect(offers).toHaveLength(1);
    expect(offers[0]).toMatchObject({ status: 'open', volunteer_id: helper.volunteer.id });
    expect(offers[0].expires_at).toBe(now.support.first_until);
    expect(offers[0].reasons.map((r: Body) => r.code)).toContain('past_helper');
    await a_helper(world.admin, world.here.id);
    const early = await world.staff.post(`/needs/${next.id}/offers`, { top: 1, expires_in_s: 3600 });
    expect(early).toMatchObject({ status: 409, code: 'helper_first' });
    await helper.api.make(`/offers/${offers[0].id}/decline`, { reason: 'busy' });
    const later = await world.staff.post(`/needs/${next.id}/offers`, { top: 1, expires_in_s: 3600 });
    expect(later.status, later.text).toBe(201);
  });

  it('leaves the asking to the centre where the policy says so', async () => {
    const policy = await world.staff.read(policy_path());
    const centre = await world.staff.change(policy_path(), { assigned_by: 'center' }, policy.version);
    const fresh = await a_helper(world.admin, world.here.id);
    const ask = { volunteer_ids: [fresh.volunteer.id], expires_in_s: 600 };
    expect((await world.coordinator.post(`/needs/${next.id}/offers`, ask)).status).toBe(403);
    await world.staff.change(policy_path(), { assigned_by: 'both' }, centre.version);
    expect((await world.coordinator.post(`/needs/${next.id}/offers`, ask)).status).toBe(201);
  });
});

describe('the concern', () => {
  it('is taken and closed by the coordinator of the district, and another one sees nothing', async () => {
    const [open] = (await world.coordinator.read('/referrals?status=open')).items;
    expect(open).toMatchObject({ text: '新聞が三日分たまっていた', service_user_id: user.id });
    expect((await world.other_coordinator.read('/referrals')).items).toEqual([]);
    expect((await world.other_coordinator.post(`/referrals/${open.id}/take`)).status).toBe(404);
    const taken = await world.coordinator.make(`/referrals/${open.id}/take`);
    expect(taken).toMatchObject({ status: 'taken', taken_by: world.coordinator.account.id });
    const second = await world.staff.post(`/referrals/${open.id}/take`);
    expect(second).toMatchObject({ status: 409, code: 'wrong_state' });
    expect(second.body.next).toEqual(['close']);
    const result = { result: 'support_center', note: '包括に電話した' };
    expect(await world.coordinator.make(`/referrals/${open.id}/close`, result)).toMatchObject({ status: 'closed', ...result });
    await ears.until(() => ears.topic('needs').events.some((e) => e.type === 'referral.closed'), 'the end');
    await sleep(300);
    const strange = JSON.stringify(strange_ears.messages);
    for (const secret of [user.id, series.id, open.id, user.name, '新聞が三日分']) expect(strange).not.toContain(secret);
    expect(ears.complaints).toEqual([]);
  });

  it('leaves only ids and codes in the journal and on disk', async () => {
    await server.stop();
    for (const [name, bytes] of server.files())
      for (const secret of [user.name, user.phone, user.address, '新聞が三日分', '包括に電話', '会長の了承'])
        expect(bytes.includes(Buffer.from(secret)), `${secret} in ${name}`).toBe(false);
    await server.run();
  });
});

describe('a drill', () => {
  it('never makes a need for a user, and its concerns stay within it', async () => {
    const drill = await world.admin.make('/incidents', an_incident({ is_drill: true }));
    const seq = await journal_seq(server);
    const ask = a_need(world.here.id, { incident_id: drill.id, service_user_id: user.id, category: 'waste' });
    const refused = await world.staff.post('/needs', ask);
    expect(refused.body.errors).toEqual([expect.objectContaining({ field: 'service_user_id' })]);
    expect(await journal_seq(server)).toBe(seq);
    const need = await world.staff.make('/needs', a_need(world.here.id, { incident_id: drill.id }));
    await world.staff.make(`/needs/${need.id}/triage`, { survey: 'not_needed' });
    const [offer] = await offer_to(world.staff, need.id, [helper.volunteer.id]);
    await helper.api.make(`/offers/${offer.id}/accept`);
    const before = (await world.staff.read('/referrals')).items.length;
    await world.staff.make(`/needs/${need.id}/complete`, { report: { outcome: 'done', concern: '訓練の気づき' } });
    expect((await world.staff.read('/referrals')).items).toHaveLength(before);
    const known = { phone: user.phone, incident_id: drill.id };
    expect((await world.staff.must('post', '/needs/duplicates', known)).service_users).toEqual([]);
  });
});
