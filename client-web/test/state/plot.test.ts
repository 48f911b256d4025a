import { describe, expect, it } from 'vitest';
import { dragged, frame_of, spot_at, to_pixel, zoomed } from '../../src/state/plot';

const spots = [
  { lat: 35.28, lng: 139.17 },
  { lat: 35.29, lng: 139.18 },
  { lat: 35.284, lng: 139.162 },
];

describe('the map without network', () => {
  it('shows everybody inside its margin', () => {
    const frame = frame_of(spots, 390, 500);
    for (const spot of spots) {
      const { x, y } = to_pixel(frame, spot);
      expect(x).toBeGreaterThanOrEqual(27);
      expect(x).toBeLessThanOrEqual(363);
      expect(y).toBeGreaterThanOrEqual(27);
      expect(y).toBeLessThanOrEqual(473);
    }
  });

  it('has the north above and the east on the right', () => {
    const frame = frame_of(spots, 390, 500);
    const [a, b] = [to_pixel(frame, spots[0]!), to_pixel(frame, spots[1]!)];
    expect(b.y).toBeLessThan(a.y);
    expect(b.x).toBeGreaterThan(a.x);
  });

  it('finds who is under the finger, and nobody beside the marks', () => {
    const frame = frame_of(spots, 390, 500);
    const at = to_pixel(frame, spots[2]!);
    expect(spot_at(frame, spots, at.x + 10, at.y - 8)).toBe(2);
    expect(spot_at(frame, spots, at.x + 40, at.y + 60)).toBe(-1);
  });

  it('follows the finger and keeps its middle when it comes nearer', () => {
    const frame = frame_of(spots, 390, 500);
    const before = to_pixel(frame, spots[1]!);
    const moved = to_pixel(dragged(frame, 30, -20), spots[1]!);
    expect(moved.x - before.x).toBeCloseTo(30, 1);
    expect(moved.y - before.y).toBeCloseTo(-20, 0);
    expect(zoomed(frame, 2)).toMatchObject({ lat: frame.lat, lng: frame.lng, scale: frame.scale * 2 });
  });

  it('is a few streets wide for one person, and the city for nobody', () => {
    expect(frame_of([spots[0]!], 390, 500).scale).toBeGreaterThan(50_000);
    expect(frame_of([], 390, 500).lat).toBeCloseTo(35.26, 1);
  });
});
