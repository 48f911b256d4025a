// The same household asked twice: a warning that never refuses, the two side by side, and one press to merge.
import { signal } from '@preact/signals';
import type { JSX } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { common } from '../i18n';
import { api } from '../net/api';
import { Button, Dialog, distance, Icon, metres_of, moment, NeedState, now, ProblemNotice, toast } from '../ui';
import type { Duplicate, Id, KnownUser, Need, Reason, ServiceUser } from '../wire/types';
import { go } from '../ui';
import { put_need } from './scope';
import { use_send } from './send';
import { t, word_of } from './words';

const k_kept = 'musubi.desk.not_same';
const k_kept_max = 500;

function read_kept(): readonly string[] {
  try {
    const kept: unknown = JSON.parse(localStorage.getItem(k_kept) ?? '[]');
    return Array.isArray(kept) ? kept.filter((one) => typeof one === 'string') : [];
  } catch {
    return [];
  }
}

/** Pairs of ids that somebody at this PC has judged to be different households. */
const not_same = signal<readonly string[]>(read_kept());
const pair_of = (a: Id, b: Id): string => (a < b ? `${a} ${b}` : `${b} ${a}`);

function remember_not_same(a: Id, b: Id): void {
  not_same.value = [...not_same.value, pair_of(a, b)].slice(-k_kept_max);
  localStorage.setItem(k_kept, JSON.stringify(not_same.value));
  toast(t.value.dup.not_same_done);
}

export function duplicate_words(reasons: readonly Reason[]): string {
  return reasons
    .map((reason) => {
      const metres = reason.code === 'near' ? metres_of(reason) : null;
      return metres === null ? word_of(t.value.why, reason.code) : `${t.value.why.near}（${distance(metres)}）`;
    })
    .join('・');
}

/** What of a need is asked about. A position that only comes from the town would make the whole town "near". */
function question_of(need: Need): Record<string, unknown> {
  const is_given = need.position_source === 'given';
  return {
    phone: need.requester?.phone ?? null,
    name_kana: need.requester?.name_kana ?? null,
    address: need.address ?? null,
    ...(is_given ? { lat: need.lat ?? null, lng: need.lng ?? null } : {}),
    ...(need.incident_id ? { incident_id: need.incident_id } : {}),
  };
}

const k_over = new Set(['merged', 'cancelled', 'done', 'declined']);

export function DuplicateNotice(props: { need: Need; merge: (other: Need) => void }): JSX.Element | null {
  const { need } = props;
  const words = t.value.dup;
  const [items, set_items] = useState<readonly Duplicate[]>([]);
  const [compared, set_compared] = useState<Need | null>(null);
  const question = JSON.stringify(question_of(need));
  const is_over = k_over.has(need.status);
  useEffect(() => {
    if (is_over) return set_items([]);
    let is_here = true;
    void api.read<{ items: Duplicate[] }>('/needs/duplicates', JSON.parse(question)).then((reply) => {
      if (is_here && reply.ok) set_items(reply.data.items);
    });
    return () => {
      is_here = false;
    };
  }, [need.id, question, is_over]);

  const left = items.filter((one) => one.need.id !== need.id && one.need.status !== 'merged' && !not_same.value.includes(pair_of(need.id, one.need.id)));
  if (left.length === 0) return null;
  return (
    <div class="notice dup" role="region" aria-label={words.title(left.length)}>
      <p class="notice-h">
        <Icon name="i-warn" />
        {words.title(left.length)}
      </p>
      {left.slice(0, 3).map((one) => (
        <div key={one.need.id}>
          <p>
            <b>
              {one.need.number}　{one.need.title}
              {one.need.town && `（${one.need.town}）`}
            </b>
            　{moment(one.need.received_at, now.value)}
            <br />
            {duplicate_words(one.reasons)}
          </p>
          <div class="acts">
            <Button small onClick={() => set_compared(one.need)}>
              {words.compare}
            </Button>
            <Button small kind="quiet" onClick={() => remember_not_same(need.id, one.need.id)}>
              {words.not_same}
            </Button>
          </div>
        </div>
      ))}
      {compared && <Compare one={need} other={compared} onClose={() => set_compared(null)} />}
    </div>
  );
}

function rows_of(need: Need): [string, string][] {
  const words = t.value.detail;
  return [
    [words.household, need.requester ? `${need.requester.name}（${need.requester.name_kana ?? ''}）` : words.hidden],
    [words.contact, [need.requester?.phone, need.requester?.relation].filter(Boolean).join('　')],
    [words.place, need.address ?? need.town ?? ''],
    [words.work, need.detail ?? ''],
    [words.category, common.value.category[need.category]],
    [words.people, common.value.count.people(need.people_needed)],
    [words.wanted, need.starts_at ? moment(need.starts_at, now.value) : words.any_time],
    [common.value.channel.phone, common.value.channel[need.channel]],
  ];
}

function Compare(props: { one: Need; other: Need; onClose: () => void }): JSX.Element {
  const { one, other } = props;
  const words = t.value.dup;
  const send = use_send();
  const left = rows_of(one);
  const right = rows_of(other);
  const merge = async (from: Need, into: Need): Promise<void> => {
    const reply = await send.post<Need>(`/needs/${from.id}/merge`, { into: into.id });
    if (!reply.ok) return;
    put_need(reply.data);
    toast(words.merged(from.number, into.number));
    props.onClose();
    go('needs', into.id);
  };
  return (
    <Dialog title={words.compare_title} onClose={props.onClose}>
      <div class="wide-table">
        <table class="tbl compare">
          <thead>
            <tr>
              <td />
              {[one, other].map((need) => (
                <th key={need.id} scope="col">
                  {need.number}　{need.title}
                  <br />
                  <NeedState status={need.status} />
                  <span class="dim">　{moment(need.received_at, now.value)}</span>
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {left.slice(0, -1).map(([name, value], i) => (
              <tr key={name} class={value === right[i]![1] ? undefined : 'differs'}>
                <th scope="row">{name}</th>
                <td>{value}</td>
                <td>{right[i]![1]}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      <ProblemNotice problem={send.problem} />
      <div class="dialog-foot">
        <Button kind="quiet" onClick={() => (remember_not_same(one.id, other.id), props.onClose())}>
          {words.not_same}
        </Button>
        <Button disabled={send.is_busy} onClick={() => void merge(other, one)}>
          {words.keep(one.number)}
        </Button>
        <Button disabled={send.is_busy} onClick={() => void merge(one, other)}>
          {words.keep(other.number)}
        </Button>
      </div>
    </Dialog>
  );
}

/** Beside the intake form: what is found while it is being written. */
export function TypingDuplicates(props: { question: Record<string, unknown>; on_user: (user: ServiceUser) => void }): JSX.Element {
  const words = t.value.dup;
  const [items, set_items] = useState<readonly Duplicate[]>([]);
  const [users, set_users] = useState<readonly KnownUser[]>([]);
  const question = JSON.stringify(props.question);
  const has_any = Object.entries(props.question).some(([key, value]) => key !== 'incident_id' && value != null && value !== '');
  useEffect(() => {
    if (!has_any) return set_items([]), set_users([]);
    let is_here = true;
    const timer = window.setTimeout(() => {
      void api.read<{ items: Duplicate[]; service_users: KnownUser[] }>('/needs/duplicates', JSON.parse(question)).then((reply) => {
        if (!is_here || !reply.ok) return;
        set_items(reply.data.items.filter((one) => one.need.status !== 'merged'));
        set_users(reply.data.service_users);
      });
    }, 400);
    return () => {
      is_here = false;
      window.clearTimeout(timer);
    };
  }, [question, has_any]);
  return (
    <section class="typing" aria-label={words.typing} aria-live="polite">
      {users.length > 0 && <KnownUsers users={users} on_user={props.on_user} />}
      {items.length === 0 ? (
        <p class="dim">{words.typing_none}</p>
      ) : (
        <div class="notice">
          <p class="notice-h">
            <Icon name="i-warn" />
            {words.title(items.length)}
          </p>
          <ul class="picks">
            {items.slice(0, 5).map((one) => (
              <li key={one.need.id}>
                <span>
                  <b>
                    {one.need.number}　{one.need.title}
                  </b>
                  　<NeedState status={one.need.status} />
                  <br />
                  {[one.need.requester?.name, one.need.town, duplicate_words(one.reasons)].filter(Boolean).join('　')}
                </span>
                <a class="btn btn-s" href={`#/needs/${one.need.id}`}>
                  {words.open}
                </a>
              </li>
            ))}
          </ul>
        </div>
      )}
    </section>
  );
}

/** The household is registered with the 生活応援隊: its need is taken for that user, by the district's rules. */
function KnownUsers(props: { users: readonly KnownUser[]; on_user: (user: ServiceUser) => void }): JSX.Element {
  const words = t.value.dup;
  return (
    <div class="notice notice-info">
      <p class="notice-h">
        <Icon name="i-info" />
        {words.users(props.users.length)}
      </p>
      <ul class="picks">
        {props.users.slice(0, 3).map((one) => (
          <li key={one.service_user.id}>
            <span>
              <b>
                {one.service_user.number}　{one.service_user.name}
              </b>
              <br />
              {duplicate_words(one.reasons)}
            </span>
            {one.service_user.status === 'registered' ? (
              <Button small onClick={() => props.on_user(one.service_user)}>
                {words.take_for}
              </Button>
            ) : (
              <a class="btn btn-s" href={`#/squad-work/users/${one.service_user.id}`}>
                {words.open}
              </a>
            )}
          </li>
        ))}
      </ul>
    </div>
  );
}
