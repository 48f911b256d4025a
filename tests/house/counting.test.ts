import { describe, expect, it } from 'vitest';
import { count_gtest, count_vitest, last_line, sum } from '../../scripts/lib/count.mjs';

const fine = { status: 0, signal: null, timed_out: false };
const passed = { name: 'Passes', status: 'RUN', result: 'COMPLETED' };
const broken = { name: 'Breaks', status: 'RUN', result: 'COMPLETED', failures: [{ failure: 'no' }] };
const left = { name: 'Skips', status: 'RUN', result: 'SKIPPED' };
const report = (...tests: object[]) => ({ testsuites: [{ name: 'Need', testsuite: tests }] });

describe('counting a GoogleTest program', () => {
  it('counts passed, failed and skipped, and finds the reason of a skip', () => {
    const output = '[ RUN      ] Need.Skips\n/x/y.cpp:3: Skipped\nno PostgreSQL here\n\n[  SKIPPED ] Need.Skips (0 ms)\n';
    const tally = count_gtest(report(passed, broken, left), output, { ...fine, status: 1 });
    expect(last_line(tally)).toBe('1 passed, 1 failed, 1 skipped');
    expect(tally.skipped).toEqual([{ name: 'Need.Skips', why: 'no PostgreSQL here' }]);
    expect(tally.faults).toEqual(['Need.Breaks']);
  });

  it('counts a disabled test as skipped', () => {
    const tally = count_gtest(report({ name: 'DISABLED_X', status: 'NOTRUN', result: 'SUPPRESSED' }), '', fine);
    expect(last_line(tally)).toBe('0 passed, 0 failed, 1 skipped');
  });

  it('counts a crash as one failed, names the test, and keeps what had passed', () => {
    const output = '[ RUN      ] Need.A\n[       OK ] Need.A (0 ms)\n[ RUN      ] Need.B\n';
    const tally = count_gtest(null, output, { status: null, signal: 'SIGSEGV', timed_out: false });
    expect(last_line(tally)).toBe('1 passed, 1 failed, 0 skipped');
    expect(tally.faults).toEqual(['crashed (was ended by SIGSEGV) in Need.B']);
  });

  it('counts a program that ran out of time as failed', () => {
    const tally = count_gtest(null, '', { status: null, signal: 'SIGKILL', timed_out: true });
    expect(tally.failed).toBe(1);
    expect(tally.faults[0]).toContain('ran out of time');
  });

  it('does not let a sanitizer report after the last test pass', () => {
    expect(last_line(count_gtest(report(passed), '', { ...fine, status: 23 }))).toBe('1 passed, 1 failed, 0 skipped');
  });
});

describe('counting a vitest run', () => {
  it('counts tests, skips with their reason, and files that could not be loaded', () => {
    const tests = [
      { name: 'a', state: 'passed', note: '' },
      { name: 'b', state: 'failed', note: '' },
      { name: 'c', state: 'skipped', note: 'no data' },
    ];
    const tally = count_vitest({ tests, faults: ['x.test.ts: Cannot find module'] }, { ...fine, status: 1 });
    expect(last_line(tally)).toBe('1 passed, 2 failed, 1 skipped');
    expect(tally.skipped[0]).toEqual({ name: 'c', why: 'no data' });
  });

  it('counts a run without a report, or with a bad end, as failed', () => {
    expect(count_vitest(null, { ...fine, status: 1 }).failed).toBe(1);
    expect(count_vitest({ tests: [], faults: [] }, { ...fine, status: 1 }).failed).toBe(1);
  });
});

it('adds up to the last line', () => {
  const one = count_gtest(report(passed, left), '', fine);
  expect(last_line(sum([one, one]))).toBe('2 passed, 0 failed, 2 skipped');
});
