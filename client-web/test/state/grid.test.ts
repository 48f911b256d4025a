import { describe, expect, it } from 'vitest';
import { move, range_in_view, scroll_to_show, with_focus, within } from '../../src/state/grid';

const press = (key: string, ctrl = false) => ({ key, ctrl });

describe('a table too large to draw', () => {
  it('draws what is in view and a little around it, and nothing new for a few pixels', () => {
    expect(range_in_view(0, 400, 48, 300)).toEqual({ first: 0, last: 16 });
    const middle = range_in_view(4800, 400, 48, 300);
    expect(middle.first).toBeLessThanOrEqual(96);
    expect(middle.last).toBeGreaterThanOrEqual(109);
    expect(middle.last - middle.first).toBeLessThan(32);
    expect(range_in_view(4803, 400, 48, 300)).toEqual(middle);
    expect(range_in_view(14_400 - 400, 400, 48, 300).last).toBe(300);
    expect(range_in_view(0, 400, 48, 0)).toEqual({ first: 0, last: 0 });
  });

  it('shows every part that is in view, wherever it is scrolled', () => {
    for (let at = 0; at <= 24_000; at += 37) {
      const { first, last } = range_in_view(at, 750, 50, 500);
      expect(first).toBeLessThanOrEqual(Math.floor(at / 50));
      expect(last).toBeGreaterThanOrEqual(Math.min(500, Math.ceil((at + 750) / 50)));
    }
  });

  it('draws nothing that is no longer there when the table has become smaller', () => {
    expect(within({ first: 0, last: 16 }, 5)).toEqual({ first: 0, last: 5 });
    expect(within({ first: 8, last: 16 }, 5)).toEqual({ first: 5, last: 5 });
    expect(within({ first: 0, last: 4 }, 5)).toEqual({ first: 0, last: 4 });
  });

  it('always draws the cell with the focus too', () => {
    expect(with_focus({ first: 4, last: 7 }, 5)).toEqual([4, 5, 6]);
    expect(with_focus({ first: 4, last: 7 }, 0)).toEqual([0, 4, 5, 6]);
    expect(with_focus({ first: 4, last: 7 }, 9)).toEqual([4, 5, 6, 9]);
    expect(with_focus({ first: 0, last: 2 }, -1)).toEqual([0, 1]);
  });
});

describe('keys in the table', () => {
  it('move by one and stop at the edges', () => {
    expect(move({ row: 1, col: 1 }, press('ArrowLeft'), 3, 3, 2)).toEqual({ row: 1, col: 0 });
    expect(move({ row: 0, col: 0 }, press('ArrowUp'), 3, 3, 2)).toEqual({ row: 0, col: 0 });
    expect(move({ row: 2, col: 2 }, press('ArrowDown'), 3, 3, 2)).toEqual({ row: 2, col: 2 });
    expect(move({ row: 1, col: 1 }, press('ArrowRight'), 3, 3, 2)).toEqual({ row: 1, col: 2 });
  });

  it('jump to the ends of the row, of the table, and by a page', () => {
    expect(move({ row: 5, col: 7 }, press('Home'), 10, 10, 4)).toEqual({ row: 5, col: 0 });
    expect(move({ row: 5, col: 7 }, press('End'), 10, 10, 4)).toEqual({ row: 5, col: 9 });
    expect(move({ row: 5, col: 7 }, press('Home', true), 10, 10, 4)).toEqual({ row: 0, col: 0 });
    expect(move({ row: 5, col: 7 }, press('End', true), 10, 10, 4)).toEqual({ row: 9, col: 9 });
    expect(move({ row: 5, col: 7 }, press('PageDown'), 10, 10, 4)).toEqual({ row: 8, col: 7 });
    expect(move({ row: 5, col: 7 }, press('PageUp'), 10, 10, 4)).toEqual({ row: 2, col: 7 });
  });

  it('leave other keys to the page, and an empty table alone', () => {
    expect(move({ row: 0, col: 0 }, press('a'), 3, 3, 2)).toBeNull();
    expect(move({ row: 0, col: 0 }, press('ArrowDown'), 0, 0, 2)).toEqual({ row: 0, col: 0 });
  });

  it('scroll no farther than needed, and never under the heads that stay put', () => {
    expect(scroll_to_show(0, 400, 2, 48, 56)).toBe(0);
    expect(scroll_to_show(0, 400, 9, 48, 56)).toBe(480 - 344);
    expect(scroll_to_show(480, 400, 3, 48, 56)).toBe(144);
    expect(scroll_to_show(0, 1000, 20, 50, 244, 216)).toBe(1050 - 540);
  });
});
