// 個別避難計画: what is due for review, the search, and one person's form.
import type { JSX } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { common } from '../../i18n';
import { api } from '../../net/api';
import { district_name, districts } from '../../net/districts';
import { Button, href, ProblemNotice } from '../../ui';
import type { PlanDue } from '../../wire/roster_types';
import type { Id, List, Problem } from '../../wire/types';
import { NameSearch } from '../name_search';
import { t } from '../words';
import { PlanForm } from './plan_form';
import { day_words, w } from './words';

export function PlansPart(props: { tabs: JSX.Element; id: Id | undefined }): JSX.Element {
  const { id } = props;
  const words = w.value.plans;
  const [district_id, set_district] = useState<Id | ''>('');
  const [rows, set_rows] = useState<readonly PlanDue[]>([]);
  const [cursor, set_cursor] = useState<string | null>(null);
  const [problem, set_problem] = useState<Problem | null>(null);
  const [is_loading, set_loading] = useState(true);
  const read = async (from: string | null): Promise<void> => {
    const query = ['limit=100', district_id && `district_id=${district_id}`, from && `cursor=${encodeURIComponent(from)}`].filter(Boolean).join('&');
    const reply = await api.get<List<PlanDue>>(`/evac-plans/due?${query}`);
    set_loading(false);
    set_problem(reply.ok ? null : reply.problem);
    if (!reply.ok) return;
    set_rows((known) => (from ? [...known, ...reply.data.items] : reply.data.items));
    set_cursor(reply.data.next_cursor);
  };
  useEffect(() => void read(null), [district_id]);

  return (
    <>
      <section class="col list" aria-label={words.due} data-region tabIndex={-1}>
        {props.tabs}
        <PlanSearch />
        <div class="bar">
          <label class="expiry">
            <span>{w.value.district}</span>
            <select class="input" value={district_id} onChange={(event) => set_district(event.currentTarget.value)}>
              <option value="">{w.value.all_districts}</option>
              {[...districts.value.values()].map((one) => (
                <option key={one.id} value={one.id}>
                  {one.name}
                </option>
              ))}
            </select>
          </label>
        </div>
        <div class="scroll" data-rows>
          <h2 class="pad-s h">{words.due}</h2>
          {problem && (
            <div class="pad">
              <ProblemNotice problem={problem} />
            </div>
          )}
          {is_loading && <p class="loading">{common.value.state.loading}</p>}
          {!is_loading && !problem && rows.length === 0 && <p class="pad">{words.due_empty}</p>}
          <ul>
            {rows.map(({ registrant, next_review_on }) => (
              <li key={registrant.id}>
                <a class={registrant.id === id ? 'nrow sel' : 'nrow'} href={href('roster', 'plans', registrant.id)} aria-current={registrant.id === id ? 'true' : undefined} data-row>
                  <span class="nt">
                    <b>{words.sama(registrant.name ?? registrant.number)}</b>
                  </span>
                  <span class={next_review_on ? 'num dim' : 'num nobody'}>{next_review_on ? words.due_on(day_words(next_review_on)) : words.no_plan}</span>
                  <span class="np wide">
                    <span>
                      {district_name(registrant.district_id)}　{registrant.number}
                    </span>
                  </span>
                </a>
              </li>
            ))}
          </ul>
          {cursor && (
            <p class="pad">
              <Button onClick={() => void read(cursor)}>{t.value.admin.more}</Button>
            </p>
          )}
        </div>
      </section>
      {id ? (
        <PlanForm key={id} id={id} on_saved={() => void read(null)} />
      ) : (
        <section class="col middle" aria-label={words.title} data-region tabIndex={-1}>
          <p class="pad dim">{words.pick}</p>
        </section>
      )}
    </>
  );
}

function PlanSearch(): JSX.Element {
  const words = w.value.plans;
  return (
    <NameSearch
      has_key
      label={words.search}
      kind="registrant"
      results={words.results}
      hit={(hit) => (
        <a href={href('roster', 'plans', hit.id)}>
          {words.sama(hit.title)}　{hit.number}
        </a>
      )}
    />
  );
}
