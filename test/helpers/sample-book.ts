import { cpSync } from 'node:fs'
import { join } from 'node:path'
import { runCli } from './run-cli.js'
import { temporaryFolder } from './temporary-folder.js'

const ROOT = join(import.meta.dirname, '../..')

/** A throw-away project with the sample book, its ledger included. Deleted when the test ends. */
export async function copySampleBook(): Promise<string> {
  const folder = temporaryFolder()
  for (const name of ['source-zh', 'target-en', 'glossary'])
    cpSync(join(ROOT, name), join(folder, name), { recursive: true })
  await runCli(['init'], { cwd: folder })
  return folder
}
