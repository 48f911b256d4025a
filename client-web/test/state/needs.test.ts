import { describe, expect, it } from 'vitest';
import { count_behind, count_groups, group_of, join_needs, newer_need, settle, step_marks, takes_offers } from '../../src/state/needs';
import { k_need_statuses, type Need } from '../../src/wire/types';

function a_need(id: string, more: Partial<Need> = {}): Need {
  return {
    id, number: `N-${id}`, title: id, category: 'other', status: 'match_waiting', status_since: '2026-11-23T09:00:00.000+09:00', incident_id: null, is_drill: false,
    district_id: 'd', town: null, people_needed: 1, people_min: 1, people_max: 1, roles: [], leader_needed: false, gender_wish: null, load: 'normal', placard: null, places: { needed: 1, accepted: 0, open: 1, waitlisted: 0 }, waitlist_max: 0, skills: [], priority: 'normal',
    channel: 'phone', starts_at: null, ends_at: null, bring: null, received_at: '2026-11-23T09:00:00.000+09:00', survey: null, hold: null, outcome: null,
    merged_into: null, version: 1, changed_seq: 1, ...more,
  };
}
const at = (hour: number): string => `2026-11-23T${String(hour).padStart(2, '0')}:00:00.000+09:00`;
const book = (...needs: Need[]): ReadonlyMap<string, Need> => new Map(needs.map((need) => [need.id, need]));

describe('the order of the list', () => {
  it('is crisis, priority, others, and the longest waiting first within each', () => {
    const all = book(
      a_need('new', { received_at: at(12) }),
      a_need('old', { received_at: at(8) }),
      a_need('priority', { priority: 'priority', received_at: at(13) }),
      a_need('crisis-late', { priority: 'crisis', received_at: at(14) }),
      a_need('crisis-early', { priority: 'crisis', received_at: at(10) }),
    );
    expect(settle(all, 'match')).toEqual(['crisis-early', 'crisis-late', 'priority', 'old', 'new']);
  });

  it('holds one tab only, and every status has a tab', () => {
    const all = book(a_need('a', { status: 'received' }), a_need('b', { status: 'survey_waiting' }), a_need('c'));
    expect(settle(all, 'survey')).toEqual(['b']);
    for (const status of k_need_statuses) expect(count_groups(book(a_need('x', { status })))[group_of(status)]).toBe(1);
  });
});

describe('rows on screen', () => {
  it('do not move when something comes in: it is counted behind the button', () => {
    const before = book(a_need('a'), a_need('b'));
    const shown = settle(before, 'match');
    const after = book(a_need('a'), a_need('b', { status: 'working' }), a_need('c', { priority: 'crisis' }), a_need('d', { status: 'received' }));
    expect(count_behind(after, 'match', shown)).toBe(1);
    expect(shown).toEqual(['a', 'b']);
    expect(settle(after, 'match')).toEqual(['c', 'a']);
  });
});

describe('several sources of one need', () => {
  it('keep the state that was written later, whichever came last', () => {
    const old = a_need('a', { changed_seq: 4, version: 2, title: 'old' });
    const young = a_need('a', { changed_seq: 9, version: 3, title: 'young' });
    expect(newer_need(young, old).title).toBe('young');
    expect(newer_need(old, young).title).toBe('young');
    expect([...join_needs(null, [young], [old], undefined).values()].map((need) => need.title)).toEqual(['young']);
  });

  it('never mix scopes: an incident and everyday work stand apart', () => {
    const drill = a_need('drill', { incident_id: 'i', is_drill: true });
    const all = [a_need('everyday'), drill, a_need('other', { incident_id: 'j' })];
    expect([...join_needs(null, all).keys()]).toEqual(['everyday']);
    expect([...join_needs('i', all).keys()]).toEqual(['drill']);
  });
});

describe('the step bar', () => {
  it('shows what is done, now and later, and gives way to a side state', () => {
    expect(step_marks('match_waiting')).toEqual(['done', 'done', 'now', 'later', 'later']);
    expect(step_marks('done')).toEqual(['done', 'done', 'done', 'done', 'done']);
    expect(step_marks('on_hold')).toBeNull();
  });

  it('offers are for needs that wait for people or are worked on', () => {
    expect(k_need_statuses.filter((status) => takes_offers(a_need('a', { status })))).toEqual(['match_waiting', 'assigned', 'working']);
  });
});
