import type { JSX } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { common } from '../i18n';
import { api } from '../net/api';
import { district_name } from '../net/districts';
import { may } from '../net/session';
import { order_progress, safe_count } from '../state/progress';
import { round_of } from '../state/rounds';
import { Button, Choice, elapsed_minutes, go, href, Icon, moment, now, ProblemNotice, SelectField, TextField, toast } from '../ui';
import { k_incident_kinds, type Id, type Incident, type IncidentKind, type List, type Progress, type Round } from '../wire/types';
import { DeskFrame } from './frame';
import { use_key } from './keys';
import { RoundPeople } from './round_people';
import { RoundHead } from './safety/round_head';
import { is_work, Work, WorkTabs } from './safety/work';
import { choose, incident, incident_live, incidents, load_incidents, put_incident } from './scope';
import { use_send } from './send';
import { WeekdaySection } from './weekday/page';
import { t } from './words';

export function SafetyPage(props: { district_id: string | undefined; watch_id: string | undefined }): JSX.Element {
  const { district_id } = props;
  use_key('Escape', district_id ? () => go('safety') : null);
  return (
    <DeskFrame here="safety" page={t.value.page.safety}>
      <main class={`cols ${incident.value ? 'c-safety' : 'c1'}${district_id ? ' is-open' : ''}`} id="main" tabIndex={-1}>
        {incident.value ? <OfIncident key={incident.value.id} incident={incident.value} district_id={district_id} /> : <Everyday watch_id={props.watch_id} />}
      </main>
    </DeskFrame>
  );
}

/** Without an incident the same people are looked in on; an incident is chosen or opened beside them. */
function Everyday(props: { watch_id: string | undefined }): JSX.Element {
  return (
    <>
      <WeekdaySection id={props.watch_id} />
      <ChooseIncident />
    </>
  );
}

/** Everyday activity has no rounds: an incident is chosen or opened first. */
function ChooseIncident(): JSX.Element {
  const words = t.value.safety;
  const open = incidents.value.filter((one) => one.status === 'open');
  return (
    <section class="col" aria-label={words.choose} data-region tabIndex={-1}>
      <div class="scroll pad form">
        <h2 class="form-title">{words.choose}</h2>
        <p>{words.no_incident}</p>
        <ul class="picks">
          {open.map((one) => (
            <li key={one.id}>
              <span>
                <span class={one.is_drill ? 'tag tag-drill' : 'tag tag-inv'}>{one.is_drill ? common.value.mode.drill : common.value.mode.real}</span>　<b>{one.name}</b>
                <span class="dim">　{words.running(moment(one.opened_at, now.value))}</span>
              </span>
              <Button small onClick={() => choose(one.id)}>
                {words.open}
              </Button>
            </li>
          ))}
        </ul>
        {may('admin', 'staff') && <OpenIncident />}
      </div>
    </section>
  );
}

export function OpenIncident(): JSX.Element {
  const words = t.value.safety;
  const send = use_send();
  const [name, set_name] = useState('');
  const [kind, set_kind] = useState<IncidentKind | ''>('earthquake');
  const [is_drill, set_drill] = useState(true);
  const submit = async (event: Event): Promise<void> => {
    event.preventDefault();
    const reply = await send.post<Incident>('/incidents', { name: name.trim(), is_drill, ...(kind ? { kind } : {}) });
    if (!reply.ok) return;
    put_incident(reply.data);
    void load_incidents();
    choose(reply.data.id);
    set_name('');
    toast(words.opened(reply.data.name));
  };
  return (
    <form class="form part" noValidate onSubmit={(event) => void submit(event)}>
      <h2 class="h">{words.open_title}</h2>
      <ProblemNotice problem={send.problem} />
      <TextField label={words.name} name="name" hint={words.name_hint} value={name} onInput={set_name} problem={send.problem} max_length={100} required />
      <SelectField label={words.kind} name="kind" value={kind} options={k_incident_kinds.map((value) => ({ value, label: words.kinds[value] }))} onChange={set_kind} problem={send.problem} />
      <div class="choices">
        <Choice type="radio" name="is_drill" checked={is_drill} onChange={() => set_drill(true)}>
          {words.is_drill}
        </Choice>
        <Choice type="radio" name="is_drill" checked={!is_drill} onChange={() => set_drill(false)}>
          {words.is_real}
        </Choice>
      </div>
      {!is_drill && <p class="notice">{words.real_note}</p>}
      <p>
        <Button type="submit" kind={is_drill ? 'plain' : 'danger'} disabled={send.is_busy || name.trim() === ''}>
          {is_drill ? words.is_drill : words.is_real}
        </Button>
      </p>
    </form>
  );
}

function use_rounds(incident_id: Id): { rounds: readonly Round[]; put: (round: Round) => void } {
  const [rounds, set_rounds] = useState<readonly Round[]>([]);
  const live_round = incident_live.value?.data?.round ?? null;
  useEffect(() => {
    let is_here = true;
    void api.get<List<Round>>(`/incidents/${incident_id}/rounds?limit=1000`).then((reply) => {
      if (is_here && reply.ok) set_rounds(reply.data.items);
    });
    return () => {
      is_here = false;
    };
  }, [incident_id, live_round?.id, live_round?.closed_at]);
  const put = (round: Round): void => set_rounds((known) => [round, ...known.filter((one) => one.id !== round.id)]);
  return { rounds: [...rounds].sort((a, b) => b.number - a.number), put };
}

function OfIncident(props: { incident: Incident; district_id: string | undefined }): JSX.Element {
  const { district_id } = props;
  const words = t.value.safety;
  const data = incident_live.value?.data ?? null;
  const { rounds, put } = use_rounds(props.incident.id);
  const round = data?.round ?? rounds[0] ?? null;
  const of_district = district_id ? (round_of(district_id, rounds) ?? round) : null;
  const rows = order_progress(data?.progress.values() ?? []).filter((row) => row.district_id !== null);
  return (
    <>
      <section class="col list" aria-label={words.progress} data-region tabIndex={-1}>
        <RoundHead incident={props.incident} round={round} rounds={rounds} progress={rows} open={data?.total.open ?? 0} put={put} />
        <WorkTabs incident={props.incident} rounds={rounds} here={district_id} />
        {data && round ? (
          <div class="scroll" data-rows>
            <table class="tbl progress">
              <caption class="sr">{words.progress}</caption>
              <thead>
                <tr>
                  <th scope="col">{words.district}</th>
                  <th scope="col" class="num">
                    {words.unknown}
                  </th>
                  <th scope="col" class="num">
                    {words.trying}
                  </th>
                  <th scope="col" class="num">
                    {words.safe}
                  </th>
                  <th scope="col" class="num">
                    {words.help}
                  </th>
                  <th scope="col" class="num">
                    {words.rescue}
                  </th>
                  <th scope="col" class="num">
                    {words.longest}
                  </th>
                </tr>
              </thead>
              <tbody>
                <ProgressRow row={data.total} name={words.total} is_total />
                {rows.map((row) => (
                  <ProgressRow key={row.district_id} row={row} name={district_name(row.district_id)} is_selected={row.district_id === district_id} />
                ))}
              </tbody>
            </table>
          </div>
        ) : (
          <p class="pad dim">{data ? words.no_round : common.value.state.loading}</p>
        )}
      </section>
      {is_work(district_id) ? (
        <Work key={district_id} here={district_id} incident={props.incident} rounds={rounds} />
      ) : district_id && of_district ? (
        <RoundPeople key={`${of_district.id} ${district_id}`} round={of_district} district_id={district_id} />
      ) : (
        <section class="col middle" aria-label={words.rounds} data-region tabIndex={-1}>
          <p class="pad dim">{words.people_none}</p>
        </section>
      )}
    </>
  );
}

const k_silent_ms = 2 * 3600_000;

function ProgressRow(props: { row: Progress; name: string; is_total?: boolean; is_selected?: boolean }): JSX.Element {
  const { row, name, is_total, is_selected } = props;
  const words = t.value.safety;
  const { counts } = row;
  const age = row.open > 0 && row.oldest_open_since ? now.value - Date.parse(row.oldest_open_since) : null;
  return (
    <tr class={is_total ? 'total' : is_selected ? 'sel' : undefined} data-row>
      <th scope="row">
        {is_total || row.district_id === null ? (
          name
        ) : (
          <a href={href('safety', row.district_id)} aria-current={is_selected ? 'true' : undefined}>
            {name}
          </a>
        )}
        <span class="dim">　{common.value.count.people(row.total)}</span>
      </th>
      <td class="num">
        <b>{counts.unconfirmed ?? 0}</b>
      </td>
      <td class="num">{(counts.checking ?? 0) + (counts.unreachable ?? 0)}</td>
      <td class="num">{safe_count(row)}</td>
      <td class="num">{counts.needs_help ? <b class="help">{counts.needs_help}</b> : 0}</td>
      <td class="num">{counts.needs_rescue ? <b class="rescue">{counts.needs_rescue}</b> : 0}</td>
      <td class="num nb">
        {row.open === 0 ? (
          <span class="ok">
            <Icon name="i-yes" />
            <span class="sr">{words.done}</span>
          </span>
        ) : age === null ? (
          '—'
        ) : (
          <span class={age >= k_silent_ms ? 'tag tag-inv' : undefined}>{elapsed_minutes(age)}</span>
        )}
      </td>
    </tr>
  );
}
