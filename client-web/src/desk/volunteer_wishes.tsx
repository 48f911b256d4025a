import type { JSX } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { learned } from '../i18n';
import { api } from '../net/api';
import { Button, date, learned_words, ProblemNotice, SelectField, TextField, toast } from '../ui';
import { k_contact_ways, k_genders, k_loads, type Preference } from '../wire/offer_types';
import type { Id, List, Problem } from '../wire/types';
import { use_send } from './send';
import type { PartProps } from './volunteer_form';
import { waves } from './words_waves';

/** How somebody is reached and how much they can do; what was learned from their declines, to be erased on request. */
export function VolunteerWishes(props: PartProps & { id: Id | null }): JSX.Element {
  const { draft, set, problem, id } = props;
  const words = waves.value;
  const ways = k_contact_ways.map((value) => ({ value, label: words.contact_ways[value] }));
  const loads = k_loads.map((value) => ({ value, label: words.loads[value] }));
  const genders = k_genders.map((value) => ({ value, label: words.genders[value] }));
  return (
    <fieldset class="part">
      <legend>{words.wishes}</legend>
      <div class="pair">
        <SelectField label={words.contact_by} name="contact_by" value={draft.contact_by} options={ways} onChange={(contact_by) => contact_by && set({ contact_by })} problem={problem} />
        <SelectField label={words.gender} name="gender" value={draft.gender} options={genders} empty={words.untold} onChange={(gender) => set({ gender })} problem={problem} />
        <TextField label={words.quiet_from} name="quiet_from" type="time" value={draft.quiet_from} onInput={(quiet_from) => set({ quiet_from })} problem={problem} />
        <TextField label={words.quiet_until} name="quiet_until" type="time" value={draft.quiet_until} onInput={(quiet_until) => set({ quiet_until })} problem={problem} />
        <TextField label={words.hours} name="hours_week_max" inputmode="numeric" value={draft.hours_week_max} onInput={(hours_week_max) => set({ hours_week_max })} problem={problem} />
        <TextField label={words.far} name="travel_max_m" inputmode="numeric" value={draft.travel_max_km} onInput={(travel_max_km) => set({ travel_max_km })} problem={problem} />
        <SelectField label={words.load} name="load_max" value={draft.load_max} options={loads} empty={words.any} onChange={(load_max) => set({ load_max })} problem={problem} />
        <TextField label={words.seats} name="car_seats" inputmode="numeric" value={draft.car_seats} onInput={(car_seats) => set({ car_seats })} problem={problem} />
        <TextField
          label={words.guardian}
          hint={words.guardian_hint}
          name="guardian_consent_on"
          type="date"
          value={draft.guardian_consent_on}
          onInput={(guardian_consent_on) => set({ guardian_consent_on })}
          problem={problem}
        />
      </div>
      {id && <LearnedOf id={id} />}
    </fieldset>
  );
}

function LearnedOf(props: { id: Id }): JSX.Element | null {
  const words = waves.value;
  const [list, set_list] = useState<readonly Preference[] | null>(null);
  const [problem, set_problem] = useState<Problem | null>(null);
  const send = use_send();
  useEffect(() => {
    let is_here = true;
    void api.get<List<Preference>>(`/volunteers/${props.id}/preferences`).then((reply) => {
      if (!is_here) return;
      if (reply.ok) set_list(reply.data.items);
      else set_problem(reply.problem);
    });
    return () => {
      is_here = false;
    };
  }, [props.id]);
  const erase = async (one: Preference): Promise<void> => {
    const reply = await send.remove(`/preferences/${one.id}`);
    if (!reply.ok && reply.problem.status !== 404) return;
    set_list((known) => known?.filter((each) => each.id !== one.id) ?? null);
    toast(learned.value.erased);
  };
  return (
    <div class="learned">
      <p class="field-label">{words.learned}</p>
      <ProblemNotice problem={problem ?? send.problem} />
      {list?.length === 0 && <p class="dim">{words.learned_none}</p>}
      <ul>
        {list?.map((one) => (
          <li key={one.id}>
            <span>
              {learned_words(one)}{'　'}
              <span class="dim">
                {learned.value.times(one.weight)}・{learned.value.until(date(one.forget_at))}
              </span>
            </span>
            <Button small kind="quiet" disabled={send.is_busy} label={learned.value.erase_of(learned_words(one))} onClick={() => void erase(one)}>
              {learned.value.erase}
            </Button>
          </li>
        ))}
      </ul>
    </div>
  );
}
