// What the map lays over the ground, as plain values: notes that stand, shelters by danger, who is off the map, the past.
import { describe, expect, it } from 'vitest';
import { DotStore } from '../../src/state/board_dots';
import { find_place } from '../../src/state/find_place';
import { has_no_site, hazard_of, parse_layers, place_marks } from '../../src/state/map_layers';
import { fold_notes, join_notes, standing, with_notes } from '../../src/state/map_notes';
import { Ground, ground_of, off_map } from '../../src/state/off_map';
import { frames, place_of, step_of, ticks } from '../../src/state/past';
import { news_since } from '../../src/state/speaking';
import type { Dot, LiveEvent, MapNote, Place } from '../../src/wire/types';

const note = (over: Partial<MapNote> = {}): MapNote => ({
  id: 'a', incident_id: 'i', district_id: 'd', kind: 'closed_road', public_text: false, points: [{ lat: 35, lng: 139 }],
  made_at: '2026-11-24T09:00:00.000+09:00', until: null, ended_at: null, version: 1, ...over,
});
const event = (over: Partial<LiveEvent>): LiveEvent => ({
  seq: 1, type: 'note.made', occurred_at: '', recorded_at: '', ...over,
});

describe('map notes', () => {
  it('keep the higher version, whichever way it came', () => {
    const read = join_notes(new Map(), [note({ version: 2, text: 'new' })]);
    expect(join_notes(read, [note({ text: 'old' })]).get('a')?.text).toBe('new');
    const told = fold_notes(read, [event({ map_note: note({ version: 3, ended_at: 'x' }) })]);
    expect(told.get('a')?.version).toBe(3);
    expect(fold_notes(read, [event({ type: 'check.recorded' })]), 'nothing changed').toBe(read);
  });

  it('stand until their hour or their end, closed roads first', () => {
    const at = Date.parse('2026-11-24T10:00:00+09:00');
    const list = [
      note({ id: 'w', kind: 'water' }),
      note({ id: 'over', ended_at: '2026-11-24T09:30:00+09:00' }),
      note({ id: 'late', until: '2026-11-24T10:00:00+09:00' }),
      note({ id: 'r', until: '2026-11-24T10:00:01+09:00' }),
    ];
    expect(standing(list, at).map((one) => one.id)).toEqual(['r', 'w']);
  });

  it('ride along with any topic, and remember that teams changed', () => {
    const kind = with_notes({ start: () => ({ n: 0 }), fold: (data, events) => ({ n: data.n + events.length }) });
    const first = kind.start({});
    const next = kind.fold(first, [event({ map_note: note() }), event({ seq: 7, type: 'team.formed' })]);
    expect(next).toMatchObject({ n: 2, teams_seq: 7, started: first.started });
    expect(next.told_notes.size).toBe(1);
    expect(kind.start({}).started).toBeGreaterThan(first.started);
  });
});

const place = (over: Partial<Place>): Place => ({
  id: 'p', kind: 'shelter', name: '千代小学校', lat: 35.28, lng: 139.18, address: null, hazards: [], note: null, ...over,
});

describe('shelters and sites', () => {
  it('are one mark where one school stands in both lists', () => {
    const marks = place_marks(
      [place({ name: '千代小学校（体育館）' }), place({ kind: 'evac_site', lat: 35.2805, hazards: ['flood'] }), place({ kind: 'town' })],
      'flood',
    );
    expect(marks).toHaveLength(1);
    expect(marks[0]).toMatchObject({ is_shelter: true, is_site: true, is_usable: true });
  });

  it('are barred where they are not meant for the danger at hand, and it is said when none is', () => {
    const sites = [place({ kind: 'evac_site', name: '公園', hazards: ['earthquake'] })];
    expect(place_marks(sites, 'flood')[0]!.is_usable).toBe(false);
    expect(place_marks(sites, null)[0]!.is_usable).toBe(true);
    expect(has_no_site(place_marks(sites, 'tsunami'), 'tsunami')).toBe(true);
    expect(has_no_site(place_marks(sites, 'earthquake'), 'earthquake')).toBe(false);
    expect(has_no_site([], 'tsunami'), 'no list is not "no site"').toBe(false);
    expect(hazard_of('typhoon')).toBe('flood');
    expect(hazard_of('other')).toBeNull();
  });

  it('choose layers by their words and nothing else', () => {
    expect(parse_layers('notes,people,nonsense')).toEqual(['people', 'notes']);
    expect(parse_layers('')).toEqual([]);
    expect(parse_layers(null)).toBeNull();
  });
});

describe('who is not on the map', () => {
  const square = [[139.1, 35.1], [139.2, 35.1], [139.2, 35.2], [139.1, 35.2], [139.1, 35.1]];
  const hole = [[139.14, 35.14], [139.16, 35.14], [139.16, 35.16], [139.14, 35.16], [139.14, 35.14]];

  it('a house in the sea or in a hole is outside, one on the beach is not', () => {
    const ground = new Ground([square, hole]);
    expect(ground.has(139.12, 35.12)).toBe(true);
    expect(ground.has(139.15, 35.15)).toBe(false);
    expect(ground.has(139.201, 35.15), '90 m off the line').toBe(true);
    expect(ground.has(139.21, 35.15)).toBe(false);
    expect(ground.has(0, 0)).toBe(false);
  });

  it('takes the imported outline before the districts', () => {
    const boundary = { id: 'b', kind: 'boundary', title: '', hazard: null, source: '', changed_at: '', parts: [{ rank: 0, rings: [square] }] } as const;
    const district = { lat: 36, lng: 140, cell: null } as never;
    expect(ground_of([boundary as never], [district])!.has(140, 36)).toBe(false);
    expect(ground_of([], [district])!.has(140, 36)).toBe(true);
    expect(ground_of([], [])).toBeNull();
  });

  it('is counted so that the figures add up', () => {
    const store = new DotStore();
    const dot = (lat: number, lng: number): Dot => ({ lat, lng, status: 'unconfirmed', district_id: 'd', registrant_id: `${lat}` });
    store.apply([dot(35.12, 139.12), dot(34.9, 139.3), dot(0, 0)]);
    const off = off_map(store, new Ground([square]), 5);
    expect(off).toMatchObject({ drawn: 1, placeless: 2, outside: 2, outside_by_district: [{ district_id: 'd', count: 2 }] });
    expect(off.outside_points.map((point) => Math.round(point.lat * 10) / 10)).toEqual([34.9, 0]);
    expect(off.drawn + off.placeless + off.outside).toBe(5);
    store.apply([{ ...dot(34.9, 139.3), count: 0 }]);
    expect(off_map(store, new Ground([square]), 5).outside).toBe(1);
  });
});

describe('looking back', () => {
  const nine = Date.parse('2026-11-24T09:10:00+09:00');
  const hour = 3600_000;

  it('marks the start, whole hours of Japan and the rounds', () => {
    const round = { id: 'r', number: 2, name: '第2回', started_at: '2026-11-24T10:30:00+09:00' } as never;
    const marks = ticks(nine, nine + 3 * hour, [round]);
    expect(marks.map((one) => one.kind)).toEqual(['start', 'hour', 'round', 'hour', 'hour']);
    expect(marks[1]!.at).toBe(Date.parse('2026-11-24T10:00:00+09:00'));
    expect(ticks(nine, nine + 30 * 24 * hour, []).length).toBeLessThan(40);
  });

  it('steps finely within a day, coarsely over weeks, and plays to the end', () => {
    expect(step_of(nine, nine + hour)).toBe(60_000);
    expect(step_of(nine, nine + 20 * 24 * hour)).toBe(hour);
    const shown = frames(nine, nine + 2 * hour, 24);
    expect(shown.length).toBeLessThanOrEqual(25);
    expect(shown.at(-1)).toBe(nine + 2 * hour);
    expect(place_of(nine + hour, nine, nine + 2 * hour)).toBe(50);
    expect(place_of(nine, nine, nine)).toBe(0);
  });
});

describe('what is said aloud', () => {
  const before = { open: 10, help: 1, rescue: 0, known: 5, notes: 0, round: 'r' };
  it('is the difference since it last spoke, or nothing', () => {
    expect(news_since(before, { ...before, known: 6 })).toBeNull();
    expect(news_since(before, { ...before, open: 7, rescue: 2 })).toMatchObject({ open: 7, open_by: -3, rescue_by: 2 });
    expect(news_since(before, { ...before, round: 's' })?.is_new_round).toBe(true);
  });
});

describe('a typed place', () => {
  const places = [place({ kind: 'town', name: '酒匂' }), place({ kind: 'town', name: '酒匂三丁目', id: 'q' }), place({})];
  it('is the longest name in it, however its numbers are written', () => {
    expect(find_place('神奈川県小田原市酒匂3-12', places)?.id).toBe('q');
    expect(find_place('小田原市酒匂 ３丁目', places)?.id).toBe('q');
    expect(find_place('千代小学校の前', places)?.name).toBe('千代小学校');
    expect(find_place('どこか', places)).toBeNull();
    expect(find_place(' ', places)).toBeNull();
  });
});
