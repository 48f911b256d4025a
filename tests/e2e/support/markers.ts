// Personal words that occur nowhere else, so that a test can look for them in everything that is said or written down.

import { a_need, a_registrant } from './builders.ts';
import type { Body } from './client.ts';

/** A word that occurs nowhere else, for one field. */
export const marker = (what: string) => `ZQ${what}${Math.random().toString(36).slice(2, 9)}`;
export const phone_marker = () => `0465${String(Math.floor(Math.random() * 1e8)).padStart(8, '0')}`;

export const registrant_words = (tag: string) => ({
  A_name: marker(`${tag}n`),
  A_kana: marker(`${tag}k`),
  A_address: marker(`${tag}a`),
  A_phone: phone_marker(),
  B_note: marker(`${tag}b`),
  C_supporter: marker(`${tag}s`),
  C_supporter_phone: phone_marker(),
  C_shelter: marker(`${tag}h`),
  C_route: marker(`${tag}r`),
  C_keys: marker(`${tag}y`),
  D_family: marker(`${tag}f`),
});
export const registrant_with = (district_id: string, words: ReturnType<typeof registrant_words>, consent: boolean) =>
  a_registrant(district_id, {
    name: words.A_name,
    name_kana: words.A_kana,
    address: words.A_address,
    phone: words.A_phone,
    support: { level: 4, reasons: ['walking'], note: words.B_note },
    plan: {
      supporters: [{ name: words.C_supporter, phone: words.C_supporter_phone }],
      shelter: words.C_shelter,
      route: words.C_route,
      keys: words.C_keys,
    },
    family: { note: words.D_family },
    consent: { normal_time: consent, on: consent ? '2026-04-01' : null },
  });

export const need_words = () => ({
  name: marker('qn'),
  kana: marker('qk'),
  phone: phone_marker(),
  relation: marker('qr'),
  address: marker('qa'),
  detail: marker('qd'),
  crisis: marker('qc'),
});
export const need_with = (district_id: string, words: ReturnType<typeof need_words>, over: Body = {}) =>
  a_need(district_id, {
    requester: { name: words.name, name_kana: words.kana, phone: words.phone, relation: words.relation },
    address: words.address,
    detail: words.detail,
    priority: 'crisis',
    crisis_reason: words.crisis,
    ...over,
  });

export const volunteer_words = (tag: string) => ({
  name: marker(`${tag}n`),
  kana: marker(`${tag}k`),
  phone: phone_marker(),
  email: `${marker(`${tag}e`)}@example.jp`,
  note: marker(`${tag}o`),
});
export const volunteer_with = (words: ReturnType<typeof volunteer_words>): Body => ({
  name: words.name,
  name_kana: words.kana,
  phone: words.phone,
  email: words.email,
  note: words.note,
});
