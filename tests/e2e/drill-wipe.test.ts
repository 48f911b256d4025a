// One act wipes a drill and shows what it removed; the real incident beside it, and the journal's numbers, stay.
import { beforeAll, expect, it } from 'vitest';
import { a_check, a_need, a_registrant, an_incident } from './support/builders.ts';
import { type Body } from './support/client.ts';
import { open_house, world } from './support/house.ts';

open_house();

const told: Record<string, { incident: Body; need: Body; round: Body; person: Body }> = {};

async function tell(is_drill: boolean): Promise<(typeof told)[string]> {
  const incident = await world.admin.make('/incidents', an_incident({ is_drill }));
  const need = await world.admin.make('/needs', a_need(world.here.id, { incident_id: incident.id }));
  const person = await world.admin.make('/registrants', a_registrant(world.here.id));
  const round = await world.admin.make(`/incidents/${incident.id}/rounds`, {});
  await world.admin.make(`/rounds/${round.id}/checks`, a_check(person.id, { status: 'needs_help' }));
  return { incident, need, round, person };
}

beforeAll(async () => {
  told.real = await tell(false);
  told.drill = await tell(true);
});

it('refuses to wipe a real incident', async () => {
  const reply = await world.admin.post(`/incidents/${told.real!.incident.id}/wipe`, {});
  expect([reply.status, reply.code]).toEqual([422, 'only_in_drill']);
});

it('lets nobody but the admin wipe a drill', async () => {
  expect((await world.staff.post(`/incidents/${told.drill!.incident.id}/wipe`, {})).status).toBe(403);
});

it('wipes the drill in one act and says how much went', async () => {
  const { incident, need, round } = told.drill!;
  const wiped = await world.admin.make(`/incidents/${incident.id}/wipe`, {});
  expect(wiped.incident.status).toBe('closed');
  expect(wiped.removed).toMatchObject({ needs: 2, rounds: 1, checks: 1 });
  expect((await world.admin.get(`/needs/${need.id}`)).status).toBe(404);
  expect((await world.admin.get(`/rounds/${round.id}/registrants`)).status).toBe(404);
  const found = (await world.admin.post('/search', { kind: 'need', q: need.requester.phone })).body;
  expect(found.items.map((one: Body) => one.id)).not.toContain(need.id);
});

it('finds nothing more when it is asked again', async () => {
  const again = await world.admin.make(`/incidents/${told.drill!.incident.id}/wipe`, {});
  expect(Object.values(again.removed as Record<string, number>).every((n) => n === 0)).toBe(true);
});

it('leaves the real incident as it was, and the people of the roster', async () => {
  const { incident, need, person } = told.real!;
  expect((await world.admin.get(`/needs/${need.id}`)).status).toBe(200);
  const progress = await world.admin.read(`/incidents/${incident.id}/progress`);
  expect(progress.total.counts.needs_help).toBe(1);
  expect((await world.admin.get(`/registrants/${person.id}`)).status).toBe(200);
  expect((await world.admin.get(`/registrants/${told.drill!.person.id}`)).status).toBe(200);
});
