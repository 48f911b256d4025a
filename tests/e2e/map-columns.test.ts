// The live map as columns: the same people as in JSON for the same asker, no more; and the socket goes on from its number.

import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { decode_columns, type DotColumns } from '../../client-web/src/state/columns.ts';
import { a_check, a_registrant, a_round, a_world, an_incident, type World } from './support/builders.ts';
import type { Api, Body } from './support/client.ts';
import { Live } from './support/live.ts';
import { Server } from './support/server.ts';

let server: Server;
let world: World;
let incident: Body;
let round: Body;
const people: Body[] = [];

beforeAll(async () => {
  server = await Server.start();
  world = await a_world(server);
  incident = await world.admin.make('/incidents', an_incident());
  round = await a_round(world.staff, incident.id);
  for (let i = 0; i < 6; i += 1) {
    const district = i < 4 ? world.here.id : world.there.id;
    people.push(
      await world.staff.make('/registrants', a_registrant(district, { lat: 35.2501 + i * 0.0007, lng: 139.1502 - i * 0.0003 })),
    );
  }
  for (const [i, status] of ['safe_home', 'needs_rescue', 'checking', 'deceased'].entries())
    await world.staff.make(`/rounds/${round.id}/checks`, a_check(people[i].id, { status }));
});
afterAll(() => server?.remove());

const path = () => `/incidents/${incident.id}/map`;

async function fetched(api: Api, query = '?format=columns'): Promise<{ status: number; type: string; bytes: Uint8Array }> {
  const reply = await fetch(`${server.url}/api/v1${path()}${query}`, { headers: { authorization: `Bearer ${api.token}` } });
  return { status: reply.status, type: reply.headers.get('content-type') ?? '', bytes: new Uint8Array(await reply.arrayBuffer()) };
}
async function columns_of(api: Api): Promise<DotColumns> {
  const { status, type, bytes } = await fetched(api);
  expect([status, type]).toEqual([200, 'application/octet-stream']);
  return decode_columns(bytes);
}
const serial = (number: string): number => parseInt(number.slice(2), 10);

describe('the map as columns', () => {
  it.each(['admin', 'staff', 'coordinator'] as const)('shows %s the people whom the JSON shows, and nothing else differs', async (role) => {
    const api = world[role];
    const json = await api.read(path());
    const columns = await columns_of(api);
    const numbers = json.dots.map((dot: Body) => serial(dot.number)).sort((a: number, b: number) => a - b);
    expect(numbers.length).toBeGreaterThan(2);
    expect([...columns.number]).toEqual(numbers);
    const { dots: _, generated_at: __, ...rest } = json;
    const { dots, generated_at: ___, ...head } = columns.head as Body;
    expect(dots).toEqual([]);
    expect(head).toEqual(rest);
    json.dots.forEach((dot: Body) => {
      const at = [...columns.number].indexOf(serial(dot.number));
      expect(columns.districts[columns.district[at] ?? 0]).toBe(dot.district_id);
      expect(columns.since[at]).toEqual(dot.since ? Date.parse(dot.since) : NaN);
    });
  });

  it('shows a wall sums of cells: no number, no house, no deceased', async () => {
    const columns = await columns_of(world.viewer);
    const json = await world.viewer.read(path());
    expect(columns.is_exact).toBe(false);
    expect(columns.number).toHaveLength(0);
    expect([...columns.count].sort()).toEqual(json.dots.map((dot: Body) => dot.count).sort());
    const text = Buffer.from((await fetched(world.viewer)).bytes).toString('latin1');
    for (const person of people) expect(text).not.toContain(person.id);
  });

  it('is made once for an audience and a number of the journal', async () => {
    const [first, again] = [await fetched(world.staff), await fetched(world.staff)];
    expect(Buffer.from(again.bytes).equals(Buffer.from(first.bytes))).toBe(true);
    await world.staff.make(`/rounds/${round.id}/checks`, a_check(people[4].id, { status: 'safe_home' }));
    const changed = decode_columns((await fetched(world.staff)).bytes);
    expect(changed.head.seq).toBeGreaterThan(decode_columns(first.bytes).head.seq);
  });

  it('lets the socket go on from its number: each change names its person by number', async () => {
    const { head } = await columns_of(world.staff);
    await world.staff.make(`/rounds/${round.id}/checks`, a_check(people[5].id, { status: 'safe_sheltered' }));
    const live = await Live.open(server, world.staff.token);
    const topic = `incident:${incident.id}`;
    const heard = await live.subscribe(topic, head.seq);
    await live.until(() => heard.events.length > 0, 'the change');
    expect(live.complaints).toEqual([]);
    expect(heard.events[0].dots).toMatchObject([{ registrant_id: people[5].id, number: people[5].number, status: 'safe_sheltered' }]);
    await live.close();
  });

  it('refuses an unknown form by its field, and whoever may not see a map', async () => {
    const odd = await world.staff.send('get', `${path()}?format=xml`);
    expect([odd.status, odd.body.errors]).toEqual([422, [expect.objectContaining({ field: 'format' })]]);
    expect((await fetched(world.volunteer.api)).status).toBe(403);
  });
});
