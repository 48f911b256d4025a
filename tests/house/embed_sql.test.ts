// embed_sql is the gate that keeps the statements common to SQLite and PostgreSQL: it must refuse, not repair.
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';

const tool = join(dirname(process.env.MUSUBI_BIN ?? ''), 'embed_sql');
let folder = '';

beforeEach(() => {
  expect(existsSync(tool), `${tool} is built`).toBe(true);
  folder = mkdtempSync(join(tmpdir(), 'musubi-embed-'));
  mkdirSync(join(folder, 'queries'));
  mkdirSync(join(folder, 'migrations'));
});
afterEach(() => rmSync(folder, { recursive: true }));

function embed(files: Record<string, string>) {
  for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, name), text);
  const paths = Object.keys(files).map((name) => join(folder, name));
  const run = spawnSync(tool, [join(folder, 'out'), ...paths], { encoding: 'utf8' });
  return { status: run.status, said: run.stderr, made: (name: string) => readFileSync(join(folder, 'out', name), 'utf8') };
}

it('names every statement and leaves quotes alone', () => {
  const text = `-- LIKE ? now( AUTOINCREMENT may be talked about\n-- name: need_by_id\nSELECT ';?--', "a;b" FROM need -- why\n WHERE id = $1;\n`;
  const run = embed({ 'queries/need.sql': text, 'migrations/0001_first.sql': '-- engines: all\nCREATE TABLE need (id {{int}});\n' });
  expect(run.said).toBe('');
  expect(run.made('sql.hpp')).toContain('extern const Statement need_by_id;');
  expect(run.made('sql.cpp')).toContain(`R"sql(SELECT ';?--', "a;b" FROM need\n WHERE id = $1)sql"`);
  expect(run.made('sql.cpp')).toContain('Migration{1, "0001_first"');
  expect(run.made('sql.cpp')).toContain('-- engines: all');
});

it('sorts migrations by number and splits long ones', () => {
  const line = '-- 長い注釈\nINSERT INTO a (b) VALUES (1);\n';
  const run = embed({ 'migrations/0010_b.sql': line.repeat(3000), 'migrations/0002_a.sql': line });
  expect(run.status).toBe(0);
  const made = run.made('sql.cpp');
  expect(made.indexOf('0002_a')).toBeLessThan(made.indexOf('0010_b'));
  expect(made.match(/R"sql\(/g)!.length).toBeGreaterThan(2);
});

it('leaves unchanged outputs untouched', () => {
  const files = { 'queries/need.sql': '-- name: one\nSELECT 1;\n' };
  embed(files);
  const out = join(folder, 'out/sql.cpp');
  utimesSync(out, 1000, 1000);
  embed({ 'queries/need.sql': '-- a comment more\n-- name: one\nSELECT 1;\n' });
  expect(statSync(out).mtimeMs).toBe(1_000_000);
  embed({ 'queries/need.sql': '-- name: one\nSELECT 2;\n' });
  expect(statSync(out).mtimeMs).toBeGreaterThan(1_000_000);
});

it.each([
  ['a statement before any name', 'SELECT 1;\n', ':1: statement without'],
  ['a block without a name', '-- name:\nSELECT 1;\n', ':1: block without a name'],
  ['a name that is none', '-- name: Need By Id\nSELECT 1;\n', ':1: \'Need By Id\' is no name'],
  ['a statement without an end', '\n-- name: x\nSELECT 1\n', ":2: block 'x' does not end in ';'"],
  ['a block without a statement', '-- name: x\n-- nothing\n', ":1: block 'x' has no statement"],
  ['two statements', '-- name: x\nSELECT 1;\nSELECT 2;\n', ":3: block 'x' holds more than one statement"],
  ['a duplicate name', '-- name: x\nSELECT 1;\n-- name: x\nSELECT 2;\n', ":3: 'x' is already named in"],
  ['an open quote', "-- name: x\nSELECT 'a;\n", ":2: a ' is never closed"],
  ['?', '-- name: x\nSELECT 1\n WHERE a = ?;\n', ":3: '?' is no placeholder"],
  ['now()', '-- name: x\nSELECT NOW ();\n', ':2: now() is not used'],
  ['LIKE', '-- name: x\nSELECT a like $1;\n', ':2: LIKE is not used'],
  ['AUTOINCREMENT', '-- name: x\nSELECT autoincrement;\n', ':2: AUTOINCREMENT is not used'],
  ['INSERT OR', '-- name: x\nINSERT  OR REPLACE INTO a VALUES (1);\n', ':2: INSERT OR'],
])('refuses %s, naming file and line', (_what, text, says) => {
  const run = embed({ 'queries/bad.sql': text });
  expect(run.status).toBe(1);
  expect(run.said).toContain(`queries/bad.sql${says}`);
  expect(existsSync(join(folder, 'out'))).toBe(false);
});

it.each([
  ['migrations/first.sql', 'SELECT 1;\n', 'a migration is named NNNN_'],
  ['migrations/0001_a.sql', 'SELECT 1\n', "does not end in ';'"],
])('refuses the migration %s', (name, text, says) => {
  const run = embed({ [name]: text });
  expect(run.status).toBe(1);
  expect(run.said).toContain(says);
});

it('refuses two migrations of one number', () => {
  const run = embed({ 'migrations/0001_a.sql': 'SELECT 1;\n', 'migrations/0001_b.sql': 'SELECT 1;\n' });
  expect(run.status).toBe(1);
  expect(run.said).toContain('number 0001 is already taken');
});
