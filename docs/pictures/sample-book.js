import { spawnSync } from 'node:child_process'
import { cpSync } from 'node:fs'
import { join } from 'node:path'

const ROOT = join(import.meta.dirname, '../..')

export const ZHEN = join(ROOT, 'dist/cli/main.js')

/** Makes `book` the sample book as it is pictured: synced, and drafted from memory. */
export function makeBook(book) {
  for (const folder of ['source-zh', 'target-en', 'glossary'])
    cpSync(join(ROOT, folder), join(book, folder), { recursive: true, dereference: true })
  for (const argv of [['init'], ['sync'], ['draft', '--engine', 'memory']])
    must(process.execPath, [ZHEN, '-C', book, '--quiet', ...argv])
}

/** What a command prints; throws where it does not end well. */
export function must(command, argv) {
  const { status, stdout, stderr, error } = spawnSync(command, argv, { encoding: 'utf8' })
  if (status !== 0) throw new Error(`${command} ${argv.join(' ')}: ${error?.message ?? stderr}`)
  return stdout
}
