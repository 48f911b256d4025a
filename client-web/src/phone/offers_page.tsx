import type { ComponentChildren, JSX } from 'preact';
import { common } from '../i18n';
import { entries } from '../net/outbox';
import { session } from '../net/session';
import { group_offers, job_stage, view_offer } from '../state/offers';
import { href, moment, NeedState, now, OfferState, span, Words, type Mode } from '../ui';
import type { Offer } from '../wire/types';
import { OfflineNote, PhoneFrame, UnsentBar } from './frame';
import { incident_name } from './incident_names';
import { has_offers, my_offers, server_now } from './mine';
import { t } from './words';

/** 本番 wins over 訓練 on a mixed list; the rows of the other kind carry their own mark. */
export function mode_of_offers(offers: readonly Offer[]): Mode {
  const of_incident = offers.filter((offer) => offer.need?.incident_id);
  if (of_incident.some((offer) => !offer.is_drill)) return 'real';
  return of_incident.length > 0 ? 'drill' : 'normal';
}

export function mode_of_offer(offer: Offer): Mode {
  if (offer.is_drill) return 'drill';
  return offer.need?.incident_id ? 'real' : 'normal';
}

export function OffersPage(props: { tabs?: ComponentChildren }): JSX.Element {
  const words = t.value.offers;
  const groups = group_offers(my_offers.value.values(), entries.value, now.value, server_now(now.value));
  const mode = mode_of_offers([...groups.to_answer, ...groups.mine, ...groups.waiting]);
  const framed = [...groups.to_answer, ...groups.mine, ...groups.waiting].filter(
    (offer) => mode_of_offer(offer) === mode,
  );
  const is_empty = Object.values(groups).every((group: Offer[]) => group.length === 0);
  const is_linked = session.value?.account.volunteer_id != null;
  return (
    <PhoneFrame mode={mode} band={incident_name(framed)} page={words.title} easy tabs={props.tabs}>
      <OfflineNote />
      <div class="list">
        {!is_linked && <Empty text={words.not_linked} />}
        {is_linked && !has_offers.value && <p class="loading">{common.value.state.loading}</p>}
        {is_linked && has_offers.value && is_empty && <Empty text={words.empty} note={words.empty_note} />}
        <OfferGroup title={words.to_answer} offers={groups.to_answer} frame={mode} />
        <OfferGroup title={words.mine} offers={groups.mine} frame={mode} />
        <OfferGroup title={words.waiting} offers={groups.waiting} frame={mode} />
        <OfferGroup title={words.past} offers={groups.past} frame={mode} />
      </div>
      <UnsentBar />
    </PhoneFrame>
  );
}

export function Empty(props: { text: string; note?: string }): JSX.Element {
  return (
    <div class="empty">
      <p>
        <b>
          <Words text={props.text} />
        </b>
      </p>
      {props.note && (
        <p class="dim">
          <Words text={props.note} />
        </p>
      )}
    </div>
  );
}

function OfferGroup(props: { title: string; offers: Offer[]; frame: Mode }): JSX.Element | null {
  if (props.offers.length === 0) return null;
  return (
    <section>
      <h2 class="grp">
        <span>
          <Words text={props.title} />
        </span>
        <span>{props.offers.length}</span>
      </h2>
      <ul>
        {props.offers.map((offer) => (
          <li key={offer.id}>
            <OfferRow offer={offer} frame={props.frame} />
          </li>
        ))}
      </ul>
    </section>
  );
}

function OfferRow(props: { offer: Offer; frame: Mode }): JSX.Element {
  const { offer } = props;
  const card = offer.need;
  const view = view_offer(offer, entries.value, now.value, server_now(now.value));
  const own = mode_of_offer(offer);
  return (
    <a class="pp" href={href('offers', offer.id)}>
      <span>
        {own !== props.frame && <span class={`tag tag-${own}`}>{common.value.mode[own]}</span>} <b>{card?.title}</b>
        <br />
        <span class="m">
          {card?.starts_at ? (
            <Words text={span(card.starts_at, card.ends_at)} />
          ) : (
            <Words text={t.value.offer.when_free} />
          )}
          {card?.town && `　${card.town}`}
        </span>
        <br />
        <RowState offer={offer} kind={view.kind} />
      </span>
      {view.kind === 'open' && (
        <span class="t">
          <Words text={t.value.offers.until(moment(offer.expires_at, server_now(now.value)))} />
        </span>
      )}
    </a>
  );
}

function RowState(props: { offer: Offer; kind: ReturnType<typeof view_offer>['kind'] }): JSX.Element {
  const { offer, kind } = props;
  if (kind === 'provisional' || kind === 'sending') return <OfferState status="provisional" />;
  if (kind === 'accepted' && job_stage(offer, entries.value) === 'done') return <NeedState status="done" />;
  if (kind === 'over') return <OfferState status="expired" />;
  if (kind === 'refused')
    return (
      <b class="bad">
        <Words text={t.value.outcome.refused} />
      </b>
    );
  return <OfferState status={offer.status} position={offer.waitlist_position} />;
}
