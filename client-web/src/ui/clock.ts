import { signal } from '@preact/signals';

/** Device time, stepped once a second while the page is visible: ages and time left are read from it. */
export const now = signal(Date.now());

export function start_clock(): void {
  setInterval(() => {
    if (document.visibilityState === 'visible') now.value = Date.now();
  }, 1000);
  document.addEventListener('visibilitychange', () => (now.value = Date.now()));
}
