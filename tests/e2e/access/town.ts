// Four marked persons, an incident for each setting, and somebody of every role.

import { a_check, a_world, an_incident, somebody, type World } from '../support/builders.ts';
import type { Api, Body } from '../support/client.ts';
import { k_all_roles, type Role } from '../support/contract.ts';
import { marker, registrant_with, registrant_words } from '../support/markers.ts';
import type { Server } from '../support/server.ts';
import { k_settings, type Person, type Setting } from './table.ts';

export interface Town {
  world: World;
  people: Person[];
  incidents: Record<Setting, Body | null>;
  rounds: Record<Setting, Body | null>;
  who: Record<Role, Api>;
}

async function a_person(w: World, n: number, own: boolean, consented: boolean): Promise<Person> {
  const key = `${own ? 'own' : 'other'}_${consented ? 'consented' : 'silent'}`;
  const text = registrant_words(key.slice(0, 2) + (consented ? 'y' : 'n'));
  // Seven decimals that nobody else has: where somebody lives is class A.
  const lat = 35.2511001 + n / 1000 + Math.floor(Math.random() * 8000) / 1e7;
  const lng = 139.1511001 + n / 1000 + Math.floor(Math.random() * 8000) / 1e7;
  const body = {
    ...registrant_with((own ? w.here : w.there).id, text, consented),
    lat: Number(lat.toFixed(7)),
    lng: Number(lng.toFixed(7)),
    birth_date: `19${30 + n}-0${1 + n}-1${n}`,
  };
  const made = await w.admin.must('post', '/registrants', body);
  const words = { ...text, A_id: made.id, A_lat: String(body.lat), A_lng: String(body.lng), A_birth: body.birth_date };
  return { key, own, consented, id: made.id, number: '', words: { ...words, A_told: marker('told') } };
}

export async function decide(admin: Api, incident: Body, phase: string, until?: string): Promise<Body> {
  const now = await admin.read(`/incidents/${incident.id}`);
  const body = { legal_phase: phase, phase_purpose: 'check_safety', phase_reason: '震度6強' };
  return admin.change(`/incidents/${incident.id}`, { ...body, ...(until ? { phase_until: until } : {}) }, now.version);
}

/** Until the phase has ended by itself. */
export async function until_normal(admin: Api, incident: Body): Promise<void> {
  for (let i = 0; i < 200; i += 1) {
    if ((await admin.read(`/incidents/${incident.id}`)).legal_phase === 'normal') return;
    await new Promise((done) => setTimeout(done, 100));
  }
  throw new Error('the phase does not end');
}

export async function a_town(server: Server): Promise<Town> {
  const world = await a_world(server);
  const { admin } = world;
  const people = [
    await a_person(world, 1, true, true),
    await a_person(world, 2, true, false),
    await a_person(world, 3, false, true),
    await a_person(world, 4, false, false),
  ];
  const town: Town = {
    world,
    people,
    incidents: { everyday: null, real: null, imminent: null, declared: null, over: null, closed: null, drill: null },
    rounds: { everyday: null, real: null, imminent: null, declared: null, over: null, closed: null, drill: null },
    who: {
      admin,
      staff: world.staff,
      coordinator: world.coordinator,
      volunteer: world.volunteer.api,
      viewer: world.viewer,
    },
  };
  for (const setting of k_settings.filter((one) => one !== 'everyday'))
    await open_incident(town, setting);
  for (const person of people) {
    const file = await admin.read(`/registrants/${person.id}?incident_id=${town.incidents.declared.id}`);
    person.number = file.number;
  }
  for (const role of k_all_roles) town.who[role].heard = [];
  return town;
}

async function open_incident(town: Town, setting: Setting): Promise<void> {
  const { admin } = town.world;
  const incident = await admin.make('/incidents', an_incident({ is_drill: setting === 'drill' }));
  const round = await admin.make(`/incidents/${incident.id}/rounds`, {});
  const plays = { imminent: 'imminent', declared: 'declared', over: 'declared', closed: 'declared', drill: 'declared' };
  const phase = plays[setting as keyof typeof plays];
  const soon = new Date(Date.now() + 3_000).toISOString();
  if (phase) await decide(admin, incident, phase, setting === 'over' ? soon : undefined);
  for (const person of town.people) {
    const counted = person.consented || ['imminent', 'declared', 'over', 'closed'].includes(setting);
    if (!counted) continue;
    await admin.make(`/rounds/${round.id}/checks`, a_check(person.id, { note: person.words.A_told }));
  }
  if (setting === 'over') await until_normal(admin, incident);
  if (setting === 'closed') {
    const now = await admin.read(`/incidents/${incident.id}`);
    await admin.change(`/incidents/${incident.id}`, { status: 'closed' }, now.version);
  }
  town.incidents[setting] = incident;
  town.rounds[setting] = round;
}

export { somebody };
