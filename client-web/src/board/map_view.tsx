import type { JSX } from 'preact';
import { useEffect, useMemo, useRef, useState } from 'preact/hooks';
import { district_name, districts } from '../net/districts';
import type { BoardData, BoardRow } from '../state/board';
import type { Incident } from '../wire/types';
import type { Beside } from './beside';
import { has_hand, is_narrow, marked, pinned } from './hand';
import { areas, map_sources, towns } from './ground';
import { is_counts_only, is_legend_open } from './layers';
import { use_laid, use_off_map } from './laid_scene';
import { Legend, MapFoot } from './legend';
import { MapLists } from './map_lists';
import type { BoardMap, View } from './map/board_map';
import { MapTools } from './map_tools';
import { minute } from './minute';
import { aim, aim_map, MapAim, type AimMap } from './note_aim';
import { draft, put_point } from './note_draft';
import { NoteStrip } from './note_panel';
import { figure, silence, t } from './words';

/** As many labels with a line as the wall can bear. */
const k_callouts = 3;
/** As many notes as the wall can bear beside the map. */
const k_notes_shown = 6;

interface MapViewProps {
  incident: Incident;
  data: BoardData;
  rows: readonly BoardRow[];
  beside: Beside;
  on_base_cut: (is_cut: boolean) => void;
}

/** Fetches the map's code where a map is shown, hands it each new state; the page itself never draws a dot. */
export function MapView(props: MapViewProps): JSX.Element {
  const words = t.value.map;
  const box = useRef<HTMLDivElement>(null);
  const figure_box = useRef<HTMLElement>(null);
  const map = useRef<BoardMap | null>(null);
  const [state, set_state] = useState<'loading' | 'drawn' | 'failed'>('loading');
  const [view, set_view] = useState<View | null>(null);
  const [is_base_cut, set_base_cut] = useState(false);
  const hand = has_hand();
  const is_interactive = hand && !is_narrow.value;
  const off = use_off_map(props.data);
  const laid = use_laid(props.incident.kind, props.rows, props.beside, off);

  useEffect(() => {
    let is_here = true;
    void import('./map/board_map')
      .then((module) => {
        if (!is_here || !box.current) return;
        map.current = new module.BoardMap(box.current, {
          is_interactive,
          covered: () => covered(figure_box.current),
          on_view: (next) => set_view((known) => (same_view(known, next) ? known : next)),
          on_hover: (id) => (marked.value = id),
          on_press: (point, district) => put_point(point, district),
          on_base_cut: (is_cut) => {
            set_base_cut(is_cut);
            props.on_base_cut(is_cut);
          },
        });
        aim_map.value = aim_port(map.current, is_interactive);
        set_state('drawn');
      })
      .catch(() => is_here && set_state('failed'));
    return () => {
      is_here = false;
      aim.value = aim_map.value = null;
      map.current?.close();
      map.current = null;
      set_state('loading');
    };
  }, [is_interactive]);

  const ground = districts.value;
  const places = towns.value;
  const outlines = areas.value;
  useEffect(() => map.current?.set_ground([...ground.values()], places, outlines), [ground, places, outlines, state]);

  const sources = map_sources.value;
  useEffect(() => {
    if (sources) void map.current?.set_base(sources).catch(() => props.on_base_cut(true));
  }, [sources, state]);

  const now = minute.value;
  const mark = marked.value ?? pinned.value;
  const callouts = (is_narrow.value ? [] : props.rows)
    .filter((row) => row.since !== null)
    .slice(0, k_callouts)
    .map((row) => ({
      district: row.id,
      head: words.callout(district_name(row.id), silence(now - row.since!)),
      body: words.callout_body(figure(row.open), figure(row.total)),
    }));
  useEffect(() => map.current?.show({ data: props.data, now, marked: mark, callouts, laid, aim: aim.value }));

  const is_sample = [...ground.values()].some((district) => district.is_sample);
  const has_gsi = sources?.gsi_url != null && sources.pmtiles.length === 0;
  const has_base = sources !== null && (has_gsi || sources.pmtiles.length > 0) && !is_base_cut;
  const sheets = sources?.hazard_tiles ?? [];
  const { incident } = props;
  // The same element as long as nothing in it changed: a wall draws its tables once, not with every check.
  const { notes } = props.beside;
  const has_marks = !is_counts_only.value;
  const lists = useMemo(
    () => <MapLists kind={incident.kind} notes={notes} off={off} has_dots={has_marks} />,
    [incident.kind, notes, off, has_marks],
  );
  const move = { zoom_by: (steps: number) => map.current?.zoom_by(steps), whole: () => map.current?.whole() };
  return (
    <figure ref={figure_box} class={draft.value ? 'mapw is-picking' : 'mapw'} aria-label={words.label}>
      <div class="map-box">
        <div ref={box} class="map" aria-hidden="true" />
        {aim.value && draft.value && <MapAim />}
        {state === 'loading' && <p class="map-wait">{words.loading}</p>}
        {state === 'failed' && <p class="map-wait" role="status">{words.failed}</p>}
        {view && is_legend_open.value && <Legend view={view} laid={laid} off={off} areas={outlines} tiles={sheets} />}
        {hand && state !== 'loading' && (
          <MapTools
            incident={incident}
            notes={props.beside.notes}
            off={off}
            on_show={(point) => map.current?.look_at(point)}
            {...(is_interactive && { move })}
          />
        )}
        {!hand && laid.layers.has('notes') && <NoteStrip notes={props.beside.notes} most={k_notes_shown} />}
      </div>
      {view && (
        <MapFoot view={view} laid={laid} off={off} areas={outlines} tiles={sheets}>
          {(is_sample || !has_base) && <p class="map-note">{is_sample ? words.sketch : words.drawing}</p>}
          {has_gsi && (
            <p class="map-credit">
              <a href="https://maps.gsi.go.jp/development/ichiran.html" rel="noreferrer" target="_blank">{words.gsi}</a>
            </p>
          )}
        </MapFoot>
      )}
      {!hand && <div class="sr">{lists}</div>}
    </figure>
  );
}

function aim_port(map: BoardMap, is_interactive: boolean): AimMap {
  return {
    start: (from) => map.aim_at(from),
    step: (at, right, down) => map.aim_by(at, right, down),
    zoom: (at, steps) => map.zoom_around(at, steps),
    district: (at) => map.nearest(at.lng, at.lat),
    // Where no hand can move the map back, it goes back by itself.
    over: () => void (is_interactive || map.whole()),
  };
}

function covered(figure_element: HTMLElement | null): { x: number; y: number; w: number; h: number }[] {
  if (!figure_element) return [];
  const from = figure_element.getBoundingClientRect();
  return [...figure_element.querySelectorAll('.over')].map((element) => {
    const rect = element.getBoundingClientRect();
    return { x: rect.x - from.x - 4, y: rect.y - from.y - 4, w: rect.width + 8, h: rect.height + 8 };
  });
}

function same_view(a: View | null, b: View): boolean {
  return a !== null && a.has_dots === b.has_dots && a.step === b.step && a.metres_per_px === b.metres_per_px;
}
