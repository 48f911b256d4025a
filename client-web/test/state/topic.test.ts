import { describe, expect, it } from 'vitest';
import { apply_message, apply_messages, empty_topic, type TopicKind } from '../../src/state/topic';
import { dot_key, map_topic, mine_topic, needs_topic, type MapData } from '../../src/state/topics';
import type { Dot, LiveEvent, LiveMessage, MapSnapshot, Need, Offer } from '../../src/wire/types';

const event = (seq: number, more: Partial<LiveEvent> = {}): LiveEvent => ({
  seq,
  type: 'need.changed',
  occurred_at: '2026-11-23T09:00:00.000+09:00',
  recorded_at: '2026-11-23T09:00:00.000+09:00',
  ...more,
});
const log: TopicKind<number[]> = {
  start: (data) => data as number[],
  fold: (data, events) => [...data, ...events.map((one) => one.seq)],
};
const started = apply_message(empty_topic<number[]>(), { type: 'snapshot', topic: 't', seq: 10, data: [] }, log);

describe('a live topic', () => {
  it('ignores events before its snapshot', () => {
    const state = apply_message(
      empty_topic<number[]>(),
      { type: 'events', topic: 't', seq: 5, events: [event(5)] },
      log,
    );
    expect(state.data).toBeNull();
  });

  it('applies each event once, also when a message is delivered twice', () => {
    const message = { type: 'events', topic: 't', seq: 12, events: [event(11), event(12)] } as const;
    const twice = apply_message(
      apply_message(started, { ...message, events: [...message.events] }, log),
      { ...message, events: [...message.events] },
      log,
    );
    expect(twice.data).toEqual([11, 12]);
    expect(twice.seq).toBe(12);
  });

  it('drops what is at or below the snapshot and does not take a gap for a loss', () => {
    const state = apply_message(
      started,
      { type: 'events', topic: 't', seq: 90, events: [event(9), event(10), event(57)] },
      log,
    );
    expect(state.data).toEqual([57]);
    expect(state.seq).toBe(90);
  });

  it('applies events in the order of their numbers', () => {
    const state = apply_message(started, { type: 'events', topic: 't', seq: 13, events: [event(13), event(11)] }, log);
    expect(state.data).toEqual([11, 13]);
  });

  it('keeps the rows on a resync and takes no event until the fresh snapshot', () => {
    const asked = apply_message(started, { type: 'resync', topic: 't', reason: 'phase' }, log);
    const late = apply_message(asked, { type: 'events', topic: 't', seq: 20, events: [event(20)] }, log);
    expect(late).toEqual({ seq: null, data: [], problem: null });
    expect(apply_message(late, { type: 'snapshot', topic: 't', seq: 30, data: [7] }, log).data).toEqual([7]);
  });
});

describe('the topics of the contract', () => {
  const need = (id: string, more: Partial<Need> = {}): Need =>
    ({ id, title: 'a', status: 'received', ...more }) as Need;
  const offer = (id: string, more: Partial<Offer> = {}): Offer =>
    ({ id, need_id: 'n1', status: 'open', ...more }) as Offer;

  it('replaces a need by id and files its offers under it', () => {
    const start = needs_topic.start({ items: [need('n1'), need('n2')] });
    const next = needs_topic.fold(start, [
      event(1, { need: need('n1', { title: 'b' }) }),
      event(2, { offer: offer('o1') }),
    ]);
    expect(next.needs.get('n1')?.title).toBe('b');
    expect(next.needs.size).toBe(2);
    expect(next.offers.get('n1')?.get('o1')?.status).toBe('open');
    expect(start.needs.get('n1')?.title).toBe('a');
    expect([...next.touched]).toEqual(['n1']);
  });

  it('replaces my offer by id', () => {
    const next = mine_topic.fold(mine_topic.start({ items: [offer('o1')] }), [
      event(1, { offer: offer('o1', { status: 'accepted' }) }),
    ]);
    expect([...next.offers.values()].map((one) => one.status)).toEqual(['accepted']);
  });

  const dot: Dot = { registrant_id: 'r1', lat: 35.28, lng: 139.17, status: 'unconfirmed', district_id: 'd1' };
  const cell: Dot = { lat: 35.28, lng: 139.17, status: 'unconfirmed', district_id: 'd1', count: 3 };
  const snapshot = (dots: Dot[]): MapSnapshot =>
    ({
      incident: { id: 'i', name: 'x', is_drill: true, status: 'open' },
      round: null,
      progress: [],
      total: {},
      dots,
      needs: [],
      seq: 1,
      generated_at: '',
    }) as unknown as MapSnapshot;

  const seen = (dots: Dot[]): MapData => map_topic.looked_at!(map_topic.start(snapshot(dots)));
  const moved = (seq: number, id: string): LiveMessage => ({
    type: 'events',
    topic: 'incident:i',
    seq,
    events: [event(seq, { dots: [{ ...dot, registrant_id: id, status: 'safe_home' }] })],
  });
  const first = (dots: Dot[]): LiveMessage => ({ type: 'snapshot', topic: 'incident:i', seq: 1, data: snapshot(dots) });

  it('tells every dot that changed when several messages share a frame, and only those of this frame', () => {
    const start = apply_messages(empty_topic<MapData>(), [first([dot])], map_topic);
    const one = apply_messages(start, [moved(2, 'r1'), moved(3, 'r2')], map_topic);
    expect(one.data!.changed_dots).toEqual(['r1', 'r2']);
    expect(one.data!.last_events.map((each) => each.seq)).toEqual([2, 3]);
    const next = apply_messages(one, [moved(4, 'r3')], map_topic);
    expect(next.data!.changed_dots).toEqual(['r3']);
  });

  it('asks to draw all when a snapshot and events share a frame', () => {
    const state = apply_messages(empty_topic<MapData>(), [first([dot]), moved(2, 'r1')], map_topic);
    expect(state.data!.changed_dots).toBeNull();
    expect(state.data!.dots.get('r1')?.status).toBe('safe_home');
  });

  it('keeps the same state when nothing came', () => {
    const start = apply_messages(empty_topic<MapData>(), [first([dot])], map_topic);
    expect(apply_messages(start, [], map_topic)).toBe(start);
  });

  it('moves a dot and tells which one changed', () => {
    const next = map_topic.fold(seen([dot]), [event(2, { dots: [{ ...dot, status: 'safe_home' }] })]);
    expect(next.dots.get('r1')?.status).toBe('safe_home');
    expect(next.changed_dots).toEqual(['r1']);
  });

  it('takes a wall dot away when its count falls to 0', () => {
    const next = map_topic.fold(seen([cell]), [event(2, { dots: [{ ...cell, count: 0 }] })]);
    expect(next.dots.size).toBe(0);
    expect(next.changed_dots).toEqual([dot_key(cell)]);
  });

  it('never keeps a dot of a deceased person', () => {
    const next = map_topic.fold(map_topic.start(snapshot([dot])), [
      event(2, { dots: [{ ...dot, status: 'deceased' }] }),
    ]);
    expect(next.dots.size).toBe(0);
  });

  it('takes a finished need off the map', () => {
    const placed = need('n1', { lat: 35, lng: 139, priority: 'normal', number: 'N-1' });
    const on = map_topic.fold(map_topic.start(snapshot([])), [event(2, { need: placed })]);
    expect(on.needs.size).toBe(1);
    expect(map_topic.fold(on, [event(3, { need: { ...placed, status: 'done' } })]).needs.size).toBe(0);
  });
});
