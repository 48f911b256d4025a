import type { ComponentChildren, JSX } from 'preact';
import { useEffect } from 'preact/hooks';
import { common } from '../i18n';
import { town_of } from '../state/visit';
import { days_left, has_concern, type WeekdayLine } from '../state/weekday';
import { Button, clock, href, moment, now, ProblemNotice } from '../ui';
import type { Watch } from '../wire/types';
import { name_of } from './field/names';
import { OfflineNote, PhoneFrame, UnsentBar } from './frame';
import { server_now } from './mine';
import { Empty } from './offers_page';
import { load_weekdays, start_weekdays, weekday_state, weekday_view } from './weekday';
import { t } from './words';
import { weekday_words } from './words_weekday';

/** The list as a page of its own: while a round runs, or from its link. */
export function WeekdayPage(props: { tabs?: ComponentChildren }): JSX.Element {
  return (
    <PhoneFrame mode="normal" page={weekday_words.value.title} tabs={props.tabs} back={href('watch')}>
      <OfflineNote />
      <WeekdayList />
      <UnsentBar />
    </PhoneFrame>
  );
}

export function WeekdayList(): JSX.Element {
  const words = weekday_words.value;
  useEffect(start_weekdays, []);
  const state = weekday_state.value;
  const { due, later, others } = weekday_view.value;
  if (state === 'loading')
    return (
      <p class="loading" role="status">
        {common.value.state.loading}
      </p>
    );
  if (typeof state === 'object')
    return (
      <div class="body">
        {state.status === 0 ? <Empty text={words.offline_none} /> : <ProblemNotice problem={state} />}
        <Button onClick={() => void load_weekdays()}>{common.value.action.again}</Button>
      </div>
    );
  if (due.length + later.length + others.length === 0) return <Empty text={words.none} note={words.none_note} />;
  return (
    <div class="list">
      {due.length === 0 && <Empty text={later.length === 0 ? words.none_mine : words.all_done} />}
      <Lines title={words.due} lines={due} />
      <Lines title={words.later} lines={later} />
      <Lines title={words.others} lines={others} is_others />
    </div>
  );
}

function Lines(props: { title: string; lines: readonly WeekdayLine[]; is_others?: boolean }): JSX.Element | null {
  if (props.lines.length === 0) return null;
  return (
    <section aria-label={props.title}>
      <h2 class="grp">
        <span>{props.title}</span>
        <span>{props.lines.length}</span>
      </h2>
      <ul>
        {props.lines.map((line) => (
          <li key={line.watch.id}>
            <Line line={line} is_others={!!props.is_others} />
          </li>
        ))}
      </ul>
    </section>
  );
}

export function due_words(watch: Watch, at: number): string {
  const words = weekday_words.value;
  const days = days_left(watch, at);
  return days < 0 ? words.late(-days) : days === 0 ? words.today : words.in_days(days);
}

export function seen_words(watch: Watch, at: number): string {
  const words = weekday_words.value;
  return watch.last_seen_at ? words.seen(moment(watch.last_seen_at, at)) : words.never;
}

export function by_words(watch: Watch): string {
  const words = weekday_words.value;
  return words.watched_by(watch.watchers.map((one) => words.person(one.name)).join(words.between) || words.coordinator);
}

function Line(props: { line: WeekdayLine; is_others: boolean }): JSX.Element {
  const { watch, unsent, refused } = props.line;
  const words = weekday_words.value;
  const at = server_now(now.value);
  const late = days_left(watch, at) < 0;
  return (
    <a class="pp" href={href('weekday', watch.id)}>
      <span>
        <b>{name_of(watch.registrant)}</b>
        {'　'}
        <span class="m">{town_of(watch.registrant)}</span>
        <br />
        <span class="m">{props.is_others ? by_words(watch) : seen_words(watch, at)}</span>
      </span>
      <span class="t">
        {refused && <b class="bad">{words.refused}</b>}
        {!refused && unsent && (
          <>
            <b>{t.value.watch.unsent}</b>
            <br />
            {clock(unsent.made_at)}
          </>
        )}
        {!refused && !unsent && has_concern(watch) && <b class="bad">▲ {words.result.concern}</b>}
        {!refused && !unsent && !has_concern(watch) && (late ? <b class="bad">{due_words(watch, at)}</b> : due_words(watch, at))}
      </span>
    </a>
  );
}
