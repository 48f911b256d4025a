import { describe, expect, it } from 'vitest';
import { k_close_revoked, Live, type Ports, type SocketLike } from '../../src/net/live';
import { map_topic, mine_topic } from '../../src/state/topics';

class Fake {
  now = 0;
  sockets: (SocketLike & { sent: unknown[]; closed: boolean })[] = [];
  timers: { run: () => void; ms: number }[] = [];
  ports: Ports = {
    open: () => {
      const socket = {
        readyState: 0,
        onopen: null,
        onmessage: null,
        onclose: null,
        onerror: null,
        sent: [] as unknown[],
        closed: false,
        send: (text: string) => void socket.sent.push(JSON.parse(text)),
        close: () => void (socket.closed = true),
      };
      this.sockets.push(socket);
      return socket;
    },
    now: () => this.now,
    random: () => 1,
    later: (run, ms) => this.timers.push({ run, ms }),
    cancel: () => {},
    soon: (run) => run(),
  };
  get socket() {
    return this.sockets.at(-1)!;
  }
  say(message: unknown): void {
    this.socket.onmessage!({ data: JSON.stringify(message) });
  }
}

function started(): { fake: Fake; live: Live; mine: ReturnType<typeof follow> } {
  const fake = new Fake();
  const live = new Live(fake.ports);
  const mine = follow(live);
  live.start();
  fake.socket.onopen!(undefined as never);
  return { fake, live, mine };
}
const follow = (live: Live) => live.follow('me', mine_topic);
const snapshot = (seq: number, ...ids: string[]) => ({
  type: 'snapshot',
  topic: 'me',
  seq,
  data: { items: ids.map((id) => ({ id })) },
});

describe('the live connection', () => {
  it('subscribes without a number first, and resumes from its last number after a cut', () => {
    const { fake, mine } = started();
    expect(fake.socket.sent).toEqual([{ type: 'subscribe', topic: 'me' }]);
    fake.say(snapshot(40, 'a'));
    fake.say({ type: 'events', topic: 'me', seq: 44, events: [] });
    fake.socket.onclose!({ code: 1006 });
    expect(fake.timers.at(-1)!.ms).toBe(500);
    fake.timers.at(-1)!.run();
    fake.socket.onopen!(undefined as never);
    expect(fake.socket.sent).toEqual([{ type: 'subscribe', topic: 'me', since: 44 }]);
    expect([...mine.value.data!.offers.keys()]).toEqual(['a']);
  });

  it('asks for a fresh snapshot on a resync and keeps the old rows meanwhile', () => {
    const { fake, mine } = started();
    fake.say(snapshot(40, 'a'));
    fake.say({ type: 'resync', topic: 'me', reason: 'role' });
    expect(fake.socket.sent.at(-1)).toEqual({ type: 'subscribe', topic: 'me' });
    expect([...mine.value.data!.offers.keys()]).toEqual(['a']);
    fake.say(snapshot(50, 'b'));
    expect([...mine.value.data!.offers.keys()]).toEqual(['b']);
  });

  it('waits longer after each failed try and starts over once the server has spoken', () => {
    const { fake } = started();
    const delays: number[] = [];
    for (let i = 0; i < 3; i++) {
      fake.socket.onclose!({ code: 1006 });
      delays.push(fake.timers.at(-1)!.ms);
      fake.timers.at(-1)!.run();
    }
    expect(delays).toEqual([500, 1000, 2000]);
    fake.socket.onopen!(undefined as never);
    fake.say({ type: 'ping', seq: 1, now: '1970-01-01T09:00:05.000+09:00' });
    fake.socket.onclose!({ code: 1006 });
    expect(fake.timers.at(-1)!.ms).toBe(500);
  });

  it('ends a socket that has gone silent and tells the age truthfully', () => {
    const { fake, live } = started();
    fake.now = 16_000;
    fake.say({ type: 'ping', seq: 1, now: '' });
    live.tick();
    expect(live.link.value).toBe('live');
    fake.now = 45_000;
    live.tick();
    expect(live.link.value).toBe('stale');
    fake.now = 60_000;
    live.tick();
    expect(live.link.value).toBe('offline');
    expect(live.heard_at.value).toBe(16_000);
    expect(fake.sockets[0]!.closed).toBe(true);
  });

  it('tells what changed in all messages of one frame', () => {
    const fake = new Fake();
    const frames: (() => void)[] = [];
    const live = new Live({ ...fake.ports, soon: (run) => void frames.push(run) });
    const map = live.follow('incident:i', map_topic);
    live.start();
    fake.socket.onopen!(undefined as never);
    const draw = (): void => frames.splice(0).forEach((run) => run());
    const dots = (seq: number, id: string) => ({
      type: 'events',
      topic: 'incident:i',
      seq,
      events: [{ seq, type: 'check.recorded', dots: [{ registrant_id: id, lat: 35, lng: 139, status: 'safe_home' }] }],
    });
    fake.say({ type: 'snapshot', topic: 'incident:i', seq: 1, data: { progress: [], dots: [], needs: [] } });
    draw();
    fake.say(dots(2, 'r1'));
    fake.say(dots(3, 'r2'));
    draw();
    expect(map.value.data!.changed_dots).toEqual(['r1', 'r2']);
  });

  it('does not reconnect with a revoked session', () => {
    const { fake, live } = started();
    fake.socket.onclose!({ code: k_close_revoked });
    expect(live.revoked.value).toBe(true);
    expect(fake.timers.length).toBe(0);
  });

  it("learns the server's clock from pings", () => {
    const { fake, live } = started();
    fake.now = 1000;
    fake.say({ type: 'ping', seq: 1, now: '1970-01-01T09:00:05.000+09:00' });
    expect(live.clock_skew_ms.value).toBe(4000);
  });

  it('remembers a refused subscription and survives frames it cannot read', () => {
    const { fake, mine } = started();
    fake.say({ type: 'problem', topic: 'me', code: 'forbidden', title: '' });
    expect(mine.value.problem).toBe('forbidden');
    fake.socket.onmessage!({ data: '{broken' });
    fake.say({ type: 'something_new' });
    fake.say(snapshot(1, 'a'));
    expect(mine.value.problem).toBeNull();
  });
});
