// Who may go to a need: folded in the form, so that a phone call is not slowed down; opened where something is set or refused.
import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import { common } from '../../i18n';
import { has_crew, type Draft } from '../../state/intake';
import { Button, Choice, error_for, error_words, Group, Icon, SelectField, TextField } from '../../ui';
import { k_gender_wishes, k_loads, k_placards, k_skills, type Need, type NeedRole, type Problem, type Skill } from '../../wire/types';
import { crew } from './words';

interface PartProps {
  draft: Draft;
  set: (more: Partial<Draft>) => void;
  problem: Problem | null;
}

const k_names = ['people_min', 'people_max', 'leader_needed', 'roles', 'gender_wish', 'load', 'placard'];

export function CrewPart(props: PartProps): JSX.Element {
  const { draft, set, problem } = props;
  const words = crew.value;
  const [is_set] = useState(has_crew(draft));
  const is_refused = problem?.errors?.some((error) => k_names.some((name) => error.field.startsWith(name))) ?? false;
  return (
    <details class="position crew" open={is_set || is_refused}>
      <summary>
        <b>{words.title}</b>
        <span class="dim">　{words.note}</span>
      </summary>
      <div class="form">
        <div class="pair">
          <TextField label={words.people_min} hint={words.people_min_hint} name="people_min" inputmode="numeric" value={draft.people_min} onInput={(people_min) => set({ people_min })} problem={problem} />
          <TextField label={words.people_max} hint={words.people_max_hint} name="people_max" inputmode="numeric" value={draft.people_max} onInput={(people_max) => set({ people_max })} problem={problem} />
        </div>
        <Choice name="leader_needed" checked={draft.leader_needed} onChange={(leader_needed) => set({ leader_needed })}>
          {words.leader_needed}
        </Choice>
        <Roles draft={draft} set={set} problem={problem} />
        <div class="pair">
          <SelectField label={words.gender_wish} name="gender_wish" value={draft.gender_wish} empty={words.gender.none} options={k_gender_wishes.map((value) => ({ value, label: words.gender[value] }))} onChange={(gender_wish) => set({ gender_wish })} problem={problem} />
          <SelectField label={words.load} name="load" value={draft.load} options={k_loads.map((value) => ({ value, label: words.loads[value] }))} onChange={(load) => load && set({ load })} problem={problem} />
          <SelectField label={words.placard} name="placard" value={draft.placard} empty={words.placards.none} options={k_placards.map((value) => ({ value, label: words.placards[value] }))} onChange={(placard) => set({ placard })} problem={problem} />
        </div>
        {draft.placard === 'red' && (
          <p class="warn-text">
            <Icon name="i-warn" /> {words.placard_red}
          </p>
        )}
      </div>
    </details>
  );
}

function Roles(props: PartProps): JSX.Element {
  const { draft, set, problem } = props;
  const words = crew.value;
  const put = (at: number, role: NeedRole): void => set({ roles: draft.roles.map((one, i) => (i === at ? role : one)) });
  const free = k_skills.filter((skill) => !draft.roles.some((one) => one.role === skill));
  const error = problem?.errors?.find((one) => one.field.startsWith('roles')) ?? error_for(problem, 'roles');
  return (
    <Group legend={words.roles}>
      <div class="crew-roles">
        {draft.roles.map((one, i) => (
          <p key={one.role} class="row-wrap">
            <select class="input" aria-label={words.role} value={one.role} onChange={(event) => put(i, { ...one, role: event.currentTarget.value as Skill })}>
              {k_skills.filter((skill) => skill === one.role || free.includes(skill)).map((skill) => (
                <option key={skill} value={skill}>
                  {common.value.skill[skill]}
                </option>
              ))}
            </select>
            <input class="input" type="number" min={1} max={500} aria-label={words.count} value={one.count} onInput={(event) => put(i, { ...one, count: Number(event.currentTarget.value) })} />
            <Button small kind="quiet" label={words.remove(common.value.skill[one.role])} onClick={() => set({ roles: draft.roles.filter((_, at) => at !== i) })}>
              <Icon name="ns-cancelled" />
            </Button>
          </p>
        ))}
        {free[0] && (
          <Button small kind="quiet" icon="i-plus" onClick={() => set({ roles: [...draft.roles, { role: free[0]!, count: 1 }] })}>
            {words.add_role}
          </Button>
        )}
        {error && (
          <span class="field-error">
            <Icon name="i-warn" />
            {error_words(error)}
          </span>
        )}
      </div>
    </Group>
  );
}

/** What differs from the plain case, in one line; nothing to say is nothing on the page. */
export function crew_line(need: Need): string {
  const words = crew.value;
  const is_range = need.people_min !== 1 || need.people_max !== need.people_needed;
  return [
    is_range && words.range(need.people_min, need.people_max),
    need.leader_needed && words.leader_needed,
    ...(need.roles ?? []).map((one) => words.role_line(common.value.skill[one.role], one.count)),
    need.gender_wish && `${words.gender_wish}：${words.gender[need.gender_wish]}`,
    need.load && need.load !== 'normal' && `${words.load}：${words.loads[need.load]}`,
    need.placard && `${words.placard}：${words.placards[need.placard]}`,
  ]
    .filter(Boolean)
    .join('・');
}
