import { describe, expect, it } from 'vitest';
import { new_wave, newer_wave, one_in, view_wave } from '../../src/state/wave';
import type { Wave } from '../../src/wire/offer_types';
import type { Need } from '../../src/wire/types';

const wave = (more: Partial<Wave> = {}): Wave => ({
  id: 'w',
  need_id: 'n',
  cause: 'staff',
  status: 'running',
  end_reason: null,
  expires_in_s: 3600,
  together: null,
  acceptance: 0.5,
  rounds: 2,
  asked: 9,
  open: 4,
  accepted: 1,
  declined: 3,
  expired: 1,
  missing: 2,
  started_at: '2026-11-23T09:32:00.000+09:00',
  ended_at: null,
  next_expiry_at: '2026-11-23T11:32:00.000+09:00',
  version: 3,
  ...more,
});
const need = (accepted: number, status = 'match_waiting'): Need =>
  ({ status, places: { needed: 2, accepted, open: 0, waitlisted: 0 } }) as Need;

describe('a wave at the desk', () => {
  it('is nothing before it was started', () => expect(view_wave(null, need(0))).toEqual({ kind: 'none' }));

  it('tells who was asked and when the next are, while it runs', () => {
    expect(view_wave(wave(), need(1))).toEqual({
      kind: 'running',
      asked: 9,
      accepted: 1,
      open: 4,
      missing: 2,
      next_at: Date.parse('2026-11-23T11:32:00.000+09:00'),
    });
  });

  it('tells why it ended', () => {
    const over = wave({ status: 'ended', end_reason: 'no_candidates', ended_at: '2026-11-23T12:00:00.000+09:00' });
    expect(view_wave(over, need(1))).toMatchObject({ kind: 'ended', reason: 'no_candidates', asked: 9 });
  });

  it('says "full" only while the need is full', () => {
    const full = wave({ status: 'ended', end_reason: 'full' });
    expect(view_wave(full, need(2, 'assigned')).kind).toBe('ended');
    expect(view_wave(full, need(1)).kind).toBe('none');
  });

  it('is of no interest once the need takes no offers', () => {
    expect(view_wave(wave({ status: 'ended', end_reason: 'closed' }), need(2, 'done')).kind).toBe('none');
  });

  it('is the later one, however reply and event come', () => {
    const next = wave({ id: 'x', started_at: '2026-11-24T09:00:00.000+09:00', version: 1 });
    expect(newer_wave(wave(), next).id).toBe('x');
    expect(newer_wave(next, wave()).id).toBe('x');
    expect(newer_wave(wave({ version: 5 }), wave({ version: 4 })).version).toBe(5);
  });

  it('says the acceptance as people do', () => {
    expect([0.95, 0.5, 0.34, 0.1, 0].map(one_in)).toEqual([1, 2, 3, 10, 10]);
  });

  it('leaves the size to what was observed unless a number is typed', () => {
    expect(new_wave(600, '')).toEqual({ expires_in_s: 600 });
    expect(new_wave(600, '4')).toEqual({ expires_in_s: 600, together: 4 });
    expect(new_wave(600, 'x')).toEqual({ expires_in_s: 600 });
  });
});
