// Law 4: every command carries a key; sent again, it gets the same outcome — at once, after a restart, and for refusals.

import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { a_check, a_helper, a_need, a_waiting_need, a_world, offer_to, type World } from './support/builders.ts';
import { k_calls, things_of, type Things } from './support/calls.ts';
import { Api, journal_seq, new_id, sign_in, type Body, type Reply } from './support/client.ts';
import { k_operations, wants_key, type Operation } from './support/contract.ts';
import { Server } from './support/server.ts';

let server: Server;
let world: World & Things;
beforeAll(async () => {
  server = await Server.start();
  world = await things_of(await a_world(server));
});
afterAll(() => server?.remove());

const commands = k_operations.filter((op) => wants_key(op) && op.id !== 'post_registrations');

/** What a repetition must share with the first answer: the outcome. The noun itself is shown as it is now. */
function outcome(reply: Reply): Body {
  const body = reply.body ?? {};
  const ids = (body.items ?? [body.check ?? body.offer ?? body]).map((one: Body) => one?.id ?? one?.check_id ?? null);
  return {
    status: reply.status,
    code: reply.code,
    said: body.offer || body.check ? (body.status ?? body.code) : null,
    ids,
    position: body.position,
  };
}

const send = async (op: Operation, key: string) => {
  const call = await k_calls[op.id]!(world, 'admin', 'inside');
  const by = call.as ?? world.admin;
  return () => by.send(op.method, `/api/v1${call.path}`, call.body, { ...call.how, key });
};

describe('the same key', () => {
  it.each(commands.map((op) => [op.id, op] as const))(
    'gets the same outcome of %s and does it once',
    async (_id, op) => {
      const again = await send(op, new_id());
      const before = await journal_seq(server);
      const first = await again();
      expect(first.status, first.text.slice(0, 300)).toBeLessThan(300);
      const seq = await journal_seq(server);
      // Law 1: what was done is in the journal. The import here only tries.
      if (op.id !== 'post_imports_one') expect(seq, 'the command left its event').toBeGreaterThan(before);
      for (const reply of await Promise.all([again(), again(), again()]))
        expect(outcome(reply)).toEqual(outcome(first));
      expect(await journal_seq(server), 'a repetition appends nothing').toBe(seq);
    },
  );

  it('sent many times at once does it once', async () => {
    const key = new_id();
    const body = a_need(world.here.id);
    const replies = await Promise.all(Array.from({ length: 40 }, () => world.staff.post('/needs', body, { key })));
    expect(new Set(replies.map((reply) => `${reply.status} ${reply.body.id}`)).size).toBe(1);
    const needs = await world.staff.all('/needs?limit=1000');
    expect(needs.filter((need) => need.title === body.title)).toHaveLength(1);
  });

  it('gets the same outcome after a restart and after a kill', async () => {
    const again = await Promise.all(
      [
        'post_needs',
        'post_needs_one_triage',
        'post_offers_one_accept',
        'post_offers_one_decline',
        'post_rounds_one_checks',
        'post_needs_one_complete',
      ].map((id) =>
        send(
          commands.find((op) => op.id === id)!,
          new_id(),
        ),
      ),
    );
    const first = await Promise.all(again.map((one) => one()));
    for (const how of ['stop', 'kill'] as const) {
      await server.restart(how);
      const seq = await journal_seq(server);
      const later = await Promise.all(again.map((one) => one()));
      expect(later.map(outcome)).toEqual(first.map(outcome));
      expect(await journal_seq(server)).toBe(seq);
    }
  });

  it('belongs to the account: another person may use the same one', async () => {
    const key = new_id();
    const mine = await world.staff.post('/needs', a_need(world.here.id), { key });
    const theirs = await world.coordinator.post('/needs', a_need(world.here.id), { key });
    expect([mine.status, theirs.status]).toEqual([201, 201]);
    expect(mine.body.id).not.toBe(theirs.body.id);
  });

  it('is good over several sessions of one account', async () => {
    const key = new_id();
    const body = a_need(world.here.id);
    const first = await world.staff.post('/needs', body, { key });
    const second = await (await sign_in(server, world.staff.account.login)).post('/needs', body, { key });
    expect(second.body.id).toBe(first.body.id);
  });

  it('with another route or body is 422 key_reused, whatever the first outcome was', async () => {
    const need = await a_waiting_need(world.staff, world.here.id);
    const outcomes: [string, Body, number][] = [
      ['/needs', a_need(world.here.id), 201],
      [`/needs/${need.id}/survey`, { workable: true }, 409],
      ['/needs', a_need(world.here.id, { people_needed: 0 }), 422],
    ];
    for (const [path, body, status] of outcomes) {
      const key = new_id();
      expect((await world.staff.post(path, body, { key })).status).toBe(status);
      for (const [other_path, other] of [
        [path, { ...body, title: '別の題', workable: false }],
        ['/squads', { name: '隊', kind: 'group', district_id: world.here.id }],
      ] as [string, Body][]) {
        const reply = await world.staff.post(other_path, other, { key });
        expect([reply.status, reply.code], `${path} ${status}`).toEqual([422, 'key_reused']);
      }
    }
  });
});

describe('refusals', () => {
  it('409 and 422 are kept: the same key is refused again though it would succeed by now', async () => {
    const need = await world.staff.make('/needs', a_need(world.here.id, { people_needed: 1 }));
    const key = new_id();
    const offers = { volunteer_ids: [world.volunteer.volunteer.id], expires_in_s: 600 };
    const refused = await world.staff.post(`/needs/${need.id}/offers`, offers, { key });
    expect([refused.status, refused.code]).toEqual([409, 'wrong_state']);
    await world.staff.make(`/needs/${need.id}/triage`, { survey: 'not_needed' });
    await server.restart('kill');
    const again = await world.staff.post(`/needs/${need.id}/offers`, offers, { key });
    expect([again.status, again.code]).toEqual([409, 'wrong_state']);
    expect((await world.staff.post(`/needs/${need.id}/offers`, offers)).status).toBe(201);
  });

  it('412 is kept as well', async () => {
    const squad = await world.admin.read(`/squads/${world.squad_here.id}`);
    const key = new_id();
    const change = () => world.admin.patch(`/squads/${squad.id}`, { name: '隊の名' }, squad.version + 1, { key });
    expect((await change()).code).toBe('stale_edit');
    await world.admin.change(`/squads/${squad.id}`, { name: 'いまの名' }, squad.version);
    expect((await change()).code).toBe('stale_edit');
    expect((await world.admin.read(`/squads/${squad.id}`)).name).toBe('いまの名');
  });

  it('400, 401 and 403 are not kept: the key is still free', async () => {
    const key = new_id();
    const body = a_need(world.here.id);
    expect((await world.staff.send('post', '/needs', undefined, { raw_body: '{', key })).status).toBe(400);
    expect((await new Api(server).post('/needs', body, { key })).status).toBe(401);
    expect((await world.viewer.post('/needs', body, { key })).status).toBe(403);
    expect((await world.staff.post('/needs', body, { key })).status).toBe(201);
  });
});

describe('the outcome is shown through the policy of now', () => {
  it('a repeated acceptance gives the same answer and the offer as it is now', async () => {
    const helper = await a_helper(world.admin, world.here.id);
    const need = await a_waiting_need(world.staff, world.here.id);
    const [offer] = await offer_to(world.staff, need.id, [helper.volunteer.id]);
    const key = new_id();
    const first = await helper.api.post(`/offers/${offer.id}/accept`, {}, { key });
    expect(first.body.status).toBe('accepted');
    // Another key on an offer that is accepted already gets the same 200.
    expect((await helper.api.post(`/offers/${offer.id}/accept`)).body.status).toBe('accepted');
    await helper.api.make(`/offers/${offer.id}/arrive`);
    await helper.api.make(`/needs/${need.id}/complete`, { report: { outcome: 'done' } });
    const late = await helper.api.post(`/offers/${offer.id}/accept`, {}, { key });
    expect([late.status, late.body.status]).toEqual([200, 'accepted']);
    expect(late.text, 'the job is over: its address is not shown any more').not.toContain(need.address);
  });

  it('a whole queue sent twice is recorded once, element by element', async () => {
    const queue = Array.from({ length: 5 }, (_, i) => ({
      key: new_id(),
      ...a_check(world.registrant_here.id, { note: `メモ${i}` }),
    }));
    const first = await world.coordinator.send('post', `/rounds/${world.round.id}/checks`, queue, { key: null });
    const seq = await journal_seq(server);
    const more = [...queue, { key: new_id(), ...a_check(world.registrant_here.id) }];
    const second = await world.coordinator.send('post', `/rounds/${world.round.id}/checks`, more, { key: null });
    expect(second.body.items.slice(0, 5)).toEqual(first.body.items);
    expect(await journal_seq(server)).toBe(seq + 1);
  });
});
