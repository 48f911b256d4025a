import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import { plain } from '../i18n';
import { act, entries, take_back } from '../net/outbox';
import { k_sending_ms, view_substitute } from '../state/offers';
import { Button, clock, now, toast, Words } from '../ui';
import type { Offer } from '../wire/types';
import { Note } from './note';
import { answer } from './words_answer';

/** Above the card while somebody else is looked for, or while that wish has not reached the server. */
export function SubstituteNote(props: { offer: Offer }): JSX.Element | null {
  const words = answer.value.swap;
  const view = view_substitute(props.offer, entries.value);
  if (view.kind === 'wanted') return <Note icon="i-people" title={words.wanted} text={words.wanted_note} look="queue" />;
  if (view.kind === 'none' || now.value - view.made_at < k_sending_ms) return null;
  const time = clock(view.made_at);
  return view.word === 'substitute' ? (
    <Note icon="i-up" title={words.unsent} text={words.unsent_note(time)} look="queue" />
  ) : (
    <Note icon="i-up" title={words.back_unsent} text={words.back_unsent_note(time)} look="queue" />
  );
}

/** At the end of the card of a job: hand it over, or take that back. The place is theirs until somebody says yes. */
export function Substitute(props: { offer: Offer; done?: () => void }): JSX.Element {
  const { offer } = props;
  const words = answer.value.swap;
  const view = view_substitute(offer, entries.value);
  const [is_pressed, set_pressed] = useState(false);
  const path = `/offers/${offer.id}/substitute`;
  const press = async (word: 'substitute' | 'substitute_back'): Promise<void> => {
    if (is_pressed) return;
    set_pressed(true);
    props.done?.();
    const is_back = word === 'substitute_back';
    const entry = await act({ word, subject: offer.id, path, body: {}, method: is_back ? 'DELETE' : 'POST' });
    set_pressed(false);
    if (entry.state === 'answered' && !entry.problem) toast(plain(is_back ? words.kept : words.asked));
  };
  return (
    <section class="swap">
      <h2>
        <Words text={words.title} />
      </h2>
      <p>
        <Words text={words.note} />
      </p>
      {view.kind === 'none' && (
        <Button icon="i-people" disabled={is_pressed} onClick={() => void press('substitute')}>
          <Words text={words.ask} />
        </Button>
      )}
      {view.kind === 'wanted' && (
        <Button disabled={is_pressed} onClick={() => void press('substitute_back')}>
          <Words text={words.back} />
        </Button>
      )}
      {view.kind === 'unsent' &&
        (now.value - view.made_at < k_sending_ms ? (
          <p role="status">
            <Words text={words.sending} />
          </p>
        ) : (
          <Button disabled={!view.can_take_back} onClick={() => void take_back(view.key)}>
            <Words text={words.take_back} />
          </Button>
        ))}
    </section>
  );
}
