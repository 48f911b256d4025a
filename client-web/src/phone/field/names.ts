import type { Registrant } from '../../wire/types';
import { t } from '../words';

/** The name where it may be seen, else the number: nobody is nameless on a list. */
export function name_of(registrant: Registrant): string {
  return registrant.name ? t.value.watch.sama(registrant.name) : registrant.number;
}
