import { describe, expect, it } from 'vitest';
import { join_offers, slots, still_open } from '../../src/state/places';
import type { Offer } from '../../src/wire/types';

function an_offer(id: string, more: Partial<Offer> = {}): Offer {
  return {
    id, need_id: 'n', volunteer_id: id, status: 'open', made_at: '2026-11-23T09:00:00.000+09:00', expires_at: '2026-11-23T10:00:00.000+09:00', answered_at: null,
    answered_by: null, decline_reason: null, waitlist_position: null, arrived_at: null, served_at: null, reasons: [], is_drill: false, version: 1, ...more,
  };
}

describe('places', () => {
  it('a pending offer holds no place: only as many marks as are needed', () => {
    expect(slots({ needed: 6, accepted: 2, open: 4, waitlisted: 0 }, 2)).toEqual(['decided', 'decided', 'asked', 'asked', 'free', 'free']);
    expect(slots({ needed: 2, accepted: 1, open: 1, waitlisted: 0 }, 9)).toEqual(['decided', 'asked']);
  });

  it('over-filling is shown, not hidden', () => {
    expect(slots({ needed: 1, accepted: 2, open: 0, waitlisted: 0 }, 1)).toEqual(['decided', 'decided']);
  });
});

describe('offers of a need', () => {
  it('stand decided first, then the waiting list in order, then who has least time', () => {
    const list = join_offers([
      an_offer('late', { expires_at: '2026-11-23T12:00:00.000+09:00' }),
      an_offer('soon'),
      an_offer('no', { status: 'declined' }),
      an_offer('second', { status: 'waitlisted', waitlist_position: 2 }),
      an_offer('first', { status: 'waitlisted', waitlist_position: 1 }),
      an_offer('yes', { status: 'accepted' }),
    ]);
    expect(list.map((offer) => offer.id)).toEqual(['yes', 'first', 'second', 'soon', 'late', 'no']);
  });

  it('an answer that came live is not undone by an older reading', () => {
    const live = an_offer('a', { status: 'accepted', version: 2 });
    expect(join_offers([live], [an_offer('a')])[0]?.status).toBe('accepted');
    expect(join_offers([an_offer('a')], [live])[0]?.status).toBe('accepted');
  });

  it('ends by the clock, also before the event of expiry arrives', () => {
    expect(still_open(an_offer('a'), Date.parse('2026-11-23T09:59:59.000+09:00'))).toBe(true);
    expect(still_open(an_offer('a'), Date.parse('2026-11-23T10:00:00.000+09:00'))).toBe(false);
  });
});
