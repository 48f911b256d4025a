// Debian's Node 18 has the browser's `crypto` only behind a flag; every browser has it.
import { webcrypto } from 'node:crypto';

if (!('crypto' in globalThis)) Object.defineProperty(globalThis, 'crypto', { value: webcrypto });
