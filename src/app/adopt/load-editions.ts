import { fileKey } from '../../core/file-key.js'
import { parseLedger } from '../../core/ledger.js'
import type { ParsedChapter } from '../../core/segment.js'
import { parseChapter } from '../../markdown/parse-chapter.js'
import type { OnProgress } from '../input.js'
import type { ChapterInput } from '../sync/entry.js'
import type { Notice, Workspace } from '../workspace-port.js'
import { BookWords } from './book-words.js'
import type { Editions } from './edition.js'
import type { EditionHistory, PastReader } from './edition-history.js'
import { readPast } from './read-past.js'

/** All chapters of a project as they are on disk. */
export interface LoadedChapters {
  readonly inputs: readonly ChapterInput[]
  /** By chapter, as on disk. */
  readonly ledgers: ReadonlyMap<string, string>
  readonly notices: readonly Notice[]
}

export async function loadChapters(workspace: Workspace): Promise<LoadedChapters> {
  const { files, notices } = await workspace.scan(new Map())
  const keys = new Set(files.map(fileKey))
  const chapters = [...new Set(files.filter(({ side }) => side !== 'notes').map(({ path }) => path))].sort()
  const read = async (side: 'source' | 'target' | 'ledger', path: string) =>
    keys.has(fileKey({ side, path })) ? await workspace.read(side, path) : null
  const inputs: ChapterInput[] = []
  const ledgers = new Map<string, string>()
  for (const chapter of chapters) {
    const source = await read('source', chapter)
    const target = await read('target', chapter)
    const ledger = (await read('ledger', chapter)) ?? ''
    ledgers.set(chapter, ledger)
    inputs.push({
      chapter,
      source: source === null ? null : parseChapter(source),
      target: target === null ? null : parseChapter(target, { comments: 'all' }),
      lines: parseLedger(ledger, workspace.shownPath('ledger', chapter)),
    })
  }
  return { inputs, ledgers, notices }
}

export interface ReadEditions {
  readonly editions: Editions
  readonly histories: Readonly<Record<'source' | 'target', EditionHistory>>
}

/** Both editions with their pasts. */
export async function readEditions(
  past: PastReader,
  inputs: readonly ChapterInput[],
  now: number,
  onProgress: OnProgress = () => {},
): Promise<ReadEditions> {
  const sourceChapters = chaptersOf(inputs, 'source')
  const targetChapters = chaptersOf(inputs, 'target')
  const histories = { source: await past.history('source'), target: await past.history('target') }
  const first = histories.source.revisions.length
  const total = first + histories.target.revisions.length
  const source = await readPast(past, 'source', histories.source, sourceChapters, now, (at) => onProgress(at, total))
  const target = await readPast(past, 'target', histories.target, targetChapters, now, (at) =>
    onProgress(first + at, total),
  )
  const words = new BookWords(
    [...sourceChapters.values()].flatMap(({ parts }) =>
      parts.map((part) => (part.type === 'block' ? part.signature : part.text)),
    ),
  )
  const coarse = coarseCommits(histories.target)
  return { editions: { source, target, sourceChapters, targetChapters, words, coarse }, histories }
}

function chaptersOf(inputs: readonly ChapterInput[], side: 'source' | 'target'): ReadonlyMap<string, ParsedChapter> {
  return new Map(
    inputs.flatMap((input): [string, ParsedChapter][] => (input[side] ? [[input.chapter, input[side]]] : [])),
  )
}

/** More new chapters at once were brought in from elsewhere, or squashed. */
const MANY = 10

function coarseCommits({ revisions, isShallow }: EditionHistory): ReadonlySet<string> {
  const known = new Set<string>()
  const coarse = revisions.filter(({ edits }, index) => {
    const fresh = edits.filter(({ path, from, blob }) => from === null && blob !== null && !known.has(path))
    for (const { path } of edits) known.add(path)
    return fresh.length > MANY || (isShallow && index === 0)
  })
  return new Set(coarse.map(({ commit }) => commit))
}
