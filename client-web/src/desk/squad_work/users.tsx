import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import { common } from '../../i18n';
import { districts } from '../../net/districts';
import { district_of_address } from '../../state/intake';
import { Button, go, href, Icon, ProblemNotice, SelectField, TextField, toast } from '../../ui';
import { k_service_user_statuses, type Id, type ServiceUser, type ServiceUserStatus } from '../../wire/types';
import { NameSearch } from '../name_search';
import { use_send } from '../send';
import { t } from '../words';
import { BackLink } from './back';
import { district_id as shown_district, jobs_of, put_user } from './data';
import { day_words, district_name, rule_words, w } from './words';

/** Found by name, reading, phone or number; the hits stand right under the box. */
export function UserSearch(): JSX.Element {
  return (
    <NameSearch
      label={w.value.users.search}
      kind="service_user"
      hit={(hit) => (
        <a href={href('squad-work', 'users', hit.id)}>
          {hit.title}　{hit.number}
        </a>
      )}
    />
  );
}

interface Draft {
  district_id: Id | '';
  name: string;
  name_kana: string;
  phone: string;
  address: string;
  note: string;
  visited_on: string;
  status: ServiceUserStatus;
}

const draft_of = (user: ServiceUser | null): Draft => ({
  district_id: user?.district_id ?? shown_district.peek(),
  name: user?.name ?? '',
  name_kana: user?.name_kana ?? '',
  phone: user?.phone ?? '',
  address: user?.address ?? '',
  note: user?.note ?? '',
  visited_on: user?.visited_on ?? '',
  status: user?.status ?? 'asked',
});

function body_of(draft: Draft): Record<string, unknown> {
  const { name, name_kana, phone, address, note, visited_on, status } = draft;
  return { name: name.trim(), name_kana: name_kana.trim(), phone: phone.trim(), address: address.trim(), note: note.trim() || null, visited_on: visited_on || null, status };
}

export function UserForm(props: { user: ServiceUser | null }): JSX.Element {
  const { user } = props;
  const words = w.value.users;
  const send = use_send();
  const [base, set_base] = useState(user);
  const [draft, set_draft] = useState(() => draft_of(user));
  const set = (more: Partial<Draft>): void => {
    const next = { ...draft, ...more };
    if (more.address !== undefined && !user) next.district_id = district_of_address(next.address, districts.value.values()) ?? next.district_id;
    set_draft(next);
  };
  const submit = async (event: Event): Promise<void> => {
    event.preventDefault();
    const reply = base
      ? await send.patch<ServiceUser>(`/service-users/${base.id}`, body_of(draft), base.version)
      : await send.post<ServiceUser>('/service-users', { ...body_of(draft), district_id: draft.district_id });
    if (!reply.ok) return;
    put_user(reply.data);
    set_base(reply.data);
    toast(w.value.saved(reply.data.number));
    go('squad-work', 'users', reply.data.id);
  };
  const take_theirs = (): void => {
    const theirs = (send.problem?.current as ServiceUser | undefined) ?? user;
    set_base(theirs);
    set_draft(draft_of(theirs));
    send.set_problem(null);
  };
  const title = user?.name ?? words.new_title;
  return (
    <section class="col middle" aria-label={title} data-region tabIndex={-1}>
      <form id="user-form" class="scroll form pad" noValidate onSubmit={(event) => void submit(event)}>
        <BackLink part="users" />
        <h1 class="form-title">{title}</h1>
        {user && (
          <p class="dim">
            {user.number}　{district_name(user.district_id)}
            {user.registered_on && `　${words.registered_on(day_words(user.registered_on))}`}
          </p>
        )}
        <ProblemNotice problem={send.problem}>
          {send.problem?.code === 'stale_edit' && (
            <Button small onClick={take_theirs}>
              {w.value.stale}
            </Button>
          )}
        </ProblemNotice>
        <Fields draft={draft} set={set} send={send} is_new={!user} />
        {user && <Jobs user={user} />}
      </form>
      <div class="foot">
        <button class="btn btn-1" type="submit" form="user-form" disabled={send.is_busy}>
          {common.value.action.save}
        </button>
        <Button kind="quiet" onClick={() => go('squad-work', 'users')}>
          {common.value.action.close}
        </Button>
      </div>
    </section>
  );
}

function Fields(props: { draft: Draft; set: (more: Partial<Draft>) => void; send: ReturnType<typeof use_send>; is_new: boolean }): JSX.Element {
  const { draft, set } = props;
  const words = w.value.users;
  const { problem } = props.send;
  const statuses = k_service_user_statuses.filter((one) => !props.is_new || one !== 'ended').map((value) => ({ value, label: words.status[value] }));
  const options = [...districts.value.values()].map((one) => ({ value: one.id, label: one.name }));
  return (
    <>
      <div class="pair">
        <TextField label={words.kana} name="name_kana" value={draft.name_kana} onInput={(name_kana) => set({ name_kana })} problem={problem} max_length={100} required />
        <TextField label={words.name} name="name" value={draft.name} onInput={(name) => set({ name })} problem={problem} max_length={100} required />
      </div>
      <TextField label={words.phone} name="phone" type="tel" inputmode="tel" value={draft.phone} onInput={(phone) => set({ phone })} problem={problem} max_length={30} required />
      <TextField label={words.address} name="address" value={draft.address} onInput={(address) => set({ address })} problem={problem} max_length={200} required />
      {props.is_new && (
        <SelectField label={w.value.district} name="district_id" value={draft.district_id} options={options} empty={t.value.form.choose} onChange={(district_id) => set({ district_id })} problem={problem} required />
      )}
      <TextField label={words.note} name="note" hint={words.note_hint} lines={2} value={draft.note} onInput={(note) => set({ note })} problem={problem} max_length={4000} />
      <div class="pair">
        <TextField label={words.visited_on} name="visited_on" type="date" value={draft.visited_on} onInput={(visited_on) => set({ visited_on })} problem={problem} />
        <SelectField label={words.status_label} hint={words.status_hint} name="status" value={draft.status} options={statuses} onChange={(status) => status && set({ status })} problem={problem} />
      </div>
      {draft.status === 'ended' && <p class="notice notice-info">{words.end_note}</p>}
    </>
  );
}

function Jobs(props: { user: ServiceUser }): JSX.Element {
  const words = w.value.users;
  const jobs = jobs_of(props.user.id);
  return (
    <fieldset class="part">
      <legend>{words.jobs}</legend>
      {jobs.length === 0 && <p class="dim">{words.jobs_none}</p>}
      <ul class="picks">
        {jobs.map((one) => (
          <li key={one.id}>
            <a href={href('squad-work', 'series', one.id)}>{one.title}</a>
            <span class="dim">{one.status === 'active' ? rule_words(one) : w.value.series.status[one.status]}</span>
          </li>
        ))}
      </ul>
      {props.user.status === 'registered' ? (
        <p>
          <a class="btn btn-s" href={href('squad-work', 'series', 'new', props.user.id)}>
            <Icon name="i-plus" />
            {words.add_job}
          </a>
        </p>
      ) : (
        <p class="dim">{words.need_visit}</p>
      )}
    </fieldset>
  );
}
