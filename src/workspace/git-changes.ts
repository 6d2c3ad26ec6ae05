import { existsSync } from 'node:fs'
import { dirname, relative } from 'node:path'
import type { ChangedLines, ChangesPort } from '../app/changes-port.js'
import { ZhenError } from '../core/errors.js'
import { git, topOf } from './git.js'
import type { EditionFolders } from './git-history.js'

const LEDGERS = '.zhen'
const LEDGER = /^\.zhen\/(.*)(?<!\.notes)\.jsonl$/s

/** The {@link ChangesPort} of the git repositories that the English and the glossary lie in. */
export function createGitChanges({
  source,
  target,
  glossary,
}: EditionFolders & { readonly glossary: string }): ChangesPort {
  return {
    async since(revision) {
      const [ours, theirs] = await Promise.all([topOf(target), topOf(source)])
      if (ours === null) throw new ZhenError('no-repository', { path: target })
      const commit = await baseOf(target, revision)
      return {
        commit,
        target: await changedLines(target, commit),
        source: theirs === ours ? await changedLines(source, commit) : new Map(),
        ledgers: await ledgersAt(target, commit),
      }
    },
    async glossaryAt(revision) {
      // The folder itself may have come or gone since.
      const folder = existsSync(glossary) ? glossary : dirname(glossary)
      if ((await topOf(folder)) === null) throw new ZhenError('no-repository', { path: glossary })
      const commit = await baseOf(folder, revision)
      const below = relative(folder, glossary)
      const tree = await git(folder, 'ls-tree', '-r', '-z', '--name-only', commit, '--', below === '' ? '.' : below)
      const names = (tree ?? '').split('\0').filter((name) => name.endsWith('.csv'))
      const files = names.map(async (path) => ({
        path,
        text: (await git(folder, 'show', `${commit}:./${path}`)) ?? '',
      }))
      return { commit, files: await Promise.all(files) }
    },
  }
}

async function baseOf(folder: string, revision: string): Promise<string> {
  const commit = await git(folder, 'rev-parse', '--verify', '--quiet', '--end-of-options', `${revision}^{commit}`)
  const shallow = (await git(folder, 'rev-parse', '--is-shallow-repository')) === 'true'
  if (!commit) throw new ZhenError(shallow ? 'history-shallow' : 'revision-unknown', { revision })
  const base = await git(folder, 'merge-base', commit, 'HEAD')
  if (!base && shallow) throw new ZhenError('history-shallow', { revision })
  // Without a common past there is nothing but the commit itself to compare with.
  return base || commit
}

async function changedLines(folder: string, commit: string): Promise<Map<string, ChangedLines>> {
  // What only moved, or only changes white space, is no change; renames are followed.
  const shape = [
    '-U0',
    '-M',
    '--ignore-space-change',
    '--no-color',
    '--no-ext-diff',
    '--src-prefix=a/',
    '--dst-prefix=b/',
  ]
  const patch = await git(folder, '-c', 'core.quotePath=false', 'diff', '--relative', ...shape, commit, '--', '.')
  const changed = readPatch(patch ?? '')
  for (const path of await untracked(folder)) changed.set(path, { all: true, lines: new Set(), gaps: [] })
  return changed
}

/** Files git does not know yet, below the folder. */
async function untracked(folder: string, ...paths: string[]): Promise<string[]> {
  const names = await git(
    folder,
    'ls-files',
    '-z',
    '--others',
    '--exclude-standard',
    '--',
    ...(paths.length > 0 ? paths : ['.']),
  )
  return (names ?? '').split('\0').filter(Boolean)
}

interface AddedLine {
  readonly path: string
  readonly line: number
  readonly text: string
}

/** Source: git-diff(1), "Generating patch text with -p". */
function readPatch(patch: string): Map<string, ChangedLines> {
  const gaps = new Map<string, number[]>()
  const added: AddedLine[] = []
  const removed = new Set<string>()
  let path: string | null = null
  let inHeader = true
  let line = 0
  for (const row of patch.split('\n')) {
    if (row.startsWith('diff --git ')) {
      inHeader = true
      path = null
      continue
    }
    if (inHeader && row.startsWith('+++ ')) path = pathOf(row.slice(4))
    const hunk = /^@@ -\d+(?:,\d+)? \+(\d+)(?:,(\d+))? @@/.exec(row)
    if (hunk) {
      inHeader = false
      line = Number(hunk[1])
      if (path !== null && hunk[2] === '0') gaps.set(path, [...(gaps.get(path) ?? []), line])
      else if (path !== null && !gaps.has(path)) gaps.set(path, [])
      continue
    }
    if (inHeader) continue
    if (row.startsWith('-')) removed.add(row.slice(1).trim())
    else if (row.startsWith('+') && path !== null) added.push({ path, line: line++, text: row.slice(1).trim() })
  }
  const lines = new Map<string, Set<number>>()
  for (const { path, line, text } of added) {
    if (removed.has(text)) continue
    lines.set(path, (lines.get(path) ?? new Set()).add(line))
  }
  return new Map(
    [...gaps].map(([path, behind]) => [path, { all: false, lines: lines.get(path) ?? new Set(), gaps: behind }]),
  )
}

/** The path of a `+++` row; `null` for a file that is gone. Odd names are quoted as in C. */
function pathOf(name: string): string | null {
  // A tab stands behind names with blanks in them.
  const written = name.replace(/\t$/, '')
  const plain = written.startsWith('"') ? unquote(written) : written
  return plain.startsWith('b/') ? plain.slice(2) : null
}

function unquote(name: string): string {
  const bytes: number[] = []
  const named: Readonly<Record<string, string>> = { n: '\n', t: '\t', r: '\r', a: '\u0007', b: '\b', f: '\f', v: '\v' }
  for (const [, octal, escaped, plain] of name.slice(1, -1).matchAll(/\\([0-7]{3})|\\(.)|([^\\]+)/gs)) {
    if (octal !== undefined) bytes.push(Number.parseInt(octal, 8))
    else bytes.push(...Buffer.from(escaped === undefined ? (plain ?? '') : (named[escaped] ?? escaped)))
  }
  return Buffer.from(bytes).toString('utf8')
}

async function ledgersAt(folder: string, commit: string): Promise<Map<string, string | null>> {
  const ledgers = new Map<string, string | null>()
  if (!(await git(folder, 'ls-tree', '-r', '--name-only', commit, '--', LEDGERS))) return ledgers
  const status = await git(folder, 'diff', '--name-only', '-z', '--no-renames', '--relative', commit, '--', LEDGERS)
  const paths = [...(status ?? '').split('\0'), ...(await untracked(folder, LEDGERS))]
  for (const path of paths) {
    const chapter = LEDGER.exec(path)?.[1]
    if (chapter !== undefined) ledgers.set(chapter, await git(folder, 'show', `${commit}:./${path}`))
  }
  return ledgers
}
