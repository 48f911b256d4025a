import { describe, expect, it } from 'vitest';
import { changes, draft_of, k_empty_draft, members } from '../../src/state/volunteer_draft';
import { changed_wishes, k_no_wishes, learned_of, minutes_of, time_of, wishes_of } from '../../src/state/wishes';
import type { Preference } from '../../src/wire/offer_types';
import type { Volunteer } from '../../src/wire/types';

const volunteer = (more: Partial<Volunteer> = {}): Volunteer =>
  ({
    id: 'v',
    name: '見本 花子',
    name_kana: 'ミホン ハナコ',
    district_id: null,
    skills: [],
    availability: [],
    status: 'active',
    version: 1,
    contact_by: 'app',
    ...more,
  }) as Volunteer;

describe('how somebody wants to be reached', () => {
  it('reads and writes times of day', () => {
    expect([0, 425, 1439, null].map(time_of)).toEqual(['00:00', '07:05', '23:59', '']);
    expect(['00:00', '7:05', '23:59', '24:00', '', '7'].map(minutes_of)).toEqual([0, 425, 1439, null, null, null]);
  });

  it('sends only what was changed, both ends of the quiet hours together', () => {
    const before = wishes_of(volunteer({ quiet_from: 1260, quiet_until: 420, travel_max_m: 3000 }));
    expect(changed_wishes(before, before)).toEqual({});
    expect(changed_wishes(before, { ...before, quiet_from: '20:00' })).toEqual({ quiet_from: 1200, quiet_until: 420 });
    expect(changed_wishes(before, { ...before, quiet_from: '', quiet_until: '' })).toEqual({
      quiet_from: null,
      quiet_until: null,
    });
    expect(changed_wishes(before, { ...before, contact_by: 'phone', travel_max_km: '0.5' })).toEqual({
      contact_by: 'phone',
      travel_max_m: 500,
    });
  });

  it('is nothing special when nothing was told', () => {
    expect(wishes_of(volunteer())).toEqual(k_no_wishes);
  });
});

describe('the form of a volunteer', () => {
  it('keeps every wish of the person it was opened for', () => {
    const one = volunteer({ gender: 'female', car_seats: 4, hours_week_max: 8, load_max: 'light', quiet_from: 1260, quiet_until: 420 });
    expect(changes(draft_of(one), draft_of(one))).toEqual({});
    const kept = members(draft_of(one));
    expect(kept).toMatchObject({ gender: 'female', car_seats: 4, hours_week_max: 8, load_max: 'light', quiet_from: 1260 });
  });

  it('sends both ends of the quiet hours, and words that are no number as they are', () => {
    const mine = { ...k_empty_draft, quiet_until: '08:00', car_seats: 'four' };
    expect(changes(k_empty_draft, mine)).toEqual({ quiet_from: null, quiet_until: 480, car_seats: 'four' });
  });
});

describe('what was learned', () => {
  const learned = (kind: Preference['kind'], value: string): Preference => ({ kind, value }) as Preference;
  it('is read from its value', () => {
    expect(learned_of(learned('category', 'garden'))).toEqual({ kind: 'category', category: 'garden' });
    expect(learned_of(learned('slot', '6am'))).toEqual({ kind: 'slot', weekday: 6, part: 'am' });
    expect(learned_of(learned('distance', '3000'))).toEqual({ kind: 'distance', metres: 3000 });
  });
  it('is told vaguely rather than wrongly when the value is not understood', () => {
    for (const odd of [learned('slot', '9am'), learned('slot', '6dawn'), learned('distance', 'far')])
      expect(learned_of(odd).kind).toBe('unknown');
  });
});
