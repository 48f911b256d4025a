/// <reference lib="webworker" />
// Offline shell of the front door and the phone. It keeps files of this build only: no answer of the API passes
// through here, so no registrant and no need can stay in a cache. Own job cards live in IndexedDB (net/keep).
declare const self: ServiceWorkerGlobalScope;
declare const __BUILD__: string;
declare const __FILES__: string[];

const k_cache = `musubi-${__BUILD__}`;
const k_pages: readonly (readonly [RegExp, string])[] = [
  [/^\/phone(\/|\/index\.html)?$/, '/phone/index.html'],
  [/^\/(index\.html)?$/, '/index.html'],
];

self.addEventListener('install', (event) => {
  event.waitUntil(caches.open(k_cache).then((cache) => cache.addAll(__FILES__)));
});

self.addEventListener('activate', (event) => {
  event.waitUntil(forget_older().then(() => self.clients.claim()));
});

async function forget_older(): Promise<void> {
  const names = await caches.keys();
  await Promise.all(
    names.filter((name) => name.startsWith('musubi-') && name !== k_cache).map((name) => caches.delete(name)),
  );
}

// Only when a person asks for the new version: code is never swapped under an open form.
self.addEventListener('message', (event) => {
  if (event.data === 'skip-waiting') void self.skipWaiting();
});

self.addEventListener('fetch', (event) => {
  const { request } = event;
  const url = new URL(request.url);
  if (request.method !== 'GET' || url.origin !== self.location.origin) return;
  if (request.mode === 'navigate') {
    const page = k_pages.find(([pattern]) => pattern.test(url.pathname))?.[1];
    if (page) event.respondWith(from_network(request, page));
    return;
  }
  if (__FILES__.includes(url.pathname)) event.respondWith(from_cache(request));
});

/** Pages: network first for two seconds, then the shell of this build. */
async function from_network(request: Request, page: string): Promise<Response> {
  const shell = async (): Promise<Response> => (await caches.match(page, { cacheName: k_cache })) ?? Response.error();
  try {
    return await Promise.race([
      fetch(request),
      new Promise<Response>((_, reject) => setTimeout(() => reject(new Error('slow')), 2000)),
    ]);
  } catch {
    return shell();
  }
}

async function from_cache(request: Request): Promise<Response> {
  return (await caches.match(request, { cacheName: k_cache, ignoreVary: true })) ?? fetch(request);
}

export {};
