// Offers that keep going: waves, notices, what was learned, the call list, the policy. Part of types.ts, kept apart for size.
import type { Category, Id, Instant, JobCard, Offer } from './types';

export const k_contact_ways = ['app', 'phone'] as const;
export type ContactBy = (typeof k_contact_ways)[number];

export const k_genders = ['female', 'male', 'other'] as const;
export type Gender = (typeof k_genders)[number];

export { k_loads, type Load } from './plan_types';

export const k_wave_ends = ['full', 'no_candidates', 'stopped', 'closed'] as const;
export type WaveEnd = (typeof k_wave_ends)[number];

export interface Wave {
  id: Id;
  need_id: Id;
  cause: 'staff' | 'drop_out' | 'substitute';
  status: 'running' | 'ended';
  end_reason: WaveEnd | null;
  expires_in_s: number;
  together: number | null;
  acceptance: number;
  rounds: number;
  asked: number;
  open: number;
  accepted: number;
  declined: number;
  expired: number;
  missing: number;
  started_at: Instant;
  ended_at: Instant | null;
  next_expiry_at: Instant | null;
  version: number;
}

export interface WaveReply {
  need_id: Id;
  wave: Wave | null;
  forecast: { missing: number; acceptance: number; size: number };
  seq: number;
}

export const k_preference_kinds = ['category', 'slot', 'distance'] as const;
export type PreferenceKind = (typeof k_preference_kinds)[number];

export interface Preference {
  id: Id;
  volunteer_id: Id;
  kind: PreferenceKind;
  /** A category, a weekday with a part of the day (`6am`), or metres beyond which. */
  value: Category | (string & {});
  weight: number;
  learned_at: Instant;
  forget_at: Instant;
}

export const k_notice_kinds = [
  'offer_made', 'offer_reminder', 'job_reminder', 'promoted', 'substituted', 'withdrawn', 'place_filled', 'team_formed',
] as const;
export type NoticeKind = (typeof k_notice_kinds)[number];

export interface Notice {
  id: Id;
  kind: NoticeKind;
  status: 'waiting' | 'sent' | 'cancelled';
  channel: 'app';
  due_at: Instant;
  sent_at: Instant | null;
  seen_at: Instant | null;
  need_id: Id;
  offer_id: Id;
  is_drill: boolean;
  offer?: Offer;
}

export const k_call_results = ['no_answer', 'busy', 'call_later'] as const;
export type CallResult = (typeof k_call_results)[number];

export interface CallTried {
  offer_id: Id;
  tried: number;
  last_tried_at: Instant | null;
  last_result: CallResult | null;
}

export interface CallItem {
  offer: Offer;
  volunteer: { id: Id; number: string; name: string; phone?: string | null };
  need: JobCard;
  reason: 'no_account' | 'contact_by_phone';
  tried: number;
  last_tried_at: Instant | null;
  last_result: CallResult | null;
}

export interface OfferPolicy {
  open_offers_max: number;
  /** Minutes since midnight in Japan. */
  quiet_from: number;
  quiet_until: number;
  reminder_percent: number;
  reminder_before_min: number;
  evening_at: number;
  job_before_min: number;
  wave_expires_in_s: number;
  prior_yes: number;
  prior_no: number;
  preference_days: number;
  version: number;
}
