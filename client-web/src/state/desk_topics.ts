// The live topics as the desk needs them: `started` tells a fresh snapshot from a fold, so that what was read by HTTP
// beside it is read again; an incident's topic also keeps the needs and offers that its events carry.
import type { Id, Need, Offer } from '../wire/types';
import type { Wave } from '../wire/offer_types';
import { k_nothing_seen } from './support';
import type { TopicKind } from './topic';
import { map_topic, needs_topic, type MapData, type NeedsData } from './topics';

export interface DeskNeeds extends NeedsData {
  started: number;
}

let starts = 0;

export const desk_needs_topic: TopicKind<DeskNeeds> = {
  start: (snapshot) => ({ ...needs_topic.start(snapshot), started: ++starts }),
  fold: (data, events) => ({ ...needs_topic.fold(data, events), started: data.started }),
  looked_at: (data) => ({ ...data, touched: new Set() }),
};

export interface DeskIncident extends MapData {
  started: number;
  /** Needs and offers seen in events since the snapshot; the snapshot itself carries only marks. */
  full: Map<Id, Need>;
  offers: Map<Id, Map<Id, Offer>>;
  waves: Map<Id, Wave>;
  plans: Map<Id, number>;
}

export const desk_incident_topic: TopicKind<DeskIncident> = {
  start: (snapshot) => ({
    ...map_topic.start(snapshot),
    started: ++starts,
    full: new Map(),
    offers: new Map(),
    waves: new Map(),
    plans: new Map(),
  }),
  fold: (data, events) => {
    const { full, offers, waves, plans } = data;
    const seen = needs_topic.fold({ needs: full, offers, waves, plans, watches: 0, touched: new Set(), support: k_nothing_seen }, events);
    return {
      ...map_topic.fold(data, events),
      started: data.started,
      full: seen.needs,
      offers: seen.offers,
      waves: seen.waves,
      plans: seen.plans,
    };
  },
  looked_at: (data) => ({ ...data, changed_dots: [], last_events: [] }),
};
