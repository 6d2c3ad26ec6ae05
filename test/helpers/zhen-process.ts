import { spawn } from 'node:child_process'
import { chmodSync, cpSync } from 'node:fs'
import { join } from 'node:path'
import { compileScript } from './compiled.js'

const LOCALES = 'src/i18n/locales'

/** zhen, compiled, to be run as processes of its own. */
export interface CompiledZhen {
  /** @param user number of the user to run as; only the superuser may name one */
  run(argv: readonly string[], user?: number): Promise<ProcessResult>
  remove(): void
}

interface ProcessResult {
  readonly exitCode: number | null
  readonly stdout: string
  readonly stderr: string
}

export function compileZhen(): CompiledZhen {
  const { path, remove } = compileScript('helpers/zhen-main.ts')
  const root = join(path, '../../..')
  cpSync(join(import.meta.dirname, '../..', LOCALES), join(root, LOCALES), { recursive: true })
  chmodSync(root, 0o755)
  return { run: (argv, user) => runProcess([path, ...argv], user), remove }
}

function runProcess(argv: readonly string[], user: number | undefined): Promise<ProcessResult> {
  const result = { stdout: '', stderr: '' }
  const identity = user === undefined ? {} : { uid: user, gid: user }
  const child = spawn(process.execPath, argv, { ...identity, env: { ...process.env, LANG: 'C', LC_ALL: 'C' } })
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    result.stdout += text
  })
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    result.stderr += text
  })
  return new Promise((resolve, reject) => {
    child.on('error', reject)
    child.on('close', (exitCode) => resolve({ exitCode, ...result }))
  })
}
