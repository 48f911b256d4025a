// Law 5: what moves on a screen comes from the journal, by its number; a client resumes or is told to begin afresh.

import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  a_check,
  a_helper,
  a_need,
  a_registrant,
  a_round,
  a_waiting_need,
  a_world,
  an_incident,
  offer_to,
  sleep,
  somebody,
  type World,
} from './support/builders.ts';
import { journal_seq, sign_in, type Body } from './support/client.ts';
import { by_id, dot_key, Live, type TopicState } from './support/live.ts';
import { k_password, Server } from './support/server.ts';

let server: Server;
let world: World;
beforeAll(async () => {
  server = await Server.start();
  world = await a_world(server);
});
afterAll(() => server?.remove());

const opened: Live[] = [];
const open = async (token: string | null, options = {}) => {
  const live = await Live.open(server, token, options);
  opened.push(live);
  return live;
};
async function done(...lives: Live[]): Promise<void> {
  for (const live of lives) {
    expect(live.complaints).toEqual([]);
    await live.close();
  }
}
afterAll(() => Promise.all(opened.map((live) => live.close())));

describe('the handshake', () => {
  it('takes the subprotocols, answers musubi.v1 and never the token', async () => {
    const live = await open(world.staff.token);
    expect(live.socket.protocol).toBe('musubi.v1');
    await done(live);
  });

  it('takes the cookie with the own origin, and refuses it with another or none', async () => {
    const reply = await world.viewer.send(
      'post',
      '/session',
      { login: world.viewer.account.login, password: k_password, cookie: true },
      { headers: { origin: server.url } },
    );
    const cookie = String(reply.headers['set-cookie']).split(';')[0] ?? '';
    const live = await Live.open(server, null, { headers: { cookie, origin: server.url }, protocols: ['musubi.v1'] });
    await live.close();
    for (const origin of ['http://evil.example', `${server.url}.evil.example`, 'null'])
      await expect(
        Live.open(server, null, { headers: { cookie, origin }, protocols: ['musubi.v1'] }),
      ).rejects.toMatchObject({ status: 403 });
    await expect(Live.open(server, null, { headers: { cookie }, protocols: ['musubi.v1'] })).rejects.toMatchObject({
      status: 403,
    });
  });
});

describe('topic needs', () => {
  it('begins with what GET shows and goes on with what happens', async () => {
    const before = await world.staff.make('/needs', a_need(world.here.id));
    const live = await open(world.staff.token);
    const desk = await live.subscribe('needs');
    const list = await world.staff.all('/needs?open=true&limit=1000');
    expect([...desk.needs.keys()].sort()).toEqual(list.map((need) => need.id).sort());
    expect(desk.needs.get(before.id)).toEqual(await world.staff.read(`/needs/${before.id}`));

    const made = await world.staff.make('/needs', a_need(world.here.id));
    await live.until(() => desk.needs.has(made.id), 'the new need');
    expect(desk.needs.get(made.id)).toEqual(made);
    expect(desk.events.at(-1)).toMatchObject({ type: 'need.received', need_id: made.id });

    await world.staff.make(`/needs/${made.id}/triage`, { survey: 'not_needed' });
    await live.until(() => desk.needs.get(made.id)?.status === 'match_waiting', 'the triage');
    const [offer] = await offer_to(world.staff, made.id, [world.volunteer.volunteer.id]);
    await live.until(() => desk.needs.get(made.id)?.places.open === 1 && desk.offers.has(offer.id), 'the offer');
    expect(desk.offers.get(offer.id).volunteer).toMatchObject({
      id: world.volunteer.volunteer.id,
      name: world.volunteer.volunteer.name,
    });
    await world.volunteer.api.make(`/offers/${offer.id}/accept`);
    await live.until(() => desk.needs.get(made.id)?.status === 'assigned', 'the acceptance');
    expect(desk.needs.get(made.id)).toEqual(await world.staff.read(`/needs/${made.id}`));
    expect(desk.repeated).toEqual([]);
    await done(live);
  });

  it('shows a coordinator only their own districts', async () => {
    const live = await open(world.coordinator.token);
    const area = await live.subscribe('needs');
    const there = await world.staff.make('/needs', a_need(world.there.id, { title: 'よその地区の題' }));
    const here = await world.staff.make('/needs', a_need(world.here.id));
    await world.staff.make(`/needs/${there.id}/triage`, { survey: 'ask' });
    await live.until(() => area.needs.has(here.id), 'the own need');
    await sleep(300);
    const heard = JSON.stringify(live.messages);
    expect(heard).not.toContain(there.id);
    expect(heard).not.toContain('よその地区の題');
    expect([...area.needs.values()].every((need) => need.district_id === world.here.id)).toBe(true);
    await done(live);
  });

  it('tells a coordinator when a need moves out of, and into, their district', async () => {
    const live = await open(world.coordinator.token);
    const area = await live.subscribe('needs');
    const need = await world.staff.make('/needs', a_need(world.there.id));
    await world.staff.change(`/needs/${need.id}`, { district_id: world.here.id }, need.version);
    await live.until(() => area.needs.has(need.id), 'the need that moved in');
    const now = await world.staff.read(`/needs/${need.id}`);
    await world.staff.change(`/needs/${need.id}`, { district_id: world.there.id, title: 'よその題' }, now.version);
    await live.until(() => !area.needs.has(need.id), 'the need that moved out');
    expect(JSON.stringify(live.messages)).not.toContain('よその題');
    await done(live);
  });
});

describe('topic me', () => {
  it('brings an offer to the phone, with the card that the person may see, and nobody else', async () => {
    const mine = await open(world.volunteer.api.token);
    const other = await open(world.other_volunteer.api.token);
    const me = await mine.subscribe('me');
    await other.subscribe('me');
    const need = await a_waiting_need(world.staff, world.here.id, { detail: '裏口から' });
    const [offer] = await offer_to(world.staff, need.id, [world.volunteer.volunteer.id]);
    await mine.until(() => me.offers.has(offer.id), 'the offer');
    expect(JSON.stringify(mine.messages)).not.toContain(need.address);
    expect(JSON.stringify(mine.messages)).not.toContain(need.requester.name);
    await world.volunteer.api.make(`/offers/${offer.id}/accept`);
    await mine.until(() => me.offers.get(offer.id)?.status === 'accepted', 'the acceptance');
    expect(me.offers.get(offer.id).need).toMatchObject({
      address: need.address,
      requester: { name: need.requester.name },
    });
    const listed = (await world.volunteer.api.read('/me/offers')).items;
    expect(me.offers.get(offer.id)).toEqual(by_id(listed).get(offer.id));
    await sleep(300);
    expect(JSON.stringify(other.messages)).not.toContain(offer.id);
    await done(mine, other);
  });

  it('tells of an offer that expired, and of a place that came free', async () => {
    const helper = await a_helper(world.admin, world.here.id);
    const live = await open(helper.api.token);
    const me = await live.subscribe('me');
    const need = await a_waiting_need(world.staff, world.here.id, { people_needed: 1, waitlist_max: 1 });
    const [first, mine] = await offer_to(world.staff, need.id, [world.volunteer.volunteer.id, helper.volunteer.id]);
    await world.volunteer.api.make(`/offers/${first.id}/accept`);
    expect((await helper.api.make(`/offers/${mine.id}/accept`)).status).toBe('waitlisted');
    await live.until(() => me.offers.get(mine.id)?.waitlist_position === 1, 'the place on the list');
    await world.volunteer.api.make(`/offers/${first.id}/decline`, { reason: 'health' });
    await live.until(() => me.offers.get(mine.id)?.status === 'accepted', 'the promotion');
    expect(me.events.map((event) => event.type)).toContain('offer.promoted');

    const late = await a_waiting_need(world.staff, world.here.id);
    const [short] = await offer_to(world.staff, late.id, [helper.volunteer.id], 10);
    await live.until(() => me.offers.get(short.id)?.status === 'expired', 'the expiry');
    expect((await helper.api.post(`/offers/${short.id}/accept`)).code).toBe('offer_expired');
    await done(live);
  });
});

describe('topic incident', () => {
  it('moves dots and counts, and the wall sees neither ids nor names nor exact places', async () => {
    const incident = await world.admin.make('/incidents', an_incident());
    const people = await Promise.all(
      Array.from({ length: 6 }, (_, i) =>
        world.admin.make('/registrants', a_registrant(i < 4 ? world.here.id : world.there.id)),
      ),
    );
    const round = await a_round(world.admin, incident.id);
    const desk = await open(world.staff.token);
    const wall = await open(world.viewer.token);
    const area = await open(world.coordinator.token);
    const topic = `incident:${incident.id}`;
    const on_desk = await desk.subscribe(topic);
    const on_wall = await wall.subscribe(topic);
    const on_area = await area.subscribe(topic);
    expect(on_wall.snapshots).toBe(1);

    const statuses = ['safe_home', 'needs_help', 'unreachable', 'needs_rescue', 'deceased', 'checking'];
    for (const [i, person] of people.entries())
      await world.staff.make(
        `/rounds/${round.id}/checks`,
        a_check(person.id, { status: statuses[i], note: '秘密のメモ' }),
      );
    const checked = await journal_seq(server);
    const need = (await world.staff.all(`/needs?incident_id=${incident.id}`))[0];
    expect(need, 'needs_help opened a need').toBeTruthy();
    await world.staff.change(`/needs/${need.id}`, { title: '秘密の題' }, need.version);
    await desk.until_seq(topic, await journal_seq(server));
    await wall.until_seq(topic, checked);
    await area.until(
      () => on_area.dots.size === 4 && on_area.dots.get(people[3].id)?.status === 'needs_rescue',
      'the dots of the own district',
    );

    expect(on_desk.dots.get(people[0].id).status).toBe('safe_home');
    expect(on_desk.dots.has(people[4].id), 'the deceased is no dot').toBe(false);
    expect([...on_area.dots.keys()].sort()).toEqual(
      people
        .slice(0, 4)
        .map((person) => person.id)
        .sort(),
    );
    const forbidden = [
      ...people.flatMap((person) => [person.id, person.number, person.name, person.address, person.phone]),
      need.id,
      need.number,
      need.title,
      '秘密のメモ',
      '秘密の題',
      world.staff.account.id,
      '"registrant_id"',
      '"need_id"',
      'deceased',
    ];
    const heard =
      JSON.stringify(wall.messages) + JSON.stringify(await world.viewer.read(`/incidents/${incident.id}/map`));
    for (const word of forbidden) expect(heard, String(word)).not.toContain(word);
    expect(heard, 'the wall counts no deaths').not.toMatch(/"restricted":[1-9]/);
    const exact = people.flatMap((person) => [String(person.lat), String(person.lng)]);
    for (const word of exact) expect(heard).not.toContain(word);
    const heard_by_area = JSON.stringify(area.messages);
    for (const person of people.slice(4)) expect(heard_by_area).not.toContain(person.id);

    for (const [state, api] of [
      [on_desk, world.staff],
      [on_wall, world.viewer],
      [on_area, world.coordinator],
    ] as [TopicState, typeof world.staff][]) {
      const map = await api.read(`/incidents/${incident.id}/map`);
      expect(state.total).toEqual(map.total);
      expect([...state.dots.keys()].sort()).toEqual(map.dots.map(dot_key).sort());
      for (const dot of map.dots) expect(state.dots.get(dot_key(dot))).toEqual(dot);
      for (const row of map.progress) expect(state.progress.get(row.district_id) ?? row).toEqual(row);
    }
    await done(desk, wall, area);
  });

  it('begins a round afresh for everybody and keeps what was', async () => {
    const incident = await world.admin.make('/incidents', an_incident({ is_drill: true }));
    const first = await a_round(world.admin, incident.id);
    const person = (await world.admin.all('/registrants'))[0];
    await world.staff.make(`/rounds/${first.id}/checks`, a_check(person.id));
    const live = await open(world.staff.token);
    const topic = `incident:${incident.id}`;
    const map = await live.subscribe(topic);
    expect(map.dots.get(person.id).status).toBe('safe_home');
    const second = await a_round(world.admin, incident.id);
    await live.until(() => map.dots.get(person.id)?.status === 'unconfirmed', 'the new round');
    const late = await world.staff.make(`/rounds/${first.id}/checks`, a_check(person.id, { status: 'unreachable' }));
    expect(late.check.round_id, 'what happened since counts in the round that replaced it').toBe(second.id);
    expect((await world.staff.read(`/incidents/${incident.id}/map`)).round.id).toBe(second.id);
    await done(live);
  });

  it('says resync when the legal phase changes', async () => {
    const incident = await world.admin.make('/incidents', an_incident());
    const live = await open(world.coordinator.token);
    const map = await live.subscribe(`incident:${incident.id}`);
    await world.admin.change(
      `/incidents/${incident.id}`,
      { legal_phase: 'declared', phase_purpose: 'check_safety', phase_reason: '震度6強' },
      incident.version,
    );
    await live.until(() => map.resyncs === 1 && map.snapshots === 2, 'the resync and the snapshot that was asked for');
    await done(live);
  });
});

describe('resuming', () => {
  it('from a number brings exactly what came after it', async () => {
    const live = await open(world.staff.token);
    const desk = await live.subscribe('needs');
    const from = (await world.staff.read('/needs?limit=1')).seq;
    await sleep(200);
    await live.cut();
    const missed = await Promise.all(
      Array.from({ length: 12 }, () => world.staff.make('/needs', a_need(world.here.id))),
    );
    const back = await open(world.staff.token, { kept: live.topics });
    await back.subscribe('needs', from);
    await back.until(() => missed.every((need) => desk.needs.has(need.id)), 'what was missed');
    expect(desk.snapshots, 'no second snapshot').toBe(1);
    expect(desk.seqs.filter((seq) => seq > from)).toEqual(Array.from({ length: 12 }, (_, i) => from + 1 + i));
    await done(back);
  });

  it('over a restart works as well, since the journal is on disk', async () => {
    const from = (await world.staff.read('/needs?limit=1')).seq;
    const need = await world.staff.make('/needs', a_need(world.here.id));
    await server.restart('kill');
    const live = await open(world.staff.token);
    const desk = await live.subscribe('needs', from);
    await live.until(() => desk.needs.has(need.id), 'the need from before');
    expect([desk.snapshots, desk.resyncs]).toEqual([0, 0]);
    await done(live);
  });

  it('from a number that never was, or lies in the future, is a resync and no guess', async () => {
    const live = await open(world.staff.token);
    const desk = await live.subscribe('needs', 9_000_000_000_000);
    await live.until(() => desk.resyncs + desk.snapshots > 0, 'resync');
    expect(live.messages.find((m) => m.topic === 'needs').type).toBe('resync');
    await live.until(() => desk.snapshots > 0, 'the snapshot asked for');
    await done(live);
  });

  it('GET, then subscribe since its number, loses nothing, whatever is written meanwhile', async () => {
    let writing = true;
    const made: string[] = [];
    const writers = Array.from({ length: 4 }, async () => {
      while (writing) made.push((await world.staff.make('/needs', a_need(world.here.id))).id);
    });
    await sleep(100);
    const page = await world.staff.read('/needs?open=true&limit=1000');
    const live = await open(world.staff.token);
    const desk = live.topic('needs');
    desk.needs = by_id(page.items);
    desk.seq = page.seq;
    await live.subscribe('needs', page.seq);
    await sleep(300);
    writing = false;
    await Promise.all(writers);
    const now = (await world.staff.read('/needs?limit=1')).seq;
    await live.until_seq('needs', now);
    const known = new Set([...desk.needs.keys()]);
    // The list shows the newest thousand; everything made during the test is among them or came as an event.
    for (const id of made) expect(known.has(id), id).toBe(true);
    expect(desk.repeated).toEqual([]);
    await done(live);
  });
});

describe('no loss, no doubling', () => {
  it(
    'for twenty clients that lose their connection again and again while others write',
    { timeout: 120_000 },
    async () => {
      let writing = true;
      // So much and no more, however slow the machine: what is missed between two connections stays bounded.
      const writers = Array.from({ length: 6 }, async (_, n) => {
        for (let i = 0; i < 40 && writing; i += 1) {
          const need = await a_waiting_need(world.staff, n % 2 ? world.here.id : world.there.id);
          const [offer] = await offer_to(world.staff, need.id, [
            (n % 2 ? world.volunteer : world.other_volunteer).volunteer.id,
          ]);
          await world.staff.make(`/offers/${offer.id}/accept`, { on_behalf: true });
        }
      });
      const clients = Array.from({ length: 20 }, async (_, n) => {
        const kept = new Map<string, TopicState>();
        const token = (n % 4 === 3 ? world.coordinator : world.staff).token;
        let live = await Live.open(server, token, { kept });
        await live.subscribe('needs');
        for (let i = 0; i < 8; i += 1) {
          await sleep(60 + ((n * 31 + i * 17) % 120));
          await live.cut();
          live = await Live.open(server, token, { kept });
          await live.subscribe('needs', kept.get('needs')!.seq);
        }
        return { live, state: kept.get('needs')!, coordinator: n % 4 === 3 };
      });
      const all = await Promise.all(clients).finally(() => {
        writing = false;
      });
      await Promise.all(writers);
      const last = await world.staff.make('/needs', a_need(world.here.id));
      const desk = by_id(await world.staff.all('/needs?open=true&limit=1000'));
      const area = by_id(await world.coordinator.all('/needs?open=true&limit=1000'));
      for (const { live, state, coordinator } of all) {
        await live.until(() => state.needs.has(last.id), 'the last need');
        expect(state.repeated).toEqual([]);
        expect(state.seqs).toEqual([...state.seqs].sort((a, b) => a - b));
        expect(new Set(state.seqs).size).toBe(state.seqs.length);
        const truth = coordinator ? area : desk;
        const shown = by_id(state.open_needs());
        for (const id of shown.keys()) expect(truth.has(id)).toBe(true);
        if (truth.size <= 1000) expect(shown.size).toBe(truth.size);
        for (const [id, need] of shown) expect(need, id).toEqual(truth.get(id));
        await done(live);
      }
    },
  );
});

describe('manners', () => {
  it('pings every 15 seconds with the number and the time of the centre', { timeout: 40_000 }, async () => {
    const live = await open(world.viewer.token);
    const began = Date.now();
    await live.until(() => live.messages.some((m) => m.type === 'ping'), 'a ping', 17_000);
    const ping = live.messages.find((m) => m.type === 'ping');
    expect(Math.abs(Date.parse(ping.now) - Date.now())).toBeLessThan(5_000);
    expect(Date.now() - began).toBeLessThan(17_000);
    expect(ping.seq).toBeGreaterThan(0);
    await done(live);
  });

  it('answers topics that do not exist, or that one may not see, by a problem and stays open', async () => {
    const live = await open(world.volunteer.api.token);
    const incident = await world.admin.make('/incidents', an_incident());
    for (const topic of ['needs', `incident:${incident.id}`]) {
      await live.subscribe(topic);
      expect(live.problems.at(-1)).toMatchObject({ topic, code: 'forbidden' });
    }
    for (const topic of ['nothing', 'incident:', 'incident:x', 'incident:00000000-0000-7000-8000-000000000000', '']) {
      const before = live.problems.length;
      live.say({ type: 'subscribe', topic });
      await live.until(() => live.problems.length > before, `a problem for ${topic.slice(0, 40)}`);
      expect(['not_found', 'forbidden', 'invalid', 'malformed']).toContain(live.problems.at(-1).code);
    }
    await live.subscribe('me');
    expect(live.topic('me').snapshots).toBe(1);
    expect(live.is_closed).toBe(false);
    await live.close();
  });

  it('closes 1008 on what is no message and 1009 on what is too big', async () => {
    for (const [text, code] of [
      ['not json', 1008],
      ['[1]', 1008],
      [JSON.stringify({ type: 'dance' }), 1008],
      [JSON.stringify({ type: 'subscribe', topic: 'needs', pad: 'x'.repeat(70_000) }), 1009],
    ] as [string, number][]) {
      const live = await open(world.staff.token);
      live.say(text);
      expect((await live.closed).code, text.slice(0, 30)).toBe(code);
    }
    const live = await open(world.staff.token);
    live.socket.send(Buffer.from([0xff, 0xfe, 0x00]));
    expect([1003, 1007, 1008]).toContain((await live.closed).code);
  });

  it('stops a topic on unsubscribe', async () => {
    const live = await open(world.staff.token);
    const desk = await live.subscribe('needs');
    live.say({ type: 'unsubscribe', topic: 'needs' });
    await sleep(200);
    const before = live.messages.length;
    await world.staff.make('/needs', a_need(world.here.id));
    await sleep(300);
    expect(live.messages.slice(before).filter((m) => m.type === 'events')).toEqual([]);
    expect(desk.snapshots).toBe(1);
    await done(live);
  });

  it('closes 4401 when the session ends: signed out, password changed, account disabled', async () => {
    const ways: [string, (who: Body, api: Awaited<ReturnType<typeof somebody>>) => Promise<unknown>][] = [
      ['signed out', (_who, api) => api.must('delete', '/session')],
      ['new password', (who) => world.admin.make(`/accounts/${who.id}/password`, { password: 'another-horse-9' })],
      [
        'disabled',
        async (who) =>
          world.admin.change(
            `/accounts/${who.id}`,
            { status: 'disabled' },
            (await world.admin.read(`/accounts/${who.id}`)).version,
          ),
      ],
    ];
    for (const [name, end] of ways) {
      const api = await somebody(world.admin, 'staff');
      const live = await open(api.token);
      await live.subscribe('needs');
      await end(api.account, api);
      expect((await live.closed).code, name).toBe(4401);
      expect((await api.get('/me')).status, name).toBe(401);
    }
  });

  it('says resync, or closes, when somebody gets another role, and shows nothing of the old one after that', async () => {
    const api = await somebody(world.admin, 'staff');
    const live = await open(api.token);
    await live.subscribe('needs');
    const account = await world.admin.read(`/accounts/${api.account.id}`);
    await world.admin.change(`/accounts/${account.id}`, { role: 'viewer' }, account.version);
    await live.until(
      () => live.is_closed || live.messages.some((m) => m.type === 'resync') || live.problems.length > 0,
      'resync or close',
    );
    const before = live.messages.length;
    await world.staff.make('/needs', a_need(world.here.id));
    await sleep(300);
    expect(live.messages.slice(before).filter((m) => m.type === 'events' || m.type === 'snapshot')).toEqual([]);
    const again = await sign_in(server, api.account.login);
    expect((await again.get('/needs')).status).toBe(403);
    await live.close();
  });
});
