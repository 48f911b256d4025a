// 生活応援隊 on every screen: what events told, which version is newer, and what a visit costs by the district's rule.
import type { FeeKind, Id, LiveEvent, Referral, Series, ServiceUser } from '../wire/types';

export interface SupportSeen {
  service_users: ReadonlyMap<Id, ServiceUser>;
  series: ReadonlyMap<Id, Series>;
  referrals: ReadonlyMap<Id, Referral>;
}

export const k_nothing_seen: SupportSeen = { service_users: new Map(), series: new Map(), referrals: new Map() };

export function fold_support(seen: SupportSeen, events: readonly LiveEvent[]): SupportSeen {
  if (!events.some((event) => event.service_user || event.series || event.referral)) return seen;
  const service_users = new Map(seen.service_users);
  const series = new Map(seen.series);
  const referrals = new Map(seen.referrals);
  for (const event of events) {
    if (event.service_user) service_users.set(event.service_user.id, event.service_user);
    if (event.series) series.set(event.series.id, event.series);
    if (event.referral) referrals.set(event.referral.id, event.referral);
  }
  return { service_users, series, referrals };
}

/** What was read and what was told, the newer of the two each. */
export function newest<T extends { id: Id; version: number }>(...sources: (Iterable<T> | undefined)[]): Map<Id, T> {
  const all = new Map<Id, T>();
  for (const source of sources)
    for (const one of source ?? []) if ((all.get(one.id)?.version ?? 0) <= one.version) all.set(one.id, one);
  return all;
}

const k_rank = { open: 0, taken: 1, closed: 2 };
/** Nobody's first, then who waits longest; what is over comes last, newest first. */
export function in_order(referrals: Iterable<Referral>): Referral[] {
  return [...referrals].sort((a, b) => {
    if (a.status !== b.status) return k_rank[a.status] - k_rank[b.status];
    return (a.opened_at < b.opened_at ? -1 : 1) * (a.status === 'closed' ? -1 : 1);
  });
}

/** The server's own rule (domain/support_rules): full 10 yen, or a ticket for each hour begun, for each helper. */
export function propose_fee(kind: FeeKind, rate_yen: number, minutes: number, people: number): { fee_yen?: number; tickets?: number } {
  if (kind === 'free' || !(minutes > 0)) return {};
  const helpers = Math.max(people, 1);
  if (kind === 'ticket') return { tickets: Math.ceil(minutes / 60) * helpers };
  return { fee_yen: Math.floor(Math.floor((minutes * rate_yen) / 60) / 10) * 10 * helpers };
}

/** 510 → 08:30, as a time field holds it, and back; NaN for what is no time. */
export function clock_of_minutes(minutes: number): string {
  return `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`;
}
export function minutes_of_clock(text: string): number {
  const match = /^(\d{1,2}):(\d{2})$/.exec(text);
  return match ? Number(match[1]) * 60 + Number(match[2]) : NaN;
}
