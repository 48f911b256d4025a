import { describe, expect, it } from 'vitest';
import { birth_date_of, read_arrivals } from '../../src/state/arrivals';
import { round_of, rounds_in_force } from '../../src/state/rounds';
import type { Round } from '../../src/wire/types';

const round = (number: number, ...district_ids: string[]): Round => ({
  id: `r${number}`, incident_id: 'i', number, name: '', started_at: '', closed_at: null, district_ids, cause: null, version: 1,
});

describe('the round that counts', () => {
  it('is the newest that covers the district', () => {
    const rounds = [round(1), round(2, 'east'), round(3, 'north')];
    expect(round_of('east', rounds)?.number).toBe(2);
    expect(round_of('west', rounds)?.number).toBe(1);
    expect(round_of('west', rounds.slice(1))).toBeNull();
    expect(rounds_in_force(['east', 'west', 'north'], rounds).map((one) => one.number)).toEqual([3, 2, 1]);
    expect(rounds_in_force(['east'], rounds).map((one) => one.number)).toEqual([2]);
  });
});

describe('an arrival list', () => {
  it('takes a name, kana, a birth date and a telephone in any order', () => {
    const text = '佐藤 清\tサトウ キヨシ\t昭和15年5月6日\t0465-00-0001\n\n鈴木花、080 0000 0000\r\nタカハシ ハジメ,S5.1.1,小田原市見本町1\n';
    expect(read_arrivals(text)).toEqual([
      { name: '佐藤 清', name_kana: 'サトウ キヨシ', birth_date: '1940-05-06', phone: '0465-00-0001' },
      { name: '鈴木花', phone: '08000000000' },
      { name: 'タカハシ ハジメ', birth_date: '1930-01-01' },
    ]);
  });
  it('reads dates of both calendars and refuses days that do not exist', () => {
    expect(birth_date_of('1940/5/6')).toBe('1940-05-06');
    expect(birth_date_of('１９４０－０５－０６')).toBe('1940-05-06');
    expect(birth_date_of('平成元年1月8日')).toBe('1989-01-08');
    expect(birth_date_of('1940-02-30')).toBeNull();
    expect(birth_date_of('86歳')).toBeNull();
  });
  it('sends neither addresses nor anything else', () => {
    expect(JSON.stringify(read_arrivals('佐藤 清\t小田原市見本町1-2\t要介護3'))).not.toContain('見本町');
  });
});
