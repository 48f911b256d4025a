// Order and figures of the districts in a round: the longest silence comes first.
import type { Progress } from '../wire/types';

/** Districts that still have somebody unknown first, the longest unknown on top; then those that are through. */
export function order_progress(rows: Iterable<Progress>): Progress[] {
  const at = (row: Progress): number =>
    row.open > 0 && row.oldest_open_since ? Date.parse(row.oldest_open_since) : Infinity;
  return [...rows]
    .filter((row) => row.total > 0)
    .sort(
      (a, b) => compare(at(a), at(b)) || b.open - a.open || (a.district_id ?? '').localeCompare(b.district_id ?? ''),
    );
}

function compare(a: number, b: number): number {
  return a === b ? 0 : a < b ? -1 : 1;
}

export function safe_count(row: Progress): number {
  const { safe_home = 0, safe_sheltered = 0, safe_elsewhere = 0 } = row.counts;
  return safe_home + safe_sheltered + safe_elsewhere;
}
