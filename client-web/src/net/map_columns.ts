// The live map as columns, fetched and decoded in a worker: a hundred thousand dots never stop the page.
import type { DotColumns } from '../state/columns';
import type { Id } from '../wire/types';
import { session_lost } from './api';
import type { Loaded } from './live';

export interface MapAsk {
  id: number;
  url: string;
}
/** `status` 0: no answer came, or one that is not ours. */
export type MapReply = { id: number; columns: DotColumns } | { id: number; status: number; code: string };

const k_busy_from = 500;

let worker: Worker | null = null;
let last_id = 0;
const waiting = new Map<number, (reply: MapReply) => void>();

function start(): Worker {
  const made = new Worker(new URL('./columns_worker.ts', import.meta.url), { type: 'module' });
  made.onmessage = (event: MessageEvent<MapReply>) => {
    waiting.get(event.data.id)?.(event.data);
    waiting.delete(event.data.id);
  };
  // A worker that cannot be loaded answers nobody: the next ask starts another.
  made.onerror = () => {
    worker = null;
    for (const [id, done] of waiting) done({ id, status: 0, code: 'unreachable' });
    waiting.clear();
  };
  return made;
}

/** For a board's topic. Null when no answer came: ask again later. */
export async function load_map(incident: Id): Promise<Loaded> {
  worker ??= start();
  const ask: MapAsk = { id: ++last_id, url: `/api/v1/incidents/${incident}/map?format=columns` };
  const reply = await new Promise<MapReply>((done) => {
    waiting.set(ask.id, done);
    worker!.postMessage(ask);
  });
  if ('columns' in reply) return { seq: reply.columns.head.seq, data: reply.columns };
  if (reply.status === 401) session_lost.value = true;
  return reply.status === 0 || reply.status >= k_busy_from ? null : { code: reply.code };
}
