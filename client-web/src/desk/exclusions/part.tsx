// Who must not be sent together with this person, and to whose house not: pairs only, no reasons.
import type { JSX } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { api } from '../../net/api';
import { Button, href, ProblemNotice, toast } from '../../ui';
import type { Exclusion, Id, List, Need, SearchHit, Volunteer } from '../../wire/types';
import { use_search } from '../search';
import { use_send } from '../send';
import { apart } from './words';

const of_person = (one: Exclusion, id: Id): boolean => one.volunteer_id === id || one.other_volunteer_id === id;

async function read_all(id: Id): Promise<Exclusion[]> {
  const found: Exclusion[] = [];
  for (let cursor: string | null = ''; cursor !== null; ) {
    const reply: Awaited<ReturnType<typeof api.get<List<Exclusion>>>> = await api.get<List<Exclusion>>(`/exclusions?limit=1000${cursor && `&cursor=${encodeURIComponent(cursor)}`}`);
    if (!reply.ok) break;
    found.push(...reply.data.items.filter((one) => of_person(one, id)));
    cursor = reply.data.next_cursor;
  }
  return found;
}

/** The name behind the pair, read for each: there are few of them. */
async function name_of(one: Exclusion, id: Id): Promise<string> {
  const words = apart.value;
  if (one.need_id) {
    const reply = await api.get<Need>(`/needs/${one.need_id}`);
    return words.household(reply.ok ? `${reply.data.number} ${reply.data.title}` : words.hidden);
  }
  const other = one.volunteer_id === id ? one.other_volunteer_id : one.volunteer_id;
  const reply = await api.get<Volunteer>(`/volunteers/${other}`);
  return words.person(reply.ok ? reply.data.name : words.hidden);
}

export function ExclusionsPart(props: { volunteer_id: Id }): JSX.Element {
  const { volunteer_id: id } = props;
  const words = apart.value;
  const [list, set_list] = useState<readonly Exclusion[]>([]);
  const [names, set_names] = useState<ReadonlyMap<Id, string>>(new Map());
  const send = use_send();
  useEffect(() => {
    let is_here = true;
    void read_all(id).then((found) => is_here && set_list(found));
    return () => {
      is_here = false;
    };
  }, [id]);
  useEffect(() => {
    let is_here = true;
    for (const one of list) {
      if (names.has(one.id)) continue;
      void name_of(one, id).then((name) => is_here && set_names((known) => new Map(known).set(one.id, name)));
    }
    return () => {
      is_here = false;
    };
  }, [list]);

  const add = async (body: { other_volunteer_id: Id } | { need_id: Id }): Promise<void> => {
    const reply = await send.post<Exclusion>('/exclusions', { volunteer_id: id, ...body });
    if (!reply.ok) return;
    set_list((known) => [reply.data, ...known.filter((one) => one.id !== reply.data.id)]);
    toast(words.added);
  };
  const remove = async (one: Exclusion): Promise<void> => {
    const reply = await api.delete<null>(`/exclusions/${one.id}`);
    send.set_problem(reply.ok || reply.problem.status === 404 ? null : reply.problem);
    if (!reply.ok && reply.problem.status !== 404) return;
    set_list((known) => known.filter((other) => other.id !== one.id));
    toast(words.removed);
  };
  return (
    <fieldset class="part">
      <legend>{words.title}</legend>
      <p class="dim">{words.note}</p>
      <ProblemNotice problem={send.problem} />
      {list.length === 0 && <p>{words.none}</p>}
      <ul class="picks">
        {list.map((one) => (
          <li key={one.id}>
            {one.need_id ? <a href={href('needs', one.need_id)}>{names.get(one.id) ?? '…'}</a> : <span>{names.get(one.id) ?? '…'}</span>}
            <Button small kind="quiet" onClick={() => void remove(one)}>
              {words.remove}
            </Button>
          </li>
        ))}
      </ul>
      <Finder label={words.add_person} kind="volunteer" name="apart_person" skip={id} pick={(hit) => void add({ other_volunteer_id: hit.id })} />
      <Finder label={words.add_need} kind="need" name="apart_need" skip={id} pick={(hit) => void add({ need_id: hit.id })} />
    </fieldset>
  );
}

function Finder(props: { label: string; kind: SearchHit['kind']; name: string; skip: Id; pick: (hit: SearchHit) => void }): JSX.Element {
  const [text, set_text] = useState('');
  const hits = use_search(text, props.kind);
  return (
    <div>
      <label class="field">
        <span class="field-label">{props.label}</span>
        <input
          class="input"
          type="search"
          name={props.name}
          value={text}
          maxLength={100}
          autocomplete="off"
          onInput={(event) => set_text(event.currentTarget.value)}
          onKeyDown={(event) => event.key === 'Enter' && event.preventDefault()}
        />
      </label>
      {hits && (
        <ul class="picks">
          {hits
            .filter((hit) => hit.id !== props.skip)
            .map((hit) => (
              <li key={hit.id}>
                <span>
                  {hit.title}　<span class="dim">{hit.number}</span>
                </span>
                <Button
                  small
                  onClick={() => {
                    set_text('');
                    props.pick(hit);
                  }}
                >
                  {apart.value.add}
                </Button>
              </li>
            ))}
        </ul>
      )}
    </div>
  );
}
