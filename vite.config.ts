import { join } from 'node:path'
import { defineConfig } from 'vite'

/** The review page, as it lies beside the program: a few files with their content's hash in their names. */
export default defineConfig({
  root: join(import.meta.dirname, 'src/review/page'),
  base: './',
  oxc: { jsx: { runtime: 'automatic', importSource: 'preact' } },
  build: {
    outDir: join(import.meta.dirname, 'dist/cli/review'),
    emptyOutDir: true,
    target: 'es2022',
    modulePreload: { polyfill: false },
    assetsInlineLimit: 0,
    reportCompressedSize: false,
  },
})
