// Runs one program in a process group of its own, with a time limit; nothing that it started outlives it.
import { spawn } from 'node:child_process';
import { createWriteStream } from 'node:fs';

const output_bytes_max = 16 * 1024 * 1024;
const running = new Set();

for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) {
  process.on(signal, () => {
    for (const pid of running) end_group(pid);
    process.exit(1);
  });
}

function end_group(pid) {
  try {
    process.kill(-pid, 'SIGKILL');
  } catch {
    // already gone
  }
}

/** @returns {Promise<{status: number|null, signal: string|null, timed_out: boolean, output: string}>} */
export function run_limited(command, args, { cwd, env, log, limit_s }) {
  return new Promise((done) => {
    const file = createWriteStream(log);
    const child = spawn(command, args, { cwd, env, detached: true, stdio: ['ignore', 'pipe', 'pipe'] });
    const parts = [];
    let size = 0;
    let timed_out = false;
    if (child.pid) running.add(child.pid);
    const take = (part) => {
      file.write(part);
      if (size < output_bytes_max) parts.push(part);
      size += part.length;
    };
    child.stdout.on('data', take);
    child.stderr.on('data', take);
    const timer = setTimeout(() => {
      timed_out = true;
      end_group(child.pid);
    }, limit_s * 1000);
    const finish = (status, signal, said = '') => {
      clearTimeout(timer);
      running.delete(child.pid);
      if (said) take(Buffer.from(said));
      file.end(() => done({ status, signal, timed_out, output: Buffer.concat(parts).toString('utf8') }));
    };
    child.on('error', (error) => finish(127, null, `${error.message}\n`));
    // What a program leaves running would hold its output open: it goes when the program goes.
    child.on('exit', () => end_group(child.pid));
    child.on('close', (status, signal) => child.pid && finish(status, signal));
  });
}
