import { describe, expect, it } from 'vitest';
import { all_seen, count_new, join_notices, to_say } from '../../src/state/notices';
import { apply_message, apply_messages, empty_topic } from '../../src/state/topic';
import { mine_topic, type MineData } from '../../src/state/topics';
import type { Notice } from '../../src/wire/offer_types';
import type { LiveMessage } from '../../src/wire/types';

const notice = (id: string, more: Partial<Notice> = {}): Notice => ({
  id,
  kind: 'offer_made',
  status: 'sent',
  channel: 'app',
  due_at: '2026-11-23T09:00:00.000+09:00',
  sent_at: '2026-11-23T09:00:00.000+09:00',
  seen_at: null,
  need_id: 'n',
  offer_id: `o${id}`,
  is_drill: false,
  ...more,
});

describe('notices', () => {
  it('stand newest first, without what waits for the end of the quiet hours and what was cancelled', () => {
    const list = join_notices([
      notice('a'),
      notice('b', { sent_at: '2026-11-23T10:00:00.000+09:00' }),
      notice('c', { status: 'waiting', sent_at: null }),
      notice('d', { status: 'cancelled', sent_at: null }),
    ]);
    expect(list.map((one) => one.id)).toEqual(['b', 'a']);
  });

  it('are sent and seen once they were, in whatever order it is heard', () => {
    const seen = notice('a', { seen_at: '2026-11-23T10:00:00.000+09:00' });
    const waiting = notice('a', { status: 'waiting', sent_at: null });
    for (const both of [
      [seen, notice('a'), waiting],
      [waiting, notice('a'), seen],
    ])
      expect(join_notices(both)).toEqual([seen]);
  });

  it('count as new until the page has shown them', () => {
    const list = [notice('a'), notice('b', { seen_at: '2026-11-23T10:00:00.000+09:00' })];
    expect(count_new(list)).toBe(1);
    expect(count_new(all_seen(list, '2026-11-23T11:00:00.000+09:00'))).toBe(0);
  });

  it('are said once for each offer and kind', () => {
    const list = [notice('a', { offer_id: 'o' }), notice('b', { offer_id: 'o' }), notice('c', { kind: 'promoted' })];
    expect(to_say(list).map((one) => one.id)).toEqual(['b', 'c']);
  });
});

describe('the topic of my own', () => {
  const start: LiveMessage = { type: 'snapshot', topic: 'me', seq: 1, data: { items: [] } };
  const sent = (seq: number, id: string): LiveMessage => ({
    type: 'events',
    topic: 'me',
    seq,
    events: [{ seq, type: 'notice.sent', occurred_at: '', recorded_at: '', notice: notice(id) }],
  });

  it('says a notice once, when it comes, and keeps it in the list', () => {
    const first = apply_messages(empty_topic<MineData>(), [start], mine_topic);
    const told = apply_messages(first, [sent(2, 'a'), sent(3, 'b')], mine_topic);
    expect(told.data!.just_sent.map((one) => one.id)).toEqual(['a', 'b']);
    const later = apply_messages(told, [sent(4, 'c')], mine_topic);
    expect(later.data!.just_sent.map((one) => one.id)).toEqual(['c']);
    expect([...later.data!.notices.keys()]).toEqual(['a', 'b', 'c']);
  });

  it('counts its snapshots, so that the earlier notices are read again', () => {
    const first = apply_message(empty_topic<MineData>(), start, mine_topic);
    expect(apply_message(first, { ...start, seq: 9 }, mine_topic).data!.started).toBeGreaterThan(first.data!.started);
  });
});
