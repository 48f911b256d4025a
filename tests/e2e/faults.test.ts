// Whatever is sent, the answer is a documented problem+json, never a 5xx, and a refusal changes nothing.

import { describe, expect, it } from 'vitest';
import { a_need, a_waiting_need, offer_to } from './support/builders.ts';
import { Api, new_id, raw_call, type Body } from './support/client.ts';
import { wants_if_match, wants_key, type Answer } from './support/contract.ts';
import { open_house, server, world } from './support/house.ts';
import { a_valid, commands, expect_unchanged, send } from './faults/asking.ts';

open_house();
await import('./faults/bodies.ts');

describe('sizes', () => {
  it('refuses a body above a megabyte with 413', async () => {
    const body = { ...a_need(world.here.id), detail: 'x'.repeat(1_100_000) };
    await expect_unchanged(() => world.staff.post('/needs', body), [413], 'too_large');
  });

  it('refuses texts above the limits of the contract and takes them at the limit', async () => {
    for (const [field, most] of [
      ['title', 120],
      ['address', 200],
      ['detail', 4000],
    ] as const) {
      const reply = await expect_unchanged(
        () => world.staff.post('/needs', a_need(world.here.id, { [field]: '家'.repeat(most + 1) })),
        [422],
        'invalid',
      );
      expect(reply.body.errors).toContainEqual(expect.objectContaining({ field, code: 'too_long' }));
      expect((await world.staff.post('/needs', a_need(world.here.id, { [field]: '家'.repeat(most) }))).status).toBe(
        201,
      );
    }
  });

  it('refuses JSON that is nested without end', async () => {
    const raw_body = `{"title":${'{"a":'.repeat(10_000)}1${'}'.repeat(10_000)}}`;
    await expect_unchanged(() => world.staff.send('post', '/needs', undefined, { raw_body }), [400, 422]);
  });

  it('refuses more than 1,000 people in one call of offers and more than 500 checks in one queue', async () => {
    const need = await a_waiting_need(world.staff, world.here.id);
    const volunteer_ids = Array.from({ length: 1001 }, () => new_id());
    await expect_unchanged(
      () => world.staff.post(`/needs/${need.id}/offers`, { volunteer_ids, expires_in_s: 600 }),
      [422],
      'invalid',
    );
    const checks = Array.from({ length: 501 }, () => ({
      key: new_id(),
      registrant_id: new_id(),
      status: 'safe_home',
      method: 'visit',
    }));
    await expect_unchanged(() => world.staff.post(`/rounds/${world.round.id}/checks`, checks), [413, 422]);
  });

  it('refuses list limits out of range and cursors that it did not make', async () => {
    for (const query of [
      'limit=0',
      'limit=1001',
      'limit=-1',
      'limit=many',
      'limit=1e2',
      'cursor=%00',
      'cursor=xyzzy',
      'cursor=../../x',
      'status=no_such',
      'district_id=no-uuid',
      'open=maybe',
    ])
      await expect_unchanged(() => world.staff.get(`/needs?${query}`), [422], 'invalid');
  });
});

describe('idempotency keys', () => {
  it.each(commands.filter((op) => wants_key(op)).map((op) => [op.id, op] as const))(
    '%s wants one, and a usable one',
    async (_id, op) => {
      const call = await a_valid(op);
      await expect_unchanged(() => send(op, call, call.body, { key: null }), [400], 'key_missing');
      for (const key of [
        '',
        'x',
        '1234',
        'not-a-uuid-at-all-not-a-uuid-at-all0',
        '00000000-0000-0000-0000-00000000000g',
      ])
        await expect_unchanged(() => send(op, call, call.body, { key }), [400]);
    },
  );

  it('takes version 4 keys as well', async () => {
    const reply = await world.staff.post('/needs', a_need(world.here.id), {
      key: '7f8a1c3e-5b6d-4e2f-8a9b-0c1d2e3f4a5b',
    });
    expect(reply.status).toBe(201);
  });

  it('refuses a key that was used for something else', async () => {
    const key = new_id();
    const body = a_need(world.here.id);
    expect((await world.staff.post('/needs', body, { key })).status).toBe(201);
    await expect_unchanged(
      () => world.staff.post('/needs', { ...body, title: 'ほかの題' }, { key }),
      [422],
      'key_reused',
    );
    await expect_unchanged(
      () => world.staff.post('/squads', { name: '隊', kind: 'group', district_id: world.here.id }, { key }),
      [422],
      'key_reused',
    );
  });
});

describe('If-Match', () => {
  it.each(commands.filter((op) => wants_if_match(op)).map((op) => [op.id, op] as const))(
    '%s wants the version that was read',
    async (_id, op) => {
      const call = await a_valid(op);
      const version = Number(call.how?.if_match);
      await expect_unchanged(() => send(op, call, call.body, { if_match: null }), [428], 'condition_missing');
      const stale = await expect_unchanged(
        () => send(op, call, call.body, { if_match: version + 7 }),
        [412],
        'stale_edit',
      );
      expect(stale.body.current).toMatchObject({ version });
      for (const odd of ['x', '"x"', '"-1"', '""'])
        await expect_unchanged(() => send(op, call, call.body, { if_match: odd }), [400, 412, 422]);
      expect((await send(op, call, call.body)).status).toBe(200);
      const late = await expect_unchanged(() => send(op, call, call.body), [412], 'stale_edit');
      expect(late.body.current.version).toBeGreaterThan(version);
    },
  );
});

describe('a step in the wrong state', () => {
  const bodies: Record<string, Body> = {
    triage: { survey: 'ask' },
    survey: { workable: true },
    hold: { reason: 'rain' },
    resume: {},
    decline: { reason: 'roof_work' },
    cancel: { reason: 'other' },
    reopen: {},
    complete: { report: { outcome: 'done' } },
  };
  const ways: Record<string, [string, Body][]> = {
    received: [],
    triaged: [['triage', { survey: 'ask' }]],
    survey_waiting: [['triage', { survey: 'needed' }]],
    surveyed: [
      ['triage', { survey: 'needed' }],
      ['survey', { workable: false }],
    ],
    match_waiting: [['triage', { survey: 'not_needed' }]],
    on_hold: [['hold', { reason: 'rain' }]],
    cancelled: [['cancel', { reason: 'requester' }]],
    declined: [['decline', { reason: 'roof_work' }]],
  };
  const may: Record<string, string[]> = {
    received: ['triage', 'hold', 'decline', 'cancel'],
    triaged: ['triage', 'survey', 'hold', 'decline', 'cancel'],
    survey_waiting: ['survey', 'hold', 'decline', 'cancel'],
    surveyed: ['survey', 'hold', 'decline', 'cancel'],
    match_waiting: ['hold', 'decline', 'cancel'],
    on_hold: ['resume', 'decline', 'cancel'],
    cancelled: ['reopen'],
    declined: ['reopen'],
  };

  it.each(Object.keys(ways))('is 409 from %s, with the steps that are allowed, and those work', async (status) => {
    const fresh = async () => {
      let need = await world.staff.make('/needs', a_need(world.here.id));
      for (const [step, body] of ways[status] ?? []) need = await world.staff.make(`/needs/${need.id}/${step}`, body);
      expect(need.status).toBe(status);
      return need;
    };
    const allowed = may[status] ?? [];
    const need = await fresh();
    expect(need.next_steps.filter((step: string) => step !== 'merge').sort()).toEqual([...allowed].sort());
    for (const step of Object.keys(bodies).filter((one) => !allowed.includes(one))) {
      const reply = await expect_unchanged(
        () => world.staff.post(`/needs/${need.id}/${step}`, bodies[step]),
        [409],
        'wrong_state',
      );
      expect(reply.body.next.filter((one: string) => one !== 'merge').sort(), step).toEqual([...allowed].sort());
    }
    for (const step of allowed)
      expect((await world.staff.post(`/needs/${(await fresh()).id}/${step}`, bodies[step])).status, step).toBe(200);
  });

  it('is 409 for offers of a need that takes none, and for answers that come too late', async () => {
    const need = await world.staff.make('/needs', a_need(world.here.id));
    const offers = { volunteer_ids: [world.volunteer.volunteer.id], expires_in_s: 600 };
    await expect_unchanged(() => world.staff.post(`/needs/${need.id}/offers`, offers), [409], 'wrong_state');
    await world.staff.make(`/needs/${need.id}/triage`, { survey: 'not_needed' });
    const [offer] = await offer_to(world.staff, need.id, [world.volunteer.volunteer.id]);
    await expect_unchanged(() => world.staff.post(`/needs/${need.id}/offers`, offers), [409], 'already_exists');
    await expect_unchanged(() => world.volunteer.api.post(`/offers/${offer.id}/arrive`), [409], 'wrong_state');
    await world.staff.make(`/offers/${offer.id}/withdraw`);
    await expect_unchanged(() => world.volunteer.api.post(`/offers/${offer.id}/accept`), [409], 'offer_withdrawn');
    await expect_unchanged(() => world.volunteer.api.post(`/offers/${offer.id}/decline`), [409], 'offer_withdrawn');
  });

  it('is 409 in a closed round and a closed incident', async () => {
    const incident = await world.admin.make('/incidents', { name: '閉じる災害', is_drill: false });
    const round = await world.admin.make(`/incidents/${incident.id}/rounds`);
    await world.admin.change(`/rounds/${round.id}`, { closed: true }, round.version);
    const check = { registrant_id: world.registrant_here.id, status: 'safe_home', method: 'visit' };
    await expect_unchanged(() => world.staff.post(`/rounds/${round.id}/checks`, check), [409], 'round_closed');
    await world.admin.change(`/incidents/${incident.id}`, { status: 'closed' }, incident.version);
    await expect_unchanged(() => world.staff.post(`/incidents/${incident.id}/rounds`), [409], 'incident_closed');
    await expect_unchanged(
      () => world.staff.post('/needs', a_need(world.here.id, { incident_id: incident.id })),
      [409],
      'incident_closed',
    );
  });
});

describe('rules', () => {
  it('wants a reason for a crisis, and people_needed at least the accepted', async () => {
    const crisis = await expect_unchanged(
      () => world.staff.post('/needs', a_need(world.here.id, { priority: 'crisis' })),
      [422],
      'invalid',
    );
    expect(crisis.body.errors[0].field).toBe('crisis_reason');
    const need = await a_waiting_need(world.staff, world.here.id, { people_needed: 2 });
    const offers = await offer_to(world.staff, need.id, [
      world.volunteer.volunteer.id,
      world.other_volunteer.volunteer.id,
    ]);
    for (const offer of offers) await world.staff.make(`/offers/${offer.id}/accept`, { on_behalf: true });
    const now = await world.staff.read(`/needs/${need.id}`);
    await expect_unchanged(
      () => world.staff.patch(`/needs/${need.id}`, { people_needed: 1 }, now.version),
      [422],
      'below_accepted',
    );
  });

  it('refuses references to what is not there, and ids of no known form', async () => {
    for (const body of [a_need(new_id()), a_need(world.here.id, { incident_id: new_id() })])
      await expect_unchanged(() => world.staff.post('/needs', body), [422]);
    for (const id of [new_id(), 'x', '%00', '..', "1'--", 'あ'])
      await expect_unchanged(() => world.staff.get(`/needs/${encodeURIComponent(id)}`), [400, 404]);
    await expect_unchanged(() => world.staff.post(`/needs/${new_id()}/triage`, { survey: 'ask' }), [404], 'not_found');
  });

  it('refuses nobody to propose, a second login of the same name, and a second noun of the same id', async () => {
    const login = `twice-${new_id()}`;
    const account = { login, name: '係', role: 'viewer', password: 'correct-horse-7' };
    expect((await world.admin.post('/accounts', account)).status).toBe(201);
    await expect_unchanged(() => world.admin.post('/accounts', account), [409], 'already_exists');
    const id = new_id();
    expect((await world.staff.post('/needs', a_need(world.here.id, { id }))).status).toBe(201);
    await expect_unchanged(() => world.staff.post('/needs', a_need(world.here.id, { id })), [409], 'already_exists');
  });

  it('answers an offline queue part by part and keeps the good parts', async () => {
    const good = { key: new_id(), registrant_id: world.registrant_here.id, status: 'safe_home', method: 'visit' };
    const queue = [
      good,
      { ...good, key: new_id(), registrant_id: new_id() },
      { ...good, key: new_id(), status: 'fine' },
      { key: new_id() },
      7,
    ];
    const reply = await world.staff.send('post', `/rounds/${world.round.id}/checks`, queue, { key: null });
    expect(reply.status).toBe(200);
    expect(reply.body.items.map((item: Body) => item.status)).toEqual([201, 404, 422, 422, expect.any(Number)]);
    expect(reply.body.items[4].status).toBeGreaterThanOrEqual(400);
    expect(reply.body.items.slice(0, 4).map((item: Body) => item.key)).toEqual(
      queue.slice(0, 4).map((one) => (one as Body).key),
    );
  });
});

describe('the public door', () => {
  it('refuses a wrong password without telling whether the login is known', async () => {
    const known = await new Api(server).post('/session', { login: 'admin', password: 'wrong-horse' });
    const unknown = await new Api(server).post('/session', { login: 'nobody', password: 'wrong-horse' });
    for (const reply of [known, unknown]) expect([reply.status, reply.code]).toEqual([401, 'sign_in_failed']);
    expect(unknown.text).toBe(known.text);
  });

  it('refuses writes by cookie from another origin, and takes them from its own', async () => {
    const login = { login: world.viewer.account.login, password: 'correct-horse-7', cookie: true };
    const host = new URL(server.url).host;
    const signed = await new Api(server).send('post', '/session', login, { headers: { origin: server.url } });
    expect(signed.status).toBe(200);
    expect(signed.body.token).toBeUndefined();
    const cookie = String(signed.headers['set-cookie']);
    expect(cookie).toMatch(/musubi_session=[^;]+;.*HttpOnly/i);
    expect(cookie).toMatch(/SameSite=Strict/i);
    const pair = cookie.split(';')[0] ?? '';
    const leave = (headers: Record<string, string>) =>
      new Api(server).send('delete', '/session', undefined, { headers: { cookie: pair, ...headers } });
    expect((await new Api(server).send('get', '/me', undefined, { headers: { cookie: pair } })).status).toBe(200);
    for (const headers of [
      {},
      { origin: 'http://evil.example' },
      { origin: 'null' },
      { origin: `http://${host}.evil.example` },
      { 'sec-fetch-site': 'cross-site' },
    ])
      expect((await leave(headers as Record<string, string>)).status, JSON.stringify(headers)).toBe(403);
    expect((await leave({ origin: server.url })).status).toBe(204);
    expect((await new Api(server).send('get', '/me', undefined, { headers: { cookie: pair } })).status).toBe(401);
  });

  it('slows down guessing with 429 and Retry-After, and lets others in meanwhile', async () => {
    let limited = 0;
    for (let i = 0; i < 60 && !limited; i += 1) {
      const reply = await new Api(server).post('/session', { login: 'guessed', password: `wrong-horse-${i}` });
      if (reply.status === 429) limited = i;
      else expect(reply.status).toBe(401);
    }
    expect(limited, 'guesses before the first 429').toBeGreaterThan(0);
    expect((await world.staff.get('/me')).status).toBe(200);
  });
});

await import('./faults/sockets.ts');

describe('after all this', () => {
  it('the server has logged no secret and lost nothing', async () => {
    expect(server.log).not.toContain(world.staff.token);
    expect(server.log).not.toContain('correct-horse');
    expect(server.log).not.toContain('例示');
    const answer: Answer = await raw_call(server.url, { method: 'GET', path: '/readyz' });
    expect(answer.status).toBe(200);
    expect((await world.staff.get('/needs?limit=1000')).status).toBe(200);
  });
});
