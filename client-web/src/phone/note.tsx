import type { JSX } from 'preact';
import { Icon, Words, type IconName } from '../ui';

/** A state of the whole screen in words, under the bar. */
export function Note(props: {
  icon: IconName;
  title: string;
  second?: string;
  text?: string;
  look: 'queue' | 'plain' | 'ok';
}): JSX.Element {
  return (
    <div class={`state state-${props.look}`} role="status">
      <Icon name={props.icon} />
      <p>
        <b>
          <Words text={props.title} />
        </b>
        {props.second && (
          <b>
            <Words text={props.second} />
          </b>
        )}
        {props.text && <Words text={props.text} />}
      </p>
    </div>
  );
}
