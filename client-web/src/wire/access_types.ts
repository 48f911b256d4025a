// What the contract says about access to the roster. Hand-kept beside api.d.ts; test/wire checks that they fit.
import type { Id, Instant, LegalPhase, Registrant } from './types';

export type PhasePurpose = 'life_protection' | 'check_safety' | 'evacuation_support' | 'other';

/** One decision on an incident's phase; ended_at is null while it stands. */
export interface PhaseRecord {
  phase: LegalPhase;
  decided_by_name: string | null;
  purpose: PhasePurpose;
  reason: string;
  decided_at: Instant;
  until: Instant | null;
  ended_at: Instant | null;
  ended_how: 'time' | 'decision' | 'closed' | null;
}

/** A file that was opened in an emergency. */
export interface Glass {
  id: Id;
  account_name: string | null;
  registrant_id: Id;
  registrant_number: string | null;
  district_id: Id;
  reason: string;
  opened_at: Instant;
  until: Instant;
}

export interface GlassOpened {
  id: Id;
  registrant_id: Id;
  until: Instant;
  registrant: Registrant | null;
}

export interface TrailLine {
  id: Id;
  at: Instant;
  account_name: string | null;
  action: string;
  route: string | null;
  incident_name: string | null;
  subjects: number;
}
