import { batch, signal, type Signal } from '@preact/signals';
import { k_dead_after_ms, link_of, reconnect_ms, type Link } from '../state/backoff';
import { apply_messages, empty_topic, type TopicKind, type TopicState } from '../state/topic';
import { decode_live } from '../wire/decode';
import type { LiveMessage } from '../wire/types';

/** The part of WebSocket we use, so that tests can play the server. */
export interface SocketLike {
  readyState: number;
  onopen: ((event: never) => void) | null;
  onmessage: ((event: { data: unknown }) => void) | null;
  onclose: ((event: { code: number }) => void) | null;
  onerror: ((event: never) => void) | null;
  send: (text: string) => void;
  close: (code?: number) => void;
}

export interface Ports {
  open: () => SocketLike;
  now: () => number;
  random: () => number;
  later: (run: () => void, ms: number) => unknown;
  cancel: (timer: unknown) => void;
  /** Runs once, soon: a frame on a visible page. Messages that came before it are applied together. */
  soon: (run: () => void) => void;
}

/** A snapshot that came another way than over the socket, or the code of its refusal; null: no answer, ask again. */
export type Loaded = { seq: number; data: unknown } | { code: string } | null;

interface Topic {
  name: string;
  state: Signal<TopicState<unknown>>;
  kind: TopicKind<unknown>;
  inbox: LiveMessage[];
  load: (() => Promise<Loaded>) | null;
  is_loading: boolean;
}

const k_load_again_ms = 2_000;

/** Code of the close frame for a revoked session: no reconnect, the person signs in again. */
export const k_close_revoked = 4401;

export class Live {
  readonly link = signal<Link>('offline');
  /** Device time (ms) of the last frame from the server: the age of everything on screen. */
  readonly heard_at = signal<number | null>(null);
  /** Server clock minus device clock, from pings. Time left on an offer is counted by the server's clock. */
  readonly clock_skew_ms = signal(0);
  readonly revoked = signal(false);

  private socket: SocketLike | null = null;
  private is_open = false;
  private attempt = 0;
  private is_stopped = true;
  private retry: unknown = null;
  private readonly topics = new Map<string, Topic>();
  private is_draining = false;

  constructor(private readonly ports: Ports) {}

  start(): void {
    if (!this.is_stopped) return;
    this.is_stopped = false;
    this.revoked.value = false;
    this.connect();
  }

  stop(): void {
    this.is_stopped = true;
    this.ports.cancel(this.retry);
    this.drop();
    this.tick();
  }

  /**
   * Follows a topic. Asking twice for one topic gives the same signal. With `load` the snapshot is fetched by it and the
   * socket only tells what came after: for topics that are too large for one message.
   */
  follow<D>(name: string, kind: TopicKind<D>, load: Topic['load'] = null): Signal<TopicState<D>> {
    const known = this.topics.get(name);
    if (known) return known.state as Signal<TopicState<D>>;
    const state = signal(empty_topic<unknown>());
    const topic: Topic = { name, state, kind: kind as TopicKind<unknown>, inbox: [], load, is_loading: false };
    this.topics.set(name, topic);
    if (this.is_open) this.subscribe(topic);
    return topic.state as Signal<TopicState<D>>;
  }

  unfollow(name: string): void {
    if (this.topics.delete(name) && this.is_open) this.say({ type: 'unsubscribe', topic: name });
  }

  /** Once a second, by the page's clock: names the link and ends a socket that has gone silent. */
  tick(): void {
    const now = this.ports.now();
    const heard = this.heard_at.value;
    if (this.is_open && heard !== null && now - heard > k_dead_after_ms) this.lost();
    this.link.value = link_of(this.is_open, heard, now);
  }

  /** The page came back or the interface came up: do not wait for the timer. */
  nudge(): void {
    if (this.is_stopped || this.is_open) return;
    this.attempt = 0;
    this.ports.cancel(this.retry);
    this.drop();
    this.connect();
  }

  private connect(): void {
    this.retry = null;
    const socket = this.ports.open();
    this.socket = socket;
    socket.onopen = () => {
      this.is_open = true;
      this.hear();
      for (const topic of this.topics.values()) this.subscribe(topic);
      this.tick();
    };
    socket.onmessage = (event) => {
      this.hear();
      this.attempt = 0;
      if (typeof event.data === 'string') this.take(event.data);
    };
    socket.onclose = (event) => {
      if (this.socket !== socket) return;
      if (event.code === k_close_revoked) {
        this.is_stopped = true;
        this.revoked.value = true;
      }
      this.lost();
    };
    socket.onerror = () => {};
  }

  private hear(): void {
    this.heard_at.value = this.ports.now();
  }

  private lost(): void {
    this.drop();
    this.tick();
    if (this.is_stopped) return;
    this.ports.cancel(this.retry);
    this.retry = this.ports.later(() => this.connect(), reconnect_ms(this.attempt++, this.ports.random()));
  }

  private drop(): void {
    const socket = this.socket;
    this.socket = null;
    this.is_open = false;
    if (!socket) return;
    socket.onopen = socket.onmessage = socket.onclose = null;
    try {
      socket.close(1000);
    } catch {
      // Already closed, or never opened: nothing to end.
    }
  }

  private subscribe(topic: Topic): void {
    const { seq, data } = topic.state.value;
    if (topic.load && (seq === null || data === null)) return void this.load(topic, topic.load);
    const since = seq !== null && data !== null ? { since: this.newest(topic, seq) } : {};
    this.say({ type: 'subscribe', topic: topic.name, ...since });
  }

  private async load(topic: Topic, load: () => Promise<Loaded>): Promise<void> {
    if (topic.is_loading) return;
    topic.is_loading = true;
    const loaded = await load().catch(() => null);
    topic.is_loading = false;
    if (this.topics.get(topic.name) !== topic || this.is_stopped) return;
    if (loaded === null) {
      this.ports.later(() => this.is_open && this.subscribe(topic), k_load_again_ms);
    } else if ('code' in loaded) {
      topic.state.value = { ...topic.state.value, problem: loaded.code };
    } else {
      topic.inbox = [];
      topic.state.value = { seq: loaded.seq, data: topic.kind.start(loaded.data), problem: null };
      if (this.is_open) this.subscribe(topic);
    }
  }

  /** Messages still in the inbox are ours too; resuming behind them would only repeat them. */
  private newest(topic: Topic, seq: number): number {
    let newest = seq;
    for (const message of topic.inbox) if ('seq' in message) newest = Math.max(newest, message.seq);
    return newest;
  }

  private say(message: object): void {
    try {
      this.socket?.send(JSON.stringify(message));
    } catch {
      this.lost();
    }
  }

  private take(text: string): void {
    const message = decode_live(text);
    if (!message) return;
    if (message.type === 'ping') {
      const server = Date.parse(message.now);
      if (Number.isFinite(server)) this.clock_skew_ms.value = server - this.ports.now();
      return;
    }
    const topic = message.topic === undefined ? undefined : this.topics.get(message.topic);
    if (!topic) return;
    topic.inbox.push(message);
    if (this.is_draining) return;
    this.is_draining = true;
    this.ports.soon(() => this.drain());
  }

  private drain(): void {
    this.is_draining = false;
    batch(() => {
      for (const topic of this.topics.values()) {
        const messages = topic.inbox;
        topic.inbox = [];
        const state = apply_messages(topic.state.value, messages, topic.kind);
        const is_short = topic.load !== null && messages.some(leaves_out_dots);
        topic.state.value = is_short ? { ...state, seq: null } : state;
        const is_stale = is_short || messages.some((message) => message.type === 'resync');
        if (is_stale && topic.state.value.seq === null && this.is_open) this.subscribe(topic);
      }
    });
  }
}

/** An event that changed more dots than it could carry: only a fresh snapshot has them. */
function leaves_out_dots(message: LiveMessage): boolean {
  return message.type === 'events' && message.events.some((event) => event.dots_omitted !== undefined);
}

/** Sockets, clock and frames of a real page. */
export function page_ports(): Ports {
  const scheme = location.protocol === 'https:' ? 'wss:' : 'ws:';
  return {
    open: () => new WebSocket(`${scheme}//${location.host}/api/v1/live`) as SocketLike,
    now: () => Date.now(),
    random: () => Math.random(),
    later: (run, ms) => setTimeout(run, ms),
    cancel: (timer) => clearTimeout(timer as ReturnType<typeof setTimeout>),
    soon: (run) => {
      // A page hidden before its next frame gets none: the timer then does the work.
      let is_done = false;
      const once = (): void => {
        if (is_done) return;
        is_done = true;
        run();
      };
      requestAnimationFrame(once);
      setTimeout(once, 250);
    },
  };
}

/** The one live connection of a page. */
export const live = new Live(typeof location === 'undefined' ? null_ports() : page_ports());

function null_ports(): Ports {
  const silent: SocketLike = {
    readyState: 3,
    onopen: null,
    onmessage: null,
    onclose: null,
    onerror: null,
    send: () => {},
    close: () => {},
  };
  return {
    open: () => silent,
    now: () => 0,
    random: () => 0,
    later: () => null,
    cancel: () => {},
    soon: (run) => run(),
  };
}

/** Wires the connection to the page: second tick, return to the page, interface up. */
export function start_live(): void {
  setInterval(() => live.tick(), 1000);
  addEventListener('online', () => live.nudge());
  document.addEventListener('visibilitychange', () => {
    if (document.visibilityState === 'visible') {
      live.tick();
      live.nudge();
    }
  });
  live.start();
}
