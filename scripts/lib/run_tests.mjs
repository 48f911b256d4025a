// Chooses, builds, runs and counts the tests. Called by scripts/test, which explains the arguments.
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { count_gtest, count_vitest, bad_end, last_line, nothing, one_failed, sum, without_passed } from './count.mjs';
import { run_limited } from './processes.mjs';
import { choose, every_unit } from './units.mjs';

const home = join(dirname(fileURLToPath(import.meta.url)), '../..');
const [preset, ...words] = process.argv.slice(2);
const flags = words.filter((word) => word.startsWith('--'));
const names = words.filter((word) => !word.startsWith('--'));
const build = join(home, 'build', preset);
const results = join(build, 'test-results');
const data = resolve(home, process.env.MUSUBI_TEST_DATA || '../shared/data');
const data_required = process.env.CI === 'true' || process.env.MUSUBI_REQUIRE_DATA === '1';
const jobs = Math.max(1, Number(process.env.MUSUBI_TEST_JOBS) || 2);

for (const flag of flags) {
  if (!['--list', '--without-browser'].includes(flag)) stop(`scripts/test does not know ${flag} (see --help)`);
}
const everything = every_unit(home, build);
if (flags.includes('--list')) {
  for (const unit of everything) console.log(`${unit.id}${unit.also.length ? `  (also: ${unit.also.join(', ')})` : ''}`);
  process.exit(0);
}

const { units, unknown } = choose(everything, names);
const wanted = units.filter((unit) => !(unit.browser && flags.includes('--without-browser')));
for (const unit of units) if (!wanted.includes(unit)) console.log(`left out (--without-browser): ${unit.id}`);
build_what_they_need();

rmSync(results, { recursive: true, force: true });
mkdirSync(results, { recursive: true });
const tallies = [];
const found = new Set(); // GoogleTest names that chose at least one test
for (const name of unknown) tallies.push(failed(`no test, room or story is called ${name} (see scripts/test --list)`));
if (!existsSync(data)) {
  const why = `the real data is not there: ${data} (MUSUBI_TEST_DATA)`;
  if (data_required) tallies.push(failed(why));
  else console.log(`note: ${why}; its tests are skipped`);
}
await run_all(wanted.filter((unit) => !unit.alone), jobs);
await run_all(wanted.filter((unit) => unit.alone), 1);
for (const name of new Set(wanted.map((unit) => unit.asked).filter(Boolean))) {
  if (!found.has(name)) tallies.push(failed(`no test is called ${name}`));
}
finish();

function stop(why) {
  console.log(why);
  console.log(last_line(one_failed(why)));
  process.exit(1);
}

function failed(why) {
  console.log(`FAILED  ${why}`);
  return one_failed(why);
}

function build_what_they_need() {
  const complete = names.length === 0;
  const targets = new Set(complete ? ['all_tests'] : []);
  for (const unit of wanted) for (const target of unit.targets) if (!complete || unit.kind !== 'gtest') targets.add(target);
  if (targets.size === 0) return;
  console.log(`musubi: building for the tests (${preset}): ${[...targets].join(' ')}`);
  const made = spawnSync(join(home, 'scripts/lib/build'), [preset, ...targets], { stdio: 'inherit' });
  if (made.status !== 0) stop('the build failed');
}

function environment(report) {
  const env = { ...process.env };
  // What an operator set for a server of their own must not reach the servers of the tests.
  for (const name of Object.keys(env)) if (/^MUSUBI_(?!TEST_)/.test(name) || name === 'NODE_OPTIONS') delete env[name];
  const symbolizer = '/usr/lib/llvm-19/bin/llvm-symbolizer';
  return {
    ASAN_OPTIONS: 'detect_leaks=1:halt_on_error=1',
    UBSAN_OPTIONS: 'halt_on_error=1:print_stacktrace=1',
    TSAN_OPTIONS: 'halt_on_error=1:second_deadlock_stack=1',
    CHROMIUM: '/usr/bin/chromium',
    ...(existsSync(symbolizer) ? { ASAN_SYMBOLIZER_PATH: symbolizer, TSAN_SYMBOLIZER_PATH: symbolizer } : {}),
    ...env,
    NO_COLOR: '1',
    MUSUBI_REPORT: report,
    MUSUBI_PRESET: preset,
    MUSUBI_BIN: join(build, 'server/musubi'),
    MUSUBI_CLIENT: join(home, 'client-web/dist'),
    MUSUBI_TEST_DATA: data,
    ...(data_required ? { MUSUBI_REQUIRE_DATA: '1' } : {}),
  };
}

async function run_all(queue, at_a_time) {
  const waiting = [...queue];
  const worker = async () => {
    for (let unit = waiting.shift(); unit; unit = waiting.shift()) tallies.push(await run_one(unit));
  };
  await Promise.all(Array.from({ length: at_a_time }, worker));
}

async function run_one(unit) {
  const file = join(results, unit.id.replaceAll(/[^\w.-]+/g, '-'));
  const report = `${file}.json`;
  const began = Date.now();
  const { command, args, cwd } = unit.command(report);
  const end = await run_limited(command, args, { cwd, env: environment(report), log: `${file}.log`, limit_s: unit.limit_s });
  const tally = count(unit, existsSync(report) ? JSON.parse(readFileSync(report, 'utf8')) : null, end);
  if (unit.asked && tally.passed + tally.failed + tally.skipped.length === 0) return tally;
  if (unit.asked) found.add(unit.asked);
  if (names.length > 0) for (const skip of tally.skipped.splice(0)) {
    tally.failed++;
    tally.faults.push(`${skip.name} was asked for by name and skipped: ${skip.why}`);
  }
  const seconds = ((Date.now() - began) / 1000).toFixed(1);
  console.log(`${tally.failed ? 'FAILED ' : 'ok     '} ${unit.id}: ${last_line(tally)} (${seconds} s)`);
  if (tally.failed) {
    const output = unit.kind === 'gtest' ? without_passed(end.output) : end.output;
    const lines = output.trimEnd().split('\n');
    if (lines.length > 150) console.log(`   … ${lines.length - 150} lines more in ${file}.log`);
    for (const line of lines.slice(-150)) console.log(`   | ${line}`);
  }
  tally.faults = tally.faults.map((fault) => `${unit.id}: ${fault}`);
  tally.skipped = tally.skipped.map((skip) => ({ ...skip, name: `${unit.id}: ${skip.name}` }));
  return tally;
}

function count(unit, report, end) {
  if (unit.kind === 'gtest') return count_gtest(report, end.output, end);
  if (unit.kind === 'vitest') return count_vitest(report, end);
  return bad_end(end) ? one_failed(bad_end(end)) : { ...nothing(), passed: 1 };
}

function finish() {
  const all = sum(tallies);
  for (const skip of all.skipped) console.log(`skipped ${skip.name}: ${skip.why}`);
  for (const fault of all.faults) console.log(`failed  ${fault}`);
  if (all.passed + all.failed === 0) {
    all.failed = 1;
    console.log('failed  nothing ran');
  }
  writeFileSync(join(results, 'summary.json'), JSON.stringify(all, null, 1));
  console.log(last_line(all));
  process.exit(all.failed ? 1 : 0);
}
