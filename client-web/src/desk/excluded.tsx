import type { JSX } from 'preact';
import { common } from '../i18n';
import { Choice, href } from '../ui';
import type { Excluded as Group, Id, Need } from '../wire/types';
import { gate_word } from './matching/say';
import { t, word_of } from './words';

interface ExcludedProps {
  need: Need;
  groups: readonly Group[];
  picked: ReadonlyMap<Id, string>;
  toggle: (id: Id, name: string) => void;
}

/** Who does not fit, by the condition that is not met; each group opens to its people and names the next step. */
export function Excluded(props: ExcludedProps): JSX.Element {
  const words = t.value.people_col;
  const all = props.groups.reduce((sum, group) => sum + group.count, 0);
  return (
    <section class="ex" aria-label={words.excluded(all)}>
      <p>
        <b>{words.excluded(all)}</b>
        <span class="dim">　{words.excluded_note}</span>
      </p>
      {props.groups.map((group) => (
        <ExcludedGroup key={group.gate} group={group} {...props} />
      ))}
    </section>
  );
}

function ExcludedGroup(props: ExcludedProps & { group: Group }): JSX.Element {
  const { group, need, picked, toggle } = props;
  const words = t.value.people_col;
  const { gate } = group;
  const asks_other_day = group.gate === 'not_available' || group.gate === 'busy_then';
  const can_pick = group.gate !== 'already_offered';
  return (
    <details>
      <summary>
        <span class="g">{common.value.count.people(group.count)}</span>
        <span>{gate_word(gate)}</span>
        <span class="nx">{gate in words.next ? word_of(words.next, gate) : words.open_person}</span>
      </summary>
      <ul>
        {asks_other_day && (
          <li>
            <a href={href('needs', need.id, 'edit')}>{word_of(words.next, group.gate)}</a>
          </li>
        )}
        {group.volunteers.map((one) => (
          <li key={one.id}>
            {can_pick ? (
              <Choice name={one.id} checked={picked.has(one.id)} onChange={() => toggle(one.id, one.name)}>
                {one.name}
                <span class="sr">{words.ask_anyway}</span>
              </Choice>
            ) : (
              <span>{one.name}</span>
            )}
            <a href={href('people', one.id)}>{words.open_person}</a>
          </li>
        ))}
        {group.count > group.volunteers.length && <li class="dim">{words.more_people(group.count - group.volunteers.length)}</li>}
      </ul>
    </details>
  );
}
