// The three live topics of the contract as data a page can draw. All lists are replaced by id, so applying is idempotent.
import type { Dot, Id, List, LiveEvent, MapSnapshot, Need, NeedDot, Offer, Progress } from '../wire/types';
import type { Notice, Wave } from '../wire/offer_types';
import { fold_support, k_nothing_seen, type SupportSeen } from './support';
import type { TopicKind } from './topic';
import { newer_wave } from './wave';

function by_id<T extends { id: Id }>(list: unknown): Map<Id, T> {
  const items = (list as Partial<List<T>> | null)?.items ?? [];
  return new Map(items.map((item) => [item.id, item]));
}

/** Topic `needs`: the needs by id, and the offers seen in events by need. */
export interface NeedsData {
  needs: Map<Id, Need>;
  offers: Map<Id, Map<Id, Offer>>;
  /** Waves seen in events, by need: the newest of each. */
  waves: Map<Id, Wave>;
  /** Plans that somebody changed: the number of the latest event of each. */
  plans: Map<Id, number>;
  /** Watches of weekdays that something happened to: the number of the latest event; they are read again. */
  watches: number;
  /** Ids touched since the page last looked: what a row may flash or announce. */
  touched: Set<Id>;
  /** Of the 生活応援隊: what events told since the snapshot. */
  support: SupportSeen;
}

export const needs_topic: TopicKind<NeedsData> = {
  start: (snapshot) => ({
    needs: by_id<Need>(snapshot),
    offers: new Map(),
    waves: new Map(),
    plans: new Map(),
    watches: 0,
    touched: new Set(),
    support: k_nothing_seen,
  }),
  fold: (data, events) => {
    const next: NeedsData = {
      needs: new Map(data.needs),
      offers: new Map(data.offers),
      waves: new Map(data.waves),
      plans: new Map(data.plans),
      watches: data.watches,
      touched: new Set(data.touched),
      support: fold_support(data.support, events),
    };
    for (const event of events) {
      if (event.watch_id) next.watches = event.seq;
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
      if (event.wave) next.waves.set(event.wave.need_id, newer_wave(next.waves.get(event.wave.need_id), event.wave));
    }
    return next;
  },
  looked_at: (data) => ({ ...data, touched: new Set() }),
};

/** Topic `me`: my offers by id, each with its job card, and the notices that were sent to me. */
export interface MineData {
  offers: Map<Id, Offer>;
  /** Notices of events, by id; the earlier ones are read over HTTP when `started` changes. */
  notices: Map<Id, Notice>;
  /** Notices sent since the page last looked: what it says aloud, politely. */
  just_sent: Notice[];
  /** Lists of mine that the centre has locked: the device that holds one wipes it. */
  locked_packs: readonly Id[];
  /** Counts snapshots, so that what is read beside one is read again. */
  started: number;
}

let mine_starts = 0;

export const mine_topic: TopicKind<MineData> = {
  start: (snapshot) => ({
    offers: by_id<Offer>(snapshot),
    notices: new Map(),
    just_sent: [],
    locked_packs: [],
    started: ++mine_starts,
  }),
  fold: (data, events) => {
    const next: MineData = { ...data, offers: new Map(data.offers), notices: new Map(data.notices) };
    for (const event of events) {
      if (event.offer) next.offers.set(event.offer.id, event.offer);
      if (event.type === 'pack.locked' && event.pack_id) next.locked_packs = [...next.locked_packs, event.pack_id];
      if (!event.notice) continue;
      next.notices.set(event.notice.id, event.notice);
      if (event.type === 'notice.sent') next.just_sent = [...next.just_sent, event.notice];
    }
    return next;
  },
  looked_at: (data) => ({ ...data, just_sent: [] }),
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
  /** Keys of dots changed or removed since the page last looked; null when a snapshot was among it (draw all). */
  changed_dots: string[] | null;
  /** Events since the page last looked, newest last: for a screen that lists what just came in. */
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
    const changed_dots = data.changed_dots && [...data.changed_dots];
    const next: MapData = { ...data, changed_dots, last_events: [...data.last_events, ...events] };
    for (const event of events) {
      for (const row of event.progress ?? []) next.progress.set(row.district_id ?? '', row);
      if (event.total) next.total = event.total;
      if (event.round) next.round = event.round;
      if (event.incident) next.incident = event.incident;
      for (const dot of event.dots ?? []) {
        const key = put_dot(next.dots, dot);
        changed_dots?.push(key);
      }
      for (const dot of event.need_dots ?? []) {
        if (dot.count === 0) next.needs.delete(need_dot_key(dot));
        else next.needs.set(need_dot_key(dot), dot);
      }
      if (event.need) put_need(next.needs, event.need);
      next.generated_at = event.recorded_at;
    }
    return next;
  },
  looked_at: (data) => ({ ...data, changed_dots: [], last_events: [] }),
};
