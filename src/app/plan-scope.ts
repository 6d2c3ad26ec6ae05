import { firstConflict } from '../core/conflict-markers.js'
import { ZhenError } from '../core/errors.js'
import { type LedgerLine, otherChapters } from '../core/fact.js'
import { fileKey } from '../core/file-key.js'
import { IdentifierSet } from '../core/identifier-set.js'
import { chaptersNamedIn } from '../core/ledger.js'
import { askHistory } from './ask-history.js'
import type { HistoryPort } from './history-port.js'
import type { OnProgress } from './input.js'
import type { ChapterRecord, IndexStore, SegmentRecord } from './ports.js'
import type { Lexicon } from './read-lexicon.js'
import type { SyncedChange } from './report.js'
import type { ChapterInput } from './sync/entry.js'
import type { PlanInput, SyncPlan } from './sync/plan.js'
import { type ChapterTexts, type PlanKnowledge, type PlanPool, planAlone, takeApart } from './sync/plan-alone.js'
import { planSync } from './sync/plan-sync.js'
import { type LonePlan, lonePlan, type WrittenChapter, writeDown } from './sync/written-chapter.js'
import type { FileState, Workspace } from './workspace-port.js'

/** What is to be planned, and what is known of the rest. */
export interface Scope {
  readonly chapters: ReadonlySet<string>
  readonly records: ReadonlyMap<string, ChapterRecord>
  readonly files: ReadonlyMap<string, FileState>
  readonly sourceAvailable: boolean
  /** The glossary's pairs. */
  readonly lexicon: Lexicon
  /** What is planned will be written down. */
  readonly writes: boolean
}

export interface PlanDeps {
  readonly workspace: Workspace
  readonly index: IndexStore
  readonly onProgress?: OnProgress
  /** Asked for what the files do not say of English that came in since the last sync. */
  readonly history?: HistoryPort
  /** Plans in several threads where there is much to plan. */
  readonly openPool?: (knowledge: PlanKnowledge) => Promise<PlanPool | null>
  /** Chapters in the middle of a merge are refused where nothing is written too. */
  readonly refusesConflicts?: boolean
}

/** Chapters planned together. The caller puts them into the index before it asks for more. */
export interface PlannedBatch {
  readonly chapters: readonly { readonly written: WrittenChapter; readonly before: string }[]
  readonly changes: readonly SyncedChange[]
}

/** So many chapters are held in memory at a time, where they can be planned one by one. */
const BATCH = 64

/** Threads take a tenth of a second to be there: that is so many bytes of chapters, if there are several. */
const WORTH_THREADS = { bytes: 1_500_000, chapters: 8 }

/**
 * Plans the chapters of a scope.
 *
 * A chapter in which nothing came, went or was lost is planned alone, and so is a first sync: text can only move where
 * something is missing and something is new. What is left is planned together, with the chapters it hangs together with.
 */
export async function* planScope(deps: PlanDeps, scope: Scope): AsyncGenerator<PlannedBatch> {
  if (scope.chapters.size === 0) return
  const pool = await openPool(deps, scope)
  try {
    yield* planWith(new ScopePlanner(deps, scope, pool), scope)
  } finally {
    await pool?.close()
  }
}

async function openPool({ openPool }: PlanDeps, { chapters, files, sourceAvailable, lexicon }: Scope) {
  const sizeOf = (side: 'source' | 'target', path: string) => files.get(fileKey({ side, path }))?.size ?? 0
  let size = 0
  for (const path of chapters) size += sizeOf('source', path) + sizeOf('target', path)
  const isWorth = size >= WORTH_THREADS.bytes && chapters.size >= WORTH_THREADS.chapters
  return isWorth ? ((await openPool?.({ sourceAvailable, lexicon })) ?? null) : null
}

async function* planWith(planner: ScopePlanner, scope: Scope): AsyncGenerator<PlannedBatch> {
  const chapters = [...scope.chapters].sort()
  const known = chapters.filter((chapter) => scope.files.has(fileKey({ side: 'ledger', path: chapter })))
  const fresh = chapters.filter((chapter) => !scope.files.has(fileKey({ side: 'ledger', path: chapter })))
  await planner.findHosts(known)
  yield* planner.planAlone(known, (plan) => plan.isSettled)
  const obsolete = await planner.loadObsolete()
  await planner.unsettleTwins(obsolete)
  const isFirst = planner.unsettled.size === 0 && obsolete.length === 0
  if (isFirst) yield* planner.planAlone(fresh, () => true)
  const together = new Set([...planner.unsettled, ...(isFirst ? [] : fresh)])
  if (together.size > 0) yield await planner.planTogether(together, obsolete)
}

/** A chapter, and its plan where it is made elsewhere. */
interface BegunChapter {
  readonly texts: ChapterTexts
  /** It cannot be planned alone. */
  readonly isTied: boolean
  readonly plan: Promise<LonePlan> | null
}

/** A change that brings a line, and with it an id. */
function isCreation({ kind }: SyncedChange): boolean {
  return kind === 'new' || kind === 'split' || kind === 'added'
}

class ScopePlanner {
  readonly unsettled = new Set<string>()
  readonly #deps: PlanDeps
  readonly #scope: Scope
  readonly #pool: PlanPool | null
  readonly #ids = new IdentifierSet()
  /** Chapters in which English of others stands, by the index and by ledgers that it does not know yet. */
  readonly #hosts: Set<string>
  /** Absent before a first sync: taking a whole edition over is for `adopt`. */
  readonly #history: HistoryPort | undefined
  #done = 0

  constructor(deps: PlanDeps, scope: Scope, pool: PlanPool | null) {
    this.#deps = deps
    this.#scope = scope
    this.#pool = pool
    this.#hosts = new Set([...scope.records.values()].flatMap(({ elsewhere = [] }) => elsewhere))
    this.#history = [...scope.files.values()].some(({ side }) => side === 'ledger') ? deps.history : undefined
  }

  /** Looks ahead, so that no chapter is planned alone in which English of a later one stands. */
  async findHosts(chapters: readonly string[]): Promise<void> {
    const { files, records } = this.#scope
    for (const chapter of chapters) {
      const { hash = null } = files.get(fileKey({ side: 'ledger', path: chapter })) ?? {}
      if (records.get(chapter)?.ledgerHash === hash) continue
      const text = (await this.#deps.workspace.read('ledger', chapter)) ?? ''
      for (const path of chaptersNamedIn(text, this.#deps.workspace.shownPath('ledger', chapter))) this.#hosts.add(path)
    }
  }

  loadObsolete(): Promise<SegmentRecord[]> {
    return this.#deps.index.loadSegments({ statuses: ['obsolete'] })
  }

  /** Chapters that both have a line of one segment, obsolete in one of them, as a merge may leave it. */
  async unsettleTwins(obsolete: readonly SegmentRecord[]): Promise<void> {
    const holders = await this.#deps.index.chaptersHolding(obsolete.map(({ id }) => id))
    for (const chapters of holders.values())
      if (chapters.length > 1) for (const chapter of chapters) this.unsettled.add(chapter)
  }

  /** Plans chapters one by one; those that `isFinal` does not accept become unsettled. */
  async *planAlone(chapters: readonly string[], isFinal: (plan: LonePlan) => boolean): AsyncGenerator<PlannedBatch> {
    const begin = (start: number) => this.#beginEach(chapters.slice(start, start + BATCH))
    let ahead: Promise<BegunChapter[]> | null = null
    for (let start = 0; start < chapters.length; start += BATCH) {
      const present: readonly BegunChapter[] = await (ahead ?? begin(start))
      // While one batch is finished and taken in, threads are at the next. What cannot be read is told of at its turn.
      ahead = this.#pool && begin(start + BATCH)
      await Promise.allSettled([ahead])
      const batch = await this.#finishEach(present, isFinal)
      if (batch.chapters.length > 0) yield batch
    }
  }

  /** Reads chapters and has them planned, where there is somebody to do it. */
  async #beginEach(chapters: readonly string[]): Promise<BegunChapter[]> {
    const begun: BegunChapter[] = []
    for (const chapter of chapters) {
      const texts = await this.#read(chapter)
      const isTied = this.#isTied(texts)
      const plan = isTied ? null : (this.#pool?.plan(texts) ?? null)
      // It is told of when its turn comes.
      plan?.catch(() => {})
      begun.push({ texts, isTied, plan })
    }
    return begun
  }

  async #finishEach(begun: readonly BegunChapter[], isFinal: (plan: LonePlan) => boolean): Promise<PlannedBatch> {
    const chapters: PlannedBatch['chapters'][number][] = []
    const changes: SyncedChange[] = []
    for (const { texts, isTied, plan: elsewhere } of begun) {
      const first = isTied ? null : elsewhere ? await this.#pool?.settle(elsewhere) : this.#planAlone(texts)
      if (!first?.written || !isFinal(first)) {
        this.unsettled.add(texts.chapter)
        continue
      }
      const plan = await this.#settled(first, texts)
      const written = plan.written as WrittenChapter
      for (const id of written.ids) this.#ids.add(id)
      chapters.push({ written, before: texts.ledger })
      for (const change of plan.changes) changes.push(change)
      this.#deps.onProgress?.(++this.#done, this.#scope.chapters.size)
    }
    return { chapters, changes }
  }

  /** Plans again where an id turns out to be taken, or history knows more than the files. Most plans are as they are to be. */
  async #settled(plan: LonePlan, texts: ChapterTexts): Promise<LonePlan> {
    const isTaken = plan.changes.some((change) => isCreation(change) && this.#ids.has(change.id))
    const own = isTaken ? this.#planAlone(texts) : plan
    if (!this.#history || own.questions.length === 0) return own
    const input = takeApart(texts)
    const origins = await askHistory(this.#history, own.questions, [input])
    return origins.size === 0 ? own : lonePlan(this.#plan([input], [], { origins }))
  }

  #planAlone(texts: ChapterTexts): LonePlan {
    const { sourceAvailable, lexicon } = this.#scope
    return planAlone(texts, { sourceAvailable, lexicon }, (id) => this.#ids.has(id))
  }

  /** Plans chapters that may have exchanged text, until no other chapter turns out to be concerned. */
  async planTogether(chapters: ReadonlySet<string>, gone: readonly SegmentRecord[]): Promise<PlannedBatch> {
    const loaded = new Map<string, { input: ChapterInput; ledger: string }>()
    let wanted = chapters
    let known: Pick<PlanInput, 'elsewhere'> = {}
    for (;;) {
      for (const chapter of wanted) if (!loaded.has(chapter)) loaded.set(chapter, await this.#load(chapter))
      const inputs = [...wanted].sort().flatMap((chapter) => loaded.get(chapter)?.input ?? [])
      const wide = this.#withNeighbours(wanted, inputs)
      if (wide.size > wanted.size) {
        wanted = wide
        continue
      }
      const obsolete = obsoleteOutside(wanted, gone)
      const plan = this.#plan(inputs, obsolete, known)
      if (plan.tookStanding && !known.elsewhere) {
        known = { elsewhere: await this.#loadClaims() }
        continue
      }
      const clashes = await this.#takenOutside(plan, wanted)
      const twins = await this.#twinsOutside(plan, wanted, obsolete)
      if (plan.needed.size === 0 && clashes.length === 0 && twins.length === 0) {
        const ledgerOf = (chapter: string) => loaded.get(chapter)?.ledger ?? ''
        const { chapters, changes } = await this.#withHistory(plan, inputs, obsolete, known)
        const taken = chapters.map((planned) => ({ written: writeDown(planned), before: ledgerOf(planned.chapter) }))
        return { chapters: taken, changes }
      }
      wanted = new Set([...wanted, ...plan.needed, ...twins])
      for (const id of clashes) this.#ids.add(id)
    }
  }

  #plan(
    chapters: readonly ChapterInput[],
    obsolete: PlanInput['obsolete'],
    answers: Pick<PlanInput, 'origins' | 'elsewhere'> = {},
  ): SyncPlan {
    const { sourceAvailable, lexicon } = this.#scope
    return planSync({ chapters, obsolete, sourceAvailable, lexicon, isTaken: (id) => this.#ids.has(id), ...answers })
  }

  /** Plans again where history knows more than the files. Most plans leave nothing to ask. */
  async #withHistory(
    plan: SyncPlan,
    chapters: readonly ChapterInput[],
    obsolete: PlanInput['obsolete'],
    known: Pick<PlanInput, 'elsewhere'> = {},
  ): Promise<SyncPlan> {
    if (!this.#history || plan.questions.length === 0) return plan
    const origins = await askHistory(this.#history, plan.questions, chapters)
    return origins.size === 0 ? plan : this.#plan(chapters, obsolete, { ...known, origins })
  }

  /** What the index knows of all chapters: of which texts English was made. */
  async #loadClaims(): Promise<NonNullable<PlanInput['elsewhere']>> {
    const segments = await this.#deps.index.loadSegments({})
    return segments.map(({ source, facts }) => ({ source: source?.text ?? null, facts }))
  }

  async #load(chapter: string): Promise<{ input: ChapterInput; ledger: string }> {
    const texts = await this.#read(chapter)
    return { input: takeApart(texts), ledger: texts.ledger }
  }

  async #read(chapter: string): Promise<ChapterTexts> {
    const { workspace } = this.#deps
    const { files, sourceAvailable } = this.#scope
    const read = async (side: 'source' | 'target' | 'ledger') =>
      files.has(fileKey({ side, path: chapter })) ? await workspace.read(side, chapter) : null
    const source = sourceAvailable ? await read('source') : null
    const target = await read('target')
    if (this.#scope.writes || this.#deps.refusesConflicts) await this.#refuseConflicts(chapter, { source, target })
    const ledger = (await read('ledger')) ?? ''
    return { chapter, source, target, ledger, ledgerPath: workspace.shownPath('ledger', chapter) }
  }

  /** What stands between conflict markers is nobody's text yet: the ledger would remember it for ever. */
  async #refuseConflicts(chapter: string, texts: Readonly<Record<'source' | 'target', string | null>>): Promise<void> {
    for (const side of ['source', 'target'] as const) {
      const line = firstConflict(texts[side] ?? '')
      if (line === null || !(await this.#deps.history?.isUnmerged(side, chapter))) continue
      throw new ZhenError('merge-unfinished', { path: this.#deps.workspace.shownPath(side, chapter), line })
    }
  }

  /** True when English of this chapter stands elsewhere, or English of others stands here. */
  #isTied({ chapter, ledger, ledgerPath }: ChapterTexts): boolean {
    return this.#hosts.has(chapter) || chaptersNamedIn(ledger, ledgerPath).length > 0
  }

  /** Adds the chapters whose English stands in a chapter of `scope`, and those in which English of `scope` stands. */
  #withNeighbours(scope: ReadonlySet<string>, inputs: readonly ChapterInput[]): Set<string> {
    const wide = new Set(scope)
    for (const { lines } of inputs) for (const path of lines.flatMap(otherChapters)) wide.add(path)
    for (const { chapter, elsewhere = [] } of this.#scope.records.values()) {
      if (scope.has(chapter)) for (const path of elsewhere) wide.add(path)
      if (elsewhere.some((path) => scope.has(path))) wide.add(chapter)
    }
    return wide
  }

  /** Chapters that have a line whose source is gone here: a merge may have kept what the other branch had moved there. */
  async #twinsOutside(
    { chapters }: SyncPlan,
    scope: ReadonlySet<string>,
    obsolete: PlanInput['obsolete'],
  ): Promise<string[]> {
    const lines = chapters.flatMap((chapter) => chapter.lines)
    const live = new Set(lines.flatMap((line) => (line.obsolete ? [] : [line.id])))
    const gone = lines.flatMap((line) => (line.obsolete ? [line.id] : []))
    const holders = gone.length === 0 ? [] : [...(await this.#deps.index.chaptersHolding(gone)).values()].flat()
    const known = (chapter: string) => this.#scope.files.has(fileKey({ side: 'ledger', path: chapter }))
    const outside = holders.filter((chapter) => !scope.has(chapter) && known(chapter))
    return [...outside, ...obsolete.filter(({ line }) => live.has(line.id)).map(({ chapter }) => chapter)]
  }

  /** Ids the plan gave to new lines that other chapters have already. */
  async #takenOutside(plan: SyncPlan, scope: ReadonlySet<string>): Promise<string[]> {
    const created = plan.changes.filter(isCreation).map(({ id }) => id)
    if (created.length === 0) return []
    const holders = await this.#deps.index.chaptersHolding(created)
    return [...holders].filter(([, chapters]) => chapters.some((chapter) => !scope.has(chapter))).map(([id]) => id)
  }
}

function obsoleteOutside(scope: ReadonlySet<string>, obsolete: readonly SegmentRecord[]): PlanInput['obsolete'] {
  return obsolete
    .filter(({ chapter }) => !scope.has(chapter))
    .map(({ id, chapter, kind, source, facts }) => {
      const line: LedgerLine = { id, kind, source: source?.text ?? '', obsolete: true, facts }
      return { chapter, line }
    })
}
