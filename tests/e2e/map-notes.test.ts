// 災害地図メモ over HTTP and the live topic: who writes, who reads the words, drills apart, and the map of a past moment.

import { beforeAll, describe, expect, it } from 'vitest';
import { a_check, a_registrant, an_incident, sleep } from './support/builders.ts';
import { k_calls } from './support/calls.ts';
import type { Body } from './support/client.ts';
import { open_house, server, world } from './support/house.ts';
import { Live } from './support/live.ts';

open_house();

const k_words = '佐藤さん宅の前の橋が落ちている';
const a_line = (over: Body = {}): Body => ({
  district_id: world.here.id,
  kind: 'closed_road',
  text: k_words,
  points: [
    { lat: 35.25, lng: 139.15 },
    { lat: 35.26, lng: 139.16 },
  ],
  ...over,
});
const notes_of = async (api: { read: (path: string) => Promise<Body> }, incident: string, query = '') =>
  (await api.read(`/incidents/${incident}/map-notes${query}`)).items as Body[];

describe('a note on the map', () => {
  let incident: Body;
  let note: Body;
  beforeAll(async () => {
    incident = await world.admin.make('/incidents', an_incident());
  });

  it('is told to everybody with a map, its words only to whom they concern', async () => {
    const lives = await Promise.all(
      [world.staff, world.coordinator, world.other_coordinator, world.viewer].map((api) => Live.open(server, api.token)),
    );
    const states = await Promise.all(lives.map((live) => live.subscribe(`incident:${incident.id}`)));
    note = await world.coordinator.make(`/incidents/${incident.id}/map-notes`, a_line());
    expect(note).toMatchObject({ kind: 'closed_road', text: k_words, public_text: false, version: 1 });
    for (const state of states) await expect.poll(() => state.events.at(-1)?.map_note?.id).toBe(note.id);
    const [staff, own, other, wall] = states.map((state) => state.events.at(-1)!.map_note);
    expect(staff.text).toBe(k_words);
    expect(staff.made_by_name).toBeTruthy();
    expect(own.text).toBe(k_words);
    for (const blind of [other, wall]) {
      expect(blind).not.toHaveProperty('text');
      expect(blind).not.toHaveProperty('made_by_name');
      expect(blind.points).toHaveLength(2);
    }
    for (const live of lives) {
      expect(live.complaints).toEqual([]);
      await live.close();
    }
    expect(server.log).not.toContain(k_words);
  });

  it('shows its words on the wall once they are made public, and is ended', async () => {
    expect((await notes_of(world.viewer, incident.id))[0]).not.toHaveProperty('text');
    const wall = await Live.open(server, world.viewer.token);
    const state = await wall.subscribe(`incident:${incident.id}`);
    await world.staff.patch(`/map-notes/${note.id}`, { public_text: true, text: '橋が通れない' }, 1);
    await expect.poll(() => state.events.at(-1)?.map_note?.text).toBe('橋が通れない');
    const stale = await world.staff.patch(`/map-notes/${note.id}`, { end: true }, 1);
    expect(stale.status).toBe(412);
    await world.coordinator.patch(`/map-notes/${note.id}`, { end: true }, 2);
    await expect.poll(() => state.events.at(-1)?.type).toBe('note.ended');
    expect(await notes_of(world.viewer, incident.id)).toEqual([]);
    expect(wall.complaints).toEqual([]);
    await wall.close();
  });

  it('stands in the past where it stood, and nowhere in another incident or drill', async () => {
    const made = Date.parse(note.made_at);
    const at = (ms: number) => `?at=${encodeURIComponent(new Date(ms).toISOString())}`;
    expect((await notes_of(world.staff, incident.id, at(made))).map((one) => one.id)).toEqual([note.id]);
    expect(await notes_of(world.staff, incident.id, at(made - 1))).toEqual([]);
    const drill = await world.admin.make('/incidents', an_incident({ is_drill: true }));
    await world.admin.make(`/incidents/${drill.id}/map-notes`, a_line());
    expect(await notes_of(world.staff, incident.id)).toEqual([]);
    expect((await world.staff.get(`/incidents/${incident.id}/map-notes${at(Date.now() + 60_000)}`)).status).toBe(422);
  });

  it('is refused without a place, without words for a mere note, with an end in the past, and in a closed incident', async () => {
    const refused = async (over: Body, field: string) => {
      const reply = await world.staff.post(`/incidents/${incident.id}/map-notes`, a_line(over));
      expect(reply.status, reply.text).toBe(422);
      expect(reply.body.errors.map((error: Body) => error.field)).toContain(field);
    };
    await refused({ points: [] }, 'points');
    await refused({ kind: 'note', text: ' ' }, 'text');
    await refused({ until: '2020-01-01T00:00:00+09:00' }, 'until');
    const closed = await world.admin.make('/incidents', an_incident());
    await world.admin.patch(`/incidents/${closed.id}`, { status: 'closed' }, closed.version);
    const reply = await world.staff.post(`/incidents/${closed.id}/map-notes`, a_line());
    expect([reply.status, reply.body.code]).toEqual([409, 'incident_closed']);
  });
});

describe('the map of a past moment', () => {
  it('says what was known then, to each as they may see it now', async () => {
    const incident = await world.admin.make('/incidents', an_incident());
    const person = await world.admin.make('/registrants', a_registrant(world.here.id));
    const round = await world.admin.make(`/incidents/${incident.id}/rounds`, {});
    await sleep(30);
    await world.staff.make(`/rounds/${round.id}/checks`, a_check(person.id));
    const snapshot = async (api: typeof world.staff, ms: number) =>
      (await api.get(`/incidents/${incident.id}/map?at=${encodeURIComponent(new Date(ms).toISOString())}`)).body as Body;
    const started = Date.parse(round.started_at);
    const then = await snapshot(world.staff, started);
    const now = await world.staff.read(`/incidents/${incident.id}/map`);
    expect(now.total.counts.safe_home).toBe(1);
    expect(then.total.counts.safe_home, 'nobody had said so').toBe(0);
    expect(then.total.total).toBe(now.total.total);
    expect(then.generated_at).toBe(round.started_at);
    const wall = await snapshot(world.viewer, started);
    expect(wall.dots.every((dot: Body) => !('registrant_id' in dot) && typeof dot.count === 'number')).toBe(true);
    const other = await snapshot(world.other_coordinator, started);
    expect(JSON.stringify(other)).not.toContain(person.id);
    for (const at of ['yesterday', new Date(started - 3600_000).toISOString(), new Date(Date.now() + 60_000).toISOString()]) {
      const reply = await world.staff.get(`/incidents/${incident.id}/map?at=${encodeURIComponent(at)}`);
      expect(reply.status, at).toBe(422);
    }
  });
});

describe('teams out', () => {
  it('are counted at their needs until those are done, for a coordinator within own districts', async () => {
    const { path } = await k_calls.get_incidents_one_teams_out!(world, 'admin', 'inside');
    const out = { district_id: world.here.id, teams: 1, people: 1 };
    expect((await world.viewer.read(path)).items).toEqual([out]);
    expect((await world.coordinator.read(path)).items).toEqual([out]);
    expect((await world.other_coordinator.read(path)).items).toEqual([]);
  });
});

describe('areas of the map', () => {
  const ring = (far: number) => [[139.1, 35.2], [far, 35.2], [far, 35.3], [139.1, 35.2]];

  it('come as GeoJSON, one boundary and one of a title, and go again', async () => {
    const boundary = { kind: 'boundary', geojson: { type: 'Polygon', coordinates: [ring(139.2)] } };
    const first = await world.admin.make('/map-areas', boundary);
    const again = await world.admin.make('/map-areas', { ...boundary, geojson: { type: 'Polygon', coordinates: [ring(139.3)] } });
    expect(again.id, 'there is one outline').toBe(first.id);
    const areas = (await world.viewer.read('/map-areas')).items as Body[];
    expect(areas.filter((area) => area.kind === 'boundary')).toHaveLength(1);
    expect(areas[0]!.parts[0].rings[0][1]).toEqual([139.3, 35.2]);
    expect((await world.admin.send('delete', `/map-areas/${first.id}`)).status).toBe(204);
    expect((await world.admin.send('delete', `/map-areas/${first.id}`)).status).toBe(404);
  });

  it('are refused by the place in the file where the mistake stands', async () => {
    const reply = await world.admin.post('/map-areas', {
      kind: 'boundary',
      geojson: { type: 'FeatureCollection', features: [{ type: 'Feature', properties: {}, geometry: { type: 'Point', coordinates: [139, 35] } }] },
    });
    expect(reply.status).toBe(422);
    expect(reply.body.errors).toMatchObject([{ field: 'geojson/features/0/geometry/type', code: 'unknown' }]);
  });
});
