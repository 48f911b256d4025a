import { catalogue } from '../i18n';
import { en } from './en';
import { ja } from './ja';

export const t = catalogue({ ja, en });

/** The word for a code that may be newer than this page; the code itself then. */
export function word_of(words: Readonly<Record<string, string>>, code: string | null | undefined): string {
  return code == null ? '' : (words[code] ?? code);
}
