import { execFileSync } from 'node:child_process'
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it, onTestFinished } from 'vitest'
import { lastCommitOf, personNameIn } from '../../src/workspace/git.js'
import { temporaryFolder } from '../helpers/temporary-folder.js'

const IDENTITY = ['-c', 'user.name=Han Meimei', '-c', 'user.email=han@example.org']

function git(folder: string, ...args: string[]): string {
  return execFileSync('git', ['-C', folder, ...IDENTITY, ...args], { encoding: 'utf8' }).trim()
}

/** A repository with a commit for each of these files, which are folders' only ones. */
function repository(...files: string[]): { readonly folder: string; readonly commits: readonly string[] } {
  const folder = temporaryFolder()
  git(folder, 'init', '-q')
  const commits = files.map((file) => {
    mkdirSync(join(folder, file, '..'), { recursive: true })
    writeFileSync(join(folder, file), file)
    git(folder, 'add', '.')
    git(folder, 'commit', '-q', '-m', file)
    return git(folder, 'rev-parse', 'HEAD')
  })
  return { folder, commits }
}

function setVariable(name: string, value: string): void {
  const before = process.env[name]
  process.env[name] = value
  onTestFinished(() => {
    if (before === undefined) delete process.env[name]
    else process.env[name] = before
  })
}

describe('lastCommitOf', () => {
  it('should be the last that touched the folder, not the last of all', async () => {
    const { folder, commits } = repository('zh/a.md', 'en/a.md')
    expect(await lastCommitOf(join(folder, 'zh'))).toBe(commits[0])
    expect(await lastCommitOf(join(folder, 'en'))).toBe(commits[1])
    expect(await lastCommitOf(folder)).toBe(commits[1])
  })

  it('should be of the folder’s repository, in a hook of another one too', async () => {
    const [source, other] = [repository('zh/a.md'), repository('x')]
    setVariable('GIT_DIR', join(other.folder, '.git'))
    setVariable('GIT_INDEX_FILE', join(other.folder, '.git/index'))
    setVariable('GIT_WORK_TREE', other.folder)
    expect(await lastCommitOf(join(source.folder, 'zh'))).toBe(source.commits[0])
  })

  it('should be none without a commit, a repository, a folder or git', async () => {
    const { folder } = repository()
    expect(await lastCommitOf(folder)).toBeNull()
    expect(await lastCommitOf(temporaryFolder())).toBeNull()
    expect(await lastCommitOf(join(folder, 'none'))).toBeNull()
    setVariable('PATH', '/nowhere')
    expect(await lastCommitOf(repositoryFolder)).toBeNull()
  })
})

const repositoryFolder = join(import.meta.dirname, '../..')

describe('personNameIn', () => {
  it('should be the name git has for this repository', async () => {
    const { folder } = repository()
    git(folder, 'config', 'user.name', '韩梅梅')
    expect(await personNameIn(folder)).toBe('韩梅梅')
  })

  it('should be the login name where git has none', async () => {
    setVariable('PATH', '/nowhere')
    expect(await personNameIn(temporaryFolder())).not.toBe('')
  })
})
