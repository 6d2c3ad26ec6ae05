import { execFile, spawn } from 'node:child_process'
import { promisify } from 'node:util'
import type { EditionHistory, FileEdit, Revision } from '../app/adopt/edition-history.js'
import { cleanEnvironment } from './git.js'
import type { PathFilter } from './walk.js'

const run = promisify(execFile)

/** A folder of chapters in a repository. */
export interface HistoryPlace {
  /** Where git is run. */
  readonly folder: string
  /** The folder of chapters, below the top of the repository: `docs/source/`; `''` for the top itself. */
  readonly prefix: string
}

/** Blobs that are asked of one git. */
const BATCH = 256

/** The place of `folder` in the repository that holds it, or `null` where git knows of none. */
export async function placeOf(folder: string): Promise<HistoryPlace | null> {
  const prefix = await git(folder, 'rev-parse', '--show-prefix')
  const head = await git(folder, 'rev-parse', '--verify', '--quiet', 'HEAD')
  return prefix === null || head === null ? null : { folder, prefix: prefix.trimEnd() }
}

/**
 * The folder of `repository` that holds most of `chapters`, or `null` where it holds none, or is no repository.
 *
 * Of names that stand in every folder, such as `index.md`, no one could tell; of all together one can.
 */
export async function findPlace(repository: string, chapters: readonly string[]): Promise<HistoryPlace | null> {
  const top = await placeOf(repository)
  const listed = top && (await git(repository, 'ls-tree', '-r', '-z', '--name-only', 'HEAD'))
  if (!top || listed === null) return null
  const paths = listed.split('\0')
  const votes = new Map<string, number>()
  const wanted = new Set(chapters)
  for (const path of paths) {
    for (let cut = 0; cut !== -1; cut = path.indexOf('/', cut) + 1 || -1) {
      if (wanted.has(path.slice(cut))) votes.set(path.slice(0, cut), (votes.get(path.slice(0, cut)) ?? 0) + 1)
    }
  }
  const [best] = [...votes].sort((a, b) => b[1] - a[1])
  return best ? { folder: repository, prefix: top.prefix + best[0] } : null
}

/** What was done to the chapters of a place, oldest first, merges as what they brought to their first parent. */
export async function readHistory(place: HistoryPlace, isChapter: PathFilter): Promise<EditionHistory> {
  const { folder, prefix } = place
  const log = await git(
    folder,
    '-c',
    'core.quotepath=false',
    'log',
    '--reverse',
    '--topo-order',
    '--full-history',
    '--parents',
    '--diff-merges=first-parent',
    '--raw',
    '--no-abbrev',
    '-M',
    '-z',
    '--format=%x01%H %at %P',
    ...(prefix === '' ? ['--relative'] : [`--relative=${prefix}`]),
    'HEAD',
    '--',
    `:(top)${prefix === '' ? '.' : prefix}`,
  )
  const commits = (log ?? '').split('\u0001').flatMap((entry) => parseCommit(entry, isChapter))
  const shallow = await git(folder, 'rev-parse', '--is-shallow-repository')
  return { revisions: mainLine(commits).filter(({ edits }) => edits.length > 0), isShallow: shallow?.trim() === 'true' }
}

interface Commit extends Revision {
  readonly parents: readonly string[]
}

function parseCommit(entry: string, isChapter: PathFilter): Commit[] {
  const [head = '', ...fields] = entry.split('\0')
  const [commit = '', seconds, ...parents] = head.trim().split(' ')
  if (commit === '') return []
  const time = Number(seconds) * 1000
  const edits = parseEdits(fields, time).filter(({ path }) => isChapter(path))
  const known = edits.map((edit) => (edit.from !== null && !isChapter(edit.from) ? { ...edit, from: null } : edit))
  return [{ commit, time, parents, edits: known }]
}

/**
 * The commits along the first parents, oldest first. What a merge brought in was written when its branch last touched
 * it: on the branch itself, what others did meanwhile would seem to be taken back.
 */
function mainLine(commits: readonly Commit[]): Revision[] {
  const byId = new Map(commits.map((commit) => [commit.commit, commit]))
  const line: Commit[] = []
  for (let at = commits.at(-1); at; at = byId.get(at.parents[0] ?? '')) line.push(at)
  const seen = new Set(line.map(({ commit }) => commit))
  return line.reverse().map((commit) => (commit.parents.length < 2 ? commit : withBranchDates(commit, byId, seen)))
}

function withBranchDates(merge: Commit, byId: ReadonlyMap<string, Commit>, seen: Set<string>): Revision {
  const written = new Map<string, number>()
  const stack = merge.parents.slice(1)
  for (let id = stack.pop(); id !== undefined; id = stack.pop()) {
    const commit = byId.get(id)
    if (!commit || seen.has(id)) continue
    seen.add(id)
    for (const { path } of commit.edits) written.set(path, Math.max(written.get(path) ?? 0, commit.time))
    stack.push(...commit.parents)
  }
  return { ...merge, edits: merge.edits.map((edit) => ({ ...edit, time: written.get(edit.path) ?? merge.time })) }
}

/** `:100644 100644 <old> <new> R098`, the path, and of renamed files the new path. */
function parseEdits(fields: readonly string[], time: number): FileEdit[] {
  const edits: FileEdit[] = []
  for (let at = 0; at < fields.length; at++) {
    const raw = /^\n?:\d+ (\d+) \w+ (\w+) ([A-Z])/.exec(fields[at] ?? '')
    if (!raw) continue
    const [, mode, id = '', letter] = raw
    const first = fields[++at] ?? ''
    const path = letter === 'R' || letter === 'C' ? (fields[++at] ?? '') : first
    const isFile = mode === '100644' || mode === '100755'
    if (letter === 'R') {
      edits.push(isFile ? { path, from: first, blob: id, time } : { path: first, from: null, blob: null, time })
    } else edits.push({ path, from: null, blob: isFile ? id : null, time })
  }
  return edits
}

/** The texts of blobs, in their order; bytes that are not UTF-8 become U+FFFD. */
export async function* readBlobs(folder: string, ids: readonly string[]): AsyncGenerator<string> {
  for (let start = 0; start < ids.length; start += BATCH) {
    const batch = ids.slice(start, start + BATCH)
    yield* textsIn(await catFiles(folder, batch), batch.length)
  }
}

function catFiles(folder: string, ids: readonly string[]): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    const child = spawn('git', ['-C', folder, 'cat-file', '--batch'], {
      env: cleanEnvironment(),
      stdio: ['pipe', 'pipe', 'ignore'],
    })
    const chunks: Buffer[] = []
    child.stdout.on('data', (chunk: Buffer) => chunks.push(chunk))
    child.on('error', reject)
    child.stdin.on('error', () => {})
    child.on('close', () => resolve(Buffer.concat(chunks)))
    child.stdin.end(`${ids.join('\n')}\n`)
  })
}

/** `<id> blob <size>`, the bytes, a line feed; `<id> missing` where a partial clone has not got it. */
function* textsIn(output: Buffer, count: number): Generator<string> {
  let at = 0
  for (let index = 0; index < count; index++) {
    const end = output.indexOf(10, at)
    const size = / blob (\d+)$/.exec(end === -1 ? '' : output.toString('latin1', at, end))?.[1]
    at = end === -1 ? output.length : end + 1
    yield size === undefined ? '' : output.toString('utf8', at, at + Number(size))
    if (size !== undefined) at += Number(size) + 1
  }
}

async function git(folder: string, ...args: string[]): Promise<string | null> {
  try {
    const { stdout } = await run('git', ['-C', folder, ...args], {
      encoding: 'utf8',
      maxBuffer: 2 ** 30,
      env: cleanEnvironment(),
    })
    return stdout
  } catch {
    return null
  }
}
