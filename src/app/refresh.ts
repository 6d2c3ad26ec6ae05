import type { LedgerLine } from '../core/fact.js'
import { fileKey } from '../core/file-key.js'
import { formatLedger, parseLedger } from '../core/ledger.js'
import { parseChapter } from '../markdown/parse-chapter.js'
import type { OnProgress } from './input.js'
import type { ChapterRecord, IndexStore } from './ports.js'
import type { ChapterInput } from './sync/entry.js'
import type { PlannedChapter, SyncPlan } from './sync/plan.js'
import { planSync } from './sync/plan-sync.js'
import type { FileState, Notice, Workspace } from './workspace-port.js'

/** What a refresh needs. */
export interface RefreshDeps {
  readonly workspace: Workspace
  readonly index: IndexStore
  /** Names the rules and the configuration; an index made by others is made anew. */
  readonly rules: string
  readonly onProgress?: OnProgress
}

/** The project as it is now. The index agrees with it. */
export interface Refreshed {
  readonly sourceAvailable: boolean
  readonly notices: readonly Notice[]
  /** Every chapter, by path. */
  readonly chapters: readonly ChapterRecord[]
  /** What was planned anew: chapters that changed, or whose ledger does not say yet what was derived. */
  readonly plan: SyncPlan
  readonly files: ReadonlyMap<string, FileState>
}

const RULES = 'rules'

/**
 * Brings the index up to date with the files, writing nothing else.
 *
 * @param full plan again what is derived but not in a ledger yet, as a sync must
 */
export async function refresh(deps: RefreshDeps, full = false): Promise<Refreshed> {
  const { workspace, index } = deps
  const before = await index.loadState()
  const known = new Map(before.files.filter(isProjectFile).map((file) => [fileKey(file), file]))
  const scan = await workspace.scan(known)
  const files = new Map(scan.files.map((file) => [fileKey(file), file]))
  const sourceAvailable = scan.files.some(({ side }) => side === 'source')
  const rules = `${deps.rules} ${sourceAvailable}`
  const isOurs = (await index.meta(RULES)) === rules
  if (!isOurs) await index.clear()
  const state = isOurs ? before : { files: [], chapters: [] }
  if (!isOurs) known.clear()
  const records = new Map(state.chapters.map((record) => [record.chapter, record]))
  const scope = chaptersToPlan(files, records, sourceAvailable, full)
  const notices = [...scan.notices]
  if (scope.size === 0 && sameFiles(known, files)) {
    return { sourceAvailable, notices, chapters: state.chapters, plan: EMPTY_PLAN, files }
  }
  const { plan, ledgers } = await planScope(deps, scope, records, files, sourceAvailable)
  const changed = plan.chapters.map((planned) => ({
    record: recordOf(planned, files, sourceAvailable, ledgers.get(planned.chapter) ?? ''),
    segments: planned.segments,
  }))
  const gone = changed.filter(({ record }) => isGone(record)).map(({ record }) => record.chapter)
  await index.commit({
    files: [...files.values()].filter((file) => known.get(fileKey(file)) !== file),
    removedFiles: [...known.values()].filter((file) => !files.has(fileKey(file))),
    chapters: changed.filter(({ record }) => !isGone(record)),
    removedChapters: gone,
    meta: { [RULES]: rules },
  })
  for (const { record } of changed) records.set(record.chapter, record)
  for (const chapter of gone) records.delete(chapter)
  const chapters = [...records.values()].sort((a, b) => (a.chapter < b.chapter ? -1 : 1))
  return { sourceAvailable, notices, chapters, plan, files }
}

const EMPTY_PLAN: SyncPlan = { chapters: [], changes: [], needed: new Set() }

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

function chaptersToPlan(
  files: ReadonlyMap<string, FileState>,
  records: ReadonlyMap<string, ChapterRecord>,
  sourceAvailable: boolean,
  full: boolean,
): Set<string> {
  const all = new Set(records.keys())
  for (const { side, path } of files.values()) if (side !== 'notes') all.add(path)
  const changed = [...all].filter((chapter) => {
    const record = records.get(chapter)
    const now = hashesOf(chapter, files, sourceAvailable)
    if (!record) return now.sourceHash !== null || now.targetHash !== null || now.ledgerHash !== null
    return (
      record.sourceHash !== now.sourceHash ||
      record.targetHash !== now.targetHash ||
      record.ledgerHash !== now.ledgerHash
    )
  })
  if (changed.length === 0 && !full) return new Set()
  const pending = [...records.values()].filter((record) => record.pending).map(({ chapter }) => chapter)
  return new Set([...changed, ...pending])
}

interface ScopePlan {
  readonly plan: SyncPlan
  /** The ledgers' texts on disk. */
  readonly ledgers: ReadonlyMap<string, string>
}

/** Plans the chapters of `scope` and those that hang together with them. */
async function planScope(
  deps: RefreshDeps,
  scope: ReadonlySet<string>,
  records: ReadonlyMap<string, ChapterRecord>,
  files: ReadonlyMap<string, FileState>,
  sourceAvailable: boolean,
): Promise<ScopePlan> {
  const inputs = new Map<string, ChapterInput>()
  const ledgers = new Map<string, string>()
  const taken = new Set<string>()
  let wanted = withNeighbours(scope, records, inputs)
  for (;;) {
    await loadInputs(deps, wanted, inputs, ledgers, files, sourceAvailable)
    const closed = withNeighbours(wanted, records, inputs)
    if (closed.size > wanted.size) {
      wanted = closed
      continue
    }
    const chapters = [...wanted].sort().flatMap((chapter) => inputs.get(chapter) ?? [])
    const obsolete = await obsoleteElsewhere(deps.index, wanted)
    const plan = planSync({ chapters, obsolete, sourceAvailable, isTaken: (id) => taken.has(id) })
    const clashes = await takenElsewhere(deps.index, plan, wanted)
    if (plan.needed.size === 0 && clashes.length === 0) return { plan, ledgers }
    wanted = new Set([...wanted, ...plan.needed])
    for (const id of clashes) taken.add(id)
  }
}

/** Adds the chapters whose English stands in a chapter of `scope`, and those in which English of `scope` stands. */
function withNeighbours(
  scope: ReadonlySet<string>,
  records: ReadonlyMap<string, ChapterRecord>,
  inputs: ReadonlyMap<string, ChapterInput>,
): Set<string> {
  const wide = new Set(scope)
  for (const { lines } of inputs.values()) for (const { target } of lines) if (target !== undefined) wide.add(target)
  for (const { chapter, elsewhere = [] } of records.values()) {
    if (scope.has(chapter)) for (const path of elsewhere) wide.add(path)
    if (elsewhere.some((path) => scope.has(path))) wide.add(chapter)
  }
  return wide
}

async function loadInputs(
  { workspace, onProgress }: RefreshDeps,
  wanted: ReadonlySet<string>,
  inputs: Map<string, ChapterInput>,
  ledgers: Map<string, string>,
  files: ReadonlyMap<string, FileState>,
  sourceAvailable: boolean,
): Promise<void> {
  let done = inputs.size
  for (const chapter of wanted) {
    if (inputs.has(chapter)) continue
    const source = sourceAvailable && files.has(`source:${chapter}`) ? await workspace.read('source', chapter) : null
    const target = files.has(`target:${chapter}`) ? await workspace.read('target', chapter) : null
    const ledger = (files.has(`ledger:${chapter}`) ? await workspace.read('ledger', chapter) : null) ?? ''
    ledgers.set(chapter, ledger)
    inputs.set(chapter, {
      chapter,
      source: source === null ? null : parseChapter(source),
      target: target === null ? null : parseChapter(target, { comments: 'all' }),
      lines: parseLedger(ledger, workspace.shownPath('ledger', chapter)),
    })
    onProgress?.(++done, wanted.size)
  }
}

async function obsoleteElsewhere(index: IndexStore, scope: ReadonlySet<string>) {
  const segments = await index.loadSegments({ statuses: ['obsolete'] })
  return segments
    .filter(({ chapter }) => !scope.has(chapter))
    .map(({ id, chapter, kind, source, facts }) => {
      const line: LedgerLine = { id, kind, source: source?.text ?? '', obsolete: true, facts }
      return { chapter, line }
    })
}

/** Ids the plan gave to new lines that other chapters have already. */
async function takenElsewhere(index: IndexStore, plan: SyncPlan, scope: ReadonlySet<string>): Promise<string[]> {
  const created = plan.changes
    .filter(({ kind }) => kind === 'new' || kind === 'split' || kind === 'added')
    .map(({ id }) => id)
  if (created.length === 0) return []
  const holders = await index.chaptersHolding(created)
  return [...holders].filter(([, chapters]) => chapters.some((chapter) => !scope.has(chapter))).map(([id]) => id)
}

function recordOf(
  planned: PlannedChapter,
  files: ReadonlyMap<string, FileState>,
  sourceAvailable: boolean,
  ledger: string,
): ChapterRecord {
  const { chapter, lines, counts } = planned
  const elsewhere = [...new Set(lines.flatMap(({ target }) => target ?? []))]
  const pending = formatLedger(lines) !== ledger.replaceAll('\r\n', '\n')
  return { chapter, ...hashesOf(chapter, files, sourceAvailable), pending, ...counts, elsewhere }
}
