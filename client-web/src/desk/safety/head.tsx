import type { ComponentChildren, JSX } from 'preact';
import { href, Icon } from '../../ui';
import { t } from '../words';

/** Title of the middle column, with the way back where the columns fold into one. */
export function Head(props: { title: string; note?: string; children?: ComponentChildren }): JSX.Element {
  return (
    <header class="round-head">
      <a class="btn btn-q btn-s only-narrow" href={href('safety')}>
        <Icon name="i-back" />
        {t.value.list.back}
      </a>
      <div>
        <h2 class="h">{props.title}</h2>
        {props.note && <p class="dim">{props.note}</p>}
      </div>
      {props.children}
    </header>
  );
}
