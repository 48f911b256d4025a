// Who may do what: every route × every role × own or other district × own or other thing, read from x-permission in the
// contract. A route without a row here, or a row without a route, fails.

import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { a_world, type World } from './support/builders.ts';
import { k_calls, things_of, type Call, type Reach, type Things } from './support/calls.ts';
import { Api, journal_seq, raw_call, type Reply } from './support/client.ts';
import { contract, k_all_roles, k_operations, type Operation, type Role } from './support/contract.ts';
import { Live } from './support/live.ts';
import { Server } from './support/server.ts';

let server: Server;
let world: World & Things;

beforeAll(async () => {
  server = await Server.start();
  world = await things_of(await a_world(server));
});
afterAll(() => server?.remove());

const person = (role: Role): Api =>
  ({
    admin: world.admin,
    staff: world.staff,
    coordinator: world.coordinator,
    volunteer: world.volunteer.api,
    viewer: world.viewer,
  })[role];

const make = (op: Operation, role: Role, reach: Reach): Promise<Call> => {
  const maker = k_calls[op.id];
  if (!maker) throw new Error(`no row for ${op.id}`);
  return maker(world, role, reach);
};
const ask = (api: Api, op: Operation, call: Call): Promise<Reply> =>
  api.send(
    op.method,
    call.path.startsWith('/') && !op.path.startsWith('/api/') ? call.path : `/api/v1${call.path}`,
    call.body,
    call.how ?? {},
  );

/** The refusal must be one of these, and must leave the journal as it was. */
async function expect_refused(api: Api, op: Operation, call: Call, statuses: number[]): Promise<void> {
  const before = await journal_seq(server);
  const reply = await ask(api, op, call);
  expect(statuses, `${reply.status} ${reply.text.slice(0, 300)}`).toContain(reply.status);
  expect(await journal_seq(server), 'a refusal changes nothing').toBe(before);
}

const is_scoped = (op: Operation, role: Role) =>
  (op.permission.district ?? []).includes(role) || (op.permission.own ?? []).includes(role);
const operations = k_operations.filter((op) => op.id !== 'get_live');

describe('the matrix is whole', () => {
  it('has a row for every operation of the contract, and no row for anything else', () => {
    expect(Object.keys(k_calls).sort()).toEqual(k_operations.map((op) => op.id).sort());
  });

  it('finds the same routes at the running server', async () => {
    const served = (await new Api(server).read('/openapi.json')) as { paths: Record<string, Record<string, unknown>> };
    const routes = (paths: Record<string, Record<string, unknown>>) =>
      Object.entries(paths)
        .flatMap(([path, item]) =>
          Object.keys(item)
            .filter((key) => key !== 'parameters')
            .map((method) => `${method} ${path}`),
        )
        .sort();
    expect(routes(served.paths)).toEqual(routes(contract.paths));
  });

  it('answers 405 with Allow to every method that the contract does not have', async () => {
    const by_path = new Map<string, string[]>();
    for (const op of k_operations) by_path.set(op.path, [...(by_path.get(op.path) ?? []), op.method.toUpperCase()]);
    for (const [path, methods] of by_path) {
      const concrete = path.replace('{id}', world.here.id).replace('{kind}', 'places');
      for (const method of ['GET', 'POST', 'PATCH', 'DELETE', 'PUT'].filter((m) => !methods.includes(m))) {
        // A route of another pattern may serve this very address: /needs/duplicates is also /needs/{id}.
        if (
          [...by_path].some(
            ([other, has]) =>
              other !== path &&
              has.includes(method) &&
              new RegExp(`^${other.replace(/\{\w+\}/g, '[^/]+')}$`).test(concrete),
          )
        )
          continue;
        const answer = await raw_call(server.url, {
          method,
          path: concrete,
          headers: { authorization: `Bearer ${world.admin.token}`, 'content-type': 'application/json' },
          ...(method === 'GET' ? {} : { body: '{}' }),
        });
        expect(answer.status, `${method} ${concrete} ${answer.text.slice(0, 200)}`).toBe(405);
        const allowed = String(answer.headers.allow ?? '').split(/,\s*/);
        for (const one of methods) expect(allowed, `Allow of ${path}`).toContain(one);
      }
    }
  });

  it('knows nothing under /api/v1 but the contract', async () => {
    for (const path of ['/policies', '/plans/x/y', '/equipment', '/stop-orders', '/needs/x/y/z', '/admin', '/'])
      expect((await world.admin.get(path === '/' ? '/api/v1/' : path)).status, path).toBe(404);
  });
});

describe.each(operations.map((op) => [op.id, op] as const))('%s', (_id, op) => {
  if (op.permission.public) {
    it('serves anybody, signed in or not', async () => {
      const reply = await ask(new Api(server), op, await make(op, 'viewer', 'inside'));
      expect(reply.status, reply.text.slice(0, 300)).toBeLessThan(300);
      // The limited public routes are asked once only.
      if (op.method === 'get')
        expect((await ask(world.viewer, op, await make(op, 'viewer', 'inside'))).status).toBe(reply.status);
    });
    return;
  }

  it('refuses whoever is not signed in, or brings a token that nobody has', async () => {
    const call = await make(op, 'admin', 'inside');
    await expect_refused(new Api(server), op, call, [401]);
    await expect_refused(new Api(server, 'A'.repeat(43)), op, call, [401]);
  });

  for (const role of k_all_roles) {
    const may = (op.permission.roles ?? []).includes(role);
    if (!may) {
      it(`refuses ${role}`, async () => {
        // Where the thing's existence is private, 404 says no more than 403 would.
        const by_id = op.path.includes('{id}') && !op.path.includes('/accounts/');
        await expect_refused(person(role), op, await make(op, role, 'inside'), by_id ? [403, 404] : [403]);
      });
      continue;
    }

    it(`lets ${role} ${is_scoped(op, role) ? 'within their reach' : 'do it'}`, async () => {
      const call = await make(op, role, 'inside');
      const reply = await ask(call.as ?? person(role), op, call);
      expect(reply.status, reply.text.slice(0, 400)).toBeLessThan(300);
    });

    if (!is_scoped(op, role)) continue;
    it(`keeps ${role} from what is beyond their reach (${op.permission.outside})`, async () => {
      const call = await make(op, role, 'outside');
      if (op.permission.outside !== 'filtered')
        return expect_refused(call.as ?? person(role), op, call, [op.permission.outside ?? 0]);
      const reply = await ask(call.as ?? person(role), op, call);
      if (reply.status >= 300) return expect([403, 404]).toContain(reply.status);
      expect(call.hidden, 'the row says what must be hidden').toBeTruthy();
      expect(reply.text).not.toContain(call.hidden);
      if (!(op.permission.district ?? []).includes(role)) return;
      // What was hidden is there for others: the test looks at something real.
      expect((await ask(world.admin, op, call)).text).toContain(call.hidden);
    });
  }
});

describe('get_live', () => {
  it('refuses whoever is not signed in with 401', async () => {
    await expect(Live.open(server, null)).rejects.toMatchObject({ status: 401 });
    await expect(Live.open(server, 'A'.repeat(43))).rejects.toMatchObject({ status: 401 });
  });

  it('gives each role the topics of the contract and no other', async () => {
    for (const role of k_all_roles) {
      const live = await Live.open(server, person(role).token);
      for (const [pattern, rule] of Object.entries<{ roles: Role[] }>(contract['x-live'].topics)) {
        const topic = pattern.replace('ID', world.incident.id);
        const problems = live.problems.length;
        const state = await live.subscribe(topic);
        if (rule.roles.includes(role)) {
          expect(live.problems.slice(problems), `${role} ${topic}`).toEqual([]);
          expect(state.snapshots, `${role} ${topic}`).toBe(1);
        } else {
          expect(live.problems.at(-1), `${role} ${topic}`).toMatchObject({ topic, code: 'forbidden' });
          expect(state.snapshots, `${role} ${topic}`).toBe(0);
        }
      }
      expect(live.complaints).toEqual([]);
      await live.close();
    }
  });
});
