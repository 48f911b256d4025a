// The call list: whom to ring, what to say, one key an answer. The row under the hand stays where it is.
import type { JSX } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';
import { common } from '../i18n';
import { api } from '../net/api';
import { count_unshown, is_to_ring, keep_places, next_to_ring, put_offers, put_tried, type CallRow } from '../state/calls';
import { Button, href, ProblemNotice } from '../ui';
import type { CallItem, CallResult, CallTried } from '../wire/offer_types';
import type { AcceptReply, DeclineReason, Id, List, OfferReply, Problem } from '../wire/types';
import { CallAnswers, CallCard, CallLine } from './calls_card';
import { DeskFrame } from './frame';
import { use_key } from './keys';
import { chosen_id, live_offers_seen, started } from './scope';
import { use_send } from './send';
import { calls } from './words_calls';

/** The list as it was read last, the rows on screen, and how to renew either. */
function use_calls(): { rows: CallRow[] | null; behind: number; problem: Problem | null; set: (change: (rows: CallRow[]) => CallRow[]) => void; show_fresh: () => void } {
  const [read, set_read] = useState<readonly CallItem[] | null>(null);
  const [rows, set_rows] = useState<CallRow[] | null>(null);
  const [problem, set_problem] = useState<Problem | null>(null);
  const scope = chosen_id.value;
  const seen = live_offers_seen.value;
  const start = started.value;
  useEffect(() => set_rows(null), [scope]);
  useEffect(() => {
    let is_here = true;
    // Offers come in bursts when a wave asks: one question for all of them.
    const timer = window.setTimeout(() => {
      void api.get<List<CallItem>>(`/call-list${scope === null ? '' : `?incident_id=${scope}`}`).then((reply) => {
        if (!is_here) return;
        set_problem(reply.ok ? null : reply.problem);
        if (!reply.ok) return;
        set_read(reply.data.items);
        set_rows((shown) => (shown === null ? reply.data.items : keep_places(shown, reply.data.items)));
      });
    }, 250);
    return () => {
      is_here = false;
      window.clearTimeout(timer);
    };
  }, [scope, seen.count, start]);
  useEffect(() => {
    set_rows((shown) => shown && put_offers(shown, seen.offers));
  }, [seen.count]);
  return {
    rows,
    behind: rows && read ? count_unshown(rows, read) : 0,
    problem,
    set: (change) => set_rows((shown) => shown && change(shown)),
    show_fresh: () => read && set_rows([...read]),
  };
}

export function CallsPage(props: { id: Id | undefined }): JSX.Element {
  const words = calls.value;
  const { rows, behind, problem, set, show_fresh } = use_calls();
  const [picked, set_picked] = useState<Id | null>(props.id ?? null);
  const list = useRef<HTMLUListElement>(null);
  const here = rows?.find((row) => row.offer.id === picked) ?? rows?.find(is_to_ring) ?? rows?.[0] ?? null;
  const left = rows?.filter(is_to_ring).length ?? 0;
  const pick = (id: Id | null): void => {
    if (id === null) return;
    set_picked(id);
    requestAnimationFrame(() => list.current?.querySelector<HTMLElement>('[aria-current="true"]')?.focus());
  };
  const has_done = rows !== null && rows.length > 0 && left === 0;
  use_key('r', show_fresh);
  return (
    <DeskFrame here="calls" page={words.page}>
      <main class="cols c2 calls" id="main" tabIndex={-1}>
        <section class="col list" aria-label={words.label} data-region tabIndex={-1}>
          <header class="bar">
            <h1 class="h">{words.page}</h1>
            <span class="push">{rows && words.left(left)}</span>
          </header>
          {behind > 0 && (
            <Button kind="quiet" class="new" icon="i-up" onClick={show_fresh}>
              {common.value.action.show_new(behind)}
            </Button>
          )}
          <div class="scroll">
            {problem && (
              <div class="pad">
                <ProblemNotice problem={problem} />
              </div>
            )}
            {!rows && !problem && <p class="loading">{common.value.state.loading}</p>}
            {rows?.length === 0 && (
              <p class="pad">
                <b>{words.none}</b>
                <br />
                <span class="dim">{words.none_note}</span>
              </p>
            )}
            <ul ref={list}>
              {rows?.map((row) => (
                <li key={row.offer.id}>
                  <CallLine row={row} is_here={row === here} pick={() => pick(row.offer.id)} />
                </li>
              ))}
            </ul>
            {has_done && (
              <p class="pad" role="status">
                <b>{words.all_done}</b>
                <br />
                <Button small onClick={show_fresh}>
                  {words.fresh}
                </Button>
              </p>
            )}
          </div>
        </section>
        {here && rows ? (
          <Call key={here.offer.id} row={here} rows={rows} set={set} pick={pick} />
        ) : (
          <section class="col middle" aria-label={words.detail} data-region tabIndex={-1}>
            <p class="pad dim">{rows ? words.none_note : ''}</p>
          </section>
        )}
      </main>
    </DeskFrame>
  );
}

interface CallProps {
  row: CallRow;
  rows: readonly CallRow[];
  set: (change: (rows: CallRow[]) => CallRow[]) => void;
  pick: (id: Id | null) => void;
}

/** One call: the keys and buttons act on the person whose card is open, and on nobody else. */
function Call(props: CallProps): JSX.Element {
  const { row, rows, set, pick } = props;
  const words = calls.value;
  const send = use_send();
  const [said, set_said] = useState('');
  const { offer, volunteer } = row;
  const can_answer = is_to_ring(row) && !send.is_busy;
  const next = next_to_ring(rows, offer.id);
  const at = rows.findIndex((one) => one.offer.id === offer.id);
  const answer = async (word: 'accept' | 'decline', reason?: DeclineReason): Promise<void> => {
    const body = { on_behalf: true, ...(reason && { reason }) };
    const reply = await send.post<AcceptReply | OfferReply>(`/offers/${offer.id}/${word}`, body);
    if (!reply.ok) return;
    set((shown) => put_offers(shown, [reply.data.offer]));
    const how = word === 'decline' ? 'no' : reply.data.status === 'waitlisted' ? 'waits' : 'yes';
    set_said(words.said[how](volunteer.name));
  };
  const tried = async (result: CallResult): Promise<void> => {
    const reply = await send.post<CallTried>(`/offers/${offer.id}/tried`, { result });
    if (!reply.ok) return;
    set((shown) => put_tried(shown, reply.data));
    set_said(words.said.tried(volunteer.name, words.results[result]));
  };
  use_key('y', can_answer ? () => void answer('accept') : null);
  use_key('n', can_answer ? () => void answer('decline') : null);
  use_key('t', can_answer ? () => void tried('no_answer') : null);
  use_key('j', () => pick(rows[at + 1]?.offer.id ?? null));
  use_key('k', () => pick(rows[at - 1]?.offer.id ?? null));
  return (
    <section class="col middle call" aria-label={words.detail} data-region tabIndex={-1}>
      <div class="scroll pad">
        <CallCard row={row} />
        <ProblemNotice problem={send.problem} />
        <CallAnswers row={row} can_answer={can_answer} answer={answer} tried={tried} />
        <p class="call-said" role="status">
          {said}
        </p>
      </div>
      <div class="foot">
        <Button kind="quiet" disabled={next === null} onClick={() => pick(next)}>
          {words.next}
          <kbd>J</kbd>
        </Button>
        <span class="dim">{words.keys}</span>
        <span class="push" />
        <a href={href('people', volunteer.id)}>{words.open_person}</a>
        <a href={href('needs', offer.need_id)}>{words.open_need}</a>
      </div>
    </section>
  );
}
