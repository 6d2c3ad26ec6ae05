import { spawnSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

const ROOT = join(import.meta.dirname, '../..')

/** Compiles a script of `test/` and what it imports, so that bare `node` processes can run it. */
export function compileScript(script: string): { readonly path: string; remove(): void } {
  const cache = join(ROOT, 'node_modules/.cache')
  mkdirSync(cache, { recursive: true })
  // Below node_modules, where the packages it imports are found.
  const folder = mkdtempSync(join(cache, 'zhen-'))
  writeFileSync(join(folder, 'package.json'), '{"type":"module"}')
  const options = '--ignoreConfig --noCheck --module nodenext --target es2023 --types node'.split(' ')
  const compiler = join(ROOT, 'node_modules/typescript/bin/tsc')
  const { status, stdout } = spawnSync(
    process.execPath,
    [compiler, ...options, '--rootDir', ROOT, '--outDir', folder, join(ROOT, 'test', script)],
    { encoding: 'utf8', cwd: ROOT },
  )
  if (status !== 0) throw new Error(`cannot compile ${script}: ${stdout}`)
  return {
    path: join(folder, 'test', script.replace(/\.ts$/, '.js')),
    remove: () => rmSync(folder, { recursive: true, force: true }),
  }
}
