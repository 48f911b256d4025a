import type { ComponentChildren, JSX } from 'preact';
import { common } from '../i18n';
import { district_name } from '../net/districts';
import { k_reason_keys, mark_of, type CallMark, type CallRow } from '../state/calls';
import { Button, Icon, moment, now, reason_words, span, type IconName } from '../ui';
import type { CallResult } from '../wire/offer_types';
import type { DeclineReason } from '../wire/types';
import { use_key } from './keys';
import { t } from './words';
import { calls } from './words_calls';

const k_mark_icons: Record<CallMark, IconName> = {
  to_ring: 'i-tel',
  yes: 'i-yes',
  waits: 'i-wait',
  no: 'i-no',
  over: 'i-undo',
  no_answer: 'i-noack',
  busy: 'i-noack',
  call_later: 'i-clock',
};

function Mark(props: { row: CallRow }): JSX.Element {
  const mark = mark_of(props.row);
  return (
    <span class={`call-mark call-${mark}`}>
      <Icon name={k_mark_icons[mark]} />
      {calls.value.marks[mark]}
    </span>
  );
}

/** One person of the list: name, the job in one line, how the call stands. */
export function CallLine(props: { row: CallRow; is_here: boolean; pick: () => void }): JSX.Element {
  const { row, is_here, pick } = props;
  const { need } = row;
  const has_own_mark = need.priority !== 'normal';
  return (
    <button type="button" class={is_here ? 'nrow call-row sel' : 'nrow call-row'} aria-current={is_here ? 'true' : undefined} onClick={pick}>
      <span class="nt">
        <b>{row.volunteer.name}</b>
      </span>
      <Mark row={row} />
      <span class="np wide">
        <span>
          {has_own_mark && <span class={need.priority === 'crisis' ? 'tag tag-crisis' : 'tag'}>{common.value.priority[need.priority]}</span>} {need.title}
        </span>
        {row.tried > 0 && row.last_tried_at && <span>{calls.value.tried(row.tried, moment(row.last_tried_at, now.value))}</span>}
      </span>
    </button>
  );
}

function Fact(props: { name: string; children: ComponentChildren }): JSX.Element {
  return (
    <div>
      <dt>{props.name}</dt>
      <dd>{props.children}</dd>
    </div>
  );
}

/** What is needed while the phone rings: the number as large as it can be, the job as it is said. */
export function CallCard(props: { row: CallRow }): JSX.Element {
  const { row } = props;
  const words = calls.value;
  const { need, volunteer, offer } = row;
  const phone = volunteer.phone;
  const reasons = offer.reasons.filter((reason) => reason.code !== 'prefers_not').map(reason_words);
  return (
    <>
      <header class="call-head">
        <p class="dim">
          {volunteer.number}　{words[row.reason]}
          {row.tried > 0 && row.last_tried_at && `　${words.tried(row.tried, moment(row.last_tried_at, now.value))}`}
        </p>
        <h2>{words.san(volunteer.name)}</h2>
        {phone ? (
          <a class="call-number" href={`tel:${phone.replace(/[^\d+]/g, '')}`}>
            <Icon name="i-tel" />
            <span class="sr">{words.dial} </span>
            {phone}
          </a>
        ) : (
          <p>{words.no_phone}</p>
        )}
      </header>
      <section class="call-say" aria-label={words.say}>
        <h3>{need.title}</h3>
        <dl>
          <Fact name={words.when}>{need.starts_at ? span(need.starts_at, need.ends_at) : words.any_time}</Fact>
          <Fact name={words.where}>{need.town ?? (district_name(need.district_id) || '—')}</Fact>
          <Fact name={words.who}>
            {need.support?.with_coordinator && `${words.with_coordinator}　`}
            {need.people_needed === 1 ? !need.support?.with_coordinator && words.alone : words.others(need.people_needed, need.accepted)}
          </Fact>
          <Fact name={words.bring}>{need.bring || words.bring_none}</Fact>
          {reasons.length > 0 && <Fact name={words.why}>{reasons.join('・')}</Fact>}
          <Fact name={words.until}>{moment(offer.expires_at, now.value)}</Fact>
        </dl>
      </section>
    </>
  );
}

interface AnswersProps {
  row: CallRow;
  can_answer: boolean;
  answer: (word: 'accept' | 'decline', reason?: DeclineReason) => Promise<void>;
  tried: (result: CallResult) => Promise<void>;
}

/** Three large answers with their keys; after a no the reason, which nobody has to ask for. */
export function CallAnswers(props: AnswersProps): JSX.Element {
  const { row, can_answer, answer, tried } = props;
  const words = calls.value;
  const mark = mark_of(row);
  const has_ended = row.offer.status !== 'open';
  if (has_ended) {
    return (
      <section class="call-done">
        <p class={`call-mark call-${mark}`}>
          <Icon name={k_mark_icons[mark]} />
          <b>{mark === 'over' ? words.gone : words.marks[mark]}</b>
        </p>
        {mark === 'no' && <Why row={row} answer={answer} />}
      </section>
    );
  }
  return (
    <section class="call-answers" aria-label={t.value.people_col.by_phone}>
      <Button kind="main" disabled={!can_answer} onClick={() => void answer('accept')}>
        <kbd>Y</kbd>
        {words.yes}
      </Button>
      <Button disabled={!can_answer} onClick={() => void answer('decline')}>
        <kbd>N</kbd>
        {words.no}
      </Button>
      <Button kind="quiet" disabled={!can_answer} onClick={() => void tried('no_answer')}>
        <kbd>T</kbd>
        {words.no_answer}
      </Button>
      <p class="call-other">
        <span class="dim">{words.later}</span>
        {(['busy', 'call_later'] as const).map((result) => (
          <Button key={result} small kind="quiet" disabled={!can_answer} onClick={() => void tried(result)}>
            {words.results[result]}
          </Button>
        ))}
      </p>
    </section>
  );
}

function Why(props: Pick<AnswersProps, 'row' | 'answer'>): JSX.Element {
  const { row, answer } = props;
  const said = row.offer.decline_reason;
  const reasons = t.value.people_col.decline_reason;
  return (
    <>
      <p class="dim">{calls.value.reason}</p>
      <p class="call-why">
        {k_reason_keys.map(([key, reason]) => (
          <ReasonButton key={key} letter={key} word={reasons[reason]} is_on={said === reason} tell={said === null ? () => void answer('decline', reason) : null} />
        ))}
      </p>
    </>
  );
}

function ReasonButton(props: { letter: string; word: string; is_on: boolean; tell: (() => void) | null }): JSX.Element {
  use_key(props.letter, props.tell);
  return (
    <Button small kind="quiet" pressed={props.is_on} disabled={props.tell === null && !props.is_on} onClick={() => props.tell?.()}>
      <kbd>{props.letter}</kbd>
      {props.word}
    </Button>
  );
}
