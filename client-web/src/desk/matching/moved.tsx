// While a plan lies open, the world goes on: what touches it is told here and marked in the table; 確定 asks the server anyway.
import { computed, signal } from '@preact/signals';
import type { JSX } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { api } from '../../net/api';
import { plans } from '../../net/plans';
import type { Board } from '../../state/plan';
import { moved_key, moved_since, type Moved } from '../../state/plan_moves';
import { Button, Dialog, Icon, moment, now } from '../../ui';
import type { HistoryLine, Id, Offer, Plan } from '../../wire/types';
import { is_ready, live_plans, needs, seen_offers } from '../scope';
import { t, word_of } from '../words';
import { resolve } from './actions';
import { moved_word } from './say';
import { board, plan, take_plan, work } from './store';
import { m } from './words';

function* all_offers(): Iterable<Offer> {
  for (const map of seen_offers.value) for (const offer of map.values()) yield offer;
}

/** What has moved since the open plan was made, as far as the live topics tell. */
export const moved = computed<readonly Moved[]>(() => (plan.value ? moved_since(plan.value, needs.value, all_offers(), is_ready.value) : []));

/** Who did it and when, by need; read from the history once for each change. */
export const moved_line = signal<ReadonlyMap<Id, string>>(new Map());

async function read_line(need_id: Id): Promise<void> {
  const reply = await api.get<{ items: HistoryLine[] }>(`/needs/${need_id}/history`);
  const last = reply.ok ? [...reply.data.items].sort((a, b) => b.seq - a.seq)[0] : undefined;
  if (!last) return;
  const when = moment(last.occurred_at, now.value);
  const did = word_of(t.value.event, last.type);
  const line = last.actor_name ? m.value.moved.by(when, last.actor_name, did) : m.value.moved.at(when, did);
  moved_line.value = new Map(moved_line.value).set(need_id, line);
}

/** Reads the lines of what is newly moved. */
export function use_moved_lines(): void {
  const list = moved.value;
  const key = moved_key(list);
  useEffect(() => {
    for (const need_id of new Set(list.flatMap((one) => (one.need_id ? [one.need_id] : [])))) void read_line(need_id);
  }, [key]);
}

/** The plan as another desk left it, when it is newer than the one on screen. It is shown on a press, not under the hand. */
const newer = signal<Plan | null>(null);

export function use_newer_plan(): void {
  const open = plan.value;
  const told = open ? (live_plans.value.get(open.id) ?? 0) : 0;
  useEffect(() => {
    newer.value = null;
    if (!open || told === 0) return;
    let is_here = true;
    // Our own change comes back as an event too: look only when the answer to it is in.
    const timer = window.setTimeout(() => {
      if (work.value) return;
      void plans.read(open.id).then((reply) => {
        const known = plan.value;
        if (is_here && reply.ok && known?.id === reply.data.id && reply.data.version > known.version) newer.value = reply.data;
      });
    }, 300);
    return () => {
      is_here = false;
      window.clearTimeout(timer);
    };
  }, [open?.id, open?.version, told]);
}

/** Takes the place of 案のよさ: what was proved of an older world is no longer the thing to say. */
export function MovedNotice(): JSX.Element | null {
  const words = m.value.moved;
  const [is_open, set_open] = useState(false);
  const list = moved.value;
  const now_board = board.value;
  const other = newer.value;
  if (other) {
    return (
      <div class="grow m-alert">
        <p role="status">
          <Icon name="i-warn" />
          {other.status === 'committed' ? words.plan_committed : words.plan_changed}
        </p>
          <Button small onClick={() => void take_plan(other, false)}>
            {words.read}
          </Button>
      </div>
    );
  }
  if (!now_board || list.length === 0) return null;
  return (
    <div class="grow m-alert">
      <p role="status">
        <Icon name="i-warn" />
        {words.title(list.length)}
      </p>
        <Button small onClick={() => set_open(true)}>
          {words.show}
        </Button>
      {is_open && <MovedList of={now_board} onClose={() => set_open(false)} />}
    </div>
  );
}

export const is_moved = computed(() => moved.value.length > 0 || newer.value !== null);

function MovedList(props: { of: Board; onClose: () => void }): JSX.Element {
  const words = m.value.moved;
  const again = (): void => {
    props.onClose();
    void resolve();
  };
  return (
    <Dialog
      title={words.title(moved.value.length)}
      onClose={props.onClose}
      foot={
        <>
          <Button kind="quiet" onClick={props.onClose}>
            {m.value.refused.back}
          </Button>
          <Button kind="main" disabled={!!work.value} onClick={again}>
            {m.value.resolve}
          </Button>
        </>
      }
    >
      <ul class="m-moved">
        {moved.value.map((one, i) => (
          <li key={i}>
            {moved_word(props.of, one)}
            {one.need_id && moved_line.value.has(one.need_id) && <span class="dim">　{moved_line.value.get(one.need_id)}</span>}
          </li>
        ))}
      </ul>
      <p class="dim">{m.value.refused.again_note}</p>
    </Dialog>
  );
}
