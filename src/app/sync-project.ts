import { hasConflictMarkers } from '../core/conflict-markers.js'
import { ZhenError } from '../core/errors.js'
import { formatLedger, LEDGER_FORMAT, parseLedger } from '../core/ledger.js'
import { parseChapter } from '../markdown/parse-chapter.js'
import { type ChangeListener, ChangeSum } from './add-up-changes.js'
import type { SyncInput } from './input.js'
import { type RefreshDeps, type Refreshed, refresh } from './refresh.js'
import type { SeenChanges, SyncReport } from './report.js'
import { resolveChapters } from './resolve-chapters.js'
import type { ChapterInput } from './sync/entry.js'
import { planSync } from './sync/plan-sync.js'
import type { Notice, Workspace } from './workspace-port.js'

/**
 * Brings ledgers and index up to date with the chapters.
 *
 * @throws ZhenError `chapter-unknown`, `locked`, and what reading and writing files throws
 */
export async function syncProject(deps: RefreshDeps, input: SyncInput): Promise<SyncReport> {
  const sum = new ChangeSum()
  const told = { ...deps, listener: together(sum, deps.listener) }
  if (input.locked) return checkLocked(told, input, sum)
  if (input.dryRun) {
    const refreshed = await refresh(told, 'plan', { chapters: input.chapters })
    return reportOf(deps.workspace, refreshed, sum.seen, { dryRun: true, sourceCommit: null })
  }
  return deps.workspace.withLock(async () => {
    const refreshed = await syncUnderLock(told, input.chapters)
    refuseNothing(deps.workspace, refreshed)
    const sourceCommit = await pinSource(deps.workspace, refreshed)
    return reportOf(deps.workspace, refreshed, sum.seen, { dryRun: false, sourceCommit })
  })
}

function together(first: ChangeListener, second: ChangeListener | undefined): ChangeListener {
  if (!second) return first
  return {
    async take(changes) {
      await first.take(changes)
      await second.take(changes)
    },
    async forget() {
      await first.forget()
      await second.forget()
    },
  }
}

/** A project without a single chapter on either side is one whose folders are wrong. */
function refuseNothing(workspace: Workspace, { sourceAvailable, chapters }: Refreshed): void {
  if (!sourceAvailable && chapters.length === 0)
    throw new ZhenError('source-missing', { path: workspace.shownPath('source', '') })
}

/** Writes the ledgers that are not up to date, so that what follows can append to them. The lock must be held. */
export async function syncUnderLock(
  deps: RefreshDeps,
  chapters: readonly string[] = [],
  segments?: ReadonlySet<string>,
): Promise<Refreshed> {
  // Refuses a ledger of a newer format, before anything is planned from it.
  await deps.workspace.readPin()
  return refresh(deps, 'write', { chapters, ...(segments && { segments }) })
}

/** Writes down of which commit of the source the ledgers speak. The lock must be held. */
export async function pinSource(
  workspace: Workspace,
  { sourceAvailable, written, chapters }: Pick<Refreshed, 'sourceAvailable' | 'written' | 'chapters'>,
): Promise<string | null> {
  const pin = await workspace.readPin()
  if (!sourceAvailable) return pin?.commit ?? null
  const commit = await workspace.sourceCommit()
  // Where git is missing or will not answer, what it said before holds as long as nothing was taken in since.
  // Ledgers without a pin are those of a sync that did not come to its end.
  const isBehind = pin === null ? chapters.some(({ ledgerHash }) => ledgerHash !== null) : commit !== null
  const isNews = written.length > 0 || isBehind
  if (isNews && pin?.commit !== commit) await workspace.writePin({ format: LEDGER_FORMAT, commit })
  return commit
}

function reportOf(
  workspace: Workspace,
  { sourceAvailable, chapters, notices, written }: Refreshed,
  seen: SeenChanges,
  { dryRun, sourceCommit }: Pick<SyncReport, 'dryRun' | 'sourceCommit'>,
): SyncReport {
  return {
    sourceAvailable,
    notices,
    seen,
    written: written.map((chapter) => workspace.shownPath('ledger', chapter)),
    dryRun,
    outdated: false,
    sourceNewer: false,
    sourceCommit,
    chapters: chapters.length,
    segments: chapters.reduce((sum, { counts }) => sum + Object.values(counts).reduce((a, b) => a + b, 0), 0),
  }
}

/** Compares the English with the ledger at the source the ledger was synced with. Changes nothing, not even the index. */
async function checkLocked(
  { workspace, onProgress, listener }: RefreshDeps,
  input: SyncInput,
  sum: ChangeSum,
): Promise<SyncReport> {
  const { files, notices } = await workspace.scan(new Map())
  const paths = new Set(files.filter(({ side }) => side === 'target' || side === 'ledger').map(({ path }) => path))
  const only = new Set(resolveChapters(input.chapters, paths))
  const inputs: ChapterInput[] = []
  const conflicted = new Set<string>()
  for (const chapter of [...paths].sort()) {
    const target = await workspace.read('target', chapter)
    const ledger = await workspace.read('ledger', chapter)
    if (hasConflictMarkers(ledger ?? '')) conflicted.add(chapter)
    inputs.push({
      chapter,
      source: null,
      target: target === null ? null : parseChapter(target, { comments: 'all' }),
      lines: parseLedger(ledger ?? '', workspace.shownPath('ledger', chapter)),
    })
    onProgress?.(inputs.length, paths.size)
  }
  const plan = planSync({ chapters: inputs, obsolete: [], sourceAvailable: false, isTaken: () => false })
  const lines = new Map(inputs.map((chapter) => [chapter.chapter, chapter.lines]))
  const outdated = plan.chapters.filter(
    (planned) =>
      (only.size === 0 || only.has(planned.chapter)) &&
      (conflicted.has(planned.chapter) ||
        formatLedger(planned.lines) !== formatLedger(lines.get(planned.chapter) ?? [])),
  )
  const names = new Set(outdated.map(({ chapter }) => chapter))
  await listener?.take(plan.changes.filter(({ chapter }) => names.has(chapter)))
  const pin = await workspace.readPin()
  const newer = await isSourceNewer(workspace, pin?.commit ?? null)
  return {
    sourceAvailable: true,
    notices: [
      ...notices,
      ...[...conflicted].map((chapter) => conflictNotice(workspace.shownPath('ledger', chapter))),
      ...(newer ? [newerNotice(pin?.commit ?? '')] : []),
    ],
    seen: sum.seen,
    written: [],
    dryRun: false,
    outdated: outdated.length > 0,
    sourceNewer: newer,
    sourceCommit: pin?.commit ?? null,
    chapters: plan.chapters.length,
    segments: plan.chapters.reduce((sum, { segments }) => sum + segments.filter(({ block }) => !block).length, 0),
  }
}

async function isSourceNewer(workspace: Workspace, pinned: string | null): Promise<boolean> {
  if (pinned === null || !(await workspace.sourceAvailable())) return false
  return (await workspace.sourceCommit()) !== pinned
}

function conflictNotice(path: string): Notice {
  return { code: 'ledger-conflict', values: { path } }
}

function newerNotice(commit: string): Notice {
  return { code: 'source-newer', values: { commit: commit.slice(0, 10) } }
}
