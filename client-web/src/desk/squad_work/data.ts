// What the page reads once and then hears of by the live topic: the newer of the two is on screen.
import { computed, effect, signal, untracked } from '@preact/signals';
import { api } from '../../net/api';
import { live } from '../../net/live';
import { desk_needs_topic } from '../../state/desk_topics';
import { in_order, newest } from '../../state/support';
import type { Id, List, Problem, Referral, Series, ServiceUser } from '../../wire/types';

const topic = live.follow('needs', desk_needs_topic);
const read_users = signal<readonly ServiceUser[]>([]);
const read_series = signal<readonly Series[]>([]);
const read_referrals = signal<readonly Referral[]>([]);
export const is_ready = signal(false);
export const problem = signal<Problem | null>(null);
/** Shown districts; empty for all. */
export const district_id = signal<Id | ''>('');

const seen = computed(() => topic.value.data?.support);
const of_district = <T extends { district_id: Id }>(all: Iterable<T>): T[] =>
  [...all].filter((one) => district_id.value === '' || one.district_id === district_id.value);

const all_users = computed(() => newest(read_users.value, seen.value?.service_users.values()));
const all_series = computed(() => newest(read_series.value, seen.value?.series.values()));
const all_referrals = computed(() => newest(read_referrals.value, seen.value?.referrals.values()));

export const user_of = (id: Id | null | undefined): ServiceUser | undefined => (id ? all_users.value.get(id) : undefined);
export const series_of = (id: Id): Series | undefined => all_series.value.get(id);
export const referral_of = (id: Id): Referral | undefined => all_referrals.value.get(id);
export const users = computed(() => of_district(all_users.value.values()).sort((a, b) => (a.name_kana < b.name_kana ? -1 : 1)));
const next_day = (one: Series): string => one.next[0]?.on ?? '9999';
export const series = computed(() => of_district(all_series.value.values()).sort((a, b) => (next_day(a) < next_day(b) ? -1 : 1)));
export const jobs_of = (user_id: Id): Series[] => [...all_series.value.values()].filter((one) => one.service_user_id === user_id);
export const referrals = computed(() => in_order(of_district(all_referrals.value.values())));
export const waiting = computed(() => [...all_referrals.value.values()].filter((one) => one.status === 'open').length);

export const put_user = (one: ServiceUser): void => void (read_users.value = [one, ...read_users.value]);
export const put_series = (one: Series): void => void (read_series.value = [one, ...read_series.value]);
export const put_referral = (one: Referral): void => void (read_referrals.value = [one, ...read_referrals.value]);

async function read_all<T>(path: string): Promise<readonly T[] | Problem> {
  const items: T[] = [];
  let cursor: string | null = null;
  do {
    const more: string = cursor === null ? '' : `&cursor=${encodeURIComponent(cursor)}`;
    const reply: Awaited<ReturnType<typeof api.get<List<T>>>> = await api.get<List<T>>(`${path}?limit=1000${more}`);
    if (!reply.ok) return reply.problem;
    items.push(...reply.data.items);
    cursor = reply.data.next_cursor;
  } while (cursor !== null && items.length < 20_000);
  return items;
}

const is_list = <T>(found: readonly T[] | Problem): found is readonly T[] => Array.isArray(found);

async function read(): Promise<void> {
  const [u, s, r] = await Promise.all([read_all<ServiceUser>('/service-users'), read_all<Series>('/series'), read_all<Referral>('/referrals')]);
  problem.value = [u, s, r].find((one): one is Problem => !Array.isArray(one)) ?? null;
  if (is_list(u)) read_users.value = u;
  if (is_list(s)) read_series.value = s;
  if (is_list(r)) read_referrals.value = r;
  is_ready.value = true;
}

let is_started = false;
/** Reads when the page is first opened, and again whenever a fresh snapshot tells that something may have been missed. */
export function start_squad_work(): void {
  if (is_started) return;
  is_started = true;
  effect(() => {
    if ((topic.value.data?.started ?? 0) === last_started) return;
    last_started = topic.value.data?.started ?? 0;
    untracked(() => void read());
  });
}
let last_started = -1;
