import { afterEach, describe, expect, it } from 'vitest';
import { locale, plain } from '../src/i18n';
import {
  clock,
  clock_seconds,
  date,
  distance,
  elapsed,
  elapsed_minutes,
  moment,
  reason_words,
  span,
} from '../src/ui/format';

const k_at = '2026-09-14T09:05:07.000+09:00';
afterEach(() => void (locale.value = 'ja'));

describe('numbers and times in words', () => {
  it('shows Japanese wall time wherever the device stands', () => {
    expect(clock(k_at)).toBe('9:05');
    expect(clock('2026-09-14T00:05:07.000Z')).toBe('9:05');
    expect(clock_seconds(k_at)).toBe('09:05:07');
    expect(date('2026-09-13T15:00:00.000Z')).toBe('9月14日（月）');
  });

  it('adds the date when it is not today', () => {
    expect(moment(k_at, Date.parse('2026-09-14T23:00:00.000+09:00'))).toBe('9:05');
    expect(moment(k_at, Date.parse('2026-09-15T00:10:00.000+09:00'))).toBe('9月14日 9:05');
  });

  it('writes spans and elapsed times the way people say them', () => {
    expect(span('2026-09-14T09:30:00.000+09:00', '2026-09-14T12:00:00.000+09:00')).toBe('9月14日（月）9:30〜12:00');
    expect([40_000, 18 * 60_000, 72 * 60_000, 7_200_000, 52 * 3_600_000].map(elapsed)).toEqual([
      '40秒',
      '18分',
      '1時間12分',
      '2時間',
      '2日4時間',
    ]);
    expect(elapsed_minutes(5000)).toBe('1分');
    expect(elapsed(-5)).toBe('0秒');
  });

  it('rounds distances as far as they matter', () => {
    expect([423, 1234, 14_300].map(distance)).toEqual(['420 m', '1.2 km', '14 km']);
  });

  it('says reasons in words, also when the number travelled as text', () => {
    expect(reason_words({ code: 'near', value: '1200' })).toBe('近い（1.2 km）');
    expect(reason_words({ code: 'skill', value: 'leader' })).toBe('できること：リーダー経験');
    expect(reason_words({ code: 'brand_new', value: null })).toBe('brand_new');
  });

  it('reads the irregular days of a month right in easy Japanese', () => {
    locale.value = 'ja-easy';
    expect(date('2026-09-20T09:00:00.000+09:00')).toContain('{20日|はつか}');
    expect(date('2026-09-14T09:00:00.000+09:00')).toContain('14{日|か}');
    expect(date('2026-09-15T09:00:00.000+09:00')).toContain('15{日|にち}');
    expect(plain(date('2026-09-01T09:00:00.000+09:00'))).toBe('9月1日（火よう日）');
  });
});
