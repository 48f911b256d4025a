// The list on the phone with the platform's real cryptography; the house is played here.
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { keep } from '../../src/net/keep';
import { act, entries } from '../../src/net/outbox';
import { session, type Session } from '../../src/net/session';
import * as vault from '../../src/net/vault';

const k_hour = 3_600_000;
const k_start = Date.parse('2026-11-24T00:00:00.000Z');
const k_pin = '204816';

interface Call {
  method: string;
  path: string;
  credentials: RequestCredentials | undefined;
  body: { ticket?: string; wiped?: boolean };
}
let calls: Call[] = [];
let state = 'live';
let is_online = true;
let is_signed_in = true;
let monotonic = 0;

const at = (ms: number): string => new Date(ms).toISOString();
const pack = (): object => ({ id: 'p1', account_id: 'a', people: 2, expires_at: at(k_start + 24 * k_hour) });
const people = (): object => ({
  pack: pack(),
  rounds: [{ incident: { id: 'i' }, round: { id: 'r' }, people: [{ registrant: { id: 'x', name: '要配 見本' } }] }],
  districts: [],
  towns: [],
  now: at(Date.now()),
});

function house(call: Call): Response {
  const say = (status: number, body: object): Response => new Response(JSON.stringify(body), { status });
  if (call.credentials !== 'omit' && !is_signed_in) return say(401, { code: 'not_signed_in', status: 401 });
  if (call.path.endsWith('/packs')) return say(201, pack());
  if (call.path.endsWith('/people')) return say(200, people());
  if (call.path.endsWith('/contact'))
    return say(200, { id: 'p1', state, expires_at: at(k_start + 24 * k_hour), now: at(Date.now()) });
  return say(404, { code: 'not_found', status: 404 });
}

beforeEach(async () => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'Date'], now: k_start });
  vi.stubGlobal('indexedDB', undefined);
  vi.stubGlobal('performance', { now: () => monotonic });
  [calls, state, is_online, is_signed_in, monotonic] = [[], 'live', true, true, 0];
  vi.stubGlobal('fetch', async (path: string, init: RequestInit) => {
    if (!is_online) throw new TypeError('no network');
    const call: Call = {
      method: init.method ?? 'GET',
      path,
      credentials: init.credentials,
      body: init.body === undefined ? {} : JSON.parse(String(init.body)),
    };
    calls.push(call);
    return house(call);
  });
  session.value = { account: { id: 'a' } } as Session;
  await vault.load_vault();
});
afterEach(async () => {
  await keep.wipe();
  entries.value = [];
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

const take = () => vault.take_list({ round_id: 'r', device_name: '見本の携帯', pin: k_pin });
const passes = async (ms: number): Promise<void> => {
  vi.setSystemTime(Date.now() + ms);
  monotonic += ms;
  await vault.tick_vault();
};

describe('the list on a phone', { timeout: 60_000 }, () => {
  it('is open when it was taken, lies sealed, and opens with its PIN', async () => {
    expect(await take()).toBeNull();
    expect(vault.carried.value?.rounds[0]?.people).toHaveLength(1);
    expect(JSON.stringify(await keep.get('vault'))).not.toContain('要配');
    vault.close_list();
    expect(vault.carried.value).toBeNull();
    expect(await vault.open_list('111222')).toBe('wrong');
    expect(vault.vault_head.value?.tries_left).toBe(4);
    expect(await vault.open_list(k_pin)).toBe('open');
    expect(vault.vault_head.value?.tries_left).toBe(5);
    expect(vault.carried.value?.rounds[0]?.people).toHaveLength(1);
  });

  it('is there after a restart, closed', async () => {
    await take();
    await vault.load_vault();
    expect(vault.vault_state.value).toBe('closed');
    expect(await vault.open_list(k_pin)).toBe('open');
  });

  it('counts a try before it is made, and is gone after five', async () => {
    await take();
    vault.close_list();
    const trying = vault.open_list('000001');
    await vi.waitFor(async () => expect(await keep.get<{ tries_left: number }>('vault')).toMatchObject({ tries_left: 4 }));
    await trying;
    for (const pin of ['000002', '000003', '000004']) expect(await vault.open_list(pin)).toBe('wrong');
    expect(await vault.open_list('000005')).toBe('wiped');
    expect(await keep.get('vault')).toBeUndefined();
    expect(vault.vault_end.value).toBe('tries');
    expect(calls.at(-1)).toMatchObject({ path: '/api/v1/packs/p1/contact', body: { wiped: true } });
  });

  it('closes after ten minutes without a touch, and not before', async () => {
    await take();
    await passes(9 * 60_000);
    vault.touched();
    await passes(9 * 60_000);
    expect(vault.vault_state.value).toBe('open');
    await passes(60_000);
    expect(vault.vault_state.value).toBe('closed');
  });

  it('is gone at its end, and at the start after it', async () => {
    await take();
    is_online = false;
    await passes(24 * k_hour);
    expect(vault.vault_end.value).toBe('expired');
    expect(await keep.get('vault')).toBeUndefined();
    // What the house should know is said at the next contact.
    is_online = true;
    await vault.ask_standing();
    expect(calls.at(-1)).toMatchObject({ body: { wiped: true } });
    expect(await keep.get('vault_gone')).toBeUndefined();
  });

  it('is wiped when the house says that it was locked, also where the session is over', async () => {
    await take();
    [state, is_signed_in] = ['locked', false];
    await vault.ask_standing();
    expect(calls.at(-1)).toMatchObject({ credentials: 'omit' });
    expect(vault.vault_end.value).toBe('locked');
    expect(await keep.get('vault')).toBeUndefined();
  });

  it('stays when the house cannot be asked', async () => {
    await take();
    is_online = false;
    await vault.ask_standing();
    expect(vault.vault_state.value).toBe('open');
  });

  it('seals what is written, and takes it along when it goes; the codes stay', async () => {
    await take();
    is_online = false;
    const check = { word: 'check', subject: 'x', path: '/rounds/r/checks' };
    await act({ ...check, body: { registrant_id: 'x', status: 'needs_help', method: 'visit' } });
    await act({ ...check, body: { registrant_id: 'x', status: 'needs_help', method: 'visit', note: '薬がない' } });
    expect(JSON.stringify(await keep.entries())).not.toContain('薬がない');
    expect(entries.value[1]?.sealed_note).toBeTruthy();
    await vault.wipe_vault('tries');
    await vi.waitFor(() => expect(entries.value).toHaveLength(1));
    expect(entries.value[0]).toMatchObject({ state: 'waiting', body: { status: 'needs_help' } });
  });

  it('goes with a sign-out, and the house hears of it', async () => {
    await take();
    await keep.wipe();
    expect(vault.vault_state.value).toBe('none');
    await vi.waitFor(() => expect(calls.at(-1)).toMatchObject({ body: { wiped: true } }));
  });
});
