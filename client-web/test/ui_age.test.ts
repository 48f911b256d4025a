// Law 9: the screen tells its age. Live, stale (and by how much) and cut off look and read differently.
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { VNode } from 'preact';
import type { Link } from '../src/state/backoff';
import { AgeMark, StaleBanner } from '../src/ui/age';
import { now } from '../src/ui/clock';

const k_now = Date.parse('2026-11-23T09:30:00+09:00');
let before: number;
beforeEach(() => {
  before = now.value;
  now.value = k_now;
});
afterEach(() => void (now.value = before));

const shown = (link: Link, heard_at: number | null) => {
  const mark = AgeMark({ link, heard_at }) as VNode<{ class: string }>;
  return { class: mark.props.class.split(' '), text: JSON.stringify(mark.props) };
};

describe('the mark beside a live view', () => {
  it('is live with the time of the last word only while the link is live', () => {
    expect(shown('live', k_now - 4_000).class).toContain('age-live');
    for (const link of ['stale', 'offline'] as const)
      expect(shown(link, k_now - 4_000).class, link).not.toContain('age-live');
  });

  it('is stale with the age, which grows with the clock', () => {
    const at = k_now - 3 * 60_000;
    const first = shown('stale', at);
    expect(first.class).toContain('age-stale');
    now.value = k_now + 5 * 60_000;
    expect(shown('stale', at).text).not.toBe(first.text);
  });

  it('is cut off when there is no link, also when nothing was ever heard', () => {
    expect(shown('offline', k_now - 60_000).class).toContain('age-off');
    expect(shown('offline', null).class).toContain('age-off');
    expect(shown('live', null).class, 'a link that has said nothing is not live').not.toContain('age-live');
  });

  it('becomes a banner once what is shown is older than ten minutes', () => {
    expect(StaleBanner({ heard_at: k_now - 9 * 60_000 })).toBeNull();
    expect(StaleBanner({ heard_at: k_now - 11 * 60_000 })).not.toBeNull();
    expect(StaleBanner({ heard_at: null })).toBeNull();
  });
});
