// 「いまの決定」: needs of the day and the answers of the people who were asked, as they come in.
import { signal } from '@preact/signals';
import type { JSX } from 'preact';
import { useEffect, useMemo } from 'preact/hooks';
import { common } from '../../i18n';
import { api } from '../../net/api';
import { asks_offers, needs_of_day, now_board, type NowBoard } from '../../state/plan_now';
import { join_offers, places_left } from '../../state/places';
import { short_names } from '../../state/short_names';
import { Button, go, href, Icon, moment, now, offer_state_word, type IconName } from '../../ui';
import type { Id, List, Need, Offer } from '../../wire/types';
import { live_offers, needs, started } from '../scope';
import { Grid, type GridModel } from './grid';
import { PriorityTag } from './plan_model';
import { day, district_id, focus, hover } from './store';
import { m } from './words';

const read = signal<ReadonlyMap<Id, readonly Offer[]>>(new Map());
const k_at_once = 4;

/** Reads the offers of needs that asked somebody, a few at a time; live events then join them. */
function use_offers(list: readonly Need[]): void {
  const wanted = list.filter(asks_offers).map((need) => need.id);
  const key = `${started.value} ${wanted.join()}`;
  useEffect(() => {
    let is_here = true;
    const queue = wanted.filter((id) => !read.value.has(id));
    const next = async (): Promise<void> => {
      for (let id = queue.shift(); id !== undefined && is_here; id = queue.shift()) {
        const reply = await api.get<List<Offer>>(`/needs/${id}/offers?limit=1000`);
        if (reply.ok) read.value = new Map(read.value).set(id, reply.data.items);
      }
    };
    for (let i = 0; i < k_at_once; i++) void next();
    return () => {
      is_here = false;
    };
  }, [key]);
}

export function NowTab(): JSX.Element {
  const words = m.value.now;
  const list = needs_of_day(needs.value, day.value, district_id.value);
  use_offers(list);
  const board = useMemo(
    () => now_board(list, (id) => join_offers(read.value.get(id), ...live_offers(id))),
    [needs.value, day.value, district_id.value, read.value, started.value],
  );
  const sum = (of: (need: Need) => number): number => list.reduce((total, need) => total + of(need), 0);
  const people = m.value.grid.people;
  const facts: [string, number][] = [
    [words.wanted, sum((need) => need.people_needed)],
    [words.decided, sum((need) => need.places.accepted)],
    [words.asked_all, sum((need) => need.places.open)],
    [words.left_all, sum((need) => places_left(need.places))],
  ];
  return (
    <>
      <div class="m-sum">
        <dl aria-label={m.value.now_tab}>
        {facts.map(([name, n]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{people(n)}</dd>
          </div>
        ))}
        </dl>
      </div>
      {board.people.length === 0 ? (
        <p class="pad">{list.length === 0 ? m.value.start.none : words.nobody}</p>
      ) : (
        <>
          <div class="m-grid" data-region tabIndex={-1} role="group" aria-label={words.label}>
            <NowGrid board={board} />
          </div>
          <Legend />
          <Chosen board={board} />
        </>
      )}
    </>
  );
}

const k_marks: Partial<Record<Offer['status'], { icon: IconName; look: string }>> = {
  accepted: { icon: 'i-yes', look: 'c-lock' },
  open: { icon: 'i-clock', look: 'c-plan' },
  waitlisted: { icon: 'i-wait', look: 'c-wait' },
  declined: { icon: 'i-no', look: 'c-no' },
};

function now_model(board: NowBoard): GridModel {
  const by_id = new Map(board.needs.map((need) => [need.id, need]));
  const person = new Map(board.people.map((one) => [one.id, one]));
  const short = short_names(board.people.map((one) => ({ volunteer_id: one.id, name: one.name })));
  return {
    label: m.value.now.label,
    rows: board.needs.map((need) => need.id),
    cols: board.people.map((one) => one.id),
    corner: <span class="dim">{m.value.grid.corner}</span>,
    corner_result: m.value.grid.result,
    row_head: (id) => {
      const need = by_id.get(id);
      return (
        need && (
          <span class="rh" title={need.title}>
            <span class="rh-title">
              <PriorityTag priority={need.priority} />
              <b>{need.title}</b>
            </span>
            <span class="dim">
              {need.number}　{need.town ?? ''}
            </span>
          </span>
        )
      );
    },
    col_head: (id) => (
      <span class="ch" title={person.get(id)?.name}>
        <b aria-hidden="true">{short.get(id)}</b>
        <span class="sr">{person.get(id)?.name}</span>
      </span>
    ),
    cell: (row, col) => {
      const offer = board.at.get(row)?.get(col);
      const mark = offer && k_marks[offer.status];
      const base = m.value.grid.name(person.get(col)?.name ?? '', by_id.get(row)?.number ?? '');
      return { look: mark?.look ?? '', text: mark && <Icon name={mark.icon} />, name: offer ? `${base}、${offer_state_word(offer.status)}` : base };
    },
    result: (id) => {
      const need = by_id.get(id);
      if (!need) return null;
      const left = places_left(need.places);
      return (
        <>
          <b>{m.value.now.result(need.places.accepted, need.people_needed)}</b>
          <span class="rs-why">
            {left > 0 ? <span class="lack">{m.value.now.left(left)}</span> : <b>{m.value.grid.full}</b>}
            {need.places.open > 0 && `　${m.value.now.asked(need.places.open)}`}
          </span>
        </>
      );
    },
    row_stamp: (id) => `${by_id.get(id)?.version} ${by_id.get(id)?.changed_seq} ${[...(board.at.get(id)?.values() ?? [])].map((one) => one.id + one.status).join()}`,
    col_stamp: (id) => short.get(id) ?? '',
    stamp: m.value.page,
  };
}

function NowGrid(props: { board: NowBoard }): JSX.Element {
  const model = useMemo(() => now_model(props.board), [props.board, m.value]);
  return (
    <Grid
      model={model}
      focus={focus.value && { row: focus.value.need_id, col: focus.value.volunteer_id }}
      reveal={0}
      set_focus={(at) => (focus.value = { need_id: at.row, volunteer_id: at.col })}
      set_hover={(at) => (hover.value = at && { need_id: at.row, volunteer_id: at.col })}
      on_key={(event, at) => {
        if (event.key !== 'Enter') return false;
        go('needs', at.row);
        return true;
      }}
    />
  );
}

function Legend(): JSX.Element {
  const words = m.value.legend;
  return (
    <div class="m-legend" role="group" aria-label={words.label}>
      {(['accepted', 'open', 'waitlisted', 'declined'] as const).map((status) => (
        <span key={status}>
          <i class={k_marks[status]!.look}>
            <Icon name={k_marks[status]!.icon} />
          </i>
          {words[status]}
        </span>
      ))}
    </div>
  );
}

function Chosen(props: { board: NowBoard }): JSX.Element {
  const shown = hover.value ?? focus.value;
  const need = shown && props.board.needs.find((one) => one.id === shown.need_id);
  const person = shown && props.board.people.find((one) => one.id === shown.volunteer_id);
  const offer = shown ? props.board.at.get(shown.need_id)?.get(shown.volunteer_id) : undefined;
  const words = m.value;
  return (
    <section class="m-insp m-insp-now" aria-label={words.inspect.label} data-region tabIndex={-1}>
      {need && person ? (
        <div class="m-cell" aria-live="polite">
          <h2 class="h">
            <a href={href('people', person.id)}>{person.name}</a> × <a href={href('needs', need.id)}>{need.number}</a> {need.title}
          </h2>
          <p>
            {offer ? <b>{offer_state_word(offer.status)}</b> : common.value.state.empty}
            {offer && `　${words.now.made(moment(offer.made_at, now.value))}`}
            {offer?.answered_at && `・${words.now.at(moment(offer.answered_at, now.value))}`}
          </p>
        </div>
      ) : (
        <p class="dim">{words.inspect.none}</p>
      )}
      <p>
        {need && (
          <Button small onClick={() => go('needs', need.id)}>
            {words.inspect.need}
          </Button>
        )}
      </p>
    </section>
  );
}
