// Plans over real sockets: made, asked, changed by hand and committed; and what becomes of them when the world moves.

import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  a_district,
  a_helper,
  a_need,
  a_squad,
  a_volunteer,
  a_waiting_need,
  a_world,
  an_incident,
  new_id,
  offer_to,
  sleep,
  type World,
} from './support/builders.ts';
import { journal_seq, type Body } from './support/client.ts';
import { Live } from './support/live.ts';
import { Server } from './support/server.ts';

const k_day = '2031-05-06';
const k_morning = { starts_at: `${k_day}T09:00:00.000+09:00`, ends_at: `${k_day}T11:00:00.000+09:00` };

let server: Server;
let world: World;

beforeAll(async () => {
  server = await Server.start();
  world = await a_world(server);
});
afterAll(() => server?.remove());

/** A district of its own with so many people, so that no story meets another. */
async function a_place(people: number, over: Body = {}) {
  const district = await world.admin.make('/districts', a_district());
  const volunteers: Body[] = [];
  for (let i = 0; i < people; ++i)
    volunteers.push(await world.admin.make('/volunteers', a_volunteer(district.id, over)));
  return {
    district,
    volunteers,
    ids: volunteers.map((v) => v.id),
    need: (more: Body = {}) => a_waiting_need(world.staff, district.id, more),
    plan: (more: Body = {}) => world.staff.make('/plans', { day: k_day, district_id: district.id, ...more }),
  };
}

const where = (plan: Body, volunteer_id: string): string | null =>
  plan.assignments.find((a: Body) => a.volunteer_id === volunteer_id)?.need_id ?? null;
const at = (plan: Body, need_id: string): string[] =>
  plan.assignments.filter((a: Body) => a.need_id === need_id).map((a: Body) => a.volunteer_id);
const line = (plan: Body, need_id: string): Body => plan.needs.find((n: Body) => n.need_id === need_id);
const edit = (plan: Body, changes: Body[], how: Body = {}) =>
  world.staff.send('post', `/plans/${plan.id}/edits`, { changes }, { if_match: plan.version, ...how });
const edited = async (plan: Body, changes: Body[]) => {
  const reply = await edit(plan, changes);
  expect(reply.status, reply.text.slice(0, 400)).toBe(200);
  return reply.body;
};
const commit = (plan: Body, body: Body = {}, how: Body = {}) =>
  world.staff.send('post', `/plans/${plan.id}/commit`, body, { if_match: plan.version, ...how });

describe('a plan', () => {
  it('says who goes where and why, what stays short, and how good that is', async () => {
    const place = await a_place(3);
    const served = await place.need({ people_needed: 2, priority: 'priority', skills: ['gardening'] });
    const short = await place.need({ people_needed: 2, people_min: 2 });
    const plan = await place.plan();
    expect(plan).toMatchObject({ status: 'draft', day: k_day, district_id: place.district.id, version: 1 });
    expect(plan.assignments.length).toBe(2);
    expect(plan.objective).toBeLessThanOrEqual(plan.bound);
    expect(plan.exact).toBe(plan.objective === plan.bound);
    for (const a of plan.assignments)
      expect(a.reasons.reduce((sum: number, r: Body) => sum + r.points, 0)).toBe(a.points);
    expect(line(plan, served.id)).toMatchObject({ placed: 2, short: 0, unmet: null });
    expect(line(plan, short.id)).toMatchObject({ placed: 0, short: 2 });
    expect(line(plan, short.id).unmet.code).toBe('people_short');
    expect(plan.people.filter((p: Body) => p.idle).length).toBe(1);
    expect(plan.summary).toMatchObject({ people_wanted: 4, people_placed: 2, people_short: 2, needs_short: 1 });
    expect(await world.staff.read(`/plans/${plan.id}`)).toEqual(plan);
    const heads = await world.staff.read(`/plans?district_id=${place.district.id}&day=${k_day}`);
    expect(heads.items.map((head: Body) => head.id)).toEqual([plan.id]);
  });

  it('is made once for one key, and asks nobody', async () => {
    const place = await a_place(1);
    const need = await place.need();
    const key = new_id();
    const body = { day: k_day, district_id: place.district.id };
    const first = await world.staff.post('/plans', body, { key });
    const again = await world.staff.post('/plans', body, { key });
    expect([first.status, again.status]).toEqual([201, 201]);
    expect(again.body.id).toBe(first.body.id);
    expect((await world.staff.read(`/needs/${need.id}/offers`)).items).toEqual([]);
  });

  it('shows every person by every need as a distance or a gate', async () => {
    const place = await a_place(1);
    const without = await world.admin.make('/volunteers', a_volunteer(place.district.id, { insurance: null }));
    const need = await place.need();
    const plan = await place.plan();
    const grid = await world.staff.read(`/plans/${plan.id}/grid`);
    expect(grid.needs).toEqual([need.id]);
    const cell = (id: string) => grid.cells[0][grid.people.indexOf(id)];
    expect(cell(place.ids[0])).toBeGreaterThanOrEqual(0);
    expect(grid.gates[-1 - cell(without.id)]).toBe('no_insurance');
  });

  it('tells the desk by its id alone', async () => {
    const live = await Live.open(server, world.staff.token);
    const elsewhere = await Live.open(server, world.coordinator.token);
    await live.subscribe('needs');
    await elsewhere.subscribe('needs');
    const place = await a_place(1);
    const plan = await place.plan();
    await live.until(() => JSON.stringify(live.messages).includes(plan.id), 'plan.made');
    const events = live.messages.flatMap((m: Body) => m.events ?? []).filter((e: Body) => e.plan_id === plan.id);
    expect(events.map((e: Body) => e.type)).toEqual(['plan.made']);
    await sleep(200);
    expect(JSON.stringify(elsewhere.messages)).not.toContain(plan.id);
    live.close();
    elsewhere.close();
  });
});

describe('a question to a plan', () => {
  it('changes nothing, whatever it asks', async () => {
    const place = await a_place(2);
    const need = await place.need({ people_needed: 3 });
    const plan = await place.plan();
    const before = await journal_seq(server);
    const ask = (changes: Body[]) => world.staff.make(`/plans/${plan.id}/what-if`, { changes });
    const more = await ask([{ kind: 'add_people', count: 1, district_id: place.district.id }]);
    expect(more.difference).toMatchObject({ placed: 1, short: -1 });
    expect(more.moves).toEqual([{ volunteer_id: null, from_need_id: null, to_need_id: need.id }]);
    const less = await ask([{ kind: 'drop_need', need_id: need.id }]);
    expect(less.difference.placed).toBe(-2);
    expect(less.needs).toEqual([{ need_id: need.id, placed_before: 2, placed_after: 0, short_after: 0 }]);
    const bus = await ask([{ kind: 'add_seats', seats: 20 }]);
    expect(bus.difference.placed).toBe(0);
    expect(await journal_seq(server)).toBe(before);
    expect(await world.staff.read(`/plans/${plan.id}`)).toEqual(plan);
  });

  it('says what cannot be, and why', async () => {
    const place = await a_place(1);
    const without = await world.admin.make('/volunteers', a_volunteer(place.district.id, { insurance: null }));
    const need = await place.need();
    const plan = await place.plan();
    const answer = await world.staff.make(`/plans/${plan.id}/what-if`, {
      changes: [{ kind: 'assign', volunteer_id: without.id, need_id: need.id }],
    });
    expect(answer.impossible).toEqual({ code: 'no_insurance', volunteer_id: without.id, need_id: need.id });
    expect(answer.moves).toEqual([]);
  });

  it('takes no undo, and a change no added people', async () => {
    const place = await a_place(1);
    const plan = await place.plan();
    const undo = await world.staff.post(`/plans/${plan.id}/what-if`, { changes: [{ kind: 'undo' }] });
    expect([undo.status, undo.body.errors[0].field]).toEqual([422, 'changes/0/kind']);
    const added = await edit(plan, [{ kind: 'add_people', count: 3 }]);
    expect([added.status, added.body.errors[0].field]).toEqual([422, 'changes/0/kind']);
  });
});

describe('a change by hand', () => {
  it('locks who was put somewhere, and the lock stays when it is planned again', async () => {
    const place = await a_place(2);
    const far = await place.need({ lat: 35.33, lng: 139.2 });
    await place.need();
    const plan = await place.plan();
    const [a, b] = place.ids;
    const mover = where(plan, a) === far.id ? b : a;
    const put = await edited(plan, [
      { kind: 'take_out', volunteer_id: where(plan, a) === far.id ? a : b },
      { kind: 'assign', volunteer_id: mover, need_id: far.id },
    ]);
    expect(put.assignments.find((x: Body) => x.volunteer_id === mover)).toMatchObject({ need_id: far.id, locked: true });
    const again = await edited(put, [{ kind: 'resolve' }]);
    expect(where(again, mover)).toBe(far.id);
    expect(again.summary.locks).toBe(1);
    const free = await edited(again, [{ kind: 'unlock', volunteer_id: mover, need_id: far.id }]);
    expect(free.summary.locks).toBe(0);
  });

  it('keeps out whom a person took out, and drops and takes needs', async () => {
    const place = await a_place(1);
    const need = await place.need();
    const plan = await place.plan();
    const out = await edited(plan, [{ kind: 'take_out', volunteer_id: place.ids[0] }, { kind: 'resolve' }]);
    expect(out.assignments).toEqual([]);
    expect(out.people[0].idle.code).toBe('taken_out');
    const dropped = await edited(out, [{ kind: 'drop_need', need_id: need.id }]);
    expect(line(dropped, need.id)).toMatchObject({ dropped: true, short: 0 });
    const back = await edited(dropped, [
      { kind: 'take_need', need_id: need.id },
      { kind: 'assign', volunteer_id: place.ids[0], need_id: need.id },
    ]);
    expect(at(back, need.id)).toEqual([place.ids[0]]);
  });

  it('is undone step by step', async () => {
    const place = await a_place(1);
    const need = await place.need();
    const plan = await place.plan();
    expect(plan.can_undo).toBe(false);
    const out = await edited(plan, [{ kind: 'take_out', volunteer_id: place.ids[0] }]);
    const dropped = await edited(out, [{ kind: 'drop_need', need_id: need.id }]);
    const once = await edited(dropped, [{ kind: 'undo' }]);
    expect(line(once, need.id).dropped).toBe(false);
    const twice = await edited(once, [{ kind: 'undo' }]);
    expect(at(twice, need.id)).toEqual([place.ids[0]]);
    expect(twice.can_undo).toBe(false);
    expect((await edit(twice, [{ kind: 'undo' }])).code).toBe('wrong_state');
  });

  it('is refused with the plan as it is now when somebody was faster', async () => {
    const place = await a_place(1);
    await place.need();
    const plan = await place.plan();
    const now = await edited(plan, [{ kind: 'take_out', volunteer_id: place.ids[0] }]);
    const late = await edit(plan, [{ kind: 'resolve' }]);
    expect(late.status).toBe(412);
    expect(late.body.current).toEqual(now);
  });

  it('names the gate of what cannot be, and changes nothing', async () => {
    const place = await a_place(2);
    const [need, other] = [await place.need(), await place.need()];
    const without = await world.admin.make('/volunteers', a_volunteer(place.district.id, { insurance: null }));
    const plan = await place.plan();
    const refused = async (changes: Body[]) => {
      const reply = await edit(plan, changes);
      expect([reply.status, reply.code]).toEqual([422, 'change_impossible']);
      return reply.body.errors.map((e: Body) => [e.field, e.code]);
    };
    expect(await refused([{ kind: 'assign', volunteer_id: without.id, need_id: need.id }])).toEqual([
      ['changes/0', 'no_insurance'],
    ]);
    const [there, elsewhere] = [at(plan, need.id)[0], at(plan, other.id)[0]];
    expect(await refused([{ kind: 'assign', volunteer_id: elsewhere, need_id: need.id }])).toEqual([
      ['changes/0', 'above_max'],
    ]);
    expect(
      await refused([
        { kind: 'take_out', volunteer_id: there },
        { kind: 'assign', volunteer_id: elsewhere, need_id: need.id },
        { kind: 'assign', volunteer_id: there, need_id: need.id },
      ]),
    ).toEqual([['changes/2', 'above_max']]);
    expect(await refused([{ kind: 'lock', volunteer_id: without.id, need_id: other.id }])).toEqual([
      ['changes/0', 'not_in_plan'],
    ]);
    expect((await world.staff.read(`/plans/${plan.id}`)).version).toBe(1);
  });

  it('overrides told times with a warning', async () => {
    const place = await a_place(1, { availability: [{ weekday: 2, part: 'evening' }] });
    const need = await place.need(k_morning);
    const plan = await place.plan();
    expect(plan.assignments).toEqual([]);
    const put = await edited(plan, [{ kind: 'assign', volunteer_id: place.ids[0], need_id: need.id }]);
    expect(put.assignments[0].warnings).toEqual([{ code: 'not_available' }]);
  });

  it('is never made worse by a longer search', async () => {
    const place = await a_place(5);
    for (let i = 0; i < 3; ++i) await place.need({ people_needed: 2, people_min: 2, lat: 35.28 + i / 100 });
    const plan = await place.plan();
    const better = await world.staff.make(`/plans/${plan.id}/improve`);
    expect(better.objective).toBeGreaterThanOrEqual(plan.objective);
    expect(better.bound).toBeLessThanOrEqual(plan.bound);
    expect(better.version).toBe(plan.version + 1);
  });
});

describe('a commit of an everyday plan', () => {
  it('asks everybody of the plan once, the same for the same key', async () => {
    const place = await a_place(0);
    const helper = await a_helper(world.admin, place.district.id);
    const need = await place.need({ people_needed: 2 });
    await world.admin.make('/volunteers', a_volunteer(place.district.id));
    const plan = await place.plan();
    const key = new_id();
    const done = await commit(plan, { expires_in_s: 600 }, { key });
    expect(done.status, done.text.slice(0, 300)).toBe(200);
    expect(done.body.plan).toMatchObject({ status: 'committed', version: 2, can_undo: false });
    expect(done.body.offers.map((o: Body) => [o.need_id, o.status])).toEqual([
      [need.id, 'open'],
      [need.id, 'open'],
    ]);
    expect([done.body.teams, done.body.left_out]).toEqual([[], []]);
    const again = await commit(plan, { expires_in_s: 600 }, { key });
    expect(again.body.offers.map((o: Body) => o.id)).toEqual(done.body.offers.map((o: Body) => o.id));
    expect((await world.staff.read(`/needs/${need.id}/offers`)).items.length).toBe(2);
    const mine = (await helper.api.read('/me/offers')).items;
    expect(mine.length).toBe(1);
    expect((await helper.api.post(`/offers/${mine[0].id}/accept`)).body.status).toBe('accepted');
    const late = await commit(plan);
    expect([late.status, late.body.current?.status]).toEqual([412, 'committed']);
    const other_key = await commit({ ...plan, version: 2 });
    expect([other_key.status, other_key.code]).toEqual([409, 'wrong_state']);
    expect(other_key.body.next).toEqual(['make_plan']);
    expect((await edit({ ...plan, version: 2 }, [{ kind: 'resolve' }])).code).toBe('wrong_state');
  });

  it('does not ask a second time who was asked already', async () => {
    const place = await a_place(1);
    const need = await place.need();
    const [offer] = await offer_to(world.staff, need.id, place.ids);
    const plan = await place.plan();
    expect(at(plan, need.id)).toEqual(place.ids);
    const done = await commit(plan);
    expect(done.body.offers.map((o: Body) => o.id)).toEqual([offer.id]);
  });
});

describe('a commit of an incident plan', () => {
  it('forms teams with a leader whose members hold their places', async () => {
    const incident = await world.admin.make('/incidents', an_incident());
    const live = await Live.open(server, world.staff.token);
    await live.subscribe(`incident:${incident.id}`);
    const place = await a_place(2);
    const leader = await a_helper(world.admin, place.district.id, { skills: ['leader'] });
    const need = await place.need({
      incident_id: incident.id,
      people_needed: 2,
      people_max: 3,
      people_min: 2,
      leader_needed: true,
      ...k_morning,
    });
    const plan = await place.plan({ incident_id: incident.id });
    expect(line(plan, need.id).roles).toEqual([{ role: 'leader', count: 1 }]);
    const done = await commit(plan);
    expect(done.status, done.text.slice(0, 300)).toBe(200);
    const [team] = done.body.teams;
    expect(team).toMatchObject({ need_id: need.id, incident_id: incident.id, leader_id: leader.volunteer.id });
    expect(team.number).toMatch(/^T-0001-/);
    expect(done.body.offers.map((o: Body) => [o.status, o.answered_by])).toEqual(
      team.members.map(() => ['accepted', 'staff']),
    );
    const now = await world.staff.read(`/needs/${need.id}`);
    expect(now).toMatchObject({ status: 'assigned', places: { accepted: team.members.length } });
    expect(now.people_needed).toBe(Math.max(2, team.members.length));
    expect(await world.staff.read(`/teams/${team.id}`)).toEqual(team);
    expect((await world.staff.read(`/teams?incident_id=${incident.id}`)).items).toEqual([team]);
    const mine = (await leader.api.read('/me/offers')).items;
    expect(mine.map((o: Body) => o.status)).toEqual(['accepted']);
    const told = (await leader.api.read('/me/notices')).items.map((n: Body) => n.kind);
    expect(told).not.toContain('offer_made');
    // In the quiet hours of the night the notice of the team waits; it is listed either way.
    expect(told).toContain('team_formed');
    await live.until(() => JSON.stringify(live.messages).includes('plan.committed'), 'plan.committed');
    const types = live.messages.flatMap((m: Body) => m.events ?? []).map((e: Body) => e.type);
    expect(types).toEqual(expect.arrayContaining(['plan.made', 'offer.accepted', 'team.formed', 'plan.committed']));
    live.close();
  });

  it('never sells a place twice, however many plans are committed at once', async () => {
    const incident = await world.admin.make('/incidents', an_incident());
    const place = await a_place(6);
    const need = await place.need({ incident_id: incident.id, people_needed: 3 });
    const plans = await Promise.all(Array.from({ length: 6 }, () => place.plan({ incident_id: incident.id })));
    const replies = await Promise.all(plans.map((plan) => commit(plan)));
    expect(replies.map((r) => r.status).sort()).toEqual([200, 409, 409, 409, 409, 409]);
    expect(replies.filter((r) => r.status === 409).every((r) => r.code === 'plan_moved')).toBe(true);
    expect((await world.staff.read(`/needs/${need.id}`)).places.accepted).toBe(3);
  });
});

describe('a world that moved', () => {
  it('is told by name, holds the commit back, and can be left out', async () => {
    const place = await a_place(0);
    const helpers = [];
    for (let i = 0; i < 6; ++i) helpers.push(await a_helper(world.admin, place.district.id));
    const [cancelled, lowered, whole] = [
      await place.need({ people_needed: 1, ...k_morning }),
      await place.need({ people_needed: 2, ...k_morning }),
      await place.need({ people_needed: 3, ...k_morning }),
    ];
    const elsewhere = await a_waiting_need(world.staff, world.here.id, k_morning);
    const plan = await place.plan();
    expect(plan.summary.people_short).toBe(0);

    await world.staff.make(`/needs/${cancelled.id}/cancel`, { reason: 'self_solved' });
    const low = await world.staff.read(`/needs/${lowered.id}`);
    await world.staff.change(`/needs/${lowered.id}`, { people_needed: 1 }, low.version);
    const busy = at(plan, whole.id)[0] as string;
    const [taken] = await offer_to(world.staff, elsewhere.id, [busy]);
    await world.staff.make(`/offers/${taken.id}/accept`, { on_behalf: true });

    const before = await journal_seq(server);
    const held = await commit(plan);
    expect([held.status, held.code]).toEqual([409, 'plan_moved']);
    expect(held.body.next).toEqual(['commit_without_moved', 'resolve']);
    const moved = [
      { code: 'need_closed', need_id: cancelled.id },
      { code: 'places_changed', need_id: lowered.id },
      { code: 'volunteer_busy', need_id: whole.id, volunteer_id: busy },
    ];
    const by_need = (a: Body, b: Body) => (a.need_id < b.need_id ? -1 : 1);
    expect([...held.body.moved].sort(by_need)).toEqual([...moved].sort(by_need));
    expect(await journal_seq(server)).toBe(before);
    expect((await world.staff.read(`/plans/${plan.id}`)).status).toBe('draft');

    const rest = await commit(plan, { drop_moved: true });
    expect(rest.status, rest.text.slice(0, 300)).toBe(200);
    expect([...rest.body.left_out].sort(by_need)).toEqual([...moved].sort(by_need));
    expect(rest.body.offers.map((o: Body) => o.need_id)).toEqual([whole.id, whole.id]);
    expect(at(rest.body.plan, whole.id)).not.toContain(busy);
  });

  it('names who left, who said no and who answered', async () => {
    const place = await a_place(0);
    const helpers = [];
    for (let i = 0; i < 3; ++i) helpers.push(await a_helper(world.admin, place.district.id));
    const [gone, no, yes] = helpers.map((h) => h.volunteer);
    const need = await place.need({ people_needed: 3, people_max: 4 });
    const plan = await place.plan();
    await world.admin.change(`/volunteers/${gone.id}`, { status: 'paused' }, gone.version);
    for (const offer of await offer_to(world.staff, need.id, [no.id, yes.id])) {
      const path = offer.volunteer_id === no.id ? 'decline' : 'accept';
      await world.staff.make(`/offers/${offer.id}/${path}`, { on_behalf: true });
    }
    const held = await commit(plan);
    const codes = Object.fromEntries(held.body.moved.map((m: Body) => [m.volunteer_id, m.code]));
    expect(codes).toEqual({ [gone.id]: 'volunteer_gone', [no.id]: 'declined', [yes.id]: 'already_answered' });
    expect(held.body.next).toEqual(['resolve']);
    expect((await commit(plan, { drop_moved: true })).code).toBe('plan_moved');
    const fresh = await edited(plan, [{ kind: 'resolve' }]);
    expect(fresh.assignments).toEqual([]);
    expect(fresh.seq).toBeGreaterThan(plan.seq);
  });

  it('sends nobody whose insurance ended or who was excluded since', async () => {
    const place = await a_place(3);
    const need = await place.need({ people_needed: 3 });
    const plan = await place.plan();
    const [ended, excluded, fine] = place.volunteers as [Body, Body, Body];
    const insurance = { plan: 'natural_disaster', cover_from: '2020-04-01', cover_until: '2024-03-31' };
    await world.admin.change(`/volunteers/${ended.id}`, { insurance }, ended.version);
    await world.staff.make('/exclusions', { volunteer_id: excluded.id, need_id: need.id });
    const held = await commit(plan);
    const codes = Object.fromEntries(held.body.moved.map((m: Body) => [m.volunteer_id, m.code]));
    expect(codes).toEqual({ [ended.id]: 'volunteer_gone', [excluded.id]: 'volunteer_gone' });
    const rest = await commit(plan, { drop_moved: true });
    expect(rest.body.offers.map((o: Body) => o.volunteer_id)).toEqual([fine.id]);
  });

  it('gives the same refusal for the same key, also when the world is back', async () => {
    const place = await a_place(1);
    const need = await place.need();
    const plan = await place.plan();
    await world.staff.make(`/needs/${need.id}/hold`, { reason: 'rain' });
    const key = new_id();
    const held = await commit(plan, {}, { key });
    expect(held.body.moved).toEqual([{ code: 'need_closed', need_id: need.id }]);
    await world.staff.make(`/needs/${need.id}/resume`);
    const again = await commit(plan, {}, { key });
    expect([again.status, again.body.moved]).toEqual([409, held.body.moved]);
    expect((await commit(plan)).status).toBe(200);
  });
});

describe("a drill's plan", () => {
  it('uses the drill alone, and leaves nothing in the world', async () => {
    const drill = await world.admin.make('/incidents', an_incident({ is_drill: true }));
    const place = await a_place(1);
    const [played, real] = [await place.need({ incident_id: drill.id, ...k_morning }), await place.need(k_morning)];
    const live = await Live.open(server, world.staff.token);
    await live.subscribe('needs');
    const practice = await place.plan({ incident_id: drill.id });
    expect(practice).toMatchObject({ is_drill: true, incident_id: drill.id });
    expect(practice.needs.map((n: Body) => n.need_id)).toEqual([played.id]);
    const done = await commit(practice);
    expect(done.body.teams[0].is_drill).toBe(true);
    const everyday = await place.plan();
    expect(everyday.needs.map((n: Body) => n.need_id)).toEqual([real.id]);
    expect(at(everyday, real.id)).toEqual(place.ids);
    expect((await commit(everyday)).status).toBe(200);
    const heads = (path: string) => world.staff.all(path).then((items) => items.map((i: Body) => i.id));
    expect(await heads('/plans?limit=1000')).not.toContain(practice.id);
    expect(await heads(`/plans?incident_id=${drill.id}`)).toEqual([practice.id]);
    expect(await heads('/teams?limit=1000')).not.toContain(done.body.teams[0].id);
    await live.until(() => JSON.stringify(live.messages).includes(everyday.id), 'the real plan');
    expect(JSON.stringify(live.messages)).not.toContain(practice.id);
    live.close();
  });
});

describe('who plans', () => {
  it('is a coordinator within the own district, with its people and its needs only', async () => {
    const plan = await world.coordinator.make('/plans', { day: k_day, district_id: world.here.id });
    expect(plan.people.every((p: Body) => p.district_id === world.here.id)).toBe(true);
    expect(plan.needs.every((n: Body) => n.district_id === world.here.id)).toBe(true);
    const beyond = await world.coordinator.post('/plans', { day: k_day, district_id: world.there.id });
    expect(beyond.status).toBe(403);
    const whole = await world.coordinator.post('/plans', { day: k_day });
    expect(whole.body.errors).toMatchObject([{ field: 'district_id', code: 'required' }]);
    const city = await world.staff.make('/plans', { day: k_day });
    expect(new Set(city.people.map((p: Body) => p.district_id)).size).toBeGreaterThan(1);
    expect((await world.coordinator.get(`/plans/${city.id}`)).status).toBe(404);
    expect((await world.coordinator.post(`/plans/${city.id}/improve`)).status).toBe(404);
    expect((await world.coordinator.all('/plans')).map((p: Body) => p.id)).not.toContain(city.id);
    expect((await world.volunteer.api.post('/plans', { day: k_day })).status).toBe(403);
  });
});

describe('what binds a plan', () => {
  it('keeps apart whom somebody excluded, until it is taken back', async () => {
    const place = await a_place(2);
    const need = await place.need({ people_needed: 2 });
    const [a, b] = place.ids;
    const made = await world.staff.make('/exclusions', { volunteer_id: a, other_volunteer_id: b });
    expect((await world.staff.post('/exclusions', { volunteer_id: b, other_volunteer_id: a })).code).toBe(
      'already_exists',
    );
    expect(at(await place.plan(), need.id).length).toBe(1);
    expect((await world.staff.del(`/exclusions/${made.id}`)).status).toBe(204);
    expect(at(await place.plan(), need.id).length).toBe(2);
  });

  it('keeps somebody away from a household, whichever of its needs it was said of', async () => {
    const place = await a_place(1);
    const requester = { name: '例示 同', name_kana: 'レイジ ドウ', phone: '0465-77-0001' };
    const old = await world.staff.make('/needs', a_need(place.district.id, { requester }));
    const now = await place.need({ requester: { ...requester, phone: '０４６５（７７）０００１' } });
    await world.staff.make('/exclusions', { volunteer_id: place.ids[0], need_id: old.id });
    const plan = await place.plan();
    expect(at(plan, now.id)).toEqual([]);
    expect(line(plan, now.id).unmet).not.toBeNull();
  });

  it('sends a squad that stays together whole or not at all', async () => {
    const place = await a_place(3);
    await world.staff.make('/squads', a_squad(place.district.id, { member_ids: place.ids, keep_together: true }));
    const [small, large] = [await place.need({ people_needed: 2 }), await place.need({ people_needed: 3 })];
    const plan = await place.plan();
    expect(at(plan, small.id)).toEqual([]);
    expect(at(plan, large.id).sort()).toEqual([...place.ids].sort());
    expect(plan.people.every((p: Body) => p.squad_id)).toBe(true);
    const out = await edited(plan, [{ kind: 'take_out', volunteer_id: place.ids[0] }]);
    expect(out.assignments).toEqual([]);
  });

  it('has weights that an administrator sets within bounds', async () => {
    const now = await world.admin.read('/policies/matching');
    const told = now.items.find((i: Body) => i.name === 'told');
    expect(told.value).toBe(told.default);
    const changed = await world.admin.change('/policies/matching', { values: { told: 500 } }, now.version);
    expect(changed.items.find((i: Body) => i.name === 'told').value).toBe(500);
    const beyond = await world.admin.patch('/policies/matching', { values: { told: told.max + 1 } }, changed.version);
    expect(beyond.body.errors).toMatchObject([{ field: 'values/told', code: 'out_of_range' }]);
    const unknown = await world.admin.patch('/policies/matching', { values: { luck: 1 } }, changed.version);
    expect(unknown.body.errors).toMatchObject([{ field: 'values/luck', code: 'unknown' }]);
    const late = await world.admin.patch('/policies/matching', { values: { told: 1 } }, now.version);
    expect([late.status, late.body.current.version]).toEqual([412, changed.version]);
    expect((await world.staff.patch('/policies/matching', { values: { told: 1 } }, changed.version)).status).toBe(403);
  });
});

describe('a bus', () => {
  const ride = async (metres: number) => {
    const now = await world.admin.read('/policies/matching');
    await world.admin.change('/policies/matching', { values: { ride_beyond_m: metres } }, now.version);
  };
  beforeAll(() => ride(2000));
  afterAll(() => ride(0));

  it('takes as many people to far work as it has seats, in the question, the plan and the commit', async () => {
    const place = await a_place(4);
    const far = await place.need({ people_needed: 4, lat: 35.38, lng: 139.17 });
    const plan = await place.plan();
    expect(plan.seats).toEqual([]);
    expect(plan.assignments).toEqual([]);
    expect(line(plan, far.id)).toMatchObject({ unmet: { code: 'transport_full' }, next: 'add_seats' });
    const grid = await world.staff.read(`/plans/${plan.id}/grid`);
    expect(grid.gates[-1 - grid.cells[0][0]]).toBe('no_transport');

    const bus = { kind: 'add_seats', seats: 3 };
    const asked = await world.staff.make(`/plans/${plan.id}/what-if`, { changes: [bus] });
    expect(asked.difference).toMatchObject({ placed: 3, short: -3 });
    expect((await world.staff.read(`/plans/${plan.id}`)).seats).toEqual([]);

    const with_bus = await edited(plan, [bus, { kind: 'resolve' }]);
    expect(with_bus.seats).toEqual([{ district_id: null, seats: 3 }]);
    expect(at(with_bus, far.id).length).toBe(3);
    expect(line(with_bus, far.id).unmet.code).toBe('transport_full');
    const back = await edited(with_bus, [{ kind: 'undo' }]);
    expect([back.seats, back.assignments]).toEqual([[], []]);
    const again = await edited(back, [bus, { kind: 'resolve' }]);
    const better = await world.staff.send('post', `/plans/${plan.id}/improve`, {});
    expect([better.status, better.body.seats, at(better.body, far.id).length]).toEqual([200, again.seats, 3]);
    const done = await commit(better.body);
    expect(done.status, done.text.slice(0, 300)).toBe(200);
    expect(done.body.plan.seats).toEqual(again.seats);
    expect(done.body.offers.map((o: Body) => o.need_id)).toEqual(Array(3).fill(far.id));
  });

  it('comes with a new plan, for one district or for all, within bounds', async () => {
    const place = await a_place(3);
    const far = await place.need({ people_needed: 3, lat: 35.38, lng: 139.17 });
    const own = { district_id: place.district.id, seats: 1 };
    const plan = await place.plan({ seats: [{ seats: 500 }, own, own] });
    expect(plan.seats).toEqual([
      { district_id: null, seats: 500 },
      { district_id: place.district.id, seats: 2 },
    ]);
    expect(at(plan, far.id).length).toBe(2);
    const refused = async (seats: Body[]) =>
      (await world.staff.post('/plans', { day: k_day, district_id: place.district.id, seats })).body.errors.map(
        (e: Body) => [e.field, e.code],
      );
    expect(await refused([{ seats: 501 }])).toEqual([['seats/0/seats', 'out_of_range']]);
    expect(await refused([{ district_id: null }])).toEqual([['seats/0/seats', 'required']]);
    expect(await refused([{ district_id: new_id(), seats: 2 }])).toEqual([
      ['seats/0/district_id', 'unknown_reference'],
    ]);
  });
});

describe('bad input', () => {
  const refused = async (over: Body) =>
    (await world.staff.post('/needs', a_need(world.here.id, over))).body.errors?.map((e: Body) => [e.field, e.code]);

  it('is answered each with its own words', async () => {
    expect(await refused({ people_needed: 2, people_min: 3 })).toEqual([['people_min', 'above_needed']]);
    expect(await refused({ people_needed: 2, people_max: 1 })).toEqual([['people_max', 'below_needed']]);
    expect(await refused({ starts_at: k_morning.ends_at, ends_at: k_morning.starts_at })).toEqual([
      ['ends_at', 'out_of_range'],
    ]);
    expect(await refused({ roles: [{ role: 'chainsaw', count: 2 }] })).toEqual([['roles/0/count', 'above_needed']]);
    const past = await world.staff.post('/plans', { day: '2020-01-01' });
    expect(past.body.errors).toMatchObject([{ field: 'day', code: 'out_of_range' }]);
  });

  it('keeps the numbers of a need in step when one of them is changed', async () => {
    const need = await a_waiting_need(world.staff, world.here.id, { people_needed: 3, people_min: 2, people_max: 4 });
    const patch = async (body: Body) => world.staff.patch(`/needs/${need.id}`, body, need.version);
    const low = await patch({ people_needed: 1 });
    expect(low.body.errors).toMatchObject([{ field: 'people_min', code: 'above_needed' }]);
    const high = await patch({ people_needed: 5 });
    expect(high.body.errors).toMatchObject([{ field: 'people_max', code: 'below_needed' }]);
    const fits = await patch({ people_needed: 5, people_max: null });
    expect(fits.body).toMatchObject({ people_needed: 5, people_max: 5, people_min: 2 });
    await world.staff.make(`/needs/${need.id}/cancel`, { reason: 'other' });
  });

  it('of a group larger than any need, or of nobody at all, is said in the plan', async () => {
    const place = await a_place(3);
    await world.staff.make('/squads', a_squad(place.district.id, { member_ids: place.ids, keep_together: true }));
    await place.need({ people_needed: 2 });
    const plan = await place.plan();
    expect(plan.people.map((p: Body) => p.idle.code)).toEqual(Array(3).fill('party_too_large'));
    const empty = await a_place(0);
    const need = await empty.need();
    const nobody = await empty.plan();
    expect(line(nobody, need.id).unmet.code).toBe('no_candidates');
    expect(line(nobody, need.id).next).toBeTruthy();
    expect(nobody).toMatchObject({ objective: 0, exact: true, gap: 0 });
  });
});
