import type { BuildPolicy } from '../core/build-policy.js'
import { ZhenError } from '../core/errors.js'
import { groupBy } from '../core/group-by.js'
import { parseChapter } from '../markdown/parse-chapter.js'
import { createBook, type ReferenceBook } from '../references/book.js'
import { normalizeName } from '../references/names.js'
import type { PastReader } from './adopt/edition-history.js'
import { referencesOf } from './assets/references.js'
import { resolveReference } from './assets/resolve.js'
import { type BuiltChapter, buildChapter, type ChapterInput } from './build/build-chapter.js'
import type { EditionContent, EditionFiles, EditionWrite } from './build/edition-files.js'
import type { EditionText } from './build/edition-text.js'
import { type Entry, listChapters } from './build/list-chapters.js'
import { mendAlts } from './build/mend-alts.js'
import { type MendedReference, mendReferences } from './build/mend-references.js'
import { type Noted, placeNotes, type SinceWhen } from './build/place-notes.js'
import { type RefusedSegment, refusedBy } from './build/refused.js'
import { type ChapterReport, reportChapter } from './build/report-chapter.js'
import type { OnProgress } from './input.js'
import { type BookReferences, loadReferences } from './load-references.js'
import { ParsedChapters } from './parsed-chapters.js'
import type { SegmentRecord } from './ports.js'
import type { ProjectDeps } from './project.js'
import { refresh } from './refresh.js'
import { staleSince } from './report/stale-since.js'
import type { Notice } from './workspace-port.js'

export interface BuildDeps extends ProjectDeps {
  readonly edition: EditionFiles
  /** The source's past, by which notes say since when English is behind; without it they do not. */
  readonly past?: PastReader
  readonly onProgress?: OnProgress
}

export interface BuildInput {
  readonly policy: BuildPolicy
  readonly dryRun: boolean
}

export interface BuildReport {
  readonly notices: readonly Notice[]
  /** The folder, as people name it. */
  readonly out: string
  readonly policy: BuildPolicy
  readonly chapters: readonly ChapterReport[]
  /** Segments for which the policy refuses to build; then nothing is written. */
  readonly refused: readonly RefusedSegment[]
  /** References that got another label, chapters that were put into a `toctree`, alternative texts that were mended. */
  readonly references: readonly MendedReference[]
  readonly entries: readonly Entry[]
  readonly alts: readonly { readonly chapter: string; readonly line: number }[]
  readonly files: EditionWrite & {
    /** Brought over from the source, since the English edition has not got them. */
    readonly fromSource: readonly string[]
  }
  readonly dryRun: boolean
}

/**
 * Builds the English edition as it is to be published: every chapter of either edition by the policy, with notes for
 * readers, and the files beside them.
 *
 * Reads the project only. The same files give the same edition, byte for byte; nothing is written where the policy
 * refuses.
 *
 * @throws ZhenError `source-missing` without the Chinese chapters, and what reading and writing files throws
 */
export async function buildEdition(deps: BuildDeps, { policy, dryRun }: BuildInput): Promise<BuildReport> {
  const { workspace, index, edition } = deps
  const { chapters, sourceAvailable, notices } = await refresh(deps)
  if (!sourceAvailable) throw new ZhenError('source-missing', { path: workspace.shownPath('source', '') })
  const records = await index.loadSegments({})
  const shown = (side: 'source' | 'target', path: string) => workspace.shownPath(side, path)
  const refused = refusedBy(records, policy, shown)
  const files = edition.list()
  const known = { notices: [...notices, ...files.notices], out: edition.shown, policy, refused, dryRun }
  if (refused.length > 0) return { ...known, ...NOTHING_BUILT }
  const books = await loadReferences(deps, { chapters, records })
  const built = buildChapters(deps, books, records, policy)
  const texts = new Map([...built].map(([path, { text }]) => [path, text]))
  const parsed = new ParsedChapters()
  const book = () => bookOf(texts, books, edition, parsed)
  const source = books.source as ReferenceBook
  const entries = listChapters(source, texts, book)
  const references = mendReferences(texts, { source, target: books.target, built: book() })
  const alts = await mendAllAlts(deps, texts)
  const since = policy.note === 'segment' ? await sinceWhen(deps, records) : NEVER
  const noted = new Map([...built].map(([path, chapter]) => [path, placeNotes(chapter, policy, since)]))
  const contents = new Map<string, EditionContent>(files.paths.map((path) => [path, { from: 'target' }]))
  for (const [path, { text }] of noted) contents.set(path, { text })
  const fromSource = missingFiles(texts, edition).filter((path) => !contents.has(path))
  for (const path of fromSource) contents.set(path, { from: 'source' })
  const written = edition.write(contents, dryRun)
  return {
    ...known,
    chapters: [...built].map(([path, chapter]) => reportChapter(path, chapter, noted.get(path) as Noted)),
    references,
    entries,
    alts,
    files: { ...written, fromSource },
  }
}

const NEVER: SinceWhen = () => null

/** Only what git knows: when the index saw a text differs from one machine to the next. */
async function sinceWhen({ past, now }: BuildDeps, records: readonly SegmentRecord[]): Promise<SinceWhen> {
  const stale = records.filter(({ status }) => status === 'stale')
  if (!past || stale.length === 0) return NEVER
  const seen = async () => new Map<string, number>()
  const known = await staleSince({ past, history: await past.history('source'), seen, now: now() }, stale)
  return (id) => {
    const since = known.get(id)
    return since?.by === 'git' ? since.at.slice(0, 10) : null
  }
}

const NOTHING_BUILT = {
  chapters: [],
  references: [],
  entries: [],
  alts: [],
  files: { written: [], removed: [], unchanged: 0, fromSource: [] },
}

function buildChapters(
  { onProgress }: BuildDeps,
  { source, target }: BookReferences,
  records: readonly SegmentRecord[],
  policy: BuildPolicy,
): Map<string, BuiltChapter> {
  const isTaken = (label: string) => {
    const { labels, equations } = target.index
    return labels.has(normalizeName(label)) || equations.has(label)
  }
  const byChapter = groupBy(records, ({ chapter }) => chapter)
  const byTarget = new Map<string, SegmentRecord[]>()
  for (const record of records) {
    for (const path of new Set(record.targets.map((target) => target.path))) push(byTarget, path, record)
  }
  const all = new Set([...target.chapters.keys(), ...(source?.chapters.keys() ?? [])])
  const built = new Map<string, BuiltChapter>()
  for (const [done, path] of [...all].sort().entries()) {
    const input: ChapterInput = {
      path,
      source: source?.chapters.get(path)?.parsed ?? null,
      target: target.chapters.get(path)?.parsed ?? null,
      records: byChapter.get(path) ?? [],
      rendered: byTarget.get(path) ?? [],
    }
    if (input.target !== null || !standsElsewhere(input)) built.set(path, buildChapter(input, policy, isTaken))
    onProgress?.(done + 1, all.size)
  }
  return built
}

/** A chapter of the source whose English stands in other chapters is in the edition already, under the names it has there. */
function standsElsewhere({ records }: ChapterInput): boolean {
  return records.some(({ block, targets, status }) => !block && targets.length > 0 && status !== 'obsolete')
}

function push<V>(map: Map<string, V[]>, key: string, value: V): void {
  const list = map.get(key)
  if (list) list.push(value)
  else map.set(key, [value])
}

function bookOf(
  texts: ReadonlyMap<string, EditionText>,
  { target }: BookReferences,
  edition: EditionFiles,
  known: ParsedChapters,
): ReferenceBook {
  const chapters = [...texts].map(([path, { parsed }]) => known.referencesIn('target', path, parsed))
  const isFile = (path: string) => edition.has('target', path) || edition.has('source', path)
  return createBook({ chapters, conventions: target.conventions, isFile })
}

/** Only where MyST makes pictures of HTML is their text YAML. */
async function mendAllAlts(
  { workspace }: BuildDeps,
  texts: ReadonlyMap<string, EditionText>,
): Promise<BuildReport['alts']> {
  const conf = (await workspace.readSphinxConf('target')) ?? (await workspace.readSphinxConf('source'))
  if (!conf?.text.includes('html_image')) return []
  return [...texts].flatMap(([chapter, text]) => mendAlts(text).map((line) => ({ chapter, line })))
}

/** Files that built chapters refer to, that the source has and the English edition has not. */
function missingFiles(texts: ReadonlyMap<string, EditionText>, edition: EditionFiles): string[] {
  const missing = new Set<string>()
  for (const [chapter, { parsed }] of texts) {
    for (const reference of referencesOf(parseChapter(parsed.text, { complete: true }))) {
      const found = resolveReference(chapter, reference)
      if (found === null || 'outside' in found || found.paths.some((path) => edition.has('target', path))) continue
      const path = found.paths.find((each) => edition.has('source', each))
      if (path !== undefined) missing.add(path)
    }
  }
  return [...missing].sort()
}
