import type { ComponentChildren, JSX } from 'preact';
import { district_name } from '../net/districts';
import { distance, elapsed, metres_of, span, Words } from '../ui';
import type { JobCard, Offer } from '../wire/types';
import { t } from './words';
import { answer } from './words_answer';

export function Fact(props: { label: string; children: ComponentChildren }): JSX.Element {
  return (
    <div>
      <dt>
        <Words text={props.label} />
      </dt>
      <dd>{props.children}</dd>
    </div>
  );
}

function home_distance(offer: Offer): string | null {
  const near = offer.reasons.find((reason) => reason.code === 'near');
  const metres = near ? metres_of(near) : null;
  return metres === null ? null : distance(metres);
}

/** The town, else the district: as much of a place as may be told. */
export function town_of(card: JobCard): string {
  return card.town ?? (district_name(card.district_id) || '―');
}

/** What can be told before anyone is confirmed: when, the town, how many, what to bring. */
export function OfferFacts(props: { offer: Offer }): JSX.Element | null {
  const card = props.offer.need;
  if (!card) return null;
  const words = t.value.offer;
  const away = home_distance(props.offer);
  return (
    <dl class="facts">
      <Fact label={words.when}>
        <b>
          <Words text={card.starts_at ? span(card.starts_at, card.ends_at) : words.when_free} />
        </b>
        {card.starts_at && card.ends_at && (
          <>
            <br />
            <Words text={answer.value.lasts(elapsed(Date.parse(card.ends_at) - Date.parse(card.starts_at)))} />
          </>
        )}
      </Fact>
      <Fact label={words.where}>
        <b>{town_of(card)}</b>
        {away && (
          <>
            {'　'}
            <Words text={words.from_home(away)} />
          </>
        )}
        <br />
        <small>
          <Words text={words.where_note} />
        </small>
      </Fact>
      <Fact label={words.who}>
        <WithWhom card={card} />
      </Fact>
      <Fact label={words.bring}>
        <Words text={card.bring || words.bring_none} />
      </Fact>
    </dl>
  );
}

/** How many go together, how many are sure already, and that nobody goes into a strange house alone the first time. */
export function WithWhom(props: { card: JobCard }): JSX.Element {
  const { card } = props;
  const words = answer.value;
  const others = card.people_needed - 1;
  const sure = card.others ?? card.accepted;
  const team = card.incident_id ? t.value.offer.team_of(card.people_needed) : words.others(others);
  return (
    <>
      {card.support?.with_coordinator && (
        <>
          <b>
            <Words text={words.with_coordinator} />
          </b>
          <br />
          {others === 0 && <Words text={words.first_visit} />}
        </>
      )}
      {others === 0 && !card.support?.with_coordinator && (
        <b>
          <Words text={words.alone} />
        </b>
      )}
      {others > 0 && (
        <>
          <b>
            <Words text={team} />
          </b>
          <br />
          <Words text={sure > 0 ? words.come(sure) : t.value.offer.nobody} />
        </>
      )}
    </>
  );
}
