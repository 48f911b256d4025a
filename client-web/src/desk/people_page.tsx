import type { JSX } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { common } from '../i18n';
import { api } from '../net/api';
import { district_name, districts } from '../net/districts';
import { Button, go, href, Icon, ProblemNotice } from '../ui';
import type { Id, List, Problem, Volunteer } from '../wire/types';
import { DeskFrame } from './frame';
import { use_key } from './keys';
import { PeopleTabs } from './people_tabs';
import { NameSearch } from './name_search';
import { SquadsPart } from './squads';
import { VolunteerForm } from './volunteer_form';
import { t, word_of } from './words';

export function PeoplePage(props: { kind: 'volunteers' | 'squads'; id: string | undefined }): JSX.Element {
  const { kind, id } = props;
  const words = t.value.people;
  use_key('Escape', id ? () => go('people', ...(kind === 'squads' ? ['squads'] : [])) : null);
  return (
    <DeskFrame here="people" page={t.value.page.people}>
      <main class={`cols c2${id ? ' is-open' : ''}`} id="main" tabIndex={-1}>
        {kind === 'squads' ? <SquadsPart id={id} tabs={<PeopleTabs here={kind} />} /> : <VolunteersPart id={id} tabs={<PeopleTabs here={kind} />} />}
      </main>
      <span class="sr">{words.tabs}</span>
    </DeskFrame>
  );
}

interface Book {
  items: readonly Volunteer[];
  cursor: string | null;
}

function VolunteersPart(props: { id: string | undefined; tabs: JSX.Element }): JSX.Element {
  const { id } = props;
  const words = t.value.people;
  const [book, set_book] = useState<Book>({ items: [], cursor: null });
  const [district_id, set_district] = useState<Id | ''>('');
  const [problem, set_problem] = useState<Problem | null>(null);
  const [is_loading, set_loading] = useState(true);

  const read = async (cursor: string | null): Promise<void> => {
    const query = [`limit=200`, district_id && `district_id=${district_id}`, cursor && `cursor=${encodeURIComponent(cursor)}`].filter(Boolean).join('&');
    const reply = await api.get<List<Volunteer>>(`/volunteers?${query}`);
    set_loading(false);
    set_problem(reply.ok ? null : reply.problem);
    if (!reply.ok) return;
    const { items, next_cursor } = reply.data;
    set_book((known) => ({ items: cursor ? [...known.items, ...items] : items, cursor: next_cursor }));
  };
  useEffect(() => {
    set_loading(true);
    void read(null);
  }, [district_id]);

  const put = (one: Volunteer): void =>
    set_book((known) => ({
      ...known,
      items: known.items.some((row) => row.id === one.id) ? known.items.map((row) => (row.id === one.id ? one : row)) : [one, ...known.items],
    }));

  return (
    <>
      <section class="col list" aria-label={words.list} data-region tabIndex={-1}>
        {props.tabs}
        <PeopleSearch />
        <div class="bar row-wrap">
          <label class="expiry">
            <span class="sr">{t.value.form.district}</span>
            <select class="input" value={district_id} onChange={(event) => set_district(event.currentTarget.value)}>
              <option value="">{words.all_districts}</option>
              {[...districts.value.values()].map((one) => (
                <option key={one.id} value={one.id}>
                  {one.name}
                </option>
              ))}
            </select>
          </label>
          <a class="btn btn-s" href={href('people', 'new')}>
            <Icon name="i-plus" />
            {words.new_one}
          </a>
        </div>
        <div class="scroll" data-rows>
          {problem && (
            <div class="pad">
              <ProblemNotice problem={problem} />
            </div>
          )}
          {is_loading && book.items.length === 0 && <p class="loading">{common.value.state.loading}</p>}
          {!is_loading && !problem && book.items.length === 0 && <p class="pad">{words.empty}</p>}
          <ul>
            {book.items.map((one) => (
              <li key={one.id}>
                <a class={one.id === id ? 'nrow sel' : 'nrow'} href={href('people', one.id)} aria-current={one.id === id ? 'true' : undefined} data-row>
                  <span class="nt">
                    <b>{one.name}</b>
                    {one.status !== 'active' && <span class="tag">{words.status[one.status]}</span>}
                  </span>
                  <span class="num dim">{one.number}</span>
                  <span class="np wide">
                    <span>
                      {district_name(one.district_id)}　{one.skills.slice(0, 4).map((skill) => common.value.skill[skill]).join('・')}
                    </span>
                  </span>
                </a>
              </li>
            ))}
          </ul>
          {book.cursor && (
            <p class="pad">
              <Button onClick={() => void read(book.cursor)}>{words.more}</Button>
            </p>
          )}
        </div>
      </section>
      {id ? (
        <VolunteerForm key={id} id={id === 'new' ? null : id} known={book.items.find((one) => one.id === id)} on_saved={put} />
      ) : (
        <section class="col middle" aria-label={words.volunteers} data-region tabIndex={-1}>
          <p class="pad dim">{words.none}</p>
        </section>
      )}
    </>
  );
}

/** Finds volunteers by name, reading, phone or number; the hits stand right under the box. */
function PeopleSearch(): JSX.Element {
  return (
    <NameSearch
      has_key
      label={t.value.people.search}
      kind="volunteer"
      hit={(hit) => (
        <>
          <a href={href('people', hit.id)}>
            {hit.title}　{hit.number}
          </a>
          <span class="why">{hit.reasons.map((reason) => word_of(t.value.why, reason.code)).join('・')}</span>
        </>
      )}
    />
  );
}
