import type { JSX } from 'preact';
import { act, entries } from '../net/outbox';
import { may_ask_why } from '../state/offers';
import { Button, now, Words } from '../ui';
import type { Preference } from '../wire/offer_types';
import type { DeclineReason, Offer } from '../wire/types';
import { LearnedRow } from './learned_row';
import { just_learned, server_now } from './mine';
import { answer } from './words_answer';

const k_reasons: readonly DeclineReason[] = ['busy', 'too_far', 'not_my_skill', 'health', 'weather', 'other'];

/** After a no, never before it: a question that may be left alone. What the answer teaches is said, and can be erased. */
export function WhyNot(props: { offer: Offer }): JSX.Element | null {
  const { offer } = props;
  const words = answer.value;
  const taught = just_learned.value.get(offer.id);
  if (taught) return <Taught offer={offer} preference={taught} />;
  const told = entries.value.some((entry) => entry.subject === offer.id && entry.word === 'decline_reason');
  if (told || (offer.status === 'declined' && offer.decline_reason !== null)) {
    return (
      <p class="help" role="status">
        <Words text={words.thanks} />
      </p>
    );
  }
  if (!may_ask_why(offer, entries.value, server_now(now.value))) return null;
  const tell = (reason: DeclineReason): void =>
    void act({ word: 'decline_reason', subject: offer.id, path: `/offers/${offer.id}/decline`, body: { reason } });
  return (
    <section class="why-not">
      <h2>
        <Words text={words.why_not} />
      </h2>
      <p class="small">
        <Words text={words.why_not_note} />
      </p>
      <div class="why-grid">
        {k_reasons.map((reason) => (
          <Button key={reason} kind="quiet" onClick={() => tell(reason)}>
            <Words text={words.reason[reason]} />
          </Button>
        ))}
      </div>
    </section>
  );
}

function Taught(props: { offer: Offer; preference: Preference }): JSX.Element {
  const { offer, preference } = props;
  const words = answer.value;
  const forget = (): void => {
    const rest = new Map(just_learned.value);
    rest.delete(offer.id);
    just_learned.value = rest;
  };
  return (
    <section class="why-not" role="status">
      <p>
        <Words text={words.thanks} />
      </p>
      <h2>
        <Words text={words.learned} />
      </h2>
      <LearnedRow preference={preference} on_erased={forget} />
      <p class="small">
        <Words text={words.learned_note} />
      </p>
    </section>
  );
}
