// M4, the storm: many phones tap "accept" on few places over real sockets, each key sent twice. Prints one JSON object a
// line. Nothing may be oversold, no answer torn, and the same key must hear the same answer.
//
//   node scripts/lib/storm.mjs --json [--quick] [--taps N]
//
//   MUSUBI_BIN      the server (default: build/release/server/musubi, else build/dev/server/musubi)
import { spawn, spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { Agent, request } from 'node:http';
import { randomBytes } from 'node:crypto';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const k_home = join(dirname(fileURLToPath(import.meta.url)), '../..');
const k_password = 'bench-horse-7';
const k_places_each = 5;
const k_in_flight = 512; // sockets that wait for an answer at the same time
const k_setup_in_flight = 64;

const args = process.argv.slice(2);
if (args.includes('--help')) {
  console.log('node scripts/lib/storm.mjs --json [--quick] [--taps N]');
  process.exit(0);
}
const quick = args.includes('--quick');
const taps_wanted = args.includes('--taps') ? Number(args[args.indexOf('--taps') + 1]) : quick ? 2_000 : 10_000;
// A tap is one key, sent twice; every need is offered to the same number of people.
const needs_wanted = quick ? 12 : 60;
const keys_each = Math.max(k_places_each, Math.round(taps_wanted / needs_wanted));

function binary() {
  const found = [process.env.MUSUBI_BIN, 'build/release/server/musubi', 'build/dev/server/musubi']
    .filter(Boolean)
    .map((path) => (path.startsWith('/') ? path : join(k_home, path)))
    .find(existsSync);
  if (!found) throw new Error('the server is not built (set MUSUBI_BIN)');
  return found;
}

function new_id() {
  const bytes = randomBytes(16);
  bytes.writeUIntBE(Date.now(), 0, 6);
  bytes[6] = (bytes[6] & 0x0f) | 0x70;
  bytes[8] = (bytes[8] & 0x3f) | 0x80;
  const hex = bytes.toString('hex');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`;
}

async function start_server() {
  const root = mkdtempSync(join(tmpdir(), 'musubi-bench-'));
  const data = join(root, 'data');
  const client = join(root, 'client');
  const program = binary();
  const added = spawnSync(
    program,
    ['account', 'add', '--data', data, '--login', 'admin', '--role', 'admin', '--password-stdin'],
    { input: `${k_password}\n`, encoding: 'utf8' },
  );
  if (added.status !== 0) throw new Error(`account add failed: ${added.stderr}`);
  mkdirSync(client, { recursive: true });
  writeFileSync(join(client, 'index.html'), '<!doctype html><title>bench</title>');
  const child = spawn(program, ['serve', '--data', data, '--port', '0', '--client', client], {
    stdio: ['ignore', 'pipe', 'ignore'],
  });
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
  const stop = async () => {
    const ended = new Promise((done) => child.once('exit', done));
    child.kill('SIGTERM');
    await ended;
    rmSync(root, { recursive: true, force: true });
  };
  return { url, stop };
}

/** One request; `torn` when the answer is not whole JSON. */
function ask(url, agent, token, method, path, body, key) {
  const text = body === undefined ? '' : JSON.stringify(body);
  const headers = { 'content-type': 'application/json', 'content-length': Buffer.byteLength(text) };
  if (token) headers.authorization = `Bearer ${token}`;
  if (key) headers['idempotency-key'] = key;
  return new Promise((done) => {
    const began = performance.now();
    const end = (status, reply, torn) => done({ status, body: reply, torn, ms: performance.now() - began });
    const sent = request(
      { host: url.hostname, port: url.port, method, path: `/api/v1${path}`, agent, headers },
      (reply) => {
        const pieces = [];
        reply.on('data', (piece) => pieces.push(piece));
        reply.on('error', () => end(0, null, true));
        reply.on('end', () => {
          try {
            end(reply.statusCode, JSON.parse(Buffer.concat(pieces).toString('utf8')), false);
          } catch {
            end(reply.statusCode, null, true);
          }
        });
      },
    );
    sent.on('error', () => end(0, null, true));
    sent.end(text);
  });
}

/** Runs all, at most `limit` at a time, and gives the results in order. */
async function all_limited(tasks, limit) {
  const results = new Array(tasks.length);
  let next = 0;
  const worker = async () => {
    while (next < tasks.length) {
      const mine = next++;
      results[mine] = await tasks[mine]();
    }
  };
  await Promise.all(Array.from({ length: Math.min(limit, tasks.length) }, worker));
  return results;
}

function make_setup(url, token) {
  const agent = new Agent({ keepAlive: true, maxSockets: k_setup_in_flight });
  return async (path, body) => {
    const reply = await ask(url, agent, token, 'POST', path, body, new_id());
    if (reply.status >= 300) throw new Error(`POST ${path}: ${reply.status} ${JSON.stringify(reply.body)}`);
    return reply.body;
  };
}

async function set_scene(make) {
  const district = await make('/districts', { code: 'B01', name: '見本', name_kana: 'ミホン', lat: 35.25, lng: 139.15 });
  const person = (n) => ({
    name: `見本 花子${n}`,
    name_kana: 'ミホン ハナコ',
    phone: '090-0000-0000',
    district_id: district.id,
    consent: true,
  });
  const volunteers = await all_limited(
    Array.from({ length: keys_each }, (_, n) => () => make('/volunteers', person(n))),
    k_setup_in_flight,
  );
  const volunteer_ids = volunteers.map((one) => one.id);
  const need = (n) => ({
    title: `片づけ${n}`,
    district_id: district.id,
    requester: { name: `例示 ${n}`, name_kana: 'レイジ', phone: '090-0000-0000' },
    address: `見本町${n}番地`,
    people_needed: k_places_each,
    channel: 'phone',
  });
  return all_limited(
    Array.from({ length: needs_wanted }, (_, n) => async () => {
      const made = await make('/needs', need(n));
      await make(`/needs/${made.id}/triage`, { survey: 'not_needed' });
      const { items } = await make(`/needs/${made.id}/offers`, { volunteer_ids, expires_in_s: 86_400 });
      return { id: made.id, offers: items.map((offer) => offer.id) };
    }),
    4,
  );
}

const percentile = (sorted, p) => sorted[Math.min(sorted.length - 1, Math.floor((sorted.length * p) / 100))];
const said = (answer) => `${answer.status} ${answer.body?.status ?? answer.body?.code ?? ''}`;

async function storm(url, token, needs) {
  const agent = new Agent({ keepAlive: true, maxSockets: k_in_flight });
  const tasks = needs.flatMap((need) =>
    need.offers.flatMap((offer) => {
      const key = new_id();
      const tap = () =>
        ask(url, agent, token, 'POST', `/offers/${offer}/accept`, { on_behalf: true }, key).then((answer) => ({ key, answer }));
      return [tap, tap];
    }),
  );
  // Spread, and the same in every run.
  for (let i = tasks.length - 1; i > 0; i -= 1) {
    const j = (i * 7919) % (i + 1);
    [tasks[i], tasks[j]] = [tasks[j], tasks[i]];
  }
  const began = performance.now();
  const taps = await all_limited(tasks, k_in_flight);
  const seconds = (performance.now() - began) / 1000;
  agent.destroy();
  const by_key = new Map();
  let differs = 0;
  for (const { key, answer } of taps) {
    if (!by_key.has(key)) by_key.set(key, said(answer));
    else if (by_key.get(key) !== said(answer)) differs += 1;
  }
  return { taps: taps.map((one) => one.answer), differs, seconds };
}

async function oversold_places(url, token, needs) {
  const agent = new Agent({ keepAlive: true, maxSockets: k_setup_in_flight });
  let over = 0;
  let unfilled = 0;
  for (const need of needs) {
    const { body } = await ask(url, agent, token, 'GET', `/needs/${need.id}`);
    over += Math.max(0, body.places.accepted - k_places_each);
    unfilled += Math.max(0, k_places_each - body.places.accepted);
  }
  agent.destroy();
  return { over, unfilled };
}

function print(name, value, unit, runs) {
  const goal = { oversold: 0, torn: 0, same_key_differs: 0 }[name];
  const line = { id: 'M4', name, reference: null, value, unit, ratio: null, runs, min: value, max: value };
  if (goal !== undefined) line.goal = goal;
  console.log(JSON.stringify(line));
}

const server = await start_server();
try {
  const { body } = await ask(server.url, new Agent(), null, 'POST', '/session', { login: 'admin', password: k_password });
  const needs = await set_scene(make_setup(server.url, body.token));
  const { taps, differs, seconds } = await storm(server.url, body.token, needs);
  const { over, unfilled } = await oversold_places(server.url, body.token, needs);
  const times = taps.map((tap) => tap.ms).sort((a, b) => a - b);
  const accepted = new Set(taps.filter((tap) => tap.status === 200).map((tap) => tap.body.offer.id)).size;
  print('oversold', over, 'places', taps.length);
  print('unfilled', unfilled, 'places', taps.length);
  print('torn', taps.filter((tap) => tap.torn).length, 'answers', taps.length);
  print('same_key_differs', differs, 'keys', taps.length / 2);
  print('server_faults', taps.filter((tap) => tap.status >= 500).length, 'answers', taps.length);
  print('accepted', accepted, 'offers', taps.length);
  print('p50', Number(percentile(times, 50).toFixed(2)), 'ms', taps.length);
  print('p99', Number(percentile(times, 99).toFixed(2)), 'ms', taps.length);
  print('rate', Math.round(taps.length / seconds), 'taps/s', taps.length);
  if (over || differs || taps.some((tap) => tap.torn || tap.status >= 500)) process.exitCode = 1;
} finally {
  await server.stop();
}
