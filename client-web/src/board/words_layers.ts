import { catalogue } from '../i18n';
import { en_layers } from './en_layers';
import { ja_layers } from './ja_layers';

export const tl = catalogue({ ja: ja_layers, en: en_layers });
