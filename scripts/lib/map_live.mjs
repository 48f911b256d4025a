// B2 and the live half of S1: a city of 100,000 (and of a million without --quick) on the real server, 50 boards on real
// sockets, 500 changes a second. Beside it, in the same run, the same frames sent to as many sockets by npm's `ws`, which
// does nothing else (node-ws). One JSON object a line.
//
//   node scripts/lib/map_live.mjs [--quick]
import { fork } from 'node:child_process';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { brotliCompressSync, constants, deflateSync } from 'node:zlib';
import { ask, change_people, k_home, make_city, percentile, print, seq_of, sign_in, start_server, wait } from './map_world.mjs';

const { WebSocket, WebSocketServer } = createRequire(join(k_home, 'tests/package.json'))('ws');
const k_boards = 50;
const quick = process.argv.includes('--quick');
const k_seconds = quick ? 10 : 20;

/** In a process of its own: whatever comes from the one that says "sender" goes to all others. */
function reference() {
  const server = new WebSocketServer({ port: 0, host: '127.0.0.1', perMessageDeflate: false, maxPayload: 1 << 26 });
  server.on('listening', () => process.send(server.address().port));
  server.on('connection', (socket) => {
    socket.on('message', (text) => {
      for (const other of server.clients) if (other !== socket) other.send(text, { binary: false });
    });
  });
  process.on('disconnect', () => process.exit(0));
}

const opened = (socket) => new Promise((done, failed) => socket.once('open', done).once('error', failed));

/** Boards as desks see them: every frame of changes gives the delays of the people in it. */
class Boards {
  delays = [];
  bytes = 0;
  frames = [];
  trouble = 0;
  /** By board: whose change it has shown. Some changes come as two events (a conflict, a need): the first counts. */
  shown = Array.from({ length: k_boards }, () => new Set());
  seen = { key: '', people: [] };
  sockets = [];

  async open(url, token, topic, since) {
    for (let i = 0; i < k_boards; i++) {
      const socket = new WebSocket(`ws://${url.host}/api/v1/live`, ['musubi.v1', `bearer.${token}`], { perMessageDeflate: false, maxPayload: 1 << 28 });
      await opened(socket);
      socket.send(JSON.stringify({ type: 'subscribe', topic, since }));
      this.sockets.push(socket);
      socket.on('message', (raw) => this.take(raw, i));
      socket.on('close', () => (this.trouble += this.is_closing ? 0 : 1));
    }
  }

  take(raw, board) {
    const now = performance.now();
    this.bytes += raw.length;
    const head = raw.subarray(0, 160).toString('latin1');
    if (head.includes('"type":"resync"') || head.includes('"type":"problem"')) this.trouble++;
    if (!head.includes('"type":"events"')) return;
    const key = `${head} ${raw.length}`;
    if (this.seen.key !== key) {
      const people = [...raw.toString('latin1').matchAll(/"registrant_id":"([0-9a-f-]{36})","round_id"/g)].map((match) => match[1]);
      this.seen = { key, people };
      if (board === 0) this.frames.push(raw.length);
    }
    for (const id of this.seen.people) {
      const at = this.sent_at.get(id);
      if (at === undefined || this.shown[board].has(id)) continue;
      this.shown[board].add(id);
      this.delays.push(now - at);
    }
  }

  close() {
    this.is_closing = true;
    for (const socket of this.sockets) socket.close();
  }
}

async function through_server(server, city, token, since) {
  const boards = new Boards();
  boards.sent_at = new Map();
  await boards.open(server.url, token, `incident:${city.incident}`, since);
  await wait(500);
  boards.bytes = 0;
  boards.frames = [];
  const sent = await change_people(server.url, token, city, k_seconds, boards.sent_at);
  await wait(1500);
  boards.close();
  return { boards, sent };
}

/** The same number of frames of the same sizes at the same pace, each with the time it was sent. */
async function through_reference(frames) {
  const child = fork(fileURLToPath(import.meta.url), ['--reference']);
  const port = await new Promise((done) => child.once('message', done));
  const delays = [];
  const sockets = [];
  for (let i = 0; i < k_boards; i++) {
    const socket = new WebSocket(`ws://127.0.0.1:${port}`, { perMessageDeflate: false, maxPayload: 1 << 28 });
    await opened(socket);
    socket.on('message', (raw) => delays.push(performance.now() - Number(raw.subarray(0, 20).toString('latin1'))));
    sockets.push(socket);
  }
  const sender = new WebSocket(`ws://127.0.0.1:${port}`, { perMessageDeflate: false });
  await opened(sender);
  const every_ms = (k_seconds * 1000) / frames.length;
  const began = performance.now();
  for (let i = 0; i < frames.length; i++) {
    await wait(Math.max(0, began + i * every_ms - performance.now()));
    sender.send(String(performance.now()).padEnd(20).padEnd(frames[i], 'x'));
  }
  await wait(1000);
  for (const socket of [...sockets, sender]) socket.close();
  child.disconnect();
  return delays;
}

async function snapshots(name, server, city, token) {
  const path = `/incidents/${city.incident}/map`;
  const columns = () => ask(server.url, token, 'GET', `${path}?format=columns`);
  const first = await columns();
  if (first.status !== 200) throw new Error(`columns: ${first.status}`);
  print('S1', `${name}_first_snapshot`, first.ms, 'ms');
  const cached = [];
  for (let i = 0; i < 30; i++) cached.push((await columns()).head_ms);
  print('S1', `${name}_cached_snapshot_to_first_byte`, percentile(cached, 50), 'ms', { runs: cached.length, min: percentile(cached, 0), max: percentile(cached, 100), goal: 1 });
  const json = city.people > 200_000 ? null : await ask(server.url, token, 'GET', path);
  const beside = json ? { reference: 'nlohmann', ratio: Number((json.bytes.length / first.bytes.length).toFixed(1)) } : {};
  print('S1', `${name}_bytes_on_the_wire`, first.bytes.length / 1e6, 'MB', { ...beside, goal: 9 });
  if (json) print('S1', `${name}_json_snapshot`, json.ms, 'ms', { bytes: json.bytes.length });
  const brotli = brotliCompressSync(first.bytes, { params: { [constants.BROTLI_PARAM_QUALITY]: 5 } }).length;
  print('S1', `${name}_deflated_by_a_proxy`, deflateSync(first.bytes).length / 1e6, 'MB', { brotli_mb: brotli / 1e6 });
  return seq_of(first.bytes);
}

async function measure(people) {
  const name = people >= 1e6 ? `${people / 1e6}M` : `${people / 1000}k`;
  const city = make_city(people);
  try {
    const server = await start_server(city);
    try {
      print('S1', `${name}_server_start`, server.start_ms, 'ms', { seeded_s: city.seconds });
      print('S1', `${name}_memory_at_start`, server.rss_mb(), 'MB', { per_person_bytes: Math.round((server.rss_mb() * 1048576) / people) });
      const token = await sign_in(server.url, 'staff');
      const seq = await snapshots(name, server, city, token);
      const { boards, sent } = await through_server(server, city, token, seq);
      const beside = await through_reference(boards.frames);
      if (boards.trouble > 0) process.exitCode = 1;
      const wanted = sent.changes * k_boards;
      for (const p of [50, 99]) {
        const ours = percentile(boards.delays, p);
        const theirs = percentile(beside, p);
        print('B2', `${name}_delay_p${p}`, ours, 'ms', { reference: 'node-ws', ratio: Number((theirs / ours).toFixed(3)), reference_value: Number(theirs.toFixed(2)), runs: boards.delays.length, min: percentile(boards.delays, 0), max: percentile(boards.delays, 100), ...(p === 99 ? { goal: 150 } : {}) });
      }
      print('B2', `${name}_changes_seen`, boards.delays.length / wanted, 'of all', { rate: Math.round(sent.rate), boards: k_boards, resyncs_and_cuts: boards.trouble });
      print('B2', `${name}_bytes_a_board`, boards.bytes / k_boards / k_seconds / 1000, 'kB/s', { frames_a_second: boards.frames.length / k_seconds });
      print('S1', `${name}_memory_under_load`, server.rss_mb(), 'MB');
    } finally {
      await server.stop();
    }
  } finally {
    city.end();
  }
}

async function measure_all() {
  await measure(100_000);
  if (!quick) await measure(1_000_000);
}

if (process.argv.includes('--reference')) reference();
else await measure_all();
