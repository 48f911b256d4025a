import { locale } from '../../i18n';
import { w } from './words';

/**
 * 避難支援等を必要とする事由 in words. A city writes its own, which stand as they are; codes, as our own import template and
 * other systems hand them in, become the words that the form of a plan has for the same thing. '' where there is none.
 */
export function support_reasons(reasons: readonly string[] | null | undefined): string {
  const { text, lives_alone } = w.value.plans;
  const words = new Map([
    ['walking', text.mobility],
    ['mobility', text.mobility],
    ['hearing', text.hearing],
    ['sight', text.sight],
    ['cognition', text.cognition],
    ['language', text.language],
    ['medical_device', text.medical_device],
    ['dialysis', text.dialysis],
    ['lives_alone', lives_alone],
    ['alone', lives_alone],
  ]);
  return [...new Set((reasons ?? []).map((reason) => words.get(reason) ?? reason))].join(locale.value === 'en' ? ', ' : '、');
}
