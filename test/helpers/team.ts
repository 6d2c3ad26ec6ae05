import { execFileSync, spawnSync } from 'node:child_process'
import { existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { canonicalJson } from '../../src/core/canonical-json.js'
import type { LedgerLine } from '../../src/core/fact.js'
import { parseLedger } from '../../src/core/ledger.js'
import { type Book, makeBook } from './book.js'
import { runCli } from './run-cli.js'

/** A book in a git repository, worked on by several people on branches of their own. */
export interface Team extends Book {
  /** Runs git as one person; fails where git does. */
  git(...args: string[]): string
  /** Runs git, and says whether it went well. */
  tryGit(...args: string[]): { readonly ok: boolean; readonly output: string }
  /** Replaces text that must be there. */
  edit(path: string, from: string, to: string): void
  remove(path: string): void
  commit(words: string, ...options: string[]): void
  /** Does `work` on a new branch from `from` and commits it, after a sync unless told otherwise. */
  branch(name: string, work: () => void | Promise<void>, options?: { from?: string; sync?: boolean }): Promise<void>
  /** Every line of every ledger in the working tree, or as a branch has them. */
  lines(branch?: string): LedgerLine[]
}

const PERSON = ['-c', 'user.name=Li Lei', '-c', 'user.email=li@example.org', '-c', 'core.autocrlf=false']

/** @param program how zhen is started by git's merge driver; without it there is none */
export async function makeTeam(files: Readonly<Record<string, string>>, program: string | null): Promise<Team> {
  const book = await makeBook(files)
  const { root } = book
  const env = { ...process.env, GIT_CONFIG_GLOBAL: '/dev/null', GIT_CONFIG_SYSTEM: '/dev/null', GIT_EDITOR: 'true' }
  const git = (...args: string[]) =>
    execFileSync('git', [...PERSON, ...args], { cwd: root, env, encoding: 'utf8', stdio: 'pipe' })
  const team: Team = {
    ...book,
    git,
    tryGit(...args) {
      const { status, stdout, stderr } = spawnSync('git', [...PERSON, ...args], { cwd: root, env, encoding: 'utf8' })
      return { ok: status === 0, output: stdout + stderr }
    },
    edit(path, from, to) {
      const text = book.read(path)
      if (!text.includes(from)) throw new Error(`${path} does not hold “${from}”`)
      book.write(path, text.replace(from, to))
    },
    remove: (path) => rmSync(book.path(path), { recursive: true }),
    commit(words, ...options) {
      git('add', '-A')
      git('commit', '-q', '-m', words, ...options)
    },
    async branch(name, work, { from = 'main', sync = true } = {}) {
      git('checkout', '-q', '-b', name, from)
      await work()
      if (sync) await book.must('sync')
      team.commit(name)
      git('checkout', '-q', 'main')
    },
    lines(branch) {
      const texts = branch ? committedLedgers(git, branch) : presentLedgers(join(root, 'target-en/.zhen'))
      return texts.flatMap((text) => parseLedger(text, 'ledger'))
    },
  }
  git('init', '-q', '-b', 'main')
  writeFileSync(join(root, '.git/info/exclude'), '.zhen/zhen.db*\n')
  const started = program === null ? ['zhen'] : [process.execPath, program]
  await runCli(['init'], { cwd: root, program: started })
  if (program === null) git('config', '--remove-section', 'merge.zhen')
  await book.must('sync')
  team.commit('Start', '--date', '2025-01-01T12:00:00Z')
  return team
}

function committedLedgers(git: Team['git'], branch: string): string[] {
  const paths = git('ls-tree', '-r', '-z', '--name-only', branch, 'target-en/.zhen').split('\0')
  return paths
    .filter((path) => path.endsWith('.jsonl') && !path.endsWith('.notes.jsonl'))
    .map((path) => git('show', `${branch}:${path}`))
}

function presentLedgers(folder: string): string[] {
  if (!existsSync(folder)) return []
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.jsonl') && !name.endsWith('.notes.jsonl'))
    .map((name) => readFileSync(join(folder, name), 'utf8'))
}

/** Facts of `branch` that no line of the same segment has any more. A pending draft is none: syncs replace it. */
export function lostFacts(team: Team, branch: string): string[] {
  const known = new Map<string, Set<string>>()
  for (const { id, facts } of team.lines()) {
    const ofId = known.get(id) ?? new Set()
    for (const fact of facts) ofId.add(canonicalJson(fact))
    known.set(id, ofId)
  }
  return team.lines(branch).flatMap(({ id, facts }) =>
    facts
      .filter((fact) => !(fact.fact === 'machine' && fact.pending) && fact.fact !== 'added')
      .map(canonicalJson)
      .filter((fact) => !known.get(id)?.has(fact))
      .map((fact) => `${id} ${fact}`),
  )
}
