// A city's list: checked whole, counted, then taken part by part with the admin's word. It can be stopped and gone on with.
import type { JSX } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';
import { locale } from '../../i18n';
import { api } from '../../net/api';
import { k_no_counts, refused_csv, sum_counts } from '../../state/roster';
import { Button, Choice, error_words, moment, now, ProblemNotice, SelectField, toast } from '../../ui';
import { k_roster_kinds, type RejectedLine, type RosterCounts, type RosterImport, type RosterKind } from '../../wire/roster_types';
import type { Id, List, Problem } from '../../wire/types';
import { Counted } from './counted';
import { load_counted, save_text } from './data';
import { w } from './words';

const k_upload_ms = 120_000;
const is_open = (one: RosterImport): boolean => one.status === 'checked' || one.status === 'running';

export function ImportPart(props: { tabs: JSX.Element }): JSX.Element {
  const words = w.value.import;
  const [earlier, set_earlier] = useState<readonly RosterImport[]>([]);
  const [one, set_one] = useState<RosterImport | null>(null);
  const [file, set_file] = useState<File | null>(null);
  const [problem, set_problem] = useState<Problem | null>(null);

  const load = async (): Promise<void> => {
    const reply = await api.get<List<RosterImport>>('/roster-imports?limit=20');
    set_problem(reply.ok ? null : reply.problem);
    if (reply.ok) set_earlier(reply.data.items);
  };
  const open = async (id: Id): Promise<void> => {
    const reply = await api.get<RosterImport>(`/roster-imports/${id}`);
    set_problem(reply.ok ? null : reply.problem);
    if (reply.ok) set_one(reply.data);
  };
  useEffect(() => void load(), []);
  const put = (next: RosterImport): void => {
    set_one(next);
    void load();
    if (!is_open(next)) void load_counted();
  };

  return (
    <section class="col middle" aria-label={words.title} data-region tabIndex={-1}>
      {props.tabs}
      <div class="scroll pad admin">
        <Counted />
        <ProblemNotice problem={problem} />
        {one ? <Running key={one.id} one={one} file={file} put={put} leave={() => set_one(null)} /> : <Upload put={put} keep={set_file} />}
        <section class="part">
          <h2 class="h">{words.earlier}</h2>
          {earlier.length === 0 && <p>{words.none}</p>}
          <ul class="cards">
            {earlier.map((row) => (
              <li key={row.id} class="card">
                <span>
                  <b>{words.number(row.number)}</b>　{words.status[row.status]}　<span class="dim">{moment(row.opened_at, now.value)}</span>
                </span>
                <Button small onClick={() => void open(row.id)}>
                  {is_open(row) ? words.resume : w.value.prints.open}
                </Button>
              </li>
            ))}
          </ul>
        </section>
      </div>
    </section>
  );
}

function Upload(props: { put: (one: RosterImport) => void; keep: (file: File | null) => void }): JSX.Element {
  const words = w.value.import;
  const [file, set_file] = useState<File | null>(null);
  const [kind, set_kind] = useState<RosterKind>('all');
  const [is_full, set_full] = useState(false);
  const [is_busy, set_busy] = useState(false);
  const [problem, set_problem] = useState<Problem | null>(null);

  const check = async (): Promise<void> => {
    if (!file) return;
    const bytes = await file.arrayBuffer().catch(() => null);
    if (!bytes) return toast(words.unreadable, { kind: 'error' });
    set_busy(true);
    const body = new Blob([bytes]);
    const reply = await api.post<RosterImport>(`/roster-imports?kind=${kind}&full=${is_full}`, body, { content_type: 'text/csv', timeout_ms: k_upload_ms });
    set_busy(false);
    set_problem(reply.ok ? null : reply.problem);
    if (!reply.ok) return;
    props.keep(file);
    props.put(reply.data);
  };

  return (
    <section class="part">
      <h1 class="form-title">{words.title}</h1>
      <p>{words.note}</p>
      <div class="form narrow">
        <SelectField
          label={words.kind}
          name="kind"
          value={kind}
          options={k_roster_kinds.map((value) => ({ value, label: words.kinds[value] }))}
          onChange={(next) => next !== '' && set_kind(next)}
        />
        <label class="field">
          <span class="field-label">{words.file}</span>
          <input class="input" type="file" accept=".csv,text/csv" onChange={(event) => set_file(event.currentTarget.files?.[0] ?? null)} />
        </label>
        <Choice name="full" checked={is_full} onChange={set_full}>
          {words.full}
        </Choice>
        <p class="row-wrap">
          <Button kind="main" disabled={!file || is_busy} onClick={() => void check()}>
            {is_busy ? words.checking : words.check}
          </Button>
        </p>
      </div>
      <ProblemNotice problem={problem} />
      {problem?.errors && problem.errors.length > 0 && (
        <ul>
          {problem.errors.map((error) => (
            <li key={error.field}>
              {error.field.replace(/^line\/\d+\//, '')}　{error_words(error)}
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}

function Running(props: { one: RosterImport; file: File | null; put: (one: RosterImport) => void; leave: () => void }): JSX.Element {
  const { one, put } = props;
  const words = w.value.import;
  const [doing, set_doing] = useState<string | null>(null);
  const [forecast, set_forecast] = useState<RosterCounts | null>(null);
  const [problem, set_problem] = useState<Problem | null>(null);
  const wants_stop = useRef(false);
  useEffect(() => () => void (wants_stop.current = true), []);

  const look_ahead = async (): Promise<void> => {
    let sum = k_no_counts;
    for (let part = one.next_part; part < one.parts && !wants_stop.current; ++part) {
      set_doing(words.forecast_of(part + 1, one.parts));
      const reply = await api.get<RosterCounts>(`/roster-imports/${one.id}/preview?part=${part}`, { timeout_ms: k_upload_ms });
      if (!reply.ok) return set_doing(null), set_problem(reply.problem);
      sum = sum_counts(sum, reply.data);
    }
    set_doing(null);
    set_forecast(sum);
  };

  // One part, one command: in between everybody else's work goes on, and a stop loses nothing.
  const go = async (): Promise<void> => {
    wants_stop.current = false;
    let at = one;
    while (is_open(at) && !wants_stop.current) {
      set_doing(at.next_part < at.parts ? words.progress(at.next_part + 1, at.parts) : words.asking_missing);
      const reply = await api.post<RosterImport>(`/roster-imports/${one.id}/steps`, { part: at.next_part }, { timeout_ms: k_upload_ms });
      if (reply.ok) at = reply.data;
      else if (reply.problem.code === 'wrong_state') {
        const fresh = await api.get<RosterImport>(`/roster-imports/${one.id}`);
        if (!fresh.ok) return set_doing(null), set_problem(fresh.problem);
        toast(words.elsewhere);
        at = fresh.data;
      } else return set_doing(null), set_problem(reply.problem);
      put(at);
    }
    set_doing(null);
    toast(is_open(at) ? words.stopped : words.done);
  };

  const drop = async (): Promise<void> => {
    const reply = await api.post<RosterImport>(`/roster-imports/${one.id}/drop`, {});
    if (!reply.ok) return set_problem(reply.problem);
    toast(words.dropped);
    put(reply.data);
  };

  return (
    <section class="part">
      <h1 class="form-title">
        {words.number(one.number)}　{words.status[one.status]}
      </h1>
      <p>{words.read(one.lines, one.encoding === 'cp932' ? 'Shift_JIS' : 'UTF-8')}</p>
      <p class="big-p">
        <b>{words.good(one.good)}</b>　{one.lines > one.good && <b class="warn-text">{words.bad(one.lines - one.good)}</b>}
      </p>
      <Refused one={one} file={props.file} />
      {forecast && one.status === 'checked' && <Counts title={words.forecast_title} counts={forecast} />}
      {one.status !== 'checked' && <Counts title={words.status[one.status]} counts={one.counts} />}
      <div role="status" aria-live="polite">
        {doing && (
          <p class="doing">
            <progress max={Math.max(one.parts, 1)} value={one.next_part} /> {doing}
          </p>
        )}
      </div>
      <ProblemNotice problem={problem} />
      <p class="row-wrap">
        {is_open(one) && doing === null && (
          <>
            {one.status === 'checked' && <Button onClick={() => void look_ahead()}>{words.forecast}</Button>}
            <Button kind="main" onClick={() => void go()}>
              {one.status === 'running' ? words.resume : words.go(one.good)}
            </Button>
            <Button onClick={() => void drop()}>{words.drop}</Button>
          </>
        )}
        {doing !== null && <Button onClick={() => (wants_stop.current = true)}>{words.stop}</Button>}
        {doing === null && <Button onClick={props.leave}>{w.value.back}</Button>}
      </p>
    </section>
  );
}

function Counts(props: { title: string; counts: RosterCounts }): JSX.Element {
  const words = w.value.import.counts;
  const names = Object.keys(words) as (keyof RosterCounts)[];
  return (
    <table class="tbl counts">
      <caption>{props.title}</caption>
      <tbody>
        {names.map((name) => (
          <tr key={name}>
            <th scope="row">{words[name]}</th>
            <td class="num">{props.counts[name]}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function Refused(props: { one: RosterImport; file: File | null }): JSX.Element | null {
  const { one, file } = props;
  const words = w.value.import;
  const reason = (row: { reason: string; reason_en: string }): string => (locale.value === 'en' ? row.reason_en : row.reason);
  const rows = one.rejected ?? [];
  if (rows.length === 0) return null;
  const save = async (): Promise<void> => {
    const reply = await api.get<List<RejectedLine>>(`/roster-imports/${one.id}/rejected`);
    if (!reply.ok) return toast(words.unreadable, { kind: 'error' });
    const bytes = await file?.arrayBuffer().catch(() => null);
    const text = bytes ? new TextDecoder(one.encoding === 'cp932' ? 'shift_jis' : 'utf-8').decode(bytes) : null;
    const head = [words.number(one.number), words.column, words.reason, ...(text === null ? [] : [words.file])];
    save_text(words.download_name(one.number), refused_csv(head, reply.data.items, reason, text));
  };
  return (
    <>
      <div class="wide-table" tabIndex={0} role="region" aria-label={words.bad(one.lines - one.good)}>
        <table class="tbl">
          <thead>
            <tr>
              <th scope="col">{words.column}</th>
              <th scope="col">{words.reason}</th>
              <th scope="col" class="num">
                {words.count}
              </th>
            </tr>
          </thead>
          <tbody>
            {rows.map((row) => (
              <tr key={`${row.column} ${row.code}`}>
                <td>{row.column ?? words.whole_line}</td>
                <td>{reason(row)}</td>
                <td class="num">{row.count}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      <p class="dim">{words.bad_note}</p>
      <p>
        <Button onClick={() => void save()}>{words.download}</Button>
      </p>
    </>
  );
}
