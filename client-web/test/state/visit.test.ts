import { describe, expect, it } from 'vitest';
import { by_need, by_walk, homes_of, is_due, open_members, run_of, streets_of, town_of } from '../../src/state/visit';
import type { WatchLine } from '../../src/state/watch';
import type { SafetyStatus, WatchRow } from '../../src/wire/types';

const k_now = Date.parse('2026-11-24T11:00:00.000+09:00');

interface Given {
  status?: SafetyStatus;
  household?: string | null;
  since?: string;
  level?: number;
  address?: string;
  lat?: number | null;
  lng?: number | null;
  next_check_at?: string;
}

function line(id: string, given: Given = {}): WatchLine {
  const { status = 'unconfirmed', household = null, since = '2026-11-24T09:40:00.000+09:00', level, next_check_at } = given;
  const row = {
    registrant: {
      id,
      number: `R-${id}`,
      address: given.address ?? '小田原市飯泉12番地',
      lat: given.lat === undefined ? 35.28 : given.lat,
      lng: given.lng === undefined ? 139.17 : given.lng,
      ...(level !== undefined && { support: { level, reasons: [], note: null } }),
    },
    household,
    status,
    since,
    last_check: null,
    ...(next_check_at && { next_check_at }),
  } as unknown as WatchRow;
  return { row, status, unsent: null, refused: null };
}
const ids = (lines: readonly WatchLine[]): string[] => lines.map((one) => one.row.registrant.id);

describe('the list as it is walked', () => {
  it('puts the longest unknown first, then who needs most, and a retry that is due before all', () => {
    const lines = [
      line('1', { since: '2026-11-24T10:30:00.000+09:00', level: 5 }),
      line('2', { level: 2 }),
      line('3', { level: 5 }),
      line('4', { status: 'unreachable', since: '2026-11-24T10:50:00.000+09:00', next_check_at: '2026-11-24T10:59:00.000+09:00' }),
      line('5', { status: 'unreachable', since: '2026-11-24T10:50:00.000+09:00', next_check_at: '2026-11-24T11:30:00.000+09:00' }),
    ];
    expect(ids(by_need(lines, k_now))).toEqual(['4', '3', '2', '1', '5']);
    expect(is_due(lines[4]!, k_now)).toBe(false);
  });

  it('keeps the members of a home together and answers for those nobody has found', () => {
    const lines = [line('1', { household: 'a' }), line('2'), line('3', { household: 'a', status: 'safe_home' }), line('4', { household: 'a' })];
    const homes = homes_of(lines);
    expect(homes.map((home) => ids(home.lines))).toEqual([['1', '3', '4'], ['2']]);
    expect(ids(open_members(homes[0]!))).toEqual(['1', '4']);
  });

  it('walks from home to home and leaves those without a place to the end', () => {
    const lines = [
      line('far', { lng: 139.2 }),
      line('none', { lat: null, lng: null }),
      line('near', { lng: 139.171, household: 'n' }),
      line('mid', { lng: 139.18 }),
      line('near2', { lng: 139.171, household: 'n' }),
    ];
    expect(ids(by_walk(lines, { lat: 35.28, lng: 139.17 }))).toEqual(['near', 'near2', 'mid', 'far', 'none']);
  });

  it('knows streets by town, without house numbers, and only of people still to be found', () => {
    const lines = [
      line('1', { address: '神奈川県小田原市飯泉 １２番地' }),
      line('2', { address: '小田原市飯泉3-1' }),
      line('3', { address: '小田原市鴨宮9' }),
      line('4', { address: '小田原市鴨宮9', status: 'safe_home' }),
      line('5', { address: '' }),
    ];
    expect(streets_of(lines).map((street) => [street.name, ids(street.lines)])).toEqual([
      ['飯泉', ['1', '2']],
      ['鴨宮', ['3']],
    ]);
    expect(town_of(lines[0]!.row.registrant)).toBe('飯泉');
  });

  it('takes a run of neighbours from either end', () => {
    expect(run_of(['a', 'b', 'c', 'd'], 'b', 'd')).toEqual(['b', 'c', 'd']);
    expect(run_of(['a', 'b', 'c', 'd'], 'd', 'b')).toEqual(['b', 'c', 'd']);
    expect(run_of(['a', 'b'], 'a', 'gone')).toEqual([]);
  });
});
