import { describe, expect, it } from 'vitest';
import { Live, type Loaded, type SocketLike } from '../../src/net/live';
import type { TopicKind } from '../../src/state/topic';

const k_words: TopicKind<string[]> = {
  start: (snapshot) => [...(snapshot as string[])],
  fold: (words, events) => [...words, ...events.map((event) => event.type)],
};

function started() {
  const sent: unknown[] = [];
  const timers: (() => void)[] = [];
  const asked: ((loaded: Loaded) => void)[] = [];
  const socket: SocketLike = { readyState: 1, onopen: null, onmessage: null, onclose: null, onerror: null, send: (text) => void sent.push(JSON.parse(text)), close: () => {} };
  const live = new Live({ open: () => socket, now: () => 0, random: () => 1, later: (run) => timers.push(run), cancel: () => {}, soon: (run) => run() });
  const words = live.follow('incident:i', k_words, () => new Promise((done) => asked.push(done)));
  live.start();
  socket.onopen!(undefined as never);
  const say = (message: object): void => socket.onmessage!({ data: JSON.stringify({ topic: 'incident:i', ...message }) });
  const answer = async (loaded: Loaded): Promise<void> => {
    asked.shift()!(loaded);
    await Promise.resolve();
    await Promise.resolve();
    await Promise.resolve();
  };
  return { live, sent, timers, asked, words, say, answer };
}
const event = (seq: number, type: string, more: object = {}) => ({ type: 'events', seq, events: [{ seq, type, ...more }] });

describe('a topic whose snapshot is fetched', () => {
  it('is subscribed from the number of what was fetched, so that nothing is lost between', async () => {
    const { sent, words, say, answer } = started();
    expect(sent).toEqual([]);
    await answer({ seq: 7, data: ['whole'] });
    expect(sent).toEqual([{ type: 'subscribe', topic: 'incident:i', since: 7 }]);
    say(event(8, 'next'));
    expect(words.value).toEqual({ seq: 8, data: ['whole', 'next'], problem: null });
  });

  it('is fetched anew on a resync, and when an event leaves dots out', async () => {
    const { sent, asked, words, say, answer } = started();
    await answer({ seq: 7, data: ['whole'] });
    say({ type: 'resync', reason: 'phase' });
    expect(words.value.data).toEqual(['whole']);
    await answer({ seq: 9, data: ['again'] });
    expect(sent.at(-1)).toEqual({ type: 'subscribe', topic: 'incident:i', since: 9 });
    say(event(10, 'round.started', { dots: [], dots_omitted: 90_000 }));
    expect(asked).toHaveLength(1);
    await answer({ seq: 11, data: ['third'] });
    expect(words.value.data).toEqual(['third']);
  });

  it('is asked for again where no answer came, and told as refused where it was refused', async () => {
    const { timers, asked, words, answer } = started();
    await answer(null);
    expect(asked).toHaveLength(0);
    timers.pop()!();
    expect(asked).toHaveLength(1);
    await answer({ code: 'forbidden' });
    expect(words.value.problem).toBe('forbidden');
  });

  it('is dropped when nobody follows it any more', async () => {
    const { live, sent, answer } = started();
    live.unfollow('incident:i');
    await answer({ seq: 7, data: ['whole'] });
    expect(sent.filter((one) => (one as { type: string }).type === 'subscribe')).toEqual([]);
  });
});
