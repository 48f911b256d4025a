import { computed } from '@preact/signals';
import { live } from '../net/live';
import { now } from '../ui';
import { past_at } from './past_state';

/**
 * The server's clock in whole minutes: what shows minutes draws once a minute, not once a second. While somebody looks
 * back it stands at their moment, so that every "unknown for" is that of then.
 */
export const minute = computed(
  () => past_at.value ?? Math.floor((now.value + live.clock_skew_ms.value) / 60_000) * 60_000,
);
