import { signal } from '@preact/signals';
import { useLayoutEffect } from 'preact/hooks';
import { k_key_start, read_key, type KeyState } from '../state/keys';

const k_kept = 'musubi.desk.keys';

/** Single letters can be turned off: some people type by voice or by switch. */
export const letters_on = signal(localStorage.getItem(k_kept) !== 'off');

export function set_letters(on: boolean): void {
  letters_on.value = on;
  localStorage.setItem(k_kept, on ? 'on' : 'off');
}

type Handler = () => void;
const handlers = new Map<string, Handler[]>();

/** From the moment the part is on screen (not one frame later: a quick hand presses at once), `word` ('n', '/', 'g s', 'Escape') does this; the newest part wins. */
export function use_key(word: string, run: Handler | null): void {
  useLayoutEffect(() => {
    if (!run) return;
    const stack = handlers.get(word) ?? [];
    handlers.set(word, [...stack, run]);
    return () => {
      handlers.set(word, (handlers.get(word) ?? []).filter((one) => one !== run));
    };
  });
}

function is_typing(target: EventTarget | null): boolean {
  if (document.querySelector('dialog[open], .again')) return true;
  if (!(target instanceof HTMLElement)) return false;
  if (target instanceof HTMLInputElement) return !['checkbox', 'radio', 'button'].includes(target.type);
  return target instanceof HTMLTextAreaElement || target instanceof HTMLSelectElement || target.isContentEditable;
}

/** Focus to the next row of the region in which the focus is, or of the first list on the page. */
function step_row(by: number): void {
  const here = document.activeElement;
  const list = here?.closest('[data-rows]') ?? document.querySelector('[data-rows]');
  if (!list) return;
  const rows = [...list.querySelectorAll<HTMLElement>('[data-row]')].filter((row) => row.offsetParent !== null);
  const at = rows.findIndex((row) => row === here || row.contains(here));
  const start = at >= 0 ? at + by : Math.max(0, rows.findIndex((row) => row.matches('[aria-current="true"]')));
  const next = rows[Math.min(rows.length - 1, Math.max(0, start))];
  const target = next?.matches('a, button, input') ? next : next?.querySelector<HTMLElement>('a, button, input');
  target?.focus();
  target?.scrollIntoView({ block: 'nearest' });
}

function next_region(): void {
  const regions = [...document.querySelectorAll<HTMLElement>('[data-region]')].filter((one) => one.offsetParent !== null);
  if (regions.length === 0) return;
  const at = regions.findIndex((one) => one.contains(document.activeElement));
  const next = regions[(at + 1) % regions.length]!;
  const current = next.querySelector<HTMLElement>('[data-rows] [aria-current="true"]');
  (current ?? next).focus();
}

let state: KeyState = k_key_start;

export function start_keys(): void {
  document.addEventListener('keydown', (event) => {
    if (event.defaultPrevented || event.isComposing) return;
    const press = { key: event.key, is_typing: is_typing(event.target), has_modifier: event.ctrlKey || event.metaKey || event.altKey };
    const result = read_key(state, press, letters_on.value);
    state = result.state;
    const { word } = result;
    if (word === null) return;
    if (word === 'F6') next_region();
    else {
      const run = handlers.get(word)?.at(-1);
      if (run) run();
      else if (word === 'j') step_row(1);
      else if (word === 'k') step_row(-1);
      else return;
    }
    event.preventDefault();
  });
}

/** What U takes back: the last thing this desk sent, while it can be taken back. */
export const last_undo = signal<(() => void) | null>(null);
