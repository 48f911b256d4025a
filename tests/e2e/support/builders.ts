// Invented people and things. Each builder gives a valid value; a test says only what it cares about.

import { new_id, sign_in, type Api, type Body } from './client.ts';
import { k_password, Server } from './server.ts';

let counter = 0;
export const next_number = () => (counter += 1);

export function a_district(over: Body = {}): Body {
  const n = next_number();
  return {
    code: `d${n}-${Math.random().toString(36).slice(2, 7)}`,
    name: `見本地区${n}`,
    name_kana: 'ミホンチク',
    lat: 35.25 + (n % 20) / 500,
    lng: 139.15 + (n % 20) / 500,
    ...over,
  };
}

export function a_volunteer(district_id: string | null, over: Body = {}): Body {
  const n = next_number();
  return {
    name: `見本 花子${n}`,
    name_kana: 'ミホン ハナコ',
    phone: `0465-10-${String(n).padStart(4, '0')}`,
    district_id,
    consent: true,
    lat: 35.281,
    lng: 139.171,
    skills: ['cleaning', 'gardening'],
    insurance: { plan: 'natural_disaster', cover_from: '2020-04-01', cover_until: '2099-03-31' },
    ...over,
  };
}

export function a_need(district_id: string, over: Body = {}): Body {
  const n = next_number();
  return {
    title: `庭の草取り${n}`,
    district_id,
    requester: { name: `例示 一郎${n}`, name_kana: 'レイジ イチロウ', phone: `0465-20-${String(n).padStart(4, '0')}` },
    address: `小田原市見本町${n}番地`,
    lat: 35.28 + (n % 50) / 10_000,
    lng: 139.17 + (n % 50) / 10_000,
    people_needed: 1,
    channel: 'phone',
    ...over,
  };
}

export function a_registrant(district_id: string, over: Body = {}): Body {
  const n = next_number();
  return {
    name: `要配 梅${n}`,
    name_kana: 'ヨウハイ ウメ',
    address: `小田原市見本町${n}号`,
    phone: `0465-30-${String(n).padStart(4, '0')}`,
    district_id,
    lat: 35.28 + (n % 50) / 10_000,
    lng: 139.17 + (n % 50) / 10_000,
    support: { level: 3, reasons: ['lives_alone'], note: '杖を使う' },
    plan: {
      supporters: [{ name: '支援 三郎', phone: '0465-40-0001' }],
      shelter: '見本小学校',
      route: '川沿いは避ける',
      keys: '隣家',
    },
    family: { note: '長女は市外' },
    consent: { normal_time: true, on: '2026-04-01' },
    ...over,
  };
}

export const an_account = (role: string, over: Body = {}): Body => ({
  login: `${role}-${next_number()}-${Math.random().toString(36).slice(2, 7)}`,
  name: `係 ${role}`,
  role,
  password: k_password,
  ...over,
});

export const an_incident = (over: Body = {}): Body => ({
  name: `見本地震${next_number()}`,
  is_drill: false,
  kind: 'earthquake',
  ...over,
});
export const a_squad = (district_id: string, over: Body = {}): Body => ({
  name: `生活応援隊${next_number()}`,
  kind: 'support_squad',
  district_id,
  ...over,
});
export function a_service_user(district_id: string, over: Body = {}): Body {
  const n = next_number();
  return {
    district_id,
    name: `利用 ウメ${n}`,
    name_kana: 'リヨウ ウメ',
    phone: `0465-60-${String(n).padStart(4, '0')}`,
    address: `小田原市見本町${n}の1`,
    lat: 35.28 + (n % 50) / 10_000,
    lng: 139.17 + (n % 50) / 10_000,
    visited_on: '2026-11-01',
    status: 'registered',
    ...over,
  };
}
/** Every day, but from so far ahead that nothing becomes a need by itself; a test that wants needs says when. */
export const a_series = (service_user_id: string, over: Body = {}): Body => ({
  service_user_id,
  title: `ごみ出し${next_number()}`,
  category: 'waste',
  weekdays: [0, 1, 2, 3, 4, 5, 6],
  from_minute: 480,
  until_minute: 510,
  starts_on: '2098-06-01',
  ...over,
});
/** A concern that a report left behind. */
export async function a_referral(by: Api, district_id: string, over: Body = {}): Promise<Body> {
  const need = await a_waiting_need(by, district_id);
  const helper = await by.make('/volunteers', a_volunteer(district_id));
  const [offer] = await offer_to(by, need.id, [helper.id]);
  await by.make(`/offers/${offer.id}/accept`, { on_behalf: true });
  await by.make(`/needs/${need.id}/complete`, { report: { outcome: 'done', concern: '新聞がたまっている', ...over } });
  const open = (await by.read(`/referrals?district_id=${district_id}&status=open`)).items;
  return open.find((one: Body) => one.need_id === need.id);
}
/** A person who is looked in on. */
export async function a_watch(by: Api, district_id: string, over: Body = {}): Promise<Body> {
  const person = await by.make('/registrants', a_registrant(district_id));
  return by.make('/watches', { registrant_id: person.id, interval_days: 7, look_for: '郵便受け', ...over });
}
export const an_organization = (over: Body = {}): Body => ({
  name: `見本団体${next_number()}`,
  kind: 'group',
  ...over,
});
export const a_check = (registrant_id: string, over: Body = {}): Body => ({
  registrant_id,
  status: 'safe_home',
  method: 'visit',
  ...over,
});

/** A new account, signed in. */
export async function somebody(admin: Api, role: string, over: Body = {}): Promise<Api> {
  const body = an_account(role, over);
  await admin.make('/accounts', body);
  return sign_in(admin.server, body.login, body.password);
}

export interface Helper {
  api: Api;
  volunteer: Body;
}

/** A volunteer with an account of their own, signed in. */
export async function a_helper(admin: Api, district_id: string, over: Body = {}): Promise<Helper> {
  const volunteer = await admin.make('/volunteers', a_volunteer(district_id, over));
  return { volunteer, api: await somebody(admin, 'volunteer', { volunteer_id: volunteer.id }) };
}

/** A need that takes offers. */
export async function a_waiting_need(by: Api, district_id: string, over: Body = {}): Promise<Body> {
  const need = await by.make('/needs', a_need(district_id, over));
  return by.make(`/needs/${need.id}/triage`, { survey: 'not_needed' });
}

export async function offer_to(
  by: Api,
  need_id: string,
  volunteer_ids: string[],
  expires_in_s = 3600,
): Promise<Body[]> {
  return (await by.make(`/needs/${need_id}/offers`, { volunteer_ids, expires_in_s })).items;
}

/** A registrant of an incident's round, in a phase that makes no difference: consented. */
export async function a_round(by: Api, incident_id: string, over: Body = {}): Promise<Body> {
  return by.make(`/incidents/${incident_id}/rounds`, over);
}

/** One person of every role, two districts, one incident of each kind. */
export interface World {
  server: Server;
  admin: Api;
  staff: Api;
  coordinator: Api; // of `here`
  other_coordinator: Api; // of `there`
  volunteer: Helper; // lives here
  other_volunteer: Helper; // lives there
  viewer: Api;
  here: Body;
  there: Body;
}

export async function a_world(server: Server): Promise<World> {
  const admin = await sign_in(server, 'admin');
  const here = await admin.make('/districts', a_district({ towns: ['見本町'] }));
  const there = await admin.make('/districts', a_district());
  return {
    server,
    admin,
    here,
    there,
    staff: await somebody(admin, 'staff'),
    coordinator: await somebody(admin, 'coordinator', { district_ids: [here.id] }),
    other_coordinator: await somebody(admin, 'coordinator', { district_ids: [there.id] }),
    viewer: await somebody(admin, 'viewer'),
    volunteer: await a_helper(admin, here.id),
    other_volunteer: await a_helper(admin, there.id),
  };
}

export const sleep = (ms: number) => new Promise<void>((done) => setTimeout(done, ms));
export { new_id };
