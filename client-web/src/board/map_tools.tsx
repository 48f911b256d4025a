import type { ComponentChildren, JSX } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import { signal } from '@preact/signals';
import type { OffMap } from '../state/off_map';
import { Icon } from '../ui';
import type { IncidentKind, MapNote, MapPoint } from '../wire/types';
import { is_counts_only, is_legend_open, switch_legend } from './layers';
import { LayersPanel } from './layers_panel';
import { MapLists } from './map_lists';
import { draft } from './note_draft';
import { NotePanel } from './note_panel';
import { look_back, past } from './past_state';
import { t } from './words';
import { tl } from './words_layers';

type PanelName = 'layers' | 'notes' | 'lists';
const open_panel = signal<PanelName | null>(null);

export interface ToolsProps {
  incident: { id: string; opened_at: string; kind: IncidentKind };
  notes: readonly MapNote[];
  off: OffMap;
  /** Absent where the map cannot be moved (narrow screens). */
  move?: { zoom_by: (steps: number) => void; whole: () => void };
  on_show: (point: MapPoint) => void;
}

/** For hands: move the map, choose layers, write notes, read lists, look back. One panel at a time. */
export function MapTools(props: ToolsProps): JSX.Element {
  const words = tl.value.tools;
  const map_words = t.value.map;
  const shown = open_panel.value;
  const close = (): void => {
    open_panel.value = null;
    draft.value = null;
  };
  useEffect(() => close, []);
  const is_past = past.value !== null;
  const opener = (name: PanelName, text: string): JSX.Element => (
    <button
      type="button"
      class="btn btn-q"
      aria-expanded={shown === name}
      onClick={() => (shown === name ? close() : (open_panel.value = name))}
    >
      {text}
    </button>
  );
  return (
    <>
      <div class="map-tools over">
        {props.move && (
          <div class="map-zoom">
            <button type="button" class="btn btn-q" aria-label={map_words.zoom_in} onClick={() => props.move!.zoom_by(1)}>
              <Icon name="i-plus" />
            </button>
            <button type="button" class="btn btn-q" aria-label={map_words.zoom_out} onClick={() => props.move!.zoom_by(-1)}>
              <Icon name="i-no" />
            </button>
            <button type="button" class="btn btn-q" onClick={() => props.move!.whole()}>{map_words.whole}</button>
          </div>
        )}
        {opener('layers', words.layers)}
        <button
          type="button"
          class="btn btn-q"
          aria-pressed={is_legend_open.value}
          onClick={() => switch_legend(!is_legend_open.value)}
        >
          {words.legend}
        </button>
        {!is_past && opener('notes', words.notes)}
        {opener('lists', words.lists)}
        {!is_past && (
          <button type="button" class="btn btn-q" onClick={() => { close(); void look_back(props.incident); }}>
            <Icon name="i-clock" /> {words.past}
          </button>
        )}
      </div>
      {shown === 'layers' && <Panel title={tl.value.layers_title} on_close={close}><LayersPanel /></Panel>}
      {shown === 'notes' && !is_past && (
        <Panel title={tl.value.note.title} on_close={close}>
          <NotePanel incident={props.incident.id} notes={props.notes} on_show={(note) => props.on_show(note.points[0]!)} />
        </Panel>
      )}
      {shown === 'lists' && (
        <Panel title={tl.value.lists.title} on_close={close}>
          <MapLists kind={props.incident.kind} notes={props.notes} off={props.off} has_dots={!is_counts_only.value} />
        </Panel>
      )}
    </>
  );
}

/** Over the figures, never over the map: notes are put by pressing it, and layers are judged by looking at it. */
function Panel(props: { title: string; on_close: () => void; children: ComponentChildren }): JSX.Element {
  const box = useRef<HTMLElement>(null);
  useEffect(() => box.current?.focus(), []);
  return (
    <section
      ref={box}
      class="map-panel"
      aria-label={props.title}
      tabIndex={-1}
      onKeyDown={(event) => event.key === 'Escape' && props.on_close()}
    >
      <header>
        <h2>{props.title}</h2>
        <button type="button" class="btn btn-q btn-s" onClick={props.on_close}>
          {tl.value.tools.close}
        </button>
      </header>
      <div class="map-panel-body" tabIndex={0} role="region" aria-label={tl.value.tools.inside(props.title)}>
        {props.children}
      </div>
    </section>
  );
}
