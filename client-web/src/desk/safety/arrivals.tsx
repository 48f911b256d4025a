// The arrival list of a shelter, typed or pasted; unsure lines are chosen by hand, of strangers only the count stays.
import type { JSX } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { common } from '../../i18n';
import { api } from '../../net/api';
import { district_name } from '../../net/districts';
import { read_arrivals } from '../../state/arrivals';
import { Button, moment, now, ProblemNotice, SelectField, StatusMark, TextField, toast } from '../../ui';
import type { Arrival, ArrivalLine, ArrivalResult, Id, List, Place, Problem } from '../../wire/types';
import { use_send } from '../send';
import { safety_seq } from './data';
import { Head } from './head';
import { safety } from './words';

const k_results: readonly ArrivalResult[] = ['matched', 'unsure', 'not_listed', 'no_round'];
const k_other = 'other';

export function Arrivals(props: { incident_id: Id; is_open: boolean }): JSX.Element {
  const words = safety.value;
  const [shelters, set_shelters] = useState<readonly Place[]>([]);
  const [lists, set_lists] = useState<readonly Arrival[] | null>(null);
  const [problem, set_problem] = useState<Problem | null>(null);
  useEffect(() => {
    void api.get<List<Place>>('/places?kind=shelter&limit=1000').then((reply) => reply.ok && set_shelters(reply.data.items));
  }, []);
  useEffect(() => {
    void api.get<List<Arrival>>(`/incidents/${props.incident_id}/arrivals`).then((reply) => {
      set_problem(reply.ok ? null : reply.problem);
      if (reply.ok) set_lists(reply.data.items);
    });
  }, [props.incident_id, safety_seq.value]);
  const put = (list: Arrival): void => set_lists((known) => [list, ...(known ?? []).filter((one) => one.id !== list.id)].sort((a, b) => (a.recorded_at < b.recorded_at ? 1 : -1)));
  return (
    <section class="col middle" aria-label={words.arrivals} data-region tabIndex={-1}>
      <Head title={words.arrivals} note={`${words.arrival_note} ${words.audited}`} />
      <div class="scroll pad" data-rows>
        {props.is_open && <NewList incident_id={props.incident_id} shelters={shelters} put={put} />}
        <ProblemNotice problem={problem} />
        <h3 class="h">{words.earlier}</h3>
        {lists?.length === 0 && <p>{words.none}</p>}
        <ul>
          {lists?.map((one) => (
            <Kept key={one.id} list={one} shelters={shelters} put={put} />
          ))}
        </ul>
      </div>
    </section>
  );
}

function NewList(props: { incident_id: Id; shelters: readonly Place[]; put: (list: Arrival) => void }): JSX.Element {
  const words = safety.value;
  const send = use_send();
  const [shelter, set_shelter] = useState<string>('');
  const [name, set_name] = useState('');
  const [text, set_text] = useState('');
  const people = read_arrivals(text);
  const is_other = shelter === k_other || props.shelters.length === 0;
  const submit = async (event: Event): Promise<void> => {
    event.preventDefault();
    const where = is_other ? { name: name.trim() } : { shelter_id: shelter };
    const reply = await send.post<Arrival>(`/incidents/${props.incident_id}/arrivals`, { ...where, people });
    if (!reply.ok) return;
    toast(words.arrival_done(reply.data.counts.matched, reply.data.counts.unsure));
    set_text('');
    props.put(reply.data);
  };
  const options = [...props.shelters.map((one) => ({ value: one.id, label: one.name })), { value: k_other, label: words.shelter_other }];
  return (
    <form class="form" noValidate onSubmit={(event) => void submit(event)}>
      {props.shelters.length > 0 && <SelectField label={words.shelter} name="shelter_id" value={shelter} empty="" options={options} onChange={set_shelter} problem={send.problem} required />}
      {is_other && <TextField label={words.shelter_name} name="name" value={name} onInput={set_name} problem={send.problem} max_length={100} required />}
      <TextField label={words.list} hint={words.list_hint} name="people" lines={6} value={text} onInput={set_text} problem={send.problem} />
      <p class="dim">{words.name_alone}</p>
      <ProblemNotice problem={send.problem} />
      <p class="row-wrap">
        <Button type="submit" kind="main" disabled={send.is_busy || people.length === 0 || (is_other ? name.trim() === '' : shelter === '')}>
          {words.check_list}
        </Button>
        <span role="status">{words.people(people.length)}</span>
      </p>
    </form>
  );
}

function Kept(props: { list: Arrival; shelters: readonly Place[]; put: (list: Arrival) => void }): JSX.Element {
  const { list, put } = props;
  const words = safety.value;
  const name = list.name ?? props.shelters.find((one) => one.id === list.shelter_id)?.name ?? '';
  return (
    <li class="disputed" data-row>
      <p class="row-wrap">
        <b>{words.arrival_of(name, moment(list.recorded_at, now.value))}</b>
        {list.is_drill && <span class="tag tag-drill">{common.value.mode.drill}</span>}
        {k_results.map((one) => (
          <span key={one} class={one === 'unsure' && list.counts[one] > 0 ? 'tag tag-inv' : 'tag'}>
            {words.arrival_counts[one]} {list.counts[one]}
          </span>
        ))}
      </p>
      {list.lines
        .filter((line) => line.result === 'unsure')
        .map((line) => (
          <Unsure key={line.line} list={list} line={line} put={put} />
        ))}
    </li>
  );
}

function Unsure(props: { list: Arrival; line: ArrivalLine; put: (list: Arrival) => void }): JSX.Element {
  const { list, line, put } = props;
  const words = safety.value;
  const send = use_send();
  const choose = async (registrant_id: Id | null): Promise<void> => {
    const reply = await send.post<Arrival>(`/arrivals/${list.id}/choose`, { line: line.line, registrant_id });
    if (!reply.ok) return;
    toast(words.chosen);
    put(reply.data);
  };
  return (
    <section class="one-report" aria-label={words.line(line.line)}>
      <h3 class="h">
        {words.line(line.line)}　{line.name}
      </h3>
      <ul class="picks">
        {line.candidates.map((one) => (
          <li key={one.registrant_id}>
            <span>
              <b>{one.name}</b>
              <span class="dim">
                （{one.name_kana}）　{one.birth_date}　{one.address}　{district_name(one.district_id)}
              </span>{' '}
              <StatusMark status={one.status} />
            </span>
            <Button small disabled={send.is_busy} onClick={() => void choose(one.registrant_id)}>
              {words.is_this}
            </Button>
          </li>
        ))}
      </ul>
      <ProblemNotice problem={send.problem} />
      <Button small kind="quiet" disabled={send.is_busy} onClick={() => void choose(null)}>
        {words.is_none}
      </Button>
    </section>
  );
}
