// What a list left in doubt: the line beside whom it may mean, and people who are missing. Staff decide.
import type { JSX } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { common } from '../../i18n';
import { api } from '../../net/api';
import { district_name } from '../../net/districts';
import { Button, ProblemNotice, toast } from '../../ui';
import { k_gone_decisions, type Review, type ReviewDecision, type ReviewPerson } from '../../wire/roster_types';
import type { Id, List, Problem } from '../../wire/types';
import { use_send } from '../send';
import { t, word_of } from '../words';
import { load_counted } from './data';
import { day_words, w } from './words';

export function ReviewsPart(props: { tabs: JSX.Element }): JSX.Element {
  const words = w.value.reviews;
  const [rows, set_rows] = useState<readonly Review[]>([]);
  const [cursor, set_cursor] = useState<string | null>(null);
  const [problem, set_problem] = useState<Problem | null>(null);
  const [is_loading, set_loading] = useState(true);
  const read = async (from: string | null): Promise<void> => {
    const reply = await api.get<List<Review>>(`/reviews?limit=50${from ? `&cursor=${encodeURIComponent(from)}` : ''}`);
    set_loading(false);
    set_problem(reply.ok ? null : reply.problem);
    if (!reply.ok) return;
    set_rows((known) => (from ? [...known, ...reply.data.items] : reply.data.items));
    set_cursor(reply.data.next_cursor);
  };
  useEffect(() => void read(null), []);
  const done = (id: Id): void => {
    set_rows((known) => known.filter((row) => row.id !== id));
    void load_counted();
  };
  return (
    <section class="col middle" aria-label={words.title} data-region tabIndex={-1}>
      {props.tabs}
      <div class="scroll pad" data-rows>
        <h1 class="form-title">{words.title}</h1>
        <ProblemNotice problem={problem} />
        {is_loading && <p class="loading">{common.value.state.loading}</p>}
        {!is_loading && !problem && rows.length === 0 && <p>{words.empty}</p>}
        <ul class="reviews">
          {rows.map((row) => (
            <li key={row.id}>
              <ReviewCard review={row} done={() => done(row.id)} />
            </li>
          ))}
        </ul>
        {cursor && <Button onClick={() => void read(cursor)}>{t.value.admin.more}</Button>}
      </div>
    </section>
  );
}

function ReviewCard(props: { review: Review; done: () => void }): JSX.Element {
  const { review } = props;
  const words = w.value.reviews;
  const send = use_send();
  const decide = async (decision: ReviewDecision, registrant_id?: Id): Promise<void> => {
    const reply = await send.post(`/reviews/${review.id}/decide`, { decision, ...(registrant_id ? { registrant_id } : {}) });
    if (!reply.ok) return;
    toast(words.decided[decision]);
    props.done();
  };
  const title = review.kind === 'gone' ? words.gone(review.import_number) : words.line(review.import_number, review.line ?? 0);
  const is_blind = review.kind === 'unsure' && (!review.incoming || review.candidates.some((one) => !one.registrant));
  return (
    <article class="review" aria-label={title}>
      <header>
        <h2 class="h">{title}</h2>
        <span class="dim">{district_name(review.district_id)}</span>
        {review.reasons.map((reason) => (
          <span key={reason} class="tag">
            {word_of(words.why, reason)}
          </span>
        ))}
      </header>
      <div class="review-sides">
        {review.kind === 'unsure' && (
          <section>
            <h3>{words.new_line}</h3>
            {review.incoming ? <PersonFacts person={review.incoming} /> : <p class="dim">{w.value.hidden}</p>}
            <p class="row-wrap">
              <Button disabled={send.is_busy} onClick={() => void decide('other')}>
                {words.decide.other}
              </Button>
              <Button disabled={send.is_busy} onClick={() => void decide('skip')}>
                {words.decide.skip}
              </Button>
            </p>
          </section>
        )}
        {review.candidates.map((one) => (
          <section key={one.id}>
            <h3>{one.registrant ? `${words.known}　${one.registrant.number}` : words.candidate(one.number)}</h3>
            {one.registrant ? <PersonFacts person={one.registrant} /> : <p class="dim">{w.value.hidden}</p>}
            {review.kind === 'unsure' && (
              <>
                <p class="differs">
                  {one.differs.length === 0 ? words.nothing_differs : `${words.differs}：${one.differs.map((field) => word_of(words.field, field)).join('・')}`}
                </p>
                <Button kind="main" disabled={send.is_busy} onClick={() => void decide('same', one.id)}>
                  {words.decide.same}
                </Button>
              </>
            )}
            {review.kind === 'gone' && (
              <p class="row-wrap">
                {k_gone_decisions.map((decision) => (
                  <Button key={decision} disabled={send.is_busy} onClick={() => void decide(decision)}>
                    {words.decide[decision]}
                  </Button>
                ))}
              </p>
            )}
          </section>
        ))}
      </div>
      {is_blind && <p class="dim">{words.see_file}</p>}
      <ProblemNotice problem={send.problem} />
    </article>
  );
}

function PersonFacts(props: { person: ReviewPerson }): JSX.Element {
  const { person } = props;
  const words = w.value.reviews.field;
  const rows: [string, string][] = [
    [words.name, person.name ?? '—'],
    [words.name_kana, person.name_kana ?? '—'],
    [words.birth_date, person.birth_date ? `${person.birth_date}` : day_words(null)],
    [words.address, person.address ?? '—'],
    [words.phone, person.phone ?? '—'],
  ];
  return (
    <dl class="facts">
      {rows.map(([name, value]) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  );
}
