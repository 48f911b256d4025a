// Who needs rescue: what to tell 119, to whom it was handed over, what became of it.
import type { JSX } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { common } from '../../i18n';
import { district_name } from '../../net/districts';
import { Button, Dialog, elapsed_minutes, Icon, moment, now, ProblemNotice, SelectField, StatusMark, TextField, toast } from '../../ui';
import { k_rescue_results, k_rescue_to, type Problem, type Rescue, type RescueResult, type RescueTo } from '../../wire/types';
import { use_send } from '../send';
import { Head } from './head';
import { safety } from './words';

const k_order = { open: 0, handed_over: 1, closed: 2 } as const;

export function Rescues(props: { rescues: readonly Rescue[] | null; problem: Problem | null; reload: () => void }): JSX.Element {
  const words = safety.value;
  const [paper, set_paper] = useState<{ rescue: Rescue } | null>(null);
  useEffect(() => {
    if (paper) window.print();
  }, [paper]);
  const rows = [...(props.rescues ?? [])].sort((a, b) => k_order[a.status] - k_order[b.status] || (a.created_at < b.created_at ? -1 : 1));
  return (
    <section class="col middle" aria-label={words.rescue_title} data-region tabIndex={-1}>
      <Head title={words.rescue_title} note={`${words.rescue_note} ${words.audited}`} />
      <div class="scroll" data-rows>
        <ProblemNotice problem={props.problem} />
        {props.rescues === null && !props.problem && <p class="loading">{common.value.state.loading}</p>}
        {props.rescues?.length === 0 && <p class="pad">{words.none}</p>}
        <ul>
          {rows.map((one) => (
            <Line key={one.id} rescue={one} reload={props.reload} print={() => set_paper({ rescue: one })} />
          ))}
        </ul>
      </div>
      {paper && <Paper rescue={paper.rescue} />}
    </section>
  );
}

function name_of(one: Rescue): string {
  return one.registrant ? safety.value.person(one.registrant.name ?? one.registrant.number) : safety.value.nobody;
}

function Line(props: { rescue: Rescue; reload: () => void; print: () => void }): JSX.Element {
  const { rescue: one, reload, print } = props;
  const words = safety.value;
  const [asked, set_asked] = useState<'hand' | 'close' | null>(null);
  const is_over = one.status === 'closed';
  return (
    <li class={`rescue-row${one.status === 'open' ? ' is-open-rescue' : ''}`} data-row>
      <div class="row-wrap">
        <b class="big-p">{name_of(one)}</b>
        <span class="dim">{district_name(one.district_id)}</span>
        {one.is_drill && <span class="tag tag-drill">{common.value.mode.drill}</span>}
        <span class={one.status === 'open' ? 'tag tag-inv' : 'tag'}>{words.rescue_status[one.status]}</span>
        {!is_over && <span class="nb">{words.waiting(elapsed_minutes(now.value - Date.parse(one.created_at)))}</span>}
        <span class="push row-wrap">
          {words.status_now} <StatusMark status={one.status_now} />
        </span>
      </div>
      {one.handed_over && (
        <p>
          <Icon name="i-yes" /> {words.handed_by(moment(one.handed_over.at, now.value), words.to_names[one.handed_over.to], one.handed_over.by_name ?? '')}
          {[one.handed_over.contact, one.handed_over.note].filter(Boolean).map((text) => `　${text}`)}
        </p>
      )}
      {one.closed && (
        <p>
          {words.closed_by(moment(one.closed.at, now.value), words.results[one.closed.result], one.closed.by_name ?? '')}
          {one.closed.note && `　${one.closed.note}`}
        </p>
      )}
      {!is_over && <Words rescue={one} print={print} />}
      {!is_over && (
        <p class="row-wrap">
          <Button kind={one.status === 'open' ? 'main' : 'plain'} onClick={() => set_asked('hand')}>
            {one.status === 'open' ? words.hand_over : words.hand_over_again}
          </Button>
          <Button kind="quiet" onClick={() => set_asked('close')}>
            {words.close}
          </Button>
        </p>
      )}
      {asked === 'hand' && <HandOver rescue={one} onClose={() => set_asked(null)} reload={reload} />}
      {asked === 'close' && <Close rescue={one} onClose={() => set_asked(null)} reload={reload} />}
    </li>
  );
}

/** The words are Japanese whatever the page speaks: they are read to 119. In a drill nobody is rung. */
function Words(props: { rescue: Rescue; print: () => void }): JSX.Element {
  const { rescue: one, print } = props;
  const words = safety.value;
  const copy = async (): Promise<void> => {
    await navigator.clipboard.writeText(one.words.join('\n'));
    toast(words.copied);
  };
  return (
    <div class="say-119">
      <h3 class="h">{one.is_drill ? words.words_drill : words.words}</h3>
      <ol lang="ja">
        {one.words.map((line) => (
          <li key={line}>{line}</li>
        ))}
      </ol>
      <p class="row-wrap">
        {!one.is_drill && (
          <a class="btn btn-danger btn-s" href="tel:119">
            <Icon name="i-tel" />
            {words.call_119}
          </a>
        )}
        <Button small kind="quiet" icon="i-copy" onClick={() => void copy()}>
          {words.copy}
        </Button>
        <Button small kind="quiet" icon="i-print" onClick={print}>
          {words.print}
        </Button>
      </p>
    </div>
  );
}

/** The same words on paper, for the radio or for whoever drives to the HQ. */
function Paper(props: { rescue: Rescue }): JSX.Element {
  const { rescue: one } = props;
  return (
    <article class={one.is_drill ? 'sheet sheet-drill' : 'sheet'} aria-hidden="true">
      <header>
        <span class="sheet-mode">{one.is_drill ? common.value.mode.drill : common.value.mode.real}</span>
        <h2>{safety.value.words}</h2>
        <span>{moment(now.value, 0)}</span>
      </header>
      <ol lang="ja">
        {one.words.map((line) => (
          <li key={line} class="sheet-title">
            {line}
          </li>
        ))}
      </ol>
    </article>
  );
}

interface StepProps {
  rescue: Rescue;
  onClose: () => void;
  reload: () => void;
}

function Foot(props: { onClose: () => void; is_busy: boolean }): JSX.Element {
  return (
    <div class="dialog-foot">
      <Button kind="quiet" onClick={props.onClose}>
        {common.value.action.cancel}
      </Button>
      <Button kind="main" type="submit" disabled={props.is_busy}>
        {safety.value.save}
      </Button>
    </div>
  );
}

function HandOver(props: StepProps): JSX.Element {
  const { rescue: one, onClose, reload } = props;
  const words = safety.value;
  const send = use_send();
  const [to, set_to] = useState<RescueTo>(one.status === 'open' ? '119' : 'hq');
  const [contact, set_contact] = useState('');
  const [note, set_note] = useState('');
  const submit = async (event: Event): Promise<void> => {
    event.preventDefault();
    const reply = await send.post<Rescue>(`/rescues/${one.id}/hand-over`, { to, contact: contact.trim() || null, note: note.trim() || null });
    if (!reply.ok) return;
    toast(words.handed_done(words.to_names[to]));
    reload();
    onClose();
  };
  return (
    <Dialog title={words.hand_over_title(name_of(one))} onClose={onClose}>
      <form class="form" onSubmit={(event) => void submit(event)}>
        <SelectField label={words.to} name="to" value={to} options={k_rescue_to.map((value) => ({ value, label: words.to_names[value] }))} onChange={(value) => value && set_to(value)} problem={send.problem} />
        <TextField label={words.contact} name="contact" value={contact} onInput={set_contact} problem={send.problem} max_length={100} />
        <TextField label={words.note} name="note" lines={2} value={note} onInput={set_note} problem={send.problem} max_length={4000} />
        <ProblemNotice problem={send.problem} />
        <Foot onClose={onClose} is_busy={send.is_busy} />
      </form>
    </Dialog>
  );
}

function Close(props: StepProps): JSX.Element {
  const { rescue: one, onClose, reload } = props;
  const words = safety.value;
  const send = use_send();
  const [result, set_result] = useState<RescueResult>('rescued');
  const [note, set_note] = useState('');
  const submit = async (event: Event): Promise<void> => {
    event.preventDefault();
    const reply = await send.post<Rescue>(`/rescues/${one.id}/close`, { result, note: note.trim() || null });
    if (!reply.ok) return;
    toast(words.closed_done);
    reload();
    onClose();
  };
  return (
    <Dialog title={words.close_title(name_of(one))} onClose={onClose}>
      <form class="form" onSubmit={(event) => void submit(event)}>
        <SelectField label={words.result} name="result" value={result} options={k_rescue_results.map((value) => ({ value, label: words.results[value] }))} onChange={(value) => value && set_result(value)} problem={send.problem} />
        <TextField label={words.note} name="note" lines={2} value={note} onInput={set_note} problem={send.problem} max_length={4000} />
        <ProblemNotice problem={send.problem} />
        <Foot onClose={onClose} is_busy={send.is_busy} />
      </form>
    </Dialog>
  );
}
