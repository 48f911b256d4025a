// The laws of the house from outside, at the real program. Their other halves: law 1 (include walls, one write path),
// 2 (sync before each acknowledgement, counting VFS), 3 (raw SQL on the schema) and 6 (Disclosed<T>) in tests/laws; law 2
// under SIGKILL in crash.test.ts, law 3 under load in storm.test.ts, law 4 in exactly-once.test.ts, law 5 in live.test.ts
// and, for the quiet board and law 8, in the screen stories.

import { describe, expect, it } from 'vitest';
import {
  a_check,
  a_district,
  a_helper,
  a_need,
  a_registrant,
  a_round,
  a_squad,
  a_volunteer,
  a_waiting_need,
  a_world,
  an_incident,
  offer_to,
  sleep,
  somebody,
} from './support/builders.ts';
import { journal_seq, new_id, sign_in, type Body } from './support/client.ts';
import { open_house, server, world } from './support/house.ts';
import { Live } from './support/live.ts';
import {
  marker,
  need_with,
  need_words,
  registrant_with,
  registrant_words,
  volunteer_with,
  volunteer_words,
} from './support/markers.ts';
import { run_musubi, Server } from './support/server.ts';

open_house();

describe('law 1: one write path', () => {
  it('a writing subcommand beside the running server goes through it or refuses, and says which', async () => {
    const before = await journal_seq(server);
    const added = server.add_account({ login: 'beside', role: 'viewer' });
    if (added.code === 0) {
      expect(await journal_seq(server)).toBeGreaterThan(before);
      expect((await sign_in(server, 'beside')).account.role).toBe('viewer');
    } else {
      expect((added.stderr + added.stdout).trim().split('\n').length, added.stderr).toBeLessThanOrEqual(2);
      expect(await journal_seq(server)).toBe(before);
    }
    const migrated = run_musubi(['migrate', '--data', server.data]);
    if (migrated.code !== 0) expect(migrated.stderr + migrated.stdout).toMatch(/\S/);
  });

  it('a second server on the same folder refuses in one clear line', () => {
    const second = run_musubi(['serve', '--data', server.data, '--port', '0']);
    expect(second.code).not.toBe(0);
    expect(second.stderr + second.stdout).toMatch(/\S/);
    expect(second.stdout).not.toContain('ready url=');
  });

  it('every accepted command leaves its event: each kind of thing that changes is in the journal', async () => {
    let seq = await journal_seq(server);
    const grows = async (what: string, act: () => Promise<unknown>) => {
      await act();
      const now = await journal_seq(server);
      expect(now, what).toBeGreaterThan(seq);
      seq = now;
    };
    await grows('district', () => world.admin.make('/districts', a_district()));
    await grows('volunteer', () => world.admin.make('/volunteers', a_volunteer(world.here.id)));
    await grows('squad', () => world.admin.make('/squads', a_squad(world.here.id)));
    await grows('registrant', () => world.admin.make('/registrants', a_registrant(world.here.id)));
    await grows('incident', () => world.admin.make('/incidents', an_incident({ is_drill: true })));
    await grows('need', () => world.admin.make('/needs', a_need(world.here.id)));
  });
});

describe('law 2: acknowledged means kept', () => {
  it('whatever was answered is there after kill -9, to the last command', async () => {
    const needs = await Promise.all(
      Array.from({ length: 30 }, () => world.staff.make('/needs', a_need(world.here.id))),
    );
    await server.restart('kill');
    for (const need of needs) expect(await world.staff.read(`/needs/${need.id}`)).toEqual(need);
  });
});

describe('law 3: places are never oversold', () => {
  it('in a race of many on the last place one gets it, and raising and lowering keeps to it', async () => {
    const need = await a_waiting_need(world.staff, world.here.id, { people_needed: 2 });
    const people = await Promise.all(
      Array.from({ length: 30 }, () => world.admin.make('/volunteers', a_volunteer(world.here.id))),
    );
    const offers = await offer_to(
      world.staff,
      need.id,
      people.map((person) => person.id),
    );
    const accept = (offer: Body) => world.staff.post(`/offers/${offer.id}/accept`, { on_behalf: true });
    const raise = async () =>
      world.staff.patch(
        `/needs/${need.id}`,
        { people_needed: 3 },
        (await world.staff.read(`/needs/${need.id}`)).version,
      );
    const [raised, ...answers] = await Promise.all([raise(), ...offers.map(accept)]);
    const now = await world.staff.read(`/needs/${need.id}`);
    const taken = answers.filter((answer) => answer.status === 200).length;
    expect(taken).toBe(now.places.accepted);
    expect(taken).toBeLessThanOrEqual(now.people_needed);
    expect([200, 412]).toContain(raised.status);
    expect((await world.staff.patch(`/needs/${need.id}`, { people_needed: 1 }, now.version)).code).toBe(
      'below_accepted',
    );
  });
});

describe('law 4: exactly once, and both times are kept', () => {
  it('a check from an offline phone keeps when it happened and when it was recorded', async () => {
    const incident = await world.admin.make('/incidents', an_incident());
    const round = await a_round(world.admin, incident.id);
    const person = await world.admin.make('/registrants', a_registrant(world.here.id));
    const minutes_ago = (n: number) => new Date(Date.now() - n * 60_000).toISOString();
    await world.coordinator.make(`/rounds/${round.id}/checks`, a_check(person.id, { status: 'safe_home' }));
    // It happened before what is known: kept as history, and does not undo the newer state.
    const older = await world.coordinator.make(
      `/rounds/${round.id}/checks`,
      a_check(person.id, { status: 'unreachable', occurred_at: minutes_ago(30) }),
    );
    expect(older.code).toBe('superseded');
    expect(Date.parse(older.check.recorded_at) - Date.parse(older.check.occurred_at)).toBeGreaterThan(29 * 60_000);
    const row = (await world.coordinator.all(`/rounds/${round.id}/registrants`)).find(
      (one) => one.registrant.id === person.id,
    );
    expect(row.status).toBe('safe_home');
    // A device whose clock is two hours fast is corrected by what it showed when it sent.
    const fast = 2 * 3_600_000;
    const queue = [
      {
        key: new_id(),
        ...a_check(person.id, {
          status: 'needs_rescue',
          occurred_at: new Date(Date.now() + fast - 60_000).toISOString(),
        }),
        sent_at: new Date(Date.now() + fast).toISOString(),
      },
    ];
    await sleep(5);
    expect(
      (await world.coordinator.send('post', `/rounds/${round.id}/checks`, queue, { key: null })).body.items[0].status,
    ).toBe(201);
    const now = (await world.coordinator.all(`/rounds/${round.id}/registrants`)).find(
      (one) => one.registrant.id === person.id,
    );
    expect(Date.parse(now.last_check.occurred_at)).toBeLessThanOrEqual(Date.now());
  });
});

await import('./laws/disclosure.ts');
await import('./laws/drill.ts');

describe('law 9: the screen can tell its age', () => {
  it('every snapshot, event and ping carries its number and its time', async () => {
    const incident = await world.admin.make('/incidents', an_incident());
    const map = await world.viewer.read(`/incidents/${incident.id}/map`);
    expect(Math.abs(Date.parse(map.generated_at) - Date.now())).toBeLessThan(5_000);
    expect(Math.abs(Date.parse((await world.viewer.read('/me')).now) - Date.now())).toBeLessThan(5_000);
    const live = await Live.open(server, world.staff.token);
    const desk = await live.subscribe('needs');
    const need = await world.staff.make('/needs', a_need(world.here.id));
    await live.until(() => desk.needs.has(need.id), 'the event');
    expect(Math.abs(Date.parse(desk.events.at(-1).recorded_at) - Date.now())).toBeLessThan(5_000);
    await live.close();
  });
});

describe('law 10: a person decides', () => {
  it('proposals come with reasons, the excluded with the gate and the next step, and nothing is offered by itself', async () => {
    const district = await world.admin.make('/districts', a_district());
    const near = await world.admin.make('/volunteers', a_volunteer(district.id, { skills: ['gardening'] }));
    const paused = await world.admin.make('/volunteers', a_volunteer(district.id));
    await world.admin.change(`/volunteers/${paused.id}`, { status: 'paused' }, paused.version);
    const need = await a_waiting_need(world.staff, district.id, { skills: ['gardening'] });
    const answer = await world.staff.read(`/needs/${need.id}/candidates?limit=1000`);
    const found = answer.items.find((item: Body) => item.volunteer.id === near.id);
    expect(found.reasons.map((reason: Body) => reason.code)).toEqual(
      expect.arrayContaining(['same_district', 'skill']),
    );
    expect(answer.items.map((item: Body) => item.rank)).toEqual(answer.items.map((_: Body, i: number) => i + 1));
    const gate = answer.excluded.find((one: Body) => one.gate === 'not_active');
    expect(gate.volunteers.map((one: Body) => one.id)).toContain(paused.id);
    expect(gate.count).toBeGreaterThanOrEqual(1);
    expect((await world.staff.read(`/needs/${need.id}/offers`)).items).toEqual([]);
  });

  it('every refusal has a code, words in two languages and, for a wrong state, the next step', async () => {
    const need = await world.staff.make('/needs', a_need(world.here.id));
    const refusals = [
      await world.staff.post(`/needs/${need.id}/resume`),
      await world.staff.post('/needs', {}),
      await world.viewer.get('/needs'),
      await world.staff.get(`/needs/${new_id()}`),
      await world.staff.patch(`/needs/${need.id}`, { bring: 'x' }, 99),
    ];
    for (const { body } of refusals) {
      expect(body.title).toMatch(/[\u3040-\u30ff\u4e00-\u9fff]/);
      expect(body.title_en).toMatch(/[a-z]/i);
      expect(body.code).toMatch(/^[a-z_]+$/);
    }
    expect(refusals[0]?.body.next).toContain('triage');
  });
});

describe('law 11: a person can be erased', () => {
  it('no personal word stands in clear on the disk or in the log', async () => {
    const own = await Server.start();
    const small = await a_world(own);
    const words: string[] = [];
    const w = need_words();
    const v = volunteer_words('v');
    const r = registrant_words('r');
    const memo = {
      survey: marker('sm'),
      note: marker('nn'),
      concern: marker('cc'),
      check: marker('cn'),
      decline: marker('dt'),
      login_name: marker('an'),
    };
    words.push(...Object.values(w), ...Object.values(v), ...Object.values(r), ...Object.values(memo));

    const helper = await a_helper(small.admin, small.here.id, volunteer_with(v));
    await somebody(small.admin, 'staff', { name: memo.login_name });
    const person = await small.admin.make('/registrants', registrant_with(small.here.id, r, true));
    const incident = await small.admin.make('/incidents', an_incident());
    const round = await a_round(small.admin, incident.id);
    await small.admin.make(
      `/rounds/${round.id}/checks`,
      a_check(person.id, { status: 'needs_help', note: memo.check }),
    );
    const need = await small.staff.make('/needs', need_with(small.here.id, w));
    await small.staff.make(`/needs/${need.id}/triage`, { survey: 'needed' });
    await small.staff.make(`/needs/${need.id}/survey`, { workable: true, memo: memo.survey });
    const [offer] = await offer_to(small.staff, need.id, [helper.volunteer.id]);
    await helper.api.make(`/offers/${offer.id}/accept`);
    await helper.api.make(`/offers/${offer.id}/arrive`);
    await helper.api.make(`/needs/${need.id}/complete`, {
      report: { outcome: 'done', note: memo.note, concern: memo.concern },
    });
    const declined = await small.staff.make('/needs', need_with(small.here.id, w));
    await small.staff.make(`/needs/${declined.id}/decline`, { reason: 'roof_work', text: memo.decline });
    // Reads, refusals and searches must not write the words down either.
    for (const word of words) await small.staff.post('/search', { kind: 'all', q: word });
    await small.staff.post('/needs/duplicates', { phone: w.phone, name_kana: w.kana, address: w.address });
    await small.staff.post('/needs', { ...need_with(small.here.id, w), people_needed: 0 });
    await small.staff.post('/needs', need_with(small.here.id, w, { district_id: new_id() }));
    await small.staff.get(`/volunteers/${encodeURIComponent(v.name)}`);

    // What was kept is there for who may see it: the words were really stored.
    expect((await small.admin.get(`/registrants/${person.id}`)).text).toContain(r.D_family);
    const look = () => {
      const found: string[] = [];
      for (const [name, bytes] of own.files())
        for (const word of words) if (bytes.includes(Buffer.from(word, 'utf8'))) found.push(`${word} in ${name}`);
      return found;
    };
    expect(look(), 'while running').toEqual([]);
    await own.stop();
    expect(look(), 'after the end').toEqual([]);
    for (const word of [...words, small.staff.token ?? '']) expect(own.log, 'the log').not.toContain(word);
    // The needle would be found if it were there.
    const names = [...own.files().keys()];
    expect(
      names.some((name) => /\.(sqlite|db)/.test(name)),
      names.join(),
    ).toBe(true);
    await own.remove();
  });
});
