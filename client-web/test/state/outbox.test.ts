import { describe, expect, it } from 'vitest';
import {
  backoff_ms,
  batch_body,
  new_entry,
  next_batch,
  pending_for,
  settle,
  unsent,
  type Entry,
} from '../../src/state/outbox';

let n = 0;
const entry = (word: string, made_at: number, more: Partial<Entry> = {}): Entry => ({
  ...new_entry({
    key: `k${++n}`,
    account_id: 'a',
    word,
    subject: `s${n}`,
    path: word === 'check' ? '/rounds/r/checks' : `/offers/o${n}/${word}`,
    body: {},
    made_at,
  }),
  ...more,
});

describe('the queue of unsent actions', () => {
  it('sends in the order of pressing, one at a time', () => {
    const late = entry('arrive', 20);
    const early = entry('accept', 10);
    expect(next_batch([late, early], 'a', 100)?.entries).toEqual([early]);
  });

  it('sends neighbouring checks of one round together, each with its own key and the sending time', () => {
    const queue = [
      entry('check', 1, { body: { status: 'safe_home' } }),
      entry('check', 2),
      entry('accept', 3),
      entry('check', 4),
    ];
    const batch = next_batch(queue, 'a', 100)!;
    expect(batch.entries.map((one) => one.made_at)).toEqual([1, 2]);
    expect(batch_body(batch, 'T')).toEqual([
      { key: queue[0]!.key, sent_at: 'T', status: 'safe_home' },
      { key: queue[1]!.key, sent_at: 'T' },
    ]);
  });

  it('sends at most 500 checks in one request', () => {
    const queue = Array.from({ length: 700 }, (_, i) => entry('check', i));
    expect(next_batch(queue, 'a', 1000)?.entries.length).toBe(500);
  });

  it('holds everything back while the first one waits: an arrival never overtakes its acceptance', () => {
    expect(next_batch([entry('accept', 1, { not_before: 500 }), entry('arrive', 2)], 'a', 400)).toBeNull();
  });

  it('leaves a sealed note waiting alone until its key is there: the codes go ahead', () => {
    const [code, note, next] = [entry('check', 1), entry('check', 2, { sealed_note: { iv: '', box: '' } }), entry('check', 3)];
    expect(next_batch([code, note, next], 'a', 100, false)?.entries).toEqual([code, next]);
    expect(next_batch([note], 'a', 100, false)).toBeNull();
    expect(next_batch([code, note, next], 'a', 100, true)?.entries).toEqual([code, note, next]);
  });

  it("never sends another person's actions from a shared phone", () => {
    expect(next_batch([entry('accept', 1, { account_id: 'b' })], 'a', 100)).toBeNull();
  });

  it('keeps the key and waits longer each time the network is silent', () => {
    const first = entry('accept', 1);
    const batch = next_batch([first], 'a', 100)!;
    const [again] = settle(batch, { kind: 'unreachable' }, 1000, 1);
    expect(again).toMatchObject({ key: first.key, state: 'waiting', tries: 1, not_before: 2000 });
    expect(backoff_ms(3, 1)).toBe(4000);
    expect(backoff_ms(30, 1)).toBe(60_000);
    expect(backoff_ms(3, 0)).toBe(2000);
  });

  it('tries again after 401, 429 and 503, and respects Retry-After', () => {
    for (const status of [401, 408, 429, 500, 503]) {
      const batch = next_batch([entry('accept', 1)], 'a', 100)!;
      const problem = { type: '', title: '', status, code: 'x' };
      const [again] = settle(batch, { kind: 'refused', problem, retry_after_s: 30 }, 0, 1);
      expect(again!.state).toBe('waiting');
      expect(again!.not_before).toBeGreaterThanOrEqual(30_000);
    }
  });

  it('takes 403, 404, 409, 412 and 422 for a decision and keeps the reason to show it', () => {
    for (const status of [403, 404, 409, 412, 422]) {
      const batch = next_batch([entry('accept', 1)], 'a', 100)!;
      const problem = { type: '', title: '', status, code: 'place_taken' };
      expect(settle(batch, { kind: 'refused', problem, retry_after_s: null }, 0, 1)[0]).toMatchObject({
        state: 'answered',
        status,
        problem,
      });
    }
  });

  it('settles each check of an array by its own key, whatever the order of the answer', () => {
    const [a, b, c] = [entry('check', 1), entry('check', 2), entry('check', 3)];
    const batch = next_batch([a, b, c], 'a', 100)!;
    const body = {
      items: [
        { key: b.key, status: 404, code: 'not_found', check_id: null },
        { key: a.key, status: 201, code: 'recorded', check_id: 'x' },
      ],
    };
    const [ra, rb, rc] = settle(batch, { kind: 'reply', status: 200, body }, 0, 1);
    expect(ra).toMatchObject({ state: 'answered', status: 201 });
    expect(ra!.problem).toBeUndefined();
    expect(rb).toMatchObject({ state: 'answered', problem: { code: 'not_found' } });
    expect(rc!.state).toBe('waiting');
  });

  it('counts what is not decided, and finds the newest on a subject', () => {
    const first = entry('check', 1, { subject: 'p' });
    const second = entry('check', 2, { subject: 'p', state: 'sending' });
    const done = entry('check', 3, { subject: 'p', state: 'answered' });
    expect(unsent([second, done, first])).toEqual([first, second]);
    expect(pending_for([second, done, first], 'p')).toBe(second);
  });
});
