// A row for every route that answers data of registrants (x-personal in the contract): how it is asked in a setting, and
// which fields it gives of a person who may be seen. A new route, a pack, a print, an export: one more row here.

import { a_check, an_account, somebody } from '../support/builders.ts';
import { sign_in, type Api } from '../support/client.ts';
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
};
