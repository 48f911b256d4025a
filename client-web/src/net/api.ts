import { signal } from '@preact/signals';
import { decode_problem } from '../wire/decode';
import type { Problem } from '../wire/types';
import { uuid7 } from './uuid';

export interface Done<T> {
  ok: true;
  status: number;
  data: T;
  /** The number inside ETag "N", for If-Match. */
  version: number | null;
}
export interface Refused {
  ok: false;
  problem: Problem;
  retry_after_s: number | null;
}
export type Reply<T> = Done<T> | Refused;

export interface CallOptions {
  /** Idempotency key: give the same one again when the same press is sent again. */
  key?: string;
  /** Version read before editing; becomes If-Match. */
  if_match?: number;
  /** POST that only reads or signs in: carries no key. */
  keyless?: boolean;
  content_type?: string;
  timeout_ms?: number;
  /** Without the session: for what a device says about itself. */
  anonymous?: boolean;
  /** A 401 is no news to the page. */
  quiet?: boolean;
}

const k_root = '/api/v1';
const k_timeout_ms = 15_000;

/** True after any answer 401: the page asks for a new sign-in and keeps what was typed. */
export const session_lost = signal(false);

/** Code of the Problem made here when no answer came at all. Its status is 0. */
export const k_unreachable = 'unreachable';

function unreachable(): Refused {
  const problem: Problem = {
    type: '/problems/unreachable',
    code: k_unreachable,
    status: 0,
    title: '',
    errors: [],
    next: [],
  };
  return { ok: false, problem, retry_after_s: null };
}

export function is_unreachable(reply: Reply<unknown>): boolean {
  return !reply.ok && reply.problem.status === 0;
}

function version_of(headers: Headers): number | null {
  const match = /^(?:W\/)?"(\d+)"$/.exec(headers.get('ETag') ?? '');
  return match ? Number(match[1]) : null;
}

async function call<T>(method: string, path: string, body: unknown, options: CallOptions): Promise<Reply<T>> {
  const headers: Record<string, string> = { Accept: 'application/json' };
  if (body !== undefined) headers['Content-Type'] = options.content_type ?? 'application/json';
  if (method !== 'GET' && !options.keyless) headers['Idempotency-Key'] = options.key ?? uuid7();
  if (options.if_match !== undefined) headers['If-Match'] = `"${options.if_match}"`;
  const stop = new AbortController();
  const timer = setTimeout(() => stop.abort(), options.timeout_ms ?? k_timeout_ms);
  try {
    const payload = body === undefined ? undefined : typeof body === 'string' || body instanceof Blob ? body : JSON.stringify(body);
    const credentials = options.anonymous ? 'omit' : 'same-origin';
    const init: RequestInit = { method, headers, signal: stop.signal, credentials, cache: 'no-store' };
    if (payload !== undefined) init.body = payload;
    const answer = await fetch(k_root + path, init);
    const text = await answer.text();
    const data: unknown = text === '' ? null : parse(text);
    if (answer.ok) return { ok: true, status: answer.status, data: data as T, version: version_of(answer.headers) };
    if (answer.status === 401 && path !== '/session' && !options.quiet) session_lost.value = true;
    const retry = Number(answer.headers.get('Retry-After'));
    const retry_after_s = Number.isFinite(retry) && retry > 0 ? retry : null;
    return { ok: false, problem: decode_problem(answer.status, data), retry_after_s };
  } catch {
    return unreachable();
  } finally {
    clearTimeout(timer);
  }
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

/** The only way to the HTTP API. Never throws: an answer is Done or Refused, silence is Refused with status 0. */
export const api = {
  get: <T>(path: string, options: CallOptions = {}) => call<T>('GET', path, undefined, options),
  post: <T>(path: string, body: unknown, options: CallOptions = {}) => call<T>('POST', path, body, options),
  patch: <T>(path: string, body: unknown, if_match: number, options: CallOptions = {}) =>
    call<T>('PATCH', path, body, { ...options, if_match }),
  delete: <T>(path: string, options: CallOptions = {}) => call<T>('DELETE', path, undefined, options),
  /** Reads by POST (/search, /needs/duplicates): no key, nothing changes. */
  read: <T>(path: string, body: unknown) => call<T>('POST', path, body, { keyless: true }),
};
