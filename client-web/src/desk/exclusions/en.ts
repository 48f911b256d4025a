import type { Words } from '../../i18n';
import type { ExclusionWords } from './ja';

export const en: Words<ExclusionWords> = {
  title: 'Kept apart from',
  note: 'No reason is written. Plans and candidates then never put them together.',
  none: 'Nobody.',
  person: (name) => `not together with ${name}`,
  household: (need) => `not to the household of ${need}`,
  hidden: 'the name cannot be shown',
  add_person: 'Add a volunteer (name, reading, number)',
  add_need: 'Add a household (number, name or phone of a need)',
  add: 'Add',
  remove: 'Remove',
  added: 'They are kept apart from now on',
  removed: 'They may meet again',
};
