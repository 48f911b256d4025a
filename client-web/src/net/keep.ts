// What a device keeps for the time without network: the unsent queue, own job cards, the account. IndexedDB, or
// memory where a browser forbids it (private windows): then it lasts as long as the page.
import { openDB, type IDBPDatabase } from 'idb';
import type { Entry } from '../state/outbox';

const k_stores = ['kv', 'outbox'] as const;
type Store = (typeof k_stores)[number];

let opened: Promise<IDBPDatabase | null> | null = null;
const memory: Record<Store, Map<string, unknown>> = { kv: new Map(), outbox: new Map() };

function open(): Promise<IDBPDatabase | null> {
  // Inside a promise, since a browser without IndexedDB throws at once.
  opened ??= Promise.resolve()
    .then(() =>
      openDB('musubi', 1, {
        upgrade: (db) => {
          for (const name of k_stores) db.createObjectStore(name);
        },
        terminated: () => (opened = null),
      }),
    )
    .catch(() => null);
  return opened;
}

async function get<T>(store: Store, key: string): Promise<T | undefined> {
  const db = await open();
  return (db ? await db.get(store, key) : memory[store].get(key)) as T | undefined;
}

async function put(store: Store, key: string, value: unknown): Promise<void> {
  const db = await open();
  if (db) await db.put(store, value, key);
  else memory[store].set(key, value);
}

async function del(store: Store, key: string): Promise<void> {
  const db = await open();
  if (db) await db.delete(store, key);
  else memory[store].delete(key);
}

async function all<T>(store: Store): Promise<T[]> {
  const db = await open();
  return (db ? await db.getAll(store) : [...memory[store].values()]) as T[];
}

export const keep = {
  get: <T>(key: string) => get<T>('kv', key),
  put: (key: string, value: unknown) => put('kv', key, value),
  del: (key: string) => del('kv', key),
  entries: () => all<Entry>('outbox'),
  put_entry: (entry: Entry) => put('outbox', entry.key, entry),
  del_entry: (key: string) => del('outbox', key),
  /** Forgets everything, also the offline caches that may hold a page's data. */
  wipe: async (): Promise<void> => {
    const db = await open();
    for (const name of k_stores) {
      memory[name].clear();
      if (db) await db.clear(name);
    }
    for (const forget of wiped) forget();
  },
  /** Called after a wipe, so that what is on screen goes too. */
  on_wipe: (forget: () => void): void => void wiped.push(forget),
};

const wiped: (() => void)[] = [];
