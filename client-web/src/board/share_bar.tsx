import type { JSX } from 'preact';
import type { Segment } from '../state/board';

/** Shares of the statuses; for readers the figures stand beside it as text. */
export function ShareBar(props: { class: string; segments: readonly Segment[] }): JSX.Element {
  return (
    <div class={props.class} aria-hidden="true">
      {props.segments.map((one) => (
        <i key={one.key} class={`x-st x-${one.key}`} style={{ inlineSize: `${one.percent.toFixed(2)}%` }} />
      ))}
    </div>
  );
}
