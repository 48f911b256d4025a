import { catalogue } from '../../i18n';
import { en } from './en';
import { ja } from './ja';

/** Words of the matching page. */
export const m = catalogue({ ja, en });
