import { computed, signal, type ReadonlySignal } from '@preact/signals';

/** ja is the source; ja-easy is やさしい日本語 with ruby, for volunteers' screens. */
export type Locale = 'ja' | 'en' | 'ja-easy';
export const k_locales: readonly Locale[] = ['ja', 'en', 'ja-easy'];

const k_key = 'musubi.locale';

function kept(): Locale {
  try {
    const value = localStorage.getItem(k_key);
    return k_locales.find((locale) => locale === value) ?? 'ja';
  } catch {
    return 'ja';
  }
}

export const locale = signal<Locale>(kept());

export function set_locale(next: Locale): void {
  locale.value = next;
  try {
    localStorage.setItem(k_key, next);
  } catch {
    // Storage may be forbidden: the choice then lasts as long as the page.
  }
  if (typeof document !== 'undefined') document.documentElement.lang = next === 'en' ? 'en' : 'ja';
}

/** Text with furigana written as {漢字|かんじ}. Without ruby the reading is dropped. */
export function plain(text: string): string {
  return text.replace(/\{([^|{}]*)\|[^{}]*\}/g, '$1');
}

type Entry = string | ((...args: never[]) => string);
type Tree = { readonly [key: string]: Entry | Tree };
/** The same keys and the same parameters as the source, other words. */
export type Words<T> = T extends string
  ? string
  : T extends (...args: infer A) => string
    ? (...args: A) => string
    : { readonly [K in keyof T]: Words<T[K]> };
/** A catalogue that replaces only some words of another one. */
export type SomeWords<T> = T extends string
  ? string
  : T extends (...args: infer A) => string
    ? (...args: A) => string
    : { readonly [K in keyof T]?: SomeWords<T[K]> };

function overlay<T extends Tree>(base: T, over: SomeWords<T> | undefined): T {
  if (!over) return base;
  const merged: Record<string, unknown> = { ...base };
  for (const [key, value] of Object.entries(over)) {
    const below = merged[key];
    merged[key] =
      typeof value === 'object' && typeof below === 'object' ? overlay(below as Tree, value as SomeWords<Tree>) : value;
  }
  return merged as T;
}

/**
 * A typed catalogue that follows the chosen locale: `const t = catalogue({ ja, en })`, then `t.value.needs.title`.
 * A missing or misspelt key in `en` is a compile error. ja-easy falls back to ja word by word.
 */
export function catalogue<T extends Tree>(words: { ja: T; en: Words<T>; easy?: SomeWords<T> }): ReadonlySignal<T> {
  const easy = overlay(words.ja, words.easy);
  const by_locale: Record<Locale, T> = { ja: words.ja, en: words.en as unknown as T, 'ja-easy': easy };
  return computed(() => by_locale[locale.value]);
}
