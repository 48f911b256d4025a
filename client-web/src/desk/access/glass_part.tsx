// Files opened in an emergency, for the admin to look at: who, whose, when, why.
import type { JSX } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { api } from '../../net/api';
import { district_name } from '../../net/districts';
import { Button, href, moment, now, ProblemNotice } from '../../ui';
import type { Glass } from '../../wire/access_types';
import type { Id, List, Problem } from '../../wire/types';
import { access_words } from './words';

export function GlassPart(): JSX.Element {
  const words = access_words.value.glass;
  return (
    <>
      <h1 class="form-title">{words.title}</h1>
      <p class="dim">{words.list_note}</p>
      <GlassTable />
    </>
  );
}

/** All of them, or those of one person. */
export function GlassTable(props: { registrant_id?: Id }): JSX.Element {
  const words = access_words.value.glass;
  const [lines, set_lines] = useState<readonly Glass[] | null>(null);
  const [cursor, set_cursor] = useState<string | null>(null);
  const [problem, set_problem] = useState<Problem | null>(null);
  const read = async (from: string | null): Promise<void> => {
    const whom = props.registrant_id ? `&registrant_id=${props.registrant_id}` : '';
    const more = from ? `&cursor=${encodeURIComponent(from)}` : '';
    const reply = await api.get<List<Glass>>(`/break-glass?limit=100${whom}${more}`);
    set_problem(reply.ok ? null : reply.problem);
    if (!reply.ok) return;
    set_lines((known) => (from ? [...(known ?? []), ...reply.data.items] : reply.data.items));
    set_cursor(reply.data.next_cursor);
  };
  useEffect(() => void read(null), [props.registrant_id]);
  return (
    <>
      <ProblemNotice problem={problem} />
      {lines?.length === 0 && <p class="dim">{words.none}</p>}
      {lines && lines.length > 0 && (
        <div class="wide-table" tabIndex={0} role="region" aria-label={words.title}>
          <table class="tbl">
            <thead>
              <tr>
                {[words.when, words.who, words.whom, words.district, words.why].map((one) => (
                  <th key={one} scope="col">
                    {one}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {lines.map((line) => (
                <tr key={line.id}>
                  <td class="nb">
                    {moment(line.opened_at, now.value)}
                    {Date.parse(line.until) > now.value && <>　<span class="tag tag-inv">{words.still}</span></>}
                  </td>
                  <td>{line.account_name}</td>
                  <td class="nb">{props.registrant_id ? line.registrant_number : <a href={href('person', line.registrant_id)}>{line.registrant_number}</a>}</td>
                  <td>{district_name(line.district_id)}</td>
                  <td>
                    <span class="pre">{line.reason}</span>
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
      {cursor && (
        <p>
          <Button onClick={() => void read(cursor)}>{access_words.value.trail.more}</Button>
        </p>
      )}
    </>
  );
}
