// Volunteers, squads, and the people of the roster: the three kinds of people that a desk looks up.
import type { JSX } from 'preact';
import { href } from '../ui';
import { access_words } from './access/words';
import { t } from './words';

export function PeopleTabs(props: { here: 'volunteers' | 'squads' | 'person' }): JSX.Element {
  const words = t.value.people;
  return (
    <nav class="chips" aria-label={words.tabs}>
      <a href={href('people')} aria-current={props.here === 'volunteers' ? 'true' : undefined}>
        {words.volunteers}
      </a>
      <a href={href('people', 'squads')} aria-current={props.here === 'squads' ? 'true' : undefined}>
        {words.squads}
      </a>
      <a href={href('person')} aria-current={props.here === 'person' ? 'true' : undefined}>
        {access_words.value.person.tab}
      </a>
    </nav>
  );
}
