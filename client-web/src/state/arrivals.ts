// A shelter's arrival list as it was pasted or typed: one person a line, the parts apart by tab, comma or several spaces.
import type { ArrivalPerson } from '../wire/types';

const k_eras: Readonly<Record<string, number>> = {
  明治: 1867, 大正: 1911, 昭和: 1925, 平成: 1988, 令和: 2018, m: 1867, t: 1911, s: 1925, h: 1988, r: 2018,
};

function half_width(text: string): string {
  return text.replace(/[！-～]/g, (c) => String.fromCharCode(c.charCodeAt(0) - 0xfee0)).replace(/　/g, ' ');
}

/** 1940-05-06, 1940/5/6, 昭和15年5月6日, S15.5.6 → 1940-05-06. */
export function birth_date_of(text: string): string | null {
  const plain = half_width(text).trim().toLowerCase().replace('元年', '1年');
  const found = /^(明治|大正|昭和|平成|令和|[mtshr])?\s*(\d{1,4})[-/.年]\s*(\d{1,2})[-/.月]\s*(\d{1,2})日?$/.exec(plain);
  if (!found) return null;
  const [, era, year_text, month_text, day_text] = found;
  const year = Number(year_text) + (era ? (k_eras[era] ?? 0) : 0);
  const [month, day] = [Number(month_text), Number(day_text)];
  const date = new Date(Date.UTC(year, month - 1, day));
  if (year < 1868 || date.getUTCMonth() !== month - 1 || date.getUTCDate() !== day) return null;
  return date.toISOString().slice(0, 10);
}

function is_kana(text: string): boolean {
  return /^[\u3041-\u3096\u30a1-\u30ff\uff66-\uff9fー・\s]+$/.test(text);
}

function is_phone(text: string): boolean {
  return /^[\d()+-]{9,}$/.test(half_width(text).replace(/\s/g, ''));
}

/** What is no birth date and no telephone number is the name first, then its kana; the rest is not sent anywhere. */
export function read_arrivals(text: string): ArrivalPerson[] {
  const people: ArrivalPerson[] = [];
  for (const line of text.split(/\r?\n/)) {
    const parts = line.split(/[\t,、，]|\s{2,}/).map((part) => part.trim()).filter(Boolean);
    const person: ArrivalPerson = { name: '' };
    for (const part of parts) {
      const birth = birth_date_of(part);
      if (birth) person.birth_date ??= birth;
      else if (is_phone(part)) person.phone ??= half_width(part).replace(/\s/g, '');
      else if (person.name === '') person.name = part.slice(0, 100);
      else if (is_kana(part)) person.name_kana ??= part.slice(0, 100);
    }
    if (person.name !== '') people.push(person);
  }
  return people;
}
