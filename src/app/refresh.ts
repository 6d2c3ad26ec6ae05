import { hash } from 'node:crypto'
import { hasConflictMarkers } from '../core/conflict-markers.js'
import { ZhenError } from '../core/errors.js'
import { fileKey } from '../core/file-key.js'
import { formatLedger, parseLedger } from '../core/ledger.js'
import type { ChangeListener } from './add-up-changes.js'
import type { PlanDeps, PlannedBatch, Scope } from './plan-scope.js'
import type { ChapterRecord, HistoryStore, IndexedChapter } from './ports.js'
import type { Lexicon } from './read-lexicon.js'
import type { SyncedChange } from './report.js'
import { resolveChapters } from './resolve-chapters.js'
import { mixLines } from './sync/mix-lines.js'
import type { WrittenChapter } from './sync/written-chapter.js'
import type { FileState, Notice, Workspace } from './workspace-port.js'
import { type LedgerRevision, writeLedgers } from './write-ledgers.js'

/** What a refresh needs. */
export interface RefreshDeps extends PlanDeps {
  /** Names the rules and the configuration; an index made by others is made anew. */
  readonly rules: string
  /** Remembers when a text was first seen, and by which clock. */
  readonly seen?: { readonly texts: HistoryStore; readonly now: () => number }
  /** Is told what changed in the chapters that are planned. */
  readonly listener?: ChangeListener
}

/**
 * `read`: the index agrees with the files afterwards. `plan`: what no ledger says yet is worked out again, so that the
 * changes are complete. `write`: ledgers are written too; the lock must be held.
 */
export type RefreshMode = 'read' | 'plan' | 'write'

/** The project as it is now. The index agrees with it. */
export interface Refreshed {
  readonly sourceAvailable: boolean
  readonly notices: readonly Notice[]
  /** Every chapter, by path. */
  readonly chapters: readonly ChapterRecord[]
  /** Chapters whose ledgers were written, or would have been. */
  readonly written: readonly string[]
}

const RULES = 'rules'

/** Names the glossary by which the index was made. */
const LEXICON = 'lexicon'

/** Changes that bring a text into the book. */
const NEW_SOURCE: ReadonlySet<string> = new Set(['new', 'changed', 'split'])
const NEW_TARGET: ReadonlySet<string> = new Set(['linked', 'edited', 'added'])

/** How often a look is taken again when someone saves a file in the middle of it. */
const LOOKS = 3

/** What of the ledgers is written. */
export interface WriteScope {
  /** Only these chapters; all where empty. */
  readonly chapters: readonly string[]
  /**
   * Of a chapter that has a ledger only the lines of these segments; all where absent. The others stay as they are
   * there, and what they would say is worked out again next time.
   */
  readonly segments?: ReadonlySet<string>
}

/**
 * Brings the index up to date with the files, and the ledgers where asked to.
 *
 * @throws ZhenError `file-changed` where a file would not hold still
 */
export async function refresh(
  deps: RefreshDeps,
  mode: RefreshMode = 'read',
  scope: WriteScope = { chapters: [] },
): Promise<Refreshed> {
  for (let look = 1; ; look++) {
    try {
      return await refreshOnce(deps, mode, scope)
    } catch (error) {
      const moved = error instanceof ZhenError && error.code === 'file-changed'
      if (!moved || mode === 'write' || look === LOOKS) throw error
      await deps.listener?.forget()
    }
  }
}

async function refreshOnce(deps: RefreshDeps, mode: RefreshMode, scope: WriteScope): Promise<Refreshed> {
  const { index, workspace } = deps
  const before = await index.loadState()
  const remembered = new Map(before.files.filter(isProjectFile).map((file) => [fileKey(file), file]))
  const { files: present, notices } = await workspace.scan(remembered)
  const files = new Map(present.map((file) => [fileKey(file), file]))
  const sourceAvailable = present.some(({ side }) => side === 'source')
  const rules = `${deps.rules} ${sourceAvailable}`
  const isOurs = (await index.meta(RULES)) === rules
  if (!isOurs) await index.clear()
  const known = isOurs ? remembered : new Map<string, FileState>()
  const records = new Map((isOurs ? before.chapters : []).map((record) => [record.chapter, record]))
  const isPending = [...records.values()].some(({ pending }) => pending)
  const changed = chaptersToPlan(files, records, sourceAvailable, mode !== 'read')
  const lexicon = isPending || changed.size > 0 ? await readTermPairs(workspace) : null
  // What no ledger says yet may be linked otherwise by other terms.
  const isTermed = lexicon === null || (await index.meta(LEXICON)) === lexicon.name
  const chapters = isTermed ? changed : chaptersToPlan(files, records, sourceAvailable, true)
  const wanted = resolveChapters(scope.chapters, new Set([...records.keys(), ...chapters]))
  const run = new RefreshRun(deps, {
    files,
    records,
    sourceAvailable,
    writes: mode === 'write',
    wanted,
    segments: scope.segments,
    isFirst: !present.some(({ side }) => side === 'ledger'),
  })
  if (chapters.size > 0) {
    const planned = { chapters, records: new Map(records), files, sourceAvailable, writes: mode === 'write' }
    await run.plan({ ...planned, lexicon: lexicon?.pairs ?? [] })
  }
  if (chapters.size > 0 || !sameFiles(known, files) || !isOurs)
    await run.remember(known, { [RULES]: rules, ...(lexicon && { [LEXICON]: lexicon.name }) })
  const all = [...records.values()].sort((a, b) => (a.chapter < b.chapter ? -1 : 1))
  return {
    sourceAvailable,
    notices: [...notices, ...conflictNotices(workspace, all, run.mended)],
    chapters: all,
    written: run.written,
  }
}

/** The glossary's pairs and a name that changes with them. The glossary's parser is loaded only where it is needed. */
async function readTermPairs(workspace: Workspace): Promise<{ readonly pairs: Lexicon; readonly name: string }> {
  const { readLexicon } = await import('./read-lexicon.js')
  const pairs = await readLexicon(workspace)
  return { pairs, name: hash('sha256', JSON.stringify(pairs)) }
}

interface RunContext {
  readonly files: Map<string, FileState>
  readonly records: Map<string, ChapterRecord>
  readonly sourceAvailable: boolean
  readonly writes: boolean
  readonly wanted: readonly string[]
  readonly segments: WriteScope['segments']
  /** There was no ledger and no index before. */
  readonly isFirst: boolean
}

/** What becomes of a chapter's ledger. */
interface RevisedLedger extends LedgerRevision {
  /** All that was planned, wanted or not. */
  readonly written: WrittenChapter
}

/** Takes what was planned into the index, and into ledgers. */
class RefreshRun {
  readonly written: string[] = []
  /** Chapters whose ledgers held a merge conflict until now. */
  readonly mended: string[] = []
  readonly #deps: RefreshDeps
  readonly #context: RunContext

  constructor(deps: RefreshDeps, context: RunContext) {
    this.#deps = deps
    this.#context = context
  }

  /** Parser, matcher and aligner are loaded only where there is something to plan. */
  async plan(scope: Scope): Promise<void> {
    const { planScope } = await import('./plan-scope.js')
    for await (const batch of planScope(this.#deps, scope)) await this.#take(batch)
  }

  async #take({ chapters, changes }: PlannedBatch): Promise<void> {
    const isWanted = withPartners(changes, this.#context.wanted)
    const { segments } = this.#context
    const told = segments ? changes.filter(({ id }) => segments.has(id)) : changes
    const revised = chapters.map(({ written, before }) => this.#revise(written, before, isWanted(written.chapter)))
    await this.#writeLedgers(revised.filter(({ before, after }) => after !== before))
    const taken: IndexedChapter[] = []
    const removed: string[] = []
    for (const each of revised) {
      const record = this.#recordOf(each)
      if (isGone(record)) removed.push(record.chapter)
      else taken.push({ record, segments: each.written.segments })
    }
    for (const { record } of taken) this.#context.records.set(record.chapter, record)
    for (const chapter of removed) this.#context.records.delete(chapter)
    await this.#deps.index.commit({ chapters: taken, removedChapters: removed })
    if (this.#context.writes && !this.#context.isFirst) await this.#rememberTexts(told)
    await this.#deps.listener?.take(told.filter(({ chapter }) => isWanted(chapter)))
  }

  /** Of a first sync nothing can be said but that all its texts are older. */
  async #rememberTexts(changes: readonly SyncedChange[]): Promise<void> {
    const { seen } = this.#deps
    if (!seen) return
    const textsOf = (kinds: ReadonlySet<string>) =>
      changes.flatMap(({ kind, to }) => (kinds.has(kind) && to !== null ? [to] : []))
    await seen.texts.record('source', textsOf(NEW_SOURCE), seen.now())
    await seen.texts.record('target', textsOf(NEW_TARGET), seen.now())
  }

  #revise(written: WrittenChapter, ledger: string, isWanted: boolean): RevisedLedger {
    const before = ledger.replaceAll('\r\n', '\n')
    const after = isWanted ? this.#wantedText(before, written) : before
    return { chapter: written.chapter, written, before, after }
  }

  async #writeLedgers(revised: readonly RevisedLedger[]): Promise<void> {
    for (const { chapter } of revised) this.written.push(chapter)
    if (this.#context.writes)
      await writeLedgers(this.#deps.workspace, revised, (chapter, text) => this.#writeLedger(chapter, text))
  }

  #recordOf({ chapter, written: { ledger, counts, elsewhere }, before, after }: RevisedLedger): ChapterRecord {
    const { files, sourceAvailable, writes } = this.#context
    const pending = ledger !== (writes ? after : before)
    const record = { chapter, ...hashesOf(chapter, files, sourceAvailable), pending, ...counts, elsewhere }
    if (!hasConflictMarkers(before)) return record
    if (!writes || after === before) return { ...record, conflicted: true }
    this.mended.push(chapter)
    return record
  }

  #wantedText(before: string, { chapter, ledger }: WrittenChapter): string {
    const { segments } = this.#context
    if (!segments || before === '') return ledger
    const path = this.#deps.workspace.shownPath('ledger', chapter)
    return formatLedger(mixLines(parseLedger(before, path), parseLedger(ledger, path), segments))
  }

  async #writeLedger(chapter: string, text: string): Promise<void> {
    const file = await this.#deps.workspace.writeRecord('ledger', chapter, text === '' ? null : text)
    const key = fileKey({ side: 'ledger', path: chapter })
    if (file) this.#context.files.set(key, file)
    else this.#context.files.delete(key)
  }

  /** Only now: had the process ended before, files not yet planned would pass for unchanged. */
  async remember(known: ReadonlyMap<string, FileState>, meta: Readonly<Record<string, string>>): Promise<void> {
    const { files } = this.#context
    await this.#deps.index.commit({
      files: [...files.values()].filter((file) => known.get(fileKey(file)) !== file),
      removedFiles: [...known.values()].filter((file) => !files.has(fileKey(file))),
      meta,
    })
  }
}

function conflictNotices(
  workspace: Workspace,
  chapters: readonly ChapterRecord[],
  mended: readonly string[],
): Notice[] {
  const path = (chapter: string) => ({ path: workspace.shownPath('ledger', chapter) })
  return [
    ...chapters.flatMap(({ chapter, conflicted }): Notice[] =>
      conflicted ? [{ code: 'ledger-conflict', values: path(chapter) }] : [],
    ),
    ...mended.map((chapter): Notice => ({ code: 'ledger-mended', values: path(chapter) })),
  ]
}

function isProjectFile(file: { readonly side: string }): file is FileState {
  return file.side !== 'glossary'
}

/** A chapter that is nowhere any more: no file, no ledger, nothing to remember. */
function isGone({ sourceHash, targetHash, ledgerHash, pending }: ChapterRecord): boolean {
  return sourceHash === null && targetHash === null && ledgerHash === null && !pending
}

function sameFiles(known: ReadonlyMap<string, FileState>, files: ReadonlyMap<string, FileState>): boolean {
  return known.size === files.size && [...files].every(([key, file]) => known.get(key) === file)
}

type Hashes = Pick<ChapterRecord, 'sourceHash' | 'targetHash' | 'ledgerHash'>

function hashesOf(chapter: string, files: ReadonlyMap<string, FileState>, sourceAvailable: boolean): Hashes {
  const hashOf = (side: FileState['side']) => files.get(fileKey({ side, path: chapter }))?.hash ?? null
  return {
    sourceHash: sourceAvailable ? hashOf('source') : null,
    targetHash: hashOf('target'),
    ledgerHash: hashOf('ledger'),
  }
}

/** Chapters whose files are not what they were; with them, or if `full`, those whose ledger is not written yet. */
function chaptersToPlan(
  files: ReadonlyMap<string, FileState>,
  records: ReadonlyMap<string, ChapterRecord>,
  sourceAvailable: boolean,
  full: boolean,
): Set<string> {
  const all = new Set(records.keys())
  for (const { side, path } of files.values()) if (side !== 'notes') all.add(path)
  const changed = [...all].filter((chapter) =>
    hasChanged(records.get(chapter), hashesOf(chapter, files, sourceAvailable)),
  )
  if (changed.length === 0 && !full) return new Set()
  const pending = [...records.values()].filter((record) => record.pending).map(({ chapter }) => chapter)
  return new Set([...changed, ...pending])
}

function hasChanged(record: ChapterRecord | undefined, { sourceHash, targetHash, ledgerHash }: Hashes): boolean {
  if (!record) return sourceHash !== null || targetHash !== null || ledgerHash !== null
  return record.sourceHash !== sourceHash || record.targetHash !== targetHash || record.ledgerHash !== ledgerHash
}

/** Chapters asked for, and those that gained a line from them or lost one to them: half a move must not be written. */
function withPartners(changes: readonly SyncedChange[], only: readonly string[]): (chapter: string) => boolean {
  if (only.length === 0) return () => true
  const wanted = new Set(only)
  for (const { kind, from, to } of changes) {
    if ((kind !== 'moved' && kind !== 'restored') || from === null || to === null) continue
    if (wanted.has(from)) wanted.add(to)
    else if (wanted.has(to)) wanted.add(from)
  }
  return (chapter) => wanted.has(chapter)
}
