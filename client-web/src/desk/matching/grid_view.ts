// Sizes of the table and what of it is in view.
import { useLayoutEffect, useState } from 'preact/hooks';
import { range_in_view, same_range, within, type Range } from '../../state/grid';

interface View {
  rows: Range;
  cols: Range;
}

/** Sizes in rem, as matching.css has them. */
export const k_row = 3;
export const k_col = 3.125;

export const place = (index: number): string => `inset-inline-start:calc(var(--head) + ${index * k_col}rem)`;

export function rem(): number {
  return parseFloat(getComputedStyle(document.documentElement).fontSize) || 16;
}

export function sides(box: HTMLElement): { head: number; result: number; top: number } {
  const size = (name: string): number => box.querySelector<HTMLElement>(name)?.offsetWidth ?? 0;
  const is_stuck = getComputedStyle(box.querySelector('.g-result') ?? box).position === 'sticky';
  return { head: size('.g-corner'), result: is_stuck ? size('.g-result') : 0, top: box.querySelector<HTMLElement>('.g-heads')?.offsetHeight ?? 0 };
}

/** What is in view of the scrolled box; a new value only when other rows or columns are. */
export function use_view(box: { current: HTMLDivElement | null }, rows: number, cols: number): View {
  const [view, set_view] = useState<View>({ rows: { first: 0, last: Math.min(rows, 16) }, cols: { first: 0, last: Math.min(cols, 28) } });
  useLayoutEffect(() => {
    const el = box.current;
    if (!el) return;
    const look = (): void => {
      const unit = rem();
      const next: View = {
        rows: range_in_view(el.scrollTop, el.clientHeight, k_row * unit, rows),
        cols: range_in_view(el.scrollLeft, el.clientWidth, k_col * unit, cols),
      };
      set_view((known) => (same_range(known.rows, next.rows) && same_range(known.cols, next.cols) ? known : next));
    };
    look();
    el.addEventListener('scroll', look, { passive: true });
    const watch = new ResizeObserver(look);
    watch.observe(el);
    return () => {
      el.removeEventListener('scroll', look);
      watch.disconnect();
    };
  }, [rows, cols]);
  return { rows: within(view.rows, rows), cols: within(view.cols, cols) };
}
