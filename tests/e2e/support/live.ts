// A WebSocket client that keeps what it is told as a real client would, and holds every message against the contract.

import WebSocket from 'ws';
import { complaint_of } from './contract.ts';
import type { Body } from './client.ts';
import type { Server } from './server.ts';

const k_schema: Record<string, string> = {
  snapshot: 'Snapshot',
  events: 'Events',
  resync: 'Resync',
  ping: 'Ping',
  problem: 'LiveProblem',
};

export const k_closed_statuses = ['done', 'cancelled', 'declined', 'merged'];

/** What a screen holds of one topic. */
export class TopicState {
  seq = 0;
  snapshots = 0;
  resyncs = 0;
  /** Journal numbers of the events taken, in their order, since the last snapshot and before it. */
  seqs: number[] = [];
  /** Events that came although they were known: a client ignores them. */
  repeated: number[] = [];
  events: Body[] = [];
  needs = new Map<string, Body>();
  offers = new Map<string, Body>();
  dots = new Map<string, Body>();
  need_dots = new Map<string, Body>();
  progress = new Map<string, Body>();
  total: Body = null;
  round: Body = null;
  readonly topic: string;

  constructor(topic: string) {
    this.topic = topic;
  }

  take(message: Body): void {
    if (message.type === 'resync') {
      this.resyncs += 1;
      return;
    }
    if (message.type === 'snapshot') this.take_snapshot(message);
    if (message.type === 'events') for (const event of message.events) this.take_event(event);
    if (message.seq > this.seq) this.seq = message.seq;
  }

  private take_snapshot(message: Body): void {
    this.snapshots += 1;
    this.seq = message.seq;
    const data = message.data;
    if (this.topic === 'needs') this.needs = by_id(data.items);
    else if (this.topic === 'me') this.offers = by_id(data.items);
    else {
      this.dots = new Map(data.dots.map((d: Body) => [dot_key(d), d]));
      this.need_dots = new Map(data.needs.map((d: Body) => [need_dot_key(d), d]));
      this.progress = new Map(data.progress.map((p: Body) => [p.district_id, p]));
      this.total = data.total;
      this.round = data.round;
    }
  }

  private take_event(event: Body): void {
    if (event.seq <= this.seq) {
      this.repeated.push(event.seq);
      return;
    }
    this.seq = event.seq;
    this.seqs.push(event.seq);
    this.events.push(event);
    if (event.need) this.needs.set(event.need.id, event.need);
    if (event.offer) this.offers.set(event.offer.id, event.offer);
    for (const row of event.progress ?? []) this.progress.set(row.district_id, row);
    if (event.total) this.total = event.total;
    if (event.round) this.round = event.round;
    for (const dot of event.dots ?? []) {
      if (dot.count === 0 || dot.status === 'deceased') this.dots.delete(dot_key(dot));
      else this.dots.set(dot_key(dot), dot);
    }
    for (const dot of event.need_dots ?? []) {
      if (dot.count === 0) this.need_dots.delete(need_dot_key(dot));
      else this.need_dots.set(need_dot_key(dot), dot);
    }
  }

  /** The rows that a list of open needs would show. */
  open_needs(): Body[] {
    return [...this.needs.values()].filter((need) => !k_closed_statuses.includes(need.status));
  }
}

export const by_id = (items: Body[]) => new Map<string, Body>(items.map((item) => [item.id, item]));
export const dot_key = (d: Body) => d.registrant_id ?? `${d.lat},${d.lng},${d.district_id},${d.status}`;
export const need_dot_key = (d: Body) => d.need_id ?? `${d.lat},${d.lng},${d.status},${d.priority}`;

export interface Closed {
  code: number;
  reason: string;
}

export class Live {
  readonly socket: WebSocket;
  readonly topics = new Map<string, TopicState>();
  readonly messages: Body[] = [];
  readonly problems: Body[] = [];
  /** Complaints about messages by the contract: none in a good test. */
  readonly complaints: string[] = [];
  readonly closed: Promise<Closed>;
  is_closed = false;
  private waiting: { wants: () => boolean; go: () => void }[] = [];

  private constructor(socket: WebSocket, kept?: Map<string, TopicState>) {
    this.socket = socket;
    if (kept) this.topics = kept;
    this.closed = new Promise((done) =>
      socket.once('close', (code, reason) => {
        this.is_closed = true;
        this.look();
        done({ code, reason: reason.toString() });
      }),
    );
    socket.on('error', () => undefined);
    socket.on('message', (data) => this.hear(String(data)));
  }

  /** Open, or the refusal: an error with `status`. `kept`: the topics of the connection before, to go on with. */
  static open(
    server: Server,
    token: string | null,
    options: { kept?: Map<string, TopicState>; headers?: Record<string, string>; protocols?: string[] } = {},
  ): Promise<Live> {
    const url = `${server.url.replace(/^http/, 'ws')}/api/v1/live`;
    const protocols = options.protocols ?? (token ? ['musubi.v1', `bearer.${token}`] : []);
    const socket = new WebSocket(url, protocols, { headers: options.headers ?? {}, handshakeTimeout: 20_000 });
    const live = new Live(socket, options.kept);
    return new Promise((done, failed) => {
      socket.once('open', () => done(live));
      socket.once('unexpected-response', (_request, reply) => {
        failed(Object.assign(new Error(`refused with ${reply.statusCode}`), { status: reply.statusCode ?? 0 }));
        reply.resume();
        socket.terminate();
      });
      socket.once('error', failed);
    });
  }

  topic(name: string): TopicState {
    let state = this.topics.get(name);
    if (!state) {
      state = new TopicState(name);
      this.topics.set(name, state);
    }
    return state;
  }

  private hear(text: string): void {
    const message: Body = JSON.parse(text);
    this.messages.push(message);
    const schema = k_schema[message.type];
    const wrong = schema ? complaint_of(schema, message) : `type ${message.type}`;
    if (wrong) this.complaints.push(`${message.type} ${message.topic ?? ''}: ${wrong} in ${text.slice(0, 500)}`);
    if (message.type === 'snapshot') {
      const shape = message.topic === 'needs' ? 'NeedList' : message.topic === 'me' ? 'OfferList' : 'MapView';
      const odd = complaint_of(shape, message.data);
      if (odd) this.complaints.push(`snapshot ${message.topic}: ${odd}`);
    }
    if (message.type === 'problem') this.problems.push(message);
    else if (message.topic) {
      this.topic(message.topic).take(message);
      // As a real client: a fresh snapshot instead of what was missed.
      if (message.type === 'resync') this.say({ type: 'subscribe', topic: message.topic });
    }
    this.look();
  }

  private look(): void {
    for (const one of this.waiting.filter((w) => w.wants())) {
      this.waiting = this.waiting.filter((w) => w !== one);
      one.go();
    }
  }

  say(message: unknown): void {
    if (this.socket.readyState === WebSocket.OPEN)
      this.socket.send(typeof message === 'string' ? message : JSON.stringify(message));
  }

  /** Subscribes and waits for the answer: snapshot, events (when resuming) or refusal. */
  async subscribe(topic: string, since?: number): Promise<TopicState> {
    const before = this.messages.length;
    const state = this.topic(topic);
    this.say({ type: 'subscribe', topic, ...(since === undefined ? {} : { since }) });
    await this.until(() => this.messages.slice(before).some((m) => m.topic === topic), `an answer for ${topic}`);
    return state;
  }

  until(wants: () => boolean, what = 'what was waited for', within_ms = 60_000): Promise<void> {
    if (wants()) return Promise.resolve();
    return new Promise((done, failed) => {
      const entry = { wants, go: () => (clearTimeout(late), done()) };
      const late = setTimeout(() => {
        this.waiting = this.waiting.filter((w) => w !== entry);
        const last = this.messages.slice(-3).map((m) => JSON.stringify(m).slice(0, 300));
        failed(new Error(`${what} did not come within ${within_ms} ms; last heard: ${last.join('\n') || 'nothing'}`));
      }, within_ms);
      this.waiting.push(entry);
    });
  }

  /** Until the topic is complete up to a journal number (by its events; a topic may have none of it). */
  until_seq(topic: string, seq: number, within_ms = 60_000): Promise<void> {
    return this.until(
      () => this.topic(topic).seq >= seq,
      `${topic} up to ${seq} (is at ${this.topic(topic).seq})`,
      within_ms,
    );
  }

  async close(): Promise<void> {
    if (this.is_closed) return;
    this.socket.close();
    const late = setTimeout(() => this.socket.terminate(), 2_000);
    await this.closed;
    clearTimeout(late);
  }
  /** As when the radio goes dead: no goodbye. */
  async cut(): Promise<void> {
    this.socket.terminate();
    await this.closed;
  }
}
