// Writes what scripts/test counts: every test with its state and, for a skipped one, the reason. MUSUBI_REPORT names the
// file. (Vitest's own JSON reporter leaves the reason of a skip out.)
import { writeFileSync } from 'node:fs';

export default class Reporter {
  tests = [];
  faults = [];

  onTestCaseResult(test) {
    const result = test.result();
    this.tests.push({ name: test.fullName, state: result.state, note: result.note ?? '' });
  }

  onTestSuiteResult(suite) {
    this.#note_errors(suite.fullName, suite.errors());
  }

  onTestModuleEnd(module) {
    this.#note_errors(module.moduleId.split('/').at(-1), module.errors());
  }

  onTestRunEnd(_modules, unhandled, reason) {
    this.#note_errors('outside of a test', unhandled);
    if (reason === 'interrupted') this.faults.push('interrupted');
    writeFileSync(process.env.MUSUBI_REPORT, JSON.stringify({ tests: this.tests, faults: this.faults }));
  }

  #note_errors(where, errors) {
    for (const error of errors ?? []) this.faults.push(`${where}: ${String(error.message ?? error).split('\n')[0]}`);
  }
}
