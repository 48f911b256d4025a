// The real cryptography of the platform, with fewer rounds of the PIN where the number of rounds is not the question.
import { describe, expect, it } from 'vitest';
import { content_key, device_key, new_ticket, pin_key, random_bytes, seal, seal_text, unseal, unseal_text } from '../../src/net/seal';
import { k_iterations } from '../../src/state/vault';

const text = (bytes: Uint8Array | null): string | null => bytes && new TextDecoder().decode(bytes);
const bytes = (words: string): Uint8Array<ArrayBuffer> => new TextEncoder().encode(words);

describe('what lies on the phone', () => {
  it('opens with the PIN that sealed it and with no other', async () => {
    const salt = random_bytes(16);
    const sealed = await seal(await pin_key('204816', salt, 1_000), bytes('岡部 とし'), 'pin');
    expect(text(await unseal(await pin_key('204816', salt, 1_000), sealed, 'pin'))).toBe('岡部 とし');
    expect(await unseal(await pin_key('204817', salt, 1_000), sealed, 'pin')).toBeNull();
    expect(await unseal(await pin_key('204816', random_bytes(16), 1_000), sealed, 'pin')).toBeNull();
  });

  it('costs what it should to try a PIN', () => expect(k_iterations).toBeGreaterThanOrEqual(600_000));

  it('needs the key of this device, which nobody can read out', async () => {
    const own = await device_key();
    const sealed = await seal(own, bytes('x'), 'device');
    expect(await unseal(await device_key(), sealed, 'device')).toBeNull();
    await expect(crypto.subtle.exportKey('raw', own)).rejects.toThrow();
    await expect(crypto.subtle.exportKey('raw', await pin_key('204816', random_bytes(16), 1_000))).rejects.toThrow();
  });

  it('does not open when it was changed, or moved to another place', async () => {
    const key = await content_key(random_bytes(32));
    const sealed = await seal(key, bytes('x'), 'pack:1');
    expect(await unseal(key, sealed, 'pack:2')).toBeNull();
    new Uint8Array(sealed.box)[0]! ^= 1;
    expect(await unseal(key, sealed, 'pack:1')).toBeNull();
  });

  it('keeps a note of a report readable for that report only', async () => {
    const key = await content_key(random_bytes(32));
    const note = await seal_text(key, '薬がない', 'note:a');
    expect(JSON.stringify(note)).not.toContain('薬');
    expect(await unseal_text(key, note, 'note:a')).toBe('薬がない');
    expect(await unseal_text(key, note, 'note:b')).toBeNull();
  });

  it('asks with a ticket of 256 bits', () => {
    expect(new_ticket()).toMatch(/^[A-Za-z0-9_-]{43}$/);
    expect(new_ticket()).not.toBe(new_ticket());
  });
});
