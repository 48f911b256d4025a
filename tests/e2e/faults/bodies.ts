// Bodies that are broken, of another type, too much or too little, and one place after the other made something else.

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { journal_seq, type Body } from '../support/client.ts';
import { complaint, contract, type Operation } from '../support/contract.ts';
import { server } from '../support/house.ts';
import { a_valid, expect_unchanged, send, unlimited, with_json_body } from './asking.ts';

const k_seed = 20261123;

describe.each(with_json_body.map((op) => [op.id, op] as const))('the body of %s', (_id, op) => {
  it('must be JSON, whole, and of the right kind', async () => {
    const call = await a_valid(op);
    const not_json = [
      '{',
      '{"a":}',
      '{"a":1}}',
      "{'a':1}",
      '\u0000',
      'null',
      '1',
      '"text"',
      '{"a":"\ud800"',
      `${'['.repeat(5000)}`,
      '{"a":NaN}',
    ];
    // No body at all is an empty object: fine where nothing is wanted.
    if (((named_schema(op).required as string[]) ?? []).length) not_json.push('');
    for (const raw_body of not_json) await expect_unchanged(() => send(op, call, undefined, { raw_body }), [400, 422]);
    await expect_unchanged(
      () => send(op, call, undefined, { raw_body: Buffer.from([0x7b, 0x22, 0xff, 0xfe, 0x22, 0x3a, 0x31, 0x7d]) }),
      [400, 422],
    );
    if (op.id !== 'post_rounds_one_checks') await expect_unchanged(() => send(op, call, []), [400, 422]);
  });

  it('must say that it is JSON', async () => {
    const call = await a_valid(op);
    for (const content_type of [
      'text/plain',
      'application/x-www-form-urlencoded',
      'multipart/form-data; boundary=x',
      'application/xml',
      null,
    ])
      await expect_unchanged(() => send(op, call, call.body, { content_type }), [415], 'unsupported_type');
  });

  it('has no member that the contract does not know', async () => {
    const call = await a_valid(op);
    const reply = await expect_unchanged(
      () => send(op, call, { ...(call.body as Body), shoe_size: 42 }),
      [422],
      'invalid',
    );
    expect(reply.body.errors).toContainEqual(expect.objectContaining({ field: 'shoe_size', code: 'unknown' }));
  });

  it('lacks nothing that the contract wants', async () => {
    const call = await a_valid(op);
    const schema = named_schema(op);
    for (const name of (schema.required as string[]) ?? []) {
      const body = { ...(call.body as Body) };
      if (!(name in body)) continue;
      delete body[name];
      const reply = await expect_unchanged(() => send(op, call, body), [422], 'invalid');
      expect(reply.body.errors, name).toContainEqual(expect.objectContaining({ field: name, code: 'required' }));
    }
  });

  it(
    'is refused in every way in which the contract refuses it, and never breaks the server',
    { timeout: 300_000 },
    async () => {
      if (!unlimited(op)) return;
      const schema = op.body?.['application/json']?.schema ?? {};
      const call = await a_valid(op);
      await fc.assert(
        fc.asyncProperty(spoiled(call.body as Body), async (body) => {
          const refused = complaint(schema, body) !== null;
          const before = refused ? await journal_seq(server) : 0;
          const reply = await send(op, call, body);
          expect(reply.status, reply.text.slice(0, 200)).toBeLessThan(500);
          if (!refused) return;
          expect(
            [400, 422],
            `${JSON.stringify(body)?.slice(0, 300)} → ${reply.status} ${reply.text.slice(0, 200)}`,
          ).toContain(reply.status);
          expect(await journal_seq(server)).toBe(before);
        }),
        { seed: k_seed, numRuns: Number(process.env.FAULT_RUNS ?? 40), endOnFailure: true },
      );
    },
  );
});

function named_schema(op: Operation): Record<string, unknown> {
  const schema = op.body?.['application/json']?.schema ?? {};
  const name =
    String(schema.$ref ?? '')
      .split('/')
      .pop() ?? '';
  const found = contract.components.schemas[name] ?? schema;
  return found.oneOf && !found.properties ? contract.components.schemas.NewCheck : found;
}

/** The valid body with one place made something else. */
function spoiled(valid: Body): fc.Arbitrary<unknown> {
  const places: (string | number)[][] = [];
  const walk = (value: unknown, at: (string | number)[]) => {
    if (at.length) places.push(at);
    if (Array.isArray(value)) value.forEach((one, i) => walk(one, [...at, i]));
    else if (value && typeof value === 'object')
      for (const [key, one] of Object.entries(value)) walk(one, [...at, key]);
  };
  walk(valid, []);
  const odd = fc.oneof(
    fc.constantFrom<unknown>(
      null,
      true,
      false,
      0,
      -1,
      0.5,
      1e9,
      -1e300,
      9007199254740993,
      '',
      ' ',
      'x',
      [],
      {},
      [null],
      [[]],
      { a: 1 },
      'x'.repeat(201),
      'あ'.repeat(5000),
      '\u0000',
      '\u202e',
      "'; DROP TABLE need; --",
      '../../etc/passwd',
      '00000000-0000-0000-0000-000000000000',
      '2026-02-30',
      '2026-11-23T25:00:00Z',
      '9999-12-31T23:59:59.999+09:00',
    ),
    fc.string({ unit: 'binary', maxLength: 40 }),
    fc.integer(),
    fc.double(),
    fc.jsonValue({ maxDepth: 3 }),
  );
  if (places.length === 0) return odd.map((value) => ({ odd: value }));
  return fc.tuple(fc.constantFrom(...places), odd).map(([at, value]) => {
    const copy = structuredClone(valid);
    let node = copy;
    for (const step of at.slice(0, -1)) node = node[step];
    node[at.at(-1) as string | number] = value;
    return JSON.parse(JSON.stringify(copy) ?? 'null');
  });
}
