// Rounds, conflicting reports, rescues, arrival lists and who has to look for whom: the contract of issue 4's checks.
import type { CheckMethod, Day, Id, Instant, Registrant, SafetyCheck, SafetyStatus } from './types';

export const k_check_confidences = ['certain', 'told', 'sign'] as const;
export type CheckConfidence = (typeof k_check_confidences)[number];

export const k_round_causes = ['first', 'aftershock', 'flood', 'landslide', 'tsunami', 'fire', 'repeat', 'other'] as const;
export type RoundCause = (typeof k_round_causes)[number];

export const k_escalation_steps = ['watch_team', 'coordinator', 'center', 'hq'] as const;
export type EscalationStep = (typeof k_escalation_steps)[number];

export const k_rescue_to = ['119', 'hq', 'police', 'other'] as const;
export type RescueTo = (typeof k_rescue_to)[number];

export const k_rescue_results = ['rescued', 'safe', 'mistaken', 'other'] as const;
export type RescueResult = (typeof k_rescue_results)[number];

export type RescueStatus = 'open' | 'handed_over' | 'closed';
export type ArrivalResult = 'matched' | 'unsure' | 'not_listed' | 'no_round';

/** The report that does not count while two say different things. */
export interface CheckConflict {
  check_id: Id;
  status: SafetyStatus;
  method: CheckMethod;
  confidence: CheckConfidence;
  occurred_at: Instant;
  recorded_by_name: string | null;
  note?: string | null;
  told_by?: string | null;
}

export interface Rescue {
  id: Id;
  incident_id: Id;
  round_id: Id;
  district_id: Id;
  registrant_id: Id;
  is_drill: boolean;
  status: RescueStatus;
  status_now: SafetyStatus;
  registrant: Registrant | null;
  check: SafetyCheck | null;
  created_at: Instant;
  handed_over: { to: RescueTo; contact: string | null; note: string | null; at: Instant; by_name: string | null } | null;
  closed: { result: RescueResult; note: string | null; at: Instant; by_name: string | null } | null;
  /** What to say to 119, line by line, in Japanese. */
  words: string[];
  version: number;
}

export interface ArrivalPerson {
  name: string;
  name_kana?: string;
  birth_date?: Day;
  phone?: string;
}

export interface ArrivalCandidate {
  registrant_id: Id;
  name: string;
  name_kana: string;
  birth_date: Day | null;
  address: string;
  district_id: Id;
  status: SafetyStatus;
}

export interface ArrivalLine {
  line: number;
  result: ArrivalResult;
  registrant_id: Id | null;
  check_id: Id | null;
  name: string | null;
  candidates: ArrivalCandidate[];
}

export interface Arrival {
  id: Id;
  incident_id: Id;
  is_drill: boolean;
  shelter_id: Id | null;
  name: string | null;
  recorded_at: Instant;
  recorded_by_name: string | null;
  counts: Record<ArrivalResult, number>;
  lines: ArrivalLine[];
}

export interface EscalationMinutes {
  /** Level of support need; 0 = everybody without a line of their own. */
  level: number;
  to_coordinator: number;
  to_center: number;
  to_hq: number;
}
