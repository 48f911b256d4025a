import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import { common, locale } from '../i18n';
import { act, entries, forget, take_back } from '../net/outbox';
import { view_offer, type OfferView } from '../state/offers';
import {
  Button,
  clock,
  elapsed_minutes,
  href,
  Icon,
  moment,
  now,
  ProblemNotice,
  reason_words,
  ThumbBar,
  Words,
} from '../ui';
import type { Offer, Reason } from '../wire/types';
import { WhyNot } from './decline_reason';
import { OfferFacts } from './facts';
import { OfflineNote, PhoneFrame, unsent_count } from './frame';
import { incident_name } from './incident_names';
import { JobPage } from './job_page';
import { my_offers, server_now } from './mine';
import { Note } from './note';
import { Empty, mode_of_offer } from './offers_page';
import { t } from './words';
import { answer } from './words_answer';

export function OfferPage(props: { id: string }): JSX.Element {
  const offer = my_offers.value.get(props.id);
  if (!offer) {
    return (
      <PhoneFrame mode="normal" page={t.value.offer.title} back={href()}>
        <Empty text={common.value.problem.not_found} />
      </PhoneFrame>
    );
  }
  const view = view_offer(offer, entries.value, now.value, server_now(now.value));
  if (view.kind === 'accepted') return <JobPage offer={offer} />;
  return <Asking offer={offer} view={view} />;
}

function Asking(props: { offer: Offer; view: OfferView }): JSX.Element {
  const { offer, view } = props;
  const is_easy = locale.value === 'ja-easy';
  const title = is_easy && offer.need ? common.value.category[offer.need.category] : (offer.need?.title ?? '');
  return (
    <PhoneFrame mode={mode_of_offer(offer)} band={incident_name([offer])} page={t.value.offer.title} back={href()} easy>
      <OfflineNote />
      <Outcome offer={offer} view={view} />
      <div class={is_easy ? 'body ez' : 'body'}>
        {(view.kind === 'open' || view.kind === 'over') && <Deadline offer={offer} view={view} />}
        <WhyNot offer={offer} />
        <h2 class="t1">
          <Words text={title} />
        </h2>
        <OfferFacts offer={offer} />
        {view.kind === 'open' && <Why reasons={offer.reasons} />}
        {view.kind === 'open' && is_easy && <p class="help">{<Words text={t.value.offer.decline_help} />}</p>}
      </div>
      <Answer offer={offer} view={view} />
    </PhoneFrame>
  );
}

function Deadline(props: { offer: Offer; view: OfferView }): JSX.Element {
  const words = t.value.offer;
  const { offer, view } = props;
  return (
    <p class="lim">
      <Icon name="i-clock" />
      {view.kind === 'open' ? (
        <span>
          <Words text={words.answer_until(moment(offer.expires_at, server_now(now.value)))} />
          {view.left_ms < 86_400_000 && (
            <>
              {'　'}
              <span class="left">
                <Words text={words.left(elapsed_minutes(view.left_ms))} />
              </span>
            </>
          )}
        </span>
      ) : (
        <Words text={words.over} />
      )}
    </p>
  );
}

function Why(props: { reasons: readonly Reason[] }): JSX.Element | null {
  // What speaks against it is for the desk to weigh, not for the person who is asked.
  const reasons = props.reasons.filter((reason) => reason.code !== 'prefers_not');
  if (reasons.length === 0) return null;
  return (
    <section class="why">
      <h2>
        <Words text={t.value.offer.why} />
      </h2>
      <ul>
        {reasons.map((reason) => (
          <li key={`${reason.code}${reason.value}`}>
            <Icon name="i-yes" />
            <span>
              <Words text={reason_words(reason)} />
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
}

/** What became of the answer: never more than the server has said. */
function Outcome(props: { offer: Offer; view: OfferView }): JSX.Element | null {
  const { offer, view } = props;
  const words = t.value.outcome;
  switch (view.kind) {
    case 'sending':
      return <Note icon="i-up" title={t.value.offer.sending} look="queue" />;
    case 'provisional': {
      const p = t.value.provisional;
      const text = view.word === 'accept' ? p.accept(clock(view.made_at)) : p.decline(clock(view.made_at));
      return <Note icon="i-wait" title={p.title} second={p.not_final} text={text} look="queue" />;
    }
    case 'refused':
      return <Refusal offer={offer} view={view} />;
    case 'waitlisted':
      return (
        <Note
          icon="i-wait"
          title={words.taken(offer.need?.people_needed ?? 0)}
          second={words.waiting(view.position)}
          text={words.waiting_note}
          look="queue"
        />
      );
    case 'declined':
      return <Note icon="i-no" title={words.declined} text={words.declined_note} look="plain" />;
    case 'expired':
      return <Note icon="i-clock" title={words.expired} text={words.expired_note} look="plain" />;
    case 'withdrawn': {
      const { found, found_note } = answer.value.swap;
      return offer.substituted_by ? (
        <Note icon="i-people" title={found} text={found_note} look="ok" />
      ) : (
        <Note icon="i-undo" title={words.withdrawn} text={words.withdrawn_note} look="plain" />
      );
    }
    default:
      return null;
  }
}

function Refusal(props: { offer: Offer; view: Extract<OfferView, { kind: 'refused' }> }): JSX.Element {
  const { problem } = props.view;
  const words = t.value.outcome;
  if (problem.code === 'place_taken') {
    return (
      <Note
        icon="i-wait"
        title={words.taken(props.offer.need?.people_needed ?? 0)}
        text={words.taken_note}
        look="queue"
      />
    );
  }
  if (problem.code === 'offer_expired')
    return <Note icon="i-clock" title={words.expired} text={words.expired_note} look="queue" />;
  if (problem.code === 'offer_withdrawn')
    return <Note icon="i-undo" title={words.withdrawn} text={words.withdrawn_note} look="queue" />;
  return <ProblemNotice problem={problem} />;
}

function Answer(props: { offer: Offer; view: OfferView }): JSX.Element | null {
  const { offer, view } = props;
  const words = t.value.offer;
  const [is_pressed, set_pressed] = useState(false);
  const press = async (word: 'accept' | 'decline'): Promise<void> => {
    if (is_pressed) return;
    set_pressed(true);
    await act({ word, subject: offer.id, path: `/offers/${offer.id}/${word}`, body: {} });
    set_pressed(false);
  };
  if (view.kind === 'open') {
    return (
      <ThumbBar note={<Words text={words.no_reason} />}>
        <Button kind="quiet" disabled={is_pressed} onClick={() => void press('decline')}>
          <Words text={words.decline} />
        </Button>
        <Button kind="main" disabled={is_pressed} onClick={() => void press('accept')}>
          <Words text={words.accept} />
        </Button>
      </ThumbBar>
    );
  }
  if (view.kind === 'provisional') {
    const p = t.value.provisional;
    return (
      <ThumbBar note={<Words text={t.value.unsent.thumb(unsent_count())} />}>
        <Button kind="quiet" onClick={() => void take_back(view.key)}>
          <Words text={view.word === 'accept' ? p.take_back : p.take_back_decline} />
        </Button>
      </ThumbBar>
    );
  }
  if (view.kind === 'refused') {
    return (
      <ThumbBar>
        <Button kind="main" onClick={() => void forget(view.key)}>
          <Words text={t.value.outcome.close} />
        </Button>
      </ThumbBar>
    );
  }
  if (view.kind === 'waitlisted') {
    return (
      <ThumbBar>
        <Button kind="quiet" disabled={is_pressed} onClick={() => void press('decline')}>
          <Words text={t.value.outcome.leave_line} />
        </Button>
      </ThumbBar>
    );
  }
  return null;
}
