import { describe, expect, it } from 'vitest';
import { moved_key, moved_since } from '../../src/state/plan_moves';
import { asks_offers, day_of, needs_of_day, next_day, noon_of, now_board } from '../../src/state/plan_now';
import { apply_message, empty_topic } from '../../src/state/topic';
import { needs_topic } from '../../src/state/topics';
import type { Need, Offer, Plan, PlanNeed } from '../../src/wire/types';

const k_nine = '2026-11-24T09:00:00.000+09:00';
const k_noon = '2026-11-24T12:00:00.000+09:00';

function live(id: string, more: Partial<Need> = {}): Need {
  const places = { needed: 2, accepted: 0, open: 0, waitlisted: 0 };
  return {
    id, number: `N-${id}`, title: id, status: 'match_waiting', status_since: k_nine, priority: 'normal', people_needed: 2, starts_at: k_nine, ends_at: k_noon, received_at: k_nine, changed_seq: 5, version: 1,
    incident_id: null, district_id: 'd', places, ...more,
  } as Need;
}
const planned = (id: string): PlanNeed => ({ need_id: id, taken: 0, people_needed: 2, priority: 'normal', starts_at: k_nine, ends_at: k_noon }) as PlanNeed;
const plan = {
  id: 'p', status: 'draft', seq: 10, made_at: '2026-11-23T17:00:00.000+09:00', needs: [planned('1'), planned('2')], assignments: [{ need_id: '1', volunteer_id: 'v' }, { need_id: '2', volunteer_id: 'w' }],
} as unknown as Plan;
const book = (...needs: Need[]): ReadonlyMap<string, Need> => new Map(needs.map((need) => [need.id, need]));
function an_offer(more: Partial<Offer>): Offer {
  return { id: 'o', need_id: '1', volunteer_id: 'v', status: 'open', made_at: '2026-11-23T18:00:00.000+09:00', answered_at: '2026-11-23T18:05:00.000+09:00', ...more } as Offer;
}
const codes = (...args: Parameters<typeof moved_since>): string[] => moved_since(...args).map((one) => `${one.code} ${one.need_id} ${one.volunteer_id}`);

describe('the world moves while a plan lies on the desk', () => {
  it('is silent while nothing that the plan used has changed', () => {
    expect(codes(plan, book(live('1'), live('2', { changed_seq: 11 })), [], true)).toEqual([]);
  });

  it('tells a need that was closed, changed, or that others were decided for', () => {
    expect(codes(plan, book(live('1', { changed_seq: 11, status: 'cancelled' }), live('2')), [], true)).toEqual(['need_closed 1 null']);
    expect(codes(plan, book(live('1', { changed_seq: 11, people_needed: 5 }), live('2')), [], true)).toEqual(['need_changed 1 null']);
    expect(codes(plan, book(live('1', { changed_seq: 11, places: { needed: 2, accepted: 1, open: 0, waitlisted: 0 } }), live('2')), [], true)).toEqual(['places_changed 1 null']);
  });

  it('takes a need that is gone for closed only when all open needs are known', () => {
    expect(codes(plan, book(live('2')), [], true)).toEqual(['need_closed 1 null']);
    expect(codes(plan, book(live('2')), [], false)).toEqual([]);
  });

  it('tells answers of people whom the plan sends, but not those from before it was made', () => {
    const all = book(live('1'), live('2'), live('3', { starts_at: '2026-11-24T11:00:00.000+09:00' }), live('4', { starts_at: k_noon, ends_at: null }));
    expect(codes(plan, all, [an_offer({ status: 'declined' })], true)).toEqual(['declined 1 v']);
    expect(codes(plan, all, [an_offer({ status: 'accepted' })], true)).toEqual(['already_answered 1 v']);
    expect(codes(plan, all, [an_offer({ status: 'accepted', need_id: '3' })], true)).toEqual(['volunteer_busy 1 v']);
    expect(codes(plan, all, [an_offer({ status: 'accepted', need_id: '4' })], true)).toEqual([]);
    expect(codes(plan, all, [an_offer({ status: 'declined', answered_at: '2026-11-23T16:00:00.000+09:00' })], true)).toEqual([]);
    expect(codes(plan, all, [an_offer({ status: 'declined', volunteer_id: 'nobody' })], true)).toEqual([]);
  });

  it('is silent about a plan that is committed, and has one key for one list in any order', () => {
    const gone = book();
    expect(codes({ ...plan, status: 'committed' }, gone, [], true)).toEqual([]);
    const list = moved_since(plan, gone, [], true);
    expect(moved_key(list)).toBe(moved_key([...list].reverse()));
  });

  it('hears on the needs topic that another desk changed a plan', () => {
    const start = apply_message(empty_topic<ReturnType<typeof needs_topic.start>>(), { type: 'snapshot', topic: 'needs', seq: 140, data: { items: [] } }, needs_topic);
    const event = { seq: 141, type: 'plan.changed', occurred_at: k_nine, recorded_at: k_nine, plan_id: 'p' };
    const after = apply_message(start, { type: 'events', topic: 'needs', seq: 141, events: [event] }, needs_topic);
    expect(after.data!.plans.get('p')).toBe(141);
  });
});

describe('the day of a plan', () => {
  it('is the day in Japan', () => {
    expect(day_of('2026-11-23T23:30:00.000Z')).toBe('2026-11-24');
    expect(next_day('2026-12-31')).toBe('2027-01-01');
    expect(day_of(noon_of('2026-11-24'))).toBe('2026-11-24');
  });

  it('holds needs of that day, and those that may be on any', () => {
    const all = book(live('1'), live('2', { starts_at: null, ends_at: null }), live('3', { starts_at: '2026-11-25T09:00:00.000+09:00', ends_at: null }), live('4', { status: 'done' }), live('5', { district_id: 'e' }));
    expect(needs_of_day(all, '2026-11-24', 'd').map((need) => need.id)).toEqual(['1', '2']);
  });
});

describe('what is decided now', () => {
  it('is the latest offer of each, by need and person; nobody is read for who was not asked', () => {
    const who = { id: 'v', number: 'V-1', name: '見本 花子' };
    const old = an_offer({ id: 'a', status: 'declined', made_at: '2026-11-20T18:00:00.000+09:00', volunteer: who });
    const board = now_board([live('1'), live('2')], (id) => (id === '1' ? [an_offer({ id: 'b', status: 'accepted', volunteer: who }), old, an_offer({ id: 'c', volunteer_id: 'x', status: 'withdrawn' })] : []));
    expect(board.people).toEqual([who]);
    expect(board.at.get('1')!.get('v')!.status).toBe('accepted');
    expect(board.at.get('1')!.has('x')).toBe(false);
    expect(asks_offers(live('1'))).toBe(false);
    expect(asks_offers(live('1', { places: { needed: 1, accepted: 0, open: 1, waitlisted: 0 } }))).toBe(true);
  });
});
