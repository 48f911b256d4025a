// What can be run: GoogleTest programs, the client's units, type checks, and one unit per story file of tests/.
import { copyFileSync, existsSync, readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';

const program_limit_s = 600;

/**
 * @typedef {object} Unit
 * @property {string} id
 * @property {string[]} also      other names that choose it
 * @property {'gtest'|'vitest'|'types'} kind
 * @property {string[]} targets   what must be built first
 * @property {boolean} alone      never beside another one: it measures time, or fills both cores
 * @property {boolean} browser
 * @property {number} limit_s
 * @property {string} [filter]    GoogleTest filter
 * @property {string} [asked]     the name on the command line that the filter was made of
 * @property {(report: string) => {command: string, args: string[], cwd: string}} command
 */

const base = { also: [], targets: [], alone: false, browser: false, limit_s: program_limit_s };
const rooms = { base: 'shared', domain: 'shared', matching: 'shared', wire: 'shared', store: 'server', flow: 'server', net: 'server' };

/** @returns {Unit[]} */
export function every_unit(home, build) {
  return [...programs(home, build), ...client(home), ...stories(home)];
}

function programs(home, build) {
  const list = join(build, 'test_programs.txt');
  const names = existsSync(list) ? readFileSync(list, 'utf8').split('\n').filter(Boolean) : [];
  return names.map((name) => gtest(home, build, name));
}

function gtest(home, build, name, filter) {
  const room = name.replace(/_test$/, '');
  const also = [room, ...(rooms[room] ? [`${rooms[room]}/${room}`] : []), ...(name === 'law_test' ? ['laws', 'rooms'] : [])];
  return {
    ...base,
    id: name,
    also,
    kind: 'gtest',
    targets: [name],
    filter,
    again_with: (pattern) => gtest(home, build, name, pattern),
    command: (report) => ({
      command: join(build, 'tests', name),
      args: [`--gtest_output=json:${report}`, '--gtest_color=no', ...(filter ? [`--gtest_filter=${filter}`] : [])],
      cwd: home,
    }),
  };
}

function node_script(folder, script, args) {
  return () => ({ command: process.execPath, args: [script, ...args], cwd: folder });
}

// Vitest loads a reporter only from below the folder that it tests: it gets a copy there.
function vitest(home, folder, args) {
  const reporter = join(folder, 'node_modules/.musubi-reporter.mjs');
  const script = join(folder, 'node_modules/vitest/vitest.mjs');
  const command = node_script(folder, script, ['run', '--reporter=default', `--reporter=${reporter}`, ...args]);
  return (report) => {
    copyFileSync(join(home, 'tests/support/reporter.mjs'), reporter);
    return command(report);
  };
}

function client(home) {
  const folder = join(home, 'client-web');
  const tests = join(home, 'tests');
  const tsc = join(tests, 'node_modules/typescript/bin/tsc');
  return [
    { ...base, id: 'client-web', also: ['client'], kind: 'vitest', targets: ['client'], command: vitest(home, folder, []) },
    { ...base, id: 'client-web-types', also: ['client-web', 'client'], kind: 'types', command: node_script(folder, 'tools/check.mjs', []) },
    { ...base, id: 'tests-types', kind: 'types', command: node_script(tests, tsc, ['--noEmit', '-p', '.']) },
  ];
}

function stories(home) {
  const tests = join(home, 'tests');
  const found = [];
  for (const folder of ['house', 'e2e']) {
    if (!existsSync(join(tests, folder))) continue;
    for (const path of readdirSync(join(tests, folder), { recursive: true }).map(String).sort()) {
      if (!path.endsWith('.test.ts')) continue;
      const text = readFileSync(join(tests, folder, path), 'utf8');
      const browser = folder === 'e2e' && /playwright|\bbrowser\b/i.test(text);
      const id = path.replace(/\.test\.ts$/, '');
      found.push({
        ...base,
        id,
        also: [folder, id.replaceAll('_', '-'), id.replaceAll('-', '_')].filter((name) => name !== id),
        kind: 'vitest',
        targets: folder === 'e2e' ? ['musubi', 'client'] : ['embed_sql'],
        browser,
        alone: browser || /^\/\/ runs alone\b/m.test(text),
        command: vitest(home, tests, [join(folder, path)]),
      });
    }
  }
  return found;
}

/**
 * The units for the names on the command line; all of them for none. What is no unit may be a GoogleTest name.
 * @param {Unit[]} all @param {string[]} names
 */
export function choose(all, names) {
  if (names.length === 0) return { units: all, unknown: [] };
  const units = new Map();
  const unknown = [];
  for (const name of names) {
    const direct = all.filter((unit) => unit.id === name || unit.also.includes(name));
    for (const unit of direct) units.set(unit.id, unit);
    if (direct.length > 0) continue;
    const pattern = /[.*?:]/.test(name) ? name : [`${name}.*`, `*/${name}.*`, `*.${name}`, `*.${name}/*`].join(':');
    const is_gtest_name = /^[A-Za-z0-9_.*?:/-]+$/.test(name) && /[A-Z.*]/.test(name);
    if (is_gtest_name) for (const unit of all) {
      if (unit.kind !== 'gtest') continue;
      const id = `${unit.id} ${name}`;
      units.set(id, { ...unit.again_with(pattern), id, asked: name });
    }
    else unknown.push(name);
  }
  return { units: [...units.values()], unknown };
}
