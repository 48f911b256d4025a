// For every operation of the contract a request that succeeds when the caller may make it: on something within the
// caller's reach ('inside') or beyond it ('outside'). The rights matrix asks all of them as everybody; the fault suite
// starts from the same valid requests and spoils them.

import {
  a_check,
  a_district,
  a_helper,
  a_need,
  a_referral,
  a_registrant,
  a_series,
  a_service_user,
  a_squad,
  a_volunteer,
  a_waiting_need,
  a_watch,
  an_account,
  an_incident,
  an_organization,
  next_number,
  offer_to,
  somebody,
  type Helper,
  type World,
} from './builders.ts';
import { sign_in, type Api, type Body, type Sending } from './client.ts';
import type { Role } from './contract.ts';
import { k_password } from './server.ts';

export type Reach = 'inside' | 'outside';
export interface Call {
  path: string;
  body?: unknown;
  how?: Sending;
  /** Somebody else than the usual person of the role (who is used up by the call). */
  as?: Api;
  /** Must not occur in the answer when it was asked from outside and is filtered. */
  hidden?: string;
}
export type Maker = (w: World & Things, role: Role, reach: Reach) => Promise<Call>;

/** What many calls share: made once. */
export interface Things {
  incident: Body;
  round: Body;
  registrant_here: Body;
  registrant_there: Body;
  squad_here: Body;
  squad_there: Body;
  organization: Body;
  user_here: Body;
  user_there: Body;
}

export async function things_of(w: World): Promise<World & Things> {
  const incident = await w.admin.make('/incidents', an_incident());
  return {
    ...w,
    incident,
    registrant_here: await w.admin.make('/registrants', a_registrant(w.here.id)),
    registrant_there: await w.admin.make('/registrants', a_registrant(w.there.id)),
    squad_here: await w.admin.make('/squads', a_squad(w.here.id)),
    squad_there: await w.admin.make('/squads', a_squad(w.there.id)),
    organization: await w.admin.make('/organizations', an_organization()),
    user_here: await w.admin.make('/service-users', a_service_user(w.here.id)),
    user_there: await w.admin.make('/service-users', a_service_user(w.there.id)),
    round: await w.admin.make(`/incidents/${incident.id}/rounds`, { name: '第1回' }),
  };
}

const district = (w: World, reach: Reach) => (reach === 'inside' ? w.here : w.there);
const person = (w: World, role: Role): Api =>
  ({ admin: w.admin, staff: w.staff, coordinator: w.coordinator, volunteer: w.volunteer.api, viewer: w.viewer })[role];

const new_need = (w: World, reach: Reach, over: Body = {}) =>
  w.admin.make('/needs', a_need(district(w, reach).id, over));
const waiting_need = (w: World, reach: Reach, over: Body = {}) => a_waiting_need(w.admin, district(w, reach).id, over);

/** An offer in the caller's reach: to the volunteer themselves for a volunteer, in the district for the others. */
async function an_offer(w: World, role: Role, reach: Reach, accepted = false): Promise<Body> {
  const need = await waiting_need(w, role === 'volunteer' ? 'inside' : reach);
  const taker = role === 'volunteer' && reach === 'outside' ? w.other_volunteer : w.volunteer;
  const [offer] = await offer_to(w.admin, need.id, [taker.volunteer.id]);
  if (accepted) await taker.api.make(`/offers/${offer.id}/accept`);
  return offer;
}

/** Something that this person's decline has taught. */
async function a_preference(w: World, who: Helper): Promise<Body> {
  const need = await waiting_need(w, 'inside', { category: 'furniture' });
  const [offer] = await offer_to(w.admin, need.id, [who.volunteer.id]);
  return (await who.api.make(`/offers/${offer.id}/decline`, { reason: 'not_my_skill' })).learned;
}

const k_plan_day = '2031-05-06';

/** A plan of the district in or beyond reach. */
const a_plan = (w: World, reach: Reach, over: Body = {}) =>
  w.admin.make('/plans', { day: k_plan_day, district_id: district(w, reach).id, ...over });

/** A team that the commit of a plan formed, in a real incident of its own. */
async function a_team(w: World, reach: Reach): Promise<Body> {
  const incident = await w.admin.make('/incidents', an_incident());
  await waiting_need(w, reach, { incident_id: incident.id });
  const plan = await a_plan(w, reach, { incident_id: incident.id });
  const done = await w.admin.make(`/plans/${plan.id}/commit`, {}, { if_match: plan.version });
  return done.teams[0];
}

const an_exclusion = async (w: World, reach: Reach): Promise<Body> =>
  w.admin.make('/exclusions', {
    volunteer_id: (reach === 'inside' ? w.volunteer : w.other_volunteer).volunteer.id,
    need_id: (await new_need(w, reach)).id,
  });

const k_ticket = 'ticket-of-the-device-made-by-chance-000001';
const new_pack = (w: World & Things, reach: Reach): Body => ({
  round_id: w.round.id,
  district_ids: [district(w, reach).id],
  device_name: '見本の携帯',
  ticket: k_ticket,
});
/** What this person carries, or somebody of the other district. */
async function a_pack(w: World & Things, role: Role, reach: Reach): Promise<Body> {
  const may = role === 'admin' || role === 'staff' || role === 'coordinator';
  const carrier = reach === 'outside' ? w.other_coordinator : may ? person(w, role) : w.coordinator;
  return carrier.make('/packs', new_pack(w, reach));
}
const new_map_note = (w: World, reach: Reach, over: Body = {}) => ({
  district_id: district(w, reach).id,
  kind: 'closed_road',
  points: [
    { lat: 35.25, lng: 139.15 },
    { lat: 35.251, lng: 139.152 },
  ],
  ...over,
});
const a_map_note = (w: World & Things, reach: Reach, over: Body = {}): Promise<Body> =>
  w.admin.make(`/incidents/${w.incident.id}/map-notes`, new_map_note(w, reach, over));
const a_map_area = () => ({
  kind: 'hazard',
  title: `見本川 ${next_number()}`,
  hazard: 'flood',
  geojson: { type: 'Polygon', coordinates: [[[139.1, 35.2], [139.2, 35.2], [139.2, 35.3], [139.1, 35.2]]] },
});

const need_step =
  (step: string, body: Body, prepare?: (w: World, need: Body) => Promise<unknown>): Maker =>
  async (w, _role, reach) => {
    const need = await new_need(w, reach);
    await prepare?.(w, need);
    return { path: `/needs/${need.id}/${step}`, body };
  };

const noun_get =
  (noun: string, of: (w: World & Things, reach: Reach, role: Role) => Promise<Body> | Body): Maker =>
  async (w, role, reach) => ({ path: `/${noun}/${(await of(w, reach, role)).id}` });

const noun_patch =
  (noun: string, patch: () => Body, of: (w: World & Things, reach: Reach, role: Role) => Promise<Body> | Body): Maker =>
  async (w, role, reach) => {
    const made = await of(w, reach, role);
    const now = await w.admin.read(`/${noun}/${made.id}`);
    return { path: `/${noun}/${made.id}`, body: patch(), how: { if_match: now.version } };
  };

/** A list of the city with one line that is good, opened and waiting for its step. */
export const a_roster = (w: World, lines: string, query = ''): Promise<Body> =>
  w.admin.make(`/roster-imports${query}`, undefined, {
    raw_body: `整理番号,氏名,フリガナ,住所,地区コード,同意\r\n${lines}`,
    content_type: 'text/csv',
  });
const a_roster_line = (w: World): string => {
  const n = next_number();
  return `K${n},名簿 ハナ${n},メイボ ハナ,小田原市見本町${n},${w.here.code},〇\r\n`;
};
/** A doubt: a known person's number on a line of somebody else. */
async function a_review(w: World): Promise<Body> {
  const [n, line] = [next_number(), a_roster_line(w)];
  const one = await a_roster(w, line);
  await w.admin.make(`/roster-imports/${one.id}/steps`, { part: 0 });
  const number = line.split(',')[0];
  const two = await a_roster(w, `${number},別人 次郎${n},ベツジン ジロウ,小田原市別町${n},${w.here.code},〇\r\n`);
  await w.admin.make(`/roster-imports/${two.id}/steps`, { part: 0 });
  return (await w.admin.read(`/reviews?import_id=${two.id}`)).items[0];
}
const a_print = (w: World): Promise<Body> =>
  w.admin.make('/prints', { kind: 'roster', district_id: w.here.id, purpose: '訪問の準備', for_whom: '民生 一郎' });

const registrant = (w: World & Things, reach: Reach) => (reach === 'inside' ? w.registrant_here : w.registrant_there);
const squad = (w: World & Things, reach: Reach) => (reach === 'inside' ? w.squad_here : w.squad_there);
const volunteer = (w: World, reach: Reach) => (reach === 'inside' ? w.volunteer : w.other_volunteer).volunteer;
/** A round of its own in which somebody is reported: what the desk decides on. */
async function a_reported(w: World, ...reports: Body[]): Promise<{ incident: Body; round: Body; who: Body; checks: Body[] }> {
  const incident = await w.admin.make('/incidents', an_incident());
  const round = await w.admin.make(`/incidents/${incident.id}/rounds`, { name: '第1回' });
  const who = await w.admin.make('/registrants', a_registrant(w.here.id));
  const checks = [];
  for (const report of reports) checks.push(await w.staff.make(`/rounds/${round.id}/checks`, a_check(who.id, report)));
  return { incident, round, who, checks };
}
async function a_rescue(w: World): Promise<Body> {
  const { incident } = await a_reported(w, { status: 'needs_rescue' });
  return (await w.staff.read(`/incidents/${incident.id}/rescues`)).items[0];
}
const k_minutes = { items: [{ level: 0, to_coordinator: 60, to_center: 60, to_hq: 60 }] };

const user = (w: World & Things, reach: Reach) => (reach === 'inside' ? w.user_here : w.user_there);
const new_series = (w: World & Things, reach: Reach) => w.admin.make('/series', a_series(user(w, reach).id));
const fixed =
  (path: string, body?: unknown): Maker =>
  async () => ({ path, body });

export const k_calls: Record<string, Maker> = {
  post_session: async (w) => ({ path: '/session', body: { login: w.viewer.account.login, password: k_password } }),
  delete_session: async (w, role) => ({ path: '/session', as: await sign_in(w.server, person(w, role).account.login) }),
  get_me: fixed('/me'),

  get_accounts: fixed('/accounts'),
  post_accounts: async () => ({ path: '/accounts', body: an_account('viewer') }),
  get_accounts_one: async (w) => ({ path: `/accounts/${w.viewer.account.id}` }),
  patch_accounts_one: async (w) => {
    const made = await w.admin.make('/accounts', an_account('viewer'));
    return { path: `/accounts/${made.id}`, body: { name: '新しい係' }, how: { if_match: made.version } };
  },
  post_accounts_one_password: async (w, role, reach) => {
    const password = 'another-horse-8';
    if (reach === 'outside' || role === 'admin') {
      const other = await w.admin.make('/accounts', an_account('viewer'));
      return {
        path: `/accounts/${other.id}/password`,
        body: role === 'admin' ? { password } : { password, old_password: k_password },
      };
    }
    const self = await somebody(w.admin, role, role === 'coordinator' ? { district_ids: [w.here.id] } : {});
    return { path: `/accounts/${self.account.id}/password`, body: { password, old_password: k_password }, as: self };
  },
  post_registrations: async (w) => ({
    path: '/registrations',
    body: {
      login: `new-${next_number()}-${Math.random().toString(36).slice(2, 7)}`,
      password: k_password,
      name: '新規 五郎',
      name_kana: 'シンキ ゴロウ',
      phone: '0465-50-0001',
      district_id: w.here.id,
      consent: true,
    },
  }),

  get_districts: fixed('/districts'),
  post_districts: async () => ({ path: '/districts', body: a_district() }),
  get_districts_one: async (w) => ({ path: `/districts/${w.here.id}` }),
  patch_districts_one: noun_patch(
    'districts',
    () => ({ name: '新しい地区' }),
    (w) => w.admin.make('/districts', a_district()),
  ),

  get_organizations: fixed('/organizations'),
  post_organizations: async () => ({ path: '/organizations', body: an_organization() }),
  get_organizations_one: noun_get('organizations', (w) => w.organization),
  patch_organizations_one: noun_patch(
    'organizations',
    () => ({ name: '新しい団体' }),
    (w) => w.organization,
  ),

  get_volunteers: async (w, _role, reach) =>
    reach === 'inside'
      ? { path: '/volunteers' }
      : { path: `/volunteers?district_id=${w.there.id}`, hidden: w.other_volunteer.volunteer.id },
  post_volunteers: async (w, _role, reach) => ({ path: '/volunteers', body: a_volunteer(district(w, reach).id) }),
  get_volunteers_one: noun_get('volunteers', (w, reach) => volunteer(w, reach)),
  patch_volunteers_one: noun_patch(
    'volunteers',
    () => ({ birth_year: 1981 }),
    (w, reach) => volunteer(w, reach),
  ),

  get_squads: async (w, _role, reach) =>
    reach === 'inside' ? { path: '/squads' } : { path: `/squads?district_id=${w.there.id}`, hidden: w.squad_there.id },
  post_squads: async (w, _role, reach) => ({ path: '/squads', body: a_squad(district(w, reach).id) }),
  get_squads_one: noun_get('squads', squad),
  patch_squads_one: noun_patch('squads', () => ({ name: '新しい隊' }), squad),

  get_incidents: fixed('/incidents'),
  post_incidents: async () => ({ path: '/incidents', body: an_incident({ is_drill: true }) }),
  get_incidents_one: noun_get('incidents', (w) => w.incident),
  patch_incidents_one: noun_patch(
    'incidents',
    () => ({ name: '新しい名' }),
    (w) => w.admin.make('/incidents', an_incident({ is_drill: true })),
  ),
  get_incidents_one_rounds: async (w) => ({ path: `/incidents/${w.incident.id}/rounds` }),
  post_incidents_one_rounds: async (w) => {
    const drill = await w.admin.make('/incidents', an_incident({ is_drill: true }));
    return { path: `/incidents/${drill.id}/rounds`, body: { name: '第1回' } };
  },
  get_incidents_one_progress: async (w, role, reach) => ({
    path: `/incidents/${w.incident.id}/progress`,
    ...(reach === 'outside' && role === 'coordinator' ? { hidden: w.there.id } : {}),
  }),
  get_incidents_one_map: async (w, role, reach) => ({
    path: `/incidents/${w.incident.id}/map`,
    ...(reach === 'outside' && role === 'coordinator' ? { hidden: w.registrant_there.id } : {}),
  }),
  patch_rounds_one: async (w) => {
    const drill = await w.admin.make('/incidents', an_incident({ is_drill: true }));
    const round = await w.admin.make(`/incidents/${drill.id}/rounds`, {});
    return { path: `/rounds/${round.id}`, body: { closed: true }, how: { if_match: round.version } };
  },
  get_rounds_one_registrants: async (w, _role, reach) => ({
    path: `/rounds/${w.round.id}/registrants`,
    ...(reach === 'outside' ? { hidden: w.registrant_there.id } : {}),
  }),
  post_rounds_one_checks: async (w, _role, reach) => ({
    path: `/rounds/${w.round.id}/checks`,
    body: a_check(registrant(w, reach).id),
  }),

  post_rounds_one_conflicts_one_settle: async (w) => {
    const told = { status: 'safe_home', method: 'family' };
    const { round, who, checks } = await a_reported(w, told, { status: 'needs_help' });
    return { path: `/rounds/${round.id}/conflicts/${who.id}/settle`, body: { check_id: checks[0]?.check.id } };
  },
  get_incidents_one_rescues: async (w) => ({ path: `/incidents/${w.incident.id}/rescues?status=open` }),
  post_rescues_one_hand_over: async (w) => ({
    path: `/rescues/${(await a_rescue(w)).id}/hand-over`,
    body: { to: '119', contact: '指令台' },
  }),
  post_rescues_one_close: async (w) => ({
    path: `/rescues/${(await a_rescue(w)).id}/close`,
    body: { result: 'rescued' },
  }),
  get_incidents_one_arrivals: async (w) => ({ path: `/incidents/${w.incident.id}/arrivals` }),
  post_incidents_one_arrivals: async (w) => ({
    path: `/incidents/${w.incident.id}/arrivals`,
    body: { name: '見本小学校', people: [{ name: 'よその 人' }] },
  }),
  post_arrivals_one_choose: async (w) => {
    const { incident, who } = await a_reported(w);
    const list = { name: '見本小学校', people: [{ name: who.name }] };
    const arrival = await w.staff.make(`/incidents/${incident.id}/arrivals`, list);
    return { path: `/arrivals/${arrival.id}/choose`, body: { line: 1, registrant_id: null } };
  },
  get_incidents_one_escalation_timers: async (w) => ({ path: `/incidents/${w.incident.id}/escalation-timers` }),
  patch_incidents_one_escalation_timers: async (w) => ({
    path: `/incidents/${w.incident.id}/escalation-timers`,
    body: k_minutes,
  }),

  get_needs: async (w, _role, reach) => {
    if (reach === 'inside') return { path: '/needs?open=true&status=received,match_waiting' };
    return { path: `/needs?district_id=${w.there.id}`, hidden: (await new_need(w, reach)).id };
  },
  post_needs: async (w, _role, reach) => ({ path: '/needs', body: a_need(district(w, reach).id) }),
  post_needs_duplicates: async (w, _role, reach) => {
    const need = await new_need(w, reach);
    return {
      path: '/needs/duplicates',
      body: { phone: need.requester.phone, address: need.address },
      ...(reach === 'outside' ? { hidden: need.id } : {}),
    };
  },
  get_needs_one: noun_get('needs', (w, reach) => new_need(w, reach)),
  patch_needs_one: noun_patch(
    'needs',
    () => ({ bring: '軍手' }),
    (w, reach) => new_need(w, reach),
  ),
  post_needs_one_triage: need_step('triage', { survey: 'needed' }),
  post_needs_one_survey: need_step('survey', { workable: true, people_needed: 2 }, (w, need) =>
    w.admin.make(`/needs/${need.id}/triage`, { survey: 'needed' }),
  ),
  post_needs_one_hold: need_step('hold', { reason: 'absent', review_on: '2030-01-01' }),
  post_needs_one_resume: need_step('resume', {}, (w, need) =>
    w.admin.make(`/needs/${need.id}/hold`, { reason: 'rain' }),
  ),
  post_needs_one_decline: need_step('decline', { reason: 'roof_work', referral: '瓦業者の一覧' }),
  post_needs_one_cancel: need_step('cancel', { reason: 'self_solved' }),
  post_needs_one_merge: async (w, _role, reach) => {
    const [need, into] = [await new_need(w, reach), await new_need(w, reach)];
    return { path: `/needs/${need.id}/merge`, body: { into: into.id } };
  },
  post_needs_one_reopen: need_step('reopen', { reason: '再依頼' }, (w, need) =>
    w.admin.make(`/needs/${need.id}/cancel`, { reason: 'other' }),
  ),
  post_needs_one_complete: async (w, role, reach) => {
    const offer = await an_offer(w, role, reach, true);
    const taker = role === 'volunteer' && reach === 'outside' ? w.other_volunteer : w.volunteer;
    await taker.api.make(`/offers/${offer.id}/arrive`);
    return { path: `/needs/${offer.need_id}/complete`, body: { report: { outcome: 'done', minutes: 60, people: 1 } } };
  },
  get_needs_one_history: async (w, _role, reach) => ({ path: `/needs/${(await new_need(w, reach)).id}/history` }),
  get_needs_one_candidates: async (w, _role, reach) => ({
    path: `/needs/${(await waiting_need(w, reach)).id}/candidates?limit=30`,
  }),
  get_needs_one_offers: async (w, _role, reach) => ({ path: `/needs/${(await waiting_need(w, reach)).id}/offers` }),
  post_needs_one_offers: async (w, _role, reach) => ({
    path: `/needs/${(await waiting_need(w, reach)).id}/offers`,
    body: { volunteer_ids: [w.volunteer.volunteer.id], expires_in_s: 600 },
  }),

  patch_me_volunteer: async (w, role, reach) => {
    const body = { contact_by: 'phone' };
    // Whoever has no volunteer has nothing to change.
    const duty = role === 'coordinator' ? { district_ids: [w.here.id] } : {};
    if (reach === 'outside')
      return { path: '/me/volunteer', body, how: { if_match: 1 }, as: await somebody(w.admin, role, duty) };
    const own = await w.admin.make('/volunteers', a_volunteer(w.here.id));
    const as = await somebody(w.admin, role, { ...duty, volunteer_id: own.id });
    return { path: '/me/volunteer', body, how: { if_match: own.version }, as };
  },
  get_me_offers: async (w, role, reach) => {
    if (reach === 'inside') return { path: '/me/offers' };
    const need = await waiting_need(w, 'inside');
    const [offer] = await offer_to(w.admin, need.id, [
      (role === 'volunteer' ? w.other_volunteer : w.volunteer).volunteer.id,
    ]);
    return { path: '/me/offers', hidden: offer.id };
  },
  get_offers_one: async (w, role, reach) => ({ path: `/offers/${(await an_offer(w, role, reach)).id}` }),
  post_offers_one_accept: async (w, role, reach) => ({
    path: `/offers/${(await an_offer(w, role, reach)).id}/accept`,
    body: role === 'volunteer' ? {} : { on_behalf: true },
  }),
  post_offers_one_decline: async (w, role, reach) => ({
    path: `/offers/${(await an_offer(w, role, reach)).id}/decline`,
    body: role === 'volunteer' ? { reason: 'busy' } : { reason: 'busy', on_behalf: true },
  }),
  post_offers_one_withdraw: async (w, role, reach) => ({
    path: `/offers/${(await an_offer(w, role, reach)).id}/withdraw`,
    body: {},
  }),
  post_offers_one_arrive: async (w, role, reach) => ({
    path: `/offers/${(await an_offer(w, role, reach, true)).id}/arrive`,
    body: {},
  }),

  post_needs_one_waves: async (w, _role, reach) => {
    const need = await waiting_need(w, reach);
    await a_helper(w.admin, district(w, reach).id);
    return { path: `/needs/${need.id}/waves`, body: { expires_in_s: 600, together: 1 } };
  },
  get_needs_one_wave: async (w, _role, reach) => ({ path: `/needs/${(await waiting_need(w, reach)).id}/wave` }),
  post_needs_one_wave_stop: async (w, _role, reach) => {
    const need = await waiting_need(w, reach);
    await a_helper(w.admin, district(w, reach).id);
    await w.admin.make(`/needs/${need.id}/waves`, { expires_in_s: 600, together: 1 });
    return { path: `/needs/${need.id}/wave/stop`, body: {} };
  },
  post_offers_one_substitute: async (w, role, reach) => ({
    path: `/offers/${(await an_offer(w, role, reach, true)).id}/substitute`,
    body: {},
  }),
  delete_offers_one_substitute: async (w, role, reach) => {
    const offer = await an_offer(w, role, reach, true);
    await w.admin.make(`/offers/${offer.id}/substitute`, {});
    return { path: `/offers/${offer.id}/substitute` };
  },
  post_offers_one_tried: async (w, role, reach) => ({
    path: `/offers/${(await an_offer(w, role, reach)).id}/tried`,
    body: { result: 'no_answer' },
  }),
  get_call_list: async (w, _role, reach) => {
    const need = await waiting_need(w, reach);
    const by_phone = await w.admin.make('/volunteers', a_volunteer(district(w, reach).id, { contact_by: 'phone' }));
    const [offer] = await offer_to(w.admin, need.id, [by_phone.id]);
    return { path: '/call-list', ...(reach === 'outside' ? { hidden: offer.id } : {}) };
  },
  get_me_preferences: async (w, role, reach) => {
    if (reach === 'inside') return { path: '/me/preferences' };
    const learned = await a_preference(w, role === 'volunteer' ? w.other_volunteer : w.volunteer);
    return { path: '/me/preferences', hidden: learned.id };
  },
  get_volunteers_one_preferences: async (w, _role, reach) => ({
    path: `/volunteers/${volunteer(w, reach).id}/preferences`,
  }),
  delete_preferences_one: async (w, _role, reach) => {
    const learned = await a_preference(w, reach === 'inside' ? w.volunteer : w.other_volunteer);
    return { path: `/preferences/${learned.id}` };
  },
  get_me_notices: async (w, role, reach) => {
    if (reach === 'inside') return { path: '/me/notices' };
    const need = await waiting_need(w, 'inside');
    const other = role === 'volunteer' ? w.other_volunteer : w.volunteer;
    const [offer] = await offer_to(w.admin, need.id, [other.volunteer.id]);
    return { path: '/me/notices', hidden: offer.id };
  },
  post_me_notices_seen: async (w, role) => {
    // Somebody who has been told something: quiet hours of their own, so that the time of day does not matter.
    const told = await w.admin.make('/volunteers', a_volunteer(w.here.id, { quiet_from: 0, quiet_until: 0 }));
    await offer_to(w.admin, (await waiting_need(w, 'inside')).id, [told.id]);
    const districts = role === 'coordinator' ? { district_ids: [w.here.id] } : {};
    return { path: '/me/notices/seen', body: {}, as: await somebody(w.admin, role, { volunteer_id: told.id, ...districts }) };
  },
  get_policies_offers: fixed('/policies/offers'),
  patch_policies_offers: async (w) => {
    const now = await w.admin.read('/policies/offers');
    return { path: '/policies/offers', body: { evening_at: 1080 }, how: { if_match: now.version } };
  },

  get_plans: async (w, _role, reach) =>
    reach === 'inside'
      ? { path: `/plans?day=${k_plan_day}` }
      : { path: `/plans?district_id=${w.there.id}`, hidden: (await a_plan(w, reach)).id },
  post_plans: async (w, _role, reach) => ({
    path: '/plans',
    body: { day: k_plan_day, district_id: district(w, reach).id },
  }),
  get_plans_one: async (w, _role, reach) => ({ path: `/plans/${(await a_plan(w, reach)).id}` }),
  get_plans_one_grid: async (w, _role, reach) => ({ path: `/plans/${(await a_plan(w, reach)).id}/grid` }),
  post_plans_one_improve: async (w, _role, reach) => ({
    path: `/plans/${(await a_plan(w, reach)).id}/improve`,
    body: {},
  }),
  post_plans_one_edits: async (w, _role, reach) => ({
    path: `/plans/${(await a_plan(w, reach)).id}/edits`,
    body: { changes: [{ kind: 'resolve' }] },
    how: { if_match: 1 },
  }),
  post_plans_one_what_if: async (w, _role, reach) => ({
    path: `/plans/${(await a_plan(w, reach)).id}/what-if`,
    body: { changes: [{ kind: 'add_people', count: 2 }] },
  }),
  post_plans_one_commit: async (w, _role, reach) => ({
    path: `/plans/${(await a_plan(w, reach)).id}/commit`,
    body: { expires_in_s: 600 },
    how: { if_match: 1 },
  }),
  get_teams: async (w, _role, reach) =>
    reach === 'inside' ? { path: '/teams' } : { path: '/teams', hidden: (await a_team(w, reach)).id },
  get_teams_one: async (w, _role, reach) => ({ path: `/teams/${(await a_team(w, reach)).id}` }),
  get_policies_matching: fixed('/policies/matching'),
  patch_policies_matching: async (w) => ({
    path: '/policies/matching',
    body: { values: { told: 300 + (next_number() % 100) } },
    how: { if_match: (await w.admin.read('/policies/matching')).version },
  }),
  get_exclusions: async (w, _role, reach) =>
    reach === 'inside' ? { path: '/exclusions' } : { path: '/exclusions', hidden: (await an_exclusion(w, reach)).id },
  post_exclusions: async (w, _role, reach) => ({
    path: '/exclusions',
    body: { volunteer_id: volunteer(w, reach).id, need_id: (await new_need(w, reach)).id },
  }),
  delete_exclusions_one: async (w, _role, reach) => ({ path: `/exclusions/${(await an_exclusion(w, reach)).id}` }),

  get_registrants: async (w, _role, reach) =>
    reach === 'inside'
      ? { path: '/registrants' }
      : { path: `/registrants?district_id=${w.there.id}`, hidden: w.registrant_there.id },
  post_registrants: async (w, _role, reach) => ({ path: '/registrants', body: a_registrant(district(w, reach).id) }),
  get_registrants_one_trail: async (w, _role, reach) => ({ path: `/registrants/${registrant(w, reach).id}/trail` }),
  get_break_glass: fixed('/break-glass'),
  post_break_glass: async (w, _role, reach) => ({
    path: '/break-glass',
    body: { registrant_id: registrant(w, reach).id, incident_id: w.incident.id, reason: '家族から電話' },
  }),
  get_incidents_one_phases: async (w) => ({ path: `/incidents/${w.incident.id}/phases` }),
  get_registrants_one: noun_get('registrants', registrant),
  patch_registrants_one: noun_patch('registrants', () => ({ gender: 'female' }), registrant),

  get_registrants_one_evac_plan: async (w, _role, reach) => ({ path: `/registrants/${registrant(w, reach).id}/evac-plan` }),
  patch_registrants_one_evac_plan: async (w, _role, reach) => {
    const path = `/registrants/${registrant(w, reach).id}`;
    return {
      path: `${path}/evac-plan`,
      body: { mobility: '杖', route: '東の道' },
      how: { if_match: (await w.admin.read(path)).version },
    };
  },
  get_evac_plans_due: fixed('/evac-plans/due'),
  get_roster: fixed('/roster'),
  get_roster_imports: fixed('/roster-imports'),
  post_roster_imports: async (w) => ({
    path: '/roster-imports?kind=all&full=false',
    how: { content_type: 'text/csv', raw_body: `氏名,フリガナ,住所,地区コード\r\n甲,コウ,見本町1,${w.here.code}\r\n` },
  }),
  get_roster_imports_one: async (w) => ({ path: `/roster-imports/${(await a_roster(w, a_roster_line(w))).id}` }),
  get_roster_imports_one_rejected: async (w) => ({
    path: `/roster-imports/${(await a_roster(w, a_roster_line(w))).id}/rejected`,
  }),
  get_roster_imports_one_preview: async (w) => ({
    path: `/roster-imports/${(await a_roster(w, a_roster_line(w))).id}/preview?part=0`,
  }),
  post_roster_imports_one_steps: async (w) => ({
    path: `/roster-imports/${(await a_roster(w, a_roster_line(w))).id}/steps`,
    body: { part: 0 },
  }),
  post_roster_imports_one_drop: async (w) => ({
    path: `/roster-imports/${(await a_roster(w, a_roster_line(w))).id}/drop`,
    body: {},
  }),
  get_reviews: fixed('/reviews'),
  post_reviews_one_decide: async (w) => ({
    path: `/reviews/${(await a_review(w)).id}/decide`,
    body: { decision: 'skip' },
  }),
  get_prints: fixed('/prints'),
  post_prints: async (w) => ({
    path: '/prints',
    body: { kind: 'watch_sheet', district_id: w.here.id, purpose: '見守り', for_whom: '民生 一郎' },
  }),
  get_prints_one: async (w) => ({ path: `/prints/${(await a_print(w)).id}` }),
  post_prints_one_recover: async (w) => ({ path: `/prints/${(await a_print(w)).id}/recover`, body: { sheets: [1] } }),
  post_prints_one_lost: async (w) => ({ path: `/prints/${(await a_print(w)).id}/lost`, body: { sheets: [1] } }),

  get_service_users: async (w, _role, reach) =>
    reach === 'inside'
      ? { path: '/service-users?status=registered' }
      : { path: `/service-users?district_id=${w.there.id}`, hidden: w.user_there.id },
  post_service_users: async (w, _role, reach) => ({
    path: '/service-users',
    body: a_service_user(district(w, reach).id),
  }),
  get_service_users_one: noun_get('service-users', user),
  patch_service_users_one: noun_patch('service-users', () => ({ note: '耳が遠い' }), user),
  get_districts_one_support_policy: async (w, _role, reach) => ({
    path: `/districts/${district(w, reach).id}/support-policy`,
  }),
  patch_districts_one_support_policy: async (w, _role, reach) => {
    const path = `/districts/${district(w, reach).id}/support-policy`;
    return { path, body: { note: '高い所はしない' }, how: { if_match: (await w.admin.read(path)).version } };
  },
  get_support_calendar: fixed('/support-calendar'),
  patch_support_calendar: async (w) => ({
    path: '/support-calendar',
    body: { closed_days: ['2026-12-29'] },
    how: { if_match: (await w.admin.read('/support-calendar')).version },
  }),
  get_series: async (w, _role, reach) => {
    if (reach === 'inside') return { path: `/series?service_user_id=${w.user_here.id}` };
    return { path: `/series?district_id=${w.there.id}`, hidden: (await new_series(w, reach)).id };
  },
  post_series: async (w, _role, reach) => ({ path: '/series', body: a_series(user(w, reach).id) }),
  get_series_one: noun_get('series', (w, reach) => new_series(w, reach)),
  patch_series_one: noun_patch(
    'series',
    () => ({ bring: '軍手' }),
    (w, reach) => new_series(w, reach),
  ),
  post_series_one_exceptions: async (w, _role, reach) => ({
    path: `/series/${(await new_series(w, reach)).id}/exceptions`,
    body: { day: '2098-06-10', kind: 'skip' },
  }),
  get_referrals: async (w, _role, reach) => {
    if (reach === 'inside') return { path: '/referrals?status=open' };
    return { path: `/referrals?district_id=${w.there.id}`, hidden: (await a_referral(w.admin, w.there.id)).id };
  },
  post_referrals_one_take: async (w, _role, reach) => ({
    path: `/referrals/${(await a_referral(w.admin, district(w, reach).id)).id}/take`,
    body: {},
  }),
  post_referrals_one_close: async (w, _role, reach) => ({
    path: `/referrals/${(await a_referral(w.admin, district(w, reach).id)).id}/close`,
    body: { result: 'watch', note: '見守りに入れた' },
  }),
  post_incidents_one_wipe: async (w) => ({
    path: `/incidents/${(await w.admin.make('/incidents', an_incident({ is_drill: true }))).id}/wipe`,
    body: {},
  }),
  get_watches: async (w, _role, reach) => {
    if (reach === 'inside') return { path: '/watches' };
    return { path: `/watches?district_id=${w.there.id}`, hidden: (await a_watch(w.admin, w.there.id)).id };
  },
  post_watches: async (w, _role, reach) => ({
    path: '/watches',
    body: { registrant_id: (await w.admin.make('/registrants', a_registrant(district(w, reach).id))).id },
  }),
  get_watches_one: noun_get('watches', (w, reach) => a_watch(w.admin, district(w, reach).id)),
  patch_watches_one: noun_patch(
    'watches',
    () => ({ interval_days: 3 }),
    (w, reach) => a_watch(w.admin, district(w, reach).id),
  ),
  get_watches_one_visits: async (w, _role, reach) => ({
    path: `/watches/${(await a_watch(w.admin, district(w, reach).id)).id}/visits`,
  }),
  post_watches_one_visits: async (w, _role, reach) => ({
    path: `/watches/${(await a_watch(w.admin, district(w, reach).id)).id}/visits`,
    body: { result: 'absent', signs: ['newspapers'], note: '返事なし' },
  }),
  get_districts_one_watchers: async (w, _role, reach) => ({ path: `/districts/${district(w, reach).id}/watchers` }),
  get_packs: async (w, role, reach) =>
    reach === 'inside' ? { path: '/packs' } : { path: '/packs', hidden: (await a_pack(w, role, reach)).id },
  post_packs: async (w, _role, reach) => ({ path: '/packs', body: new_pack(w, reach) }),
  get_packs_one: async (w, role, reach) => ({ path: `/packs/${(await a_pack(w, role, reach)).id}` }),
  get_packs_one_people: async (w, role, reach) => ({ path: `/packs/${(await a_pack(w, role, reach)).id}/people` }),
  post_packs_one_renew: async (w, role, reach) => ({
    path: `/packs/${(await a_pack(w, role, reach)).id}/renew`,
    body: { hours: 12 },
  }),
  // Of somebody who is not needed any more: the lock ends their session.
  post_packs_one_lock: async (w) => {
    const loser = await somebody(w.admin, 'coordinator', { district_ids: [w.here.id] });
    return { path: `/packs/${(await loser.make('/packs', new_pack(w, 'inside'))).id}/lock`, body: {} };
  },
  post_packs_one_contact: async (w, role, reach) => ({
    path: `/packs/${(await a_pack(w, role, reach)).id}/contact`,
    body: { ticket: k_ticket },
  }),
  get_support_records: async (w, _role, reach) => {
    if (reach === 'inside') return { path: '/support-records' };
    await a_referral(w.admin, w.there.id);
    return { path: `/support-records?district_id=${w.there.id}`, hidden: w.there.id };
  },

  post_search: async (w, role, reach) => {
    const need = await new_need(w, reach);
    return {
      path: '/search',
      body: { kind: 'all', q: need.requester.phone },
      ...(reach === 'outside' && role === 'coordinator' ? { hidden: need.id } : {}),
    };
  },
  post_imports_one: async () => ({
    path: '/imports/places?dry_run=true',
    how: {
      content_type: 'application/json',
      raw_body: JSON.stringify([{ town: '見本町', koaza: '', lat: 35.28, lng: 139.17 }]),
    },
  }),
  get_places: fixed('/places'),
  get_incidents_one_map_notes: async (w, _role, reach) => {
    const note = await a_map_note(w, reach, { text: `鍵は裏口 ${next_number()}` });
    return { path: `/incidents/${w.incident.id}/map-notes`, ...(reach === 'outside' ? { hidden: note.text } : {}) };
  },
  post_incidents_one_map_notes: async (w, _role, reach) => ({
    path: `/incidents/${w.incident.id}/map-notes`,
    body: new_map_note(w, reach),
  }),
  patch_map_notes_one: async (w, _role, reach) => {
    const note = await a_map_note(w, reach);
    return { path: `/map-notes/${note.id}`, body: { end: true }, how: { if_match: note.version } };
  },
  get_incidents_one_teams_out: async (w, _role, reach) => {
    const team = await a_team(w, reach);
    return { path: `/incidents/${team.incident_id}/teams-out`, ...(reach === 'outside' ? { hidden: w.there.id } : {}) };
  },
  get_map_areas: fixed('/map-areas'),
  post_map_areas: async () => ({ path: '/map-areas', body: a_map_area() }),
  delete_map_areas_one: async (w) => ({ path: `/map-areas/${(await w.admin.make('/map-areas', a_map_area())).id}` }),
  get_map_sources: fixed('/map-sources'),
  get_audit: fixed('/audit'),
  get_live: fixed('/live'),
  get_healthz: fixed('/healthz'),
  get_readyz: fixed('/readyz'),
  get_metrics: fixed('/metrics'),
  get_openapi_json: fixed('/openapi.json'),
  get_docs: fixed('/docs'),
};

export { a_helper };
