import type { JSX } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';
import { forget } from '../net/outbox';
import { Button, clock, go, href, Icon, moment, now, ProblemNotice, TextField, toast } from '../ui';
import { k_watch_signs, type Id, type VisitResult, type Watch, type WatchSign } from '../wire/types';
import { name_of } from './field/names';
import { OfflineNote, PhoneFrame, UnsentBar } from './frame';
import { MapLink } from './job_page';
import { server_now } from './mine';
import { Empty } from './offers_page';
import { record_visit, start_weekdays, watches, weekday_state, weekday_view } from './weekday';
import { by_words, due_words, seen_words } from './weekday_list';
import { t } from './words';
import { weekday_words } from './words_weekday';

/** Shape and colour of the round's statuses, so that the weekday teaches the bad day. */
const k_looks: readonly { result: VisitResult; look: string }[] = [
  { result: 'met', look: 'safe_home' },
  { result: 'signs_fine', look: 'safe_elsewhere' },
  { result: 'absent', look: 'unreachable' },
  { result: 'concern', look: 'needs_help' },
];

export function WeekdayEntryPage(props: { id: Id }): JSX.Element {
  const words = weekday_words.value;
  useEffect(start_weekdays, []);
  const watch = watches.value.get(props.id);
  return (
    <PhoneFrame mode="normal" page={words.title} back={href('weekday')}>
      <OfflineNote />
      {!watch && weekday_state.value !== 'loading' && <Empty text={words.gone} />}
      {watch && (
        <>
          <Person watch={watch} />
          <Refused id={watch.id} />
          <Answers watch={watch} />
          <UnsentBar />
        </>
      )}
    </PhoneFrame>
  );
}

function Person(props: { watch: Watch }): JSX.Element {
  const { watch } = props;
  const { registrant, last_visit } = watch;
  const words = weekday_words.value;
  const at = server_now(now.value);
  return (
    <section class="hd">
      <h2>{name_of(registrant)}</h2>
      {registrant.address && <p>{registrant.address}</p>}
      <p class="small">
        {words.every(watch.interval_days)}　<b>{due_words(watch, at)}</b>　{seen_words(watch, at)}
      </p>
      {watch.look_for && (
        <p>
          <b>{words.look_for}：</b>
          {watch.look_for}
        </p>
      )}
      {!watch.is_mine && <p class="small">{by_words(watch)}</p>}
      {last_visit && (
        <p class="small">
          {moment(last_visit.occurred_at, at)} {last_visit.recorded_by_name}：{words.result[last_visit.result]}
          {last_visit.signs.map((sign) => `・${words.signs[sign]}`).join('')}
          {last_visit.note && `「${last_visit.note}」`}
        </p>
      )}
      {watch.told !== 'nobody' && <p class="just">{words.told[watch.told]}</p>}
      <div class="ac">
        {registrant.phone && (
          <a class="btn" href={`tel:${registrant.phone.replace(/[^\d+]/g, '')}`}>
            <Icon name="i-tel" />
            {t.value.entry.call}
          </a>
        )}
        <MapLink lat={registrant.lat} lng={registrant.lng} />
      </div>
    </section>
  );
}

function Refused(props: { id: Id }): JSX.Element | null {
  const { due, later } = weekday_view.value;
  const refused = [...due, ...later].find((line) => line.watch.id === props.id)?.refused;
  if (!refused?.problem) return null;
  return (
    <div class="body">
      <p>
        <b>{weekday_words.value.refused}</b>（{clock(refused.made_at)}）
      </p>
      <ProblemNotice problem={refused.problem}>
        <Button small onClick={() => void forget(refused.key)}>
          {t.value.outcome.close}
        </Button>
      </ProblemNotice>
    </div>
  );
}

function Answers(props: { watch: Watch }): JSX.Element {
  const { watch } = props;
  const words = weekday_words.value;
  const [signs, set_signs] = useState<ReadonlySet<WatchSign>>(new Set());
  const [note, set_note] = useState('');
  const is_sent = useRef(false);
  const flip = (sign: WatchSign): void => {
    const next = new Set(signs);
    if (!next.delete(sign)) next.add(sign);
    set_signs(next);
  };
  const tap = (result: VisitResult): void => {
    if (is_sent.current) return;
    is_sent.current = true;
    void record_visit(watch, result, [...signs], note);
    toast(words.saved(name_of(watch.registrant)));
    go('weekday');
  };
  const answer = (result: VisitResult, look: string): JSX.Element => (
    <button key={result} type="button" class={`o st-${look}${result === 'met' ? ' w' : ''}`} onClick={() => tap(result)}>
      <Icon name={`st-${look}` as 'st-safe_home'} />
      <span>{words.result[result]}</span>
    </button>
  );
  // Most visits end with the first press; the others are for when something was noticed first.
  const [met, ...others] = k_looks;
  return (
    <div>
      <p class="body small">{words.visiting}</p>
      <div class="opt">{answer(met!.result, met!.look)}</div>
      <fieldset class="body chips">
        <legend>{words.what_signs}</legend>
        <div class="opt">
          {k_watch_signs.map((sign) => (
            <label key={sign} class={signs.has(sign) ? 'o on' : 'o'}>
              <input class="sr" type="checkbox" checked={signs.has(sign)} onChange={() => flip(sign)} />
              <span>{words.signs[sign]}</span>
            </label>
          ))}
        </div>
      </fieldset>
      <div class="body form">
        <TextField label={words.note} name="note" lines={2} value={note} onInput={set_note} max_length={4000} />
      </div>
      <div class="opt">{others.map(({ result, look }) => answer(result, look))}</div>
      <p class="body small">{words.concern_note}</p>
    </div>
  );
}
