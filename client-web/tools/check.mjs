// Type-checks each room by its own tsconfig: wire and state have no DOM in their lib, so screen code cannot slip in.
import { existsSync } from 'node:fs';
import { spawnSync } from 'node:child_process';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const home = join(dirname(fileURLToPath(import.meta.url)), '..');
const tsc = join(home, 'node_modules/typescript/bin/tsc');
const all = ['wire', 'state', 'i18n', 'net', 'ui', 'shell', 'phone', 'desk', 'board', 'sw']
  .map((room) => `src/${room}`)
  .concat('test');
const wanted = process.argv.slice(2);
const rooms = wanted.length ? all.filter((room) => wanted.some((word) => room.endsWith(word))) : all;

let failed = 0;
for (const room of rooms) {
  if (!existsSync(join(home, room, 'tsconfig.json'))) continue;
  const run = spawnSync(process.execPath, [tsc, '-p', room, '--pretty', 'false'], { cwd: home, encoding: 'utf8' });
  const empty = run.stdout.includes('TS18003'); // a room without files yet
  if (run.status !== 0 && !empty) {
    failed++;
    process.stdout.write(run.stdout);
  }
  console.log(`${run.status === 0 || empty ? 'ok    ' : 'FAILED'} ${room}`);
}
process.exit(failed ? 1 : 0);
