// Every decision on an incident's phase, for those who want to know on what ground names were shown.
import type { JSX } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { api } from '../../net/api';
import { moment, now, ProblemNotice } from '../../ui';
import type { PhaseRecord } from '../../wire/access_types';
import type { Incident, List, Problem } from '../../wire/types';
import { t } from '../words';
import { access_words } from './words';

export function PhaseHistory(props: { one: Incident }): JSX.Element {
  const words = access_words.value.history;
  const [lines, set_lines] = useState<readonly PhaseRecord[] | null>(null);
  const [problem, set_problem] = useState<Problem | null>(null);
  const [is_open, set_open] = useState(false);
  useEffect(() => {
    if (!is_open) return;
    void api.get<List<PhaseRecord>>(`/incidents/${props.one.id}/phases`).then((reply) => {
      set_problem(reply.ok ? null : reply.problem);
      if (reply.ok) set_lines(reply.data.items);
    });
  }, [props.one.id, props.one.version, is_open]);
  return (
    <details class="phase-history" onToggle={(event) => set_open(event.currentTarget.open)}>
      <summary>{words.title}</summary>
      <ProblemNotice problem={problem} />
      {lines?.length === 0 && <p class="dim">{words.none}</p>}
      {lines && lines.length > 0 && (
        <div class="wide-table" tabIndex={0} role="region" aria-label={words.title}>
          <table class="tbl">
            <thead>
              <tr>
                {[words.when, words.who, words.phase, words.why, words.until, words.ended].map((one) => (
                  <th key={one} scope="col">
                    {one}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {lines.map((line) => (
                <Line key={line.decided_at} line={line} />
              ))}
            </tbody>
          </table>
        </div>
      )}
    </details>
  );
}

function Line(props: { line: PhaseRecord }): JSX.Element {
  const { line } = props;
  const words = access_words.value;
  return (
    <tr>
      <td class="nb">{moment(line.decided_at, now.value)}</td>
      <td>{line.decided_by_name}</td>
      <td>{t.value.admin.phases[line.phase]}</td>
      <td>
        {line.phase !== 'normal' && <b>{words.decide.purposes[line.purpose]}　</b>}
        <span class="pre">{line.reason}</span>
      </td>
      <td class="nb">{line.until && moment(line.until, now.value)}</td>
      <td>
        {line.ended_at && line.ended_how ? `${moment(line.ended_at, now.value)}　${words.history.ended_how[line.ended_how]}` : words.history.stands}
      </td>
    </tr>
  );
}
