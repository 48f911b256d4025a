import { catalogue } from '../i18n';
import { easy } from './easy';
import { en } from './en';
import { ja } from './ja';

export const t = catalogue({ ja, en, easy });
