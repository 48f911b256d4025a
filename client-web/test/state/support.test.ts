import { describe, expect, it } from 'vitest';
import { clock_of_minutes, fold_support, in_order, k_nothing_seen, minutes_of_clock, newest, propose_fee } from '../../src/state/support';
import type { LiveEvent, Referral } from '../../src/wire/types';

const referral = (id: string, status: Referral['status'], opened_at: string, version = 1): Referral =>
  ({ id, status, opened_at, version }) as Referral;

describe('a fee', () => {
  it('is proposed as the server would, never rounded up', () => {
    // tests/unit/domain/support_test.cpp holds the same rows.
    expect(propose_fee('per_hour', 400, 60, 1)).toEqual({ fee_yen: 400 });
    expect(propose_fee('per_hour', 200, 50, 1)).toEqual({ fee_yen: 160 });
    expect(propose_fee('per_hour', 400, 90, 2)).toEqual({ fee_yen: 1200 });
    expect(propose_fee('ticket', 400, 60, 1)).toEqual({ tickets: 1 });
    expect(propose_fee('ticket', 400, 61, 1)).toEqual({ tickets: 2 });
    expect(propose_fee('ticket', 400, 30, 2)).toEqual({ tickets: 2 });
    expect(propose_fee('free', 0, 60, 1)).toEqual({});
    expect(propose_fee('per_hour', 400, 0, 1)).toEqual({});
    expect(propose_fee('per_hour', 400, NaN, 1)).toEqual({});
  });
});

describe('what events tell', () => {
  it('is kept by id, and events about other things change nothing', () => {
    const event = (more: Partial<LiveEvent>): LiveEvent => ({ seq: 1, type: 'x', occurred_at: '', recorded_at: '', ...more });
    expect(fold_support(k_nothing_seen, [event({})])).toBe(k_nothing_seen);
    const seen = fold_support(k_nothing_seen, [event({ referral: referral('a', 'open', '1') }), event({ referral: referral('a', 'taken', '1', 2) })]);
    expect(seen.referrals.get('a')?.status).toBe('taken');
    expect(k_nothing_seen.referrals.size).toBe(0);
  });

  it('wins over what was read only when it is newer', () => {
    const read = [referral('a', 'taken', '1', 3), referral('b', 'open', '2', 1)];
    const told = [referral('a', 'open', '1', 1), referral('b', 'closed', '2', 2)];
    expect([...newest(read, told).values()].map((one) => one.status)).toEqual(['taken', 'closed']);
    expect(newest(undefined, read).size).toBe(2);
  });
});

describe('concerns', () => {
  it('stand in the order of who waits longest, those that are over last', () => {
    const all = [referral('done', 'closed', '1'), referral('new', 'open', '4'), referral('mine', 'taken', '0'), referral('old', 'open', '2'), referral('later', 'closed', '3')];
    expect(in_order(all).map((one) => one.id)).toEqual(['old', 'new', 'mine', 'later', 'done']);
  });
});

describe('a time of day', () => {
  it('goes to minutes and back', () => {
    expect(clock_of_minutes(510)).toBe('08:30');
    expect(minutes_of_clock('08:30')).toBe(510);
    expect(minutes_of_clock('')).toBeNaN();
  });
});
