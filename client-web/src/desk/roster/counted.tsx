import type { JSX } from 'preact';
import { counted } from './data';
import { w } from './words';

/** The two lists in numbers: everybody is counted, also who may not be looked at. */
export function Counted(): JSX.Element | null {
  const words = w.value.counted;
  const now = counted.value;
  if (!now) return null;
  return (
    <section class="two-lists" aria-label={words.title}>
      <dl>
        <div>
          <dt>{words.all}</dt>
          <dd class="num">{words.people(now.all)}</dd>
        </div>
        <div>
          <dt>{words.consented}</dt>
          <dd class="num">{words.people(now.consented)}</dd>
        </div>
      </dl>
      <p class="dim">{words.note}</p>
    </section>
  );
}
