// Plans as the contract sends them: who goes where on a day, why, and what cannot be met. types.ts re-exports all of it.
import type { Category, Day, DayPart, Id, Instant, Priority, Skill } from './types';

export type PlanStatus = 'draft' | 'committed' | 'discarded';
/** A skill, or somebody who can lead. */
export type NeedRole = Skill | 'leader';
export type GenderWish = 'female' | 'male';
export type NeedLoad = 'light' | 'normal' | 'heavy';
/** 応急危険度判定: green inspected, yellow limited entry, red unsafe. */
export type Placard = 'green' | 'yellow' | 'red';

export interface RoleCount {
  role: NeedRole;
  count: number;
}

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
  value: string | number | null;
  role: string | null;
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
  roles: RoleCount[];
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
  idle: { code: string; value: string | number | null } | null;
}

export interface PlanReason {
  code: string;
  value: string | number | null;
  points: number;
}

export interface PlanAssignment {
  need_id: Id;
  volunteer_id: Id;
  locked: boolean;
  leader: boolean;
  distance_m: number | null;
  points: number;
  reasons: PlanReason[];
  warnings: { code: string }[];
}

export interface PlanHead {
  id: Id;
  incident_id: Id | null;
  district_id: Id | null;
  day: Day;
  status: PlanStatus;
  made_at: Instant;
  version: number;
  objective: number;
  bound: number;
  gap: number;
  summary: PlanSummary;
}

export interface Plan extends PlanHead {
  is_drill: boolean;
  /** Journal number of the data it was made from. */
  seq: number;
  exact: boolean;
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
  gates: string[];
  cells: number[][];
}

/** What a person asks of a plan: as an edit it is kept, as a what-if it is only computed. */
export type PlanEdit =
  | { kind: 'assign' | 'lock' | 'unlock'; volunteer_id: Id; need_id: Id }
  | { kind: 'take_out'; volunteer_id: Id }
  | { kind: 'drop_need' | 'take_need'; need_id: Id }
  | { kind: 'resolve' }
  | { kind: 'undo' };
export type PlanSupposition =
  | { kind: 'add_people'; count: number; district_id?: Id; skills: Skill[] }
  | { kind: 'add_seats'; seats: number; district_id?: Id };
export type PlanChange = PlanEdit | PlanSupposition;

export interface PlanMove {
  volunteer_id: Id;
  from_need_id: Id | null;
  to_need_id: Id | null;
}

export interface WhatIf {
  objective: number;
  bound: number;
  difference: { objective: number; placed: number; short: number; travel_m: number };
  moves: PlanMove[];
  needs: { need_id: Id; placed_before: number; placed_after: number; short_after: number }[];
  warnings: { code: string; need_id?: Id; volunteer_id?: Id }[];
  impossible: null | { code: string; volunteer_id?: Id; need_id?: Id };
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
  need_id: Id;
  plan_id: Id | null;
  leader_id: Id | null;
  member_ids: Id[];
  status: string;
  formed_at: Instant;
  version: number;
}
