import type { ComponentChildren, JSX } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { common } from '../i18n';
import { district_name } from '../net/districts';
import { session } from '../net/session';
import { stands_since, type WatchLine, type WatchView } from '../state/watch';
import {
  Button,
  clock,
  elapsed_minutes,
  href,
  mode_of,
  moment,
  now,
  ProblemNotice,
  SelectField,
  StatusMark,
} from '../ui';
import type { Registrant } from '../wire/types';
import { OfflineNote, PhoneFrame, UnsentBar } from './frame';
import { Empty } from './offers_page';
import { server_now } from './mine';
import { choose, incident, incidents, load, round, watch_state, watch_view } from './watch';
import { t } from './words';

export function WatchListPage(props: { tabs?: ComponentChildren }): JSX.Element {
  const words = t.value.watch;
  const districts = (session.value?.account.district_ids ?? []).map(district_name).filter(Boolean).join('・');
  const state = watch_state.value;
  return (
    <PhoneFrame
      mode={mode_of(incident.value)}
      band={incident.value?.name}
      page={words.title(districts).trim()}
      tabs={props.tabs}
    >
      <OfflineNote />
      {incidents.value.length > 1 && <ChooseIncident />}
      {state === 'loading' && (
        <p class="loading" role="status">
          {common.value.state.loading}
        </p>
      )}
      {typeof state === 'object' && (
        <div class="body">
          {state.status === 0 ? <Empty text={words.offline_none} /> : <ProblemNotice problem={state} />}
          <Button onClick={() => void load()}>{common.value.action.again}</Button>
        </div>
      )}
      {state === 'ready' && !round.value && <Empty text={words.none} note={words.none_note} />}
      {state === 'ready' && round.value && <RoundList />}
      <UnsentBar />
    </PhoneFrame>
  );
}

function ChooseIncident(): JSX.Element {
  return (
    <div class="choose">
      <SelectField
        label={t.value.watch.choose}
        name="incident_id"
        value={incident.value?.id ?? ''}
        options={incidents.value.map((one) => ({
          value: one.id,
          label: `${one.is_drill ? common.value.mode.drill_title : common.value.mode.real_title}${one.name}`,
        }))}
        onChange={(id) => id && void choose(id)}
      />
    </div>
  );
}

/** Order and grouping are those of the visit: a row does not move under the finger when others report. */
function RoundList(): JSX.Element {
  const view = watch_view.value;
  const [order, set_order] = useState(() => order_of(view));
  useEffect(() => {
    if (order.todo.length + order.done.length === 0 && view.total > 0) set_order(order_of(view));
  }, [view.total]);
  const lines = new Map([...view.todo, ...view.done].map((line) => [line.row.registrant.id, line]));
  const pick = (ids: readonly string[]): WatchLine[] => ids.flatMap((id) => lines.get(id) ?? []);
  const is_moved = order.todo.length !== view.todo.length;
  const words = t.value.watch;
  return (
    <>
      <ProgressHead view={view} />
      {is_moved && (
        <p class="resort">
          <Button small onClick={() => set_order(order_of(watch_view.value))}>
            {words.sort}
          </Button>
        </p>
      )}
      <div class="list">
        {view.total > 0 && view.todo.length === 0 && <Empty text={words.all_done} />}
        <Lines title={words.todo} note={words.todo_order} lines={pick(order.todo)} />
        <Lines title={words.done} note={words.done_order} lines={pick(order.done)} />
      </div>
    </>
  );
}

function order_of(view: WatchView): { todo: string[]; done: string[] } {
  const ids = (lines: readonly WatchLine[]): string[] => lines.map((line) => line.row.registrant.id);
  return { todo: ids(view.todo), done: ids(view.done) };
}

function ProgressHead(props: { view: WatchView }): JSX.Element {
  const { view } = props;
  const words = t.value.watch;
  const done = view.total - view.todo.length;
  const percent = view.total ? Math.floor((done * 100) / view.total) : 0;
  const at = server_now(now.value);
  return (
    <section class="prog">
      <p class="row">
        <span class="bigger">{words.left(view.todo.length)}</span>
        <span>{words.of(view.total, done)}</span>
      </p>
      <div class="pb" aria-hidden="true">
        <i style={{ inlineSize: `${percent}%` }} />
      </div>
      <p class="since">
        {round.value && words.round(round.value.name, moment(round.value.started_at, at))}
        {view.oldest_since && (
          <>
            {'　'}
            {words.oldest} <b>{elapsed_minutes(at - Date.parse(view.oldest_since))}</b> {words.unknown}
          </>
        )}
      </p>
    </section>
  );
}

function Lines(props: { title: string; note: string; lines: readonly WatchLine[] }): JSX.Element | null {
  if (props.lines.length === 0) return null;
  return (
    <section>
      <h2 class="grp">
        <span>{props.title}</span>
        <span>{props.note}</span>
      </h2>
      <ul>
        {props.lines.map((line) => (
          <li key={line.row.registrant.id}>
            <Line line={line} />
          </li>
        ))}
      </ul>
    </section>
  );
}

export function person_name(registrant: Registrant): string {
  return registrant.name ? t.value.watch.sama(registrant.name) : registrant.number;
}

/** The town is enough to find the house in a list: 小田原市 is dropped, the house number stays for the card. */
export function town_of(registrant: Registrant): string {
  const address = (registrant.address ?? '').replace(/^(神奈川県)?小田原市/, '');
  return address.replace(/[\s　]*[\d０-９].*$/, '');
}

function Line(props: { line: WatchLine }): JSX.Element {
  const { row, status, unsent, refused } = props.line;
  const words = t.value.watch;
  const by = row.last_check?.recorded_by_name;
  const at = server_now(now.value);
  return (
    <a class="pp" href={href('watch', row.registrant.id)}>
      <span>
        <b>{person_name(row.registrant)}</b>
        {'　'}
        <span class="m">{town_of(row.registrant)}</span>
        <br />
        <StatusMark status={status} />
        {'　'}
        <span class="m">{!unsent && status === 'checking' && by ? t.value.entry.visiting(by) : ''}</span>
      </span>
      <span class="t">
        {refused && <b class="bad">{words.refused}</b>}
        {unsent && (
          <>
            <b>{words.unsent}</b>
            <br />
            {clock(unsent.made_at)}
          </>
        )}
        {!refused && !unsent && elapsed_minutes(at - Date.parse(stands_since(row)))}
      </span>
    </a>
  );
}
