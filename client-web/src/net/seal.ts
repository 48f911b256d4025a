// AES-GCM with two locks: what lies on the phone opens with the device's own key, which cannot be read out, and the
// PIN of its carrier together. Neither the files alone nor the PIN alone is enough.
import type { SealedText } from '../state/outbox';
import { k_iterations } from '../state/vault';

/** False on plain http in a LAN: the browser then has no keys, and nothing may be kept. */
export function can_seal(): boolean {
  return typeof crypto !== 'undefined' && crypto.subtle !== undefined && typeof indexedDB !== 'undefined';
}

export interface Sealed {
  iv: Uint8Array<ArrayBuffer>;
  box: ArrayBuffer;
}

const k_aes = 'AES-GCM';

export function random_bytes(count: number): Uint8Array<ArrayBuffer> {
  return crypto.getRandomValues(new Uint8Array(count));
}

/** Made on this device, never to leave it. */
export function device_key(): Promise<CryptoKey> {
  return crypto.subtle.generateKey({ name: k_aes, length: 256 }, false, ['encrypt', 'decrypt']);
}

export async function pin_key(pin: string, salt: Uint8Array<ArrayBuffer>, iterations = k_iterations): Promise<CryptoKey> {
  const raw = await crypto.subtle.importKey('raw', new TextEncoder().encode(pin), 'PBKDF2', false, ['deriveKey']);
  const how = { name: 'PBKDF2', hash: 'SHA-256', salt, iterations };
  return crypto.subtle.deriveKey(how, raw, { name: k_aes, length: 256 }, false, ['encrypt', 'decrypt']);
}

/** The key of the contents from its bytes; the bytes themselves are sealed twice and forgotten. */
export function content_key(raw: Uint8Array<ArrayBuffer>): Promise<CryptoKey> {
  return crypto.subtle.importKey('raw', raw, k_aes, false, ['encrypt', 'decrypt']);
}

export async function seal(key: CryptoKey, clear: Uint8Array<ArrayBuffer>, what: string): Promise<Sealed> {
  const iv = random_bytes(12);
  const additionalData = new TextEncoder().encode(what);
  return { iv, box: await crypto.subtle.encrypt({ name: k_aes, iv, additionalData }, key, clear) };
}

/** Null when the key is another one, or somebody changed the box. */
export async function unseal(key: CryptoKey, sealed: Sealed, what: string): Promise<Uint8Array<ArrayBuffer> | null> {
  try {
    const additionalData = new TextEncoder().encode(what);
    return new Uint8Array(await crypto.subtle.decrypt({ name: k_aes, iv: sealed.iv, additionalData }, key, sealed.box));
  } catch {
    return null;
  }
}

const to_base64 = (bytes: Uint8Array): string => btoa(String.fromCharCode(...bytes));
const from_base64 = (text: string): Uint8Array<ArrayBuffer> => Uint8Array.from(atob(text), (c) => c.charCodeAt(0));

/** A short text, tied to the entry that it belongs to. */
export async function seal_text(key: CryptoKey, text: string, what: string): Promise<SealedText> {
  const { iv, box } = await seal(key, new TextEncoder().encode(text), what);
  return { iv: to_base64(iv), box: to_base64(new Uint8Array(box)) };
}

export async function unseal_text(key: CryptoKey, sealed: SealedText, what: string): Promise<string | null> {
  const clear = await unseal(key, { iv: from_base64(sealed.iv), box: from_base64(sealed.box).buffer }, what);
  return clear && new TextDecoder().decode(clear);
}

/** 256 bits as base64url: by this the device asks about its list without signing in. */
export function new_ticket(): string {
  return to_base64(random_bytes(32)).replaceAll('+', '-').replaceAll('/', '_').replace(/=+$/, '');
}
