// Law 3 over real sockets: 800 taps at the same moment, each key sent twice, on three places.
// runs alone

import { request, Agent } from 'node:http';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { a_district, a_volunteer, a_waiting_need, an_account, offer_to, somebody } from './support/builders.ts';
import { new_id, sign_in, type Api, type Body } from './support/client.ts';
import { answer_complaint } from './support/contract.ts';
import { k_password, Server } from './support/server.ts';

const k_taps = Number(process.env.STORM_TAPS ?? 800);
const k_own_phones = Number(process.env.STORM_PHONES ?? 60); // with an account of their own; the desk taps for the others
const k_places = 3;

let server: Server;
let admin: Api;
let staff: Api;
let district: Body;
let volunteers: string[];
let phones: Map<string, Api>;

beforeAll(async () => {
  server = await Server.start();
  admin = await sign_in(server, 'admin');
  district = await admin.make('/districts', a_district());
  staff = await somebody(admin, 'staff');
  volunteers = [];
  while (volunteers.length < k_taps) {
    const batch = Math.min(100, k_taps - volunteers.length);
    const made = await Promise.all(
      Array.from({ length: batch }, () => admin.make('/volunteers', a_volunteer(district.id))),
    );
    volunteers.push(...made.map((volunteer) => volunteer.id));
  }
  phones = new Map();
  for (let i = 0; i < k_own_phones; i += 4)
    await Promise.all(
      volunteers.slice(i, Math.min(i + 4, k_own_phones)).map(async (volunteer_id) => {
        const account = an_account('volunteer', { volunteer_id });
        await admin.make('/accounts', account);
        phones.set(volunteer_id, await sign_in(server, account.login, k_password));
      }),
    );
}, 300_000);
afterAll(() => server?.remove());

interface Tap {
  offer_id: string;
  key: string;
  status: number;
  body: Body;
}

/** Every tap on a socket of its own. */
function tap(offer: Body, key: string, step = 'accept'): Promise<Tap> {
  const phone = phones.get(offer.volunteer_id);
  const body = phone ? '{}' : '{"on_behalf":true}';
  const path = `/api/v1/offers/${offer.id}/${step}`;
  const url = new URL(server.url);
  return new Promise((done, failed) => {
    const sent = request(
      {
        host: url.hostname,
        port: url.port,
        method: 'POST',
        path,
        agent: new Agent({ keepAlive: false }),
        headers: {
          authorization: `Bearer ${(phone ?? staff).token}`,
          'content-type': 'application/json',
          'idempotency-key': key,
          'content-length': Buffer.byteLength(body),
        },
      },
      (reply) => {
        let text = '';
        reply.setEncoding('utf8').on('data', (piece: string) => (text += piece));
        reply.on('end', () => {
          const answer = {
            status: reply.statusCode ?? 0,
            headers: reply.headers,
            text,
            body: text ? JSON.parse(text) : null,
          };
          const wrong = answer_complaint('post', path, answer);
          if (wrong) failed(new Error(wrong));
          else done({ offer_id: offer.id, key, status: answer.status, body: answer.body });
        });
      },
    );
    sent.on('error', failed);
    sent.end(body);
  });
}

const count = (taps: Tap[], what: (one: Tap) => unknown) => {
  const out: Record<string, number> = {};
  for (const one of taps) out[String(what(one))] = (out[String(what(one))] ?? 0) + 1;
  return out;
};
const said = (one: Tap) => (one.status === 200 ? one.body.status : `${one.status} ${one.body.code}`);

async function storm(need: Body): Promise<Tap[]> {
  const offers = await offer_to(staff, need.id, volunteers.slice(0, k_taps));
  expect(
    offers.map((offer) => offer.volunteer_id),
    'in the order of the request',
  ).toEqual(volunteers.slice(0, k_taps));
  const taps = offers.flatMap((offer) => {
    const key = new_id();
    return [() => tap(offer, key), () => tap(offer, key)];
  });
  for (let i = taps.length - 1; i > 0; i -= 1) {
    const j = (i * 7919) % (i + 1);
    [taps[i], taps[j]] = [taps[j]!, taps[i]!];
  }
  const answers = await Promise.all(taps.map((one) => one()));
  expect(answers.filter((one) => one.status >= 500)).toEqual([]);
  const by_key = new Map<string, string>();
  for (const one of answers) {
    const before = by_key.get(one.key);
    if (before === undefined) by_key.set(one.key, said(one) + (one.body.position ?? ''));
    else expect(said(one) + (one.body.position ?? ''), 'same key, same outcome').toBe(before);
  }
  expect(by_key.size).toBe(k_taps);
  return answers;
}

describe('a thousand taps', () => {
  it(`give three acceptances and ${k_taps - k_places} truthful refusals`, { timeout: 120_000 }, async () => {
    const need = await a_waiting_need(staff, district.id, { people_needed: k_places, waitlist_max: 0 });
    const began = Date.now();
    const answers = await storm(need);
    console.log(`${answers.length} taps answered in ${Date.now() - began} ms: ${JSON.stringify(count(answers, said))}`);
    expect(count(answers, said)).toEqual({ accepted: 2 * k_places, '409 place_taken': 2 * (k_taps - k_places) });
    const now = await staff.read(`/needs/${need.id}`);
    expect(now.status).toBe('assigned');
    expect(now.places).toEqual({ needed: k_places, accepted: k_places, open: k_taps - k_places, waitlisted: 0 });
    const offers = await staff.all(`/needs/${need.id}/offers?limit=1000`);
    const winners = new Set(answers.filter((one) => one.status === 200).map((one) => one.offer_id));
    expect(new Set(offers.filter((offer) => offer.status === 'accepted').map((offer) => offer.id))).toEqual(winners);
    // A lost race changes nothing: who lost may still take a place that comes free.
    const [winner] = offers.filter((offer) => offer.status === 'accepted');
    expect((await tap(winner, new_id(), 'decline')).body.status).toBe('declined');
    expect((await staff.read(`/needs/${need.id}`)).status).toBe('match_waiting');
    const loser = offers.find((offer) => offer.status === 'open');
    expect(said(await tap(loser, new_id()))).toBe('accepted');
    expect((await staff.read(`/needs/${need.id}`)).status).toBe('assigned');
  });

  it(
    'with a waiting list: three places, ten who wait in order, and a drop-out moves the first of them up',
    { timeout: 120_000 },
    async () => {
      const waiting = 10;
      const need = await a_waiting_need(staff, district.id, { people_needed: k_places, waitlist_max: waiting });
      const answers = await storm(need);
      expect(count(answers, said)).toEqual({
        accepted: 2 * k_places,
        waitlisted: 2 * waiting,
        '409 place_taken': 2 * (k_taps - k_places - waiting),
      });
      const positions = answers.filter((one) => one.body.status === 'waitlisted').map((one) => one.body.position);
      expect([...new Set(positions)].sort((a, b) => a - b)).toEqual(Array.from({ length: waiting }, (_, i) => i + 1));

      const list = async () => staff.all(`/needs/${need.id}/offers?limit=1000`);
      const before = await list();
      const first = before.find((offer) => offer.waitlist_position === 1);
      const drops_out = before.find((offer) => offer.status === 'accepted');
      await tap(drops_out, new_id(), 'decline');
      const after = await list();
      expect(after.find((offer) => offer.id === first.id)).toMatchObject({
        status: 'accepted',
        waitlist_position: null,
      });
      expect(after.filter((offer) => offer.status === 'accepted')).toHaveLength(k_places);
      expect(
        after
          .filter((offer) => offer.status === 'waitlisted')
          .map((offer) => offer.waitlist_position)
          .sort((a, b) => a - b),
      ).toEqual(Array.from({ length: waiting - 1 }, (_, i) => i + 1));
      expect((await staff.read(`/needs/${need.id}`)).status).toBe('assigned');

      // More places: those who wait come first.
      const now = await staff.read(`/needs/${need.id}`);
      await staff.change(`/needs/${need.id}`, { people_needed: k_places + 2 }, now.version);
      expect((await staff.read(`/needs/${need.id}`)).places).toMatchObject({
        accepted: k_places + 2,
        waitlisted: waiting - 3,
      });
    },
  );

  it('drop-outs and taps at once never leave a place both free and waited for', { timeout: 120_000 }, async () => {
    const need = await a_waiting_need(staff, district.id, { people_needed: k_places, waitlist_max: 500 });
    const offers = await offer_to(staff, need.id, volunteers.slice(0, 60));
    await Promise.all(
      offers.flatMap((offer, i) =>
        i % 3 === 0 ? [tap(offer, new_id()), tap(offer, new_id(), 'decline')] : [tap(offer, new_id())],
      ),
    );
    const now = await staff.read(`/needs/${need.id}`);
    expect(now.places.accepted).toBe(k_places);
    expect(now.status).toBe('assigned');
    const accepted = (await staff.all(`/needs/${need.id}/offers?limit=1000`)).filter(
      (offer) => offer.status === 'accepted',
    );
    expect(accepted).toHaveLength(k_places);
  });
});
