import { cpSync } from 'node:fs'
import { defineConfig } from 'rolldown'

/** Commands start faster from a few files than from two hundred; what a command does not need stays in files of its own. */
export default defineConfig({
  input: {
    main: 'src/cli/main.ts',
    demo: 'src/cli/demo.ts',
    document: 'src/cli/document.ts',
    'plan-worker': 'src/cli/plan-worker.ts',
  },
  platform: 'node',
  external: ['better-sqlite3', 'deepl-node', 'openai'],
  output: {
    dir: 'dist/cli',
    format: 'esm',
    entryFileNames: '[name].js',
    chunkFileNames: '[name]-[hash].js',
    cleanDir: true,
  },
  plugins: [
    {
      name: 'copy-locales',
      writeBundle: ({ dir }) => cpSync('src/i18n/locales', `${dir}/locales`, { recursive: true }),
    },
  ],
})
