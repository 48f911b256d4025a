import { describe, expect, it } from 'vitest';
import { plan_draft, plan_form } from '../../src/state/evac_plan';
import { k_no_counts, k_sheet_marks, mark_of, refused_csv, sum_counts, time_on_paper } from '../../src/state/roster';

describe('the parts of a roster', () => {
  it('are summed count by count', () => {
    const one = { ...k_no_counts, added: 3, withdrawn: 1 };
    expect(sum_counts(one, { ...k_no_counts, added: 2, gone: 4 })).toEqual({ ...k_no_counts, added: 5, withdrawn: 1, gone: 4 });
  });

  it('give their refused lines as a file: number, column, reason and the line from the chooser’s own file', () => {
    const refused = [
      { line: 3, column: '生年月日', reason: '書き方が決まりと違います', reason_en: 'format', code: 'format' },
      { line: 9, column: null, reason: '列の数が違います', reason_en: 'cells', code: 'cells' },
    ];
    const text = refused_csv(['行', '列', '理由', '内容'], refused, (one) => one.reason, 'a\r\nb\r\n甲,"乙"\r\n');
    expect(text.split('\r\n')).toEqual(['行,列,理由,内容', '3,生年月日,書き方が決まりと違います,"甲,""乙"""', '9,,列の数が違います,', '']);
    expect(refused_csv(['行'], refused, (one) => one.reason, null)).not.toContain('甲');
  });
});

describe('a watch sheet', () => {
  it('has a key for every box, and no other key means anything', () => {
    expect(k_sheet_marks.map((_, at) => mark_of(String(at + 1)))).toEqual(k_sheet_marks);
    for (const key of ['0', '8', 'a', 'Enter', '', ' ', '1.5']) expect(mark_of(key), key).toBeNull();
    expect(k_sheet_marks).not.toContain('deceased');
  });

  it('takes the time as it is written, of today or of yesterday, never of what is to come', () => {
    const now = Date.parse('2026-11-27T10:30:00+09:00');
    expect(time_on_paper('9:05', now)).toBe('2026-11-27T00:05:00.000Z');
    expect(time_on_paper('０９：０５', now)).toBe('2026-11-27T00:05:00.000Z');
    expect(time_on_paper('2310', now), 'last night').toBe('2026-11-26T14:10:00.000Z');
    for (const text of ['', '25:00', '9:75', 'あさ']) expect(time_on_paper(text, now), text).toBeNull();
  });
});

describe('the form of a plan', () => {
  it('comes back as it was, with two places for supporters, and sends nothing for empty ones', () => {
    const form = { mobility: '杖', hearing: null, lives_alone: true, device_battery_hours: 6, start_level: 4, route: '東', supporters: [{ name: '甲', phone: '0465-00-0001', relation: null, agreed_on: null }] };
    const draft = plan_draft(form);
    expect(draft.supporters).toHaveLength(2);
    expect(plan_form(draft)).toMatchObject(form);
    expect(plan_form({ ...draft, battery: '１２' }).device_battery_hours).toBe(12);
  });

  it('sends no field of a class that was not shown', () => {
    const sent = plan_form(plan_draft({ mobility: '杖' }));
    expect('family_contact' in sent).toBe(false);
    expect('route' in sent).toBe(false);
  });
});
