// 見守り on weekdays as lines of a list: who is due today, who comes later, whom others look in on, own unsent
// visits laid over.
import type { Id, NewWatchVisit, Watch } from '../wire/types';
import type { Entry } from './outbox';

const k_day_ms = 24 * 3600_000;

export interface WeekdayLine {
  watch: Watch;
  /** Own visit that the server has not decided; it counts as made. */
  unsent: Entry | null;
  refused: Entry | null;
}

export interface WeekdayView {
  due: WeekdayLine[];
  later: WeekdayLine[];
  /** Somebody else was chosen to look in, and nobody had to be told beyond them. */
  others: WeekdayLine[];
}

const k_japan_ms = 9 * 3600_000;

/** Day of the calendar in Japan, whatever the device's zone, as a number that grows by one a day. */
function day_number(at: number): number {
  return Math.floor((at + k_japan_ms) / k_day_ms);
}

/** Below zero: so many days late. 0: today. */
export function days_left(watch: Pick<Watch, 'due_at'>, now: number): number {
  return day_number(Date.parse(watch.due_at)) - day_number(now);
}

/** Active ones. Due (today or late): whom somebody worries about first, then the longest late. */
export function view_weekdays(watches: Iterable<Watch>, entries: readonly Entry[], now: number): WeekdayView {
  const own = new Map<Id, { unsent: Entry | null; refused: Entry | null }>();
  for (const entry of [...entries].sort((a, b) => a.made_at - b.made_at)) {
    if (entry.word !== 'visit') continue;
    const at = own.get(entry.subject) ?? { unsent: null, refused: null };
    if (entry.state !== 'answered') at.unsent = entry;
    else if (entry.problem) at.refused = entry;
    own.set(entry.subject, at);
  }
  const view: WeekdayView = { due: [], later: [], others: [] };
  for (const watch of watches) {
    if (watch.status !== 'active') continue;
    const line = { watch, ...(own.get(watch.id) ?? { unsent: null, refused: null }) };
    const is_done = line.unsent !== null && (line.unsent.body as NewWatchVisit).result !== 'absent';
    const is_due = !is_done && (days_left(watch, now) <= 0 || line.refused !== null || has_concern(watch));
    (line.refused === null && !is_ours(watch) ? view.others : is_due ? view.due : view.later).push(line);
  }
  const by_due = (a: WeekdayLine, b: WeekdayLine): number =>
    Date.parse(a.watch.due_at) - Date.parse(b.watch.due_at) || (a.watch.id < b.watch.id ? -1 : 1);
  view.due.sort((a, b) => Number(has_concern(b.watch)) - Number(has_concern(a.watch)) || by_due(a, b));
  view.later.sort(by_due);
  view.others.sort(by_due);
  return view;
}

/** Mine to look in on, or it has come to the district and the centre because nobody did, or somebody worries. */
function is_ours(watch: Pick<Watch, 'is_mine' | 'told'>): boolean {
  return watch.is_mine || watch.told === 'coordinator' || watch.told === 'center';
}

export function has_concern(watch: Pick<Watch, 'last_visit'>): boolean {
  return watch.last_visit?.result === 'concern';
}
