import { computed } from '@preact/signals';
import { live } from '../net/live';
import { now } from '../ui';

/** The server's clock in whole minutes: what shows minutes draws once a minute, not once a second. */
export const minute = computed(() => Math.floor((now.value + live.clock_skew_ms.value) / 60_000) * 60_000);
