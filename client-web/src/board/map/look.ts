// Colours and fonts of the canvas, read once from the page's tokens: the canvas shows what the legend shows.
import { k_dot_statuses } from '../../state/board_dots';

export interface Look {
  ink: string;
  ink_2: string;
  edge: string;
  land: string;
  focus: string;
  /** By index of k_dot_statuses. */
  status: string[];
  need_ours: string;
  need_field: string;
  need_rest: string;
  font: string;
  /** Pixels of 1 rem: everything grows with the wall. */
  rem: number;
}

export function read_look(): Look {
  const style = getComputedStyle(document.documentElement);
  const token = (name: string): string => style.getPropertyValue(name).trim();
  const of_status = (status: string): string =>
    token(`--st-${status.startsWith('safe') ? 'safe' : status.replace('_', '-')}`);
  return {
    ink: token('--ink'),
    ink_2: token('--ink-2'),
    edge: token('--edge'),
    land: token('--page'),
    focus: token('--focus-in'),
    status: k_dot_statuses.map(of_status),
    need_ours: token('--ns-ours'),
    need_field: token('--ns-field'),
    need_rest: token('--ns-rest'),
    font: token('--font'),
    rem: parseFloat(style.fontSize) || 16,
  };
}
