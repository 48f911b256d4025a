// 気づき of the own district on the coordinator's phone: what helpers noticed, who waits longest first, one press to take it.
import { computed, effect, signal, untracked } from '@preact/signals';
import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import { api } from '../net/api';
import { live } from '../net/live';
import { uuid7 } from '../net/uuid';
import { in_order, k_nothing_seen, newest } from '../state/support';
import { needs_topic } from '../state/topics';
import { Button, Choice, elapsed_minutes, go, Group, href, moment, now, ProblemNotice, TextField, ThumbBar, toast } from '../ui';
import { k_referral_results, type Id, type List, type Problem, type Referral, type ReferralResult } from '../wire/types';
import { Fact } from './facts';
import { OfflineNote, PhoneFrame } from './frame';
import { server_now } from './mine';
import { Empty } from './offers_page';
import { t } from './words';

const topic = live.follow('needs', needs_topic);
const read = signal<readonly Referral[]>([]);
const all = computed(() => newest(read.value, topic.value.data?.support.referrals.values()));
/** Those that still want somebody. */
export const open_referrals = computed(() => in_order(all.value.values()).filter((one) => one.status !== 'closed'));

let is_started = false;
/** Reads them once, and again whenever the live topic starts anew: what came in between is in the fresh list. */
export function start_referrals(): void {
  if (is_started) return;
  is_started = true;
  let last: unknown = null;
  effect(() => {
    const needs = topic.value.data;
    // Data that no event has touched is a fresh snapshot.
    if (!needs || needs === last || needs.support !== k_nothing_seen || needs.touched.size > 0) return;
    last = needs;
    untracked(() => void read_open());
  });
}

async function read_open(): Promise<void> {
  const reply = await api.get<List<Referral>>('/referrals?limit=200');
  if (reply.ok) read.value = reply.data.items;
}

export function ReferralRows(): JSX.Element | null {
  const words = t.value.referrals;
  if (open_referrals.value.length === 0) return null;
  return (
    <section aria-label={words.title}>
      <h2 class="grp">{words.count(open_referrals.value.length)}</h2>
      <ul>
        {open_referrals.value.map((one) => (
          <li key={one.id}>
            <a class="pp" href={href('referrals', one.id)}>
              <span>
                <b>{one.text}</b>
                <br />
                <span class="m">{one.person ? t.value.watch.sama(one.person) : one.need_title}</span>
              </span>
              <span class="t">
                {one.status === 'open' ? <b>{words.nobody}</b> : words.taken(one.taken_by_name ?? '')}
                <br />
                {elapsed_minutes(server_now(now.value) - Date.parse(one.opened_at))}
              </span>
            </a>
          </li>
        ))}
      </ul>
    </section>
  );
}

export function ReferralPage(props: { id: Id }): JSX.Element {
  const words = t.value.referrals;
  const referral = all.value.get(props.id);
  const [is_closing, set_closing] = useState(false);
  return (
    <PhoneFrame mode="normal" page={words.title} back={href('needs')}>
      <OfflineNote />
      {!referral && <Empty text={words.gone} />}
      {referral && !is_closing && <Shown referral={referral} on_close={() => set_closing(true)} />}
      {referral && is_closing && <CloseForm referral={referral} />}
    </PhoneFrame>
  );
}

/** One press to the server; the same key when it is pressed again after silence. */
function use_press(): { press: (path: string, body: unknown) => Promise<Referral | null>; problem: Problem | null; is_busy: boolean } {
  const [problem, set_problem] = useState<Problem | null>(null);
  const [is_busy, set_busy] = useState(false);
  const [key] = useState(uuid7);
  const press = async (path: string, body: unknown): Promise<Referral | null> => {
    set_busy(true);
    const reply = await api.post<Referral>(path, body, { key });
    set_busy(false);
    set_problem(reply.ok ? null : reply.problem);
    if (!reply.ok) return null;
    read.value = [...read.value, reply.data];
    return reply.data;
  };
  return { press, problem, is_busy };
}

function Shown(props: { referral: Referral; on_close: () => void }): JSX.Element {
  const { referral } = props;
  const words = t.value.referrals;
  const { press, problem, is_busy } = use_press();
  const take = async (): Promise<void> => {
    if (await press(`/referrals/${referral.id}/take`, {})) toast(words.taken_done);
  };
  return (
    <>
      <div class="body">
        <p class="big">{referral.text}</p>
        <dl class="facts">
          <Fact label={words.person}>{referral.person ? t.value.watch.sama(referral.person) : '―'}</Fact>
          <Fact label={words.from}>
            {referral.need_title}（{referral.need_number}）
          </Fact>
          <Fact label={words.when}>{moment(referral.opened_at, server_now(now.value))}</Fact>
          <Fact label={words.who}>{referral.status === 'open' ? words.nobody : words.taken(referral.taken_by_name ?? '')}</Fact>
        </dl>
        <ProblemNotice problem={problem} />
      </div>
      {referral.status !== 'closed' && (
        <ThumbBar>
          <Button class="lesser" kind={referral.status === 'taken' ? 'main' : 'quiet'} onClick={props.on_close}>
            {words.close}
          </Button>
          {referral.status === 'open' && (
            <Button kind="main" disabled={is_busy} onClick={() => void take()}>
              {words.take}
            </Button>
          )}
        </ThumbBar>
      )}
    </>
  );
}

function CloseForm(props: { referral: Referral }): JSX.Element {
  const words = t.value.referrals;
  const { press, problem, is_busy } = use_press();
  const [result, set_result] = useState<ReferralResult | null>(null);
  const [note, set_note] = useState('');
  const send = async (): Promise<void> => {
    const body = { result, ...(note.trim() ? { note: note.trim() } : {}) };
    if (!(await press(`/referrals/${props.referral.id}/close`, body))) return;
    toast(words.closed_done);
    go('needs');
  };
  return (
    <>
      <div class="body form">
        <Group legend={words.result_label}>
          {k_referral_results.map((one) => (
            <Choice key={one} type="radio" name="result" checked={result === one} onChange={() => set_result(one)}>
              {words.result[one]}
            </Choice>
          ))}
        </Group>
        <TextField label={words.note} name="note" lines={3} value={note} onInput={set_note} problem={problem} max_length={4000} />
        <ProblemNotice problem={problem} />
      </div>
      <ThumbBar>
        <Button kind="main" disabled={is_busy || result === null} onClick={() => void send()}>
          {words.send}
        </Button>
      </ThumbBar>
    </>
  );
}
