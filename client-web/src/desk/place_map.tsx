import type { JSX } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';
import { districts } from '../net/districts';
import type { Id } from '../wire/types';
import { t } from './words';

interface PlaceMapProps {
  lat: number | null;
  lng: number | null;
  /** Shown when no position is known yet. */
  district_id?: Id | undefined;
  /** Absent: a map to look at. */
  on_pick?: (lat: number, lng: number) => void;
}

type Drawn = Awaited<ReturnType<(typeof import('./place_map_draw'))['draw_place_map']>>;

/** A small map, loaded only where it is opened. The fields beside it say the same in figures. */
export function PlaceMap(props: PlaceMapProps): JSX.Element {
  const { lat, lng, district_id } = props;
  const words = t.value.map;
  const box = useRef<HTMLDivElement>(null);
  const map = useRef<Drawn | null>(null);
  const pick = useRef(props.on_pick);
  pick.current = props.on_pick;
  const [state, set_state] = useState<'loading' | 'drawn' | 'failed'>('loading');
  const has_pick = props.on_pick !== undefined;

  useEffect(() => {
    let is_here = true;
    void import('./place_map_draw')
      .then((module) => {
        if (!is_here || !box.current) return;
        map.current = module.draw_place_map(box.current, [...districts.value.values()], has_pick ? (a, b) => pick.current?.(a, b) : null);
        set_state('drawn');
      })
      .catch(() => is_here && set_state('failed'));
    return () => {
      is_here = false;
      map.current?.remove();
      map.current = null;
    };
  }, [has_pick]);

  useEffect(() => {
    const district = district_id ? districts.value.get(district_id) : undefined;
    map.current?.show(lat, lng, district ? { lat: district.lat, lng: district.lng } : null);
  }, [lat, lng, district_id, state]);

  return (
    <figure class="place-map">
      <div ref={box} class="place-map-box" role="application" aria-label={words.label}>
        {state === 'loading' && <p class="loading">{words.loading}</p>}
        {state === 'failed' && <p class="loading">{words.failed}</p>}
      </div>
      <figcaption class="dim">
        {lat !== null && lng !== null && Number.isFinite(lat) && `${words.here(lat.toFixed(5), lng.toFixed(5))}　`}
        {words.sketch}
      </figcaption>
    </figure>
  );
}
