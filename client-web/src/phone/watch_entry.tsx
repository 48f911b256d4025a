import type { JSX } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';
import { common } from '../i18n';
import { entries, forget } from '../net/outbox';
import { session } from '../net/session';
import { conflict_of } from '../state/answers';
import type { WatchLine } from '../state/watch';
import {
  Button,
  clock,
  elapsed_minutes,
  href,
  Icon,
  mode_of,
  moment,
  now,
  ProblemNotice,
} from '../ui';
import type { CheckMethod, Id, SafetyStatus, WatchRow } from '../wire/types';
import { AfterTap, type Saved } from './field/after_tap';
import { name_of } from './field/names';
import { f } from './field/words';
import { PhoneFrame, UnsentBar } from './frame';
import { MapLink } from './job_page';
import { server_now } from './mine';
import { Empty } from './offers_page';
import { incident, last_method, record, round, watch_view } from './watch';
import { t } from './words';

const k_methods: readonly CheckMethod[] = ['visit', 'phone', 'cloth', 'family', 'shelter'];



/** One person, one tap. After the tap: what was kept, undo for ten seconds, the next person. */
export function WatchEntryPage(props: { id: Id }): JSX.Element {
  const view = watch_view.value;
  const line = [...view.todo, ...view.done].find((one) => one.row.registrant.id === props.id);
  const [saved, set_saved] = useState<Saved | null>(null);
  useEffect(() => set_saved(null), [props.id]);
  const words = t.value.entry;
  return (
    <PhoneFrame
      mode={mode_of(incident.value)}
      band={incident.value?.name}
      page={words.title}
      back={href('watch')}
      end={<span class="small">{t.value.watch.left(view.todo.length)}</span>}
    >
      {!line && <Empty text={words.gone} />}
      {line && saved && <AfterTap line={line} saved={saved} undone={() => set_saved(null)} />}
      {line && !saved && (
        <>
          <Person row={line.row} />
          <Differs row={line.row} />
          <Refused line={line} />
          <Answers line={line} done={set_saved} />
          <UnsentBar />
        </>
      )}
    </PhoneFrame>
  );
}

function Person(props: { row: WatchRow }): JSX.Element {
  const { registrant, last_check } = props.row;
  const is_own = last_check?.recorded_by_name === session.value?.account.name;
  const words = t.value.entry;
  const at = server_now(now.value);
  return (
    <section class="hd">
      <h2>{name_of(registrant)}</h2>
      {registrant.address && <p>{registrant.address}</p>}
      {registrant.support?.note && <p class="small">{registrant.support.note}</p>}
      {last_check && (
        <p class="small">
          {last_words(last_check.status, moment(last_check.occurred_at, at), last_check.recorded_by_name)}
        </p>
      )}
      {last_check && !is_own && at - Date.parse(last_check.recorded_at) < 300_000 && (
        <p class="just">
          {words.just_now(
            elapsed_minutes(at - Date.parse(last_check.recorded_at)),
            last_check.recorded_by_name ? words.by(last_check.recorded_by_name) : words.someone,
          )}
        </p>
      )}
      <div class="ac">
        {registrant.phone && (
          <a class="btn" href={`tel:${registrant.phone.replace(/[^\d+]/g, '')}`}>
            <Icon name="i-tel" />
            {words.call}
          </a>
        )}
        <MapLink lat={registrant.lat} lng={registrant.lng} />
      </div>
    </section>
  );
}

/** Somebody else said otherwise: both stand, and whoever is at the door can settle it. */
function Differs(props: { row: WatchRow }): JSX.Element | null {
  const conflict = conflict_of(props.row);
  const words = f.value.entry;
  if (!conflict) return null;
  const who = conflict.recorded_by_name ? f.value.answers.by(conflict.recorded_by_name) : f.value.answers.someone;
  return (
    <div class="state state-plain">
      <Icon name="i-warn" />
      <p>
        <b>{words.conflict_title}</b>
        {words.conflict(who, clock(conflict.occurred_at), common.value.status[conflict.status])}
      </p>
    </div>
  );
}

function last_words(status: SafetyStatus, time: string, name: string | null | undefined): string {
  const word = common.value.status[status];
  return name ? t.value.entry.last_by(word, time, name) : t.value.entry.last(word, time);
}

function Refused(props: { line: WatchLine }): JSX.Element | null {
  const { refused } = props.line;
  if (!refused?.problem) return null;
  return (
    <div class="body">
      <p>
        <b>{t.value.entry.refused}</b>（{clock(refused.made_at)}）
      </p>
      <ProblemNotice problem={refused.problem}>
        <Button small onClick={() => void forget(refused.key)}>
          {t.value.outcome.close}
        </Button>
      </ProblemNotice>
    </div>
  );
}

function Answers(props: { line: WatchLine; done: (saved: Saved) => void }): JSX.Element {
  const { line, done } = props;
  const id = line.row.registrant.id;
  const method = last_method.value;
  const is_sent = useRef(false);
  const tap = (status: SafetyStatus): void => {
    if (is_sent.current || !round.value) return;
    is_sent.current = true;
    void record(id, status, method);
    const key = entries.value.at(-1)!.key;
    done({ key, status, before: line.row.status, method, at: Date.now() });
  };
  const words = t.value.entry;
  const drill = mode_of(incident.value) === 'drill';
  return (
    <div>
      <div class="how" role="radiogroup" aria-label={words.how}>
        {k_methods.map((one) => (
          <label key={one} class={one === method ? 'on' : undefined}>
            <input
              class="sr"
              type="radio"
              name="method"
              checked={one === method}
              onChange={() => (last_method.value = one)}
            />
            {common.value.method[one]}
          </label>
        ))}
      </div>
      <div class="opt">
        <Tap status="safe_home" wide tap={tap} />
        <Tap status="safe_sheltered" tap={tap} />
        <Tap status="safe_elsewhere" tap={tap} />
        <Tap status="unreachable" tap={tap} />
        <Tap status="needs_help" tap={tap} />
      </div>
      <div class="res">
        {!drill && (
          <a class="btn call-119" href="tel:119">
            <Icon name="i-tel" />
            {f.value.entry.call_119}
          </a>
        )}
        <button type="button" class="o" onClick={() => tap('needs_rescue')}>
          <Icon name="st-needs_rescue" />
          <span>
            {common.value.status.needs_rescue}
            <small>{drill ? words.rescue_drill : words.rescue_real}</small>
          </span>
        </button>
      </div>
      {line.row.status === 'unconfirmed' && (
        <p class="checking">
          <Button kind="quiet" onClick={() => tap('checking')}>
            {words.checking}
          </Button>
        </p>
      )}
    </div>
  );
}

function Tap(props: { status: SafetyStatus; wide?: boolean; tap: (status: SafetyStatus) => void }): JSX.Element {
  const parts = common.value.status[props.status].split('・');
  return (
    <button
      type="button"
      class={`o st-${props.status}${props.wide ? ' w' : ''}`}
      onClick={() => props.tap(props.status)}
    >
      <Icon name={`st-${props.status}`} />
      <span>
        {props.wide || parts.length === 1 ? (
          parts.join('・')
        ) : (
          <>
            {parts[0]}・<wbr />
            {parts[1]}
          </>
        )}
      </span>
    </button>
  );
}
