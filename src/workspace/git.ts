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
async function git(folder: string, ...args: string[]): Promise<string | null> {
  const env = cleanEnvironment()
  try {
    const { stdout } = await run('git', ['-C', folder, ...args], { encoding: 'utf8', timeout: 20_000, env })
    return stdout.trim()
  } catch {
    return null
  }
}

/** The last commit that touched `folder`, or `null` where there is none. */
export async function lastCommitOf(folder: string): Promise<string | null> {
  return (await git(folder, 'log', '-1', '--format=%H', '--', '.')) || null
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
