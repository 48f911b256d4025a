// The three live topics of the contract as data a page can draw. All lists are replaced by id, so applying is idempotent.
import type { Dot, Id, List, LiveEvent, MapSnapshot, Need, NeedDot, Offer, Progress } from '../wire/types';
import type { TopicKind } from './topic';

function by_id<T extends { id: Id }>(list: unknown): Map<Id, T> {
  const items = (list as Partial<List<T>> | null)?.items ?? [];
  return new Map(items.map((item) => [item.id, item]));
}

/** Topic `needs`: the needs by id, and the offers seen in events by need. */
export interface NeedsData {
  needs: Map<Id, Need>;
  offers: Map<Id, Map<Id, Offer>>;
  /** Plans that somebody changed: the number of the latest event of each. */
  plans: Map<Id, number>;
  /** Ids touched by the last fold: what a row may flash or announce. */
  touched: Set<Id>;
}

export const needs_topic: TopicKind<NeedsData> = {
  start: (snapshot) => ({ needs: by_id<Need>(snapshot), offers: new Map(), plans: new Map(), touched: new Set() }),
  fold: (data, events) => {
    const next: NeedsData = { needs: new Map(data.needs), offers: new Map(data.offers), plans: new Map(data.plans), touched: new Set() };
    for (const event of events) {
      if (event.plan_id) next.plans.set(event.plan_id, event.seq);
      if (event.need) {
        next.needs.set(event.need.id, event.need);
        next.touched.add(event.need.id);
      }
      if (event.offer) {
        const offers = new Map(next.offers.get(event.offer.need_id));
        offers.set(event.offer.id, event.offer);
        next.offers.set(event.offer.need_id, offers);
        next.touched.add(event.offer.need_id);
      }
    }
    return next;
  },
};

/** Topic `me`: my offers by id, each with its job card. */
export interface MineData {
  offers: Map<Id, Offer>;
}

export const mine_topic: TopicKind<MineData> = {
  start: (snapshot) => ({ offers: by_id<Offer>(snapshot) }),
  fold: (data, events) => {
    const offers = new Map(data.offers);
    for (const event of events) if (event.offer) offers.set(event.offer.id, event.offer);
    return { offers };
  },
};

/** Topic `incident:ID`: the live map. Maps are changed in place (60,000 dots); the shell is new each time. */
export interface MapData {
  incident: MapSnapshot['incident'];
  round: MapSnapshot['round'];
  progress: Map<Id, Progress>;
  total: Progress;
  dots: Map<string, Dot>;
  needs: Map<string, NeedDot>;
  generated_at: string;
  /** Keys of dots that the last fold changed or removed; null after a snapshot (draw all). */
  changed_dots: string[] | null;
  /** Events of the last fold, newest last: for a screen that lists what just came in. */
  last_events: LiveEvent[];
}

export function dot_key(dot: Dot): string {
  return dot.registrant_id ?? `${dot.lat},${dot.lng},${dot.district_id},${dot.status}`;
}

export function need_dot_key(dot: NeedDot): string {
  return dot.need_id ?? `${dot.lat},${dot.lng},${dot.status},${dot.priority}`;
}

const k_closed_needs = new Set(['done', 'cancelled', 'declined', 'merged']);

function put_dot(dots: Map<string, Dot>, dot: Dot): string {
  const key = dot_key(dot);
  if (dot.count === 0 || dot.status === 'deceased') dots.delete(key);
  else dots.set(key, dot);
  return key;
}

function put_need(needs: Map<string, NeedDot>, need: Need): void {
  if (k_closed_needs.has(need.status) || typeof need.lat !== 'number' || typeof need.lng !== 'number') {
    needs.delete(need.id);
    return;
  }
  const { id, number, lat, lng, status, priority, district_id } = need;
  needs.set(id, { need_id: id, number, lat, lng, status, priority, district_id });
}

export const map_topic: TopicKind<MapData> = {
  start: (snapshot) => {
    const map = snapshot as MapSnapshot;
    return {
      incident: map.incident,
      round: map.round,
      progress: new Map(map.progress.map((row) => [row.district_id ?? '', row])),
      total: map.total,
      dots: new Map(map.dots.map((dot) => [dot_key(dot), dot])),
      needs: new Map(map.needs.map((dot) => [need_dot_key(dot), dot])),
      generated_at: map.generated_at,
      changed_dots: null,
      last_events: [],
    };
  },
  fold: (data, events) => {
    const next: MapData = { ...data, changed_dots: [], last_events: events };
    for (const event of events) {
      for (const row of event.progress ?? []) next.progress.set(row.district_id ?? '', row);
      if (event.total) next.total = event.total;
      if (event.round) next.round = event.round;
      if (event.incident) next.incident = event.incident;
      for (const dot of event.dots ?? []) next.changed_dots!.push(put_dot(next.dots, dot));
      for (const dot of event.need_dots ?? []) {
        if (dot.count === 0) next.needs.delete(need_dot_key(dot));
        else next.needs.set(need_dot_key(dot), dot);
      }
      if (event.need) put_need(next.needs, event.need);
      next.generated_at = event.recorded_at;
    }
    return next;
  },
};
