import { catalogue } from '../../i18n';
import { en } from './en';
import { ja } from './ja';

export const w = catalogue({ ja, en });
