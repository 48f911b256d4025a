import { signal } from '@preact/signals';
import type { JSX } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import { common } from '../i18n';
import { api } from '../net/api';
import { district_name } from '../net/districts';
import { k_need_groups, type NeedGroup } from '../state/needs';
import { Button, elapsed_minutes, go, href, Icon, NeedState, now, toast, Windowed } from '../ui';
import type { Need, NeedStatus, Problem, SearchHit } from '../wire/types';
import { use_key } from './keys';
import { behind, chosen_id, counts, find_need, is_ready, needs, open_tab, reveal, show_fresh, shown, tab } from './scope';
import { t, word_of } from './words';

interface Found {
  query: string;
  hits: readonly SearchHit[];
  problem: Problem | null;
}

/** What is typed in the search box; the intake form takes it over. */
export const query = signal('');
const found = signal<Found | null>(null);
let asking = 0;

async function ask(text: string): Promise<void> {
  const mine = ++asking;
  const reply = await api.read<{ items: SearchHit[] }>('/search', { kind: 'need', q: text });
  if (mine !== asking) return;
  found.value = reply.ok ? { query: text, hits: reply.data.items, problem: null } : { query: text, hits: [], problem: reply.problem };
}

function clear_search(): void {
  asking++;
  query.value = '';
  found.value = null;
}

function open_new(box: HTMLInputElement | null): void {
  if (found.value && found.value.query === query.value.trim()) {
    go('needs', 'new');
    return;
  }
  box?.focus();
  toast(t.value.list.search_first);
}

export function NeedList(props: { selected: string | undefined }): JSX.Element {
  const words = t.value.list;
  const box = useRef<HTMLInputElement>(null);
  const timer = useRef<number | undefined>(undefined);
  use_key('/', () => box.current?.focus());
  use_key('n', () => open_new(box.current));
  use_key('r', () => show_new());
  useEffect(() => () => window.clearTimeout(timer.current), []);

  const type = (text: string): void => {
    query.value = text;
    window.clearTimeout(timer.current);
    if (text.trim() === '') clear_search();
    else timer.current = window.setTimeout(() => void ask(text.trim()), 250);
  };
  const submit = (event: Event): void => {
    event.preventDefault();
    window.clearTimeout(timer.current);
    if (query.value.trim() !== '') void ask(query.value.trim());
  };

  return (
    <section class="col list" aria-label={words.label} data-region tabIndex={-1}>
      <form class="bar" role="search" onSubmit={submit}>
        <div class="search">
          <Icon name="i-search" />
          <input
            ref={box}
            type="search"
            aria-label={words.search_label}
            placeholder={words.search}
            value={query.value}
            autocomplete="off"
            maxLength={100}
            onInput={(event) => type(event.currentTarget.value)}
            onKeyDown={(event) => {
              if (event.key !== 'Escape') return;
              clear_search();
              event.currentTarget.blur();
            }}
          />
          <kbd class="hide-narrow" aria-hidden="true">
            /
          </kbd>
        </div>
        <Button small icon="i-plus" onClick={() => open_new(box.current)}>
          {words.new_short}
        </Button>
      </form>
      {found.value ? <Results found={found.value} selected={props.selected} /> : <Rows selected={props.selected} />}
    </section>
  );
}

function show_new(): void {
  const n = behind.value;
  if (n === 0) return;
  show_fresh();
  toast(t.value.list.shown(n));
}

function Rows(props: { selected: string | undefined }): JSX.Element {
  const words = t.value.list;
  const rows = shown.value.map((id) => needs.value.get(id)).filter((need): need is Need => need !== undefined);
  const reveal_at = rows.findIndex((need) => need.id === props.selected);
  return (
    <>
      <div class="chips" role="group" aria-label={words.tabs}>
        {k_need_groups.map((group) => (
          <button key={group} type="button" aria-pressed={tab.value === group} onClick={() => open_tab(group)}>
            <b>{group === 'closed' && counts.value.closed === 0 ? '…' : counts.value[group]}</b>
            {words.groups[group]}
          </button>
        ))}
      </div>
      {behind.value > 0 && (
        <button class="btn new" type="button" onClick={show_new}>
          <Icon name="i-up" />
          {common.value.action.show_new(behind.value)}
          {words.still}
        </button>
      )}
      {!is_ready.value ? (
        <p class="loading" role="status">
          {common.value.state.loading}
        </p>
      ) : rows.length === 0 ? (
        <EmptyTab />
      ) : (
        <div class="scroll-holder" data-rows>
          <Windowed
            items={rows}
            row_height={61}
            key_of={(need) => need.id}
            label={words.label}
            reveal={reveal_at < 0 ? undefined : reveal_at}
            row={(need) => <Row need={need} is_selected={need.id === props.selected} />}
          />
        </div>
      )}
    </>
  );
}

function EmptyTab(): JSX.Element {
  const words = t.value.list;
  const elsewhere = k_need_groups.filter((group: NeedGroup) => group !== 'closed' && counts.value[group] > 0);
  const where = elsewhere.map((group) => `${words.groups[group]} ${common.value.count.items(counts.value[group])}`).join('・');
  return (
    <div class="pad">
      <p>{words.empty(words.groups[tab.value])}</p>
      <p class="dim">{where ? words.elsewhere(where) : words.empty_all}</p>
    </div>
  );
}

export function PriorityTag(props: { need: Pick<Need, 'priority'> }): JSX.Element | null {
  const { priority } = props.need;
  if (priority === 'normal') return null;
  return <span class={priority === 'crisis' ? 'tag tag-crisis' : 'tag'}>{common.value.priority[priority]}</span>;
}

const k_hour = 3600_000;

/** Minutes matter in the first hours only. */
function waited(ms: number): string {
  return elapsed_minutes(ms < 3 * k_hour ? ms : Math.floor(ms / k_hour) * k_hour);
}

function Row(props: { need: Need; is_selected: boolean }): JSX.Element {
  const { need, is_selected } = props;
  return (
    <a class={is_selected ? 'nrow sel' : 'nrow'} href={href('needs', need.id)} aria-current={is_selected ? 'true' : undefined} data-row>
      <span class="nt">
        <PriorityTag need={need} />
        <b>{need.title}</b>
      </span>
      <span class="nn num">
        <b>
          {need.places.accepted}/{need.places.needed}
        </b>
        {common.value.count.people(0).replace('0', '')}
      </span>
      <span class="np">
        <span>
          {need.number}　{need.town ?? district_name(need.district_id)}
        </span>
        <NeedState status={need.status} />
      </span>
      <span class="nw num">
        <span class="sr">{t.value.list.waiting('')}</span>
        {waited(now.value - Date.parse(need.received_at))}
      </span>
    </a>
  );
}

function Results(props: { found: Found; selected: string | undefined }): JSX.Element {
  const words = t.value.list;
  const { hits, problem } = props.found;
  const open = async (hit: SearchHit): Promise<void> => {
    const known = find_need(hit.id);
    if (known) return reveal(known);
    const reply = await api.get<Need>(`/needs/${hit.id}`);
    if (reply.ok) reveal(reply.data);
  };
  return (
    <div class="scroll" data-rows>
      <div class="bar results-head">
        <p role="status">{problem ? common.value.problem.unreachable : hits.length > 0 ? words.results(hits.length) : words.none}</p>
        <Button small kind="quiet" onClick={clear_search}>
          {words.clear}
        </Button>
      </div>
      <ul>
        {hits.map((hit) => (
          <li key={hit.id}>
            <a
              class={hit.id === props.selected ? 'nrow sel' : 'nrow'}
              href={href('needs', hit.id)}
              data-row
              aria-current={hit.id === props.selected ? 'true' : undefined}
              onClick={() => void open(hit)}
            >
              <span class="nt">
                <b>{hit.title}</b>
              </span>
              <span class="num dim">{hit.number}</span>
              <span class="np">
                <span>{[hit.subtitle, district_name(hit.district_id)].filter(Boolean).join('　')}</span>
                {hit.status && hit.status in common.value.need_status && <NeedState status={hit.status as NeedStatus} />}
              </span>
              <span class="why">{hit.reasons.map((reason) => word_of(t.value.why, reason.code)).join('・')}</span>
              {is_elsewhere(hit) && <span class="lk">{words.other_scope}</span>}
            </a>
          </li>
        ))}
      </ul>
      {!problem && (
        <p class="pad">
          <a class="btn btn-1" href={href('needs', 'new')}>
            <Icon name="i-plus" />
            {words.new_need}
          </a>
        </p>
      )}
    </div>
  );
}

function is_elsewhere(hit: SearchHit): boolean {
  const need = find_need(hit.id);
  return need !== undefined && need.incident_id !== chosen_id.value;
}

export function forget_search(): void {
  clear_search();
}
