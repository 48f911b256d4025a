import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { keep } from '../../src/net/keep';
import { act, entries, flush, forget, take_back } from '../../src/net/outbox';
import { session, type Session } from '../../src/net/session';

interface Call {
  method: string;
  path: string;
  key: string;
  body: unknown;
}
let calls: Call[] = [];
let answer: (call: Call) => Response | Promise<Response>;
const json = (status: number, body: unknown, headers: Record<string, string> = {}): Response =>
  new Response(JSON.stringify(body), { status, headers });
const silence = (): never => {
  throw new TypeError('no network');
};

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'Date'] });
  calls = [];
  vi.stubGlobal('fetch', async (path: string, init: RequestInit) => {
    const call = {
      method: init.method ?? 'GET',
      path,
      key: (init.headers as Record<string, string>)['Idempotency-Key']!,
      body: init.body === undefined ? null : JSON.parse(String(init.body)),
    };
    calls.push(call);
    return answer(call);
  });
  session.value = { account: { id: 'a' } } as Session;
});
afterEach(async () => {
  await keep.wipe();
  entries.value = [];
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

const accept = { word: 'accept', subject: 'o1', path: '/offers/o1/accept', body: {} };

describe('an action of the phone', () => {
  it('is on the device before it is on the network', async () => {
    let kept_when_sent = 0;
    answer = async () => {
      kept_when_sent = (await keep.entries()).length;
      return json(200, { status: 'accepted' });
    };
    const entry = await act(accept);
    expect(kept_when_sent).toBe(1);
    expect(entry).toMatchObject({ state: 'answered', status: 200, reply: { status: 'accepted' } });
  });

  it('takes a wish back by DELETE, in its turn and under its own key', async () => {
    answer = silence;
    const path = '/offers/o1/substitute';
    await act({ word: 'substitute', subject: 'o1', path, body: {} });
    const back = await act({ word: 'substitute_back', subject: 'o1', path, body: {}, method: 'DELETE' });
    calls = [];
    answer = () => json(200, { status: 'accepted' });
    await flush(true);
    expect(calls.map((call) => call.method)).toEqual(['POST', 'DELETE']);
    expect(calls[1]).toMatchObject({ key: back.key, body: null });
    expect(calls[1]!.path).toMatch(/\/offers\/o1\/substitute$/);
  });

  it('stays as unsent when there is no network, and is sent later with the same key', async () => {
    answer = silence;
    const entry = await act(accept);
    expect(entry.state).toBe('waiting');
    answer = () => json(200, { status: 'accepted' });
    await flush(true);
    expect(calls.map((call) => call.key)).toEqual([entry.key, entry.key]);
    expect(entries.value[0]).toMatchObject({ key: entry.key, state: 'answered' });
  });

  it('goes out by itself after its waiting time', async () => {
    answer = silence;
    await act(accept);
    answer = () => json(200, { status: 'accepted' });
    await vi.advanceTimersByTimeAsync(3000);
    expect(calls.length).toBe(2);
    await vi.advanceTimersByTimeAsync(120_000);
    expect(calls.length).toBe(2);
  });

  it('can be taken back while it is here, and then leaves nothing', async () => {
    answer = silence;
    const entry = await act(accept);
    expect(await take_back(entry.key)).toBe(true);
    expect(await keep.entries()).toEqual([]);
    await flush(true);
    expect(calls.length).toBe(1);
  });

  it('keeps a refusal until it was seen, then forgets it for good', async () => {
    answer = () => json(409, { code: 'place_taken', title: 'x' });
    const entry = await act(accept);
    expect(entry).toMatchObject({ state: 'answered', problem: { code: 'place_taken' } });
    expect((await keep.entries()).length).toBe(1);
    await forget(entry.key);
    expect(await keep.entries()).toEqual([]);
  });

  it('sends queued checks as one array with a key in each element', async () => {
    answer = silence;
    const check = (id: string) => ({
      word: 'check',
      subject: id,
      path: '/rounds/r/checks',
      body: { registrant_id: id, status: 'safe_home', method: 'visit' },
    });
    const first = await act(check('p1'));
    const second = await act(check('p2'));
    answer = (call) =>
      json(200, {
        items: (call.body as { key: string }[]).map(({ key }) => ({
          key,
          status: 201,
          code: 'recorded',
          check_id: 'c',
        })),
      });
    await flush(true);
    const sent = calls.at(-1)!.body as { key: string; sent_at: string; registrant_id: string }[];
    expect(sent.map((one) => [one.key, one.registrant_id])).toEqual([
      [first.key, 'p1'],
      [second.key, 'p2'],
    ]);
    expect(sent[0]!.sent_at).toMatch(/Z$/);
    expect(entries.value.every((one) => one.state === 'answered')).toBe(true);
  });

  it('waits for a new sign-in after 401 and loses nothing', async () => {
    answer = () => json(401, { code: 'not_signed_in' });
    const entry = await act(accept);
    expect(entry.state).toBe('waiting');
    expect((await keep.entries()).map((one) => one.key)).toEqual([entry.key]);
  });
});
