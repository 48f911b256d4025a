import { signal } from '@preact/signals';

/** A newer build waits. It is used only when the person says so: never under an unsent form. */
export const update_ready = signal(false);

let waiting: ServiceWorker | null = null;

export function start_worker(): void {
  // Absent on plain http (a LAN without certificate): the page then works without an offline shell.
  if (!('serviceWorker' in navigator) || !isSecureContext || !import.meta.env.PROD) return;
  void navigator.serviceWorker.register('/sw.js').then(watch, () => {});
}

function watch(registration: ServiceWorkerRegistration | undefined): void {
  if (!registration) return;
  const offer = (worker: ServiceWorker | null): void => {
    if (!worker || !navigator.serviceWorker.controller) return;
    waiting = worker;
    update_ready.value = true;
  };
  offer(registration.waiting);
  registration.addEventListener('updatefound', () => {
    const worker = registration.installing;
    worker?.addEventListener('statechange', () => {
      if (worker.state === 'installed') offer(worker);
    });
  });
}

export function use_update(): void {
  navigator.serviceWorker.addEventListener('controllerchange', () => location.reload());
  waiting?.postMessage('skip-waiting');
}
