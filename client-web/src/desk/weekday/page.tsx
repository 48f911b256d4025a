import type { JSX } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { common } from '../../i18n';
import { district_name } from '../../net/districts';
import { days_left, has_concern } from '../../state/weekday';
import { href, moment, now, ProblemNotice } from '../../ui';
import type { Id, SearchHit, Watch } from '../../wire/types';
import { NameSearch } from '../name_search';
import { t } from '../words';
import { start_watches, watches, watches_state } from './data';
import { WatchDetail } from './detail';
import { NewWatchDialog } from './new_watch';
import { w } from './words';

/** What the safety page shows while no incident is chosen: the same people, on every other day of the year. */
export function WeekdaySection(props: { id: Id | undefined }): JSX.Element {
  const words = w.value;
  useEffect(start_watches, []);
  const state = watches_state.value;
  const chosen = props.id ? watches.value.get(props.id) : undefined;
  return (
    <>
      <section class="col list" aria-label={words.title} data-region tabIndex={-1}>
        <div class="scroll pad">
          <h1 class="form-title">{words.title}</h1>
          <p class="dim">{words.lead}</p>
          <AddSearch />
          {state === 'loading' && <p role="status">{common.value.state.loading}</p>}
          {typeof state === 'object' && <ProblemNotice problem={state} />}
          {state === 'ready' && <WatchRows chosen={props.id} />}
        </div>
      </section>
      {chosen ? (
        <WatchDetail key={chosen.id} watch={chosen} />
      ) : (
        <section class="col middle" aria-label={words.visits} data-region tabIndex={-1}>
          <p class="scroll pad dim">{words.pick}</p>
        </section>
      )}
    </>
  );
}

export function due_words(watch: Watch): string {
  const words = w.value;
  const days = days_left(watch, now.value);
  return days < 0 ? words.late(-days) : days === 0 ? words.today : words.in_days(days);
}

function WatchRows(props: { chosen: Id | undefined }): JSX.Element {
  const words = w.value;
  const rows = [...watches.value.values()].sort(
    (a, b) =>
      Number(has_concern(b)) - Number(has_concern(a)) ||
      Number(a.status !== 'active') - Number(b.status !== 'active') ||
      Date.parse(a.due_at) - Date.parse(b.due_at),
  );
  const due = rows.filter((one) => one.status === 'active' && days_left(one, now.value) <= 0).length;
  if (rows.length === 0) return <p>{words.none}</p>;
  return (
    <>
      <p role="status">
        <b>{words.count(rows.length, due)}</b>
      </p>
      <ul class="rows">
        {rows.map((one) => (
          <li key={one.id}>
            <a class={`nrow${one.id === props.chosen ? ' on' : ''}`} href={href('safety', 'weekday', one.id)} aria-current={one.id === props.chosen ? 'true' : undefined}>
              <span>
                <b>{one.registrant.name ?? one.registrant.number}</b>　<span class="dim">{district_name(one.district_id)}</span>
                <br />
                <span class="dim">
                  {words.seen}：{one.last_seen_at ? moment(one.last_seen_at, now.value) : words.never}
                </span>
              </span>
              <span class="t">
                {has_concern(one) && <span class="tag tag-inv">▲ {words.result.concern}</span>}
                {one.status === 'active' ? (
                  days_left(one, now.value) < 0 ? <b>{due_words(one)}</b> : due_words(one)
                ) : (
                  words.statuses[one.status]
                )}
                {one.told !== 'nobody' && (
                  <>
                    <br />
                    <b>{words.told[one.told]}</b>
                  </>
                )}
              </span>
            </a>
          </li>
        ))}
      </ul>
    </>
  );
}

function AddSearch(): JSX.Element {
  const words = w.value;
  const [picked, set_picked] = useState<{ hit: SearchHit; done: () => void } | null>(null);
  const close = (): void => set_picked(null);
  return (
    <>
      <NameSearch
        label={words.search}
        kind="registrant"
        results={(n) => `${t.value.list.results(n)}　${words.search_note}`}
        hit={(hit, done) => (
          <button type="button" class="btn btn-q" onClick={() => set_picked({ hit, done })}>
            {hit.title}　{hit.number}　<b>{words.add}</b>
          </button>
        )}
      />
      {picked && (
        <NewWatchDialog
          key={picked.hit.id}
          hit={picked.hit}
          onClose={close}
          onStarted={() => {
            picked.done();
            close();
          }}
        />
      )}
    </>
  );
}
