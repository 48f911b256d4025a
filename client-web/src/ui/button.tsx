import type { ComponentChildren, JSX } from 'preact';
import { Icon, type IconName } from './icons';

interface ButtonProps {
  /** main = the one filled action of a screen, quiet = grey edge, danger = red edge. */
  kind?: 'main' | 'plain' | 'quiet' | 'danger';
  small?: boolean;
  icon?: IconName;
  label?: string;
  disabled?: boolean;
  type?: 'button' | 'submit';
  class?: string;
  pressed?: boolean;
  onClick?: (event: MouseEvent) => void;
  children?: ComponentChildren;
}

const k_kind_class = { main: ' btn-1', plain: '', quiet: ' btn-q', danger: ' btn-danger' };

/** 48 px to hit, also where it looks smaller. */
export function Button(props: ButtonProps): JSX.Element {
  const look = `btn${k_kind_class[props.kind ?? 'plain']}${props.small ? ' btn-s' : ''}${props.class ? ` ${props.class}` : ''}`;
  return (
    <button
      type={props.type ?? 'button'}
      class={look}
      disabled={props.disabled}
      aria-label={props.label}
      aria-pressed={props.pressed}
      onClick={props.onClick}
    >
      {props.icon && <Icon name={props.icon} />}
      {props.children}
    </button>
  );
}

/** Bottom bar in reach of the thumb: the lesser answer left and smaller, the main one right, 24 px apart. */
export function ThumbBar(props: { note?: ComponentChildren; children: ComponentChildren }): JSX.Element {
  return (
    <div class="thumb">
      {props.children}
      {props.note != null && <p>{props.note}</p>}
    </div>
  );
}
