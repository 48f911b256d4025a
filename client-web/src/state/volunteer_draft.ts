// One volunteer as the desk's form holds it, and what of it travels.
import type { Gender } from '../wire/offer_types';
import type { Id, Insurance, Volunteer } from '../wire/types';
import { k_no_wishes, number_or_text, wishes_body, wishes_of, type Wishes } from './wishes';

export type Plan = Insurance['plan'];
export const k_plans: readonly Plan[] = ['basic', 'natural_disaster', 'infection'];

/** The form of one volunteer as text fields and ticks. */
export interface Draft extends Wishes {
  name: string;
  name_kana: string;
  phone: string;
  email: string;
  district_id: Id | '';
  birth_year: string;
  skills: Volunteer['skills'];
  availability: Volunteer['availability'];
  plan: Plan | '';
  joined_on: string;
  cover_from: string;
  cover_until: string;
  proof: string;
  consent: boolean;
  gender: Gender | '';
  guardian_consent_on: string;
  car_seats: string;
  note: string;
  status: Volunteer['status'];
}

export const k_empty_draft: Draft = {
  name: '', name_kana: '', phone: '', email: '', district_id: '', birth_year: '', skills: [], availability: [], plan: '', joined_on: '',
  cover_from: '', cover_until: '', proof: '', consent: false, gender: '', guardian_consent_on: '', car_seats: '', ...k_no_wishes, note: '', status: 'active',
};

export function draft_of(one: Volunteer): Draft {
  const { insurance } = one;
  return {
    name: one.name,
    name_kana: one.name_kana,
    phone: one.phone ?? '',
    email: one.email ?? '',
    district_id: one.district_id ?? '',
    birth_year: one.birth_year == null ? '' : String(one.birth_year),
    skills: one.skills,
    availability: one.availability,
    plan: insurance?.plan ?? '',
    joined_on: insurance?.joined_on ?? '',
    cover_from: insurance?.cover_from ?? '',
    cover_until: insurance?.cover_until ?? '',
    proof: insurance?.proof_seen_by ?? '',
    consent: one.consent_at != null,
    gender: one.gender ?? '',
    guardian_consent_on: one.guardian_consent_on ?? '',
    car_seats: one.car_seats == null ? '' : String(one.car_seats),
    ...wishes_of(one),
    note: one.note ?? '',
    status: one.status,
  };
}

export function members(draft: Draft): Record<string, unknown> {
  return {
    name: draft.name.trim(),
    name_kana: draft.name_kana.trim(),
    phone: draft.phone.trim(),
    email: draft.email.trim() || null,
    district_id: draft.district_id || null,
    birth_year: number_or_text(draft.birth_year),
    skills: draft.skills,
    availability: draft.availability,
    insurance:
      draft.plan === ''
        ? null
        : { plan: draft.plan, cover_from: draft.cover_from, cover_until: draft.cover_until, joined_on: draft.joined_on || null, proof_seen_by: draft.proof.trim() || null },
    consent: draft.consent,
    gender: draft.gender || null,
    guardian_consent_on: draft.guardian_consent_on || null,
    car_seats: number_or_text(draft.car_seats),
    ...wishes_body(draft),
    note: draft.note.trim() || null,
  };
}

export const same = (a: unknown, b: unknown): boolean => JSON.stringify(a) === JSON.stringify(b);

/** Only what was changed, as PATCH takes it. The two ends of the quiet hours travel together. */
export function changes(before: Draft, after: Draft): Record<string, unknown> {
  const old = { ...members(before), status: before.status } as Record<string, unknown>;
  const next = { ...members(after), status: after.status } as Record<string, unknown>;
  const is_quiet_new = !same(old['quiet_from'], next['quiet_from']) || !same(old['quiet_until'], next['quiet_until']);
  const is_sent = (key: string): boolean => !same(old[key], next[key]) || (is_quiet_new && key.startsWith('quiet_'));
  return Object.fromEntries(Object.entries(next).filter(([key]) => is_sent(key)));
}
