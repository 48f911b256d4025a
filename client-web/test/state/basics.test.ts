import { describe, expect, it } from 'vitest';
import { k_dead_after_ms, link_of, reconnect_ms } from '../../src/state/backoff';
import { uuid7_from } from '../../src/state/uuid';

describe('small rules of the connection', () => {
  it('waits longer before each reconnect, never beyond 30 s, never all phones at once', () => {
    expect([0, 1, 2, 10].map((n) => reconnect_ms(n, 1))).toEqual([500, 1000, 2000, 30_000]);
    expect(reconnect_ms(10, 0)).toBe(15_000);
  });

  it('is live only while the server speaks: an open but silent socket is stale', () => {
    expect(link_of(true, 1000, 16_000)).toBe('live');
    expect(link_of(true, 1000, 30_000)).toBe('stale');
    expect(link_of(true, null, 0)).toBe('stale');
    expect(link_of(false, 1000, 2000)).toBe('stale');
    expect(link_of(false, 1000, 9000)).toBe('offline');
    expect(k_dead_after_ms).toBeGreaterThan(30_000);
  });

  it('makes version 7 ids that sort by time', () => {
    const random = new Uint8Array(10).fill(255);
    const a = uuid7_from(1_700_000_000_000, random);
    const b = uuid7_from(1_700_000_000_001, new Uint8Array(10));
    expect(a).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
    expect(a < b).toBe(true);
    expect(parseInt(a.replaceAll('-', '').slice(0, 12), 16)).toBe(1_700_000_000_000);
  });
});
