// 生活応援隊: users, series, rules of a district, records, concerns. types.ts re-exports all of it.
import type { Category, Day, Id, Instant, Reason, Skill } from './types';

export const k_fee_kinds = ['free', 'per_hour', 'ticket'] as const;
export type FeeKind = (typeof k_fee_kinds)[number];
export const k_service_user_statuses = ['asked', 'registered', 'ended'] as const;
export type ServiceUserStatus = (typeof k_service_user_statuses)[number];
export const k_series_statuses = ['active', 'paused', 'ended'] as const;
export type SeriesStatus = (typeof k_series_statuses)[number];
export const k_referral_results = ['watch', 'consultation', 'support_center', 'police', 'none'] as const;
export type ReferralResult = (typeof k_referral_results)[number];
export const k_assigned_by = ['center', 'district', 'both'] as const;
export type AssignedBy = (typeof k_assigned_by)[number];

/** What ties a need to a user of the 生活応援隊; absent for all others. */
export interface NeedSupport {
  service_user_id: Id;
  series_id: Id | null;
  day: Day | null;
  with_coordinator: boolean;
  first_until: Instant | null;
  override_reason: string | null;
  fee_kind: FeeKind;
  fee_yen: number;
}

export type CardSupport = Pick<NeedSupport, 'with_coordinator' | 'fee_kind' | 'fee_yen'>;

export interface ServiceUser {
  id: Id;
  number: string;
  district_id: Id;
  status: ServiceUserStatus;
  name: string;
  name_kana: string;
  phone: string;
  address: string;
  lat: number | null;
  lng: number | null;
  note: string | null;
  visited_on: Day | null;
  visited_by: Id | null;
  registered_on: Day | null;
  created_at: Instant;
  version: number;
}

export interface KnownUser {
  service_user: ServiceUser;
  reasons: Reason[];
  score: number;
}

export interface SupportPolicy {
  district_id: Id;
  fee_kind: FeeKind;
  fee_yen: number;
  helper_yen: number;
  categories: Category[];
  minutes_max: number | null;
  assigned_by: AssignedBy;
  first_visit_together: boolean;
  first_offer_hours: number;
  note: string | null;
  version: number;
}

export interface SupportCalendar {
  horizon_days: number;
  closed_days: Day[];
  holidays: { day: Day; name: string }[];
  version: number;
}

export interface Series {
  id: Id;
  service_user_id: Id;
  district_id: Id;
  title: string;
  category: Category;
  weekdays: number[];
  every_weeks: number;
  from_minute: number;
  until_minute: number;
  starts_on: Day;
  ends_on: Day | null;
  skip_holidays: boolean;
  people_needed: number;
  skills: Skill[];
  bring: string | null;
  status: SeriesStatus;
  made_until: Day | null;
  override_reason: string | null;
  exceptions: { day: Day; kind: 'skip' | 'move'; to_day: Day | null }[];
  next: { day: Day; on: Day }[];
  created_at: Instant;
  version: number;
}

export interface Referral {
  id: Id;
  need_id: Id;
  need_number: string;
  need_title: string;
  person: string | null;
  service_user_id: Id | null;
  district_id: Id;
  status: 'open' | 'taken' | 'closed';
  text: string;
  opened_at: Instant;
  taken_by: Id | null;
  taken_by_name: string | null;
  taken_at: Instant | null;
  closed_by: Id | null;
  closed_at: Instant | null;
  result: ReferralResult | null;
  note: string | null;
  version: number;
}

export interface SupportRecord {
  district_id: Id;
  month: string;
  jobs: number;
  minutes: number;
  people: number;
  fee_yen: number;
  tickets: number;
  referrals: number;
}
