import type { JSX } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { common } from '../i18n';
import { api } from '../net/api';
import { district_name, districts } from '../net/districts';
import { toggle_id } from '../state/people';
import { Button, go, href, Icon, ProblemNotice, SelectField, TextField, toast } from '../ui';
import type { Id, List, Problem, Squad, Volunteer } from '../wire/types';
import { use_search } from './search';
import { use_send } from './send';
import { t } from './words';

const k_kinds: readonly Squad['kind'][] = ['support_squad', 'watch_team', 'group'];

export function SquadsPart(props: { id: string | undefined; tabs: JSX.Element }): JSX.Element {
  const { id } = props;
  const words = t.value.people;
  const [squads, set_squads] = useState<readonly Squad[] | null>(null);
  const [problem, set_problem] = useState<Problem | null>(null);
  useEffect(() => {
    void api.get<List<Squad>>('/squads?limit=1000').then((reply) => {
      if (reply.ok) set_squads(reply.data.items);
      else set_problem(reply.problem);
    });
  }, []);
  const put = (one: Squad): void => set_squads((known) => [one, ...(known ?? []).filter((row) => row.id !== one.id)]);
  const open = squads?.find((one) => one.id === id);
  return (
    <>
      <section class="col list" aria-label={words.squads} data-region tabIndex={-1}>
        {props.tabs}
        <div class="bar">
          <a class="btn btn-s" href={href('people', 'squads', 'new')}>
            <Icon name="i-plus" />
            {words.squad_new}
          </a>
        </div>
        <div class="scroll" data-rows>
          <ProblemNotice problem={problem} />
          {squads?.length === 0 && <p class="pad">{words.squad_none}</p>}
          <ul>
            {(squads ?? []).map((one) => (
              <li key={one.id}>
                <a class={one.id === id ? 'nrow sel' : 'nrow'} href={href('people', 'squads', one.id)} aria-current={one.id === id ? 'true' : undefined} data-row>
                  <span class="nt">
                    <b>{one.name}</b>
                  </span>
                  <span class="num">{words.members(one.member_ids.length)}</span>
                  <span class="np">
                    {words.kinds[one.kind]}　{district_name(one.district_id)}
                  </span>
                </a>
              </li>
            ))}
          </ul>
        </div>
      </section>
      {id === 'new' || open ? (
        <SquadForm key={open?.id ?? 'new'} squad={open ?? null} on_saved={put} />
      ) : (
        <section class="col middle" aria-label={words.squads} data-region tabIndex={-1}>
          <p class="pad dim">{words.squad_pick}</p>
        </section>
      )}
    </>
  );
}

/** Names of members, read one by one when a squad opens; a name already known is not read again. */
function use_names(ids: readonly Id[]): { names: ReadonlyMap<Id, string>; put: (id: Id, name: string) => void } {
  const [names, set_names] = useState<ReadonlyMap<Id, string>>(new Map());
  const put = (id: Id, name: string): void => set_names((known) => new Map(known).set(id, name));
  const missing = ids.filter((id) => !names.has(id)).join(' ');
  useEffect(() => {
    let is_here = true;
    for (const id of missing.split(' ').filter(Boolean)) {
      void api.get<Volunteer>(`/volunteers/${id}`).then((reply) => {
        if (is_here) put(id, reply.ok ? `${reply.data.name}（${reply.data.number}）` : t.value.people.unknown);
      });
    }
    return () => {
      is_here = false;
    };
  }, [missing]);
  return { names, put };
}

function SquadForm(props: { squad: Squad | null; on_saved: (one: Squad) => void }): JSX.Element {
  const { squad } = props;
  const words = t.value.people;
  const send = use_send();
  const [name, set_name] = useState(squad?.name ?? '');
  const [kind, set_kind] = useState<Squad['kind'] | ''>(squad?.kind ?? 'support_squad');
  const [district_id, set_district] = useState<Id | ''>(squad?.district_id ?? '');
  const [members, set_members] = useState<readonly Id[]>(squad?.member_ids ?? []);
  const [text, set_text] = useState('');
  const hits = use_search(text, 'volunteer');
  const { names, put } = use_names(members);
  const options = [...districts.value.values()].map((one) => ({ value: one.id, label: one.name }));

  const submit = async (event: Event): Promise<void> => {
    event.preventDefault();
    const reply = squad
      ? await send.patch<Squad>(`/squads/${squad.id}`, { name: name.trim(), member_ids: members }, squad.version)
      : await send.post<Squad>('/squads', { name: name.trim(), kind, district_id, member_ids: members });
    if (!reply.ok) return;
    props.on_saved(reply.data);
    toast(words.squad_saved(reply.data.name));
    go('people', 'squads', reply.data.id);
  };

  return (
    <section class="col middle" aria-label={squad?.name ?? words.squad_new} data-region tabIndex={-1}>
      <form id="squad-form" class="scroll form pad" noValidate onSubmit={(event) => void submit(event)}>
        <p class="only-narrow">
          <a class="btn btn-q btn-s" href={href('people', 'squads')}>
            <Icon name="i-back" />
            {t.value.list.back}
          </a>
        </p>
        <h1 class="form-title">{squad?.name ?? words.squad_new}</h1>
        <ProblemNotice problem={send.problem} />
        <TextField label={words.squad_name} name="name" value={name} onInput={set_name} problem={send.problem} max_length={100} required />
        {squad ? (
          <p class="dim">
            {words.kinds[squad.kind]}　{district_name(squad.district_id)}
          </p>
        ) : (
          <div class="pair">
            <SelectField label={words.squad_kind} name="kind" value={kind} options={k_kinds.map((value) => ({ value, label: words.kinds[value] }))} onChange={set_kind} problem={send.problem} />
            <SelectField label={t.value.form.district} name="district_id" value={district_id} options={options} empty={t.value.form.choose} onChange={set_district} problem={send.problem} required />
          </div>
        )}
        <h2 class="h">{words.members(members.length)}</h2>
        <ul class="picks">
          {members.map((id) => (
            <li key={id}>
              <a href={href('people', id)}>{names.get(id) ?? '…'}</a>
              <Button small kind="quiet" label={words.remove(names.get(id) ?? '')} onClick={() => set_members(toggle_id(members, id))}>
                <Icon name="ns-cancelled" />
              </Button>
            </li>
          ))}
        </ul>
        <TextField label={words.member_add} name="member" type="search" value={text} onInput={set_text} />
        <ul class="picks">
          {(hits ?? [])
            .filter((hit) => !members.includes(hit.id))
            .slice(0, 8)
            .map((hit) => (
              <li key={hit.id}>
                <span>
                  {hit.title}　<span class="dim">{hit.number}</span>
                </span>
                <Button
                  small
                  onClick={() => {
                    put(hit.id, `${hit.title}（${hit.number}）`);
                    set_members(toggle_id(members, hit.id));
                  }}
                >
                  {words.add}
                </Button>
              </li>
            ))}
        </ul>
      </form>
      <div class="foot">
        <button class="btn btn-1" type="submit" form="squad-form" disabled={send.is_busy}>
          {t.value.form.save}
        </button>
        <Button kind="quiet" onClick={() => go('people', 'squads')}>
          {common.value.action.close}
        </Button>
      </div>
    </section>
  );
}
