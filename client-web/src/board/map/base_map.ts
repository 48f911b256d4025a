// What lies under the district cells: nothing (plain land), an operator's PMTiles file, or GSI tiles when allowed.
import * as leaflet from 'leaflet';
import type { MapSources } from '../../wire/types';

export type BaseKind = 'none' | 'pmtiles' | 'gsi';

const k_gsi_url = 'https://cyberjapandata.gsi.go.jp/xyz/pale/{z}/{x}/{y}.png';

/** The operator's own file goes before tiles from outside: it works on an island. */
export function base_kind(sources: MapSources | null): BaseKind {
  if (!sources) return 'none';
  return sources.pmtiles.length > 0 ? 'pmtiles' : sources.gsi ? 'gsi' : 'none';
}

/** Adds the base layer; `on_cut` is told when its tiles stop coming and when they come again. */
export async function add_base(
  map: leaflet.Map,
  sources: MapSources,
  on_cut: (is_cut: boolean) => void,
): Promise<leaflet.Layer | null> {
  const kind = base_kind(sources);
  if (kind === 'gsi') {
    const tiles = leaflet.tileLayer(k_gsi_url, { minZoom: 5, maxZoom: 18, keepBuffer: 0 });
    tiles.on('tileerror', () => on_cut(true)).on('tileload', () => on_cut(false));
    return tiles.addTo(map);
  }
  if (kind === 'pmtiles') {
    // The library extends the classes of a global Leaflet.
    (globalThis as { L?: typeof leaflet }).L = leaflet;
    const { leafletLayer } = await import('protomaps-leaflet');
    const layer = leafletLayer({ url: sources.pmtiles[0]!.url, flavor: 'white', lang: 'ja' });
    return (layer as unknown as leaflet.Layer).addTo(map);
  }
  return null;
}
