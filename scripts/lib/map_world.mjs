// What the two live parts of `scripts/bench map` share: a city in a folder of its own, the server on it, 500 changes a
// second, and lines of results.
import { spawn, spawnSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { Agent, request } from 'node:http';
import { loadavg, tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const k_home = join(dirname(fileURLToPath(import.meta.url)), '../..');
// MUSUBI_BUILD: another build than the release, to try the measurement itself.
const k_release = process.env.MUSUBI_BUILD ?? join(k_home, 'build/release');
const k_password = 'bench-horse-7';
const k_changes_a_second = 500;
const k_at_once = 125;
const k_statuses = ['safe_home', 'safe_home', 'safe_sheltered', 'checking', 'unreachable', 'unconfirmed', 'safe_elsewhere'];

export function new_id() {
  const bytes = randomBytes(16);
  bytes.writeUIntBE(Date.now(), 0, 6);
  bytes[6] = (bytes[6] & 0x0f) | 0x70;
  bytes[8] = (bytes[8] & 0x3f) | 0x80;
  return uuid(bytes);
}

export function uuid(bytes) {
  const hex = bytes.toString('hex');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`;
}

export const wait = (ms) => new Promise((done) => setTimeout(done, ms));

export function percentile(values, p) {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor((sorted.length * p) / 100))] ?? null;
}

/** One line of results; with a reference `ratio` says how many times as good ours is. */
export function print(id, name, value, unit, more = {}) {
  const round = (x) => (typeof x === 'number' ? Number(x.toPrecision(4)) : x);
  const line = { id, name, reference: null, value: round(value), unit, ratio: null, runs: 1, min: round(value), max: round(value), ...more };
  for (const key of ['value', 'min', 'max', 'ratio']) line[key] = round(line[key]);
  line.load = Number(loadavg()[0].toFixed(1));
  console.log(JSON.stringify(line));
}

function run(program, args, input = '') {
  const ran = spawnSync(program, args, { input, encoding: 'utf8', maxBuffer: 1 << 26 });
  if (ran.status !== 0) throw new Error(`${program} ${args[0]} failed: ${ran.stderr}`);
  return ran.stdout;
}

function add_accounts(data) {
  for (const role of ['admin', 'staff', 'viewer']) {
    const args = ['account', 'add', '--data', data, '--login', role, '--role', role, '--password-stdin'];
    run(join(k_release, 'server/musubi'), args, `${k_password}\n`);
  }
}

/** A folder with accounts for the admin, staff and a wall, and nothing else. */
export function make_empty() {
  const root = mkdtempSync(join(tmpdir(), 'musubi-bench-'));
  const data = join(root, 'data');
  add_accounts(data);
  return { root, data, end: () => rmSync(root, { recursive: true, force: true }) };
}

/** A city of `people` with an open round: the folder, the ids, and accounts for staff and a wall. */
export function make_city(people) {
  const root = mkdtempSync(join(tmpdir(), 'musubi-map-'));
  const data = join(root, 'data');
  const made = JSON.parse(run(join(k_release, 'tests/map_seed'), [data, String(people), join(root, 'ids')]));
  add_accounts(data);
  const ids = readFileSync(join(root, 'ids'));
  return { root, data, people, ids, ...made, end: () => rmSync(root, { recursive: true, force: true }) };
}

export async function start_server(city) {
  const dist = join(k_home, 'client-web/dist');
  const client = existsSync(dist) ? dist : join(city.root, 'client');
  mkdirSync(client, { recursive: true });
  if (client !== dist) writeFileSync(join(client, 'index.html'), '<!doctype html><title>bench</title>');
  const began = performance.now();
  const args = ['serve', '--data', city.data, '--port', '0', '--client', client];
  const child = spawn(join(k_release, 'server/musubi'), args, { stdio: ['ignore', 'pipe', 'ignore'] });
  const url = await new Promise((ready, failed) => {
    let said = '';
    child.stdout.on('data', (piece) => {
      if (said === null) return;
      said += piece;
      const match = /ready url=(http:\/\/\S+)/.exec(said);
      if (!match) return;
      said = null;
      ready(new URL(match[1]));
    });
    child.once('exit', () => failed(new Error('the server ended before it was ready')));
  });
  const rss_mb = () => Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${child.pid}/status`, 'utf8'))[1]) / 1024;
  const stop = async () => {
    const ended = new Promise((done) => child.once('exit', done));
    child.kill('SIGTERM');
    await ended;
  };
  return { url, start_ms: performance.now() - began, rss_mb, stop };
}

const agent = new Agent({ keepAlive: true, maxSockets: 64 });

/** A body that is a string goes as it is. @returns {Promise<{status: number, bytes: Buffer, ms: number, head_ms: number}>} */
export function ask(url, token, method, path, body, more = {}) {
  const text = body === undefined ? '' : typeof body === 'string' ? body : JSON.stringify(body);
  const headers = { 'content-type': 'application/json', 'content-length': Buffer.byteLength(text), ...more };
  if (token) headers.authorization = `Bearer ${token}`;
  return new Promise((done, failed) => {
    const began = performance.now();
    const sent = request({ host: url.hostname, port: url.port, method, path: `/api/v1${path}`, agent, headers }, (reply) => {
      const head_ms = performance.now() - began;
      const pieces = [];
      reply.on('data', (piece) => pieces.push(piece));
      reply.on('error', failed);
      reply.on('end', () => done({ status: reply.statusCode, bytes: Buffer.concat(pieces), ms: performance.now() - began, head_ms }));
    });
    sent.on('error', failed);
    sent.end(text);
  });
}

export async function sign_in(url, login) {
  const reply = await ask(url, null, 'POST', '/session', { login, password: k_password });
  if (reply.status !== 200) throw new Error(`sign-in of ${login}: ${reply.status}`);
  return JSON.parse(reply.bytes.toString('utf8')).token;
}

/** Number of the journal in the head of columns. */
export function seq_of(bytes) {
  const head = bytes.subarray(4, 4 + 4096).toString('latin1');
  const whole = bytes.toString('latin1');
  return Number((/"seq":(\d+)/.exec(head) ?? /"seq":(\d+)/.exec(whole))[1]);
}

/**
 * 500 changes a second for `seconds`, in arrays of 125, each of another person. `sent_at` gets the time at which a
 * person's change was sent, by id.
 */
export async function change_people(url, token, city, seconds, sent_at) {
  const every_ms = (1000 * k_at_once) / k_changes_a_second;
  const answers = [];
  const people = city.ids.length / 16;
  const stride = 7919;
  const began = performance.now();
  for (let batch = 0; batch * every_ms < seconds * 1000; batch++) {
    await wait(Math.max(0, began + batch * every_ms - performance.now()));
    const checks = Array.from({ length: k_at_once }, (_, i) => {
      const at = (((batch * k_at_once + i) * stride) % people) * 16;
      return {
        key: new_id(),
        registrant_id: uuid(city.ids.subarray(at, at + 16)),
        status: k_statuses[(batch + i) % k_statuses.length],
        method: 'visit',
      };
    });
    const now = performance.now();
    for (const check of checks) sent_at?.set(check.registrant_id, now);
    answers.push(ask(url, token, 'POST', `/rounds/${city.round}/checks`, checks));
  }
  const replies = await Promise.all(answers);
  const refused = replies.filter((reply) => reply.status !== 200 || /"status":[45]/.test(reply.bytes.toString('latin1')));
  if (refused.length) throw new Error(`changes were refused: ${refused[0].status} ${refused[0].bytes.toString('utf8').slice(0, 300)}`);
  return { changes: replies.length * k_at_once, rate: (replies.length * k_at_once * 1000) / (performance.now() - began) };
}
