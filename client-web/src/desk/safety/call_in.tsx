// Somebody rings up about a person: find them, one tap, and tell the caller nothing of others.
import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import { common } from '../../i18n';
import { district_name } from '../../net/districts';
import { round_of } from '../../state/rounds';
import { Button, ProblemNotice, StatusMark, TextField, toast } from '../../ui';
import type { CheckReply, Round, SafetyStatus, SearchHit } from '../../wire/types';
import { use_search } from '../search';
import { use_send } from '../send';
import { chosen_id, mode } from '../scope';
import { t } from '../words';
import { Head } from './head';
import { safety } from './words';

const k_answers: readonly SafetyStatus[] = ['safe_home', 'safe_sheltered', 'safe_elsewhere', 'unreachable', 'needs_help', 'needs_rescue'];

export function CallIn(props: { rounds: readonly Round[] }): JSX.Element {
  const words = safety.value;
  const [text, set_text] = useState('');
  const [caller, set_caller] = useState('');
  const [picked, set_picked] = useState<SearchHit | null>(null);
  const hits = use_search(text, 'registrant', chosen_id.value);
  const done = (): void => {
    set_picked(null);
    set_text('');
    set_caller('');
  };
  return (
    <section class="col middle" aria-label={words.call_in} data-region tabIndex={-1}>
      <Head title={words.call_in} />
      <div class="scroll pad form" data-rows>
        <p class="notice">
          {words.call_note}
          <br />
          {words.call_after}
        </p>
        <TextField label={words.caller} hint={words.caller_hint} name="told_by" value={caller} onInput={set_caller} max_length={100} />
        {picked ? (
          <Answer hit={picked} caller={caller.trim()} round={picked.district_id ? round_of(picked.district_id, props.rounds) : null} onDone={done} onBack={() => set_picked(null)} />
        ) : (
          <>
            <TextField label={words.call_search} name="q" type="search" value={text} onInput={set_text} max_length={100} />
            {hits?.length === 0 && <p role="status">{words.call_empty}</p>}
            <ul class="picks">
              {hits?.map((hit) => (
                <li key={hit.id}>
                  <span>
                    <b>{hit.title}</b>
                    <span class="dim">
                      （{hit.subtitle}）　{hit.district_id && district_name(hit.district_id)}
                    </span>
                  </span>
                  <Button small onClick={() => set_picked(hit)}>
                    {words.call_pick}
                  </Button>
                </li>
              ))}
            </ul>
          </>
        )}
      </div>
    </section>
  );
}

function Answer(props: { hit: SearchHit; caller: string; round: Round | null; onDone: () => void; onBack: () => void }): JSX.Element {
  const { hit, caller, round } = props;
  const words = safety.value;
  const send = use_send();
  if (!round || round.closed_at)
    return (
      <>
        <p class="notice">{words.call_no_round}</p>
        <Button kind="quiet" onClick={props.onBack}>
          {common.value.action.cancel}
        </Button>
      </>
    );
  const tell = async (status: SafetyStatus): Promise<void> => {
    const body = { registrant_id: hit.id, status, method: 'family', ...(caller ? { told_by: caller } : {}) };
    const reply = await send.post<CheckReply>(`/rounds/${round.id}/checks`, body);
    if (!reply.ok) return;
    toast(reply.data.code === 'superseded' ? t.value.safety.superseded : words.call_saved(hit.title, common.value.status[status]));
    props.onDone();
  };
  return (
    <fieldset class="field">
      <legend>
        {words.person(hit.title)}：{words.call_status}
      </legend>
      <div class="told-answers">
        {k_answers.map((status) => (
          <div key={status} class={status === 'needs_rescue' ? 'apart' : undefined}>
            {status === 'needs_rescue' && mode.value !== 'normal' && <p class="rescue-note">{mode.value === 'drill' ? t.value.safety.rescue_drill : t.value.safety.rescue_real}</p>}
            <Button disabled={send.is_busy} onClick={() => void tell(status)}>
              <StatusMark status={status} />
            </Button>
          </div>
        ))}
      </div>
      <ProblemNotice problem={send.problem} />
      <Button kind="quiet" onClick={props.onBack}>
        {common.value.action.cancel}
      </Button>
    </fieldset>
  );
}
