// The real program on a folder of its own: started, stopped, killed and started again.

import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Agent } from 'node:http';
import { k_home, type Role } from './contract.ts';

export const k_password = 'correct-horse-7';

export function binary(): string {
  const path = process.env.MUSUBI_BIN ?? join(k_home, 'build', process.env.MUSUBI_PRESET ?? 'dev', 'server/musubi');
  if (!existsSync(path)) throw new Error(`the server is not built: ${path} (set MUSUBI_BIN)`);
  return path;
}

function client_folder(data: string): string {
  const built = process.env.MUSUBI_CLIENT ?? join(k_home, 'client-web/dist');
  if (existsSync(built)) return built;
  const empty = join(data, '..', 'no-client');
  mkdirSync(empty, { recursive: true });
  writeFileSync(join(empty, 'index.html'), '<!doctype html><title>Musubi</title>');
  return empty;
}

export interface Ran {
  code: number | null;
  stdout: string;
  stderr: string;
}

/** One subcommand, to its end. */
export function run_musubi(args: string[], input = ''): Ran {
  const done = spawnSync(binary(), args, { input, encoding: 'utf8', timeout: 120_000, maxBuffer: 64 << 20 });
  return { code: done.status, stdout: done.stdout ?? '', stderr: done.stderr ?? '' };
}

export interface FirstAccount {
  login: string;
  role: Role;
  district?: string;
}

export class Server {
  readonly root: string;
  readonly data: string;
  url = '';
  agent = new Agent({ keepAlive: true, maxSockets: Infinity });
  private child: ChildProcess | null = null;
  private said = '';
  private ended: Promise<{ code: number | null; signal: string | null }> | null = null;
  /** Options of `serve` beyond folder and port; another set counts from the next run. */
  args: string[];
  private readonly env: Record<string, string>;
  private port = '0';

  private constructor(args: string[], env: Record<string, string>) {
    this.root = mkdtempSync(join(tmpdir(), 'musubi-e2e-'));
    this.data = join(this.root, 'data');
    this.args = args;
    this.env = env;
  }

  /** A new folder with a first admin, and the program running on it. */
  static async start(options: { args?: string[]; env?: Record<string, string>; accounts?: FirstAccount[] } = {}) {
    const server = Server.prepare(options);
    await server.run();
    return server;
  }

  /** The folder and its accounts, not yet running. */
  static prepare(options: { args?: string[]; env?: Record<string, string>; accounts?: FirstAccount[] } = {}): Server {
    const server = new Server(options.args ?? [], options.env ?? {});
    for (const account of options.accounts ?? [{ login: 'admin', role: 'admin' as Role }]) {
      const made = server.add_account(account);
      if (made.code !== 0) throw new Error(`account add failed (${made.code}): ${made.stderr}${made.stdout}`);
    }
    return server;
  }

  add_account(account: FirstAccount): Ran {
    const args = ['account', 'add', '--data', this.data, '--login', account.login, '--role', account.role];
    if (account.district) args.push('--district', account.district);
    return run_musubi([...args, '--password-stdin'], `${k_password}\n`);
  }

  async run(): Promise<void> {
    if (this.child) throw new Error('it is running already');
    this.agent.destroy();
    this.agent = new Agent({ keepAlive: true, maxSockets: Infinity });
    const args = ['serve', '--data', this.data, '--port', this.port, '--client', client_folder(this.data), ...this.args];
    const child = spawn(binary(), args, {
      stdio: ['ignore', 'pipe', 'pipe'],
      env: { ...process.env, ...this.env },
    });
    this.child = child;
    this.ended = new Promise((done) =>
      child.once('exit', (code, signal) => {
        if (this.child === child) this.child = null;
        done({ code, signal });
      }),
    );
    const from = this.said.length;
    await new Promise<void>((ready, failed) => {
      const late = setTimeout(() => failed(new Error(`not ready within 30 s:\n${this.said.slice(from)}`)), 30_000);
      const hear = (piece: Buffer) => {
        this.said += piece.toString('utf8');
        const match = /ready url=(http:\/\/[^\s]+)/.exec(this.said.slice(from));
        if (!match) return;
        clearTimeout(late);
        this.url = (match[1] ?? '').replace(/\/$/, '');
        ready();
      };
      child.stdout?.on('data', hear);
      child.stderr?.on('data', (piece: Buffer) => {
        this.said += piece.toString('utf8');
      });
      child.once('exit', (code, signal) => {
        clearTimeout(late);
        failed(new Error(`it ended (${code ?? signal}) before it was ready:\n${this.said.slice(from)}`));
      });
    });
  }

  get pid(): number {
    return this.child?.pid ?? 0;
  }
  get running(): boolean {
    return this.child !== null;
  }
  /** Everything it has said on stdout and stderr, over all its lives. */
  get log(): string {
    return this.said;
  }

  private async end(signal: NodeJS.Signals): Promise<{ code: number | null; signal: string | null }> {
    const ended = this.ended;
    if (!this.child || !ended) return { code: 0, signal: null };
    this.child.kill(signal);
    const late = setTimeout(() => this.child?.kill('SIGKILL'), 30_000);
    const how = await ended;
    clearTimeout(late);
    return how;
  }
  stop() {
    return this.end('SIGTERM');
  }
  kill() {
    return this.end('SIGKILL');
  }
  /** Stops, and lives on this much later or earlier; at the same address, since pages stay open meanwhile. */
  async move_clock(shift_s: number) {
    await this.stop();
    this.port = new URL(this.url).port;
    this.env.MUSUBI_CLOCK_SHIFT_S = String(shift_s);
    await this.run();
  }
  async restart(how: 'stop' | 'kill' = 'stop') {
    await (how === 'stop' ? this.stop() : this.kill());
    await this.run();
  }

  /** All bytes that it keeps, by file name. */
  files(): Map<string, Buffer> {
    const out = new Map<string, Buffer>();
    const walk = (folder: string) => {
      for (const name of readdirSync(folder)) {
        const path = join(folder, name);
        if (statSync(path).isDirectory()) walk(path);
        else out.set(path.slice(this.data.length + 1), readFileSync(path));
      }
    };
    walk(this.data);
    return out;
  }

  async remove(): Promise<void> {
    await this.stop();
    this.agent.destroy();
    if (process.env.MUSUBI_KEEP !== '1') rmSync(this.root, { recursive: true, force: true });
  }
}
