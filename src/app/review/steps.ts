import { canonicalJson } from '../../core/canonical-json.js'
import type { LedgerLine } from '../../core/fact.js'
import { formatLedger, parseLedger } from '../../core/ledger.js'
import type { Note } from '../../core/notes.js'
import type { Status } from '../../core/status.js'
import { membersOf } from '../decide.js'
import { jointSource } from '../joint-texts.js'
import type { ProjectDeps } from '../project.js'
import { refresh } from '../refresh.js'
import { readNotes, writeNotes } from '../suggestions.js'
import { mixLines } from '../sync/mix-lines.js'
import { findLive, seenOf } from './read-segment.js'
import type { ReviewConflict, UndoneStep } from './view.js'
import { planText } from './write-text.js'

/** Where a step of a review is made. */
export interface StepPlace {
  readonly id: string
  readonly chapter: string
  /** The status before. */
  readonly status: Status
  readonly ids: ReadonlySet<string>
  /** The English chapter that was written, below its folder. */
  readonly path: string
}

/** What one step of a review changed, as it was before and after. */
export interface ReviewStep extends StepPlace {
  readonly before: Standing
  readonly after: Standing
}

/** What there is of the segments of a step. */
interface Standing {
  readonly target: string | null
  /** The English of the segment. */
  readonly passages: readonly string[]
  readonly lines: readonly LedgerLine[]
  readonly notes: readonly Note[]
}

/** Remembers how things stand before a step. The lock must be held. */
export async function takeSnapshot(deps: ProjectDeps, place: StepPlace) {
  const before = await standingOf(deps, place)
  return {
    async finish(): Promise<ReviewStep> {
      return { ...place, before, after: await standingOf(deps, place) }
    },
  }
}

async function standingOf(deps: ProjectDeps, { id, chapter, ids, path }: StepPlace): Promise<Standing> {
  const { workspace } = deps
  const [record] = await deps.index.loadSegments({ ids: [id] })
  const lines = parseLedger((await workspace.read('ledger', chapter)) ?? '', workspace.shownPath('ledger', chapter))
  return {
    target: await workspace.read('target', path),
    passages: (record?.targets ?? []).map(({ text }) => text),
    lines: lines.filter((line) => ids.has(line.id)),
    notes: (await readNotes(workspace, chapter)).filter((note) => ids.has(note.id)),
  }
}

/**
 * Puts chapter, ledger and notes back to what they were before a step, where they are still as it left them.
 *
 * The facts the step stated go with it: whoever said them takes them back before anyone else has built on them.
 */
export async function undoStep(deps: ProjectDeps, step: ReviewStep): Promise<UndoneStep | ReviewConflict> {
  const { workspace } = deps
  const { id, chapter, after } = step
  return workspace.withLock(async () => {
    await workspace.readPin()
    await refresh(deps)
    const now = await standingOf(deps, step)
    const text = await textBefore(deps, step, now)
    if (text === null || canonicalJson(now.lines) !== canonicalJson(after.lines)) return conflictOf(deps, step)
    await workspace.together(async () => {
      if (text.after === null) await workspace.removeTarget(text.path, text.before ?? '')
      else if (text.after !== text.before) await workspace.writeTarget(text.path, text.after, text.before)
      await restoreLines(deps, step)
      await restoreNotes(deps, step)
    })
    await refresh(deps)
    return { id, chapter, to: step.status }
  })
}

/** The chapter with what was there before the step; `null` where somebody has changed the segment since. */
async function textBefore(
  deps: ProjectDeps,
  { id, path, before, after }: ReviewStep,
  now: Standing,
): Promise<{ readonly path: string; readonly before: string | null; readonly after: string | null } | null> {
  if (now.target === after.target) return { path, before: now.target, after: before.target }
  if (canonicalJson(now.passages) !== canonicalJson(after.passages)) return null
  const passage = before.passages.findIndex((text, at) => text !== now.passages[at])
  if (passage === -1 && before.passages.length === now.passages.length)
    return { path, before: now.target, after: now.target }
  const record = await findLive(deps, id)
  if (!record || before.passages.length !== now.passages.length) return null
  const planned = await planText(deps, record, before.passages[passage] as string, passage)
  return 'reason' in planned ? null : planned
}

async function restoreLines({ workspace }: ProjectDeps, { chapter, ids, before }: ReviewStep): Promise<void> {
  const now = parseLedger((await workspace.read('ledger', chapter)) ?? '', workspace.shownPath('ledger', chapter))
  await workspace.writeRecord('ledger', chapter, formatLedger(mixLines(now, before.lines, ids)))
}

async function restoreNotes({ workspace }: ProjectDeps, { chapter, ids, before }: ReviewStep): Promise<void> {
  const now = await readNotes(workspace, chapter)
  const kept = now.filter((note) => !ids.has(note.id) || note.note === 'comment')
  const known = new Set(kept.map(canonicalJson))
  const restored = [...kept, ...before.notes.filter((note) => !known.has(canonicalJson(note)))]
  if (canonicalJson(now) === canonicalJson(restored)) return
  await writeNotes(workspace, chapter, restored)
}

async function conflictOf(deps: ProjectDeps, { id, before }: ReviewStep): Promise<ReviewConflict> {
  const record = await findLive(deps, id)
  const theirs = record ? seenOf(record, jointSource(await membersOf(deps, record))) : { source: '', targets: [] }
  return { kind: 'conflict', id, base: theirs, theirs, mine: lastTarget(before.lines, id), isGone: !record }
}

/** The English the segment had before the step, by its facts. */
function lastTarget(lines: readonly LedgerLine[], id: string): string | null {
  const fact = lines.find((line) => line.id === id)?.facts.findLast((each) => 'target' in each)
  return fact && 'target' in fact ? fact.target : null
}
