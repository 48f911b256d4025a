import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import { common } from '../../i18n';
import { district_name } from '../../net/districts';
import { Button, Dialog, go, ProblemNotice, TextField, toast } from '../../ui';
import type { NewWatch, SearchHit, Watch, Watcher } from '../../wire/types';
import { use_send } from '../send';
import { put_watch } from './data';
import { WatcherBoxes } from './watchers';
import { w } from './words';

const k_usual_days = '7';
const k_none: readonly Watcher[] = [];

/** Asks how often and by whom before the watch begins. */
export function NewWatchDialog(props: { hit: SearchHit; onClose: () => void; onStarted: () => void }): JSX.Element {
  const { hit } = props;
  const words = w.value;
  const send = use_send();
  const [days, set_days] = useState(k_usual_days);
  const [watchers, set_watchers] = useState<readonly Watcher[]>([]);
  const [look_for, set_look_for] = useState('');
  const submit = async (): Promise<void> => {
    const body: NewWatch = {
      registrant_id: hit.id,
      interval_days: Number(days),
      watcher_ids: watchers.map((one) => one.id),
      look_for: look_for.trim() || null,
    };
    const reply = await send.post<Watch>('/watches', body);
    if (!reply.ok) return;
    put_watch(reply.data);
    props.onStarted();
    toast(words.saved);
    go('safety', 'weekday', reply.data.id);
  };
  return (
    <Dialog
      title={words.start_title(hit.title)}
      onClose={props.onClose}
      foot={
        <>
          <Button kind="quiet" onClick={props.onClose}>
            {common.value.action.cancel}
          </Button>
          <Button kind="main" disabled={send.is_busy} onClick={() => void submit()}>
            {words.start}
          </Button>
        </>
      }
    >
      <ProblemNotice problem={send.problem} />
      <p class="dim">
        {hit.number}　{hit.district_id && district_name(hit.district_id)}
      </p>
      <form
        class="form"
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          if (!send.is_busy) void submit();
        }}
      >
        <TextField label={`${words.interval}（${words.interval_unit}）`} name="interval_days" inputmode="numeric" value={days} onInput={set_days} problem={send.problem} max_length={2} required />
        <WatcherBoxes district_id={hit.district_id} chosen={watchers} kept={k_none} onChange={set_watchers} problem={send.problem} />
        <TextField label={words.look_for} name="look_for" lines={2} value={look_for} onInput={set_look_for} problem={send.problem} max_length={4000} />
      </form>
    </Dialog>
  );
}
