// What lies on the map beside people and needs. The truth is openapi.yaml; test/wire keeps this file to it.
import type { Id, Instant } from './types';

export const k_note_kinds = ['closed_road', 'danger', 'water', 'power', 'note'] as const;
export type MapNoteKind = (typeof k_note_kinds)[number];

export interface MapPoint {
  lat: number;
  lng: number;
}

/** 災害地図メモ. `text` is absent where the reader may not see it. */
export interface MapNote {
  id: Id;
  incident_id: Id;
  district_id: Id;
  kind: MapNoteKind;
  text?: string | null;
  public_text: boolean;
  /** One: a place. More: a line. */
  points: MapPoint[];
  made_at: Instant;
  made_by_name?: string;
  until: Instant | null;
  ended_at: Instant | null;
  version: number;
}

export interface NewMapNote {
  district_id: Id;
  kind: MapNoteKind;
  text: string | null;
  public_text: boolean;
  points: MapPoint[];
  until: Instant | null;
}

export const k_hazards = [
  'flood', 'landslide', 'storm_surge', 'earthquake', 'tsunami', 'fire', 'inland_flood', 'volcano',
] as const;
export type Hazard = (typeof k_hazards)[number];

export interface MapArea {
  id: Id;
  kind: 'boundary' | 'hazard';
  title: string;
  hazard: Hazard | null;
  /** Whom the map credits; may be empty. */
  source: string;
  changed_at: Instant;
  /** `rank` 1 to 6: step of 浸水深, 0: none. Rings of [lng, lat], outline first, then holes. */
  parts: { rank: number; rings: number[][][] }[];
}

export interface TeamsOut {
  items: { district_id: Id; teams: number; people: number }[];
  seq: number;
}

export interface MapSources {
  pmtiles: { name: string; url: string }[];
  gsi: boolean;
  /** Template with {z}, {x} and {y}. */
  gsi_url: string | null;
  /** 重ねるハザードマップ, where the operator lets clients draw it. */
  hazard_tiles: { hazard: Hazard; name: string; url: string }[];
}
