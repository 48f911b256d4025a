import type { JSX } from 'preact';
import { session } from '../net/session';
import { live } from '../net/live';
import { clock_seconds, now } from '../ui';
import { t } from './words';

/** The server's clock, which is the one that counts. */
export function server_now(): number {
  return now.value + live.clock_skew_ms.value;
}

export function Clock(): JSX.Element {
  return <span class="clock">{clock_seconds(server_now())}</span>;
}

export function SampleMark(): JSX.Element | null {
  return session.value?.demo ? <span class="sample">{t.value.sample}</span> : null;
}
