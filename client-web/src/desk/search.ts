import { useEffect, useState } from 'preact/hooks';
import { api } from '../net/api';
import type { Id, SearchHit } from '../wire/types';

/** Search as it is typed; null while the box is empty. `incident_id`: the activity whose phase may widen what is found. */
export function use_search(text: string, kind: SearchHit['kind'], incident_id: Id | null = null): readonly SearchHit[] | null {
  const [hits, set_hits] = useState<readonly SearchHit[] | null>(null);
  const asked = text.trim();
  useEffect(() => {
    if (asked === '') return set_hits(null);
    let is_here = true;
    const timer = window.setTimeout(() => {
      void api.read<{ items: SearchHit[] }>('/search', { kind, q: asked, ...(incident_id ? { incident_id } : {}) }).then((reply) => {
        if (is_here && reply.ok) set_hits(reply.data.items);
      });
    }, 250);
    return () => {
      is_here = false;
      window.clearTimeout(timer);
    };
  }, [asked, kind, incident_id]);
  return hits;
}
