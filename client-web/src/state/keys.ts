// Single-letter keys of the desk, without any screen: G waits for its second letter, text fields are left alone.

export interface KeyPress {
  key: string;
  /** The focus is where text is typed, or a modal question is open. */
  is_typing: boolean;
  has_modifier: boolean;
}

export interface KeyState {
  is_after_g: boolean;
}

export const k_key_start: KeyState = { is_after_g: false };

/** `word` is what to do: a key itself ('n', '/', 'Escape', 'F6') or 'g n'. null leaves the press to the browser. */
export function read_key(
  state: KeyState,
  press: KeyPress,
  letters_on: boolean,
): { state: KeyState; word: string | null } {
  const stay = { state: k_key_start, word: null };
  if (press.has_modifier) return stay;
  if (press.key === 'F6') return { state: k_key_start, word: 'F6' };
  if (press.is_typing) return stay;
  if (press.key === 'Escape') return { state: k_key_start, word: 'Escape' };
  if (!letters_on) return stay;
  if (press.key === 'ArrowDown') return { state: k_key_start, word: 'j' };
  if (press.key === 'ArrowUp') return { state: k_key_start, word: 'k' };
  const key = press.key.length === 1 ? press.key.toLowerCase() : press.key;
  if (state.is_after_g) return { state: k_key_start, word: /^[a-z]$/.test(key) ? `g ${key}` : null };
  if (key === 'g') return { state: { is_after_g: true }, word: null };
  return /^[a-z1-9/?]$/.test(key) ? { state: k_key_start, word: key } : stay;
}
