import type { JSX } from 'preact';
import { common } from '../i18n';
import type { Link } from '../state/backoff';
import { now } from './clock';
import { clock, clock_seconds, elapsed } from './format';
import { Words, plain } from './words';

interface AgeProps {
  link: Link;
  /** Device time of the last word from the server; null when there was none. */
  heard_at: number | null;
  /** Desk and board show seconds. */
  seconds?: boolean;
  on_light?: boolean;
}

/** Filled dot = live, dashed box with hollow dot = stale, dashed box with bar = cut off. Always with a time. */
export function AgeMark(props: AgeProps): JSX.Element {
  const { link, heard_at } = props;
  const words = common.value.age;
  const light = props.on_light ? ' on-light' : '';
  if (link === 'live' && heard_at !== null) {
    const time = props.seconds ? clock_seconds(heard_at) : clock(heard_at);
    return <span class={`age age-live${light}`}>{words.live(time)}</span>;
  }
  if (heard_at === null) {
    const text = link === 'offline' ? words.off_unknown : words.never;
    return <span class={`age age-off${light}`}>{text}</span>;
  }
  const age = elapsed(Math.max(0, now.value - heard_at));
  const text = link === 'offline' ? words.off(age) : words.stale(age);
  return (
    <span class={`age ${link === 'offline' ? 'age-off' : 'age-stale'}${light}`}>
      <Words text={text} />
    </span>
  );
}

/** The grey banner once what is on screen is older than `after_ms` (10 minutes, UI §1.5). */
export function StaleBanner(props: { heard_at: number | null; after_ms?: number }): JSX.Element | null {
  const { heard_at, after_ms = 600_000 } = props;
  if (heard_at === null || now.value - heard_at < after_ms) return null;
  const text = common.value.age.stale_banner(clock(heard_at), elapsed(now.value - heard_at));
  return (
    <div class="banner" role="status">
      {plain(text)}
    </div>
  );
}
