// What a field phone carries for the time without signal. types.ts re-exports all of it.
import type { District, Id, Instant, MapSnapshot, Round, WatchRow } from './types';

export const k_pack_states = ['live', 'expired', 'locked', 'returned', 'withdrawn'] as const;
export type PackState = (typeof k_pack_states)[number];

/** A list on a device: whose, on which phone, until when. */
export interface Pack {
  id: Id;
  account_id: Id;
  account_name: string;
  device_name: string;
  round_ids: Id[];
  district_ids: Id[];
  people: number;
  state: PackState;
  taken_at: Instant;
  expires_at: Instant;
  seen_at: Instant;
  locked_at: Instant | null;
  version: number;
}

export interface NewPack {
  round_id?: Id;
  district_ids?: Id[];
  device_name: string;
  ticket: string;
  hours?: number;
}

/** What the device asks with its ticket, signed in or not. */
export interface PackStanding {
  id: Id;
  state: PackState;
  expires_at: Instant;
  now: Instant;
}

export interface Town {
  name: string;
  lat: number;
  lng: number;
}

export interface PackRound {
  incident: MapSnapshot['incident'];
  round: Round;
  people: WatchRow[];
}

export interface PackPeople {
  pack: Pack;
  rounds: PackRound[];
  districts: District[];
  towns: Town[];
  seq: number;
  now: Instant;
}
