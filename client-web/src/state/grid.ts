// A table too large to draw: which rows and columns stand in view, and where a key leads. No pixels of any screen in it.

/** Half-open: rows `first` to `last - 1`. */
export interface Range {
  first: number;
  last: number;
}

/**
 * What to draw of `count` equal parts when `size` of them is in view from `from` on. Ends fall on multiples of `step`, so
 * that a scroll of a few pixels asks for nothing new.
 */
export function range_in_view(from: number, size: number, part: number, count: number, step = 4): Range {
  if (count === 0 || part <= 0) return { first: 0, last: 0 };
  const first = Math.floor(from / part / step - 1) * step;
  const last = Math.ceil((from + size) / part / step + 1) * step;
  const at_most = Math.max(0, count - 1);
  return { first: Math.min(Math.max(0, first), at_most), last: Math.max(1, Math.min(count, last)) };
}

export function same_range(a: Range, b: Range): boolean {
  return a.first === b.first && a.last === b.last;
}

/** What is left of a range when the table has become smaller than it was at the last look. */
export function within(range: Range, count: number): Range {
  const last = Math.min(range.last, count);
  return { first: Math.min(range.first, last), last };
}

/** The indexes of a range, and one more when the cell with the focus lies outside: focus must never fall off the page. */
export function with_focus(range: Range, at: number): number[] {
  const list = Array.from({ length: range.last - range.first }, (_, i) => range.first + i);
  if (at < 0 || (at >= range.first && at < range.last)) return list;
  return at < range.first ? [at, ...list] : [...list, at];
}

export interface At {
  row: number;
  col: number;
}

export interface GridKey {
  key: string;
  ctrl: boolean;
}

/** Where a key moves the focus; null when the key is none of the grid's. `page` = rows in view. */
export function move(at: At, press: GridKey, rows: number, cols: number, page: number): At | null {
  const to = (row: number, col: number): At => ({
    row: Math.min(Math.max(0, row), Math.max(0, rows - 1)),
    col: Math.min(Math.max(0, col), Math.max(0, cols - 1)),
  });
  switch (press.key) {
    case 'ArrowLeft':
      return to(at.row, at.col - 1);
    case 'ArrowRight':
      return to(at.row, at.col + 1);
    case 'ArrowUp':
      return to(at.row - 1, at.col);
    case 'ArrowDown':
      return to(at.row + 1, at.col);
    case 'PageUp':
      return to(at.row - Math.max(1, page - 1), at.col);
    case 'PageDown':
      return to(at.row + Math.max(1, page - 1), at.col);
    case 'Home':
      return press.ctrl ? to(0, 0) : to(at.row, 0);
    case 'End':
      return press.ctrl ? to(rows - 1, cols - 1) : to(at.row, cols - 1);
    default:
      return null;
  }
}

/** How far a box of `size` must scroll so that the part at `at` is seen whole, between sticky edges. */
export function scroll_to_show(scroll: number, size: number, at: number, part: number, before = 0, after = 0): number {
  const start = at * part;
  const seen = size - before - after;
  if (start < scroll) return start;
  if (start + part > scroll + seen) return Math.max(0, start + part - seen);
  return scroll;
}
