// The one box that finds people: typed by name, reading, phone or number; the hits stand right under it.
import type { JSX } from 'preact';
import { useRef, useState } from 'preact/hooks';
import { Icon } from '../ui';
import type { Id, SearchHit } from '../wire/types';
import { use_key } from './keys';
import { use_search } from './search';
import { t } from './words';

export function NameSearch(props: {
  label: string;
  kind: SearchHit['kind'];
  /** The activity whose phase may widen what is found. */
  incident_id?: Id | null;
  /** The key `/` leads here, and the box says so. */
  has_key?: boolean;
  results?: (n: number) => string;
  /** One hit; `done` empties the box. */
  hit: (hit: SearchHit, done: () => void) => JSX.Element;
}): JSX.Element {
  const box = useRef<HTMLInputElement>(null);
  const [text, set_text] = useState('');
  const hits = use_search(text, props.kind, props.incident_id ?? null);
  use_key('/', props.has_key ? () => box.current?.focus() : null);
  return (
    <div class="bar">
      <div class="search">
        <Icon name="i-search" />
        <input
          ref={box}
          type="search"
          aria-label={props.label}
          placeholder={props.label}
          value={text}
          autocomplete="off"
          maxLength={100}
          onInput={(event) => set_text(event.currentTarget.value)}
        />
        {props.has_key && (
          <kbd class="hide-narrow" aria-hidden="true">
            /
          </kbd>
        )}
      </div>
      {hits && (
        <div class="hits">
          <p role="status" class="dim">
            {(props.results ?? t.value.list.results)(hits.length)}
          </p>
          <ul>
            {hits.map((one) => (
              <li key={one.id}>{props.hit(one, () => set_text(''))}</li>
            ))}
          </ul>
        </div>
      )}
    </div>
  );
}
