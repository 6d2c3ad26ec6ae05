import { execFile } from 'node:child_process'
import { userInfo } from 'node:os'
import { promisify } from 'node:util'
import { ZhenError } from '../core/errors.js'

const run = promisify(execFile)

/** What a hook's git leaves behind that would make another git look at the hook's repository instead of `folder`'s. */
const HOOK_VARIABLES = new Set([
  'GIT_DIR',
  'GIT_WORK_TREE',
  'GIT_INDEX_FILE',
  'GIT_OBJECT_DIRECTORY',
  'GIT_ALTERNATE_OBJECT_DIRECTORIES',
  'GIT_COMMON_DIR',
  'GIT_PREFIX',
  'GIT_NAMESPACE',
])

/** The environment, without what would lead git to another repository. */
export function cleanEnvironment(): NodeJS.ProcessEnv {
  return Object.fromEntries(Object.entries(process.env).filter(([name]) => !HOOK_VARIABLES.has(name)))
}

/** Runs git in `folder`; `null` when git is missing, fails or the folder is in no repository. */
export function git(folder: string, ...args: string[]): Promise<string | null> {
  return gitFed(folder, '', ...args)
}

/** The same with a text for it to read. */
export async function gitFed(folder: string, input: string, ...args: string[]): Promise<string | null> {
  const options = { encoding: 'utf8', timeout: 20_000, maxBuffer: 2 ** 28, env: cleanEnvironment() } as const
  try {
    const running = run('git', ['-C', folder, ...args], options)
    // It may have ended before it has read all.
    running.child.stdin?.on('error', () => {}).end(input)
    return (await running).stdout.trim()
  } catch {
    return null
  }
}

/** The top of the repository that holds `folder`, or `null` where there is none. */
export function topOf(folder: string): Promise<string | null> {
  return git(folder, 'rev-parse', '--show-toplevel')
}

/** A value of git's configuration in `folder`, `''` where it is not set; `null` outside of repositories. */
export async function configOf(folder: string, key: string): Promise<string | null> {
  if ((await git(folder, 'rev-parse', '--git-dir')) === null) return null
  return (await git(folder, 'config', key)) ?? ''
}

/** Sets a value in the configuration of the repository that holds `folder`. False where it cannot be done. */
export async function setConfig(folder: string, key: string, value: string): Promise<boolean> {
  return (await git(folder, 'config', '--local', key, value)) !== null
}

/** The last commit that touched `folder`, or `null` where there is none. */
export async function lastCommitOf(folder: string): Promise<string | null> {
  return (await git(folder, 'log', '-1', '--format=%H', '--', '.')) || null
}

/** A version of a file that was committed. */
export interface BlobVersion {
  readonly blob: string
  /** Of the commit, in seconds since 1970. */
  readonly at: number
}

/**
 * The committed versions of every file below `folder`, by path, newest first; none outside git.
 *
 * Source: `git log`, "Raw output format"; with `-z` names are not quoted.
 */
export async function blobHistory(folder: string): Promise<ReadonlyMap<string, readonly BlobVersion[]>> {
  const versions = new Map<string, BlobVersion[]>()
  const flags = ['-z', '--raw', '--no-abbrev', '--no-renames', '--relative', '--diff-filter=AMT', '--format=%x01%ct']
  const log = (await git(folder, 'log', ...flags, '--', '.')) ?? ''
  for (const commit of log.split('\x01').slice(1)) {
    const [time = '', ...fields] = commit.split('\0').map((field) => field.replace(/^\n/, ''))
    for (let index = 0; index + 1 < fields.length; index++) {
      const blob = /^:\d+ \d+ [0-9a-f]+ ([0-9a-f]+) [AMT]$/.exec(fields[index] ?? '')?.[1]
      if (blob === undefined) continue
      const path = fields[++index] ?? ''
      const known = versions.get(path)
      if (known) known.push({ blob, at: Number(time) })
      else versions.set(path, [{ blob, at: Number(time) }])
    }
  }
  return versions
}

/**
 * git's `user.name`, else the login name.
 *
 * @throws ZhenError `person-unknown` where there is neither, as under a bare user number in a container
 */
export async function personNameIn(folder: string): Promise<string> {
  const name = (await git(folder, 'config', 'user.name')) || loginName()
  if (!name) throw new ZhenError('person-unknown')
  return name
}

function loginName(): string {
  try {
    return userInfo().username
  } catch {
    return ''
  }
}
