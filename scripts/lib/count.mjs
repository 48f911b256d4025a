// Counting: what one program's results add up to. Pure, no files and no processes; tried by tests/laws/counting.test.ts.

/** @typedef {{passed: number, failed: number, skipped: {name: string, why: string}[], faults: string[]}} Tally */

/** @returns {Tally} */
export const nothing = () => ({ passed: 0, failed: 0, skipped: [], faults: [] });

/** @param {Tally[]} tallies @returns {Tally} */
export function sum(tallies) {
  const all = nothing();
  for (const tally of tallies) {
    all.passed += tally.passed;
    all.failed += tally.failed;
    all.skipped.push(...tally.skipped);
    all.faults.push(...tally.faults);
  }
  return all;
}

/** @param {string} why @returns {Tally} */
export const one_failed = (why) => ({ ...nothing(), failed: 1, faults: [why] });

/**
 * @param {{status: number|null, signal: string|null, timed_out: boolean}} end
 * @returns {string} empty when the program ended as it should
 */
export function bad_end(end) {
  if (end.timed_out) return 'ran out of time';
  if (end.signal) return `was ended by ${end.signal}`;
  return end.status === 0 ? '' : `exit code ${end.status}`;
}

/**
 * A GoogleTest program: `report` is its JSON, or null where it wrote none (it crashed); `output` is what it printed.
 * @returns {Tally}
 */
export function count_gtest(report, output, end) {
  const tally = nothing();
  const bad = bad_end(end);
  if (!report) {
    tally.passed = [...output.matchAll(/^\[ {7}OK \] (\S+) \(/gm)].length;
    tally.failed = 1;
    const running = [...output.matchAll(/^\[ RUN {6}\] (\S+)/gm)].at(-1)?.[1];
    tally.faults.push(`crashed (${bad || 'no report'})${running ? ` in ${running}` : ''}`);
    return tally;
  }
  for (const suite of report.testsuites ?? []) {
    for (const test of suite.testsuite ?? []) {
      const name = `${suite.name}.${test.name}`;
      if (test.failures?.length) {
        tally.failed++;
        tally.faults.push(name);
      } else if (test.result === 'SKIPPED') tally.skipped.push({ name, why: skip_reason(output, name) });
      else if (test.status === 'NOTRUN') tally.skipped.push({ name, why: 'disabled in the source' });
      else tally.passed++;
    }
  }
  // A sanitizer speaks at the end, after the last test passed; so does a failed SetUpTestSuite.
  if (bad && tally.failed === 0) {
    tally.failed = 1;
    tally.faults.push(tally.passed ? `all tests passed, but the program ended badly: ${bad}` : `no test ran: ${bad}`);
  }
  return tally;
}

// GTEST_SKIP prints "file:line: Skipped", then the reason, then "[  SKIPPED ] name".
function skip_reason(output, name) {
  const end = output.indexOf(`[  SKIPPED ] ${name}`);
  const begin = output.lastIndexOf(`[ RUN      ] ${name}`, end);
  if (end < 0 || begin < 0) return 'no reason given';
  const lines = output.slice(begin, end).split('\n').slice(1);
  const why = lines.filter((line) => line.trim() && !/: Skipped$/.test(line)).join(' ').trim();
  return why || 'no reason given';
}

/**
 * A vitest run: `report` is what tests/support/reporter.mjs wrote, or null.
 * @returns {Tally}
 */
export function count_vitest(report, end) {
  const bad = bad_end(end);
  if (!report) return one_failed(`crashed (${bad || 'no report'})`);
  const tally = nothing();
  for (const test of report.tests) {
    if (test.state === 'passed') tally.passed++;
    else if (test.state === 'failed') {
      tally.failed++;
      tally.faults.push(test.name);
    } else tally.skipped.push({ name: test.name, why: test.note || 'no reason given' });
  }
  for (const fault of report.faults) {
    tally.failed++;
    tally.faults.push(fault);
  }
  if (bad && tally.failed === 0) {
    tally.failed = 1;
    tally.faults.push(tally.passed ? `all tests passed, but the run ended badly: ${bad}` : `no test ran: ${bad}`);
  }
  return tally;
}

/** GoogleTest's output without the tests that passed, which nobody reads beside one that failed. */
export const without_passed = (output) =>
  output.replaceAll(/^\[ RUN {6}\] (\S+)\n(?:\[ {7}OK \] \1 .*\n)/gm, '').replaceAll(/^\[-{10}\].*\n\n?/gm, '');

/** @param {Tally} tally */
export const last_line = (tally) => `${tally.passed} passed, ${tally.failed} failed, ${tally.skipped.length} skipped`;
