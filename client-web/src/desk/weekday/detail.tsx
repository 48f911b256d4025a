import type { JSX } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { api } from '../../net/api';
import { district_name } from '../../net/districts';
import { has_concern } from '../../state/weekday';
import { Button, href, moment, now, ProblemNotice, SelectField, TextField, toast } from '../../ui';
import { k_watch_statuses, type List, type Watch, type Watcher, type WatchPatch, type WatchStatus, type WatchVisit } from '../../wire/types';
import { use_send } from '../send';
import { heard, put_watch } from './data';
import { due_words } from './page';
import { looks_in_words, names_words, same_watchers, WatcherBoxes } from './watchers';
import { w } from './words';

export function WatchDetail(props: { watch: Watch }): JSX.Element {
  const { watch } = props;
  const words = w.value;
  const person = watch.registrant;
  return (
    <section class="col middle" aria-label={person.name ?? person.number} data-region tabIndex={-1}>
      <div class="scroll pad">
        <p>
          <a href={href('safety')}>{words.back}</a>
        </p>
        <h2 class="form-title">{person.name ?? person.number}</h2>
        <p class="dim">
          {person.number}　{district_name(watch.district_id)}　{person.address}　{person.phone}
        </p>
        <p>
          {words.due}：<b>{due_words(watch)}</b>
          <br />
          <b>{looks_in_words(watch.watchers)}</b>
        </p>
        <Told watch={watch} />
        <Settings watch={watch} />
        <Visits watch={watch} />
      </div>
    </section>
  );
}

/** Who hears of a missed visit, and who has been told up to here. */
function Told(props: { watch: Watch }): JSX.Element {
  const { watch } = props;
  const words = w.value;
  const who = { watchers: names_words(watch.watchers), coordinator: words.coordinator, center: words.center };
  return (
    <>
      {watch.told !== 'nobody' && (
        <p class="notice">
          {has_concern(watch) ? words.why_concern : words.why_missed}
          {words.was_told(who[watch.told])}
        </p>
      )}
      {watch.status === 'active' && <p class="dim">{watch.watchers.length > 0 ? words.tells_named : words.tells_coordinator}</p>}
    </>
  );
}

function Settings(props: { watch: Watch }): JSX.Element {
  const words = w.value;
  const send = use_send();
  const [base, set_base] = useState(props.watch);
  const [days, set_days] = useState(String(base.interval_days));
  const [look_for, set_look_for] = useState(base.look_for ?? '');
  const [watchers, set_watchers] = useState<readonly Watcher[]>(base.watchers);
  const [status, set_status] = useState<WatchStatus | ''>(base.status);
  // A visit meanwhile raises the version without touching what is written here.
  const version = Math.max(base.version, props.watch.version);
  const take = (watch: Watch): void => {
    set_base(watch);
    set_days(String(watch.interval_days));
    set_look_for(watch.look_for ?? '');
    set_watchers(watch.watchers);
    set_status(watch.status);
    send.set_problem(null);
  };
  const submit = async (event: Event): Promise<void> => {
    event.preventDefault();
    const body: WatchPatch = {
      interval_days: Number(days),
      look_for: look_for.trim() || null,
      // Left as they are, they are not asked about again: one of them may have stopped being a watcher.
      ...(same_watchers(watchers, base.watchers) ? {} : { watcher_ids: watchers.map((one) => one.id) }),
      ...(status && status !== base.status ? { status } : {}),
    };
    const reply = await send.patch<Watch>(`/watches/${base.id}`, body, version);
    if (!reply.ok) return;
    put_watch(reply.data);
    take(reply.data);
    toast(words.saved);
  };
  return (
    <form class="form part" noValidate onSubmit={(event) => void submit(event)}>
      <ProblemNotice problem={send.problem}>
        {send.problem?.code === 'stale_edit' && (
          <Button small onClick={() => take((send.problem?.current as Watch | undefined) ?? props.watch)}>
            {words.theirs}
          </Button>
        )}
      </ProblemNotice>
      <TextField label={`${words.interval}（${words.interval_unit}）`} name="interval_days" value={days} onInput={set_days} problem={send.problem} max_length={2} required />
      <WatcherBoxes district_id={base.district_id} chosen={watchers} kept={base.watchers} onChange={set_watchers} problem={send.problem} />
      <TextField label={words.look_for} name="look_for" lines={2} value={look_for} onInput={set_look_for} problem={send.problem} max_length={4000} />
      <SelectField label={words.status} name="status" value={status} options={k_watch_statuses.map((value) => ({ value, label: words.statuses[value] }))} onChange={set_status} problem={send.problem} />
      <p>
        <Button type="submit" kind="plain" disabled={send.is_busy}>
          {words.save}
        </Button>
      </p>
    </form>
  );
}

function Visits(props: { watch: Watch }): JSX.Element {
  const words = w.value;
  const [visits, set_visits] = useState<readonly WatchVisit[] | null>(null);
  const number = heard.value;
  useEffect(() => {
    let is_here = true;
    void api.get<List<WatchVisit>>(`/watches/${props.watch.id}/visits`).then((reply) => {
      if (is_here && reply.ok) set_visits(reply.data.items);
    });
    return () => {
      is_here = false;
    };
  }, [props.watch.id, number]);
  return (
    <section class="part" aria-label={words.visits}>
      <h3 class="h">{words.visits}</h3>
      {visits?.length === 0 && <p class="dim">{words.visits_none}</p>}
      <ul class="days">
        {visits?.map((one) => (
          <li key={one.id}>
            <span>
              {moment(one.occurred_at, now.value)}　<b>{words.result[one.result]}</b>
              {one.signs.map((sign) => `・${words.signs[sign]}`).join('')}
              {one.note && <>　「{one.note}」</>}
            </span>
            <span class="dim">{one.recorded_by_name}</span>
          </li>
        ))}
      </ul>
    </section>
  );
}
