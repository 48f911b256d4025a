// Plans as the contract sends them: who goes where on a day, why, and what cannot be met. types.ts re-exports all of it.
import type { Category, Day, DayPart, Id, Instant, Offer, Priority, Skill } from './types';

export type PlanStatus = 'draft' | 'committed' | 'discarded';
export const k_gender_wishes = ['female', 'male'] as const;
export type GenderWish = (typeof k_gender_wishes)[number];
export const k_loads = ['light', 'normal', 'heavy'] as const;
export type Load = (typeof k_loads)[number];
/** 応急危険度判定: green inspected, yellow limited entry, red unsafe. */
export const k_placards = ['green', 'yellow', 'red'] as const;
export type Placard = (typeof k_placards)[number];

/** Of those who go, at least `count` hold it. */
export interface NeedRole {
  role: Skill;
  count: number;
}

/** Why a person and a need do not go together, in the order tried; what follows no_insurance is of the plan, not of the pair. */
export const k_plan_gates = [
  'already_offered', 'not_active', 'no_consent', 'asked_enough', 'stop_order', 'placard', 'minor_without_consent', 'excluded_pair',
  'busy_then', 'not_available', 'hours_limit', 'no_rest', 'no_licence', 'gender_wish', 'too_heavy', 'too_far', 'no_transport',
  'no_insurance', 'two_needs', 'above_max', 'no_seat', 'party_apart', 'not_in_plan', 'need_dropped', 'need_closed',
] as const;
export type PlanGate = (typeof k_plan_gates)[number];

export interface PlanSummary {
  people_wanted: number;
  people_placed: number;
  people_short: number;
  needs_short: number;
  travel_m: number;
  locks: number;
  people_idle: number;
}

/** Why a need cannot be filled: the condition that binds, how much of it, and for which role. */
export interface Unmet {
  code: string;
  value: number | null;
  role: Skill | null;
}

export interface PlanNeed {
  need_id: Id;
  number: string;
  title: string;
  town: string | null;
  priority: Priority;
  category: Category;
  starts_at: Instant | null;
  ends_at: Instant | null;
  district_id: Id;
  people_min: number;
  people_needed: number;
  people_max: number;
  /** Places that people hold already; the plan adds to them. */
  taken: number;
  placed: number;
  short: number;
  roles: NeedRole[];
  dropped: boolean;
  unmet: Unmet | null;
  next: string | null;
}

export interface PlanPerson {
  volunteer_id: Id;
  number: string;
  name: string;
  district_id: Id | null;
  squad_id: Id | null;
  skills: Skill[];
  is_leader: boolean;
  has_truck: boolean;
  parts: DayPart[];
  idle: { code: string; value: number | null } | null;
}

export interface PlanReason {
  code: string;
  value: string | number | null;
  points: number;
}

export interface PlanWarning {
  code: PlanGate;
  need_id?: Id;
  volunteer_id?: Id;
}

export interface PlanAssignment {
  need_id: Id;
  volunteer_id: Id;
  locked: boolean;
  leader: boolean;
  distance_m: number | null;
  points: number;
  reasons: PlanReason[];
  warnings: PlanWarning[];
}

export interface PlanHead {
  id: Id;
  incident_id: Id | null;
  is_drill: boolean;
  district_id: Id | null;
  day: Day;
  status: PlanStatus;
  made_at: Instant;
  version: number;
  /** Journal number of the data it was made from. */
  seq: number;
  objective: number;
  bound: number;
  gap: number;
  exact: boolean;
  summary: PlanSummary;
}

/** Seats that take people to their work; of null: for all whose district has none of its own. */
export interface PlanSeats {
  district_id: Id | null;
  seats: number;
}

export interface Plan extends PlanHead {
  can_undo: boolean;
  seats: PlanSeats[];
  needs: PlanNeed[];
  people: PlanPerson[];
  assignments: PlanAssignment[];
}

/** cells[need][person]: 0 or more is the distance in 100 m (9999 unknown); below 0 the gate's index is -1-cell. */
export interface PlanGrid {
  plan_id: Id;
  version: number;
  people: Id[];
  needs: Id[];
  gates: PlanGate[];
  cells: number[][];
}

/** What a person asks of a plan: as an edit it is kept, as a what-if it is only computed. */
export type PlanEdit =
  | { kind: 'assign' | 'lock' | 'unlock'; volunteer_id: Id; need_id: Id }
  | { kind: 'take_out'; volunteer_id: Id }
  | { kind: 'drop_need' | 'take_need'; need_id: Id }
  | { kind: 'add_seats'; seats: number; district_id?: Id }
  | { kind: 'resolve' }
  | { kind: 'undo' };
export type PlanSupposition = { kind: 'add_people'; count: number; district_id?: Id; skills: Skill[] };
export type PlanChange = PlanEdit | PlanSupposition;

export interface PlanMove {
  /** null: one of those whom add_people adds. */
  volunteer_id: Id | null;
  from_need_id: Id | null;
  to_need_id: Id | null;
}

export interface WhatIf {
  objective: number;
  bound: number;
  difference: { objective: number; placed: number; short: number; travel_m: number };
  moves: PlanMove[];
  needs: { need_id: Id; placed_before: number; placed_after: number; short_after: number }[];
  warnings: PlanWarning[];
  impossible: null | { code: PlanGate; volunteer_id?: Id; need_id?: Id };
}

export const k_moved_codes = [
  'need_closed', 'places_changed', 'need_changed', 'volunteer_gone', 'volunteer_busy', 'already_answered', 'declined',
] as const;
export type MovedCode = (typeof k_moved_codes)[number];

/** What the world did to a plan since it was made. */
export interface PlanMoved {
  code: MovedCode;
  need_id?: Id;
  volunteer_id?: Id;
}

export interface Team {
  id: Id;
  number: string;
  incident_id: Id;
  is_drill: boolean;
  need_id: Id;
  plan_id: Id;
  leader_id: Id | null;
  members: { volunteer_id: Id; number: string; name: string; offer_id: Id; is_leader: boolean }[];
  formed_at: Instant;
  version: number;
}

export interface PlanCommitted {
  plan: Plan;
  offers: Offer[];
  teams: Team[];
  /** What had moved and was left out by drop_moved. */
  left_out: PlanMoved[];
}

export interface PolicyValue {
  name: string;
  value: number;
  default: number;
  min: number;
  max: number;
}

export interface MatchingPolicy {
  items: PolicyValue[];
  version: number;
}

/** Two who must not be sent together, or one who is not sent to a household; the need stands for its household. */
export interface Exclusion {
  id: Id;
  volunteer_id: Id;
  other_volunteer_id: Id | null;
  need_id: Id | null;
  made_at: Instant;
}
