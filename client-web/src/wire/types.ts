// The contract as TypeScript sees it. schema/api/openapi.yaml is the truth; test/wire keeps this file to it.
// Fields the reader may not see are absent, so everything personal is optional here.

import type { MapNote } from './map_types';
import type { CardSupport, NeedSupport, Referral, Series, ServiceUser } from './support_types';
import type { ContactBy, Gender, Notice, Preference, Wave } from './offer_types';
import type { CheckConfidence, CheckConflict, EscalationStep, RoundCause } from './safety_types';
import type { GenderWish, Load, NeedRole, Placard, PlanMoved } from './plan_types';

export * from './pack_types';
export * from './map_types';
export * from './plan_types';
export * from './safety_types';
export * from './support_types';
export * from './watch_types';

export type Id = string;
/** RFC 3339 with milliseconds and offset. */
export type Instant = string;
/** YYYY-MM-DD */
export type Day = string;

export const k_roles = ['admin', 'staff', 'coordinator', 'volunteer', 'viewer'] as const;
export type Role = (typeof k_roles)[number];

export const k_skills = [
  'cleaning', 'gardening', 'shopping', 'escort', 'listening', 'carpentry', 'electrical', 'driving', 'light_truck',
  'heavy_lifting', 'mud_removal', 'chainsaw', 'nursing', 'childcare', 'sign_language', 'english', 'leader',
] as const;
export type Skill = (typeof k_skills)[number];

export const k_need_statuses = [
  'received', 'triaged', 'survey_waiting', 'surveyed', 'match_waiting', 'assigned', 'dispatched', 'working',
  'reported', 'done', 'on_hold', 'cancelled', 'declined', 'merged',
] as const;
export type NeedStatus = (typeof k_need_statuses)[number];

export const k_categories = [
  'mud_removal', 'furniture', 'cleaning', 'garden', 'shopping', 'escort', 'waste', 'repair', 'visit', 'watch', 'other',
] as const;
export type Category = (typeof k_categories)[number];

export const k_channels = ['phone', 'counter', 'visit', 'flyer', 'web', 'other'] as const;
export type Channel = (typeof k_channels)[number];

export const k_priorities = ['normal', 'priority', 'crisis'] as const;
export type Priority = (typeof k_priorities)[number];

export const k_offer_statuses = ['open', 'accepted', 'declined', 'expired', 'withdrawn', 'waitlisted'] as const;
export type OfferStatus = (typeof k_offer_statuses)[number];

export const k_decline_reasons = ['busy', 'health', 'too_far', 'not_my_skill', 'weather', 'other'] as const;
export type DeclineReason = (typeof k_decline_reasons)[number];

export const k_safety_statuses = [
  'unconfirmed', 'checking', 'unreachable', 'safe_home', 'safe_sheltered', 'safe_elsewhere', 'needs_help',
  'needs_rescue', 'deceased',
] as const;
export type SafetyStatus = (typeof k_safety_statuses)[number];

export const k_check_methods = ['visit', 'phone', 'cloth', 'family', 'shelter', 'self'] as const;
export type CheckMethod = (typeof k_check_methods)[number];

export const k_day_parts = ['am', 'pm', 'evening'] as const;
export type DayPart = (typeof k_day_parts)[number];

export const k_incident_kinds = ['earthquake', 'flood', 'typhoon', 'landslide', 'tsunami', 'fire', 'other'] as const;
export type IncidentKind = (typeof k_incident_kinds)[number];

export type LegalPhase = 'normal' | 'imminent' | 'declared';
export type NeedStep =
  | 'triage' | 'survey' | 'hold' | 'resume' | 'decline' | 'cancel' | 'merge' | 'reopen' | 'complete' | (string & {});

export interface List<T> {
  items: T[];
  next_cursor: string | null;
  seq: number;
}

export interface Account {
  id: Id;
  login: string;
  name: string;
  role: Role;
  district_ids: Id[];
  volunteer_id: Id | null;
  status: 'active' | 'disabled';
  created_at: Instant;
  version: number;
}

export interface Me {
  account: Account;
  volunteer: Volunteer | null;
  now: Instant;
  demo: boolean;
}

export interface SessionReply {
  account: Account;
  token?: string;
}

export interface District {
  id: Id;
  code: string;
  name: string;
  name_kana: string;
  lat: number;
  lng: number;
  /** GeoJSON Polygon coordinates: rings of [lng, lat]. */
  cell: number[][][] | null;
  is_sample: boolean;
  towns: string[];
  version: number;
}

export interface Organization {
  id: Id;
  name: string;
  kind: 'council' | 'district_council' | 'npo' | 'company' | 'group' | 'other';
  district_id: Id | null;
  phone?: string | null;
  status: string;
  created_at: Instant;
  version: number;
}

export interface Availability {
  /** 0 = Sunday */
  weekday: number;
  part: DayPart;
}

export interface Insurance {
  plan: 'basic' | 'natural_disaster' | 'infection';
  joined_on: Day | null;
  cover_from: Day;
  cover_until: Day;
  proof_seen_by: Id | null;
}

export interface Volunteer {
  id: Id;
  number: string;
  name: string;
  name_kana: string;
  phone?: string;
  email?: string | null;
  district_id: Id | null;
  lat?: number | null;
  lng?: number | null;
  birth_year?: number | null;
  skills: Skill[];
  availability: Availability[];
  insurance?: Insurance | null;
  consent_at?: Instant | null;
  squad_ids: Id[];
  note?: string | null;
  contact_by?: ContactBy;
  /** Own quiet hours, minutes since midnight in Japan; without them those of the centre. */
  quiet_from?: number | null;
  quiet_until?: number | null;
  gender?: Gender | null;
  guardian_consent_on?: Day | null;
  hours_week_max?: number | null;
  travel_max_m?: number | null;
  load_max?: Load | null;
  car_seats?: number | null;
  status: 'active' | 'paused' | 'retired';
  created_at: Instant;
  version: number;
}

export interface Squad {
  id: Id;
  name: string;
  kind: 'support_squad' | 'watch_team' | 'group';
  district_id: Id;
  member_ids: Id[];
  /** In a plan they go to one need together or not at all. */
  keep_together: boolean;
  version: number;
}

export interface Incident {
  id: Id;
  name: string;
  kind: IncidentKind;
  is_drill: boolean;
  status: 'open' | 'closed';
  legal_phase: LegalPhase;
  phase_decision?: { decided_by: string; purpose: string; reason: string; decided_at: Instant; until: Instant | null } | null;
  opened_at: Instant;
  closed_at: Instant | null;
  version: number;
}

export interface Requester {
  name: string;
  name_kana?: string;
  phone?: string;
  relation?: string | null;
}

export interface Places {
  needed: number;
  accepted: number;
  open: number;
  waitlisted: number;
}

export interface Need {
  id: Id;
  number: string;
  title: string;
  detail?: string | null;
  survey_memo?: string | null;
  hazards?: unknown;
  category: Category;
  status: NeedStatus;
  status_since: Instant;
  incident_id: Id | null;
  is_drill: boolean;
  district_id: Id;
  requester?: Requester | null;
  address?: string | null;
  town: string | null;
  lat?: number | null;
  lng?: number | null;
  position_source?: 'given' | 'town' | 'none';
  people_needed: number;
  people_min: number;
  people_max: number;
  places: Places;
  waitlist_max: number;
  skills: Skill[];
  roles: NeedRole[];
  leader_needed: boolean;
  gender_wish: GenderWish | null;
  load: Load;
  placard: Placard | null;
  priority: Priority;
  crisis_reason?: string | null;
  watch_after?: boolean;
  channel: Channel;
  starts_at: Instant | null;
  ends_at: Instant | null;
  bring: string | null;
  received_at: Instant;
  survey: 'needed' | 'not_needed' | 'ask' | null;
  hold: { reason: string; review_on: Day | null } | null;
  outcome: { reason: string; referral: string | null; note?: string | null } | null;
  merged_into: Id | null;
  next_steps?: NeedStep[];
  support?: NeedSupport;
  version: number;
  changed_seq: number;
}


export interface Reason {
  code: string;
  value: string | number | null;
}

export interface Warning {
  code: string;
}

export interface JobCard {
  id: Id;
  number: string;
  title: string;
  category: Category;
  detail?: string | null;
  town: string | null;
  address?: string | null;
  requester?: { name: string; phone?: string | null } | null;
  lat?: number | null;
  lng?: number | null;
  starts_at: Instant | null;
  ends_at: Instant | null;
  bring: string | null;
  people_needed: number;
  accepted: number;
  /** How many others come as of now. */
  others?: number;
  district_id: Id;
  status: NeedStatus;
  incident_id: Id | null;
  is_drill: boolean;
  priority: Priority;
  support?: CardSupport;
}

export interface Offer {
  id: Id;
  need_id: Id;
  volunteer_id: Id;
  status: OfferStatus;
  made_at: Instant;
  expires_at: Instant;
  answered_at: Instant | null;
  answered_by: 'self' | 'staff' | null;
  decline_reason: DeclineReason | null;
  waitlist_position: number | null;
  arrived_at: Instant | null;
  served_at: Instant | null;
  reasons: Reason[];
  warnings?: Warning[];
  wave_id?: Id | null;
  /** The holder of the place asks for somebody else to take it; until then it is theirs. */
  substitute_wanted_at?: Instant | null;
  /** The offer that took this place over; the status is withdrawn. */
  substituted_by?: Id | null;
  need?: JobCard;
  volunteer?: { id: Id; number: string; name: string; phone?: string | null };
  is_drill: boolean;
  version: number;
}

export interface AcceptReply {
  status: 'accepted' | 'waitlisted';
  position?: number;
  offer: Offer;
}

export interface OfferReply {
  status: string;
  /** What this answer has taught, where it taught anything. */
  learned?: Preference;
  offer: Offer;
}

export interface Candidate {
  volunteer: { id: Id; number: string; name: string; district_id: Id | null; skills: Skill[] };
  rank: number;
  distance_m: number | null;
  reasons: Reason[];
  warnings: Warning[];
}

export interface Excluded {
  gate: string;
  count: number;
  next: string | null;
  volunteers: { id: Id; name: string }[];
}

export interface Candidates {
  need_id: Id;
  items: Candidate[];
  excluded: Excluded[];
  seq: number;
}

export interface Duplicate {
  need: Need;
  reasons: Reason[];
  score: number;
}

export interface HistoryLine {
  seq: number;
  type: string;
  occurred_at: Instant;
  recorded_at: Instant;
  actor_name: string | null;
  [ref: string]: unknown;
}

export interface Registrant {
  id: Id;
  number: string;
  name?: string;
  name_kana?: string;
  birth_date?: Day | null;
  gender?: string | null;
  address?: string;
  phone?: string | null;
  lat?: number | null;
  lng?: number | null;
  district_id: Id;
  support?: { level?: number | null; reasons?: string[] | null; note?: string | null };
  plan?: { supporters?: { name: string; phone: string }[] | null; shelter?: string | null; route?: string | null; keys?: string | null };
  family?: { note?: string | null };
  consent?: { normal_time?: boolean; on?: Day | null };
  status: string;
  version: number;
}

export interface Round {
  id: Id;
  incident_id: Id;
  number: number;
  name: string;
  started_at: Instant;
  closed_at: Instant | null;
  /** Empty: all. Of a district the newest round that covers it counts (state/rounds.ts). */
  district_ids: Id[];
  cause: RoundCause | null;
  version: number;
}

export interface SafetyCheck {
  id: Id;
  round_id: Id;
  registrant_id: Id;
  status: SafetyStatus;
  occurred_at: Instant;
  recorded_at: Instant;
  method: CheckMethod;
  confidence: CheckConfidence;
  note?: string | null;
  told_by?: string | null;
  next_check_at: Instant | null;
  recorded_by_name?: string | null;
  need_id: Id | null;
}

/** One row of a round's list: a person and what is known of them in this round. */
export interface WatchRow {
  registrant: Registrant;
  /** Equal for people under one address. */
  household: string | null;
  status: SafetyStatus;
  since: Instant | null;
  last_check: SafetyCheck | null;
  /** Another report that says otherwise and that nobody has looked at. */
  conflict: CheckConflict | null;
  next_check_at: Instant | null;
  escalation_level: EscalationStep | null;
}

export interface CheckBody {
  registrant_id: Id;
  status: SafetyStatus;
  occurred_at?: Instant;
  method: CheckMethod;
  confidence?: CheckConfidence;
  note?: string;
  told_by?: string;
  next_check_at?: Instant;
  id?: Id;
}

export interface CheckReply {
  check: SafetyCheck;
  code: 'recorded' | 'superseded' | 'settled';
  need_id: Id | null;
}

export interface BatchReply {
  items: { key: string | null; status: number; code: string; check_id: Id | null; need_id?: Id | null }[];
}

export type CountKey = Exclude<SafetyStatus, 'deceased'> | 'restricted';

export interface Progress {
  district_id: Id | null;
  total: number;
  counts: Partial<Record<CountKey, number>>;
  open: number;
  oldest_open_since: Instant | null;
  last_recorded_at: Instant | null;
  needs_open: number;
  rescue: number;
}

export interface Dot {
  registrant_id?: Id;
  /** Of the registrant, as columns name a person. */
  number?: string;
  lat: number;
  lng: number;
  status: SafetyStatus;
  since?: Instant | null;
  count?: number;
  district_id: Id;
}

export interface NeedDot {
  need_id?: Id;
  number?: string;
  lat: number;
  lng: number;
  status: NeedStatus;
  priority: Priority;
  count?: number;
  district_id?: Id;
}

export interface MapSnapshot {
  incident: Pick<Incident, 'id' | 'name' | 'is_drill' | 'status'> & Partial<Incident>;
  round: Round | null;
  progress: Progress[];
  total: Progress;
  dots: Dot[];
  /** More than the answer could hold: `dots` is empty and the columns have them. */
  dots_omitted?: number;
  needs: NeedDot[];
  seq: number;
  generated_at: Instant;
}

export interface ProgressReply {
  items: Progress[];
  total: Progress;
  round_id: Id | null;
  seq: number;
}

export interface SearchHit {
  kind: 'need' | 'volunteer' | 'registrant' | 'service_user';
  id: Id;
  number: string;
  title: string;
  subtitle: string;
  district_id: Id | null;
  status: string | null;
  reasons: { code: string }[];
}

export interface Place {
  id: Id;
  kind: 'town' | 'shelter' | 'evac_site';
  name: string;
  lat: number;
  lng: number;
  address: string | null;
  hazards: string[];
  note: string | null;
}

export interface FieldError {
  field: string;
  code: string;
  message?: string;
}

export interface Problem {
  type: string;
  title: string;
  title_en?: string;
  detail?: string;
  detail_en?: string;
  status: number;
  code: string;
  errors?: FieldError[];
  next?: string[];
  /** 412 only: the noun as it is now. */
  current?: unknown;
  /** Refused imports only: the lines that cannot be read, of how many. */
  rejected?: unknown[];
  rows?: number;
  /** plan_moved only: what the world did since the plan was made. */
  moved?: PlanMoved[];
}

export interface LiveEvent {
  seq: number;
  type: string;
  occurred_at: Instant;
  recorded_at: Instant;
  need_id?: Id;
  offer_id?: Id;
  registrant_id?: Id;
  round_id?: Id;
  volunteer_id?: Id;
  incident_id?: Id;
  district_id?: Id;
  plan_id?: Id;
  watch_id?: Id;
  team_id?: Id;
  rescue_id?: Id;
  escalation_level?: EscalationStep;
  pack_id?: Id;
  incident?: MapSnapshot['incident'];
  need?: Need;
  offer?: Offer;
  wave?: Wave;
  notice?: Notice;
  round?: Round;
  progress?: Progress[];
  total?: Progress;
  dots?: Dot[];
  dots_omitted?: number;
  need_dots?: NeedDot[];
  map_note?: MapNote;
  service_user?: ServiceUser;
  series?: Series;
  referral?: Referral;
}

export type LiveMessage =
  | { type: 'snapshot'; topic: string; seq: number; data: unknown }
  | { type: 'events'; topic: string; seq: number; events: LiveEvent[] }
  | { type: 'resync'; topic: string; reason: string }
  | { type: 'ping'; seq: number; now: Instant }
  | { type: 'problem'; topic?: string; code: string; title: string };
