import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import { common } from '../../i18n';
import { live } from '../../net/live';
import { can_seal } from '../../net/seal';
import { session } from '../../net/session';
import { carried, close_list, renew_list, take_list, vault_end, vault_head, vault_state, wipe_vault } from '../../net/vault';
import { pin_trouble } from '../../state/vault';
import { Button, Dialog, go, href, Icon, mode_of, moment, now, ProblemNotice, TextField, toast } from '../../ui';
import type { Id, Problem } from '../../wire/types';
import { PhoneFrame, UnsentBar } from '../frame';
import { Empty } from '../offers_page';
import { incident, round, rows } from '../watch';
import { f } from './words';

/** The line at the head of the list: what this phone carries, or the way to take it along. */
export function CarryLine(): JSX.Element {
  const head = vault_head.value;
  const words = f.value.pack;
  return (
    <>
      {!head && vault_end.value && <EndNotice />}
      <a class="carry" href={href('watch', 'pack')}>
        <Icon name="i-lock" />
        <span>
          {is_behind() ? words.behind : head ? words.held(head.people, moment(head.expires_at_ms, now.value)) : words.carry}
        </span>
        <Icon name="i-forward" />
      </a>
    </>
  );
}

/** The list on this phone is of an earlier round: everybody has to be found again. */
function is_behind(): boolean {
  const open = round.value?.id;
  return !!open && carried.value !== null && !carried.value.rounds.some((part) => part.round.id === open);
}

function EndNotice(): JSX.Element | null {
  const why = vault_end.value;
  const words = f.value.pack;
  return why ? (
    <div class="state state-plain" role="status">
      <Icon name="i-info" />
      <p>
        <b>{words.ended[why]}</b>
        {words.ended_note}
      </p>
    </div>
  ) : null;
}

export function PackPage(): JSX.Element {
  const words = f.value.pack;
  const is_held = vault_state.value === 'open';
  return (
    <PhoneFrame mode={mode_of(incident.value)} band={incident.value?.name} page={words.title} back={href('watch')}>
      {!can_seal() && <Empty text={words.unsupported} note={words.unsupported_note} />}
      {can_seal() && is_held && <Held />}
      {can_seal() && !is_held && (
        <>
          <EndNotice />
          {round.value ? <Take /> : <Empty text={words.no_round} />}
        </>
      )}
      <UnsentBar />
    </PhoneFrame>
  );
}

/** A coordinator takes the own districts; others those of the list on their screen. */
function districts_to_take(): { district_ids?: Id[] } {
  if ((session.value?.account.district_ids ?? []).length > 0) return {};
  return { district_ids: [...new Set([...rows.value.values()].map((row) => row.registrant.district_id))] };
}

function Take(): JSX.Element {
  const words = f.value.pack;
  const [device, set_device] = useState(words.device_default(session.value?.account.name ?? ''));
  const [pin, set_pin] = useState('');
  const [again, set_again] = useState('');
  const [trouble, set_trouble] = useState<string | null>(null);
  const [problem, set_problem] = useState<Problem | null>(null);
  const [is_busy, set_busy] = useState(false);
  const submit = async (event: Event): Promise<void> => {
    event.preventDefault();
    const found = pin_trouble(pin);
    const said = found === 'short' ? words.pin_short : found === 'easy' ? words.pin_easy : pin !== again ? words.pin_differs : null;
    set_trouble(said);
    if (said || is_busy || !round.value) return;
    set_busy(true);
    const refused = await take_list({ round_id: round.value.id, ...districts_to_take(), device_name: device.trim(), pin });
    set_busy(false);
    set_problem(refused);
    if (refused) return;
    toast(words.taken(vault_head.value?.people ?? 0));
    go('watch');
  };
  return (
    <form class="body form" noValidate onSubmit={(event) => void submit(event)}>
      <p>{words.carry_note}</p>
      {live.link.value === 'offline' && <p class="bad">{words.offline}</p>}
      <TextField label={words.device} name="device_name" hint={words.device_hint} value={device} onInput={set_device} problem={problem} max_length={100} />
      <TextField label={words.pin} name="pin" hint={words.pin_hint} type="password" inputmode="numeric" value={pin} onInput={set_pin} max_length={12} />
      <TextField label={words.pin_again} name="pin_again" type="password" inputmode="numeric" value={again} onInput={set_again} max_length={12} />
      {trouble && (
        <p class="bad" role="alert">
          <b>{trouble}</b>
        </p>
      )}
      <ProblemNotice problem={problem} />
      <p>
        <Button type="submit" kind="main" class="wide" disabled={is_busy || device.trim() === ''}>
          {is_busy ? words.taking : words.take}
        </Button>
      </p>
      <p class="small">{words.law}</p>
    </form>
  );
}

function Held(): JSX.Element {
  const words = f.value.pack;
  const head = vault_head.value;
  const [problem, set_problem] = useState<Problem | null>(null);
  const [is_asking, set_asking] = useState(false);
  const renew = async (): Promise<void> => {
    const refused = await renew_list();
    set_problem(refused);
    if (!refused) toast(words.renewed);
  };
  const remove = async (): Promise<void> => {
    await wipe_vault('forgotten');
    toast(words.removed);
  };
  return (
    <div class="body form">
      {head && (
        <p>
          <b class="big">{words.people(head.people)}</b>
          <br />
          {words.until(moment(head.expires_at_ms, now.value))}
        </p>
      )}
      {is_behind() && (
        <p class="bad">
          <b>{words.behind}</b>
        </p>
      )}
      <p>{words.closes}</p>
      <ProblemNotice problem={problem} />
      <p class="stack">
        <Button onClick={() => void renew()}>{words.renew}</Button>
        <Button kind="quiet" icon="i-lock" onClick={close_list}>
          {words.close}
        </Button>
        <Button kind="danger" onClick={() => set_asking(true)}>
          {words.remove}
        </Button>
      </p>
      <p class="small">{words.lost}</p>
      <p class="small">{words.law}</p>
      {is_asking && (
        <Dialog
          title={f.value.pin.forget_title}
          onClose={() => set_asking(false)}
          foot={
            <>
              <Button kind="quiet" onClick={() => set_asking(false)}>
                {common.value.action.cancel}
              </Button>
              <Button kind="danger" onClick={() => void remove()}>
                {f.value.pin.forget}
              </Button>
            </>
          }
        >
          <p>{f.value.pin.forget_note}</p>
        </Dialog>
      )}
    </div>
  );
}
