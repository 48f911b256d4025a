// What lies under the district cells: nothing (plain land), an operator's PMTiles file, or tiles from outside when allowed.
import * as leaflet from 'leaflet';
import type { Hazard, MapSources } from '../../wire/types';

export type BaseKind = 'none' | 'pmtiles' | 'gsi';

/** The operator's own file goes before tiles from outside: it works on an island. */
export function base_kind(sources: MapSources | null): BaseKind {
  if (!sources) return 'none';
  return sources.pmtiles.length > 0 ? 'pmtiles' : sources.gsi_url ? 'gsi' : 'none';
}

/** Adds the base layer; `on_cut` is told when its tiles stop coming and when they come again. */
export async function add_base(
  map: leaflet.Map,
  sources: MapSources,
  on_cut: (is_cut: boolean) => void,
): Promise<leaflet.Layer | null> {
  const kind = base_kind(sources);
  if (kind === 'gsi') return tiles(sources.gsi_url!, 18, 1, on_cut).addTo(map);
  if (kind === 'pmtiles') {
    // The library extends the classes of a global Leaflet.
    (globalThis as { L?: typeof leaflet }).L = leaflet;
    const { leafletLayer } = await import('protomaps-leaflet');
    const layer = leafletLayer({ url: sources.pmtiles[0]!.url, flavor: 'white', lang: 'ja' });
    return (layer as unknown as leaflet.Layer).addTo(map);
  }
  return null;
}

/** 重ねるハザードマップ of one danger: up to three sheets over each other. */
export function add_hazard_tiles(map: leaflet.Map, sources: MapSources, hazard: Hazard | null): leaflet.Layer[] {
  return sources.hazard_tiles
    .filter((sheet) => sheet.hazard === hazard)
    .map((sheet) => tiles(sheet.url, 17, 0.6, () => {}).addTo(map));
}

function tiles(url: string, most: number, opacity: number, on_cut: (is_cut: boolean) => void): leaflet.TileLayer {
  const layer = leaflet.tileLayer(url, { minZoom: 5, maxZoom: 18, maxNativeZoom: most, keepBuffer: 0, opacity });
  return layer.on('tileerror', () => on_cut(true)).on('tileload', () => on_cut(false));
}
