// The desk's list of needs: which tab a need stands in, in which order, and which rows may be on screen.
import type { Id, Need, NeedStatus, Priority } from '../wire/types';

export const k_need_groups = ['intake', 'survey', 'match', 'field', 'hold', 'closed'] as const;
export type NeedGroup = (typeof k_need_groups)[number];

const k_group: Record<NeedStatus, NeedGroup> = {
  received: 'intake',
  triaged: 'intake',
  survey_waiting: 'survey',
  surveyed: 'survey',
  match_waiting: 'match',
  assigned: 'match',
  dispatched: 'field',
  working: 'field',
  reported: 'field',
  on_hold: 'hold',
  done: 'closed',
  cancelled: 'closed',
  declined: 'closed',
  merged: 'closed',
};

export function group_of(status: NeedStatus): NeedGroup {
  return k_group[status];
}

const k_rank: Record<Priority, number> = { crisis: 0, priority: 1, normal: 2 };

/** Crisis, then priority, then others; within each the longest waiting first. */
export function compare_needs(a: Need, b: Need): number {
  return (
    k_rank[a.priority] - k_rank[b.priority] ||
    Date.parse(a.received_at) - Date.parse(b.received_at) ||
    (a.number < b.number ? -1 : a.number > b.number ? 1 : 0)
  );
}

export type NeedBook = ReadonlyMap<Id, Need>;

/** The state that was written later stands; a reply and a live event may come in either order. */
export function newer_need(known: Need | undefined, other: Need): Need {
  if (!known) return other;
  if (other.changed_seq !== known.changed_seq) return other.changed_seq > known.changed_seq ? other : known;
  return other.version >= known.version ? other : known;
}

/** Joins several sources into the book of one scope: an incident's needs, or those of no incident. */
export function join_needs(incident_id: Id | null, ...sources: (Iterable<Need> | undefined)[]): NeedBook {
  const book = new Map<Id, Need>();
  for (const source of sources)
    for (const need of source ?? [])
      if (need.incident_id === incident_id) book.set(need.id, newer_need(book.get(need.id), need));
  return book;
}

export function count_groups(book: NeedBook): Record<NeedGroup, number> {
  const counts: Record<NeedGroup, number> = { intake: 0, survey: 0, match: 0, field: 0, hold: 0, closed: 0 };
  for (const need of book.values()) counts[k_group[need.status]]++;
  return counts;
}

/** A fresh order of one tab: on a new visit or when new rows are asked for. */
export function settle(book: NeedBook, group: NeedGroup): Id[] {
  const rows = [...book.values()].filter((need) => k_group[need.status] === group);
  if (group === 'closed') rows.sort((a, b) => Date.parse(b.status_since) - Date.parse(a.status_since));
  else rows.sort(compare_needs);
  return rows.map((need) => need.id);
}

/** How many wait behind the button: in this tab, but not among the rows on screen. Rows on screen never move. */
export function count_behind(book: NeedBook, group: NeedGroup, shown: readonly Id[]): number {
  const known = new Set(shown);
  let behind = 0;
  for (const need of book.values()) if (k_group[need.status] === group && !known.has(need.id)) behind++;
  return behind;
}

export type StepMark = 'done' | 'now' | 'later';

const k_step_of: Partial<Record<NeedStatus, number>> = {
  received: 0,
  triaged: 0,
  survey_waiting: 1,
  surveyed: 1,
  match_waiting: 2,
  assigned: 2,
  dispatched: 3,
  working: 3,
  reported: 4,
  done: 5,
};

/** The five-step bar; null where a side state (hold, cancelled …) takes its place. */
export function step_marks(status: NeedStatus): StepMark[] | null {
  const at = k_step_of[status];
  if (at === undefined) return null;
  return [0, 1, 2, 3, 4].map((step) => (step < at ? 'done' : step === at ? 'now' : 'later'));
}

const k_takes_offers = new Set<NeedStatus>(['match_waiting', 'assigned', 'working']);

export function takes_offers(need: Need): boolean {
  return k_takes_offers.has(need.status);
}
