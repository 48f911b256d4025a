import type { JSX } from 'preact';
import { k_layers, k_mark_layers } from '../state/map_layers';
import { Button, Choice } from '../ui';
import { areas, map_sources } from './ground';
import { is_counts_only, is_preset, layers, switch_counts_only, switch_layer, use_preset } from './layers';
import { tl } from './words_layers';

/** What this screen lays over the map. Nobody else's screen changes. */
export function LayersPanel(): JSX.Element {
  const words = tl.value;
  const has_tiles = (map_sources.value?.hazard_tiles.length ?? 0) > 0;
  const has_areas = areas.value.some((area) => area.kind === 'hazard');
  const offered = k_layers.filter(
    (layer) =>
      (layer !== 'hazard_tiles' || has_tiles) &&
      (layer !== 'areas' || has_areas) &&
      !(is_counts_only.value && k_mark_layers.includes(layer)),
  );
  return (
    <>
      <fieldset class="lay-set">
        <legend class="sr">{words.layers_title}</legend>
        {offered.map((layer) => (
          <Choice key={layer} name={layer} checked={layers.value.has(layer)} onChange={(is_on) => switch_layer(layer, is_on)}>
            {words.layer[layer]}
          </Choice>
        ))}
      </fieldset>
      <Choice name="counts_only" checked={is_counts_only.value} onChange={switch_counts_only}>
        <b>{words.counts_only}</b>
      </Choice>
      <p class="dim">{words.counts_hint}</p>
      {!is_preset.value && (
        <p>
          <Button kind="quiet" onClick={use_preset}>
            {words.as_preset}
          </Button>
        </p>
      )}
    </>
  );
}
