import type { Host } from '../../src/cli/context.js'
import { run } from '../../src/cli/run.js'

export interface CliResult {
  stdout: string
  stderr: string
  exitCode: number
}

/** A clock that does not run. */
const NOON = Date.UTC(2026, 0, 15, 12)

/** Runs the command line in process and says what it wrote and returned. Speaks English unless told otherwise. */
export async function runCli(argv: readonly string[], host: Partial<Host> = {}): Promise<CliResult> {
  const result = { stdout: '', stderr: '', exitCode: 0 }
  await run(argv, {
    env: { LANG: 'en_US.UTF-8' },
    cwd: import.meta.dirname,
    version: '1.2.3',
    nodeVersion: '20.19.0',
    program: ['node', '/opt/zhen/main.js'],
    outIsTerminal: false,
    errIsTerminal: false,
    columns: undefined,
    now: () => NOON,
    out: (text) => {
      result.stdout += text
    },
    err: (text) => {
      result.stderr += text
    },
    exit: (code) => {
      result.exitCode = code
    },
    onInterrupt: () => () => {},
    terminal: async () => null,
    ...host,
  })
  return result
}
