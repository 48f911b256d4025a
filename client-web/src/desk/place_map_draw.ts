// Leaflet, drawn on CPU canvas: district cells and one mark. In its own file so that it is fetched only with a map.
import * as leaflet from 'leaflet';
import 'leaflet/dist/leaflet.css';
import type { District } from '../wire/types';

interface Spot {
  lat: number;
  lng: number;
}

const k_zoom_near = 15;
const k_zoom_district = 13;

export function draw_place_map(
  box: HTMLElement,
  districts: readonly District[],
  on_pick: ((lat: number, lng: number) => void) | null,
): { show: (lat: number | null, lng: number | null, district: Spot | null) => void; remove: () => void } {
  box.replaceChildren();
  const map = leaflet.map(box, { zoomControl: true, attributionControl: false, preferCanvas: true, zoomAnimation: false, fadeAnimation: false, scrollWheelZoom: false });
  const cells = leaflet.featureGroup();
  for (const district of districts) {
    if (district.cell) {
      const rings = district.cell.map((ring) => ring.map(([lng, lat]) => [lat, lng] as [number, number]));
      leaflet.polygon(rings, { color: '#767676', weight: 1, fillColor: '#f2f2f2', fillOpacity: 1, interactive: false }).addTo(cells);
    }
    const name = document.createElement('span');
    name.textContent = district.name;
    const icon = leaflet.divIcon({ className: 'cell-name', html: name, iconSize: [0, 0] });
    leaflet.marker([district.lat, district.lng], { icon, interactive: false, keyboard: false }).addTo(cells);
  }
  cells.addTo(map);
  const bounds = cells.getBounds();
  if (bounds.isValid()) map.fitBounds(bounds);
  else map.setView([35.26, 139.16], 12);

  const mark = leaflet.circleMarker([0, 0], { radius: 9, color: '#ffffff', weight: 3, fillColor: '#0017c1', fillOpacity: 1, interactive: false });
  if (on_pick) map.on('click', (event) => on_pick(event.latlng.lat, event.latlng.lng));
  const watch = new ResizeObserver(() => map.invalidateSize());
  watch.observe(box);

  return {
    show(lat, lng, district) {
      if (lat !== null && lng !== null && Number.isFinite(lat) && Number.isFinite(lng) && Math.abs(lat) <= 90) {
        mark.setLatLng([lat, lng]).addTo(map);
        if (!map.getBounds().contains([lat, lng]) || map.getZoom() < k_zoom_district) map.setView([lat, lng], k_zoom_near);
        return;
      }
      mark.remove();
      if (district) map.setView([district.lat, district.lng], k_zoom_district);
    },
    remove() {
      watch.disconnect();
      map.remove();
    },
  };
}
