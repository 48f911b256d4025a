// だれが見たか: everybody who had this person's data before them, newest first.
import type { JSX } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { api } from '../../net/api';
import { Button, moment, now, ProblemNotice } from '../../ui';
import type { TrailLine } from '../../wire/access_types';
import type { Id, List, Problem } from '../../wire/types';
import { access_words } from '../access/words';
import { word_of } from '../words';

export function Trail(props: { id: Id }): JSX.Element {
  const words = access_words.value.trail;
  const [lines, set_lines] = useState<readonly TrailLine[] | null>(null);
  const [cursor, set_cursor] = useState<string | null>(null);
  const [problem, set_problem] = useState<Problem | null>(null);
  const read = async (from: string | null): Promise<void> => {
    const more = from ? `&cursor=${encodeURIComponent(from)}` : '';
    const reply = await api.get<List<TrailLine>>(`/registrants/${props.id}/trail?limit=50${more}`);
    set_problem(reply.ok ? null : reply.problem);
    if (!reply.ok) return;
    set_lines((known) => (from ? [...(known ?? []), ...reply.data.items] : reply.data.items));
    set_cursor(reply.data.next_cursor);
  };
  useEffect(() => void read(null), [props.id]);
  return (
    <section class="sec" aria-label={words.title}>
      <h2 class="h">{words.title}</h2>
      <p class="dim">{words.note}</p>
      <ProblemNotice problem={problem} />
      {lines?.length === 0 && <p>{words.none}</p>}
      {lines && lines.length > 0 && <TrailTable lines={lines} />}
      {cursor && (
        <p>
          <Button onClick={() => void read(cursor)}>{words.more}</Button>
        </p>
      )}
    </section>
  );
}

function TrailTable(props: { lines: readonly TrailLine[] }): JSX.Element {
  const words = access_words.value.trail;
  return (
    <div class="wide-table" tabIndex={0} role="region" aria-label={words.title}>
      <table class="tbl">
        <thead>
          <tr>
            {[words.when, words.who, words.what, words.where].map((one) => (
              <th key={one} scope="col">
                {one}
              </th>
            ))}
            <th scope="col" class="num">
              {words.together}
            </th>
          </tr>
        </thead>
        <tbody>
          {props.lines.map((line) => (
            <tr key={line.id}>
              <td class="nb">{moment(line.at, now.value)}</td>
              <td>{line.account_name ?? words.nobody}</td>
              <td>{word_of(words.action, line.action)}</td>
              <td>
                {word_of(words.route, line.route)}　<span class="dim">{line.incident_name ?? words.everyday}</span>
              </td>
              <td class="num">{line.subjects}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
