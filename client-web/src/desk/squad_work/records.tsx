import type { JSX } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { api } from '../../net/api';
import { elapsed, now, ProblemNotice, TextField, wall } from '../../ui';
import type { List, Problem, SupportRecord } from '../../wire/types';
import { BackLink } from './back';
import { district_id } from './data';
import { district_name, w } from './words';

function this_month(): string {
  const { year, month } = wall(now.peek());
  return `${year}-${String(month).padStart(2, '0')}`;
}

const k_sums = ['jobs', 'minutes', 'people', 'fee_yen', 'tickets', 'referrals'] as const;
type Sums = Pick<SupportRecord, (typeof k_sums)[number]>;

function total_of(rows: readonly SupportRecord[]): Sums {
  const sum: Sums = { jobs: 0, minutes: 0, people: 0, fee_yen: 0, tickets: 0, referrals: 0 };
  for (const row of rows) for (const key of k_sums) sum[key] += row[key];
  return sum;
}

/** 2026-11 → 2026, 11 */
function month_words(month: string): string {
  const [year, number] = month.split('-').map(Number);
  return w.value.records.title(year ?? 0, number ?? 0);
}

/** Visits of a month by district: how often, how long, what was paid. */
export function RecordsPart(): JSX.Element {
  const words = w.value.records;
  const [month, set_month] = useState(this_month);
  const [rows, set_rows] = useState<readonly SupportRecord[]>([]);
  const [problem, set_problem] = useState<Problem | null>(null);
  useEffect(() => {
    let is_here = true;
    if (!/^\d{4}-\d{2}$/.test(month)) return;
    const only = district_id.value ? `&district_id=${district_id.value}` : '';
    void api.get<List<SupportRecord>>(`/support-records?month=${month}${only}`).then((reply) => {
      if (!is_here) return;
      set_problem(reply.ok ? null : reply.problem);
      if (reply.ok) set_rows(reply.data.items);
    });
    return () => {
      is_here = false;
    };
  }, [month, district_id.value]);
  return (
    <section class="col middle" aria-label={month_words(month)} data-region tabIndex={-1}>
      <div class="scroll form pad">
        <BackLink part="referrals" />
        <h1 class="form-title">{month_words(month)}</h1>
        <div class="month-bar">
          <TextField label={words.month} name="month" type="month" value={month} onInput={set_month} />
        </div>
        <ProblemNotice problem={problem} />
        {rows.length === 0 && !problem ? <p>{words.empty}</p> : <Table rows={rows} />}
      </div>
    </section>
  );
}

function Table(props: { rows: readonly SupportRecord[] }): JSX.Element {
  const words = w.value.records;
  return (
    <div class="records-scroll" tabIndex={0} role="region" aria-label={w.value.tab.records}>
      <table class="tbl records">
        <thead>
          <tr>
            <th scope="col">{w.value.district}</th>
            {[words.jobs, words.minutes, words.people, words.fee, words.tickets, words.referrals].map((name) => (
              <th key={name} scope="col" class="num">
                {name}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {props.rows.map((row) => (
            <tr key={row.district_id}>
              <th scope="row">{district_name(row.district_id)}</th>
              <Cells sums={row} />
            </tr>
          ))}
        </tbody>
        <tfoot>
          <tr>
            <th scope="row">{words.total}</th>
            <Cells sums={total_of(props.rows)} />
          </tr>
        </tfoot>
      </table>
    </div>
  );
}

function Cells(props: { sums: Sums }): JSX.Element {
  const words = w.value.records;
  const { jobs, minutes, people, fee_yen, tickets, referrals } = props.sums;
  return (
    <>
      <td class="num">{words.times(jobs)}</td>
      <td class="num">{minutes > 0 ? elapsed(minutes * 60_000) : '—'}</td>
      <td class="num">{w.value.users.count(people)}</td>
      <td class="num">{words.yen(fee_yen.toLocaleString('ja-JP'))}</td>
      <td class="num">{words.sheets(tickets)}</td>
      <td class="num">{words.cases(referrals)}</td>
    </>
  );
}
