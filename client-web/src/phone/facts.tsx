import type { ComponentChildren, JSX } from 'preact';
import { distance, metres_of, span, Words } from '../ui';
import type { Offer } from '../wire/types';
import { t } from './words';

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

/** What can be told before anyone is confirmed: when, the town, how many, what to bring. */
export function OfferFacts(props: { offer: Offer }): JSX.Element | null {
  const card = props.offer.need;
  if (!card) return null;
  const words = t.value.offer;
  const away = home_distance(props.offer);
  const team = card.incident_id ? words.team_of(card.people_needed) : words.team(card.people_needed);
  return (
    <dl class="facts">
      <Fact label={words.when}>
        <b>
          <Words text={card.starts_at ? span(card.starts_at, card.ends_at) : words.when_free} />
        </b>
      </Fact>
      <Fact label={words.where}>
        <b>{card.town ?? '―'}</b>
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
        <b>
          <Words text={team} />
        </b>
        {'　'}
        <Words text={card.accepted > 0 ? words.decided(card.accepted) : words.nobody} />
      </Fact>
      {card.support?.with_coordinator && (
        <Fact label={t.value.support.visit}>
          <Words text={t.value.support.together} />
        </Fact>
      )}
      <Fact label={words.bring}>
        <Words text={card.bring || words.bring_none} />
      </Fact>
    </dl>
  );
}
