// A place of a note put by keys: arrows move a cross on the map, a reader hears where it stands.
import type { JSX } from 'preact';
import { signal } from '@preact/signals';
import { useEffect, useLayoutEffect, useRef, useState } from 'preact/hooks';
import { districts } from '../net/districts';
import { where_stands } from '../state/where';
import type { Id, MapPoint } from '../wire/types';
import { towns } from './ground';
import { draft, put_point } from './note_draft';
import { tl } from './words_layers';

/** What the drawn map does for the cross. Pixels to the right and down. */
export interface AimMap {
  /** Brings the point into the middle part of the view; without one, the middle of the view itself. */
  start: (from: MapPoint | null) => MapPoint;
  step: (at: MapPoint, right: number, down: number) => MapPoint;
  zoom: (at: MapPoint, steps: number) => void;
  district: (at: MapPoint) => Id | null;
  /** The cross is gone. */
  over: () => void;
}

/** Of the map on this page, while it is drawn. */
export const aim_map = signal<AimMap | null>(null);
/** Where the cross stands; null while nobody looks for a place by keys. */
export const aim = signal<MapPoint | null>(null);

let on_put: (place: string) => void = () => undefined;
let came_from: HTMLElement | null = null;

/** The cross starts at the point that was put last. Focus comes back to `from`; `told` hears the name of the place. */
export function begin_aim(from: HTMLElement, told: (place: string) => void): void {
  came_from = from;
  on_put = told;
  aim.value = aim_map.peek()?.start(draft.peek()?.points.at(-1) ?? null) ?? null;
}

function end_aim(): void {
  aim.value = null;
  if (came_from?.isConnected) came_from.focus();
}

function put(at: MapPoint): void {
  put_point(at, aim_map.peek()?.district(at) ?? null);
  on_put(place_words(at));
  end_aim();
}

function place_words(at: MapPoint): string {
  const words = tl.value.aim;
  const where = where_stands(at, towns.peek(), [...districts.peek().values()]);
  if (where.kind === 'at') return where.name;
  if (where.kind === 'nowhere') return words.nowhere(where.lat, where.lng);
  const far = where.metres < 1_000 ? `${where.metres} m` : `${(where.metres / 1_000).toFixed(1)} km`;
  return words.near(where.name, words.way[where.way], far);
}

const k_step_px = 16;
const k_far_step_px = 96;
const k_arrows: Readonly<Record<string, readonly [number, number]>> = {
  ArrowLeft: [-1, 0],
  ArrowRight: [1, 0],
  ArrowUp: [0, -1],
  ArrowDown: [0, 1],
};

function on_key(event: KeyboardEvent): void {
  const map = aim_map.peek();
  const at = aim.peek();
  if (!map || !at || event.ctrlKey || event.altKey || event.metaKey) return;
  const arrow = k_arrows[event.key];
  const by = event.shiftKey ? k_far_step_px : k_step_px;
  if (arrow) aim.value = map.step(at, arrow[0] * by, arrow[1] * by);
  else if (event.key === '+' || event.key === '=') map.zoom(at, 1);
  else if (event.key === '-') map.zoom(at, -1);
  else if (event.key === 'Escape') end_aim();
  // The Enter that pressed the button may still be held down.
  else if (event.key === 'Enter' && !event.repeat) put(at);
  else if (event.key !== 'Enter') return;
  event.preventDefault();
}

/** So long a cross stands still before a reader speaks of it: a held key is not a hundred sentences. */
const k_speak_ms = 250;

/** Over the map while the cross moves; the pointer goes through to the map. */
export function MapAim(): JSX.Element {
  const words = tl.value.aim;
  const box = useRef<HTMLDivElement>(null);
  const at = aim.value!;
  const [said, set_said] = useState('');
  useLayoutEffect(() => {
    box.current?.focus();
    return () => {
      aim.value = null;
      aim_map.peek()?.over();
    };
  }, []);
  useEffect(() => {
    const wait = setTimeout(() => set_said(place_words(at)), k_speak_ms);
    return () => clearTimeout(wait);
  }, [at]);
  const leave = (): void => {
    // Another window in front is no goodbye: the focus is still here then.
    if (document.activeElement !== box.current) aim.value = null;
  };
  return (
    <>
      <div
        ref={box}
        class="map-aim"
        role="application"
        tabIndex={0}
        aria-label={words.label}
        aria-describedby="map-aim-keys"
        onKeyDown={on_key}
        onBlur={leave}
      />
      <div class="map-aim-says over">
        <p role="status">{said || null}</p>
        <p id="map-aim-keys" class="dim">
          {words.keys.split('　').map((one) => (
            <span key={one} class="nb">
              {one}{' '}
            </span>
          ))}
        </p>
      </div>
    </>
  );
}
