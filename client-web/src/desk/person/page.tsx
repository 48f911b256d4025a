// A person of the roster: found by a search or from the safety page, read by class, with everybody who saw them.
import type { JSX } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { common } from '../../i18n';
import { api } from '../../net/api';
import { may } from '../../net/session';
import { href, Icon, moment, now, ProblemNotice } from '../../ui';
import type { Glass } from '../../wire/access_types';
import type { Id, List, Problem, Registrant } from '../../wire/types';
import { GlassForm } from '../access/glass_form';
import { GlassTable } from '../access/glass_part';
import { access_words } from '../access/words';
import { DeskFrame } from '../frame';
import { PeopleTabs } from '../people_tabs';
import { chosen_id } from '../scope';
import { NameSearch } from '../name_search';
import { t, word_of } from '../words';
import { PersonFile } from './file';
import { Trail } from './trail';

export function PersonPage(props: { id: Id | undefined }): JSX.Element {
  const { id } = props;
  const words = access_words.value.person;
  return (
    <DeskFrame here="people" page={words.title}>
      <main class={`cols c2${id ? ' is-open' : ''}`} id="main" tabIndex={-1}>
        <section class="col list" aria-label={words.tab} data-region tabIndex={-1}>
          <PeopleTabs here="person" />
          <Search />
          <div class="scroll">
            <p class="pad dim">{words.search_note}</p>
            {!id && <GlassForm />}
          </div>
        </section>
        {id ? (
          <File key={`${id} ${chosen_id.value ?? ''}`} id={id} />
        ) : (
          <section class="col middle" aria-label={words.title} data-region tabIndex={-1}>
            <p class="pad dim">{words.search}</p>
          </section>
        )}
      </main>
    </DeskFrame>
  );
}

/** Within the phase of the activity that this desk works on. */
function Search(): JSX.Element {
  return (
    <NameSearch
      has_key
      label={access_words.value.person.search}
      kind="registrant"
      incident_id={chosen_id.value}
      hit={(hit) => (
        <>
          <a href={href('person', hit.id)}>
            {hit.title}　{hit.number}
          </a>
          <span class="why">{hit.reasons.map((reason) => word_of(t.value.why, reason.code)).join('・')}</span>
        </>
      )}
    />
  );
}

function File(props: { id: Id }): JSX.Element {
  const { id } = props;
  const words = access_words.value.person;
  const [one, set_one] = useState<Registrant | null>(null);
  const [problem, set_problem] = useState<Problem | null>(null);
  const [tries, set_tries] = useState(0);
  const frame = chosen_id.value ? `?incident_id=${chosen_id.value}` : '';
  useEffect(() => {
    void api.get<Registrant>(`/registrants/${id}${frame}`).then((reply) => {
      set_problem(reply.ok ? null : reply.problem);
      set_one(reply.ok ? reply.data : null);
    });
  }, [id, frame, tries]);
  const is_hidden = problem?.status === 404;
  return (
    <section class="col middle" aria-label={words.title} data-region tabIndex={-1}>
      <header class="dh">
        <a class="btn btn-q btn-s only-narrow" href={href('person')}>
          <Icon name="i-back" />
          {t.value.list.back}
        </a>
        <h1>{one?.name ?? words.title}</h1>
        <p class="dim">
          <Icon name="i-info" /> {words.audited}
        </p>
      </header>
      <div class="scroll">
        {!one && !problem && <p class="loading">{common.value.state.loading}</p>}
        {problem && !is_hidden && <ProblemNotice problem={problem} />}
        {is_hidden && (
          <>
            <p class="notice notice-info pad">{words.hidden_person}</p>
            <GlassForm registrant_id={id} on_opened={() => set_tries(tries + 1)} />
          </>
        )}
        {one && <OpenGlass id={id} tries={tries} />}
        {one && <PersonFile one={one} />}
        {may('admin', 'staff') && (
          <>
            <Trail key={tries} id={id} />
            <section class="sec" aria-label={access_words.value.glass.title}>
              <h2 class="h">{access_words.value.glass.title}</h2>
              <GlassTable key={tries} registrant_id={id} />
            </section>
          </>
        )}
      </div>
    </section>
  );
}

/** While the glass is open: until when. Coordinators do not read the list of openings; theirs shows its end on opening. */
function OpenGlass(props: { id: Id; tries: number }): JSX.Element | null {
  const [open, set_open] = useState<Glass | null>(null);
  useEffect(() => {
    if (!may('admin', 'staff')) return;
    void api.get<List<Glass>>(`/break-glass?registrant_id=${props.id}&limit=1`).then((reply) => {
      if (reply.ok) set_open(reply.data.items[0] ?? null);
    });
  }, [props.id, props.tries]);
  if (!open || Date.parse(open.until) <= now.value) return null;
  return (
    <p class="notice notice-caution" role="status">
      {access_words.value.glass.opened(moment(open.until, now.value))}
    </p>
  );
}
