// One server with one world for all parts of a story file: open_house() once at its top, then `server` and `world`.

import { afterAll, beforeAll } from 'vitest';
import { a_world, type World } from './builders.ts';
import { things_of, type Things } from './calls.ts';
import { Server } from './server.ts';

export let server: Server;
export let world: World & Things;

export function open_house(): void {
  beforeAll(async () => {
    server = await Server.start();
    world = await things_of(await a_world(server));
  });
  afterAll(() => server?.remove());
}
