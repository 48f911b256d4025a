// The intake form as plain text fields: what a paper slip holds. Knows nothing of the screen.
import type { Category, Channel, GenderWish, Id, Load, Need, NeedRole, Placard, Priority, Skill } from '../wire/types';

export interface Draft {
  title: string;
  category: Category;
  detail: string;
  name: string;
  name_kana: string;
  phone: string;
  relation: string;
  address: string;
  lat: string;
  lng: string;
  district_id: Id | '';
  people_needed: string;
  channel: Channel;
  priority: Priority;
  crisis_reason: string;
  watch_after: boolean;
  starts_at: string;
  ends_at: string;
  bring: string;
  skills: Skill[];
  waitlist_max: string;
  people_min: string;
  /** Empty: as many as are needed. */
  people_max: string;
  leader_needed: boolean;
  roles: NeedRole[];
  gender_wish: GenderWish | '';
  load: Load;
  placard: Placard | '';
}

export const k_empty_draft: Draft = {
  title: '',
  category: 'other',
  detail: '',
  name: '',
  name_kana: '',
  phone: '',
  relation: '',
  address: '',
  lat: '',
  lng: '',
  district_id: '',
  people_needed: '1',
  channel: 'phone',
  priority: 'normal',
  crisis_reason: '',
  watch_after: false,
  starts_at: '',
  ends_at: '',
  bring: '',
  skills: [],
  waitlist_max: '0',
  people_min: '1',
  people_max: '',
  leader_needed: false,
  roles: [],
  gender_wish: '',
  load: 'normal',
  placard: '',
};

const k_jst_ms = 9 * 3600_000;

/** Instant → what a datetime-local field holds, in Japanese time wherever the PC stands. */
export function to_local(at: string | null | undefined): string {
  if (!at) return '';
  const ms = Date.parse(at);
  return Number.isFinite(ms) ? new Date(ms + k_jst_ms).toISOString().slice(0, 16) : '';
}

export function to_instant(local: string): string | null {
  return local === '' ? null : `${local.length === 16 ? `${local}:00` : local}.000+09:00`;
}

export function draft_of(need: Need): Draft {
  const is_given = need.position_source === 'given';
  return {
    title: need.title,
    category: need.category,
    detail: need.detail ?? '',
    name: need.requester?.name ?? '',
    name_kana: need.requester?.name_kana ?? '',
    phone: need.requester?.phone ?? '',
    relation: need.requester?.relation ?? '',
    address: need.address ?? '',
    lat: is_given && need.lat != null ? String(need.lat) : '',
    lng: is_given && need.lng != null ? String(need.lng) : '',
    district_id: need.district_id,
    people_needed: String(need.people_needed),
    channel: need.channel,
    priority: need.priority,
    crisis_reason: need.crisis_reason ?? '',
    watch_after: need.watch_after ?? false,
    starts_at: to_local(need.starts_at),
    ends_at: to_local(need.ends_at),
    bring: need.bring ?? '',
    skills: need.skills,
    waitlist_max: String(need.waitlist_max),
    people_min: String(need.people_min),
    people_max: need.people_max === need.people_needed ? '' : String(need.people_max),
    leader_needed: need.leader_needed,
    roles: need.roles,
    gender_wish: need.gender_wish ?? '',
    load: need.load,
    placard: need.placard ?? '',
  };
}

/** Something is said about who may go: then its part of the form stands open. */
export function has_crew(draft: Draft): boolean {
  const { people_min, people_max, leader_needed, roles, gender_wish, load, placard } = draft;
  return people_min !== '1' || people_max !== '' || leader_needed || roles.length > 0 || gender_wish !== '' || load !== 'normal' || placard !== '';
}

type Body = Record<string, unknown>;

const text_or_null = (text: string): string | null => (text.trim() === '' ? null : text.trim());
/** A number where it is one; else the text, so that the server's complaint lands on the field. */
function number_or_text(text: string): number | string | null {
  const trimmed = text.trim();
  if (trimmed === '') return null;
  const value = Number(trimmed);
  return Number.isFinite(value) ? value : trimmed;
}

function members(draft: Draft): Body {
  return {
    title: draft.title.trim(),
    category: draft.category,
    detail: text_or_null(draft.detail),
    requester: {
      name: draft.name.trim(),
      name_kana: draft.name_kana.trim(),
      phone: draft.phone.trim(),
      relation: text_or_null(draft.relation),
    },
    address: draft.address.trim(),
    lat: number_or_text(draft.lat),
    lng: number_or_text(draft.lng),
    district_id: draft.district_id,
    people_needed: number_or_text(draft.people_needed) ?? draft.people_needed,
    priority: draft.priority,
    crisis_reason: draft.priority === 'crisis' ? text_or_null(draft.crisis_reason) : null,
    watch_after: draft.watch_after,
    starts_at: to_instant(draft.starts_at),
    ends_at: to_instant(draft.ends_at),
    bring: text_or_null(draft.bring),
    skills: draft.skills,
    waitlist_max: number_or_text(draft.waitlist_max) ?? 0,
    people_min: number_or_text(draft.people_min) ?? 1,
    people_max: number_or_text(draft.people_max),
    leader_needed: draft.leader_needed,
    roles: draft.roles,
    gender_wish: draft.gender_wish || null,
    load: draft.load,
    placard: draft.placard || null,
  };
}

/** Body of POST /needs. A position that nobody gave is left out: the town in the address gives it. */
export function new_need_of(draft: Draft, incident_id: Id | null): Body {
  const body: Body = { ...members(draft), channel: draft.channel };
  if (body['lat'] === null || body['lng'] === null) {
    delete body['lat'];
    delete body['lng'];
  }
  if (body['crisis_reason'] === null) delete body['crisis_reason'];
  if (incident_id !== null) body['incident_id'] = incident_id;
  return body;
}

const same = (a: unknown, b: unknown): boolean => JSON.stringify(a) === JSON.stringify(b);

/** Body of PATCH /needs/{id}: only what I changed, so that another person's change elsewhere stays. */
export function patch_of(base: Draft, mine: Draft): Body {
  const before = members(base);
  const after = members(mine);
  const body: Body = {};
  for (const key of Object.keys(after)) if (!same(before[key], after[key])) body[key] = after[key];
  if ('lat' in body || 'lng' in body) {
    body['lat'] = after['lat'];
    body['lng'] = after['lng'];
  }
  return body;
}

export interface ConflictLine {
  field: keyof Draft;
  mine: string;
  theirs: string;
  /** Both changed it: here a decision is needed. Otherwise only one of us did, and nothing is lost. */
  is_both: boolean;
}

const shown = (value: Draft[keyof Draft]): string =>
  Array.isArray(value) ? value.map((one) => (typeof one === 'string' ? one : `${one.role} ${one.count}`)).join('・') : String(value);

/** My input beside the other version, for the fields in which they differ. */
export function conflict_lines(base: Draft, mine: Draft, theirs: Draft): ConflictLine[] {
  return (Object.keys(mine) as (keyof Draft)[])
    .filter((field) => !same(mine[field], theirs[field]))
    .map((field) => ({
      field,
      mine: shown(mine[field]),
      theirs: shown(theirs[field]),
      is_both: !same(mine[field], base[field]) && !same(theirs[field], base[field]),
    }));
}

/** My changes on top of their version: what is saved when I keep mine. */
export function keep_mine(base: Draft, mine: Draft, theirs: Draft): Draft {
  const kept: Record<string, unknown> = { ...theirs };
  for (const field of Object.keys(mine) as (keyof Draft)[])
    if (!same(mine[field], base[field])) kept[field] = mine[field];
  return kept as unknown as Draft;
}

/** What was typed in the search box opens the form half filled: a phone number, a reading, or a name. */
export function prefill(query: string): Partial<Draft> {
  const text = query.trim();
  if (text === '') return {};
  if (/^[\d０-９+()ー－ -]{4,}$/.test(text)) return { phone: text };
  if (/^[\p{Script=Katakana}\p{Script=Hiragana}ー\s]+$/u.test(text)) return { name_kana: text };
  if (/[0-9０-９丁町番]/.test(text)) return { address: text };
  return { name: text };
}

/** The district whose town stands in this address; the longest town name wins. null when none does. */
export function district_of_address(address: string, districts: Iterable<{ id: Id; towns: string[] }>): Id | null {
  let found: Id | null = null;
  let longest = 0;
  for (const district of districts)
    for (const town of district.towns)
      if (town.length > longest && address.includes(town)) {
        found = district.id;
        longest = town.length;
      }
  return found;
}
