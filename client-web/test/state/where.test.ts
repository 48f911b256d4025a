import { describe, expect, it } from 'vitest';
import { where_stands } from '../../src/state/where';
import type { District, Place } from '../../src/wire/types';

const town = (name: string, lat: number, lng: number): Place => ({ id: name, kind: 'town', name, lat, lng, address: null, hazards: [], note: null });
const square = [[139.1, 35.1], [139.2, 35.1], [139.2, 35.2], [139.1, 35.2], [139.1, 35.1]];
const district = (over: Partial<District> = {}): District => ({ name: '酒匂', lat: 35.15, lng: 139.15, cell: [square], ...over }) as District;

describe('a point of the map in words', () => {
  it('is the town it stands on, or so far from the nearest one, in one of eight ways', () => {
    const towns = [town('遠い町', 35.16, 139.15), town('酒匂三丁目', 35.15, 139.15)];
    expect(where_stands({ lat: 35.1501, lng: 139.15 }, towns, [])).toEqual({ kind: 'at', name: '酒匂三丁目' });
    const ways = [[1, 0, 'n'], [1, 1, 'ne'], [0, 1, 'e'], [-1, 1, 'se'], [-1, 0, 's'], [-1, -1, 'sw'], [0, -1, 'w'], [1, -1, 'nw']] as const;
    for (const [north, east, way] of ways)
      expect(where_stands({ lat: 35.15 + north * 0.002, lng: 139.15 + east * 0.00245 }, towns, [])).toMatchObject({ kind: 'near', name: '酒匂三丁目', way });
    expect(where_stands({ lat: 35.152, lng: 139.15 }, towns, [])).toMatchObject({ metres: 220 });
    expect(where_stands({ lat: 35.14, lng: 139.15 }, towns, [])).toMatchObject({ metres: 1_100 });
  });

  it('is its district where no town is near, beside the nearest district outside of all', () => {
    const far = [town('山の町', 35.3, 139.3)];
    expect(where_stands({ lat: 35.19, lng: 139.11 }, far, [district()])).toEqual({ kind: 'at', name: '酒匂' });
    expect(where_stands({ lat: 35.15, lng: 139.201 }, [], [district()])).toMatchObject({ kind: 'near', name: '酒匂', way: 'e' });
    expect(where_stands({ lat: 35.15, lng: 139.19 }, [], [district({ cell: null })])).toMatchObject({ kind: 'near', metres: 3_600 });
  });

  it('is degrees where nothing has a name', () => {
    const out = { kind: 'nowhere', lat: '34.000', lng: '140.500' };
    expect(where_stands({ lat: 34, lng: 140.49996 }, [town('町', 35, 139)], [district()])).toEqual(out);
    expect(where_stands({ lat: 34, lng: 140.49996 }, [], [])).toEqual(out);
  });
});
