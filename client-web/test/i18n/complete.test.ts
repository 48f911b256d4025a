import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { common, plain } from '../../src/i18n';
import { calls_en, calls_ja } from '../../src/desk/words_calls';
import { waves_en, waves_ja } from '../../src/desk/words_waves';
import { easy } from '../../src/i18n/easy';
import { en } from '../../src/i18n/en';
import { ja } from '../../src/i18n/ja';
import { learned_easy, learned_en, learned_ja } from '../../src/i18n/learned';
import { locale } from '../../src/i18n/locale';
import { en as desk_en } from '../../src/desk/en';
import { ja as desk_ja } from '../../src/desk/ja';
import { en as board_en } from '../../src/board/en';
import { en_layers } from '../../src/board/en_layers';
import { ja as board_ja } from '../../src/board/ja';
import { ja_layers } from '../../src/board/ja_layers';
import { en as access_en } from '../../src/desk/access/en';
import { ja as access_ja } from '../../src/desk/access/ja';
import { en as devices_en } from '../../src/desk/devices/en';
import { ja as devices_ja } from '../../src/desk/devices/ja';
import { en as crew_en } from '../../src/desk/crew/en';
import { ja as crew_ja } from '../../src/desk/crew/ja';
import { en as apart_en } from '../../src/desk/exclusions/en';
import { ja as apart_ja } from '../../src/desk/exclusions/ja';
import { en as matching_en } from '../../src/desk/matching/en';
import { ja as matching_ja } from '../../src/desk/matching/ja';
import { en as policy_en } from '../../src/desk/policy/en';
import { ja as policy_ja } from '../../src/desk/policy/ja';
import { easy as phone_easy } from '../../src/phone/easy';
import { en as phone_en } from '../../src/phone/en';
import { ja as phone_ja } from '../../src/phone/ja';
import { en as field_en } from '../../src/phone/field/en';
import { ja as field_ja } from '../../src/phone/field/ja';
import { answer_easy, answer_en, answer_ja } from '../../src/phone/words_answer';
import {
  notices_easy,
  notices_en,
  notices_ja,
  wishes_easy,
  wishes_en,
  wishes_ja,
} from '../../src/phone/words_notices';
import * as offer_wire from '../../src/wire/offer_types';
import { en as safety_en } from '../../src/desk/safety/en';
import { ja as safety_ja } from '../../src/desk/safety/ja';
import { en as roster_en } from '../../src/desk/roster/en';
import { ja as roster_ja } from '../../src/desk/roster/ja';
import { wipe_en, wipe_ja } from '../../src/desk/words_wipe';
import { en as weekday_desk_en, ja as weekday_desk_ja } from '../../src/desk/weekday/words';
import { weekday_en, weekday_ja } from '../../src/phone/words_weekday';
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
  ['answers', answer_ja, answer_en, answer_easy],
  ['field phone', field_ja, field_en, {}],
  ['notices', notices_ja, notices_en, notices_easy],
  ['wishes', wishes_ja, wishes_en, wishes_easy],
  ['learned', learned_ja, learned_en, learned_easy],
  ['waves of the desk', waves_ja, waves_en, {}],
  ['call list of the desk', calls_ja, calls_en, {}],
  ['desk', desk_ja, desk_en, {}],
  ['matching', matching_ja, matching_en, {}],
  ['access', access_ja, access_en, {}],
  ['devices', devices_ja, devices_en, {}],
  ['crew', crew_ja, crew_en, {}],
  ['safety', safety_ja, safety_en, {}],
  ['policy', policy_ja, policy_en, {}],
  ['exclusions', apart_ja, apart_en, {}],
  ['wipe of a drill', wipe_ja, wipe_en, {}],
  ['weekday watch, phone', weekday_ja, weekday_en, {}],
  ['weekday watch, desk', weekday_desk_ja, weekday_desk_en, {}],
  ['squad work', squad_work_ja, squad_work_en, {}],
  ['roster', roster_ja, roster_en, {}],
  ['board', board_ja, board_en, {}],
  ['layers of the board', ja_layers, en_layers, {}],
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

  it('exist for every code of notices, waves, wishes and calls', () => {
    const lists: [Record<string, unknown>, readonly string[]][] = [
      [notices_ja.kind, offer_wire.k_notice_kinds],
      [waves_ja.end, offer_wire.k_wave_ends],
      [wishes_ja.loads, offer_wire.k_loads],
      [waves_ja.genders, offer_wire.k_genders],
      [calls_ja.results, offer_wire.k_call_results],
      [answer_ja.reason, wire.k_decline_reasons],
      [learned_ja, offer_wire.k_preference_kinds],
    ];
    for (const [words, codes] of lists) for (const code of codes) expect(words[code], code).toBeTruthy();
  });

  it('exist for every gate of a plan: a letter for the cell, words for the legend and for the reason', () => {
    for (const gate of wire.k_plan_gates) for (const words of [matching_ja, matching_en]) {
      expect(words.gate[gate], gate).toBeTruthy();
      expect(words.letter[gate], gate).toBeTruthy();
      expect(words.letter_word[gate], gate).toBeTruthy();
    }
    for (const letters of [matching_ja.letter, matching_en.letter]) expect(new Set(Object.values(letters)).size).toBe(wire.k_plan_gates.length);
    for (const code of wire.k_moved_codes) expect(matching_ja.moved_code[code], code).toBeTruthy();
  });

  it('exist for every refusal that a page can meet', () => {
    const contract = parse(readFileSync(join(__dirname, '../../../schema/api/openapi.yaml'), 'utf8'));
    const never_met = new Set(['unsupported_type', 'uri_too_long', 'headers_too_large', 'server_running']);
    const codes: string[] = contract.components.schemas.ProblemCode.enum;
    for (const code of codes) if (!never_met.has(code)) expect(ja.problem, code).toHaveProperty(code);
  }, 60_000);
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
