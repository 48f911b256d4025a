import type { JSX } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { common } from '../i18n';
import { api } from '../net/api';
import { district_name, districts } from '../net/districts';
import { Button, Choice, Dialog, Group, ProblemNotice, SelectField, TextField, toast } from '../ui';
import { k_roles, type Account, type Id, type List, type Problem, type Role, type SearchHit } from '../wire/types';
import { use_search } from './search';
import { use_send } from './send';
import { t } from './words';

export function AccountsPart(): JSX.Element {
  const words = t.value.admin;
  const [accounts, set_accounts] = useState<readonly Account[]>([]);
  const [cursor, set_cursor] = useState<string | null>(null);
  const [problem, set_problem] = useState<Problem | null>(null);
  const [open, set_open] = useState<Account | 'new' | null>(null);
  const read = async (from: string | null): Promise<void> => {
    const reply = await api.get<List<Account>>(`/accounts?limit=200${from ? `&cursor=${encodeURIComponent(from)}` : ''}`);
    set_problem(reply.ok ? null : reply.problem);
    if (!reply.ok) return;
    set_accounts((known) => (from ? [...known, ...reply.data.items] : reply.data.items));
    set_cursor(reply.data.next_cursor);
  };
  useEffect(() => void read(null), []);
  const put = (one: Account): void =>
    set_accounts((known) => (known.some((row) => row.id === one.id) ? known.map((row) => (row.id === one.id ? one : row)) : [one, ...known]));
  return (
    <>
      <div class="row-wrap">
        <h1 class="form-title">{words.accounts}</h1>
        <span class="push" />
        <Button icon="i-plus" onClick={() => set_open('new')}>
          {words.new_account}
        </Button>
      </div>
      <ProblemNotice problem={problem} />
      <div class="wide-table" tabIndex={0} role="region" aria-label={words.accounts}>
        <table class="tbl">
          <thead>
            <tr>
              <th scope="col">{words.login}</th>
              <th scope="col">{words.name}</th>
              <th scope="col">{words.role}</th>
              <th scope="col">{words.districts}</th>
              <th scope="col">{words.status}</th>
              <td />
            </tr>
          </thead>
          <tbody>
            {accounts.map((one) => (
              <tr key={one.id} class={one.status === 'disabled' ? 'dim' : undefined}>
                <td>{one.login}</td>
                <td>
                  <b>{one.name}</b>
                </td>
                <td>{common.value.role[one.role]}</td>
                <td>{one.district_ids.map((id) => district_name(id)).join('・')}</td>
                <td>{one.status === 'active' ? words.active : words.disabled}</td>
                <td class="num">
                  <Button small kind="quiet" onClick={() => set_open(one)}>
                    {t.value.detail.edit}
                    <span class="sr">{one.login}</span>
                  </Button>
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      {cursor && (
        <p>
          <Button onClick={() => void read(cursor)}>{words.more}</Button>
        </p>
      )}
      {open === 'new' && <NewAccount put={put} onClose={() => set_open(null)} />}
      {open && open !== 'new' && <EditAccount key={open.id} account={open} put={put} onClose={() => set_open(null)} />}
    </>
  );
}

function DistrictTicks(props: { ids: readonly Id[]; set: (ids: Id[]) => void }): JSX.Element {
  return (
    <Group legend={t.value.admin.districts}>
      {[...districts.value.values()].map((one) => (
        <Choice key={one.id} name={one.id} checked={props.ids.includes(one.id)} onChange={(on) => props.set(on ? [...props.ids, one.id] : props.ids.filter((id) => id !== one.id))}>
          {one.name}
        </Choice>
      ))}
    </Group>
  );
}

/** An account of a volunteer belongs to an entry of the list: found by name or number. */
function VolunteerLink(props: { chosen: SearchHit | null; set: (hit: SearchHit | null) => void; problem: Problem | null }): JSX.Element {
  const [text, set_text] = useState('');
  const hits = use_search(text, 'volunteer');
  return (
    <>
      <TextField label={t.value.admin.volunteer_number} name="volunteer_id" type="search" value={props.chosen ? `${props.chosen.number} ${props.chosen.title}` : text} onInput={(next) => (props.set(null), set_text(next))} problem={props.problem} />
      {!props.chosen && (
        <ul class="picks">
          {(hits ?? []).slice(0, 5).map((hit) => (
            <li key={hit.id}>
              <span>
                {hit.title}　<span class="dim">{hit.number}</span>
              </span>
              <Button small onClick={() => props.set(hit)}>
                {t.value.people.add}
              </Button>
            </li>
          ))}
        </ul>
      )}
    </>
  );
}

const role_options = (): { value: Role; label: string }[] => k_roles.map((value) => ({ value, label: common.value.role[value] }));

function NewAccount(props: { put: (one: Account) => void; onClose: () => void }): JSX.Element {
  const words = t.value.admin;
  const send = use_send();
  const [login, set_login] = useState('');
  const [name, set_name] = useState('');
  const [role, set_role] = useState<Role | ''>('staff');
  const [password, set_password] = useState('');
  const [ids, set_ids] = useState<Id[]>([]);
  const [volunteer, set_volunteer] = useState<SearchHit | null>(null);
  const submit = async (event: Event): Promise<void> => {
    event.preventDefault();
    if (send.is_busy) return;
    const body = { login: login.trim(), name: name.trim(), role, password, ...(ids.length ? { district_ids: ids } : {}), ...(volunteer ? { volunteer_id: volunteer.id } : {}) };
    const reply = await send.post<Account>('/accounts', body);
    if (!reply.ok) return;
    props.put(reply.data);
    toast(words.saved(reply.data.name));
    props.onClose();
  };
  return (
    <Dialog title={words.new_account} onClose={props.onClose}>
      <form class="form" noValidate onSubmit={(event) => void submit(event)}>
        <ProblemNotice problem={send.problem} />
        <div class="pair">
          <TextField label={words.login} name="login" value={login} onInput={set_login} problem={send.problem} max_length={100} required />
          <TextField label={words.name} name="name" value={name} onInput={set_name} problem={send.problem} max_length={100} required />
          <SelectField label={words.role} name="role" value={role} options={role_options()} onChange={set_role} problem={send.problem} required />
          <TextField label={words.password} name="password" type="password" autocomplete="new-password" value={password} onInput={set_password} problem={send.problem} max_length={200} required />
        </div>
        {role === 'coordinator' && <DistrictTicks ids={ids} set={set_ids} />}
        {role === 'volunteer' && <VolunteerLink chosen={volunteer} set={set_volunteer} problem={send.problem} />}
        <div class="dialog-foot">
          <Button kind="quiet" onClick={props.onClose}>
            {common.value.action.cancel}
          </Button>
          <Button kind="main" type="submit" disabled={send.is_busy}>
            {words.create}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}

function EditAccount(props: { account: Account; put: (one: Account) => void; onClose: () => void }): JSX.Element {
  const words = t.value.admin;
  const send = use_send();
  const [account, set_account] = useState(props.account);
  const [name, set_name] = useState(account.name);
  const [role, set_role] = useState<Role | ''>(account.role);
  const [ids, set_ids] = useState<Id[]>(account.district_ids);
  const [password, set_password] = useState('');
  const take = (one: Account, said: string): void => {
    set_account(one);
    props.put(one);
    toast(said);
  };
  const patch = async (body: object): Promise<void> => {
    const reply = await send.patch<Account>(`/accounts/${account.id}`, body, account.version);
    if (reply.ok) take(reply.data, words.saved(reply.data.name));
    else if (reply.problem.status === 412 && reply.problem.current) set_account(reply.problem.current as Account);
  };
  const submit = (event: Event): void => {
    event.preventDefault();
    void patch({ name: name.trim(), role, district_ids: ids });
  };
  const reset = async (): Promise<void> => {
    const reply = await send.post<Account>(`/accounts/${account.id}/password`, { password });
    if (!reply.ok) return;
    set_password('');
    take(reply.data, words.reset_done(reply.data.name));
  };
  const is_active = account.status === 'active';
  return (
    <Dialog title={words.edit(account.name)} onClose={props.onClose}>
      <form class="form" noValidate onSubmit={submit}>
        <p class="dim">{account.login}</p>
        <ProblemNotice problem={send.problem} />
        <div class="pair">
          <TextField label={words.name} name="name" value={name} onInput={set_name} problem={send.problem} max_length={100} required />
          <SelectField label={words.role} name="role" value={role} options={role_options()} onChange={set_role} problem={send.problem} required />
        </div>
        {role === 'coordinator' && <DistrictTicks ids={ids} set={set_ids} />}
        <div class="dialog-foot">
          <Button kind="main" type="submit" disabled={send.is_busy}>
            {t.value.form.save}
          </Button>
        </div>
        <fieldset class="part">
          <legend>{words.reset}</legend>
          <TextField label={words.password} name="password" hint={words.reset_note} type="password" autocomplete="new-password" value={password} onInput={set_password} problem={send.problem} max_length={200} />
          <p>
            <Button disabled={send.is_busy || password.length < 8} onClick={() => void reset()}>
              {words.reset}
            </Button>
          </p>
        </fieldset>
        <div class="dialog-foot">
          <Button kind={is_active ? 'danger' : 'plain'} disabled={send.is_busy} onClick={() => void patch({ status: is_active ? 'disabled' : 'active' })}>
            {is_active ? words.disable : words.enable}
          </Button>
          <Button kind="quiet" onClick={props.onClose}>
            {common.value.action.close}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
