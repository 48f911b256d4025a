import { describe, expect, it } from 'vitest';
import { heard_time, is_over, pin_trouble, time_passed, vault_now, type Lifetime } from '../../src/state/vault';

const k_hour = 3_600_000;
const life = (over: Partial<Lifetime> = {}): Lifetime => ({ expires_at_ms: 24 * k_hour, skew_ms: 0, highest_ms: 0, ...over });

describe('the time of a list', () => {
  it('is over at its end, to the millisecond', () => {
    expect(is_over(life(), 24 * k_hour - 1)).toBe(false);
    expect(is_over(life(), 24 * k_hour)).toBe(true);
  });

  it('gains nothing when the clock is set back: the highest time seen counts', () => {
    const seen = time_passed(life(), 0, 25 * k_hour);
    expect(is_over(seen, 2 * k_hour)).toBe(true);
  });

  it('goes on by the clock that nobody can set, while somebody keeps the other one still', () => {
    let now = life({ highest_ms: 23 * k_hour });
    for (let i = 0; i < 60; i++) now = time_passed(now, 60_000, 5 * k_hour);
    expect(is_over(now, 5 * k_hour)).toBe(true);
  });

  it('believes the server, not the phone: a phone three hours slow ends on time', () => {
    const slow = heard_time(life(), 3 * k_hour, 0);
    expect(vault_now(slow, k_hour)).toBe(4 * k_hour);
    expect(is_over(slow, 21 * k_hour)).toBe(true);
  });

  it('does not end early on a phone that runs ahead', () => {
    const fast = heard_time(life(), k_hour, 6 * k_hour);
    expect(is_over(fast, 25 * k_hour)).toBe(false);
    expect(is_over(fast, 29 * k_hour)).toBe(true);
  });
});

describe('a PIN', () => {
  it.each([
    ['', 'short'],
    ['12345', 'short'],
    ['12a456', 'short'],
    ['000000', 'easy'],
    ['123456', 'easy'],
    ['987654', 'easy'],
    ['204816', null],
    ['2048160', null],
  ])('%s is %s', (pin, trouble) => expect(pin_trouble(pin)).toBe(trouble));
});
