import { defineConfig } from 'vitest/config'

/** Tests that need a browser or a terminal: see CONTRIBUTING.md. */
export default defineConfig({
  test: {
    setupFiles: ['test/setup.ts'],
    include: ['test/**/*.screen.test.ts'],
    testTimeout: 120_000,
    hookTimeout: 120_000,
    maxWorkers: '100%',
    // A browser that shares its cores misses a beat now and then; what is broken fails twice.
    retry: 1,
  },
})
