// Dragging a person to another row with the mouse: an extra beside the keys and buttons. It only marks the page while it runs.
import { useRef } from 'preact/hooks';
import type { At } from './grid';

const k_start_px = 6;

interface Drag {
  from: At;
  x: number;
  y: number;
  is_moving: boolean;
  over: HTMLElement | null;
}

/** Starts on a cell; ends on a cell of the same person in another row, which is then handed over. */
export function use_drag(
  box: { current: HTMLElement | null },

  on_drop: ((at: At) => void) | undefined,
): (event: PointerEvent, from: At) => void {
  const drop = useRef(on_drop);
  drop.current = on_drop;
  return (event, from) => {
    if (!drop.current || event.pointerType !== 'mouse' || event.button !== 0) return;
    const drag: Drag = { from, x: event.clientX, y: event.clientY, is_moving: false, over: null };
    const mark = (row: HTMLElement | null): void => {
      drag.over?.classList.remove('is-drop');
      drag.over = row;
      row?.classList.add('is-drop');
    };
    const on_move = (now: PointerEvent): void => {
      if (!drag.is_moving && Math.hypot(now.clientX - drag.x, now.clientY - drag.y) < k_start_px) return;
      drag.is_moving = true;
      box.current?.classList.add('is-dragging');
      const under = document.elementFromPoint(now.clientX, now.clientY)?.closest<HTMLElement>('[data-row-id]') ?? null;
      if (under !== drag.over) mark(under?.dataset['rowId'] === from.row ? null : under);
    };
    const on_end = (now: PointerEvent): void => {
      document.removeEventListener('pointermove', on_move);
      document.removeEventListener('pointerup', on_end);
      document.removeEventListener('pointercancel', on_end);
      document.removeEventListener('keydown', on_escape, true);
      const row = drag.over?.dataset['rowId'];
      mark(null);
      box.current?.classList.remove('is-dragging');
      if (now.type === 'pointerup' && drag.is_moving && row) drop.current?.({ row, col: from.col });
    };
    const on_escape = (key: KeyboardEvent): void => {
      if (key.key !== 'Escape') return;
      key.stopPropagation();
      on_end(new PointerEvent('pointercancel'));
    };
    document.addEventListener('pointermove', on_move);
    document.addEventListener('pointerup', on_end);
    document.addEventListener('pointercancel', on_end);
    document.addEventListener('keydown', on_escape, true);
  };
}
