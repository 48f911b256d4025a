import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import { common } from '../i18n';
import { live } from '../net/live';
import { Button, clock, elapsed, elapsed_minutes, Icon, moment, now, OfferState, ProblemNotice, toast } from '../ui';
import type { AcceptReply, Offer, OfferReply } from '../wire/types';
import { use_send } from './send';
import { t } from './words';
import { waves } from './words_waves';

/** With few answers outstanding their buttons are open from the start: one press while the person is on the phone. */
const k_unfold_max = 2;

export function OfferTable(props: { offers: readonly Offer[]; put: (offers: readonly Offer[]) => void }): JSX.Element {
  const { offers, put } = props;
  const words = t.value.people_col;
  const asked = offers.filter((offer) => offer.status === 'open').length;
  if (offers.length === 0) return <p class="bar dim">{words.no_offers}</p>;
  return (
    <div class="offers">
      <table class="tbl ofr">
        <caption class="sr">{words.offers}</caption>
        <tbody>
          {offers.map((offer) => (
            <OfferRow key={offer.id} offer={offer} put={put} is_unfolded={offer.status === 'open' && asked <= k_unfold_max} />
          ))}
        </tbody>
      </table>
    </div>
  );
}

const k_minute = 60_000;

function when_of(offer: Offer): string {
  const words = t.value.people_col;
  if (offer.status === 'open') {
    const left = Date.parse(offer.expires_at) - (now.value + live.clock_skew_ms.value);
    return left > 0 ? words.left(left < k_minute ? elapsed(left) : elapsed_minutes(left)) : common.value.offer_status.expired;
  }
  if (offer.arrived_at) return words.arrived(clock(offer.arrived_at));
  return moment(offer.answered_at ?? offer.expires_at, now.value);
}

/** One offer: who, which answer, how long left; and the answers that come by phone instead of by tap. */
function OfferRow(props: { offer: Offer; put: (offers: readonly Offer[]) => void; is_unfolded: boolean }): JSX.Element {
  const { offer, put } = props;
  const words = t.value.people_col;
  const send = use_send();
  const name = offer.volunteer?.name ?? '';
  const answer = async (word: 'accept' | 'decline' | 'withdraw'): Promise<void> => {
    const body = word === 'withdraw' ? {} : { on_behalf: true };
    const reply = await send.post<AcceptReply | OfferReply>(`/offers/${offer.id}/${word}`, body);
    if (!reply.ok) return;
    const { data } = reply;
    put([data.offer]);
    const waiting = 'position' in data && data.status === 'waitlisted' ? words.waiting(name, data.position ?? 1) : null;
    const said = { accept: words.accepted, decline: words.declined, withdraw: words.withdrawn };
    toast(waiting ?? said[word](name));
  };
  const swap = async (is_wanted: boolean): Promise<void> => {
    const path = `/offers/${offer.id}/substitute`;
    const reply = is_wanted ? await send.post<OfferReply>(path, {}) : await send.remove<OfferReply>(path);
    if (!reply.ok) return;
    put([reply.data.offer]);
    toast((is_wanted ? waves.value.swap_asked : waves.value.swap_kept)(name));
  };
  const is_live = offer.status === 'open' || offer.status === 'accepted' || offer.status === 'waitlisted';
  const can_answer = is_live && offer.served_at === null;
  const [is_unfolded, set_unfolded] = useState(false);
  const shows_buttons = can_answer && (is_unfolded || props.is_unfolded);
  const phone = offer.volunteer?.phone;
  return (
    <>
      <tr class={`${is_live ? '' : 'dim'}${shows_buttons ? ' joined' : ''}`}>
        <td>
          <OfferState status={offer.status} position={offer.waitlist_position} />
        </td>
        <td>
          {can_answer && !props.is_unfolded ? (
            <button type="button" class="linkish plainly" aria-expanded={is_unfolded} onClick={() => set_unfolded(!is_unfolded)}>
              {name}
              <Icon name="i-down" class="tiny" />
            </button>
          ) : (
            name
          )}
          {offer.decline_reason && <span class="dim">　{words.decline_reason[offer.decline_reason]}</span>}
          {offer.answered_by === 'staff' && <span class="dim">{words.by_staff}</span>}
          <SwapMark offer={offer} />
        </td>
        <td class="num">{offer.status === 'open' ? <b>{when_of(offer)}</b> : when_of(offer)}</td>
      </tr>
      {shows_buttons && (
        <tr>
          <td colSpan={3}>
            <div class="by-phone" role="group" aria-label={`${name} ${words.by_phone}`}>
              {phone ? (
                <a class="nb" href={`tel:${phone}`}>
                  <Icon name="i-tel" /> {phone}
                </a>
              ) : (
                <span class="dim">{words.by_phone}</span>
              )}
              {offer.status === 'open' && (
                <Button small disabled={send.is_busy} onClick={() => void answer('accept')}>
                  {words.accept}
                </Button>
              )}
              <Button small kind="quiet" disabled={send.is_busy} onClick={() => void answer('decline')}>
                {words.decline}
              </Button>
              {offer.status === 'accepted' && (
                <Button small kind="quiet" disabled={send.is_busy} onClick={() => void swap(!offer.substitute_wanted_at)}>
                  {offer.substitute_wanted_at ? waves.value.swap_back : waves.value.swap}
                </Button>
              )}
              {offer.status !== 'accepted' && (
                <Button small kind="quiet" disabled={send.is_busy} onClick={() => void answer('withdraw')}>
                  {words.withdraw}
                </Button>
              )}
            </div>
          </td>
        </tr>
      )}
      {send.problem && (
        <tr>
          <td colSpan={3}>
            <ProblemNotice problem={send.problem} />
          </td>
        </tr>
      )}
    </>
  );
}

/** Whose place is to be taken over, or was. */
function SwapMark(props: { offer: Offer }): JSX.Element | null {
  const { offer } = props;
  const words = waves.value;
  if (offer.substituted_by) return <span class="dim">　{words.swapped}</span>;
  if (offer.status !== 'accepted' || !offer.substitute_wanted_at) return null;
  return (
    <span class="warn" title={words.swap_note(moment(offer.substitute_wanted_at, now.value))}>
      <Icon name="i-people" /> {words.swap_wanted}
    </span>
  );
}
