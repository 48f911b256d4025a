import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { common, plain } from '../../src/i18n';
import { easy } from '../../src/i18n/easy';
import { en } from '../../src/i18n/en';
import { ja } from '../../src/i18n/ja';
import { locale } from '../../src/i18n/locale';
import { easy as phone_easy } from '../../src/phone/easy';
import { en as phone_en } from '../../src/phone/en';
import { ja as phone_ja } from '../../src/phone/ja';
import { en as squad_work_en } from '../../src/desk/squad_work/en';
import { ja as squad_work_ja } from '../../src/desk/squad_work/ja';
import * as wire from '../../src/wire/types';

function leaves(tree: object, path = ''): [string, unknown][] {
  return Object.entries(tree).flatMap(([key, value]): [string, unknown][] =>
    typeof value === 'object' && value !== null ? leaves(value, `${path}${key}.`) : [[path + key, value]],
  );
}
const said = (value: unknown): string =>
  typeof value === 'function' ? String((value as (...a: unknown[]) => string)(1, 2, 3)) : String(value);

describe.each([
  ['shared', ja, en, easy],
  ['phone', phone_ja, phone_en, phone_easy],
  ['squad work', squad_work_ja, squad_work_en, {}],
] as const)('the %s catalogue', (_, source, english, simple) => {
  it('has the same keys in English, none empty', () => {
    expect(
      leaves(english)
        .map(([key]) => key)
        .sort(),
    ).toEqual(
      leaves(source)
        .map(([key]) => key)
        .sort(),
    );
    for (const [key, value] of [...leaves(source), ...leaves(english)]) expect(said(value).trim(), key).not.toBe('');
  });

  it('takes as many parameters in English as in Japanese', () => {
    const of = new Map(leaves(source));
    for (const [key, value] of leaves(english)) {
      expect(typeof value, key).toBe(typeof of.get(key));
      if (typeof value === 'function')
        expect(value.length, key).toBeLessThanOrEqual((of.get(key) as () => string).length);
    }
  });

  it('has no やさしい日本語 word without a Japanese one, and every ruby in it is closed', () => {
    const known = new Set(leaves(source).map(([key]) => key));
    for (const [key, value] of leaves(simple)) {
      expect(known.has(key), key).toBe(true);
      expect(plain(said(value)), key).not.toMatch(/[{}|]/);
    }
  });

  it('keeps English free of Japanese where it is not a name', () => {
    for (const [key, value] of leaves(english)) {
      if (key === 'app' || key.startsWith('easy_')) continue;
      expect(said(value), key).not.toMatch(/[\u3040-\u30ff]/);
    }
  });
});

describe('words for codes', () => {
  it('exist for every code of the contract', () => {
    const words = ja as unknown as Record<string, Record<string, unknown>>;
    const lists: [string, readonly string[]][] = [
      ['role', wire.k_roles],
      ['skill', wire.k_skills],
      ['need_status', wire.k_need_statuses],
      ['category', wire.k_categories],
      ['channel', wire.k_channels],
      ['priority', wire.k_priorities],
      ['offer_status', wire.k_offer_statuses],
      ['status', wire.k_safety_statuses],
      ['method', wire.k_check_methods],
      ['part', wire.k_day_parts],
    ];
    for (const [group, codes] of lists)
      for (const code of codes) expect(words[group]![code], `${group}.${code}`).toBeTruthy();
  });

  it('exist for every refusal that a page can meet', () => {
    const contract = parse(readFileSync(join(__dirname, '../../../schema/api/openapi.yaml'), 'utf8'));
    const never_met = new Set(['unsupported_type', 'uri_too_long', 'headers_too_large', 'server_running']);
    const codes: string[] = contract.components.schemas.ProblemCode.enum;
    for (const code of codes) if (!never_met.has(code)) expect(ja.problem, code).toHaveProperty(code);
  });
});

describe('the chosen language', () => {
  it('changes every word at once, and easy Japanese falls back to Japanese', () => {
    locale.value = 'en';
    expect(common.value.status.safe_home).toBe('Safe at home');
    locale.value = 'ja-easy';
    expect(common.value.status.safe_home).toBe('無事・在宅');
    expect(plain(common.value.offer_status.accepted)).toBe('やります');
    locale.value = 'ja';
  });
});
