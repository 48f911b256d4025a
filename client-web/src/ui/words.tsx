import { Fragment, type ComponentChildren, type JSX } from 'preact';
import { plain } from '../i18n';

/** Draws {漢字|かんじ} as ruby. Text without braces is drawn as it is. */
export function Words(props: { text: string }): JSX.Element {
  const parts: ComponentChildren[] = [];
  let at = 0;
  for (const match of props.text.matchAll(/\{([^|{}]*)\|([^{}]*)\}/g)) {
    parts.push(props.text.slice(at, match.index));
    parts.push(
      <ruby>
        {match[1]}
        <rt>{match[2]}</rt>
      </ruby>,
    );
    at = match.index + match[0].length;
  }
  parts.push(props.text.slice(at));
  return <Fragment>{parts}</Fragment>;
}

/** For attributes (aria-label, title), where ruby cannot stand. */
export { plain };
