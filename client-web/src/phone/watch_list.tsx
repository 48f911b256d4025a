import { signal } from '@preact/signals';
import type { ComponentChildren, JSX } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { common } from '../i18n';
import { district_name } from '../net/districts';
import { session } from '../net/session';
import { carried } from '../net/vault';
import { conflict_of } from '../state/answers';
import type { Spot } from '../state/route';
import { by_need, by_walk, homes_of, is_due, town_of, type Order } from '../state/visit';
import { stands_since, type WatchLine, type WatchView } from '../state/watch';
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
  SelectField,
  StatusMark,
} from '../ui';
import type { Id } from '../wire/types';
import { AnswersCard } from './field/answers_card';
import { HomeHead } from './field/home';
import { HomeMap } from './field/home_map';
import { name_of } from './field/names';
import { CarryLine } from './field/pack_page';
import { f } from './field/words';
import { OfflineNote, PhoneFrame, UnsentBar } from './frame';
import { Empty } from './offers_page';
import { server_now } from './mine';
import { choose, incident, incidents, load, round, watch_state, watch_view } from './watch';
import { WeekdayList } from './weekday_list';
import { t } from './words';
import { weekday_words } from './words_weekday';

export function WatchListPage(props: { tabs?: ComponentChildren }): JSX.Element {
  const words = t.value.watch;
  const districts = (session.value?.account.district_ids ?? []).map(name_of_district).filter(Boolean).join('・');
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
      {state === 'ready' && !round.value && <WeekdayList />}
      {state === 'ready' && round.value && <RoundList />}
      {state === 'ready' && round.value && (
        <p class="body">
          <a href={href('weekday')}>{weekday_words.value.to_weekdays}</a>
        </p>
      )}
      <UnsentBar />
    </PhoneFrame>
  );
}

/** Without signal the list on this phone knows its districts. */
function name_of_district(id: Id): string {
  return district_name(id) || (carried.value?.districts.find((one) => one.id === id)?.name ?? '');
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

const order = signal<Order>('need');
const shows_map = signal(false);
/** Where the phone is, when it was asked and knows. */
const here = signal<Spot | null>(null);
/** Ids of the list as it stands on the screen: 「次の人へ」 follows it. */
export const shown_ids = signal<readonly string[]>([]);

/** Order and grouping are those of the visit: a row does not move under the finger when others report. */
function RoundList(): JSX.Element {
  const view = watch_view.value;
  const [ids, set_ids] = useState(() => order_of(view));
  const sort = (): void => set_ids(order_of(watch_view.peek()));
  useEffect(() => {
    if (ids.todo.length + ids.done.length === 0 && view.total > 0) sort();
  }, [view.total]);
  useEffect(sort, [order.value, here.value, round.value?.id]);
  useEffect(() => void (shown_ids.value = ids.todo), [ids]);
  const lines = new Map([...view.todo, ...view.done].map((line) => [line.row.registrant.id, line]));
  const pick = (list: readonly string[]): WatchLine[] => list.flatMap((id) => lines.get(id) ?? []);
  const is_moved = ids.todo.length !== view.todo.length;
  const words = t.value.watch;
  const todo = pick(ids.todo);
  return (
    <>
      <ProgressHead view={view} />
      <AnswersCard />
      <CarryLine />
      <Tools />
      {is_moved && (
        <p class="resort">
          <Button small onClick={sort}>
            {words.sort}
          </Button>
        </p>
      )}
      {shows_map.value ? (
        <HomeMap lines={[...pick(ids.done), ...todo]} walk={order.value === 'walk' ? todo : null} left={view.todo.length} />
      ) : (
        <div class="list">
          {view.total > 0 && view.todo.length === 0 && <Empty text={words.all_done} />}
          <Lines title={words.todo} note={order.value === 'walk' ? f.value.list.by_walk : words.todo_order} lines={todo} />
          <Lines title={words.done} note={words.done_order} lines={pick(ids.done)} />
        </div>
      )}
    </>
  );
}

function order_of(view: WatchView): { todo: string[]; done: string[] } {
  const ids = (lines: readonly WatchLine[]): string[] => lines.map((line) => line.row.registrant.id);
  const todo = order.peek() === 'walk' ? by_walk(by_need(view.todo, Date.now()), here.peek()) : by_need(view.todo, Date.now());
  return { todo: ids(homes_of(todo).flatMap((home) => home.lines)), done: ids(view.done) };
}

/** Asked once per press: the walk then begins where the phone is. Without an answer it begins with the first of the list. */
function ask_where(): void {
  navigator.geolocation?.getCurrentPosition(
    ({ coords }) => (here.value = { lat: coords.latitude, lng: coords.longitude }),
    () => {},
    { timeout: 5_000, maximumAge: 60_000 },
  );
}

function Tools(): JSX.Element {
  const words = f.value.list;
  const choose = (next: Order): void => {
    order.value = next;
    if (next === 'walk') ask_where();
  };
  return (
    <div class="tools">
      <div class="how" role="radiogroup" aria-label={words.order}>
        {(['need', 'walk'] as const).map((one) => (
          <label key={one} class={one === order.value ? 'on' : undefined}>
            <input class="sr" type="radio" name="order" checked={one === order.value} onChange={() => choose(one)} />
            {one === 'need' ? words.by_need : words.by_walk}
          </label>
        ))}
      </div>
      {order.value === 'walk' && <p class="small walk-note">{here.value ? words.from_here : words.from_first}</p>}
      <p class="row-of-two">
        <Button kind="quiet" icon="i-map" pressed={shows_map.value} onClick={() => (shows_map.value = !shows_map.value)}>
          {shows_map.value ? words.list : words.map}
        </Button>
        <a class="btn btn-q" href={href('watch', 'street')}>
          {words.street}
        </a>
      </p>
    </div>
  );
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
        {homes_of(props.lines).map((home) => (
          <li key={home.key} class={home.lines.length > 1 ? 'one-home' : undefined}>
            <HomeHead home={home} />
            {home.lines.map((line) => (
              <Line key={line.row.registrant.id} line={line} />
            ))}
          </li>
        ))}
      </ul>
    </section>
  );
}

function Line(props: { line: WatchLine }): JSX.Element {
  const { row, status, unsent, refused } = props.line;
  const words = t.value.watch;
  const by = row.last_check?.recorded_by_name;
  const at = server_now(now.value);
  const conflict = conflict_of(row);
  return (
    <a class="pp" href={href('watch', row.registrant.id)}>
      <span>
        <b>{name_of(row.registrant)}</b>
        {'　'}
        <span class="m">{town_of(row.registrant)}</span>
        <br />
        <StatusMark status={status} />
        {'　'}
        <span class="m">{!unsent && status === 'checking' && by ? t.value.entry.visiting(by) : ''}</span>
        {conflict && (
          <span class="differs">
            <Icon name="i-warn" /> {f.value.list.conflict(common.value.status[conflict.status])}
          </span>
        )}
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
        {!refused && !unsent && (is_due(props.line, at) ? f.value.list.due : elapsed_minutes(at - Date.parse(stands_since(row))))}
      </span>
    </a>
  );
}
