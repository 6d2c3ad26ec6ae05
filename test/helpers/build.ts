import { spawnSync } from 'node:child_process'
import { copyFileSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { join } from 'node:path'

const ROOT = join(import.meta.dirname, '../..')

export interface Build {
  /** The program, as it is installed. */
  readonly main: string
  remove(): void
}

/** Builds zhen as the package does, but to a folder of its own: what stands in `dist` may be older. */
export function build(): Build {
  const cache = join(ROOT, 'node_modules/.cache')
  mkdirSync(cache, { recursive: true })
  // Below node_modules, where the packages it imports are found.
  const folder = mkdtempSync(join(cache, 'zhen-build-'))
  copyFileSync(join(ROOT, 'package.json'), join(folder, 'package.json'))
  const dist = join(folder, 'dist/cli')
  must('rolldown/bin/cli.mjs', ['-c', 'rolldown.config.ts', '--dir', dist])
  must('vite/bin/vite.js', ['build', '--outDir', join(dist, 'review'), '--logLevel', 'error'])
  return { main: join(folder, 'dist/cli/main.js'), remove: () => rmSync(folder, { recursive: true, force: true }) }
}

function must(program: string, options: readonly string[]): void {
  const argv = [join(ROOT, 'node_modules', program), ...options]
  const { status, stdout, stderr } = spawnSync(process.execPath, argv, { cwd: ROOT, encoding: 'utf8' })
  if (status !== 0) throw new Error(`cannot build: ${stdout}${stderr}`)
}
