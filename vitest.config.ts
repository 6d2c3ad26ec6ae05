import { defineConfig } from 'vitest/config'

export default defineConfig({
  test: {
    setupFiles: ['test/setup.ts'],
    include: ['test/**/*.test.ts'],
    exclude: ['test/corpora/**', 'test/**/*.screen.test.ts'],
    // Built programs share the cores with the tests that started them.
    testTimeout: 60_000,
    maxWorkers: '100%',
  },
})
