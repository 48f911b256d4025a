// A watch sheet back from the field, typed in the order of the paper: number, result key, Enter.
import type { JSX } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';
import { common } from '../../i18n';
import { api } from '../../net/api';
import { uuid7 } from '../../net/uuid';
import { k_sheet_marks, mark_of, time_on_paper } from '../../state/roster';
import { Button, now, ProblemNotice, SelectField, StatusMark, TextField, toast } from '../../ui';
import type { PrintFull } from '../../wire/roster_types';
import type { BatchReply, Id, List, Problem, Round, SafetyStatus } from '../../wire/types';
import { mode } from '../scope';
import { w } from './words';

interface Typed {
  key: Id;
  line: number;
  registrant_id: Id;
  name: string;
  status: SafetyStatus;
  note: string;
  occurred_at: string | null;
}

export function TypeIn(props: { pack: PrintFull }): JSX.Element {
  const { pack } = props;
  const words = w.value.typing;
  const [rounds, set_rounds] = useState<readonly Round[]>([]);
  const [round_id, set_round] = useState<Id | ''>('');
  const [typed, set_typed] = useState<readonly Typed[]>([]);
  const [problem, set_problem] = useState<Problem | null>(null);
  const [is_busy, set_busy] = useState(false);
  useEffect(() => {
    if (!pack.incident_id) return;
    void api.get<List<Round>>(`/incidents/${pack.incident_id}/rounds`).then((reply) => {
      set_problem(reply.ok ? null : reply.problem);
      if (!reply.ok) return;
      const open = reply.data.items.filter((one) => one.closed_at === null);
      set_rounds(open);
      set_round(open.at(-1)?.id ?? '');
    });
  }, [pack.id]);

  const send = async (): Promise<void> => {
    set_busy(true);
    const body = typed.map((one) => ({
      key: one.key,
      registrant_id: one.registrant_id,
      status: one.status,
      method: 'visit',
      ...(one.note ? { note: one.note } : {}),
      ...(one.occurred_at ? { occurred_at: one.occurred_at } : {}),
    }));
    const reply = await api.post<BatchReply>(`/rounds/${round_id}/checks`, body);
    set_busy(false);
    set_problem(reply.ok ? null : reply.problem);
    if (!reply.ok) return;
    const taken = new Set(reply.data.items.filter((one) => one.status < 300).map((one) => one.key));
    const left = typed.filter((one) => !taken.has(one.key));
    set_typed(left);
    toast(left.length > 0 ? words.refused(left.length) : words.sent(taken.size), left.length > 0 ? { kind: 'error' } : {});
  };

  if (!pack.incident_id) return <p class="notice">{words.no_incident}</p>;
  return (
    <section class="form" aria-label={words.title}>
      <h2 class="h">{words.title}</h2>
      {rounds.length === 0 && <p class="notice">{words.no_round}</p>}
      <SelectField label={words.round} name="round" value={round_id} empty="—" options={rounds.map((one) => ({ value: one.id, label: one.name }))} onChange={set_round} />
      <p>{words.how}</p>
      <Entry
        pack={pack}
        add={(one) => set_typed((known) => [...known.filter((other) => other.line !== one.line), one])}
      />
      <ProblemNotice problem={problem} />
      <p role="status">{words.queued(typed.length)}</p>
      <ol class="cards">
        {typed.map((one) => (
          <li key={one.key} class="card">
            <span>
              <b>{one.line}</b>　{one.name}　<StatusMark status={one.status} />　{one.note}
            </span>
            <Button small onClick={() => set_typed((known) => known.filter((other) => other.key !== one.key))}>
              {words.remove(one.line)}
            </Button>
          </li>
        ))}
      </ol>
      <p>
        <Button kind="main" disabled={typed.length === 0 || round_id === '' || is_busy} onClick={() => void send()}>
          {words.send(typed.length)}
        </Button>
      </p>
    </section>
  );
}

function Entry(props: { pack: PrintFull; add: (one: Typed) => void }): JSX.Element {
  const { pack } = props;
  const words = w.value.typing;
  const form = useRef<HTMLFormElement>(null);
  const [number, set_number] = useState('');
  const [status, set_status] = useState<SafetyStatus | null>(null);
  const [time, set_time] = useState('');
  const [note, set_note] = useState('');
  const row = pack.rows.find((one) => String(one.line) === number.normalize('NFKC').trim());
  const focus = (name: string): void => form.current?.querySelector<HTMLInputElement>(`[name="${name}"]`)?.focus();

  const take = (event: Event): void => {
    event.preventDefault();
    if (!row?.registrant) return toast(words.unknown_number(number), { kind: 'error' }), focus('number');
    if (!status) return focus('status');
    props.add({ key: uuid7(), line: row.line, registrant_id: row.registrant.id, name: row.registrant.name ?? '', status, note, occurred_at: time_on_paper(time, now.value) });
    set_number(String(row.line + 1));
    set_status(null);
    set_note('');
    focus('status');
  };
  return (
    <form ref={form} class="entry" onSubmit={take}>
      <TextField label={words.number} name="number" inputmode="numeric" value={number} onInput={set_number} />
      <p class="entry-name" role="status">
        {row?.registrant ? `${row.registrant.name}　${row.registrant.address}` : row ? w.value.prints.blank_person : ' '}
      </p>
      <fieldset
        class="field marks"
        onKeyDown={(event) => {
          const mark = mark_of(event.key);
          if (mark) set_status(mark), event.preventDefault();
        }}
      >
        <legend>{w.value.prints.paper.found}</legend>
        <div class="choices">
          {k_sheet_marks.map((one, at) => (
            <label key={one} class="choice">
              <input type="radio" name="status" checked={status === one} onChange={() => set_status(one)} />
              <span>
                <kbd>{at + 1}</kbd> <StatusMark status={one} />
              </span>
            </label>
          ))}
        </div>
      </fieldset>
      {status === 'needs_rescue' && <p class="rescue-note">{mode.value === 'drill' ? words.rescue_drill : words.rescue}</p>}
      <div class="pair">
        <TextField label={words.when} hint={words.when_hint} name="time" inputmode="numeric" value={time} onInput={set_time} />
        <TextField label={words.note} name="note" value={note} max_length={500} onInput={set_note} />
      </div>
      <p>
        <Button type="submit">{common.value.action.yes}</Button>
      </p>
    </form>
  );
}
