import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import { common } from '../../i18n';
import { entries } from '../../net/outbox';
import { is_open, type WatchLine } from '../../state/watch';
import { Button, clock, href, now, ProblemNotice, replace_route, StatusMark, TextField, ThumbBar } from '../../ui';
import type { CheckMethod, Id, SafetyStatus } from '../../wire/types';
import { unsent_count } from '../frame';
import { record, undo, watch_view } from '../watch';
import { shown_ids } from '../watch_list';
import { t } from '../words';
import { name_of } from './names';
import { f } from './words';

const k_undo_s = 10;
const k_note_later_ms = 5_000;

/** What a tap has left. */
export interface Saved {
  key: Id;
  status: SafetyStatus;
  before: SafetyStatus;
  method: CheckMethod;
  at: number;
}

/** The next on the list as it stood on the screen, whom nobody has found yet. */
function next_of(id: Id): WatchLine | undefined {
  const todo = new Map(watch_view.value.todo.map((line) => [line.row.registrant.id, line]));
  const order = shown_ids.value.length > 0 ? shown_ids.value : [...todo.keys()];
  const from = order.indexOf(id) + 1;
  for (const one of [...order.slice(from), ...order.slice(0, from)]) {
    const line = todo.get(one);
    if (line && one !== id && is_open(line.status)) return line;
  }
  return undefined;
}

/** After the tap: what was kept, undo for ten seconds, what there is to add, the next person. */
export function AfterTap(props: { line: WatchLine; saved: Saved; undone: () => void }): JSX.Element {
  const { line, saved } = props;
  const { registrant } = line.row;
  const words = t.value.entry;
  const entry = entries.value.find((one) => one.key === saved.key);
  const left = Math.min(k_undo_s, k_undo_s - Math.floor((now.value - saved.at) / 1000));
  const [troubles, set_troubles] = useState<readonly string[]>([]);
  const [note, set_note] = useState('');
  const next = next_of(registrant.id);
  const go_on = (): void => {
    // What was ticked or written becomes a further check: the first tap was already on its way. It is of a moment that is
    // later beyond doubt, or the server, which sees two sendings, could take it for the older word.
    const text = [...troubles, note.trim()].filter(Boolean).join('、');
    const occurred_at = new Date(Math.max(Date.now(), saved.at + k_note_later_ms)).toISOString();
    if (text) void record(registrant.id, saved.status, saved.method, { note: text, occurred_at });
    if (next) replace_route('watch', next.row.registrant.id);
    else location.hash = href('watch');
  };
  const take_back = (): void => {
    void undo(saved.key, registrant.id, saved.before, saved.method);
    props.undone();
  };
  const unsent = unsent_count();
  return (
    <>
      <div class="state state-queue state-block saved" role="status">
        <p>
          <b>
            <StatusMark status={saved.status} />
          </b>
          {name_of(registrant)}　{common.value.method[saved.method]}　{clock(saved.at)}
          <br />
          <span class="small">{entry ? words.saved_here : words.saved(clock(saved.at))}</span>
        </p>
        {left > 0 && (
          <Button kind="quiet" icon="i-undo" onClick={take_back}>
            {common.value.action.undo_in(left)}
          </Button>
        )}
      </div>
      <div class="body">
        {entry?.problem && <ProblemNotice problem={entry.problem} />}
        {saved.status === 'needs_help' && <Troubles chosen={troubles} change={set_troubles} is_sent={!entry} />}
        <TextField label={f.value.entry.note} name="note" lines={2} value={note} onInput={set_note} max_length={500} />
      </div>
      <ThumbBar note={unsent > 0 ? t.value.unsent.thumb(unsent) : undefined}>
        {next && (
          <a class="btn btn-q" href={href('watch')}>
            {words.to_list}
          </a>
        )}
        <Button kind="main" onClick={go_on}>
          {next ? words.next(name_of(next.row.registrant)) : words.to_list}
        </Button>
      </ThumbBar>
    </>
  );
}

function Troubles(props: {
  chosen: readonly string[];
  change: (chosen: readonly string[]) => void;
  is_sent: boolean;
}): JSX.Element {
  const words = t.value.entry;
  const toggle = (one: string): void =>
    props.change(props.chosen.includes(one) ? props.chosen.filter((other) => other !== one) : [...props.chosen, one]);
  return (
    <>
      <h2 class="t2">{words.trouble}</h2>
      <p class="small">{words.trouble_note}</p>
      <div class="opt chips">
        {words.troubles.split(',').map((one) => (
          <label key={one} class={props.chosen.includes(one) ? 'o on' : 'o'}>
            <input class="sr" type="checkbox" checked={props.chosen.includes(one)} onChange={() => toggle(one)} />
            <span>
              {props.chosen.includes(one) ? '✓ ' : ''}
              {one}
            </span>
          </label>
        ))}
      </div>
      <p>
        <b>{words.need_made}</b> {!props.is_sent && words.need_later}
      </p>
    </>
  );
}
