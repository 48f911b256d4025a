import type { JSX, RefObject } from 'preact';
import { useEffect, useLayoutEffect, useRef, useState } from 'preact/hooks';
import { district_name } from '../net/districts';
import { fold_rows, is_late, keep_order, type BoardRow } from '../state/board';
import { Icon } from '../ui';
import type { Id } from '../wire/types';
import { has_hand, is_narrow, marked, pinned } from './hand';
import { minute } from './minute';
import { ShareBar } from './share_bar';
import { figure, silence, t } from './words';
import { tl } from './words_layers';

/** Rows change places at most this often, and never under a hand. */
const k_reorder_ms = 10_000;

/** The order on screen: figures are always new, places only now and then. */
function use_steady_order(rows: readonly BoardRow[], round_id: string, is_held: RefObject<boolean>): BoardRow[] {
  const newest = useRef(rows);
  newest.current = rows;
  const [order, set_order] = useState<Id[]>(() => rows.map((row) => row.id));
  useEffect(() => {
    const settle = (): void => {
      if (is_held.current) return;
      const next = newest.current.map((row) => row.id);
      set_order((shown) => (shown.join() === next.join() ? shown : next));
    };
    settle();
    const timer = setInterval(settle, k_reorder_ms);
    return () => clearInterval(timer);
  }, [round_id, is_held]);
  return keep_order(order, rows);
}

/** Rows that moved slide from where they were. */
function use_slide(body: RefObject<HTMLTableSectionElement>, ids: readonly Id[]): void {
  const before = useRef<readonly Id[]>(ids);
  useLayoutEffect(() => {
    const was = before.current;
    before.current = ids;
    if (was.join() === ids.join() || matchMedia('(prefers-reduced-motion: reduce)').matches) return;
    for (const row of body.current?.rows ?? []) {
      const from = was.indexOf(row.dataset['id'] ?? '');
      const moved = from < 0 ? 0 : (from - ids.indexOf(row.dataset['id']!)) * row.offsetHeight;
      if (moved) row.animate([{ transform: `translateY(${moved}px)` }, { transform: 'none' }], { duration: 700, easing: 'ease-in-out' });
    }
  });
}

/** How many rows fit into the box; all of them where the page or the box may scroll. */
function use_fit(box: RefObject<HTMLDivElement>, may_scroll: boolean): number {
  const [fits, set_fits] = useState(Infinity);
  useLayoutEffect(() => {
    const element = box.current;
    if (!element || may_scroll) {
      set_fits(Infinity);
      return;
    }
    const measure = (): void => {
      const head = element.querySelector('thead')?.getBoundingClientRect().height ?? 0;
      const row = element.querySelector('tbody tr')?.getBoundingClientRect().height;
      if (row) set_fits(Math.max(1, Math.floor((element.clientHeight - head) / row)));
    };
    measure();
    const watch = new ResizeObserver(measure);
    watch.observe(element);
    return () => watch.disconnect();
  }, [may_scroll, box]);
  return fits;
}

/** The districts of the round. This table is the whole truth of the page; the map draws what it says. */
export function DistrictList(props: {
  rows: readonly BoardRow[];
  round_id: string;
  /** Teams out by district; the column stands only while there are any. */
  teams: ReadonlyMap<Id, number>;
}): JSX.Element {
  const words = t.value.list;
  const box = useRef<HTMLDivElement>(null);
  const body = useRef<HTMLTableSectionElement>(null);
  const is_held = useRef(false);
  const hand = has_hand();
  const narrow = is_narrow.value;
  const steady = use_steady_order(props.rows, props.round_id, is_held);
  const fits = use_fit(box, hand || narrow);
  const { shown, rest, rest_count } = fold_rows(steady, fits);
  use_slide(body, shown.map((row) => row.id));
  const has_teams = props.teams.size > 0;
  const teams_of = (id: Id | null): number | null => {
    if (!has_teams) return null;
    if (id !== null) return props.teams.get(id) ?? 0;
    const named = new Set(shown.map((row) => row.id));
    return [...props.teams].reduce((sum, [district, teams]) => sum + (named.has(district) ? 0 : teams), 0);
  };
  const let_go = (): void => {
    is_held.current = false;
    marked.value = null;
  };
  const scroll = hand && !narrow ? { tabIndex: 0, role: 'region' as const, 'aria-label': words.region } : {};
  return (
    <div
      ref={box}
      class={hand ? 'dt-box dt-hand' : 'dt-box'}
      onPointerEnter={() => (is_held.current = hand)}
      onPointerLeave={let_go}
      onFocusCapture={() => (is_held.current = true)}
      onBlurCapture={let_go}
      {...scroll}
    >
      <table class="dt">
        <caption class="sr">{words.caption}</caption>
        <thead>
          <tr>
            <th scope="col">{words.district}</th>
            <th scope="col" class="b">{words.bar}</th>
            <th scope="col" class="num">{words.open}</th>
            <th scope="col" class="num">{words.total}</th>
            <th scope="col" class="num">{words.longest}</th>
            <th scope="col" class="num">
              <span class="st st-needs_help"><Icon name="st-needs_help" />{words.help}</span>
            </th>
            <th scope="col" class="num">
              <span class="st st-needs_rescue"><Icon name="st-needs_rescue" />{words.rescue}</span>
            </th>
            {has_teams && <th scope="col" class="num">{tl.value.teams_column}</th>}
          </tr>
        </thead>
        <tbody ref={body}>
          {shown.map((row) => <Row key={row.id} row={row} name={district_name(row.id)} hand={hand} teams={teams_of(row.id)} />)}
          {rest && <Row key="" row={rest} name={words.rest(rest_count)} hand={false} teams={teams_of(null)} />}
          {steady.length === 0 && <tr><td colSpan={has_teams ? 8 : 7}>{words.none}</td></tr>}
        </tbody>
      </table>
    </div>
  );
}

function Row(props: { row: BoardRow; name: string; hand: boolean; teams: number | null }): JSX.Element {
  const { row, name } = props;
  const words = t.value;
  const is_pinned = pinned.value !== null && pinned.value === row.id;
  const is_marked = row.id !== '' && (marked.value ?? pinned.value) === row.id;
  const late = is_late(row.since, minute.value);
  const share = row.segments
    .map((one) => words.list.share(one.key === 'safe' ? words.list.safe : words.status[one.key], one.count))
    .join('、');
  const mark = props.hand ? { onPointerEnter: () => (marked.value = row.id) } : {};
  return (
    <tr data-id={row.id} class={`${is_marked ? 'is-marked' : ''}${row.id === '' ? ' is-rest' : ''}`} {...mark}>
      <th scope="row">
        {props.hand ? (
          <button
            type="button"
            class="dt-name"
            aria-pressed={is_pinned}
            onFocus={() => (marked.value = row.id)}
            onClick={() => (pinned.value = is_pinned ? null : row.id)}
          >
            {name}
          </button>
        ) : (
          name
        )}
      </th>
      <td class="b">
        <ShareBar class="share" segments={row.segments} />
        <span class="sr">{share}</span>
      </td>
      <td class="num o">
        {row.open > 0 ? figure(row.open) : <span class="st st-safe_home"><Icon name="st-safe_home" /><span class="sr">0</span></span>}
      </td>
      <td class="num">{figure(row.total)}</td>
      <td class="num">
        {row.since !== null ? (
          <span class={late ? 'late' : undefined}>
            {silence(minute.value - row.since)}
            {late && <span class="sr">{words.list.late}</span>}
          </span>
        ) : (
          words.list.all_known
        )}
      </td>
      <td class="num">{row.help || ''}</td>
      <td class="num">{row.rescue || ''}</td>
      {props.teams !== null && <td class="num">{props.teams || ''}</td>}
    </tr>
  );
}
