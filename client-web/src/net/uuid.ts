import { uuid7_from } from '../state/uuid';

export function uuid7(): string {
  return uuid7_from(Date.now(), crypto.getRandomValues(new Uint8Array(10)));
}
