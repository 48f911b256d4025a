import { catalogue } from './locale';
import { easy } from './easy';
import { en } from './en';
import { ja, type Msg } from './ja';

/** Words shared by all entrances: `common.value.status.safe_home`. */
export const common = catalogue<Msg>({ ja, en, easy });

export { learned } from './learned';
export { catalogue, k_locales, locale, plain, set_locale, type Locale, type SomeWords, type Words } from './locale';
export type { Msg };
