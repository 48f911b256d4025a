// What somebody was told: newest first, what is new marked, what waits for the end of the quiet hours kept apart.
import type { Notice } from '../wire/offer_types';
import type { Id } from '../wire/types';

/** Joins what was read with what came live. Sent stands over waiting, seen over unseen. */
export function join_notices(...sources: (Iterable<Notice> | undefined)[]): Notice[] {
  const by_id = new Map<Id, Notice>();
  for (const source of sources)
    for (const notice of source ?? []) by_id.set(notice.id, later_notice(by_id.get(notice.id), notice));
  return [...by_id.values()].filter((one) => one.status === 'sent').sort((a, b) => told_at(b) - told_at(a));
}

const k_rank: Record<Notice['status'], number> = { waiting: 0, sent: 1, cancelled: 2 };

function later_notice(known: Notice | undefined, other: Notice): Notice {
  if (!known) return other;
  const later = k_rank[other.status] >= k_rank[known.status] ? other : known;
  return { ...later, seen_at: later.seen_at ?? known.seen_at ?? other.seen_at };
}

/** When it reached the person. */
export function told_at(notice: Notice): number {
  return Date.parse(notice.sent_at ?? notice.due_at);
}

export function is_new(notice: Notice): boolean {
  return notice.status === 'sent' && notice.seen_at === null;
}

export function count_new(notices: Iterable<Notice>): number {
  let count = 0;
  for (const notice of notices) if (is_new(notice)) count++;
  return count;
}

/** All told so far are seen, as the page knows before the server says it again. */
export function all_seen(notices: Iterable<Notice>, at: string): Notice[] {
  return [...notices].map((notice) => (is_new(notice) ? { ...notice, seen_at: at } : notice));
}

/** Of several that came together one line is said for each kind and offer, the last. */
export function to_say(notices: readonly Notice[]): Notice[] {
  const by_what = new Map(notices.map((notice) => [`${notice.kind} ${notice.offer_id}`, notice]));
  return [...by_what.values()];
}
