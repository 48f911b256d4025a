// One district's people in a round: who is still unknown first. Opening it is recorded, and the page says so.
import type { JSX } from 'preact';
import { useEffect, useMemo, useState } from 'preact/hooks';
import { common } from '../i18n';
import { api } from '../net/api';
import { district_name } from '../net/districts';
import { session } from '../net/session';
import { to_instant } from '../state/intake';
import { apply_check, apply_dots, stands_since, view_watch, type WatchLine } from '../state/watch';
import { Button, Choice, Dialog, elapsed_minutes, href, Icon, moment, now, ProblemNotice, SelectField, StatusMark, TextField, toast } from '../ui';
import { k_check_methods, k_safety_statuses, type CheckBody, type CheckMethod, type CheckReply, type Id, type List, type Problem, type Round, type SafetyStatus, type WatchRow } from '../wire/types';
import { incident_live, mode } from './scope';
import { RowMarks } from './safety/conflicts';
import { use_send } from './send';
import { t } from './words';

type Rows = ReadonlyMap<Id, WatchRow>;

export function RoundPeople(props: { round: Round; district_id: Id }): JSX.Element {
  const { round, district_id } = props;
  const words = t.value.safety;
  const [rows, set_rows] = useState<Rows>(new Map());
  const [cursor, set_cursor] = useState<string | null>(null);
  const [problem, set_problem] = useState<Problem | null>(null);
  const [is_loading, set_loading] = useState(true);
  const [open, set_open] = useState<WatchRow | null>(null);

  const read = async (from: string | null): Promise<void> => {
    const more = from ? `&cursor=${encodeURIComponent(from)}` : '';
    const reply = await api.get<List<WatchRow>>(`/rounds/${round.id}/registrants?district_id=${district_id}&limit=500${more}`);
    set_loading(false);
    set_problem(reply.ok ? null : reply.problem);
    if (!reply.ok) return;
    set_rows((known) => new Map([...known, ...reply.data.items.map((row): [Id, WatchRow] => [row.registrant.id, row])]));
    set_cursor(reply.data.next_cursor);
  };
  useEffect(() => void read(null), [round.id, district_id]);

  const data = incident_live.value?.data ?? null;
  const current = useMemo(() => (data && !round.closed_at ? apply_dots(rows, data.dots.values()) : rows), [rows, data, round.closed_at]);
  const view = view_watch(current, []);
  const lines = [...view.todo, ...view.done];
  const put = (body: CheckBody, at: string): void =>
    set_rows((known) => apply_check(known, body.registrant_id, body, at, session.value?.account.name ?? ''));

  return (
    <section class="col middle" aria-label={words.people(district_name(district_id))} data-region tabIndex={-1}>
      <header class="round-head">
        <a class="btn btn-q btn-s only-narrow" href={href('safety')}>
          <Icon name="i-back" />
          {t.value.list.back}
        </a>
        <div>
          <h2 class="h">
            {words.people(district_name(district_id))}　{words.left(view.todo.length)}
          </h2>
          <p class="dim">
            <Icon name="i-info" /> {words.audited}
          </p>
        </div>
      </header>
      <div class="scroll" data-rows>
        {problem && (
          <div class="pad">
            <ProblemNotice problem={problem} />
          </div>
        )}
        {is_loading && <p class="loading">{common.value.state.loading}</p>}
        {!is_loading && !problem && lines.length === 0 && <p class="pad">{words.empty}</p>}
        <ul>
          {lines.map((line) => (
            <Person key={line.row.registrant.id} line={line} is_closed={round.closed_at !== null} record={() => set_open(line.row)} />
          ))}
        </ul>
        {cursor && (
          <p class="pad">
            <Button onClick={() => void read(cursor)}>{words.more}</Button>
          </p>
        )}
        {round.closed_at && <p class="pad dim">{words.closed_round}</p>}
      </div>
      {open && <CheckDialog round={round} row={open} put={put} onClose={() => set_open(null)} />}
    </section>
  );
}

const k_open = new Set<SafetyStatus>(['unconfirmed', 'checking', 'unreachable']);

function Person(props: { line: WatchLine; is_closed: boolean; record: () => void }): JSX.Element {
  const { row, status } = props.line;
  const words = t.value.safety;
  const { registrant, last_check } = row;
  const by = last_check?.recorded_by_name;
  return (
    <li class="person" data-row>
      <span>
        <a href={href('person', registrant.id)}>
          <b>{registrant.name ?? registrant.number}</b>
        </a>
        {registrant.name_kana && <span class="dim">（{registrant.name_kana}）</span>}
        <br />
        <span class="dim">
          {registrant.address}
          {registrant.phone && (
            <>
              <br />
              <a href={`tel:${registrant.phone}`}>{registrant.phone}</a>
            </>
          )}
        </span>
      </span>
      <span class="person-state">
        <StatusMark status={status} />
        <span class="dim">
          {k_open.has(status)
            ? words.since(elapsed_minutes(now.value - Date.parse(stands_since(row))))
            : last_check && words.last(by ?? '', moment(last_check.occurred_at, now.value), common.value.method[last_check.method])}
        </span>
        <RowMarks row={row} />
      </span>
      {!props.is_closed && (
        <Button small icon="i-tel" onClick={props.record}>
          {words.record}
        </Button>
      )}
    </li>
  );
}

const k_order: readonly SafetyStatus[] = [
  'safe_home', 'safe_sheltered', 'safe_elsewhere', 'needs_help', 'unreachable', 'checking',
  ...k_safety_statuses.filter((one) => one === 'deceased'),
  'needs_rescue',
];

/** A call came in: the answer, how it was learnt, when. Rescue stands apart at the end, 119 first. */
function CheckDialog(props: { round: Round; row: WatchRow; put: (body: CheckBody, at: string) => void; onClose: () => void }): JSX.Element {
  const { round, row } = props;
  const words = t.value.safety;
  const send = use_send();
  const [status, set_status] = useState<SafetyStatus | null>(null);
  const [method, set_method] = useState<CheckMethod | ''>('phone');
  const [note, set_note] = useState('');
  const [when, set_when] = useState('');
  const name = row.registrant.name ?? row.registrant.number;
  const submit = async (event: Event): Promise<void> => {
    event.preventDefault();
    if (!status || !method || send.is_busy) return;
    const at = to_instant(when);
    const body: CheckBody = { registrant_id: row.registrant.id, status, method, ...(note.trim() ? { note: note.trim() } : {}), ...(at ? { occurred_at: at } : {}) };
    const reply = await send.post<CheckReply>(`/rounds/${round.id}/checks`, body);
    if (!reply.ok) return;
    const { data } = reply;
    if (data.code === 'superseded') toast(words.superseded);
    else {
      props.put(body, data.check.occurred_at);
      toast([words.recorded(name, common.value.status[status]), data.need_id && words.need_opened].filter(Boolean).join('。'));
    }
    props.onClose();
  };
  return (
    <Dialog title={words.check_title(name)} onClose={props.onClose}>
      <form class="form" onSubmit={(event) => void submit(event)}>
        <fieldset class="field">
          <legend>{words.status}</legend>
          <div class="answers-grid">
            {k_order.map((one) => (
              <div key={one} class={one === 'needs_rescue' ? 'apart' : undefined}>
                {one === 'needs_rescue' && mode.value !== 'normal' && <p class="rescue-note">{mode.value === 'drill' ? words.rescue_drill : words.rescue_real}</p>}
                <Choice type="radio" name="status" checked={status === one} onChange={() => set_status(one)}>
                  <StatusMark status={one} />
                </Choice>
              </div>
            ))}
          </div>
        </fieldset>
        <div class="pair">
          <SelectField label={words.method} name="method" value={method} options={k_check_methods.map((value) => ({ value, label: common.value.method[value] }))} onChange={set_method} problem={send.problem} />
          <TextField label={words.when} name="occurred_at" hint={words.when_hint} type="datetime-local" value={when} onInput={set_when} problem={send.problem} />
        </div>
        <TextField label={words.note} name="note" lines={2} value={note} onInput={set_note} problem={send.problem} max_length={4000} />
        <ProblemNotice problem={send.problem} />
        <div class="dialog-foot">
          <Button kind="quiet" onClick={props.onClose}>
            {common.value.action.cancel}
          </Button>
          <Button kind="main" type="submit" disabled={send.is_busy || status === null}>
            {words.save}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
