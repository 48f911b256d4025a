// A need asks on and on: how the running wave stands, how it is started and stopped.
import type { JSX } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { common } from '../i18n';
import { api } from '../net/api';
import { live } from '../net/live';
import { new_wave, newer_wave, one_in, view_wave } from '../state/wave';
import { Button, Dialog, Icon, moment, now, ProblemNotice, SelectField, TextField, toast } from '../ui';
import type { Wave, WaveReply } from '../wire/offer_types';
import type { Need } from '../wire/types';
import { live_wave, started } from './scope';
import { use_send } from './send';
import { t, word_of } from './words';
import { waves } from './words_waves';

export interface WaveState {
  wave: Wave | null;
  forecast: WaveReply['forecast'] | null;
  put: (wave: Wave) => void;
}

/** The wave of a need: read once and whenever places change, live in between. */
export function use_wave(need: Need): WaveState {
  const [reply, set_reply] = useState<WaveReply | null>(null);
  const [own, set_own] = useState<Wave | null>(null);
  const start = started.value;
  useEffect(() => {
    let is_here = true;
    void api.get<WaveReply>(`/needs/${need.id}/wave`).then((got) => {
      if (is_here && got.ok) set_reply(got.data);
    });
    return () => {
      is_here = false;
    };
  }, [need.id, need.changed_seq, start]);
  const seen = [reply?.wave ?? undefined, own ?? undefined, live_wave(need.id)];
  const wave = seen.reduce((known, other) => (other ? newer_wave(known, other) : known), undefined);
  return { wave: wave ?? null, forecast: reply?.forecast ?? null, put: set_own };
}

/** Under the places: running with its counts and what comes next, or how it ended. Nothing when none was started. */
export function WaveLine(props: { need: Need; state: WaveState }): JSX.Element | null {
  const { need, state } = props;
  const words = waves.value;
  const send = use_send();
  const view = view_wave(state.wave, need);
  if (view.kind === 'none') return null;
  const stop = async (): Promise<void> => {
    const reply = await send.post<Wave>(`/needs/${need.id}/wave/stop`, {});
    if (!reply.ok) return;
    state.put(reply.data);
    toast(words.stopped);
  };
  if (view.kind === 'ended') {
    const next = view.reason === 'no_candidates' ? words.end_next.no_candidates : null;
    return (
      <div class="wave wave-over" role="status">
        <p>
          <b>{words.end[view.reason]}</b>　<span class="dim">{words.ended(view.asked, view.accepted)}</span>
        </p>
        {next && <p>{next}</p>}
      </div>
    );
  }
  const server_now = now.value + live.clock_skew_ms.value;
  return (
    <div class="wave">
      <div role="status">
        <p>
          <Icon name="i-people" />{' '}
          <b>{words.running[state.wave?.cause ?? 'staff']}</b>
        </p>
        <p>{words.counts(view.asked, view.accepted, view.open)}</p>
        <p class="dim">{view.next_at !== null && view.next_at > server_now ? words.next(moment(view.next_at, server_now)) : words.next_soon}</p>
      </div>
      <Button small kind="quiet" disabled={send.is_busy} onClick={() => void stop()}>
        {words.stop}
      </Button>
      {send.problem && <ProblemNotice problem={send.problem} />}
    </div>
  );
}

const k_expiries = ['1800', '3600', '10800', '86400', '259200'] as const;
type Expiry = (typeof k_expiries)[number];

/** The button beside "send to those picked"; its question says what will happen before anything does. */
export function StartWave(props: { need: Need; state: WaveState; on_asked: () => void }): JSX.Element | null {
  const { need, state } = props;
  const words = waves.value;
  const [is_asking, set_asking] = useState(false);
  if (state.wave?.status === 'running') return null;
  return (
    <>
      <Button onClick={() => set_asking(true)}>{words.start}</Button>
      {is_asking && (
        <StartDialog
          need={need}
          state={state}
          onClose={(has_begun) => {
            set_asking(false);
            if (has_begun) props.on_asked();
          }}
        />
      )}
    </>
  );
}

function StartDialog(props: { need: Need; state: WaveState; onClose: (has_begun: boolean) => void }): JSX.Element {
  const { need, state, onClose } = props;
  const words = waves.value;
  const [expiry, set_expiry] = useState<Expiry>(need.incident_id ? '1800' : '86400');
  const [together, set_together] = useState('');
  const send = use_send();
  const { forecast } = state;
  const begin = async (event: Event): Promise<void> => {
    event.preventDefault();
    if (send.is_busy) return;
    const reply = await send.post<Wave>(`/needs/${need.id}/waves`, new_wave(Number(expiry), together));
    if (!reply.ok) return;
    state.put(reply.data);
    toast(words.begun(reply.data.asked));
    onClose(true);
  };
  const options = k_expiries.map((value) => ({ value, label: word_of(t.value.people_col.expiry, value) }));
  return (
    <Dialog title={words.start_title} onClose={() => onClose(false)}>
      <form class="form" onSubmit={(event) => void begin(event)}>
        {forecast && (
          <p class="big-p">
            <b>{words.forecast(forecast.missing, forecast.size)}</b>
            <br />
            {words.observed(one_in(forecast.acceptance))}
          </p>
        )}
        <p>{words.goes_on}</p>
        <SelectField label={t.value.people_col.expires} name="expires_in_s" value={expiry} options={options} onChange={(value) => value && set_expiry(value)} problem={send.problem} />
        <TextField
          label={words.together}
          name="together"
          inputmode="numeric"
          hint={forecast ? words.together_hint(forecast.size) : undefined}
          value={together}
          onInput={set_together}
          problem={send.problem}
        />
        <ProblemNotice problem={send.problem} />
        <div class="dialog-foot">
          <Button kind="quiet" onClick={() => onClose(false)}>
            {common.value.action.cancel}
          </Button>
          <Button kind="main" type="submit" disabled={send.is_busy}>
            {words.begin}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
