#!/usr/bin/env node
import { spawnSync } from 'node:child_process'
import { cpSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/** The main job, in the order in which a translator does it. */
const COMMANDS = [
  ['init'],
  ['sync'],
  ['status'],
  ['list', 'resilience', '--status', 'stale'],
  ['list', '--limit', '8'],
  ['diff'],
  ['draft', '--engine', 'memory'],
  ['status'],
  ['check'],
]

const PACKAGE = join(import.meta.dirname, '..', '..')
const copy = mkdtempSync(join(tmpdir(), 'zhen-sample-'))

try {
  for (const folder of ['source-zh', 'target-en', 'glossary']) {
    cpSync(join(PACKAGE, folder), join(copy, folder), { recursive: true, dereference: true })
  }
  process.stdout.write(`A copy of the sample book, in ${copy}; it is deleted at the end.\n`)
  for (const command of COMMANDS) {
    process.stdout.write(`\n$ zhen ${command.join(' ')}\n`)
    const { status } = spawnSync(process.execPath, [join(PACKAGE, 'dist/cli/main.js'), ...command], {
      cwd: copy,
      stdio: 'inherit',
    })
    if (status === 1) process.stdout.write('(exit 1: there are findings)\n')
    else if (status !== 0) process.exitCode = status ?? 70
  }
} finally {
  rmSync(copy, { recursive: true, force: true })
}
