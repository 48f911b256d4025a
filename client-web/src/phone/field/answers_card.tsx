import type { JSX } from 'preact';
import { common } from '../../i18n';
import { conflict_of, said_status, type Answer } from '../../state/answers';
import { Button, clock, href, Icon } from '../../ui';
import { dismiss_answers, late_answers } from '../watch';
import { name_of } from './names';
import { f } from './words';

/** After a time without signal: what the centre said to each report that is not simply taken. Stays until it was seen. */
export function AnswersCard(): JSX.Element | null {
  const answers = newest_by_person(late_answers.value);
  const words = f.value.answers;
  if (answers.length === 0) return null;
  return (
    <section class="answers" aria-label={words.title}>
      <h2>{words.title}</h2>
      <ul>
        {answers.map((one) => (
          <li key={one.entry.key}>
            <a href={href('watch', one.entry.subject)}>
              <b>{one.row ? name_of(one.row.registrant) : ''}</b>
              <span class="m">{words.mine(common.value.status[said_status(one.entry)], clock(one.entry.made_at))}</span>
              <span class={`what what-${one.kind}`}>
                <Icon name={k_icons[one.kind]} /> {answer_words(one)}
              </span>
            </a>
          </li>
        ))}
      </ul>
      <p>
        <Button onClick={dismiss_answers}>{words.seen}</Button>
      </p>
    </section>
  );
}

const k_icons = {
  recorded: 'i-yes',
  superseded: 'i-person',
  conflict: 'i-warn',
  need_made: 'i-flag',
  need_taken: 'i-people',
  refused: 'i-no',
} as const;

/** A tap and its note are one thing to the person who made them. */
function newest_by_person(answers: readonly Answer[]): Answer[] {
  return [...new Map(answers.map((one) => [one.entry.subject, one])).values()];
}

function answer_words(one: Answer): string {
  const words = f.value.answers;
  const who = (name: string | null | undefined): string => (name ? words.by(name) : words.someone);
  const status = common.value.status;
  const conflict = conflict_of(one.row);
  switch (one.kind) {
    case 'superseded': {
      const last = one.row?.last_check;
      if (!last) return words.superseded_plain;
      return words.superseded(who(last.recorded_by_name), clock(last.occurred_at), status[last.status]);
    }
    case 'conflict':
      return conflict ? words.conflict(who(conflict.recorded_by_name), clock(conflict.occurred_at), status[conflict.status]) : '';
    case 'need_made':
      return words.need_made(one.need?.number ?? '');
    case 'need_taken':
      return words.need_taken(one.need?.number ?? '');
    case 'refused':
      return words.refused;
    case 'recorded':
      return '';
  }
}
