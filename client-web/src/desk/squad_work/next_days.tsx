import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import { common } from '../../i18n';
import { Button, Dialog, ProblemNotice, TextField, toast } from '../../ui';
import type { Day, Series } from '../../wire/types';
import { use_send } from '../send';
import { put_series } from './data';
import { day_words, w } from './words';

/** The days to come; each can be left out or moved. */
export function NextDays(props: { series: Series }): JSX.Element {
  const { series } = props;
  const words = w.value.series;
  const send = use_send();
  const [moved, set_moved] = useState<Day | null>(null);
  const skip = async (day: Day): Promise<void> => {
    const reply = await send.post<Series>(`/series/${series.id}/exceptions`, { day, kind: 'skip' });
    if (!reply.ok) return;
    put_series(reply.data);
    toast(words.skipped(day_words(day)));
  };
  return (
    <fieldset class="part">
      <legend>{words.next}</legend>
      {series.next.length === 0 && <p class="dim">{words.next_none}</p>}
      <ul class="days">
        {series.next.map((one) => (
          <li key={one.day}>
            <span>{one.on === one.day ? day_words(one.on) : words.moved(day_words(one.day), day_words(one.on))}</span>
            <Button small kind="quiet" label={words.skip_of(day_words(one.on))} disabled={send.is_busy} onClick={() => void skip(one.day)}>
              {words.skip}
            </Button>
            <Button small kind="quiet" label={words.move_of(day_words(one.on))} disabled={send.is_busy} onClick={() => set_moved(one.day)}>
              {words.move}
            </Button>
          </li>
        ))}
      </ul>
      <ProblemNotice problem={send.problem} />
      {moved && <MoveDialog series={series} day={moved} onClose={() => set_moved(null)} />}
    </fieldset>
  );
}

function MoveDialog(props: { series: Series; day: Day; onClose: () => void }): JSX.Element {
  const words = w.value.series;
  const send = use_send();
  const [to_day, set_to] = useState('');
  const submit = async (): Promise<void> => {
    const reply = await send.post<Series>(`/series/${props.series.id}/exceptions`, { day: props.day, kind: 'move', to_day });
    if (!reply.ok) return;
    put_series(reply.data);
    toast(words.move_done(day_words(to_day)));
    props.onClose();
  };
  return (
    <Dialog title={words.move_title(day_words(props.day))} onClose={props.onClose}>
      <div class="form">
        <TextField label={words.move_to} name="to_day" type="date" value={to_day} onInput={set_to} problem={send.problem} required />
        <p class="dim">{words.move_note}</p>
        <ProblemNotice problem={send.problem} />
        <div class="dialog-foot">
          <Button kind="quiet" onClick={props.onClose}>
            {common.value.action.cancel}
          </Button>
          <Button kind="main" disabled={send.is_busy || to_day === ''} onClick={() => void submit()}>
            {common.value.action.save}
          </Button>
        </div>
      </div>
    </Dialog>
  );
}
