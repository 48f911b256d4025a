// Valid requests to spoil, and what every refusal has in common.

import { expect } from 'vitest';
import { k_calls, type Call } from '../support/calls.ts';
import { journal_seq, type Reply, type Sending } from '../support/client.ts';
import { k_operations, type Operation } from '../support/contract.ts';
import { server, world } from '../support/house.ts';

export const commands = k_operations.filter((op) => op.method !== 'get' && op.path.startsWith('/api/'));
export const with_json_body = commands.filter(
  (op) => op.body?.['application/json'] && !op.id.startsWith('post_imports'),
);
// Sign-in and registration are limited for the public: their bodies are spoiled by hand below, not by the hundred.
export const unlimited = (op: Operation) => !op.permission.public;

/** A request that would succeed, on something fresh, by somebody who may. */
export function a_valid(op: Operation): Promise<Call> {
  const maker = k_calls[op.id];
  if (!maker) throw new Error(`no row for ${op.id}`);
  return maker(world, 'admin', 'inside');
}
export const send = (op: Operation, call: Call, body: unknown, how: Sending = {}): Promise<Reply> =>
  (call.as ?? world.admin).send(op.method, `/api/v1${call.path}`, body, { ...call.how, ...how });

export async function expect_unchanged(what: () => Promise<Reply>, statuses: number[], code?: string): Promise<Reply> {
  const before = await journal_seq(server);
  const reply = await what();
  expect(statuses, `${reply.status} ${reply.text.slice(0, 300)}`).toContain(reply.status);
  if (code) expect(reply.code).toBe(code);
  expect(await journal_seq(server), 'a refusal changes nothing').toBe(before);
  return reply;
}
