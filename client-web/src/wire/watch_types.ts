// 見守り on weekdays: watches and visits. types.ts re-exports all of it.
import type { Id, Instant, Registrant } from './types';

export const k_watch_statuses = ['active', 'paused', 'ended'] as const;
export type WatchStatus = (typeof k_watch_statuses)[number];
export const k_watch_told = ['nobody', 'watchers', 'coordinator', 'center'] as const;
export type WatchTold = (typeof k_watch_told)[number];
export const k_visit_results = ['met', 'signs_fine', 'absent', 'concern'] as const;
export type VisitResult = (typeof k_visit_results)[number];
export const k_watch_signs = ['newspapers', 'shutters', 'laundry', 'lights', 'letter_box', 'no_answer'] as const;
export type WatchSign = (typeof k_watch_signs)[number];

/** Somebody who may be chosen to look in on people of a district. */
export interface Watcher {
  id: Id;
  name: string;
}
/** As many watchers as one person may have. */
export const k_watchers_max = 10;

export interface WatchVisit {
  id: Id;
  result: VisitResult;
  signs: WatchSign[];
  note: string | null;
  occurred_at: Instant;
  recorded_at: Instant;
  recorded_by_name: string | null;
}

export interface Watch {
  id: Id;
  registrant: Registrant;
  district_id: Id;
  interval_days: number;
  watchers: Watcher[];
  look_for: string | null;
  status: WatchStatus;
  started_at: Instant;
  last_seen_at: Instant | null;
  last_visit: WatchVisit | null;
  due_at: Instant;
  is_due: boolean;
  is_mine: boolean;
  told: WatchTold;
  version: number;
}

export interface NewWatch {
  registrant_id: Id;
  interval_days: number;
  watcher_ids: Id[];
  look_for: string | null;
}

export interface WatchPatch {
  interval_days?: number;
  watcher_ids?: Id[];
  look_for?: string | null;
  status?: WatchStatus;
}

export interface NewWatchVisit {
  result: VisitResult;
  signs: WatchSign[];
  note?: string;
  occurred_at: Instant;
}
