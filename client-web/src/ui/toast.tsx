import { signal } from '@preact/signals';
import type { JSX } from 'preact';
import { common } from '../i18n';
import { Button } from './button';
import { hash } from './route';
import { Words } from './words';

interface Toast {
  id: number;
  text: string;
  kind: 'status' | 'error';
  undo?: (() => void) | undefined;
  /** Where more about it stands. */
  link?: { href: string; label: string } | undefined;
}

const shown = signal<Toast[]>([]);
let last_id = 0;

/** Says what happened. Ten seconds, with undo where it can be undone; an error stays until it is closed. */
export function toast(
  text: string,
  options: { kind?: Toast['kind']; undo?: () => void; link?: Toast['link']; stay_ms?: number } = {},
): void {
  const id = ++last_id;
  const kind = options.kind ?? 'status';
  shown.value = [...shown.value.slice(-2), { id, text, kind, undo: options.undo, link: options.link }];
  if (kind === 'status') setTimeout(() => close(id), options.stay_ms ?? 10_000);
}

function close(id: number): void {
  shown.value = shown.value.filter((one) => one.id !== id);
}

function Line(props: { toast: Toast }): JSX.Element {
  const { id, text, kind, undo, link } = props.toast;
  return (
    <div class={`toast toast-${kind}`}>
      <span>
        <Words text={text} />
      </span>
      {undo && (
        <Button
          small
          onClick={() => {
            close(id);
            undo();
          }}
        >
          {common.value.action.undo}
        </Button>
      )}
      {link && (
        <a class="btn btn-s" href={link.href} onClick={() => close(id)}>
          {link.label}
        </a>
      )}
      {kind === 'error' && (
        <Button small onClick={() => close(id)}>
          {common.value.action.close}
        </Button>
      )}
    </div>
  );
}

/** Whoever is there already need not be told the way. */
function leads_here(one: Toast): boolean {
  return one.link?.href === `#/${hash.value}`;
}

/** Two live regions that stand in the page from the start, so that readers announce what comes into them. */
export function Toasts(): JSX.Element {
  const of = (kind: Toast['kind']): JSX.Element[] =>
    shown.value.filter((one) => one.kind === kind && !leads_here(one)).map((one) => <Line key={one.id} toast={one} />);
  return (
    <div class="toasts">
      <div role="status">{of('status')}</div>
      <div role="alert">{of('error')}</div>
    </div>
  );
}
