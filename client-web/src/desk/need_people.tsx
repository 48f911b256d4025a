// Right column: places, offers and their answers, candidates with reasons, the excluded with a next step.
import type { JSX } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { common } from '../i18n';
import { api } from '../net/api';
import { district_name } from '../net/districts';
import { live } from '../net/live';
import { takes_offers } from '../state/needs';
import { join_offers, places_left, slots, still_open } from '../state/places';
import { Button, Dialog, distance, Icon, now, ProblemNotice, reason_words, toast } from '../ui';
import type { Candidate, Candidates, Id, List, Need, Offer, Problem } from '../wire/types';
import { Excluded } from './excluded';
import { last_undo, use_key } from './keys';
import { gate_word } from './matching/say';
import { OfferTable } from './offers';
import { live_offers, started } from './scope';
import { use_send } from './send';
import { StartWave, use_wave, WaveLine, type WaveState } from './waves';
import { t } from './words';

const k_limit = 30;

export function NeedPeople(props: { need: Need }): JSX.Element {
  const { need } = props;
  const words = t.value.people_col;
  const [read, set_read] = useState<readonly Offer[]>([]);
  const start = started.value;
  useEffect(() => {
    let is_here = true;
    void api.get<List<Offer>>(`/needs/${need.id}/offers?limit=1000`).then((reply) => {
      if (is_here && reply.ok) set_read((known) => join_offers(known, reply.data.items));
    });
    return () => {
      is_here = false;
    };
  }, [need.id, start]);
  const offers = join_offers(read, ...live_offers(need.id));
  const server_now = now.value + live.clock_skew_ms.value;
  const asked = offers.filter((offer) => still_open(offer, server_now)).length;
  const put = (more: readonly Offer[]): void => set_read((known) => join_offers(known, more));
  const wave = use_wave(need);
  return (
    <section class="col right" aria-label={words.label} data-region tabIndex={-1}>
      <Places need={need} asked={asked} />
      <WaveLine need={need} state={wave} />
      <OfferTable offers={offers} put={put} />
      {takes_offers(need) ? <Choose need={need} offers={offers} put={put} wave={wave} /> : <NotNow need={need} />}
    </section>
  );
}

function Places(props: { need: Need; asked: number }): JSX.Element {
  const { need, asked } = props;
  const words = t.value.people_col;
  const { places } = need;
  const marks = slots(places, asked);
  return (
    <header class="places-head">
      <div>
        <h2 class="h">{words.needed(places.needed)}</h2>
        <p>
          {words.places(places.accepted, places_left(places), asked)}
          {places.waitlisted > 0 && `・${words.waitlisted(places.waitlisted)}`}
        </p>
      </div>
      {marks.length <= 10 && (
        <ol class="places" aria-hidden="true">
          {marks.map((mark, i) => (
            <li key={i} class={mark === 'decided' ? 'y' : mark === 'asked' ? 'w' : 'e'}>
              {mark === 'decided' ? <Icon name="i-yes" /> : mark === 'asked' ? <Icon name="i-clock" /> : i + 1}
            </li>
          ))}
        </ol>
      )}
    </header>
  );
}

const k_before = new Set(['received', 'triaged', 'survey_waiting', 'surveyed', 'on_hold']);

function NotNow(props: { need: Need }): JSX.Element {
  const words = t.value.people_col;
  const state = common.value.need_status[props.need.status];
  const is_before = k_before.has(props.need.status);
  return (
    <div class="pad rule-top">
      <p>{is_before ? words.not_yet(state) : words.over(state)}</p>
      {is_before && <p class="dim">{words.not_yet_next}</p>}
    </div>
  );
}

/** Candidates are a proposal of the moment: read when the need opens or changes; my ticks stay. */
function use_candidates(need: Need): { found: Candidates | null; problem: Problem | null; again: () => void } {
  const [found, set_found] = useState<Candidates | null>(null);
  const [problem, set_problem] = useState<Problem | null>(null);
  const [round, set_round] = useState(0);
  useEffect(() => {
    let is_here = true;
    void api.get<Candidates>(`/needs/${need.id}/candidates?limit=${k_limit}`).then((reply) => {
      if (!is_here) return;
      if (reply.ok) set_found(reply.data);
      set_problem(reply.ok ? null : reply.problem);
    });
    return () => {
      is_here = false;
    };
  }, [need.id, need.version, round]);
  return { found, problem, again: () => set_round(round + 1) };
}

const k_expiries = ['600', '1800', '3600', '10800', '86400', '259200'] as const;
type Expiry = (typeof k_expiries)[number];

interface ChooseProps {
  need: Need;
  offers: readonly Offer[];
  put: (offers: readonly Offer[]) => void;
  wave: WaveState;
}

function Choose(props: ChooseProps): JSX.Element {
  const { need, offers, put } = props;
  const words = t.value.people_col;
  const { found, problem, again } = use_candidates(need);
  const [picked, set_picked] = useState<ReadonlyMap<Id, string>>(new Map());
  const [expiry, set_expiry] = useState<Expiry>(need.incident_id ? '1800' : '86400');
  const [is_asking, set_asking] = useState(false);
  const send = use_send();

  const taken = new Set(offers.filter((one) => ['open', 'accepted', 'waitlisted'].includes(one.status)).map((one) => one.volunteer_id));
  const rows = (found?.items ?? []).filter((one) => !taken.has(one.volunteer.id));
  const chosen = [...picked.keys()].filter((id) => !taken.has(id));
  const toggle = (id: Id, name: string): void => {
    const next = new Map(picked);
    if (!next.delete(id)) next.set(id, name);
    set_picked(next);
  };

  const submit = async (): Promise<void> => {
    set_asking(false);
    if (chosen.length === 0 || send.is_busy) return;
    const reply = await send.post<{ items: Offer[] }>(`/needs/${need.id}/offers`, { volunteer_ids: chosen, expires_in_s: Number(expiry) });
    if (!reply.ok) {
      if (reply.problem.status === 409) again();
      return;
    }
    put(reply.data.items);
    set_picked(new Map());
    again();
    const made = reply.data.items.map((one) => one.id);
    const undo = (): void => {
      last_undo.value = null;
      void withdraw_all(made, put);
    };
    last_undo.value = undo;
    toast(words.sent(made.length, need.number, places_left(need.places)), { undo });
  };
  use_key('a', chosen.length > 0 ? () => set_asking(true) : null);

  const time = words.expiry[expiry];
  return (
    <>
      <header class="cand-head">
        <h2 class="h">{found ? (found.items.length >= k_limit ? words.many(rows.length) : words.candidates(rows.length)) : words.loading}</h2>
        <span class="dim push">{words.order}</span>
      </header>
      <div class="scroll" data-rows>
        {problem && (
          <div class="pad">
            <ProblemNotice problem={problem}>
              <Button small onClick={again}>
                {words.reload}
              </Button>
            </ProblemNotice>
          </div>
        )}
        <ol class="cands">
          {rows.map((one, i) => (
            <CandidateRow key={one.volunteer.id} one={one} rank={i + 1} is_on={picked.has(one.volunteer.id)} toggle={toggle} />
          ))}
        </ol>
        {found && rows.length === 0 && <p class="pad">{words.none}</p>}
      </div>
      {found && found.excluded.length > 0 && <Excluded need={need} groups={found.excluded} picked={picked} toggle={toggle} />}
      <div class="foot send">
        {send.problem && (
          <ProblemNotice problem={send.problem}>
            <Button small onClick={() => send.set_problem(null)}>
              {common.value.action.close}
            </Button>
          </ProblemNotice>
        )}
        <Button kind="main" class="nb" disabled={chosen.length === 0 || send.is_busy} onClick={() => void submit()}>
          {chosen.length === 0 ? words.send_none : words.send(chosen.length)}
        </Button>
        <StartWave need={need} state={props.wave} on_asked={again} />
        <div class="send-note">
          <label class="expiry">
          <span>{words.expires}</span>
          <select class="input" value={expiry} onChange={(event) => set_expiry(event.currentTarget.value as Expiry)}>
            {k_expiries.map((one) => (
              <option key={one} value={one}>
                {words.expiry[one]}
              </option>
            ))}
          </select>
        </label>
        <span class="dim">{words.first_come(places_left(need.places))}</span>
        </div>
      </div>
      {is_asking && (
        <Dialog
          title={words.confirm(chosen.length, time)}
          onClose={() => set_asking(false)}
          foot={
            <>
              <Button kind="quiet" onClick={() => set_asking(false)}>
                {common.value.action.cancel}
              </Button>
              <Button kind="main" onClick={() => void submit()}>
                {words.send(chosen.length)}
              </Button>
            </>
          }
        >
          <p>{chosen.map((id) => picked.get(id)).join('、')}</p>
        </Dialog>
      )}
    </>
  );
}

async function withdraw_all(ids: readonly Id[], put: (offers: readonly Offer[]) => void): Promise<void> {
  const replies = await Promise.all(ids.map((id) => api.post<{ offer: Offer }>(`/offers/${id}/withdraw`, {})));
  put(replies.flatMap((reply) => (reply.ok ? [reply.data.offer] : [])));
  if (replies.every((reply) => reply.ok)) toast(t.value.people_col.undone);
  else toast(common.value.problem.wrong_state, { kind: 'error' });
}

function CandidateRow(props: { one: Candidate; rank: number; is_on: boolean; toggle: (id: Id, name: string) => void }): JSX.Element {
  const { one, rank, is_on, toggle } = props;
  const words = t.value.people_col;
  const { volunteer } = one;
  const reasons = one.reasons.filter((reason) => reason.code !== 'near').map(reason_words);
  return (
    <li class={is_on ? 'cd on' : 'cd'} data-row>
      <label>
        <span class="sr">{words.select(volunteer.name)}</span>
        <input type="checkbox" checked={is_on} onChange={() => toggle(volunteer.id, volunteer.name)} />
      </label>
      <span class="rk">{rank}</span>
      <span>
        <b>{volunteer.name}</b>　<span class="dim">{district_name(volunteer.district_id)}</span>
        <br />
        <span class="rs">
          {reasons.length ? reasons.join(' ・ ') : words.no_reason}
          {one.warnings.map((warning) => (
            <span key={warning.code} class="warn">
              <Icon name="i-warn" /> {gate_word(warning.code)}
            </span>
          ))}
        </span>
      </span>
      <span class="km num">{one.distance_m === null ? '—' : distance(one.distance_m)}</span>
    </li>
  );
}

