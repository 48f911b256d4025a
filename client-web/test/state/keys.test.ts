import { describe, expect, it } from 'vitest';
import { k_key_start, read_key, type KeyState } from '../../src/state/keys';

function press(keys: string[], more: { is_typing?: boolean; has_modifier?: boolean; letters?: boolean } = {}): (string | null)[] {
  let state: KeyState = k_key_start;
  return keys.map((key) => {
    const result = read_key(state, { key, is_typing: more.is_typing ?? false, has_modifier: more.has_modifier ?? false }, more.letters ?? true);
    state = result.state;
    return result.word;
  });
}

describe('keys of the desk', () => {
  it('single letters act, arrows move like J and K', () => {
    expect(press(['n', '/', '?', 'R', 'ArrowDown', 'ArrowUp'])).toEqual(['n', '/', '?', 'r', 'j', 'k']);
  });

  it('G waits for one letter and is forgotten after another key', () => {
    expect(press(['g', 's', 's'])).toEqual([null, 'g s', 's']);
    expect(press(['g', 'Escape', 'n'])).toEqual([null, 'Escape', 'n']);
  });

  it('nothing happens while somebody types, except F6', () => {
    expect(press(['n', '/', 'g', 'F6'], { is_typing: true })).toEqual([null, null, null, 'F6']);
  });

  it('letters can be turned off; Escape and F6 stay', () => {
    expect(press(['n', 'g', 's', 'Escape', 'F6'], { letters: false })).toEqual([null, null, null, 'Escape', 'F6']);
  });

  it('shortcuts of the browser are left alone', () => {
    expect(press(['r', 'p'], { has_modifier: true })).toEqual([null, null]);
  });
});
