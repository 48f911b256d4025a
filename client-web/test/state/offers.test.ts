import { describe, expect, it } from 'vitest';
import {
  for_keeping,
  group_offers,
  job_stage,
  may_ask_why,
  newer_offer,
  view_offer,
  view_substitute,
} from '../../src/state/offers';
import { new_entry, type Entry } from '../../src/state/outbox';
import type { JobCard, Offer } from '../../src/wire/types';

const k_now = Date.parse('2026-11-23T13:42:00.000+09:00');
const card = (more: Partial<JobCard> = {}): JobCard =>
  ({
    id: 'n',
    title: '庭',
    status: 'assigned',
    starts_at: null,
    ends_at: null,
    address: '見本町1',
    requester: { name: '見本' },
    lat: 1,
    lng: 2,
    detail: '裏口',
    ...more,
  }) as JobCard;
const offer = (more: Partial<Offer> = {}): Offer =>
  ({
    id: 'o',
    need_id: 'n',
    status: 'open',
    expires_at: '2026-11-23T14:00:00.000+09:00',
    answered_at: null,
    arrived_at: null,
    served_at: null,
    waitlist_position: null,
    version: 1,
    made_at: '2026-11-23T13:00:00.000+09:00',
    need: card(),
    ...more,
  }) as Offer;
const press = (word: string, more: Partial<Entry> = {}): Entry => ({
  ...new_entry({ key: 'k', account_id: 'a', word, subject: 'o', path: '', body: {}, made_at: k_now - 60_000 }),
  ...more,
});
const view = (one: Offer, entries: Entry[] = []) => view_offer(one, entries, k_now, k_now);

describe('an offer on the phone', () => {
  it('tells the time left by the server clock', () => {
    expect(view(offer())).toEqual({ kind: 'open', left_ms: 18 * 60_000 });
    expect(view_offer(offer(), [], k_now, k_now + 20 * 60_000).kind).toBe('over');
  });

  it('is 仮受付 while an acceptance is unsent, never final', () => {
    expect(view(offer(), [press('accept', { tries: 1 })])).toMatchObject({
      kind: 'provisional',
      word: 'accept',
      made_at: k_now - 60_000,
    });
  });

  it('says "sending" only for a fresh first try', () => {
    expect(view(offer(), [press('accept', { made_at: k_now - 1000, state: 'sending' })]).kind).toBe('sending');
    expect(view(offer(), [press('accept', { made_at: k_now - 1000, state: 'waiting', tries: 1 })]).kind).toBe(
      'provisional',
    );
    const stuck = press('check', { subject: 'p', tries: 2 });
    expect(view(offer(), [stuck, press('accept', { made_at: k_now - 1000 })]).kind).toBe('provisional');
  });

  it('shows a lost race until the person has seen it', () => {
    const problem = { type: '', title: '', status: 409, code: 'place_taken' };
    expect(view(offer(), [press('accept', { state: 'answered', problem })])).toMatchObject({
      kind: 'refused',
      problem,
    });
  });

  it('tells the place on the waiting list', () => {
    expect(view(offer({ status: 'waitlisted', waitlist_position: 2 }))).toEqual({ kind: 'waitlisted', position: 2 });
  });

  it('follows a job from going to reported, counting unsent presses', () => {
    const taken = offer({ status: 'accepted' });
    expect(job_stage(taken, [])).toBe('go');
    expect(job_stage(taken, [press('arrive')])).toBe('working');
    expect(job_stage({ ...taken, arrived_at: 'x' }, [press('complete')])).toBe('report_unsent');
    expect(job_stage({ ...taken, served_at: 'x' }, [])).toBe('done');
    expect(job_stage({ ...taken, need: card({ status: 'done' }) }, [])).toBe('done');
  });

  it('lists what wants an answer first, soonest end on top', () => {
    const soon = offer({ id: 'a', expires_at: '2026-11-23T13:50:00.000+09:00' });
    const later = offer({ id: 'b' });
    const groups = group_offers(
      [later, offer({ id: 'c', status: 'accepted' }), soon, offer({ id: 'd', status: 'expired' })],
      [],
      k_now,
      k_now,
    );
    expect(groups.to_answer.map((one) => one.id)).toEqual(['a', 'b']);
    expect(groups.mine.map((one) => one.id)).toEqual(['c']);
    expect(groups.past.map((one) => one.id)).toEqual(['d']);
  });

  it('takes the newer of a reply and a live event, and the live one at the same version', () => {
    const live = offer({ version: 2, need: card({ title: 'live' }) });
    expect(newer_offer(live, offer({ version: 3 })).version).toBe(3);
    expect(newer_offer(live, offer({ version: 2 }))).toBe(live);
    expect(newer_offer(undefined, live)).toBe(live);
  });

  it('keeps no address and no name on the phone after the report, or a day past the end', () => {
    const taken = offer({ status: 'accepted' });
    expect(for_keeping(taken, k_now).need?.address).toBe('見本町1');
    const over = [
      for_keeping({ ...taken, served_at: 'x' }, k_now),
      for_keeping({ ...taken, status: 'withdrawn' }, k_now),
      for_keeping({ ...taken, need: card({ ends_at: '2026-11-22T12:00:00.000+09:00' }) }, k_now),
    ];
    for (const one of over) {
      expect(one.need).toBeDefined();
      for (const field of ['address', 'requester', 'lat', 'lng', 'detail']) expect(one.need).not.toHaveProperty(field);
    }
  });
});

describe('handing a job over', () => {
  const mine = offer({ status: 'accepted', substitute_wanted_at: null });
  it('is never shown as asked before the server has said so', () => {
    expect(view_substitute(mine, [])).toEqual({ kind: 'none' });
    expect(view_substitute(mine, [press('substitute', { tries: 1 })])).toMatchObject({
      kind: 'unsent',
      word: 'substitute',
      can_take_back: true,
    });
    const since = '2026-11-23T13:40:00.000+09:00';
    expect(view_substitute(offer({ status: 'accepted', substitute_wanted_at: since }), [])).toEqual({
      kind: 'wanted',
      since,
    });
  });

  it('shows the last press when it was taken back before it was sent', () => {
    const asked = offer({ status: 'accepted', substitute_wanted_at: '2026-11-23T13:40:00.000+09:00' });
    const back = press('substitute_back', { state: 'sending', made_at: k_now });
    expect(view_substitute(asked, [press('substitute', { state: 'answered' }), back])).toMatchObject({
      word: 'substitute_back',
      can_take_back: false,
    });
  });

  it('is over once somebody else has the place', () => {
    const gone = offer({ status: 'withdrawn', substitute_wanted_at: '2026-11-23T13:40:00.000+09:00', substituted_by: 'x' });
    expect(view_substitute(gone, [])).toEqual({ kind: 'none' });
  });
});

describe('the question why', () => {
  const no = offer({ status: 'declined', answered_by: 'self', decline_reason: null, answered_at: '2026-11-23T13:41:00.000+09:00' });
  it('is asked after a no, also while it is unsent', () => {
    expect(may_ask_why(no, [], k_now)).toBe(true);
    expect(may_ask_why(offer(), [press('decline', { tries: 1 })], k_now)).toBe(true);
  });
  it('is asked once, never of what staff wrote down, never days later', () => {
    expect(may_ask_why(no, [press('decline_reason')], k_now)).toBe(false);
    expect(may_ask_why({ ...no, decline_reason: 'busy' }, [], k_now)).toBe(false);
    expect(may_ask_why({ ...no, answered_by: 'staff' }, [], k_now)).toBe(false);
    expect(may_ask_why(no, [], k_now + 25 * 3600_000)).toBe(false);
    expect(may_ask_why(offer(), [], k_now)).toBe(false);
  });
});
