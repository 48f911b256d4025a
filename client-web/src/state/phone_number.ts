// A phone number as the server takes it: 9 to 15 digits, typed as people type it. Asked here too, so that a slip is told
// at the field before anything is sent; the server has the last word.

const k_digits_min = 9;
const k_digits_max = 15;
const k_signs = /^[0-9０-９\-－‐−ー+＋()（） \u3000]+$/;

export type PhoneFault = 'format' | 'too_short' | 'too_long';

/** ASCII digits, also of a number typed full-width; +81 reads as 0. */
export function phone_digits(text: string): string {
  const plain = text
    .trim()
    .replace(/[０-９]/g, (digit) => String.fromCharCode(digit.charCodeAt(0) - 0xfee0))
    .replace(/＋/g, '+');
  return plain.replace(/^\+81[^0-9]*0?/, '0').replace(/[^0-9]/g, '');
}

/** What is wrong with a number, or null. Empty is for the field to demand. */
export function phone_fault(text: string): PhoneFault | null {
  if (text.trim() === '') return null;
  if (!k_signs.test(text.trim())) return 'format';
  const { length } = phone_digits(text);
  return length < k_digits_min ? 'too_short' : length > k_digits_max ? 'too_long' : null;
}
