import type { JSX } from 'preact';
import { href, Icon } from '../../ui';
import { w } from './words';

/** On a narrow screen the list is behind the detail. */
export function BackLink(props: { part: string }): JSX.Element {
  return (
    <p class="only-narrow">
      <a class="btn btn-q btn-s" href={href('squad-work', props.part)}>
        <Icon name="i-back" />
        {w.value.back}
      </a>
    </p>
  );
}
