// Which layers this screen shows, and whether figures alone: by its address (walls), else as kept on it.
import { computed, signal } from '@preact/signals';
import { k_desk_layers, k_wall_layers, parse_layers, type Layer } from '../state/map_layers';
import { has_hand, is_wide } from './hand';

const k_layers_key = 'musubi.board.layers';
const k_mode_key = 'musubi.board.mode';

function kept(key: string): string | null {
  try {
    return localStorage.getItem(key);
  } catch {
    return null;
  }
}

function keep(key: string, value: string | null): void {
  try {
    if (value === null) localStorage.removeItem(key);
    else localStorage.setItem(key, value);
  } catch {
    // Storage may be forbidden: the choice then lasts as long as the page.
  }
}

const address = typeof location === 'undefined' ? new URLSearchParams() : new URLSearchParams(location.search);

/** What a hand chooses on this screen counts from then on: the address says it no longer, also after a reload. */
function choose(name: 'layers' | 'mode', key: string, value: string | null): void {
  keep(key, value);
  if (!address.has(name)) return;
  address.delete(name);
  const rest = address.toString();
  history.replaceState(history.state, '', `${location.pathname}${rest && `?${rest}`}${location.hash}`);
}

const chosen = signal<Layer[] | null>(parse_layers(address.get('layers') ?? kept(k_layers_key)));
const mode = signal<string | null>(address.get('mode') ?? kept(k_mode_key));
// A wall that comes back by the entrance has lost its address: dots must not come back with it into a public room.
if (address.has('mode')) keep(k_mode_key, mode.value);

export const layers = computed<ReadonlySet<Layer>>(
  () => new Set(chosen.value ?? (has_hand() ? k_desk_layers : k_wall_layers)),
);
export const is_preset = computed(() => chosen.value === null);
/** Public walls: no dot, no ring, not even rounded. */
export const is_counts_only = computed(() => mode.value === 'counts');

export function switch_layer(layer: Layer, is_on: boolean): void {
  const next = new Set(layers.peek());
  if (is_on) next.add(layer);
  else next.delete(layer);
  chosen.value = [...next];
  choose('layers', k_layers_key, chosen.value.join(','));
}

export function use_preset(): void {
  chosen.value = null;
  choose('layers', k_layers_key, null);
}

export function switch_counts_only(is_on: boolean): void {
  mode.value = is_on ? 'counts' : 'marks';
  choose('mode', k_mode_key, mode.value);
}

const k_legend_key = 'musubi.board.legend';
const legend = signal<string | null>(kept(k_legend_key));
/** A wall explains itself. A desk's user knows the map, and needs its room: open there when asked for, or on a wide screen. */
export const is_legend_open = computed(() =>
  legend.value !== null && has_hand() ? legend.value === 'open' : !has_hand() || is_wide.value,
);

export function switch_legend(is_open: boolean): void {
  legend.value = is_open ? 'open' : 'closed';
  keep(k_legend_key, legend.value);
}
