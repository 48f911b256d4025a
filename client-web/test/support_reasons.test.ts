import { afterEach, describe, expect, it } from 'vitest';
import { support_reasons } from '../src/desk/roster/support_reasons';
import { en } from '../src/desk/roster/en';
import { ja } from '../src/desk/roster/ja';
import { locale } from '../src/i18n/locale';

afterEach(() => {
  locale.value = 'ja';
});

describe('the reasons for support', () => {
  it('are the words of the plan where they are codes, and the city’s own words where they are not', () => {
    expect(support_reasons(['walking', 'hearing', '手すりが必要'])).toBe('歩行・移動、聞こえ、手すりが必要');
    locale.value = 'en';
    expect(support_reasons(['lives_alone', 'medical_device'])).toBe('Lives alone, Medical device');
  });

  it('say a thing once, though two codes mean it, and nothing where there is none', () => {
    expect(support_reasons(['alone', 'lives_alone', 'mobility', 'walking'])).toBe(`${ja.plans.lives_alone}、${ja.plans.text.mobility}`);
    expect([support_reasons([]), support_reasons(null), support_reasons(undefined)]).toEqual(['', '', '']);
  });

  it('have words for every part of the plan form that tells what somebody needs', () => {
    for (const code of ['mobility', 'hearing', 'sight', 'cognition', 'language', 'medical_device', 'dialysis'] as const) {
      locale.value = 'en';
      expect(support_reasons([code])).toBe(en.plans.text[code]);
    }
  });
});
