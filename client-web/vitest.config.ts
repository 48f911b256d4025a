import { defineConfig } from 'vitest/config';

export default defineConfig({
  esbuild: { jsx: 'automatic', jsxImportSource: 'preact' },
  test: { environment: 'node', setupFiles: ['test/browser_globals.ts'], include: ['test/**/*.test.ts', 'test/**/*.test.tsx'] },
});
