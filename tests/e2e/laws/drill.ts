// Law 7: a drill cannot touch the world, nor can the world leak into a drill.

import { describe, expect, it } from 'vitest';
import { a_check, a_helper, a_need, a_registrant, a_round, an_incident, offer_to, sleep } from '../support/builders.ts';
import type { Body } from '../support/client.ts';
import { server, world } from '../support/house.ts';
import { Live } from '../support/live.ts';

describe('law 7: a drill cannot touch the world', () => {
  it('a real and a drill incident run the same story at once and nothing crosses', async () => {
    const real = await world.admin.make('/incidents', an_incident({ name: '本番の地震' }));
    const drill = await world.admin.make('/incidents', an_incident({ name: '訓練の地震', is_drill: true }));
    const person = await world.admin.make('/registrants', a_registrant(world.here.id));
    const silent = await world.admin.must(
      'post',
      '/registrants',
      a_registrant(world.here.id, { consent: { normal_time: false, on: null } }),
    );
    const helper = await a_helper(world.admin, world.here.id);
    const ears = {
      needs: await Live.open(server, world.staff.token),
      real: await Live.open(server, world.staff.token),
      drill: await Live.open(server, world.staff.token),
      wall: await Live.open(server, world.viewer.token),
    };
    await ears.needs.subscribe('needs');
    await ears.real.subscribe(`incident:${real.id}`);
    await ears.drill.subscribe(`incident:${drill.id}`);
    await ears.wall.subscribe(`incident:${real.id}`);
    const before = await world.admin.read(`/registrants/${person.id}`);

    const story = async (incident: Body) => {
      const round = await a_round(world.admin, incident.id);
      const status = incident.is_drill ? 'needs_rescue' : 'safe_home';
      await world.coordinator.make(`/rounds/${round.id}/checks`, a_check(person.id, { status }));
      const need = await world.staff.make(
        '/needs',
        a_need(world.here.id, { incident_id: incident.id, title: incident.name }),
      );
      await world.staff.make(`/needs/${need.id}/triage`, { survey: 'not_needed' });
      const [offer] = await offer_to(world.staff, need.id, [helper.volunteer.id]);
      await helper.api.make(`/offers/${offer.id}/accept`);
      await helper.api.make(`/offers/${offer.id}/arrive`);
      return { round, need, offer, incident };
    };
    const [a, b] = await Promise.all([story(real), story(drill)]);

    // Lists and topics without an incident, and those of the other incident.
    const everyday = await world.staff.all('/needs?limit=1000');
    expect(everyday.some((need) => need.id === a.need.id)).toBe(true);
    expect(everyday.some((need) => need.is_drill)).toBe(false);
    expect((await world.staff.all(`/needs?incident_id=${real.id}`)).map((need) => need.id)).toEqual([a.need.id]);
    expect((await world.staff.all(`/needs?incident_id=${drill.id}`)).map((need) => [need.id, need.is_drill])).toEqual([
      [b.need.id, true],
    ]);
    await ears.needs.until(() => ears.needs.topic('needs').needs.has(a.need.id), 'the real need');
    await sleep(300);
    const crossed = (live: Live, ...words: string[]) =>
      words.filter((word) => JSON.stringify(live.messages).includes(word));
    expect(crossed(ears.needs, b.need.id, b.offer.id, drill.id, '訓練の地震')).toEqual([]);
    expect(crossed(ears.real, b.need.id, b.offer.id, b.round.id, drill.id, 'needs_rescue","since')).toEqual([]);
    expect(crossed(ears.drill, a.need.id, a.offer.id, a.round.id, real.id)).toEqual([]);
    expect(crossed(ears.wall, b.need.id, drill.id, '訓練')).toEqual([]);

    const counts = async (incident: Body) => (await world.staff.read(`/incidents/${incident.id}/progress`)).total;
    expect((await counts(real)).rescue).toBe(0);
    expect((await counts(drill)).rescue).toBe(1);
    expect((await counts(real)).counts.safe_home).toBe(1);
    expect((await counts(drill)).counts.safe_home).toBe(0);
    const map = JSON.stringify(await world.staff.read(`/incidents/${real.id}/map`));
    expect(map).not.toContain(b.need.id);
    expect((await world.staff.read(`/incidents/${drill.id}/map`)).incident.is_drill).toBe(true);

    // Everything of the drill says so, on the phone as well.
    const mine = (await helper.api.read('/me/offers')).items;
    expect(mine.find((one: Body) => one.id === b.offer.id)).toMatchObject({ is_drill: true, need: { is_drill: true } });
    expect(mine.find((one: Body) => one.id === a.offer.id)).toMatchObject({
      is_drill: false,
      need: { is_drill: false },
    });
    const same = (
      await world.staff.post('/needs/duplicates', { phone: b.need.requester.phone, address: b.need.address })
    ).text;
    expect(same, 'duplicates without an incident look past drills').not.toContain(b.need.id);
    expect(
      (await world.staff.post(`/needs/${a.need.id}/merge`, { into: b.need.id })).status,
      'no merge across',
    ).toBeGreaterThanOrEqual(400);

    // Nothing of it outlives the drill.
    await helper.api.make(`/needs/${b.need.id}/complete`, { report: { outcome: 'done', minutes: 90 } });
    await world.admin.change(`/incidents/${drill.id}`, { status: 'closed' }, drill.version);
    expect(await world.admin.read(`/registrants/${person.id}`)).toEqual(before);
    expect((await counts(real)).counts.safe_home).toBe(1);

    // And it never widens disclosure, whatever phase it plays.
    const played = await world.admin.make('/incidents', an_incident({ is_drill: true }));
    await world.admin.change(
      `/incidents/${played.id}`,
      { legal_phase: 'declared', phase_purpose: 'check_safety', phase_reason: '訓練の想定' },
      played.version,
    );
    const round = await a_round(world.admin, played.id);
    for (const api of [world.staff, world.coordinator]) {
      const text =
        (await api.get(`/rounds/${round.id}/registrants?limit=1000`)).text +
        (await api.get('/registrants?limit=1000')).text +
        (await api.get(`/registrants?incident_id=${played.id}&limit=1000`)).text +
        (await api.get(`/incidents/${played.id}/map`)).text;
      expect(text).toContain(person.id);
      expect(text).not.toContain(silent.id);
      expect(text).not.toContain('長女は市外');
      expect([403, 404]).toContain((await api.get(`/registrants/${silent.id}`)).status);
      expect([403, 404, 409, 422]).toContain((await api.post(`/rounds/${round.id}/checks`, a_check(silent.id))).status);
    }
    for (const live of Object.values(ears)) {
      expect(live.complaints).toEqual([]);
      await live.close();
    }
  });
});
