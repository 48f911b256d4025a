// 「この案を確定」: the last question before anybody is told, and the answer when the world has moved meanwhile.
import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import { sendings, unmet_needs, type Board } from '../../state/plan';
import { Button, Dialog, Icon, toast } from '../../ui';
import { t } from '../words';
import { resolve } from './actions';
import { PriorityTag } from './plan_model';
import { moved_word } from './say';
import { commit, moved_refusal, work } from './store';
import { m } from './words';

const k_expiries = ['1800', '3600', '10800', '86400', '259200'] as const;
type Expiry = (typeof k_expiries)[number];
/** Only the answers of an everyday plan have an end: a team of an incident is decided by the centre. */
let last_expiry: Expiry = '86400';

async function run(drop_moved: boolean, expires_in_s: number | null, close: () => void): Promise<void> {
  const end = await commit(expires_in_s, drop_moved);
  close();
  if (end.kind === 'stale') toast(m.value.said.stale, { kind: 'error' });
  if (end.kind !== 'done') return;
  const { offers, teams, left_out } = end.done;
  const words = m.value.confirm;
  const people = teams.reduce((sum, team) => sum + team.members.length, 0);
  const text = teams.length > 0 ? words.done_teams(teams.length, people) : words.done_offers(offers.length);
  toast(left_out.length > 0 ? `${text}。${words.left_out(left_out.length)}` : text);
}

export function CommitDialog(props: { board: Board; onClose: () => void }): JSX.Element {
  const { board } = props;
  const words = m.value.confirm;
  const [expiry, set_expiry] = useState<Expiry>(last_expiry);
  const list = sendings(board);
  const people = list.reduce((sum, one) => sum + one.people.length, 0);
  const is_teams = board.plan.incident_id !== null;
  const unmet = unmet_needs(board.plan);
  const title = people === 0 ? words.nobody : is_teams ? words.title_teams(list.length, people) : words.title_offers(people);
  const send = (): void => {
    last_expiry = expiry;
    void run(false, is_teams ? null : Number(expiry), props.onClose);
  };
  return (
    <Dialog
      title={title}
      onClose={props.onClose}
      foot={
        <>
          <Button kind="quiet" onClick={props.onClose}>
            {m.value.refused.back}
          </Button>
          {people > 0 && (
            <Button kind="main" disabled={!!work.value} onClick={send}>
              {is_teams ? words.yes_teams(list.length) : words.yes_offers(people)}
            </Button>
          )}
        </>
      }
    >
      {board.plan.is_drill && (
        <p class="notice notice-info">
          <b>{words.drill}</b>
        </p>
      )}
      {people > 0 && <p>{is_teams ? words.teams_note : words.offers_note}</p>}
      {!is_teams && people > 0 && (
        <label class="expiry">
          <span>{words.expires}</span>
          <select class="input" name="expires_in_s" value={expiry} onChange={(event) => set_expiry(event.currentTarget.value as Expiry)}>
            {k_expiries.map((one) => (
              <option key={one} value={one}>
                {t.value.people_col.expiry[one]}
              </option>
            ))}
          </select>
        </label>
      )}
      <ul class="m-sendings" tabIndex={0} aria-label={title}>
        {list.map(({ need, people: who, leader }) => (
          <li key={need.need_id}>
            <span>
              <PriorityTag priority={need.priority} /> <b>{need.number}</b> {need.title}　<b>{words.offer_row(who.length)}</b>
              {is_teams && leader && <span>　{words.leader(leader.name)}</span>}
            </span>
            <span class="dim">{who.map((person) => person.name).join('、')}</span>
          </li>
        ))}
      </ul>
      {unmet.length > 0 && (
        <p>
          {words.short(
            unmet.reduce((sum, need) => sum + need.short, 0),
            unmet.length,
          )}
        </p>
      )}
    </Dialog>
  );
}

/** 409 plan_moved in words: what moved, that nobody was told, and two ways on. */
export function MovedDialog(props: { board: Board }): JSX.Element | null {
  const { board } = props;
  const moved = moved_refusal.value;
  const words = m.value.refused;
  if (!moved) return null;
  const close = (): void => {
    moved_refusal.value = null;
  };
  const again = (): void => {
    close();
    void resolve();
  };
  return (
    <Dialog
      title={
        <>
          <Icon name="i-warn" /> {words.title}
        </>
      }
      onClose={close}
    >
      <p>{words.note}</p>
      <ul class="m-moved">
        {moved.map((one, i) => (
          <li key={i}>{moved_word(board, one)}</li>
        ))}
      </ul>
      <div class="answers">
        <Button class="answer" kind="main" disabled={!!work.value} onClick={() => void run(true, board.plan.incident_id ? null : Number(last_expiry), () => {})}>
          {words.rest}
          <span>{words.rest_note}</span>
        </Button>
        <Button class="answer" disabled={!!work.value} onClick={again}>
          {words.again}
          <span>{words.again_note}</span>
        </Button>
        <Button kind="quiet" onClick={close}>
          {words.back}
        </Button>
      </div>
    </Dialog>
  );
}
