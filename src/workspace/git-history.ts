import { realpathSync } from 'node:fs'
import { join } from 'node:path'
import type { CommitOrigin, HistoryPort, LineOrigin } from '../app/history-port.js'
import { readBlobs } from './folder-history.js'
import { git, gitFed } from './git.js'

export interface EditionFolders {
  /** Absolute. */
  readonly source: string
  readonly target: string
}

/** A committed version of a file. */
interface FileVersion extends CommitOrigin {
  readonly blob: string
  /** Below the top of its repository. */
  readonly path: string
}

/** The {@link HistoryPort} of editions that lie in one git repository or in two. Nothing is known of others. */
export function createGitHistory({ source, target }: EditionFolders): HistoryPort {
  const tops = new Map<string, Promise<string | null>>()
  const topOf = (folder: string) => {
    const known = tops.get(folder) ?? git(folder, 'rev-parse', '--show-toplevel')
    tops.set(folder, known)
    return known
  }
  const versions = new Map<string, Promise<readonly FileVersion[]>>()
  const versionsOf = (revision: string, path: string) => {
    const key = `${revision}\0${path}`
    const known = versions.get(key) ?? fileVersions(source, revision, path)
    versions.set(key, known)
    return known
  }

  /** The same commits come in file after file. */
  const said = new Map<string, CommitWords>()
  let shallow: Promise<string | null> | undefined

  /** What could be seen from `commit`: its own past, where the Chinese lies in the same repository. */
  const visibleFrom = async (path: string, commit: string) => {
    const [ours, theirs] = await Promise.all([topOf(source), topOf(target)])
    const all = await versionsOf('HEAD', path)
    if (ours !== theirs || ours === null) return all
    const seen = await versionsOf(commit, path)
    if (seen.length > 0) return seen
    for (const name of new Set(all.map((version) => version.path))) {
      const earlier = await versionsOf(commit, join(ours, name))
      if (earlier.length > 0) return earlier
    }
    return all
  }

  return {
    async linesOf(path, text) {
      const ways = ['--porcelain', '-w', '-M', '-C']
      const blame =
        text === undefined
          ? await git(target, 'blame', ...ways, '--', path)
          : await gitFed(target, text, 'blame', ...ways, '--contents', '-', '--', path)
      if (blame === null) return null
      const lines = parseBlame(blame)
      shallow ??= git(target, 'rev-parse', '--is-shallow-repository')
      const fresh = [...new Set(lines.map(({ commit }) => commit))].filter(
        (commit) => !UNCOMMITTED.test(commit) && !said.has(commit),
      )
      for (const [commit, words] of await wordsOf(target, fresh)) said.set(commit, words)
      return withSquashes(lines, said, (await shallow) === 'true')
    },
    async isUnmerged(side, path) {
      return Boolean(await git(side === 'source' ? source : target, 'ls-files', '--unmerged', '--', path))
    },
    async sourceFor(chapter, { commit, at }) {
      const seen = await visibleFrom(join(realFolder(source), chapter), commit)
      // English may have been there first, or a clock was wrong: then the first version there was.
      const version = seen.find((each) => each.at <= at) ?? seen.at(-1)
      if (!version) return null
      for await (const text of readBlobs(source, [version.blob])) return text
      return null
    },
  }
}

function realFolder(folder: string): string {
  try {
    return realpathSync(folder)
  } catch {
    return folder
  }
}

/** The versions of a file that the main line of `revision` had, latest first, under whatever names. */
async function fileVersions(folder: string, revision: string, path: string): Promise<FileVersion[]> {
  const shape = ['--first-parent', '--diff-merges=first-parent', '--follow', '--raw', '--no-abbrev', '-z']
  const log = await git(folder, 'log', ...shape, '--format=%x01%H %at', revision, '--', path)
  return (log ?? '').split('\u0001').flatMap((entry): FileVersion[] => {
    const [head = '', ...fields] = entry.split('\0')
    const [commit = '', seconds] = head.trim().split(' ')
    const raw = fields.findIndex((field) => /^\n?:\d+ /.test(field))
    const blob = /^\n?:\d+ (?:100\d+) \w+ (\w+) [A-Z]/.exec(fields[raw] ?? '')?.[1]
    const isRenamed = / [RC]\d*$/.test(fields[raw] ?? '')
    return blob === undefined
      ? []
      : [{ commit, at: Number(seconds) * 1000, blob, path: fields[raw + (isRenamed ? 2 : 1)] ?? '' }]
  })
}

interface BlamedLine extends CommitOrigin {
  readonly author: string
  readonly boundary: boolean
}

/** What git gives those lines that are not committed. */
const UNCOMMITTED = /^0+$/

/** Source: git-blame(1), "The porcelain format". */
function parseBlame(blame: string): BlamedLine[] {
  const commits = new Map<string, { author: string; at: number; boundary: boolean }>()
  const lines: BlamedLine[] = []
  let commit = ''
  for (const row of blame.split('\n')) {
    const header = /^([0-9a-f]{40,64}) \d+ \d+/.exec(row)
    if (header) {
      commit = header[1] as string
      if (!commits.has(commit)) commits.set(commit, { author: '', at: 0, boundary: false })
      continue
    }
    const known = commits.get(commit)
    if (!known) continue
    if (row.startsWith('\t')) lines.push({ commit, ...known })
    else if (row.startsWith('author ')) known.author = row.slice(7)
    else if (row.startsWith('author-time ')) known.at = Number(row.slice(12)) * 1000
    else if (row === 'boundary') known.boundary = true
  }
  return lines
}

interface CommitWords {
  readonly isMerge: boolean
  readonly words: string
  readonly coAuthors: readonly string[]
}

function withSquashes(
  lines: readonly BlamedLine[],
  words: ReadonlyMap<string, CommitWords>,
  isShallow: boolean,
): LineOrigin[] {
  return lines.map(({ commit, at, author, boundary }): LineOrigin => {
    if (UNCOMMITTED.test(commit)) return { commit: null, authors: [], squashed: false, boundary: false }
    const { isMerge = false, words: said = '', coAuthors = [] } = words.get(commit) ?? {}
    const authors = [...new Set([author, ...coAuthors])]
    return {
      commit: { commit, at },
      authors,
      squashed: !isMerge && isSquash(said),
      // The first commit of all is one too: nothing is missing there.
      boundary: boundary && isShallow,
    }
  })
}

async function wordsOf(folder: string, commits: readonly string[]): Promise<ReadonlyMap<string, CommitWords>> {
  const words = new Map<string, CommitWords>()
  if (commits.length === 0) return words
  const coAuthors = '%(trailers:key=Co-authored-by,valueonly,unfold,separator=%x02)'
  const log = await git(folder, 'log', '--no-walk=unsorted', `--format=%x01%H%x00%P%x00${coAuthors}%x00%B`, ...commits)
  for (const entry of (log ?? '').split('\u0001').slice(1)) {
    const [commit = '', parents = '', names = '', said = ''] = entry.split('\0')
    const coAuthors = names.split('\u0002').map((name) => name.replace(/<[^>]*>/, '').trim())
    words.set(commit, { isMerge: parents.includes(' '), words: said, coAuthors: coAuthors.filter(Boolean) })
  }
  return words
}

/** What git, GitHub and GitLab write when they make one commit of a branch. */
function isSquash(words: string): boolean {
  const [subject = ''] = words.split('\n')
  return (
    / \(#\d+\)$/.test(subject) ||
    /^Squashed commit of the following:/m.test(words) ||
    /^See merge request \S*!\d+/m.test(words)
  )
}
