import { defineConfig } from 'vitest/config';

// Stories start the real binary: setting up takes seconds, and a story may wait for an offer to expire.
export default defineConfig({
  test: {
    environment: 'node',
    include: ['e2e/**/*.test.ts', 'house/**/*.test.ts'],
    testTimeout: 120_000,
    hookTimeout: 120_000,
    teardownTimeout: 20_000,
    fileParallelism: false,
    pool: 'forks',
    // A busy machine is no failure: what a screen will show is waited for.
    expect: { poll: { timeout: 20_000 } },
  },
});
