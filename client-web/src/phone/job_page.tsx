import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import { act, entries, forget } from '../net/outbox';
import { job_stage, k_sending_ms, type JobStage } from '../state/offers';
import type { Entry } from '../state/outbox';
import { Button, clock, Dialog, go, href, Icon, moment, now, ProblemNotice, span, ThumbBar, toast, Words } from '../ui';
import { locale, plain } from '../i18n';
import type { Offer } from '../wire/types';
import { Fact, town_of, WithWhom } from './facts';
import { OfflineNote, PhoneFrame, unsent_count } from './frame';
import { incident_name } from './incident_names';
import { server_now } from './mine';
import { Note } from './note';
import { mode_of_offer } from './offers_page';
import { Substitute, SubstituteNote } from './substitute';
import { t } from './words';

/** The card of a confirmed job: the next thing to do stands first, the card works without signal. */
export function JobPage(props: { offer: Offer }): JSX.Element {
  const { offer } = props;
  const words = t.value.job;
  const stage = job_stage(offer, entries.value);
  const [is_stopping, set_stopping] = useState(false);
  const is_easy = locale.value === 'ja-easy';
  return (
    <PhoneFrame mode={mode_of_offer(offer)} band={incident_name([offer])} page={words.title} back={href()} easy>
      <OfflineNote />
      {stage === 'done' && <Note icon="i-yes" title={words.done} text={words.done_note} look="ok" />}
      {stage === 'report_unsent' && (
        <Note icon="i-up" title={words.done_unsent} text={words.done_unsent_note} look="queue" />
      )}
      {stage === 'go' && <Confirmed offer={offer} />}
      {stage === 'go' && <SubstituteNote offer={offer} />}
      <UnsentActions offer={offer} />
      <RefusedActions offer={offer} />
      <div class={is_easy ? 'body ez' : 'body'}>
        {(stage === 'go' || stage === 'working') && <Next offer={offer} stage={stage} />}
        {stage === 'done' ? <h2 class="t1">{offer.need?.title}</h2> : <Card offer={offer} />}
        {stage === 'go' && <Substitute offer={offer} />}
      </div>
      {(stage === 'go' || stage === 'working') && (
        <Actions offer={offer} stage={stage} stop={() => set_stopping(true)} />
      )}
      {is_stopping && <StopDialog offer={offer} stage={stage} close={() => set_stopping(false)} />}
    </PhoneFrame>
  );
}

function Confirmed(props: { offer: Offer }): JSX.Element {
  const words = t.value.outcome;
  const at = props.offer.answered_at;
  return (
    <Note
      icon="i-yes"
      title={words.accepted}
      look="ok"
      {...(at && { text: words.accepted_at(moment(at, server_now(now.value))) })}
    />
  );
}

/** Not on its way this very moment: it waits for the network, or behind an earlier press. */
function is_held(entry: Entry): boolean {
  return entry.state !== 'answered' && (entry.tries > 0 || now.value - entry.made_at > k_sending_ms);
}

function UnsentActions(props: { offer: Offer }): JSX.Element | null {
  // A wish for somebody else has a note of its own.
  const mine = entries.value.filter(
    (entry) => entry.subject === props.offer.id && is_held(entry) && !entry.word.startsWith('substitute'),
  );
  if (mine.length === 0) return null;
  const words = t.value.unsent;
  return (
    <section class="state state-queue state-block" role="status">
      <p class="row">
        <Icon name="i-up" />
        <b>
          <Words text={`${words.count(mine.length)}　${words.auto}`} />
        </b>
      </p>
      <ul class="q">
        {mine.map((entry) => (
          <li key={entry.key}>
            <Words text={words.words[entry.word as keyof typeof words.words] ?? entry.word} />
            <span class="nb">{clock(entry.made_at)}</span>
          </li>
        ))}
      </ul>
    </section>
  );
}

/** A press that came through later and was refused: said with its reason until the person has seen it. */
function RefusedActions(props: { offer: Offer }): JSX.Element | null {
  const refused = entries.value.find(
    (entry) => entry.subject === props.offer.id && entry.state === 'answered' && entry.problem,
  );
  if (!refused) return null;
  return (
    <div class="body-note">
      <ProblemNotice problem={refused.problem}>
        <Button small onClick={() => void forget(refused.key)}>
          <Words text={t.value.outcome.close} />
        </Button>
      </ProblemNotice>
    </div>
  );
}

function Next(props: { offer: Offer; stage: JobStage }): JSX.Element {
  const words = t.value.job;
  const { offer, stage } = props;
  const start = offer.need?.starts_at;
  const what =
    stage === 'working' ? words.work : start ? words.meet(moment(start, server_now(now.value))) : words.meet_free;
  return (
    <section class="next">
      <p>
        <Words text={words.next} />
      </p>
      <b class="t">
        <Words text={what} />
      </b>
      <p>
        {stage === 'working' && offer.arrived_at && (
          <>
            <Words text={words.working_since(clock(offer.arrived_at))} />
            {'　'}
          </>
        )}
        <Words text={stage === 'working' ? words.work_note : words.meet_note} />
      </p>
    </section>
  );
}

function Card(props: { offer: Offer }): JSX.Element | null {
  const card = props.offer.need;
  if (!card) return null;
  const words = t.value.job;
  const phone = card.requester?.phone;
  return (
    <dl class="facts">
      <Fact label={words.to}>
        <b>{card.address ?? town_of(card)}</b>
        <br />
        {card.requester ? (
          <span>{words.sama(card.requester.name)}</span>
        ) : (
          <small>{<Words text={words.address_later} />}</small>
        )}
        <div class="addr">
          {card.address && <MapLink lat={card.lat} lng={card.lng} />}
          {card.address && (
            <Button icon="i-copy" onClick={() => void copy(card.address!)}>
              <Words text={words.copy} />
            </Button>
          )}
          {phone && (
            <a class="btn" href={`tel:${phone.replace(/[^\d+]/g, '')}`}>
              <Icon name="i-tel" />
              <Words text={words.call} />
            </a>
          )}
        </div>
      </Fact>
      <Fact label={t.value.offer.when}>
        <b>
          <Words text={card.starts_at ? span(card.starts_at, card.ends_at) : t.value.offer.when_free} />
        </b>
      </Fact>
      <Fact label={words.work_label}>
        <b class="same">{card.title}</b>
        {card.detail && (
          <>
            <br />
            {card.detail}
          </>
        )}
        <br />
        <small>
          <Words text={words.only_written} />
        </small>
      </Fact>
      <Fact label={t.value.offer.who}>
        <WithWhom card={card} />
      </Fact>
      <Fact label={t.value.offer.bring}>
        <Words text={card.bring || t.value.offer.bring_none} />
      </Fact>
      <Fact label={words.number}>
        <b>{card.number}</b>
      </Fact>
    </dl>
  );
}

/** geo: opens the phone's own map; nothing is fetched from outside by this page. */
export function MapLink(props: {
  lat?: number | null | undefined;
  lng?: number | null | undefined;
}): JSX.Element | null {
  if (typeof props.lat !== 'number' || typeof props.lng !== 'number') return null;
  return (
    <a class="btn" href={`geo:${props.lat},${props.lng}?q=${props.lat},${props.lng}`}>
      <Icon name="i-map" />
      <Words text={t.value.job.map} />
    </a>
  );
}

/** The clipboard exists on https only; on a plain LAN page a hidden field does the same. */
async function copy(text: string): Promise<void> {
  if (navigator.clipboard) {
    await navigator.clipboard.writeText(text).catch(() => {});
  } else {
    const box = document.createElement('textarea');
    box.value = text;
    document.body.append(box);
    box.select();
    document.execCommand('copy');
    box.remove();
  }
  toast(plain(t.value.job.copied));
}

function Actions(props: { offer: Offer; stage: JobStage; stop: () => void }): JSX.Element {
  const { offer, stage } = props;
  const words = t.value.job;
  const unsent = unsent_count();
  const arrive = (): void => {
    void act({ word: 'arrive', subject: offer.id, path: `/offers/${offer.id}/arrive`, body: {} });
  };
  return (
    <ThumbBar note={unsent > 0 ? <Words text={t.value.unsent.thumb(unsent)} /> : undefined}>
      <Button kind="danger" class="lesser" onClick={props.stop}>
        <Words text={words.stop} />
      </Button>
      {stage === 'go' ? (
        <Button kind="main" onClick={arrive}>
          <Words text={words.arrive} />
        </Button>
      ) : (
        <Button kind="main" onClick={() => go('offers', offer.id, 'report')}>
          <Words text={words.report} />
        </Button>
      )}
    </ThumbBar>
  );
}

function StopDialog(props: { offer: Offer; stage: JobStage; close: () => void }): JSX.Element {
  const { offer, close } = props;
  const words = t.value.stop;
  const quit = (): void => {
    close();
    void act({ word: 'decline', subject: offer.id, path: `/offers/${offer.id}/decline`, body: {} });
  };
  return (
    <Dialog title={<Words text={words.title} />} onClose={close}>
      <p class="big">
        <Words text={words.safe_first} />
      </p>
      <p>
        <Words text={offer.is_drill ? words.drill : words.emergency} />
      </p>
      {props.stage === 'go' && <Substitute offer={offer} done={close} />}
      <p>
        <Words text={words.quit_note} />
      </p>
      <Button kind="danger" onClick={quit}>
        <Words text={words.quit} />
      </Button>
      <Button kind="quiet" onClick={close}>
        <Words text={words.stay} />
      </Button>
    </Dialog>
  );
}
