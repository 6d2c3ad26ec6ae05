import { ZhenError } from '../core/errors.js'
import type { LedgerLine } from '../core/fact.js'
import { formatLedger, parseLedger } from '../core/ledger.js'
import type { FollowedChapter, FollowPlan, Left, Move, PlannedFile, Rename } from './follow/plan.js'
import { planFollow } from './follow/plan-follow.js'
import type { ChapterRecord } from './ports.js'
import { type RefreshDeps, type Refreshed, refresh } from './refresh.js'
import { resolveChapters } from './resolve-chapters.js'
import { syncUnderLock } from './sync-project.js'
import type { Notice, Workspace } from './workspace-port.js'

export interface FollowInput {
  /** Chapters of the source; empty means all of them. */
  readonly chapters: readonly string[]
  readonly dryRun: boolean
}

export interface FollowReport {
  readonly notices: readonly Notice[]
  readonly renames: readonly Rename[]
  readonly moves: readonly Move[]
  readonly left: readonly Left[]
  /** Files written or taken away, or that would be. */
  readonly written: readonly string[]
  readonly dryRun: boolean
}

/**
 * Moves English to where its source is, and gives English chapters their source's new names.
 *
 * What comes is written before what goes is taken away: whenever the process ends, all text is there.
 *
 * @throws ZhenError `chapter-unknown`, `source-missing` without the Chinese chapters, and what reading and writing throws
 */
export async function followChapters(deps: RefreshDeps, input: FollowInput): Promise<FollowReport> {
  if (input.dryRun) {
    const refreshed = await refresh(deps)
    return reportOf(deps.workspace, refreshed, await plan(deps, input, refreshed), true)
  }
  return deps.workspace.withLock(async () => {
    const refreshed = await syncUnderLock(deps)
    const planned = await plan(deps, input, refreshed)
    await deps.workspace.together(async () => {
      for (const chapter of refreshed.chapters) await redirect(deps.workspace, chapter.chapter, planned)
      await write(deps.workspace, planned.files)
      if (planned.files.length > 0) await syncUnderLock(deps)
    })
    return reportOf(deps.workspace, refreshed, planned, false)
  })
}

async function plan({ workspace, index }: RefreshDeps, input: FollowInput, refreshed: Refreshed): Promise<FollowPlan> {
  const { chapters, sourceAvailable } = refreshed
  if (!sourceAvailable) throw new ZhenError('source-missing', { path: workspace.shownPath('source', '') })
  const known = chapters.map(({ chapter }) => chapter)
  const wanted = new Set(resolveChapters(input.chapters, known))
  const paths = concerned(chapters)
  const followed: FollowedChapter[] = []
  for (const chapter of known.filter((path) => paths.has(path))) {
    followed.push({
      chapter,
      source: await workspace.read('source', chapter),
      target: await workspace.read('target', chapter),
      records: await index.loadSegments({ chapters: [chapter] }),
    })
  }
  return planFollow(followed, (chapter) => wanted.size === 0 || wanted.has(chapter))
}

/** Chapters whose English is out of place, those in which it stands, and those that have English in any of these. */
function concerned(chapters: readonly ChapterRecord[]): Set<string> {
  const paths = new Set<string>()
  for (const { chapter, misplaced, elsewhere = [] } of chapters) {
    if (misplaced > 0 || elsewhere.length > 0) for (const path of [chapter, ...elsewhere]) paths.add(path)
  }
  return paths
}

/**
 * Tells a chapter's ledger where its English will be. Before it is there: a text that is not where the ledger has it is
 * looked for everywhere, but what came to its old place could pass for an edit of it.
 */
async function redirect(workspace: Workspace, chapter: string, { moves, renames }: FollowPlan): Promise<void> {
  const moved = new Map(moves.flatMap(({ ids, to }) => ids.map((id): [string, string] => [id, to])))
  const renamed = new Map(renames.map(({ from, to }) => [from, to]))
  const ledger = await workspace.read('ledger', chapter)
  if (ledger === null || (moved.size === 0 && renamed.size === 0)) return
  const lines = parseLedger(ledger, workspace.shownPath('ledger', chapter)).map((line): LedgerLine => {
    const { target = chapter, ...rest } = line
    const path = moved.get(line.id) ?? renamed.get(target) ?? target
    return path === chapter ? rest : { ...rest, target: path }
  })
  const text = formatLedger(lines)
  if (text !== ledger) await workspace.writeRecord('ledger', chapter, text)
}

async function write(workspace: Workspace, files: readonly PlannedFile[]): Promise<void> {
  for (const { path, before, interim } of files) {
    if (interim !== null && interim !== before) await workspace.writeTarget(path, interim, before)
  }
  for (const { path, interim, after } of files) {
    if (after === interim) continue
    if (after !== null) await workspace.writeTarget(path, after, interim)
    else if (interim !== null) await workspace.removeTarget(path, interim)
  }
}

function reportOf(
  workspace: Workspace,
  { notices }: Refreshed,
  { renames, moves, left, files }: FollowPlan,
  dryRun: boolean,
): FollowReport {
  const written = files.map(({ path }) => workspace.shownPath('target', path))
  return { notices, renames, moves, left, written, dryRun }
}
