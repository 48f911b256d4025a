import type { JSX } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import { has_no_site } from '../state/map_layers';
import type { OffMap } from '../state/off_map';
import { Icon } from '../ui';
import type { Hazard, MapArea, MapSources } from '../wire/types';
import type { Laid } from './map/laid';
import { draw_pattern, k_hazard_colours } from './map/paint_areas';
import { figure } from './words';
import { tl } from './words_layers';

/** What lies on the map beside the people: only what is drawn now is explained. */
export function LaidLegend(props: { laid: Laid; areas: readonly MapArea[]; has_teams: boolean }): JSX.Element {
  const { laid } = props;
  const words = tl.value.legend;
  const has_places = laid.layers.has('places') && laid.places.length > 0;
  const has_teams = props.has_teams && !laid.is_counts_only && laid.layers.has('teams') && laid.teams.length > 0;
  return (
    <>
      {(has_places || has_teams) && (
        <ul class="lg-laid">
          {has_places && <PlaceLegend laid={laid} />}
          {has_teams && <li><span class="lg-team"><Icon name="i-flag" /></span>{words.team}</li>}
        </ul>
      )}
      {laid.layers.has('areas') && <AreaLegend areas={props.areas} />}
    </>
  );
}

function PlaceLegend(props: { laid: Laid }): JSX.Element {
  const { places, hazard } = props.laid;
  const words = tl.value;
  const has_bar = places.some((mark) => !mark.is_usable && !mark.is_shelter);
  return (
    <>
      <li><span class="lg-place lg-house">避</span>{words.legend.shelter}</li>
      {places.some((mark) => mark.is_site) && <li><span class="lg-place lg-disc">緊</span>{words.legend.site}</li>}
      {has_bar && hazard && <li><span class="lg-place lg-disc lg-bar">緊</span>{words.legend.unusable(words.hazard[hazard])}</li>}
      {has_no_site(places, hazard) && hazard && <li class="lg-none">{words.legend.no_site(words.hazard[hazard])}</li>}
    </>
  );
}

function AreaLegend(props: { areas: readonly MapArea[] }): JSX.Element | null {
  const hazards = props.areas.filter((area) => area.kind === 'hazard');
  const words = tl.value;
  if (hazards.length === 0) return null;
  const steps = [...new Set(hazards.flatMap((area) => area.parts.map((part) => `${area.hazard} ${part.rank}`)))].sort();
  const is_one = new Set(hazards.map((area) => area.hazard)).size === 1;
  return (
    <>
      <b>{hazards.map((area) => area.title).join('、')}</b>
      <ul class="lg-dots">
        {steps.map((step) => {
          const [hazard, rank] = step.split(' ') as [Hazard, keyof typeof words.legend.rank];
          return (
            <li key={step}>
              <Swatch hazard={hazard} rank={Number(rank)} />
              {is_one ? '' : `${words.hazard[hazard]} `}
              {words.legend.rank[rank]}
            </li>
          );
        })}
      </ul>
    </>
  );
}

function Swatch(props: { hazard: Hazard; rank: number }): JSX.Element {
  const ref = useRef<HTMLCanvasElement>(null);
  useEffect(() => {
    const pen = ref.current?.getContext('2d');
    if (!pen) return;
    pen.clearRect(0, 0, 24, 24);
    for (const x of [0, 12]) {
      for (const y of [0, 12]) {
        pen.save();
        pen.translate(x, y);
        draw_pattern(pen, props.rank, k_hazard_colours[props.hazard], 12);
        pen.restore();
      }
    }
  }, [props.hazard, props.rank]);
  return <canvas ref={ref} class="lg-swatch" width={24} height={24} aria-hidden="true" />;
}

export function Credits(props: { laid: Laid; areas: readonly MapArea[]; tiles: MapSources['hazard_tiles'] }): JSX.Element | null {
  const { laid } = props;
  const words = tl.value.legend;
  const shown = props.areas.filter((area) => area.kind === 'boundary' || laid.layers.has('areas'));
  const names = [...new Set(shown.map((area) => area.source).filter(Boolean))];
  const sheets = laid.layers.has('hazard_tiles') ? props.tiles.filter((one) => one.hazard === laid.hazard) : [];
  return (
    <>
      {names.length > 0 && <p class="map-credit">{words.credit(names.join('、'))}</p>}
      {sheets.length > 0 && (
        <p class="map-credit">
          <a href="https://disaportal.gsi.go.jp/" rel="noreferrer" target="_blank">
            {words.credit(sheets.map((one) => one.name).join('、'))}
          </a>
        </p>
      )}
    </>
  );
}

/** The figures of the map add up in front of the reader; nothing where all are drawn. */
export function OffMapSum(props: { off: OffMap }): JSX.Element | null {
  const { drawn, placeless, outside } = props.off;
  if (placeless + outside === 0) return null;
  return (
    <p class="map-sum">
      {outside > 0 && <Icon name="i-warn" />}
      {tl.value.sum(figure(drawn), figure(placeless), figure(outside), figure(drawn + placeless + outside))}
    </p>
  );
}
