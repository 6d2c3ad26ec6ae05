import { execFile } from 'node:child_process'
import { userInfo } from 'node:os'
import { promisify } from 'node:util'

const run = promisify(execFile)

/** Runs git in `folder`; `null` when git is missing, fails or the folder is in no repository. */
async function git(folder: string, ...args: string[]): Promise<string | null> {
  try {
    const { stdout } = await run('git', ['-C', folder, ...args], { encoding: 'utf8', timeout: 20_000 })
    return stdout.trim()
  } catch {
    return null
  }
}

/** The last commit that touched `folder`, or `null` where there is none. */
export async function lastCommitOf(folder: string): Promise<string | null> {
  return (await git(folder, 'log', '-1', '--format=%H', '--', '.')) || null
}

/** git's `user.name`, else the login name. */
export async function personNameIn(folder: string): Promise<string> {
  return (await git(folder, 'config', 'user.name')) || userInfo().username
}
