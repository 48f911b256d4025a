// The call list at the desk: rows keep their place while somebody works on them; what was answered stays in sight with
// its answer until the list is laid out afresh.
import type { CallItem, CallResult, CallTried } from '../wire/offer_types';
import type { DeclineReason, Id, Offer } from '../wire/types';

export type CallRow = CallItem;

export type CallMark = 'to_ring' | 'yes' | 'waits' | 'no' | 'over' | CallResult;

/** What a row shows: the answer, where there is one; else how the last try went. */
export function mark_of(row: CallRow): CallMark {
  switch (row.offer.status) {
    case 'accepted':
      return 'yes';
    case 'waitlisted':
      return 'waits';
    case 'declined':
      return 'no';
    case 'open':
      return row.last_result ?? 'to_ring';
    default:
      return 'over';
  }
}

export function is_to_ring(row: CallRow): boolean {
  return row.offer.status === 'open';
}

/** Rows on screen stay where they are; their content is the newest known. Rows the list no longer has keep what they said. */
export function keep_places(shown: readonly CallRow[], read: readonly CallRow[]): CallRow[] {
  const by_id = new Map(read.map((row) => [row.offer.id, row]));
  return shown.map((row) => {
    const other = by_id.get(row.offer.id);
    return other && other.offer.version >= row.offer.version ? other : row;
  });
}

/** How many wait behind the button. */
export function count_unshown(shown: readonly CallRow[], read: readonly CallRow[]): number {
  const known = new Set(shown.map((row) => row.offer.id));
  return read.filter((row) => !known.has(row.offer.id)).length;
}

/** Offers that came live or as a reply: the higher version stands. */
export function put_offers(rows: readonly CallRow[], offers: Iterable<Offer>): CallRow[] {
  const by_id = new Map([...offers].map((offer) => [offer.id, offer]));
  return rows.map((row) => {
    const offer = by_id.get(row.offer.id);
    return offer && offer.version >= row.offer.version ? { ...row, offer } : row;
  });
}

export function put_tried(rows: readonly CallRow[], tried: CallTried): CallRow[] {
  const { offer_id, ...more } = tried;
  return rows.map((row) => (row.offer.id === offer_id ? { ...row, ...more } : row));
}

/** The next row that still wants a call, below the given one first, then from the top; null when all are done. */
export function next_to_ring(rows: readonly CallRow[], after: Id | null): Id | null {
  const at = rows.findIndex((row) => row.offer.id === after);
  const round = [...rows.slice(at + 1), ...rows.slice(0, at + 1)];
  return round.find((row) => is_to_ring(row) && row.offer.id !== after)?.offer.id ?? null;
}

/** Digits 1–6 tell the reason after a no, in the order in which the buttons stand. */
export const k_reason_keys: readonly (readonly [string, DeclineReason])[] = [
  ['1', 'busy'],
  ['2', 'too_far'],
  ['3', 'not_my_skill'],
  ['4', 'health'],
  ['5', 'weather'],
  ['6', 'other'],
];
