// Who sees what of the roster: role × phase × field × district × consent × drill, held against DOMAIN §3.3 at the running
// server. Every field of four persons holds a word that occurs nowhere else; every byte that somebody receives is
// searched for all of them: over HTTP, over the WebSocket, in refusals, and in the server's log.

import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { k_rows } from './access/routes.ts';
import { classes_of, k_settings, phase_of, type Person, type Setting } from './access/table.ts';
import { a_town, decide, until_normal, type Town } from './access/town.ts';
import { a_check, a_helper, an_incident, offer_to, sleep } from './support/builders.ts';
import type { Api } from './support/client.ts';
import { contract, k_all_roles, k_operations, type Operation, type Role } from './support/contract.ts';
import { Live } from './support/live.ts';
import { run_musubi, Server } from './support/server.ts';

let server: Server;
let town: Town;

beforeAll(async () => {
  server = await Server.start();
  town = await a_town(server);
});
afterAll(() => server?.remove());

/** The words of these persons that stand in a text, as "person.field". */
const heard_in = (text: string, people = town.people): string[] =>
  people
    .flatMap((person) =>
      Object.entries(person.words)
        .filter(([, word]) => text.includes(word))
        .map(([field]) => `${person.key}.${field}`),
    )
    .sort();

/** The same by the table, of a route that gives these fields. */
const allowed = (gives: readonly string[] | undefined, classes: (person: Person) => string): string[] =>
  town.people
    .flatMap((person) =>
      Object.keys(person.words)
        .filter((field) => classes(person).includes(field[0] ?? '-') && (!gives || gives.includes(field)))
        .map((field) => `${person.key}.${field}`),
    )
    .sort();

const is_personal = (op: Operation): boolean =>
  (contract.paths[op.path][op.method] as Record<string, unknown>)['x-personal'] === 'registrant';

/** Whether an answer of the operation can hold a schema that is marked as personal. */
function answers_personal(op: Operation): boolean {
  const seen = new Set<string>();
  const reaches = (node: unknown): boolean => {
    if (node === null || typeof node !== 'object') return false;
    if (Array.isArray(node)) return node.some(reaches);
    const { $ref, ...rest } = node as Record<string, unknown>;
    if (rest['x-personal'] === 'registrant') return true;
    if (typeof $ref === 'string' && !seen.has($ref)) {
      seen.add($ref);
      const target = $ref
        .slice(2)
        .split('/')
        .reduce((at, part) => (at as Record<string, unknown>)[part], contract as unknown);
      if (reaches(target)) return true;
    }
    return Object.values(rest).some(reaches);
  };
  return Object.entries(op.responses).some(([status, answer]) => Number(status) < 300 && reaches(answer));
}

describe('the table is whole', () => {
  it('has a row for every route that answers data of registrants, and for no other', () => {
    expect(Object.keys(k_rows).sort()).toEqual(
      k_operations
        .filter(is_personal)
        .map((op) => op.id)
        .sort(),
    );
  });

  it('misses no route whose answer can hold such data by its schema', () => {
    const forgotten = k_operations.filter((op) => answers_personal(op) && !is_personal(op)).map((op) => op.id);
    expect(forgotten, 'mark them x-personal: registrant and give each a row in access/routes.ts').toEqual([]);
  });
});

describe.each(k_settings)('in the setting %s', (setting) => {
  describe.each(k_all_roles)('%s', (role) => {
    it.each(Object.keys(k_rows))('%s gives exactly what the table says', async (id) => {
      const row = k_rows[id]!;
      const text = await row.ask({ town, role, api: town.who[role], setting });
      if (text === null) return;
      const by_table = row.classes ?? ((who: Role, when: Setting, person: Person) => classes_of(who, phase_of(when), person));
      const gets = (row.roles ?? k_all_roles).includes(role);
      expect(heard_in(text)).toEqual(gets ? allowed(row.gives, (person) => by_table(role, setting, person)) : []);
    });

    it('hears no more of it on any topic, frame by frame', async () => {
      const incident = town.incidents[setting];
      const live = await Live.open(server, town.who[role].token);
      for (const topic of ['needs', 'me', ...(incident ? [`incident:${incident.id}`] : [])]) await live.subscribe(topic);
      if (incident && setting !== 'closed') {
        const wide = phase_of(setting) !== 'normal';
        for (const person of town.people.filter((one) => one.consented || wide)) {
          const note = person.words.A_told;
          const check = a_check(person.id, { note });
          await town.world.admin.make(`/rounds/${town.rounds[setting].id}/checks`, check);
        }
        await live.until_seq('needs', 0);
        await sleep(150);
      }
      const heard = heard_in(JSON.stringify(live.messages));
      expect(live.complaints).toEqual([]);
      await live.close();
      const gives = incident ? ['A_id', 'A_lat', 'A_lng'] : [];
      expect(heard).toEqual(allowed(gives, (person) => classes_of(role, phase_of(setting), person)));
    });
  });
});

describe('what is not in any cell', () => {
  it.each(k_all_roles)('no other route tells %s more than the widest cell', async (role) => {
    const api = town.who[role];
    const { world } = town;
    const ids = [
      ...town.people.map((person) => person.id),
      ...k_settings.flatMap((one) => [town.incidents[one]?.id, town.rounds[one]?.id]),
      world.here.id,
      world.there.id,
      api.account.id,
    ].filter(Boolean);
    const heard: string[] = [];
    for (const op of k_operations.filter((one) => one.method === 'get' && one.path.startsWith('/api/'))) {
      if (op.id === 'get_live') continue;
      const paths = op.path.includes('{')
        ? ids.map((id) => op.path.replace(/\{\w+\}/, id))
        : [op.path + (op.parameters.some((p) => p.name === 'limit') ? '?limit=1000' : '')];
      for (const path of paths) heard.push((await api.get(path)).text);
    }
    for (const path of ['/metrics', '/healthz', '/readyz']) heard.push((await api.get(path)).text);
    // The audit names persons by their ids, to the admin alone.
    const widest = allowed(undefined, (person) => classes_of(role, 'declared', person));
    const beyond = heard_in(heard.join('\n')).filter((word) => !widest.includes(word) && !word.endsWith('.A_id'));
    expect(beyond).toEqual([]);
  });

  it('an import that is refused or tried out repeats nothing of what the file says', async () => {
    const template = run_musubi(['import', 'registrants', '--template']).stdout.split(/\r?\n/);
    const columns = (template[0] ?? '').replace('\ufeff', '').split(',');
    const words = town.people[1]!.words;
    const line = (over: Record<string, string>) =>
      columns
        .map((_, i) => (i < 2 ? words.A_name : i === 4 ? words.A_address : i === columns.length - 2 ? 'vielleicht' : over.rest))
        .join(',');
    const file = `\ufeff${columns.join(',')}\n${line({ rest: words.B_note ?? '' })}\n`;
    for (const dry of ['true', 'false']) {
      const reply = await town.world.admin.send('post', `/imports/registrants?dry_run=${dry}`, undefined, {
        raw_body: file,
        content_type: 'text/csv',
      });
      expect(reply.body.rejected.length, reply.text).toBeGreaterThan(0);
      expect(heard_in(reply.text)).toEqual([]);
    }
  });

  it('no refusal says a word of anybody, to whomever', () => {
    let refusals = 0;
    for (const role of k_all_roles)
      for (const reply of town.who[role].heard ?? [])
        if (reply.status >= 400 && reply.status !== 412) {
          refusals += 1;
          expect(heard_in(reply.text), `${role} ${reply.method} ${reply.path} ${reply.status}`).toEqual([]);
        }
    expect(refusals).toBeGreaterThan(100);
  });

  it('the log of the server says a word of nobody', () => {
    expect(server.log).toContain('ready url=');
    expect(heard_in(server.log).filter((word) => !word.endsWith('.A_id'))).toEqual([]);
  });
});

describe('a volunteer', () => {
  it('gets name and address of the own job from dispatch to report, and nothing of the roster', async () => {
    const { world } = town;
    const person = town.people[1]!; // without consent: in the declared phase the district's coordinator checks them
    const made = await world.coordinator.make(
      `/rounds/${town.rounds.declared.id}/checks`,
      a_check(person.id, { status: 'needs_help', note: person.words.A_told }),
    );
    const need = await world.staff.make(`/needs/${made.need_id}/triage`, { survey: 'not_needed' });
    const helper = await a_helper(world.admin, world.here.id);
    const card = async (api: Api) => heard_in((await api.get('/me/offers')).text, [person]);
    const [offer] = await offer_to(world.staff, need.id, [helper.volunteer.id]);
    expect(await card(helper.api)).toEqual([]);
    await helper.api.make(`/offers/${offer.id}/accept`);
    expect(await card(helper.api), 'accepted, not yet on the way').toEqual([]);
    await helper.api.make(`/offers/${offer.id}/arrive`);
    const fields = await card(helper.api);
    const own = ['A_name', 'A_address', 'A_lat', 'A_lng'].map((field) => `${person.key}.${field}`).sort();
    expect(fields).toEqual(own);
    await helper.api.make(`/needs/${need.id}/complete`, { report: { outcome: 'done', minutes: 30, people: 1 } });
    expect(await card(helper.api), 'reported').toEqual([]);

    // The desk: who asked, where, and what the visitor heard; not that there is a roster, nor its number.
    const seen = (await world.staff.get(`/needs/${need.id}`)).text + (await world.staff.get(`/needs/${need.id}/history`)).text;
    const desk = ['A_name', 'A_kana', 'A_address', 'A_phone', 'A_lat', 'A_lng', 'A_told'];
    expect(heard_in(seen, [person])).toEqual(desk.map((field) => `${person.key}.${field}`).sort());
    for (const word of [person.id, person.number, 'registrant', '要支援', '名簿', '安否']) expect(seen).not.toContain(word);
  });
});

describe('who saw somebody', () => {
  it('is told for each person: reads, lists, searches, the watch list and the glass, with name, call and incident', async () => {
    const { world } = town;
    const person = town.people[0]!;
    const lines = await world.staff.all(`/registrants/${person.id}/trail?limit=100`);
    const routes = new Set(lines.map((line) => `${line.action} ${line.route}`));
    for (const one of [
      'read GET /api/v1/registrants/{id}',
      'read GET /api/v1/registrants',
      'search POST /api/v1/search',
      'read GET /api/v1/rounds/{id}/registrants',
      'glass.broken POST /api/v1/break-glass',
      'written PATCH /api/v1/registrants/{id}',
    ])
      expect(routes, one).toContain(one);
    expect(lines.some((line) => line.account_name === world.coordinator.account.name)).toBe(true);
    expect(lines.some((line) => line.incident_name === town.incidents.declared.name)).toBe(true);
    const times = lines.map((line) => Date.parse(line.at));
    expect(times).toEqual([...times].sort((a, b) => b - a));
    const refused = await world.staff.all(`/registrants/${town.people[1]!.id}/trail?limit=100`);
    expect(refused.some((line) => line.action === 'refused')).toBe(true);
    const opened = (await world.admin.read(`/break-glass?registrant_id=${person.id}`)).items;
    expect(opened.length).toBeGreaterThan(0);
    expect(opened[0]).toMatchObject({ registrant_number: person.number, reason: '家族から電話' });
  });

  it('cannot be altered unnoticed, and a phase that ran out while nothing ran is over after the start', async () => {
    const { world } = town;
    const incident = await world.admin.make('/incidents', an_incident());
    await decide(world.admin, incident, 'declared', new Date(Date.now() + 1_500).toISOString());
    await server.stop();
    const whole = run_musubi(['verify', '--data', server.data]);
    expect(whole.stdout + whole.stderr).toMatch(/^audit chain whole: \d+ rows\n$/);
    expect(whole.code).toBe(0);
    await sleep(1_600);
    await server.run();
    await until_normal(world.admin, incident);
    const history = (await world.staff.read(`/incidents/${incident.id}/phases`)).items;
    expect(history[0]).toMatchObject({ phase: 'declared', purpose: 'check_safety', ended_how: 'time' });
    expect(history[0].decided_by_name).toBe(world.admin.account.name);
    const beside = run_musubi(['verify', '--data', server.data]);
    expect(beside.code, 'not beside the running server').toBe(2);
  });
});
