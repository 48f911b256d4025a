import { describe, expect, it } from 'vitest';
import { desk_incident_topic, desk_needs_topic } from '../../src/state/desk_topics';
import { toggle_slot } from '../../src/state/people';
import { order_progress, safe_count } from '../../src/state/progress';
import type { LiveEvent, MapSnapshot, Need, Offer, Progress } from '../../src/wire/types';

const row = (district_id: string, open: number, oldest_open_since: string | null, total = 10): Progress => ({
  district_id, open, oldest_open_since, total, counts: { safe_home: 2, safe_sheltered: 1 }, last_recorded_at: null, needs_open: 0, rescue: 0,
});

describe('districts of a round', () => {
  it('stand with the longest silence first; those that are through come last, the empty not at all', () => {
    const rows = [row('done', 0, null), row('short', 4, '2026-11-23T11:00:00.000+09:00'), row('long', 1, '2026-11-23T09:00:00.000+09:00'), row('none', 0, null, 0)];
    expect(order_progress(rows).map((one) => one.district_id)).toEqual(['long', 'short', 'done']);
    expect(safe_count(rows[0]!)).toBe(3);
  });
});

describe('the grid of weekdays', () => {
  it('one press ticks, the next one unticks', () => {
    const once = toggle_slot([], 6, 'am');
    expect(once).toEqual([{ weekday: 6, part: 'am' }]);
    expect(toggle_slot(once, 6, 'am')).toEqual([]);
  });
});

describe('live topics of the desk', () => {
  it('tell a fresh snapshot from a change', () => {
    const first = desk_needs_topic.start({ items: [] });
    expect(desk_needs_topic.fold(first, []).started).toBe(first.started);
    expect(desk_needs_topic.start({ items: [] }).started).not.toBe(first.started);
  });

  it('keep the needs and offers that an incident’s events carry', () => {
    const snapshot = { incident: {}, round: null, progress: [], total: row('x', 0, null), dots: [], needs: [], seq: 1, generated_at: '' } as unknown as MapSnapshot;
    const need = { id: 'n', status: 'working' } as Need;
    const offer = { id: 'o', need_id: 'n' } as Offer;
    const event = { seq: 2, type: 'offer.accepted', occurred_at: '', recorded_at: '', need, offer } as LiveEvent;
    const after = desk_incident_topic.fold(desk_incident_topic.start(snapshot), [event]);
    expect(after.full.get('n')).toBe(need);
    expect(after.offers.get('n')?.get('o')).toBe(offer);
  });
});
