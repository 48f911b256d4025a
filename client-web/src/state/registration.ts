// The registration form as values: what travels, and what is told at its field.
import type { Availability, DayPart, Problem, Skill } from '../wire/types';
import { phone_fault } from './phone_number';

/** What somebody types to register. */
export interface Registration {
  name: string;
  name_kana: string;
  phone: string;
  email: string;
  birth_year: string;
  district_id: string;
  login: string;
  password: string;
  skills: readonly Skill[];
  times: readonly string[];
  consent: boolean;
}

export const k_empty_registration: Registration = {
  name: '',
  name_kana: '',
  phone: '',
  email: '',
  birth_year: '',
  district_id: '',
  login: '',
  password: '',
  skills: [],
  times: [],
  consent: false,
};

/** Empty fields are left out: absent says "not told", an empty string would be a wrong value. */
export function registration_body(form: Registration): Record<string, unknown> {
  const text = (value: string): string | undefined => value.trim() || undefined;
  const availability = form.times.map((key): Availability => {
    const [weekday, part] = key.split('-');
    return { weekday: Number(weekday), part: part as DayPart };
  });
  const year = Number.parseInt(form.birth_year, 10);
  const all: Record<string, unknown> = {
    login: form.login.trim(),
    password: form.password,
    name: form.name.trim(),
    name_kana: form.name_kana.trim(),
    phone: form.phone.trim(),
    email: text(form.email),
    birth_year: Number.isFinite(year) ? year : undefined,
    district_id: text(form.district_id),
    skills: form.skills.length ? form.skills : undefined,
    availability: availability.length ? availability : undefined,
    consent: form.consent,
  };
  return Object.fromEntries(Object.entries(all).filter(([, value]) => value !== undefined));
}

/** A number nobody could ring is told at once, at its field. */
export function wrong_phone(number: string, message: string): Problem | null {
  if (phone_fault(number) === null) return null;
  return { type: '/problems/invalid', title: '', status: 422, code: 'invalid', errors: [{ field: 'phone', code: 'phone', message }] };
}

/** The one thing here that can exist already is the login: said at its field. */
export function taken_login(problem: Problem, message: string): Problem {
  if (problem.code !== 'already_exists') return problem;
  return { ...problem, code: 'invalid', errors: [{ field: 'login', code: 'taken', message }] };
}
