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
  const bundler = join(ROOT, 'node_modules/rolldown/bin/cli.mjs')
  const options = ['-c', 'rolldown.config.ts', '--dir', join(folder, 'dist/cli')]
  const { status, stdout } = spawnSync(process.execPath, [bundler, ...options], { cwd: ROOT, encoding: 'utf8' })
  if (status !== 0) throw new Error(`cannot build: ${stdout}`)
  return { main: join(folder, 'dist/cli/main.js'), remove: () => rmSync(folder, { recursive: true, force: true }) }
}
