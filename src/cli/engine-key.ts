import { execFile } from 'node:child_process'
import { promisify } from 'node:util'
import { ZhenError } from '../core/errors.js'

/** How long a key command may take: somebody may have to unlock a keyring first. */
const TIMEOUT_MS = 120_000

interface KeyPlace {
  readonly engine: string
  readonly variable: string
  /** A program and what it is given; empty for none. */
  readonly command: readonly string[]
}

/**
 * An engine's key, from the environment, else from the command that prints it, else `null`.
 *
 * @throws ZhenError `engine-key-command` where the command gives none; what it printed is told to nobody
 */
export async function readKey(
  { engine, variable, command }: KeyPlace,
  env: Readonly<Record<string, string | undefined>>,
  cwd: string,
): Promise<string | null> {
  const given = env[variable]?.trim()
  if (given) return given
  const [program, ...rest] = command
  if (program === undefined) return null
  const key = await printed(program, rest, cwd).catch((error: unknown) => {
    throw new ZhenError('engine-key-command', { engine, command: command.join(' '), found: reasonOf(error) })
  })
  if (key !== '' && !/\s/.test(key)) return key
  const found = key === '' ? 'nothing was printed' : 'more than one word was printed'
  throw new ZhenError('engine-key-command', { engine, command: command.join(' '), found })
}

async function printed(program: string, rest: readonly string[], cwd: string): Promise<string> {
  const { stdout } = await promisify(execFile)(program, [...rest], { cwd, timeout: TIMEOUT_MS, encoding: 'utf8' })
  return stdout.trim()
}

/** Why a command failed, without anything it printed: that may be the key. */
function reasonOf(error: unknown): string {
  const { code, signal, killed } = error as { code?: string | number; signal?: string; killed?: boolean }
  if (killed) return `no end after ${TIMEOUT_MS / 1000} seconds`
  if (signal) return `ended by ${signal}`
  return typeof code === 'number' ? `exit code ${code}` : (code ?? 'could not be started')
}
