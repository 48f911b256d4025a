// Fetches and decodes the columns of a map beside the page's own thread; the arrays are handed over, not copied.
import { buffers_of, decode_columns } from '../state/columns';
import type { MapAsk, MapReply } from './map_columns';

async function answer({ id, url }: MapAsk): Promise<MapReply> {
  const reply = await fetch(url, { credentials: 'same-origin', cache: 'no-store' });
  if (!reply.ok) {
    const problem = (await reply.json().catch(() => ({}))) as { code?: string };
    return { id, status: reply.status, code: problem.code ?? 'unknown' };
  }
  return { id, columns: decode_columns(new Uint8Array(await reply.arrayBuffer())) };
}

self.onmessage = (event: MessageEvent<MapAsk>) => {
  void answer(event.data)
    .catch((): MapReply => ({ id: event.data.id, status: 0, code: 'unreachable' }))
    .then((reply) => {
      const transfer = 'columns' in reply ? (buffers_of(reply.columns) as ArrayBuffer[]) : [];
      self.postMessage(reply, { transfer });
    });
};
