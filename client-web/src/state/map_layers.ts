// What a map shows beside people and needs: which layers, and how shelters and sites read in this kind of disaster.
import type { Hazard, IncidentKind, Place } from '../wire/types';

export const k_layers = ['people', 'needs', 'notes', 'places', 'areas', 'hazard_tiles', 'teams'] as const;
export type Layer = (typeof k_layers)[number];
/** What a map of figures alone does not draw, whatever is chosen: one mark could be one person, one house. */
export const k_mark_layers: readonly Layer[] = ['people', 'needs', 'teams'];

/** What a wall shows without being told: what a decision in the room hangs on, and no more. */
export const k_wall_layers: readonly Layer[] = ['people', 'needs', 'notes', 'areas', 'teams'];
export const k_desk_layers: readonly Layer[] = ['people', 'needs', 'notes', 'places', 'areas', 'teams'];

/** "people,notes" → layers; null where there is nothing to go by. Words that are no layer are left out. */
export function parse_layers(text: string | null): Layer[] | null {
  if (text === null) return null;
  const words = text.split(',');
  return k_layers.filter((layer) => words.includes(layer));
}

/** The danger that decides which emergency sites can be used. */
export function hazard_of(kind: IncidentKind): Hazard | null {
  switch (kind) {
    case 'earthquake':
    case 'flood':
    case 'landslide':
    case 'tsunami':
    case 'fire':
      return kind;
    case 'typhoon':
      return 'flood';
    case 'other':
      return null;
  }
}

/** A shelter to live in, a site to flee to, or both under one roof. */
export interface PlaceMark {
  name: string;
  lat: number;
  lng: number;
  is_shelter: boolean;
  is_site: boolean;
  /** False: this site is not designated for the danger at hand. Shelters and unknown dangers: true. */
  is_usable: boolean;
  hazards: readonly string[];
}

/** Two lists name one school twice, a few metres apart. */
const k_same_degrees = 0.0012;

export function place_marks(places: readonly Place[], hazard: Hazard | null): PlaceMark[] {
  const marks: PlaceMark[] = [];
  for (const place of places) {
    if (place.kind === 'town') continue;
    const is_site = place.kind === 'evac_site';
    const is_usable = !is_site || hazard === null || place.hazards.includes(hazard);
    const twin = marks.find((mark) => is_same(mark, place));
    if (!twin) {
      const { name, lat, lng, hazards } = place;
      marks.push({ name, lat, lng, hazards, is_shelter: !is_site, is_site, is_usable });
      continue;
    }
    if (is_site) {
      twin.is_usable = twin.is_site ? twin.is_usable || is_usable : is_usable;
      twin.hazards = place.hazards;
    }
    twin.is_site ||= is_site;
    twin.is_shelter ||= !is_site;
  }
  return marks;
}

function is_same(mark: PlaceMark, place: Place): boolean {
  const is_near = Math.abs(mark.lat - place.lat) < k_same_degrees && Math.abs(mark.lng - place.lng) < k_same_degrees;
  return is_near && plain(mark.name) === plain(place.name);
}

/** 「千代小学校（体育館）」 and 「小田原市立千代小学校」 are one school. */
function plain(name: string): string {
  return name.normalize('NFKC').replace(/[（(].*?[）)]/g, '').replace(/^.*?[市町村]立/, '').replace(/\s/g, '');
}

/** No site is designated for this danger: a real state, to be told in words. */
export function has_no_site(marks: readonly PlaceMark[], hazard: Hazard | null): boolean {
  const sites = marks.filter((mark) => mark.is_site);
  return hazard !== null && sites.length > 0 && sites.every((mark) => !mark.is_usable);
}
