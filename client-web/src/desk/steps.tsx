// The steps of a need's life as questions: each is one POST, a refusal keeps what was written.
import type { ComponentChildren, JSX } from 'preact';
import { useState } from 'preact/hooks';
import { common } from '../i18n';
import { api } from '../net/api';
import { Button, Choice, Dialog, Group, ProblemNotice, SelectField, TextField, toast } from '../ui';
import { propose_fee } from '../state/support';
import { k_priorities, type Need, type NeedStep, type Priority, type SearchHit } from '../wire/types';
import { put_need } from './scope';
import { use_send } from './send';
import { t, word_of } from './words';

interface StepProps {
  need: Need;
  into?: Need | undefined;
  onClose: () => void;
}

type Send = ReturnType<typeof use_send>;

function use_step(props: StepProps, step: string): { send: Send; go: (body: unknown) => Promise<boolean> } {
  const send = use_send();
  const go = async (body: unknown): Promise<boolean> => {
    const reply = await send.post<Need>(`/needs/${props.need.id}/${step}`, body);
    if (!reply.ok) return false;
    put_need(reply.data);
    toast(t.value.steps.done(reply.data.number, common.value.need_status[reply.data.status]));
    props.onClose();
    return true;
  };
  return { send, go };
}

function Ask(props: { title: string; send: Send; onClose: () => void; submit?: () => void; word?: string; can?: boolean; children: ComponentChildren }): JSX.Element {
  return (
    <Dialog title={props.title} onClose={props.onClose}>
      <form
        class="form"
        onSubmit={(event) => {
          event.preventDefault();
          if (!props.send.is_busy) props.submit?.();
        }}
      >
        {props.children}
        <ProblemNotice problem={props.send.problem} />
        <div class="dialog-foot">
          <Button kind="quiet" onClick={props.onClose}>
            {common.value.action.cancel}
          </Button>
          {props.submit && (
            <Button kind="main" type="submit" disabled={props.send.is_busy || props.can === false}>
              {props.word ?? common.value.action.save}
            </Button>
          )}
        </div>
      </form>
    </Dialog>
  );
}

/** Buttons that fill the text with a usual answer; the text stays free. */
function Usual(props: { words: string; pick: (word: string) => void }): JSX.Element {
  return (
    <p class="usual">
      {props.words.split(',').map((word) => (
        <Button key={word} small kind="quiet" onClick={() => props.pick(word)}>
          {word}
        </Button>
      ))}
    </p>
  );
}

function Triage(props: StepProps): JSX.Element {
  const words = t.value.steps;
  const { send, go } = use_step(props, 'triage');
  const [priority, set_priority] = useState<Priority>(props.need.priority);
  const [reason, set_reason] = useState(props.need.crisis_reason ?? '');
  const body = (survey: string): Record<string, unknown> => ({
    survey,
    ...(priority === props.need.priority ? {} : { priority }),
    ...(priority === 'crisis' && reason.trim() ? { crisis_reason: reason.trim() } : {}),
  });
  return (
    <Ask title={words.triage_title} send={send} onClose={props.onClose}>
      <Group legend={words.priority}>
        {k_priorities.map((one) => (
          <Choice key={one} type="radio" name="priority" checked={priority === one} onChange={() => set_priority(one)}>
            {common.value.priority[one]}
          </Choice>
        ))}
      </Group>
      {priority === 'crisis' && (
        <TextField label={words.crisis_reason} name="crisis_reason" value={reason} onInput={set_reason} problem={send.problem} required />
      )}
      <div class="answers">
        {(['needed', 'not_needed', 'ask'] as const).map((survey) => (
          <button key={survey} class="btn answer" type="button" disabled={send.is_busy} onClick={() => void go(body(survey))}>
            <b>{words.triage[survey]}</b>
            <span>{words.triage_note[survey]}</span>
          </button>
        ))}
      </div>
    </Ask>
  );
}

function Survey(props: StepProps): JSX.Element {
  const words = t.value.steps;
  const { send, go } = use_step(props, 'survey');
  const [workable, set_workable] = useState<boolean | null>(null);
  const [people, set_people] = useState(String(props.need.people_needed));
  const [memo, set_memo] = useState(props.need.survey_memo ?? '');
  const [hazards, set_hazards] = useState(typeof props.need.hazards === 'string' ? props.need.hazards : '');
  const submit = (): void =>
    void go({
      workable,
      ...(people.trim() ? { people_needed: Number(people) } : {}),
      ...(memo.trim() ? { memo: memo.trim() } : {}),
      ...(hazards.trim() ? { hazards: hazards.trim() } : {}),
    });
  return (
    <Ask title={words.survey_title} send={send} onClose={props.onClose} submit={submit} can={workable !== null}>
      <Group legend={words.workable}>
        <Choice type="radio" name="workable" checked={workable === true} onChange={() => set_workable(true)}>
          {words.workable_yes}
        </Choice>
        <Choice type="radio" name="workable" checked={workable === false} onChange={() => set_workable(false)}>
          {words.workable_no}
        </Choice>
      </Group>
      <TextField label={words.people} name="people_needed" inputmode="numeric" value={people} onInput={set_people} problem={send.problem} />
      <TextField label={words.memo} name="memo" lines={2} value={memo} onInput={set_memo} problem={send.problem} />
      <TextField label={words.hazards} name="hazards" lines={2} value={hazards} onInput={set_hazards} problem={send.problem} />
    </Ask>
  );
}

function Hold(props: StepProps): JSX.Element {
  const words = t.value.steps;
  const { send, go } = use_step(props, 'hold');
  const [reason, set_reason] = useState('');
  const [review_on, set_review] = useState('');
  return (
    <Ask title={words.hold_title} send={send} onClose={props.onClose} submit={() => void go({ reason: reason.trim(), ...(review_on ? { review_on } : {}) })}>
      <Usual words={words.hold_reasons} pick={set_reason} />
      <TextField label={words.reason} name="reason" value={reason} onInput={set_reason} problem={send.problem} max_length={100} required />
      <TextField label={words.review_on} name="review_on" type="date" value={review_on} onInput={set_review} problem={send.problem} />
    </Ask>
  );
}

function Decline(props: StepProps): JSX.Element {
  const words = t.value.steps;
  const { send, go } = use_step(props, 'decline');
  const [reason, set_reason] = useState('');
  const [referral, set_referral] = useState('');
  const [text, set_text] = useState('');
  const body = { reason: reason.trim(), ...(referral.trim() ? { referral: referral.trim() } : {}), ...(text.trim() ? { text: text.trim() } : {}) };
  return (
    <Ask title={words.decline_title} send={send} onClose={props.onClose} submit={() => void go(body)}>
      <Usual words={words.decline_reasons} pick={set_reason} />
      <TextField label={words.reason} name="reason" value={reason} onInput={set_reason} problem={send.problem} max_length={100} required />
      <TextField label={words.referral} name="referral" value={referral} onInput={set_referral} problem={send.problem} max_length={200} />
      <TextField label={words.decline_text} name="text" lines={3} value={text} onInput={set_text} problem={send.problem} />
    </Ask>
  );
}

function Cancel(props: StepProps): JSX.Element {
  const words = t.value.steps;
  const { send, go } = use_step(props, 'cancel');
  const [reason, set_reason] = useState<keyof typeof words.cancel | ''>('');
  const [note, set_note] = useState('');
  const options = Object.entries(words.cancel).map(([value, label]) => ({ value: value as keyof typeof words.cancel, label }));
  return (
    <Ask title={words.cancel_title} send={send} onClose={props.onClose} can={reason !== ''} submit={() => void go({ reason, ...(note.trim() ? { note: note.trim() } : {}) })}>
      <SelectField label={words.reason} name="reason" value={reason} options={options} empty={t.value.form.choose} onChange={set_reason} problem={send.problem} required />
      <TextField label={words.note} name="note" lines={2} value={note} onInput={set_note} problem={send.problem} />
    </Ask>
  );
}

function Merge(props: StepProps): JSX.Element {
  const words = t.value.steps;
  const { send, go } = use_step(props, 'merge');
  const [text, set_text] = useState(props.into?.number ?? '');
  const [hits, set_hits] = useState<readonly Pick<SearchHit, 'id' | 'number' | 'title' | 'subtitle'>[]>(
    props.into ? [{ ...props.into, subtitle: props.into.town ?? '' }] : [],
  );
  const look = async (): Promise<void> => {
    const reply = await api.read<{ items: SearchHit[] }>('/search', { kind: 'need', q: text.trim() });
    if (reply.ok) set_hits(reply.data.items.filter((hit) => hit.id !== props.need.id));
    else send.set_problem(reply.problem);
  };
  return (
    <Ask title={words.merge_title} send={send} onClose={props.onClose}>
      <TextField label={words.merge_search} name="into" type="search" value={text} onInput={set_text} problem={send.problem} />
      <p>
        <Button small icon="i-search" disabled={text.trim() === ''} onClick={() => void look()}>
          {t.value.list.search_label}
        </Button>
      </p>
      <ul class="picks">
        {hits.map((hit) => (
          <li key={hit.id}>
            <span>
              <b>{hit.title}</b>
              <br />
              <span class="dim">
                {hit.number}　{hit.subtitle}
              </span>
            </span>
            <Button small disabled={send.is_busy} onClick={() => void go({ into: hit.id })}>
              {words.merge_this}
            </Button>
          </li>
        ))}
      </ul>
    </Ask>
  );
}

function Reopen(props: StepProps): JSX.Element {
  const words = t.value.steps;
  const { send, go } = use_step(props, 'reopen');
  const [reason, set_reason] = useState('');
  return (
    <Ask title={words.reopen_title} send={send} onClose={props.onClose} submit={() => void go(reason.trim() ? { reason: reason.trim() } : {})} word={common.value.step.reopen}>
      <TextField label={words.reason} name="reason" lines={2} value={reason} onInput={set_reason} problem={send.problem} />
    </Ask>
  );
}

function Resume(props: StepProps): JSX.Element {
  const { send, go } = use_step(props, 'resume');
  return (
    <Ask title={common.value.step.resume} send={send} onClose={props.onClose} submit={() => void go({})} word={common.value.step.resume}>
      <p>{props.need.hold?.reason}</p>
    </Ask>
  );
}

/** In the order of the paper: injuries first, then who came, then what is next. */
function Complete(props: StepProps): JSX.Element {
  const words = t.value.steps;
  const { send, go } = use_step(props, 'complete');
  const [outcome, set_outcome] = useState<keyof typeof words.outcomes>('done');
  const [injuries, set_injuries] = useState(false);
  const [people, set_people] = useState(props.need.places.accepted ? String(props.need.places.accepted) : '');
  const [minutes, set_minutes] = useState('');
  const [note, set_note] = useState('');
  const [concern, set_concern] = useState('');
  const [fee, set_fee] = useState<string | null>(null);
  const support = props.need.support;
  const proposed = support ? propose_fee(support.fee_kind, support.fee_yen, Number(minutes), Number(people)) : {};
  const fee_field = support?.fee_kind === 'ticket' ? 'tickets' : 'fee_yen';
  const fee_now = fee ?? String(proposed[fee_field] ?? '');
  const report = {
    outcome,
    injuries,
    ...(people.trim() ? { people: Number(people) } : {}),
    ...(minutes.trim() ? { minutes: Number(minutes) } : {}),
    ...(note.trim() ? { note: note.trim() } : {}),
    ...(concern.trim() ? { concern: concern.trim() } : {}),
    ...(support && support.fee_kind !== 'free' && outcome === 'done' && fee_now.trim() ? { [fee_field]: Number(fee_now) } : {}),
  };
  return (
    <Ask title={words.complete_title} send={send} onClose={props.onClose} submit={() => void go({ report })}>
      <Choice name="report.injuries" checked={injuries} onChange={set_injuries}>
        {words.injuries}
      </Choice>
      <div class="pair">
        <TextField label={words.people_came} name="report.people" inputmode="numeric" value={people} onInput={set_people} problem={send.problem} />
        <TextField label={words.minutes} name="report.minutes" inputmode="numeric" value={minutes} onInput={set_minutes} problem={send.problem} />
      </div>
      {support && support.fee_kind !== 'free' && outcome === 'done' && (
        <TextField label={words[fee_field]} hint={words.fee_hint} name={`report.${fee_field}`} inputmode="numeric" value={fee_now} onInput={set_fee} problem={send.problem} />
      )}
      <Group legend={words.outcome}>
        {(Object.keys(words.outcomes) as (keyof typeof words.outcomes)[]).map((one) => (
          <Choice key={one} type="radio" name="outcome" checked={outcome === one} onChange={() => set_outcome(one)}>
            {words.outcomes[one]}
          </Choice>
        ))}
      </Group>
      <TextField label={words.report_note} name="report.note" lines={2} value={note} onInput={set_note} problem={send.problem} />
      <TextField label={words.concern} hint={words.concern_hint} name="report.concern" lines={2} value={concern} onInput={set_concern} problem={send.problem} />
    </Ask>
  );
}

const k_steps: Record<string, (props: StepProps) => JSX.Element> = {
  triage: Triage,
  survey: Survey,
  hold: Hold,
  resume: Resume,
  decline: Decline,
  cancel: Cancel,
  merge: Merge,
  reopen: Reopen,
  complete: Complete,
};

export function StepDialog(props: StepProps & { step: NeedStep }): JSX.Element | null {
  const Step = k_steps[props.step];
  return Step ? <Step need={props.need} into={props.into} onClose={props.onClose} /> : null;
}

export function step_word(step: NeedStep): string {
  return word_of(common.value.step, step);
}
