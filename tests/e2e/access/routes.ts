// A row for every route that answers data of registrants (x-personal in the contract): how it is asked in a setting, and
// which fields it gives of a person who may be seen. A new route, a pack, a print, an export: one more row here.

import { a_check, an_account, somebody } from '../support/builders.ts';
import { sign_in, type Api, type Body, type Reply } from '../support/client.ts';
import type { Role } from '../support/contract.ts';
import { k_password } from '../support/server.ts';
import { registrant_with, registrant_words } from '../support/markers.ts';
import { classes_behind_glass, classes_of, phase_of, type Person, type Setting } from './table.ts';
import type { Town } from './town.ts';

export interface Asked {
  town: Town;
  role: Role;
  api: Api;
  setting: Setting;
}
export interface Row {
  /** Everything that the route answers in this setting, all answers in one text; null: it has no such setting. */
  ask: (asked: Asked) => Promise<string | null>;
  /** The fields it gives, of those whose class may be seen; all when absent. */
  gives?: readonly string[];
  /** The roles that get something at all. */
  roles?: readonly Role[];
  /** Where the table is not asked for the setting itself: the classes, by the row's own rule. */
  classes?: (role: Role, setting: Setting, person: Person) => string;
}

const by_incident = ({ town, setting }: Asked, joint = '?') =>
  town.incidents[setting] ? `${joint}incident_id=${town.incidents[setting].id}` : '';

const everyday_only = (role: Role, _setting: Setting, person: Person) => classes_of(role, 'normal', person);
/** Nothing is begun once the incident is closed. */
const not_after_the_end = (role: Role, setting: Setting, person: Person) =>
  setting === 'closed' ? '' : classes_of(role, phase_of(setting), person);
const k_file = ['A_name', 'A_kana', 'A_address', 'A_phone', 'A_id', 'A_lat', 'A_lng', 'A_birth', 'B_note', 'C_supporter',
  'C_supporter_phone', 'C_shelter', 'C_route', 'C_keys', 'D_family'];
const k_desk: readonly Role[] = ['admin', 'staff'];

/** Somebody of the role, for what leaves a trace on the account. */
async function a_fresh(asked: Asked): Promise<Api> {
  const { admin, here } = asked.town.world;
  const over = asked.role === 'coordinator' ? { district_ids: [here.id] } : {};
  if (asked.role !== 'volunteer') return somebody(admin, asked.role, over);
  const body = an_account('volunteer', { volunteer_id: asked.town.world.volunteer.volunteer.id });
  const made = await admin.post('/accounts', body);
  return made.status < 300 ? sign_in(admin.server, body.login, k_password) : asked.api;
}

/** Two reports of a person that disagree; the id of the second. Of whom a round does not count now there are none. */
async function dispute(town: Town, round: Body, person: Person): Promise<string> {
  const { admin, staff } = town.world;
  const note = person.words.A_told;
  await admin.post(`/rounds/${round.id}/checks`, a_check(person.id, { status: 'safe_home', note }));
  const told = { status: 'safe_sheltered', method: 'family', told_by: '隣の人', note };
  const reply = await staff.post(`/rounds/${round.id}/checks`, a_check(person.id, told));
  return reply.body?.check?.id ?? round.id;
}

let doubts = 0;

/** A list of the city with a line about each of the four that may mean them or not: same reading and telephone, born
 * another day. Consent stands in the line as it stands in the file of the person. */
async function leave_doubts({ world, people }: Town): Promise<{ import_id: string; reviews: Body[] }> {
  doubts += 1;
  const born = `1920-${String(1 + (doubts % 12)).padStart(2, '0')}-${String(1 + Math.floor(doubts / 12)).padStart(2, '0')}`;
  const lines = people.map(({ words, own, consented }) =>
    [words.A_name, words.A_kana, born, words.A_address, words.A_phone, (own ? world.here : world.there).code, consented ? '〇' : '×'].join(','),
  );
  const file = ['氏名,フリガナ,生年月日,住所,電話番号,地区コード,同意', ...lines, ''].join('\r\n');
  const opened = await world.admin.send('post', '/roster-imports', undefined, { raw_body: file, content_type: 'text/csv' });
  await world.admin.make(`/roster-imports/${opened.body.id}/steps`, { part: 0 });
  const reviews = await world.staff.all(`/reviews?import_id=${opened.body.id}`);
  if (reviews.length !== people.length) throw new Error(`${reviews.length} doubts: ${opened.text}`);
  return { import_id: opened.body.id, reviews };
}

/** Whoever decides a doubt has to name whom it means, so the id stands there; nothing else of them may. */
const without_ids_of_silent = ({ people }: Town, text: string): string =>
  people.filter((one) => !one.consented).reduce((left, one) => left.replaceAll(one.id, ''), text);

export const k_rows: Record<string, Row> = {
  get_registrants: {
    ask: async (asked) =>
      (await asked.api.get(`/registrants?limit=1000${by_incident(asked, '&')}`)).text +
      (await asked.api.get(`/registrants?district_id=${asked.town.world.there.id}${by_incident(asked, '&')}`)).text,
    gives: k_file,
  },
  get_registrants_one: {
    ask: async (asked) => {
      const heard: string[] = [];
      for (const person of asked.town.people)
        heard.push((await asked.api.get(`/registrants/${person.id}${by_incident(asked)}`)).text);
      return heard.join('\n');
    },
    gives: k_file,
  },
  patch_registrants_one: {
    ask: async (asked) => {
      const heard: string[] = [];
      for (const person of asked.town.people) {
        const file = await asked.town.world.admin.read(
          `/registrants/${person.id}?incident_id=${asked.town.incidents.declared.id}`,
        );
        heard.push((await asked.api.patch(`/registrants/${person.id}`, { gender: '女' }, file.version)).text);
        heard.push((await asked.api.patch(`/registrants/${person.id}`, { gender: '女' }, file.version)).text);
      }
      return heard.join('\n');
    },
    gives: k_file,
    roles: k_desk,
    classes: everyday_only,
  },
  post_registrants: {
    // Whoever writes somebody down reads back what the table lets them: of a person without consent the id alone.
    ask: async ({ api, role, town }) => {
      const heard: string[] = [];
      for (const consent of [true, false]) {
        const words = registrant_words('p');
        const reply = await api.post('/registrants', registrant_with(town.world.here.id, words, consent));
        const shown = k_desk.includes(role) && consent ? classes_of(role, 'normal', { own: true, consented: true }) : '';
        for (const [field, word] of Object.entries(words))
          if (reply.text.includes(word) !== shown.includes(field[0] ?? '-'))
            throw new Error(`POST /registrants as ${role}, ${consent ? 'consented' : 'silent'}: ${field}`);
        heard.push(reply.text);
      }
      return heard.join('\n');
    },
    gives: [],
  },
  post_search: {
    ask: async (asked) => {
      const heard: string[] = [];
      for (const person of asked.town.people)
        for (const q of [person.words.A_name, person.words.A_kana, person.words.A_phone, person.number])
          for (const kind of ['registrant', 'all']) {
            const incident = asked.town.incidents[asked.setting];
            const question = { kind, q, ...(incident ? { incident_id: incident.id } : {}) };
            heard.push((await asked.api.post('/search', question)).text);
          }
      return heard.join('\n');
    },
    gives: ['A_name', 'A_kana', 'A_id'],
  },
  get_rounds_one_registrants: {
    ask: async (asked) => {
      const round = asked.town.rounds[asked.setting];
      if (!round) return null;
      const path = `/rounds/${round.id}/registrants?limit=1000`;
      return (await asked.api.get(path)).text + (await asked.api.get(`${path}&district_id=${asked.town.world.there.id}`)).text;
    },
    gives: [...k_file, 'A_told'],
  },
  post_rounds_one_checks: {
    // Of long ago, so that what was told last stays what it is.
    ask: async (asked) => {
      const round = asked.town.rounds[asked.setting];
      if (!round) return null;
      const heard: string[] = [];
      for (const person of asked.town.people) {
        const check = a_check(person.id, { occurred_at: '2020-01-01T00:00:00.000+09:00' });
        heard.push((await asked.api.post(`/rounds/${round.id}/checks`, check)).text);
      }
      return heard.join('\n');
    },
    gives: ['A_id'],
    classes: (role, setting, person) => (setting === 'closed' ? '' : classes_of(role, phase_of(setting), person)),
  },
  get_incidents_one_map: {
    ask: async ({ api, town, setting }) =>
      town.incidents[setting] ? (await api.get(`/incidents/${town.incidents[setting].id}/map`)).text : null,
    gives: ['A_id', 'A_lat', 'A_lng'],
  },
  post_break_glass: {
    ask: async (asked) => {
      const api = await a_fresh(asked);
      const incident = asked.town.incidents[asked.setting];
      const frame = incident ? { incident_id: incident.id } : {};
      const heard: string[] = [];
      for (const person of asked.town.people)
        for (const whom of [{ registrant_id: person.id }, { number: person.number }])
          heard.push((await api.post('/break-glass', { ...whom, ...frame, reason: '家族から電話' })).text);
      // It opens files, not lists; and never in a drill.
      const { drill } = asked.town.incidents;
      const after =
        (await api.get('/registrants?limit=1000')).text +
        (await api.get(`/registrants?limit=1000&incident_id=${drill.id}`)).text;
      for (const person of asked.town.people.filter((one) => !one.consented)) {
        const played = await api.get(`/registrants/${person.id}?incident_id=${drill.id}`);
        for (const word of Object.values(person.words))
          if (`${after}${played.text}`.includes(word)) throw new Error(`the glass opened more than one file: ${person.key}`);
      }
      return heard.join('\n');
    },
    gives: k_file,
    classes: (role, setting, person) => (setting === 'drill' ? '' : classes_behind_glass(role, person)),
  },
  post_rounds_one_conflicts_one_settle: {
    ask: async ({ api, town, setting }) => {
      const round = town.rounds[setting];
      if (!round) return null;
      const heard: string[] = [];
      for (const person of town.people) {
        const disputed = await dispute(town, round, person);
        heard.push((await api.post(`/rounds/${round.id}/conflicts/${person.id}/settle`, { check_id: disputed })).text);
      }
      return heard.join('\n');
    },
    gives: ['A_id', 'A_told'],
    roles: k_desk,
    classes: not_after_the_end,
  },
  get_incidents_one_rescues: {
    ask: async ({ api, town, setting }) => {
      const incident = town.incidents[setting];
      if (!incident) return null;
      await call_for_rescue(town, setting);
      return (await api.get(`/incidents/${incident.id}/rescues`)).text;
    },
    gives: k_file,
    roles: k_desk,
    classes: not_after_the_end,
  },
  // A rescue is handed over once and closed once: the admin does the one, the staff the other.
  post_rescues_one_hand_over: {
    ask: async ({ api, role, town, setting }) => {
      if (role === 'staff') return null;
      return step_rescues(town, setting, api, 'hand-over', { to: '119', contact: '見本消防' });
    },
    gives: k_file,
    roles: ['admin'],
    classes: not_after_the_end,
  },
  post_rescues_one_close: {
    ask: async ({ api, role, town, setting }) => {
      if (role === 'admin') return null;
      return step_rescues(town, setting, api, 'close', { result: 'rescued' });
    },
    gives: k_file,
    roles: ['staff'],
    classes: not_after_the_end,
  },
  get_watches: {
    ask: async ({ api, town }) => {
      await look_in_on(town);
      return (await api.get('/watches?limit=1000')).text + (await api.get(`/watches?district_id=${town.world.there.id}`)).text;
    },
    gives: k_file,
    classes: everyday_only,
  },
  post_watches: {
    ask: async ({ api, town }) => {
      for (const watch of await look_in_on(town))
        await town.world.admin.change(`/watches/${watch.id}`, { status: 'ended' }, watch.version);
      const heard: string[] = [];
      for (const person of town.people) heard.push((await api.post('/watches', { registrant_id: person.id })).text);
      return heard.join('\n');
    },
    gives: k_file,
    classes: everyday_only,
  },
  get_watches_one: {
    ask: async ({ api, town }) => of_each(await look_in_on(town), (watch) => api.get(`/watches/${watch.id}`)),
    gives: k_file,
    classes: everyday_only,
  },
  patch_watches_one: {
    ask: async ({ api, town }) =>
      of_each(await look_in_on(town), (watch) => api.patch(`/watches/${watch.id}`, { interval_days: 5 }, watch.version)),
    gives: k_file,
    classes: everyday_only,
  },
  post_watches_one_visits: {
    ask: async ({ api, town }) =>
      of_each(await look_in_on(town), (watch) => api.post(`/watches/${watch.id}/visits`, { result: 'met' })),
    gives: k_file,
    classes: everyday_only,
  },
  get_packs_one_people: {
    ask: async ({ api, role, town, setting }) => {
      const round = town.rounds[setting];
      if (!round) return null;
      const { here, there } = town.world;
      const taken = await api.post('/packs', {
        round_id: round.id,
        district_ids: k_desk.includes(role) ? [here.id, there.id] : [here.id],
        device_name: '見本の携帯',
        ticket: 'ticket-of-the-device-made-by-chance-000001',
      });
      const other = await api.post('/packs', {
        round_id: round.id,
        district_ids: [there.id],
        device_name: '見本の携帯',
        ticket: 'ticket-of-the-device-made-by-chance-000002',
      });
      const heard = [taken.text, other.text];
      for (const reply of [taken, other])
        if (reply.status === 201) heard.push((await api.get(`/packs/${reply.body.id}/people`)).text);
      return heard.join('\n');
    },
    gives: [...k_file, 'A_told'],
    classes: not_after_the_end,
  },
  get_reviews: {
    ask: async ({ api, town }) => {
      const { import_id } = await leave_doubts(town);
      return without_ids_of_silent(town, (await api.get(`/reviews?import_id=${import_id}`)).text);
    },
    gives: k_file,
    roles: k_desk,
    classes: everyday_only,
  },
  post_reviews_one_decide: {
    ask: async ({ api, town }) => {
      const { reviews } = await leave_doubts(town);
      const heard = await of_each(reviews, (review) => api.post(`/reviews/${review.id}/decide`, { decision: 'skip' }));
      return without_ids_of_silent(town, heard);
    },
    gives: k_file,
    roles: k_desk,
    classes: everyday_only,
  },
  get_registrants_one_evac_plan: {
    ask: async (asked) =>
      of_each(asked.town.people, (person) => asked.api.get(`/registrants/${person.id}/evac-plan${by_incident(asked)}`)),
    gives: k_file,
  },
  patch_registrants_one_evac_plan: {
    ask: async (asked) =>
      of_each(asked.town.people, async (person) => {
        const { admin } = asked.town.world;
        const frame = `?incident_id=${asked.town.incidents.declared.id}`;
        const file = await admin.read(`/registrants/${person.id}${frame}`);
        const body = {
          supporters: [{ name: person.words.C_supporter, phone: person.words.C_supporter_phone }],
          shelter_first: person.words.C_shelter,
          route: person.words.C_route,
          keys: person.words.C_keys,
          family_note: person.words.D_family,
        };
        return asked.api.patch(`/registrants/${person.id}/evac-plan`, body, file.version);
      }),
    gives: k_file,
    roles: k_desk,
    classes: everyday_only,
  },
  get_evac_plans_due: {
    ask: async ({ api, town }) =>
      (await api.get('/evac-plans/due?limit=1000')).text +
      (await api.get(`/evac-plans/due?district_id=${town.world.there.id}`)).text,
    gives: k_file,
    roles: k_desk,
    classes: everyday_only,
  },
  get_prints_one: {
    ask: async (asked) => {
      const { admin, here, there } = asked.town.world;
      const incident = asked.town.incidents[asked.setting];
      const heard: string[] = [];
      for (const district of [here, there]) {
        const made = await admin.post('/prints', {
          district_id: district.id,
          kind: 'roster',
          purpose: '見守り',
          for_whom: '見本会長',
          ...(incident ? { incident_id: incident.id } : {}),
        });
        heard.push((await asked.api.get(`/prints/${made.body.id}`)).text);
      }
      return heard.join('\n');
    },
    gives: k_file,
    roles: k_desk,
  },
};

/** Every one of the four is called for, long ago, so that what was told last stays what it is. */
async function call_for_rescue(town: Town, setting: Setting): Promise<void> {
  for (const person of town.people)
    await town.world.admin.post(
      `/rounds/${town.rounds[setting]!.id}/checks`,
      a_check(person.id, { status: 'needs_rescue', occurred_at: '2020-01-01T00:00:00.000+09:00' }),
    );
}

async function step_rescues(town: Town, setting: Setting, api: Api, step: string, body: Body): Promise<string | null> {
  const incident = town.incidents[setting];
  if (!incident) return null;
  await call_for_rescue(town, setting);
  const { items } = await town.world.admin.read(`/incidents/${incident.id}/rescues`);
  return of_each(items as Body[], (rescue) => api.post(`/rescues/${rescue.id}/${step}`, body));
}

/** The watches of those who agreed, made where there are none. */
async function look_in_on(town: Town): Promise<Body[]> {
  for (const person of town.people) await town.world.admin.post('/watches', { registrant_id: person.id });
  return (await town.world.admin.read('/watches?limit=1000')).items;
}

async function of_each<T>(all: readonly T[], ask: (one: T) => Promise<Reply>): Promise<string> {
  const heard: string[] = [];
  for (const one of all) heard.push((await ask(one)).text);
  return heard.join('\n');
}
