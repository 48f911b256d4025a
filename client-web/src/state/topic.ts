import type { LiveEvent, LiveMessage } from '../wire/types';

/** What a page knows of one live topic. `seq` null means: nothing yet, or told to start again. */
export interface TopicState<D> {
  seq: number | null;
  data: D | null;
  /** Code of a refusal of the subscription itself (forbidden, not_found). */
  problem: string | null;
}

/** How one topic turns a snapshot into its data and an event into newer data. */
export interface TopicKind<D> {
  start: (snapshot: unknown) => D;
  /** Events come in order, each once. May change maps inside `data` but returns a new shell. */
  fold: (data: D, events: LiveEvent[]) => D;
  /** For a kind that tells what changed since the page last looked: forgets that, before the next messages are applied. */
  looked_at?: (data: D) => D;
}

export function empty_topic<D>(): TopicState<D> {
  return { seq: null, data: null, problem: null };
}

/**
 * Applies one message. Events at or below the known number are dropped, so a repeated delivery changes nothing;
 * gaps are normal (topics are filtered), so a gap is never taken for a loss. A resync keeps the old rows on
 * screen but forgets the number, which asks for a fresh snapshot.
 */
export function apply_message<D>(state: TopicState<D>, message: LiveMessage, kind: TopicKind<D>): TopicState<D> {
  switch (message.type) {
    case 'snapshot':
      return { seq: message.seq, data: kind.start(message.data), problem: null };
    case 'events': {
      if (state.data === null || state.seq === null) return state;
      const known = state.seq;
      const fresh = message.events.filter((event) => event.seq > known).sort((a, b) => a.seq - b.seq);
      const seq = Math.max(known, message.seq);
      if (fresh.length === 0) return seq === known ? state : { ...state, seq };
      return { seq, data: kind.fold(state.data, fresh), problem: null };
    }
    case 'resync':
      return { ...state, seq: null };
    case 'problem':
      return { ...state, problem: message.code };
    case 'ping':
      return state;
  }
}

/**
 * Applies the messages that came since the page last looked. What a kind tells as changed covers all of them, since
 * the page sees only the last state.
 */
export function apply_messages<D>(state: TopicState<D>, messages: LiveMessage[], kind: TopicKind<D>): TopicState<D> {
  if (messages.length === 0) return state;
  const is_telling = state.data !== null && kind.looked_at !== undefined;
  const seen = is_telling ? { ...state, data: kind.looked_at!(state.data!) } : state;
  return messages.reduce((so_far, message) => apply_message(so_far, message, kind), seen);
}
