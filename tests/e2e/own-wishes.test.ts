// What volunteers say about themselves: how to reach them and how much they can do, and why they said no.

import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { a_helper, a_waiting_need, a_world, offer_to, type Helper, type World } from './support/builders.ts';
import { Server } from './support/server.ts';

let server: Server;
let world: World;
let helper: Helper;

beforeAll(async () => {
  server = await Server.start();
  world = await a_world(server);
  helper = await a_helper(world.admin, world.here.id);
});
afterAll(() => server?.remove());

describe('how somebody wants to be reached', () => {
  const mine = async () => (await helper.api.read('/me')).volunteer;

  it('is theirs to change, and reaches the desk', async () => {
    const wishes = { contact_by: 'phone', quiet_from: 1200, quiet_until: 480, hours_week_max: 4, travel_max_m: 3000, load_max: 'light' };
    const reply = await helper.api.patch('/me/volunteer', wishes, (await mine()).version);
    expect(reply.status).toBe(200);
    expect(reply.body).toMatchObject(wishes);
    expect(await world.staff.read(`/volunteers/${helper.volunteer.id}`)).toMatchObject(wishes);
    const back = await helper.api.patch('/me/volunteer', { quiet_from: null, quiet_until: null }, (await mine()).version);
    expect(back.body).toMatchObject({ ...wishes, quiet_from: null, quiet_until: null });
  });

  it('is all they may change: name, insurance and state stay with the desk', async () => {
    for (const body of [{ name: '別人' }, { insurance: null }, { status: 'retired' }, { skills: ['nursing'] }]) {
      const reply = await helper.api.patch('/me/volunteer', body, (await mine()).version);
      expect(reply.status).toBe(422);
      expect(reply.body.errors[0].code).toBe('unknown');
    }
  });

  it('is refused out of bounds, half told or stale', async () => {
    const { version } = await mine();
    for (const body of [{ travel_max_m: 1 }, { hours_week_max: 81 }, { quiet_from: 1260 }, { load_max: 'enormous' }])
      expect((await helper.api.patch('/me/volunteer', body, version)).status).toBe(422);
    expect((await helper.api.patch('/me/volunteer', { contact_by: 'app' }, version - 1)).status).toBe(412);
  });

  it('is nothing for an account that is no volunteer', async () => {
    expect((await world.viewer.patch('/me/volunteer', { contact_by: 'app' }, 1)).status).toBe(404);
  });
});

describe('the reason of a no', () => {
  beforeAll(async () => {
    helper = await a_helper(world.admin, world.here.id);
  });

  it('may follow the no, once, and teaches as if it had come with it', async () => {
    const need = await a_waiting_need(world.staff, world.here.id, { category: 'garden' });
    const [offer] = await offer_to(world.staff, need.id, [helper.volunteer.id]);
    const plain = await helper.api.make(`/offers/${offer.id}/decline`, {});
    expect(plain.offer).toMatchObject({ status: 'declined', decline_reason: null });
    expect(plain.learned).toBeUndefined();
    const told = await helper.api.make(`/offers/${offer.id}/decline`, { reason: 'not_my_skill' });
    expect(told.offer).toMatchObject({ status: 'declined', decline_reason: 'not_my_skill' });
    expect(told.learned).toMatchObject({ kind: 'category', value: 'garden' });
    const again = await helper.api.make(`/offers/${offer.id}/decline`, { reason: 'busy' });
    expect(again.offer.decline_reason).toBe('not_my_skill');
    expect((await helper.api.read('/me/preferences')).items).toHaveLength(1);
  });

  it('is nobody else’s to tell', async () => {
    const need = await a_waiting_need(world.staff, world.here.id);
    const [offer] = await offer_to(world.staff, need.id, [helper.volunteer.id]);
    await helper.api.make(`/offers/${offer.id}/decline`, {});
    const reply = await world.other_volunteer.api.post(`/offers/${offer.id}/decline`, { reason: 'busy' });
    expect(reply.status).toBe(404);
  });
});
