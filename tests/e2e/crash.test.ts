// Law 2 from outside: killed with SIGKILL under load, again and again. Everything that was acknowledged is there, the
// journal has no gap, and clients go on where they were. (That a sync comes before each acknowledgement is shown by the
// counting VFS in tests/laws.)
// runs alone

import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  a_check,
  a_helper,
  a_need,
  a_registrant,
  a_waiting_need,
  a_world,
  offer_to,
  sleep,
  type Helper,
  type World,
} from './support/builders.ts';
import { ContractBroken, new_id, type Api, type Body } from './support/client.ts';
import { Live, TopicState } from './support/live.ts';
import { Server } from './support/server.ts';

const k_rounds = Number(process.env.CRASH_ROUNDS ?? 50);
const k_writers = 12;

let server: Server;
let world: World;
let helpers: Helper[];
let incident: Body;
let round: Body;
let people: Body[];

beforeAll(async () => {
  server = await Server.start();
  world = await a_world(server);
  helpers = [
    world.volunteer,
    world.other_volunteer,
    await a_helper(world.admin, world.here.id),
    await a_helper(world.admin, world.here.id),
  ];
  incident = await world.admin.make('/incidents', { name: '見本地震', is_drill: false, kind: 'earthquake' });
  round = await world.admin.make(`/incidents/${incident.id}/rounds`);
  people = await Promise.all(
    Array.from({ length: 20 }, () => world.admin.make('/registrants', a_registrant(world.here.id))),
  );
});
afterAll(() => server?.remove());

interface Kept {
  needs: Map<string, string>; // id → title
  triaged: Set<string>;
  accepted: Map<string, string>; // offer id → need id
  checks: Map<string, string>; // check id → registrant id
  keys: { api: Api; path: string; body: Body; key: string; status: number; said: string }[];
}
const kept: Kept = { needs: new Map(), triaged: new Set(), accepted: new Map(), checks: new Map(), keys: [] };
let acknowledged = 0;

/** The part of an answer that a repetition must give again. */
const said_by = (body: Body): string =>
  (body.check ? undefined : body.code) ??
  (body.items ? body.items.map((one: Body) => one.id).join() : body.offer ? body.status : (body.check ?? body).id);

/** Writes until the server is gone. Only what was answered counts. */
async function write_until_it_dies(n: number, with_checks: boolean): Promise<void> {
  const remember = async (api: Api, path: string, body: Body): Promise<Body> => {
    const key = new_id();
    const reply = await api.post(path, body, { key });
    if (reply.status >= 500) throw new Error(`gone: ${reply.status}`);
    acknowledged += 1;
    kept.keys.push({ api, path, body, key, status: reply.status, said: said_by(reply.body) });
    return reply.body;
  };
  try {
    for (;;) {
      const id = new_id();
      const need = await remember(world.staff, '/needs', a_need(world.here.id, { id, people_needed: 2 }));
      kept.needs.set(id, need.title);
      const triaged = await remember(world.staff, `/needs/${id}/triage`, { survey: 'not_needed' });
      if (triaged.status === 'match_waiting') kept.triaged.add(id);
      const helper = helpers[n % helpers.length]!;
      const made = await remember(world.staff, `/needs/${id}/offers`, {
        volunteer_ids: [helper.volunteer.id],
        expires_in_s: 3600,
      });
      const offer = made.items?.[0];
      if (offer && (await remember(helper.api, `/offers/${offer.id}/accept`, {})).status === 'accepted')
        kept.accepted.set(offer.id, id);
      if (with_checks) {
        const person = people[(n + kept.checks.size) % people.length];
        const check_id = new_id();
        const reply = await remember(
          world.coordinator,
          `/rounds/${round.id}/checks`,
          a_check(person.id, { id: check_id }),
        );
        if (reply.check) kept.checks.set(reply.check.id, person.id);
      }
    }
  } catch (error) {
    // The connection broke under us: this command was not acknowledged. A complaint about the contract is no such thing.
    if (error instanceof ContractBroken) throw error;
  }
}

/** What a listener to the topic hears of the journal from a number on, up to another. */
async function heard(token: string | null, topic: 'needs' | 'me', since: number, now: number): Promise<number[]> {
  const live = await Live.open(server, token);
  const state = await live.subscribe(topic, since);
  await live.until(() => live.messages.some((m) => m.topic === topic), 'the answer');
  expect(state.resyncs, 'the ring reaches back').toBe(0);
  await live.until_seq(topic, now);
  expect(live.complaints).toEqual([]);
  await live.close();
  return state.seqs;
}

/** The journal from a number on: without a gap, when only needs, offers and the helpers' notices were written. */
async function expect_no_gap(since: number): Promise<void> {
  const now = (await world.admin.read('/needs?limit=1')).seq;
  const seqs = new Set(await heard(world.admin.token, 'needs', since, now));
  // A notice is told to the helper alone.
  for (const helper of helpers) for (const seq of await heard(helper.api.token, 'me', since, now)) seqs.add(seq);
  const all = [...seqs].sort((a, b) => a - b).filter((seq) => seq <= now);
  expect(all).toEqual(Array.from({ length: now - since }, (_, i) => since + 1 + i));
}

describe('killed under load', () => {
  it(
    `${k_rounds} times: every acknowledged command is found and the journal has no gap`,
    { timeout: k_rounds * 12_000 + 60_000 },
    async () => {
      const screen = new Map<string, TopicState>();
      let watch = await Live.open(server, world.admin.token, { kept: screen });
      await watch.subscribe('needs');
      const desk = watch.topic('needs');

      for (let i = 0; i < k_rounds; i += 1) {
        const needs_only = i % 2 === 0;
        const before = (await world.admin.read('/needs?limit=1')).seq;
        const from = kept.keys.length;
        const writers = Promise.all(Array.from({ length: k_writers }, (_, n) => write_until_it_dies(n, !needs_only)));
        await sleep(60 + ((i * 37) % 240));
        await server.kill();
        await writers;
        await watch.closed;
        await server.run();

        if (needs_only) await expect_no_gap(before);
        watch = await Live.open(server, world.admin.token, { kept: screen });
        await watch.subscribe('needs', desk.seq);
        // Said again with its key, each command has the outcome that was acknowledged.
        const sample = kept.keys.slice(from).filter((_, n, all) => n % Math.ceil(all.length / 25) === 0);
        const again = await Promise.all(sample.map((one) => one.api.post(one.path, one.body, { key: one.key })));
        again.forEach((reply, n) => {
          const one = sample[n]!;
          expect([reply.status, said_by(reply.body)], one.path).toEqual([one.status, one.said]);
        });
      }

      const now = (await world.admin.read('/needs?limit=1')).seq;
      await watch.until_seq('needs', now);
      expect(watch.complaints).toEqual([]);
      expect(desk.repeated, 'nothing was doubled').toEqual([]);

      const listed = new Map<string, Body>((await world.admin.all('/needs?limit=1000')).map((need) => [need.id, need]));
      for (const [id, title] of kept.needs) expect(listed.get(id)?.title, `need ${id}`).toBe(title);
      for (const id of kept.triaged) expect(['match_waiting', 'assigned']).toContain(listed.get(id)?.status);
      for (const [offer_id, need_id] of kept.accepted) {
        const offers = await world.admin.read(`/needs/${need_id}/offers`);
        expect(offers.items.find((offer: Body) => offer.id === offer_id)?.status).toBe('accepted');
        expect(listed.get(need_id).places.accepted, 'report and rows agree').toBe(1);
      }
      const held = await world.admin.all(`/rounds/${round.id}/registrants?limit=1000`);
      for (const registrant_id of new Set(kept.checks.values()))
        expect(held.find((row) => row.registrant.id === registrant_id)?.status).toBe('safe_home');

      // The screen that lived through it all shows what a fresh one shows.
      const fresh = new Map<string, Body>(
        (await world.admin.all('/needs?open=true&limit=1000')).map((need) => [need.id, need]),
      );
      const shown = new Map<string, Body>(desk.open_needs().map((need) => [need.id, need]));
      expect(shown.size).toBe(fresh.size);
      for (const [id, need] of fresh) expect(shown.get(id), id).toEqual(need);

      // And each need's history is in the order in which it happened, from its beginning.
      for (const id of [...kept.needs.keys()].filter((_, n) => n % 50 === 0)) {
        const { items } = await world.admin.read(`/needs/${id}/history?limit=1000`);
        const seqs = items.map((entry: Body) => entry.seq);
        expect(seqs).toEqual([...seqs].sort((a: number, b: number) => a - b));
        expect(items.map((entry: Body) => entry.type)).toContain('need.received');
      }
      console.log(
        `${k_rounds} kills, ${acknowledged} acknowledged commands, ${kept.needs.size} needs, ${kept.accepted.size} acceptances, ${kept.checks.size} checks: all found`,
      );
      expect(acknowledged).toBeGreaterThan(k_rounds * 5);
      await watch.close();
    },
  );

  it('stopped by SIGTERM it ends in order, says so with code 0, and tells its clients 1012', async () => {
    const live = await Live.open(server, world.admin.token);
    await live.subscribe('needs');
    const need = await a_waiting_need(world.staff, world.here.id);
    await offer_to(world.staff, need.id, [world.volunteer.volunteer.id]);
    const ended = server.stop();
    expect((await live.closed).code).toBe(1012);
    expect(await ended).toEqual({ code: 0, signal: null });
    await server.run();
    expect((await world.staff.read(`/needs/${need.id}`)).places.open).toBe(1);
  });
});
