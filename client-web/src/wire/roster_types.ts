// The city's roster, its doubts, 個別避難計画 and packs on paper: what the pages read of the contract.
import type { Day, Id, Instant, Registrant } from './types';

export const k_roster_kinds = ['all', 'consented'] as const;
export type RosterKind = (typeof k_roster_kinds)[number];

export interface RosterCounts {
  added: number;
  changed: number;
  unchanged: number;
  unsure: number;
  skipped: number;
  gone: number;
  withdrawn: number;
}
export interface RosterImport {
  id: Id;
  number: number;
  kind: RosterKind;
  full: boolean;
  encoding: 'utf8' | 'cp932';
  status: 'checked' | 'running' | 'done' | 'dropped';
  lines: number;
  good: number;
  parts: number;
  next_part: number;
  counts: RosterCounts;
  opened_at: Instant;
  finished_at: Instant | null;
  version: number;
  rejected?: { column: string | null; code: string; reason: string; reason_en: string; count: number }[];
  open_reviews?: number;
}
export interface RejectedLine {
  line: number;
  column: string | null;
  reason: string;
  reason_en: string;
  code: string;
}
export interface RosterCounted {
  all: number;
  consented: number;
  open_reviews: number;
  districts: { district_id: Id; all: number; consented: number }[];
}

export const k_line_decisions = ['same', 'other', 'skip'] as const;
export const k_gone_decisions = ['keep', 'moved', 'removed', 'withdrawn'] as const;
export type ReviewDecision = (typeof k_line_decisions)[number] | (typeof k_gone_decisions)[number];
export type ReviewPerson = Omit<Registrant, 'id' | 'number' | 'version' | 'status'>;
export interface Review {
  id: Id;
  import_id: Id;
  import_number: number;
  kind: 'unsure' | 'gone';
  line: number | null;
  district_id: Id;
  registrant_id: Id | null;
  reasons: string[];
  status: string;
  decision: ReviewDecision | null;
  opened_at: Instant;
  decided_at: Instant | null;
  /** null: may not be shown now. */
  incoming: ReviewPerson | null;
  candidates: { id: Id; number: number; differs: string[]; registrant: Registrant | null }[];
}

export interface PlanSupporter {
  name: string;
  phone?: string | null;
  relation?: string | null;
  agreed_on?: Day | null;
}
/** The texts of the form in paper order, by part. */
export const k_plan_texts = {
  person: ['living_with', 'mobility', 'hearing', 'sight', 'cognition', 'language'],
  health: ['medical_device', 'medicine', 'dialysis', 'allergies', 'assistive_items'],
  refuge: ['shelter_second', 'shelter_welfare', 'hazards', 'transport', 'bring'],
  family: ['family_contact', 'family_note', 'care_manager'],
} as const;
type PlanTexts = typeof k_plan_texts;
export type PlanText = PlanTexts[keyof PlanTexts][number] | 'shelter_first' | 'route' | 'keys' | 'consent_scope';
export type EvacPlanForm = { [name in PlanText]?: string | null } & {
  lives_alone?: boolean | null;
  device_battery_hours?: number | null;
  evacuation_minutes?: number | null;
  start_level?: number;
  supporters?: PlanSupporter[];
  consent_on?: Day | null;
  reviewed_on?: Day | null;
  next_review_on?: Day | null;
};
export interface EvacPlanSheet {
  registrant: Registrant;
  form: EvacPlanForm;
  made: boolean;
  position_source: 'none' | 'town' | 'address' | 'manual';
  gaps: string[];
  version: number;
}
export interface PlanDue {
  registrant: Registrant;
  next_review_on: Day | null;
  reviewed_on: Day | null;
}

export const k_print_kinds = ['roster', 'watch_sheet'] as const;
export type PrintKind = (typeof k_print_kinds)[number];
export type PrintStatus = 'out' | 'recovered' | 'lost';
export interface Print {
  id: Id;
  number: number;
  kind: PrintKind;
  district_id: Id;
  incident_id: Id | null;
  is_drill: boolean;
  purpose: string;
  for_whom: string;
  people: number;
  return_by: Day;
  printed_at: Instant;
  printed_by_name: string | null;
  status: PrintStatus;
  closed_at: Instant | null;
  overdue: boolean;
  sheets: { sheet: number; status: PrintStatus; changed_at: Instant }[];
  version: number;
}
export interface PrintFull extends Print {
  rows: { line: number; sheet: number; registrant: Registrant | null }[];
}
