import { describe, expect, it } from 'vitest';
import { phone_digits, phone_fault } from '../../src/state/phone_number';

describe('a phone number', () => {
  it.each(['465220001', '0465-22-0001', '０９０（００００）００００', '+81 90-0000-0000', '+123 456 789 012 345', ''])(
    'is taken as people type it: %j',
    (number) => expect(phone_fault(number)).toBeNull(),
  );

  it.each(['1', '119', '２２－０００１', '0465-2200', '+81 0'])('is too short to be called: %j', (number) =>
    expect(phone_fault(number)).toBe('too_short'),
  );

  it.each(['0123456789012345', '090-0000-0000 090-0000'])('is more than one number: %j', (number) =>
    expect(phone_fault(number)).toBe('too_long'),
  );

  it('is no word', () => expect(phone_fault('090-電話-なし')).toBe('format'));

  it('is the same however it is typed', () => {
    for (const number of ['+81 (0)465-22-0001', '０４６５ー２２ー０００１', '0465 22 0001'])
      expect(phone_digits(number)).toBe('0465220001');
  });
});
