import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import { Button, ProblemNotice, toast } from '../../ui';
import type { EvacPlanSheet } from '../../wire/roster_types';
import { PlaceMap } from '../place_map';
import { use_send } from '../send';
import { w } from './words';

/** Where the house is: from the town or the list, until somebody sets it by hand; then no import moves it. */
export function PlacePart(props: { sheet: EvacPlanSheet; again: () => void }): JSX.Element {
  const { registrant, position_source, version } = props.sheet;
  const words = w.value.plans;
  const [spot, set_spot] = useState<{ lat: number; lng: number } | null>(null);
  const send = use_send();
  const save = async (): Promise<void> => {
    if (!spot) return;
    const reply = await send.patch(`/registrants/${registrant.id}`, spot, version);
    if (!reply.ok) return;
    toast(words.place_saved);
    props.again();
  };
  return (
    <fieldset class="part place-part">
      <legend>{words.parts.place}</legend>
      <p>{words.place_note[position_source]}</p>
      <p class="dim">{words.place_hint}</p>
      <PlaceMap lat={spot?.lat ?? registrant.lat ?? null} lng={spot?.lng ?? registrant.lng ?? null} district_id={registrant.district_id} on_pick={(lat, lng) => set_spot({ lat, lng })} />
      <ProblemNotice problem={send.problem} />
      <p>
        <Button disabled={!spot || send.is_busy} onClick={() => void save()}>
          {words.place_save}
        </Button>
      </p>
    </fieldset>
  );
}
