import type { ComponentChildren, JSX } from 'preact';
import type { OffMap } from '../state/off_map';
import { Icon } from '../ui';
import type { MapArea, MapSources } from '../wire/types';
import { scale_bar } from '../state/board_plan';
import { Credits, LaidLegend, OffMapSum } from './legend_laid';
import type { Laid } from './map/laid';
import type { View } from './map/board_map';
import { t } from './words';
import { tl } from './words_layers';

interface LegendProps {
  view: View;
  laid: Laid;
  off: OffMap;
  areas: readonly MapArea[];
  tiles: MapSources['hazard_tiles'];
}

/** How to read the map as it is drawn now: rings, single dots with pins, or figures; and what lies beside them. */
export function Legend(props: LegendProps): JSX.Element {
  const { laid, view } = props;
  const has_people = laid.layers.has('people') && !laid.is_counts_only;
  return (
    <div class="map-legend over">
      {laid.is_counts_only && <CountsLegend />}
      {has_people && (view.has_dots ? <DotLegend /> : <RingLegend step={view.step} />)}
      <LaidLegend laid={laid} areas={props.areas} has_teams={!has_people || view.has_dots} />
    </div>
  );
}

/** Where the map ends and where it comes from: figures that add up, scale, sketch, credits. */
export function MapFoot(props: LegendProps & { children: ComponentChildren }): JSX.Element {
  const { laid, view } = props;
  const bar = scale_bar(view.metres_per_px, 110);
  const length = bar.metres >= 1000 ? `${bar.metres / 1000} km` : `${bar.metres} m`;
  return (
    <div class="map-foot">
      {laid.layers.has('people') && !laid.is_counts_only && <OffMapSum off={props.off} />}
      <p class="map-scale">
        <i style={{ inlineSize: `${bar.px.toFixed(1)}px` }} aria-hidden="true" />
        <span class="sr">{t.value.map.scale(length)}</span>
        <span aria-hidden="true">{length}</span>
      </p>
      {props.children}
      <Credits laid={laid} areas={props.areas} tiles={props.tiles} />
    </div>
  );
}

function CountsLegend(): JSX.Element {
  const words = tl.value.legend;
  return (
    <>
      <b>{words.counts}</b>
      <p class="map-note">{words.counts_open}</p>
    </>
  );
}

function RingLegend(props: { step: number }): JSX.Element {
  const words = t.value.map;
  return (
    <>
      <b>{words.rings(props.step)}</b>
      <ul>
        <li>
          <svg viewBox="-24 -24 48 48" aria-hidden="true">
            <circle r="22" fill="#fff" />
            <path class="lg-open" d="M0-17A17 17 0 0 1 10 13.8" />
            <path class="lg-safe" d="M11.8 16.2A20 20 0 1 1 0-20" />
          </svg>
          <span>
            {words.thick}
            <br />
            {words.centre}
          </span>
        </li>
        <li>
          <span class="lg-late" aria-hidden="true">9</span>
          {words.late}
        </li>
        <li>
          <span class="lg-flag lg-rescue"><Icon name="st-needs_rescue" /></span>
          {words.rescue}
        </li>
        <li>
          <span class="lg-flag lg-help"><Icon name="st-needs_help" /></span>
          {words.untouched}
        </li>
      </ul>
    </>
  );
}

function DotLegend(): JSX.Element {
  const words = t.value;
  const dots = ['needs_rescue', 'needs_help', 'unreachable', 'unconfirmed', 'checking', 'safe_home'] as const;
  return (
    <>
      <b>{words.map.dots}</b>
      <ul class="lg-dots">
        {dots.map((status) => (
          <li key={status}>
            <i class={`lg-dot lg-dot-${status}`} aria-hidden="true" />
            {words.status[status]}
          </li>
        ))}
      </ul>
      <b>{words.map.needs}</b>
      <ul class="lg-dots">
        <li><i class="lg-pin lg-pin-new" aria-hidden="true" />{words.map.need_untouched}</li>
        <li><i class="lg-pin lg-pin-ours" aria-hidden="true" />{words.map.need_ours}</li>
        <li><i class="lg-pin lg-pin-field" aria-hidden="true" />{words.map.need_field}</li>
      </ul>
    </>
  );
}
