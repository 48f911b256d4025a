import type { ComponentChildren, JSX } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';

interface WindowedProps<T> {
  items: readonly T[];
  /** Fixed height of a row in px at 16 px text; scaled with the reader's text size. */
  row_height: number;
  key_of: (item: T) => string;
  row: (item: T, index: number) => ComponentChildren;
  label: string;
  class?: string;
  /** Index to keep in view (the selected row). */
  reveal?: number | undefined;
}

const k_margin = 8;

/** A long list that draws only the rows in view. Short lists (≤ 100) are drawn whole: nothing to gain, print works. */
export function Windowed<T>(props: WindowedProps<T>): JSX.Element {
  const { items, row, key_of } = props;
  const ref = useRef<HTMLDivElement>(null);
  const [view, set_view] = useState({ top: 0, height: 800 });
  const rem =
    typeof document === 'undefined' ? 16 : parseFloat(getComputedStyle(document.documentElement).fontSize) || 16;
  const height = (props.row_height * rem) / 16;
  const is_whole = items.length <= 100;

  useEffect(() => {
    const box = ref.current;
    if (!box || is_whole) return;
    const look = (): void => set_view({ top: box.scrollTop, height: box.clientHeight });
    look();
    box.addEventListener('scroll', look, { passive: true });
    const watch = new ResizeObserver(look);
    watch.observe(box);
    return () => {
      box.removeEventListener('scroll', look);
      watch.disconnect();
    };
  }, [is_whole]);

  useEffect(() => {
    const box = ref.current;
    if (!box || props.reveal === undefined || props.reveal < 0) return;
    if (is_whole) {
      box.querySelector(`[data-index="${props.reveal}"]`)?.scrollIntoView({ block: 'nearest' });
      return;
    }
    const top = props.reveal * height;
    if (top < box.scrollTop) box.scrollTop = top;
    else if (top + height > box.scrollTop + box.clientHeight) box.scrollTop = top + height - box.clientHeight;
  }, [props.reveal, is_whole, height]);

  const first = is_whole ? 0 : Math.max(0, Math.floor(view.top / height) - k_margin);
  const last = is_whole
    ? items.length
    : Math.min(items.length, Math.ceil((view.top + view.height) / height) + k_margin);
  return (
    <div ref={ref} class={props.class ?? 'scroll'} tabIndex={-1}>
      <ul
        aria-label={props.label}
        style={
          is_whole ? undefined : { height: `${items.length * height}px`, paddingBlockStart: `${first * height}px` }
        }
      >
        {items.slice(first, last).map((item, i) => (
          <li
            key={key_of(item)}
            data-index={first + i}
            aria-setsize={items.length}
            aria-posinset={first + i + 1}
            style={is_whole ? undefined : { blockSize: `${height}px`, overflow: 'hidden' }}
          >
            {row(item, first + i)}
          </li>
        ))}
      </ul>
    </div>
  );
}
