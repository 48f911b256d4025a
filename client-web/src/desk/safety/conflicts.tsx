// Two reports of one person that disagree, side by side; and the lists of who is due or was raised.
import type { JSX } from 'preact';
import { common } from '../../i18n';
import { district_name } from '../../net/districts';
import { Button, elapsed_minutes, href, moment, now, ProblemNotice, StatusMark, toast } from '../../ui';
import type { CheckConflict, CheckReply, Id, Problem, SafetyCheck, WatchRow } from '../../wire/types';
import { use_send } from '../send';
import type { Watched } from './data';
import { Head } from './head';
import { safety } from './words';

interface ListProps {
  /** Below the head. */
  before?: JSX.Element;
  items: readonly Watched[] | null;
  problem: Problem | null;
  reload: () => void;
}

function Frame(props: ListProps & { title: string; note: string; line: (one: Watched) => JSX.Element }): JSX.Element {
  const { items, problem, title, note, line } = props;
  const words = safety.value;
  return (
    <section class="col middle" aria-label={title} data-region tabIndex={-1}>
      <Head title={title} note={`${note} ${words.audited}`}>
        <Button small kind="quiet" class="push" onClick={props.reload}>
          {words.reload}
        </Button>
      </Head>
      <div class="scroll" data-rows>
        {props.before}
        <ProblemNotice problem={problem} />
        {items === null && !problem && <p class="loading">{common.value.state.loading}</p>}
        {items?.length === 0 && <p class="pad">{words.none}</p>}
        <ul>{items?.map(line)}</ul>
      </div>
    </section>
  );
}

export function Conflicts(props: ListProps): JSX.Element {
  const words = safety.value;
  return <Frame {...props} title={words.conflict_title} note={words.conflict_note} line={(one) => <Disputed key={one.row.registrant.id} watched={one} reload={props.reload} />} />;
}

function Disputed(props: { watched: Watched; reload: () => void }): JSX.Element | null {
  const { round, row } = props.watched;
  const words = safety.value;
  const send = use_send();
  if (!row.last_check || !row.conflict) return null;
  const settle = async (check_id: Id, status: SafetyCheck['status']): Promise<void> => {
    const reply = await send.post<CheckReply>(`/rounds/${round.id}/conflicts/${row.registrant.id}/settle`, { check_id });
    if (reply.ok) toast(words.settled(common.value.status[status]));
    if (reply.ok || reply.problem.status === 409) props.reload();
  };
  const { last_check: first, conflict: other } = row;
  return (
    <li class="disputed" data-row>
      <Who row={row} />
      <div class="two-reports">
        <Report title={words.counts_now} report={first} is_busy={send.is_busy} choose={() => void settle(first.id, first.status)} />
        <Report title={words.other_report} report={other} is_busy={send.is_busy} choose={() => void settle(other.check_id, other.status)} />
      </div>
      <ProblemNotice problem={send.problem} />
    </li>
  );
}

function Report(props: { title: string; report: SafetyCheck | CheckConflict; is_busy: boolean; choose: () => void }): JSX.Element {
  const { report } = props;
  const words = safety.value;
  return (
    <section class="one-report" aria-label={props.title}>
      <h3 class="h">{props.title}</h3>
      <p>
        <StatusMark status={report.status} />
      </p>
      <p>{words.at_by(moment(report.occurred_at, now.value), report.recorded_by_name ?? '')}</p>
      <p>
        {common.value.method[report.method]}・<b>{words.confidence[report.confidence]}</b>
      </p>
      {report.told_by && <p>{words.told_by(report.told_by)}</p>}
      {report.note && <p class="quote">{report.note}</p>}
      <Button disabled={props.is_busy} onClick={props.choose}>
        {words.settle}
      </Button>
    </section>
  );
}

function Who(props: { row: WatchRow }): JSX.Element {
  const { registrant } = props.row;
  return (
    <p class="row-wrap">
      <b>{safety.value.person(registrant.name ?? registrant.number)}</b>
      <span class="dim">
        {district_name(registrant.district_id)}　{registrant.address}
      </span>
      {registrant.phone && <a href={`tel:${registrant.phone}`}>{registrant.phone}</a>}
    </p>
  );
}

/** Who has to be tried again, or whose silence was raised: the longest first, as the server lists them. */
export function Open(props: ListProps & { kind: 'due' | 'raised' }): JSX.Element {
  const words = safety.value;
  const is_due = props.kind === 'due';
  return (
    <Frame
      {...props}
      title={is_due ? words.due_title : words.raised_title}
      note={is_due ? '' : words.raised_note}
      line={({ row }) => (
        <li key={row.registrant.id} class="disputed" data-row>
          <Who row={row} />
          <p class="row-wrap">
            <StatusMark status={row.status} />
            <RowMarks row={row} />
            <a class="push" href={href('safety', row.registrant.district_id)}>
              {words.open_person}
            </a>
          </p>
        </li>
      )}
    />
  );
}

/** What a row says beside its status: disputed, due or when, whose turn. */
export function RowMarks(props: { row: WatchRow }): JSX.Element {
  const { row } = props;
  const words = safety.value;
  const due_ms = row.next_check_at ? now.value - Date.parse(row.next_check_at) : null;
  const turn = row.escalation_level === 'watch_team' ? null : row.escalation_level;
  return (
    <>
      {row.conflict && <span class="tag tag-inv">{words.disputed}</span>}
      {due_ms !== null && due_ms >= 0 && <span class="tag tag-inv">{due_ms < 60_000 ? words.due_now : words.due_since(elapsed_minutes(due_ms))}</span>}
      {due_ms !== null && due_ms < 0 && <span class="dim nb">{words.next_at(moment(row.next_check_at!, now.value))}</span>}
      {turn && <span class="tag">{words.turn[turn]}</span>}
    </>
  );
}
