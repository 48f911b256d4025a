import { computed, signal } from '@preact/signals';

function read(): string {
  return location.hash.replace(/^#\/?/, '');
}

/** The part behind `#/`. It never leaves the browser, so an id in it is in no server log. */
export const hash = signal(typeof location === 'undefined' ? '' : read());

if (typeof addEventListener === 'function' && typeof location !== 'undefined') {
  addEventListener('hashchange', () => (hash.value = read()));
}

/** `#/offers/ID` → ['offers', 'ID'] */
export const route = computed(() => hash.value.split('?')[0]!.split('/').filter(Boolean).map(decodeURIComponent));

export function go(...parts: string[]): void {
  location.hash = `#/${parts.map(encodeURIComponent).join('/')}`;
}

export function href(...parts: string[]): string {
  return `#/${parts.map(encodeURIComponent).join('/')}`;
}

/** Changes the address without a step in the history: for a view that corrects itself. */
export function replace_route(...parts: string[]): void {
  history.replaceState(null, '', href(...parts));
  hash.value = read();
}
