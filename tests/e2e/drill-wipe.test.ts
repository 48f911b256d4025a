// One act wipes a drill and shows what it removed; the real incident beside it, and the journal's numbers, stay.
import { afterAll, beforeAll, expect, it } from 'vitest';
import { a_check, a_need, a_registrant, a_world, an_incident, type World } from './support/builders.ts';
import { type Body } from './support/client.ts';
import { start_server } from './support/server.ts';

let w: World;
const told: Record<string, { incident: Body; need: Body; round: Body; person: Body }> = {};

async function tell(is_drill: boolean): Promise<(typeof told)[string]> {
  const incident = await w.admin.make('/incidents', an_incident({ is_drill }));
  const need = await w.admin.make('/needs', a_need(w.here.id, { incident_id: incident.id }));
  const person = await w.admin.make('/registrants', a_registrant(w.here.id));
  const round = await w.admin.make(`/incidents/${incident.id}/rounds`, {});
  await w.admin.make(`/rounds/${round.id}/checks`, a_check(person.id, { status: 'needs_help' }));
  return { incident, need, round, person };
}

beforeAll(async () => {
  w = await a_world(await start_server());
  told.real = await tell(false);
  told.drill = await tell(true);
});
afterAll(() => w.server.stop());

it('refuses to wipe a real incident', async () => {
  const reply = await w.admin.post(`/incidents/${told.real!.incident.id}/wipe`, {});
  expect([reply.status, reply.code]).toEqual([422, 'only_in_drill']);
});

it('lets nobody but the admin wipe a drill', async () => {
  expect((await w.staff.post(`/incidents/${told.drill!.incident.id}/wipe`, {})).status).toBe(403);
});

it('wipes the drill in one act and says how much went', async () => {
  const { incident, need, round } = told.drill!;
  const wiped = await w.admin.make(`/incidents/${incident.id}/wipe`, {});
  expect(wiped.incident.status).toBe('closed');
  expect(wiped.removed).toMatchObject({ needs: 2, rounds: 1, checks: 1 });
  expect((await w.admin.get(`/needs/${need.id}`)).status).toBe(404);
  expect((await w.admin.get(`/rounds/${round.id}/registrants`)).status).toBe(404);
  const found = (await w.admin.post('/search', { kind: 'need', q: need.requester.phone })).body;
  expect(found.items.map((one: Body) => one.id)).not.toContain(need.id);
});

it('finds nothing more when it is asked again', async () => {
  const again = await w.admin.make(`/incidents/${told.drill!.incident.id}/wipe`, {});
  expect(Object.values(again.removed as Record<string, number>).every((n) => n === 0)).toBe(true);
});

it('leaves the real incident as it was, and the people of the roster', async () => {
  const { incident, need, person } = told.real!;
  expect((await w.admin.get(`/needs/${need.id}`)).status).toBe(200);
  const progress = await w.admin.read(`/incidents/${incident.id}/progress`);
  expect(progress.total.counts.needs_help).toBe(1);
  expect((await w.admin.get(`/registrants/${person.id}`)).status).toBe(200);
  expect((await w.admin.get(`/registrants/${told.drill!.person.id}`)).status).toBe(200);
});
