// One signed-in person at an HTTP client. Every answer is held against the contract, whatever the test asks about.

import { randomBytes } from 'node:crypto';
import { request, type Agent } from 'node:http';
import { answer_complaint, operation_at, wants_key, type Answer, type Json } from './contract.ts';
import { k_password, type Server } from './server.ts';

/** Version 7, as our clients make them. */
export function new_id(now = Date.now()): string {
  const bytes = randomBytes(16);
  bytes.writeUIntBE(now, 0, 6);
  bytes[6] = ((bytes[6] ?? 0) & 0x0f) | 0x70;
  bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80;
  const hex = bytes.toString('hex');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`;
}

export interface RawRequest {
  method: string;
  path: string;
  headers?: Record<string, string>;
  body?: string | Buffer;
  agent?: Agent;
}

export function raw_call(base: string, asked: RawRequest): Promise<Answer> {
  const url = new URL(base);
  return new Promise((done, failed) => {
    const sent = request(
      {
        host: url.hostname,
        port: url.port,
        method: asked.method.toUpperCase(),
        path: asked.path,
        agent: asked.agent,
        headers: {
          ...(asked.body !== undefined ? { 'content-length': String(Buffer.byteLength(asked.body)) } : {}),
          ...asked.headers,
        },
      },
      (reply) => {
        const pieces: Buffer[] = [];
        reply.on('data', (piece: Buffer) => pieces.push(piece));
        reply.on('error', failed);
        reply.on('end', () => {
          const text = Buffer.concat(pieces).toString('utf8');
          let body: Json = null;
          if (/json/.test(String(reply.headers['content-type'] ?? ''))) {
            try {
              body = JSON.parse(text);
            } catch {
              body = undefined;
            }
          }
          done({ status: reply.statusCode ?? 0, headers: reply.headers, text, body });
        });
      },
    );
    sent.on('error', failed);
    sent.setTimeout(60_000, () => sent.destroy(new Error(`no answer within 60 s: ${asked.method} ${asked.path}`)));
    sent.end(asked.body);
  });
}

// Answers are checked by the contract; a test then reads what it knows to be there.
// eslint-disable-next-line @typescript-eslint/no-explicit-any
export type Body = any;
export interface Reply {
  status: number;
  headers: Answer['headers'];
  text: string;
  body: Body;
  /** problem code, or '' */
  code: string;
}

export interface Sending {
  key?: string | null;
  if_match?: string | number | null;
  headers?: Record<string, string>;
  /** Anything else than the JSON of `body`. */
  raw_body?: string | Buffer;
  content_type?: string | null;
}

export class ContractBroken extends Error {}

export class Api {
  readonly server: Server;
  readonly token: string | null;
  readonly account: Body;
  /** Every answer's text, when switched on. */
  heard: { method: string; path: string; status: number; text: string }[] | null = null;

  constructor(server: Server, token: string | null = null, account: Body = null) {
    this.server = server;
    this.token = token;
    this.account = account;
  }

  async send(method: string, path: string, body?: unknown, how: Sending = {}): Promise<Reply> {
    const full = path.startsWith('/api/') || !path.startsWith('/') ? path : is_root(path) ? path : `/api/v1${path}`;
    const op = operation_at(method, full);
    const headers: Record<string, string> = {};
    if (this.token) headers.authorization = `Bearer ${this.token}`;
    const text = how.raw_body ?? (body === undefined ? undefined : JSON.stringify(body));
    if (text !== undefined && how.content_type !== null)
      headers['content-type'] = how.content_type ?? 'application/json';
    const key = how.key === undefined ? (op && wants_key(op) ? new_id() : null) : how.key;
    if (key !== null) headers['idempotency-key'] = key;
    if (how.if_match !== undefined && how.if_match !== null)
      headers['if-match'] = typeof how.if_match === 'number' ? `"${how.if_match}"` : how.if_match;
    Object.assign(headers, how.headers);
    const answer = await raw_call(this.server.url, {
      method,
      path: full,
      headers,
      agent: this.server.agent,
      ...(text !== undefined ? { body: text } : {}),
    });
    this.heard?.push({ method, path: full, status: answer.status, text: answer.text });
    const wrong = answer_complaint(method, full, answer);
    if (wrong) throw new ContractBroken(wrong);
    return { ...answer, body: answer.body as Body, code: (answer.body as Body)?.code ?? '' };
  }

  get(path: string, how: Sending = {}) {
    return this.send('get', path, undefined, how);
  }
  post(path: string, body: unknown = {}, how: Sending = {}) {
    return this.send('post', path, body, how);
  }
  patch(path: string, body: unknown, version: number | string | null, how: Sending = {}) {
    return this.send('patch', path, body, { if_match: version, ...how });
  }
  del(path: string, how: Sending = {}) {
    return this.send('delete', path, undefined, how);
  }

  /** The same, where nothing but a success makes sense: gives the body. */
  async must(method: string, path: string, body?: unknown, how: Sending = {}): Promise<Body> {
    const reply = await this.send(method, path, body, how);
    if (reply.status >= 300) throw new Error(`${method.toUpperCase()} ${path} → ${reply.status} ${reply.text}`);
    return reply.body;
  }
  read(path: string) {
    return this.must('get', path);
  }
  make(path: string, body: unknown = {}, how: Sending = {}) {
    return this.must('post', path, body, how);
  }
  change(path: string, body: unknown, version: number) {
    return this.must('patch', path, body, { if_match: version });
  }

  /** All pages of a list. */
  async all(path: string): Promise<Body[]> {
    const items: Body[] = [];
    let cursor: string | null = null;
    do {
      const mark: string = cursor ? `${path.includes('?') ? '&' : '?'}cursor=${encodeURIComponent(cursor)}` : '';
      const page: Body = await this.read(path + mark);
      items.push(...page.items);
      cursor = page.next_cursor;
    } while (cursor);
    return items;
  }
}

function is_root(path: string): boolean {
  return ['/healthz', '/readyz', '/metrics', '/openapi.json', '/docs'].includes(path.split('?')[0] ?? '');
}

export async function sign_in(server: Server, login: string, password = k_password): Promise<Api> {
  const reply = await new Api(server).send('post', '/session', { login, password });
  if (reply.status !== 200) throw new Error(`sign-in of ${login} → ${reply.status} ${reply.text}`);
  return new Api(server, reply.body.token, reply.body.account);
}

/** The journal's number now, by the one list that is open to all. */
export async function journal_seq(server: Server): Promise<number> {
  return (await new Api(server).read('/districts?limit=1')).seq;
}
