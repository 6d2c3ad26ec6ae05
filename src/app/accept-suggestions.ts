import { ZhenError } from '../core/errors.js'
import type { DecisionFact, MachineFact } from '../core/fact.js'
import { groupBy } from '../core/group-by.js'
import type { SuggestionNote } from '../core/notes.js'
import { stampOf } from '../core/stamp.js'
import { appendFacts, FactCollection } from './append-facts.js'
import { placeInOwnChapter } from './draft/chapter-placement.js'
import { findSegment } from './find-segment.js'
import type { DecideInput } from './input.js'
import type { SegmentRecord } from './ports.js'
import type { ProjectDeps } from './project.js'
import { refresh } from './refresh.js'
import type { DecidedSegment, DecisionReport, Refusal } from './report.js'
import { dropSuggestions, suggestionsFor } from './suggestions.js'
import { syncUnderLock } from './sync-project.js'

export interface AcceptInput extends Pick<DecideInput, 'ids' | 'by' | 'reason' | 'dryRun'> {
  /** Which of a segment's suggestions is taken, from 1, as `zhen show` numbers them; `null`: the only one. */
  readonly suggestion: number | null
}

/** Segments a suggestion is taken for, and those named that have none to take. */
interface Choice {
  readonly taken: readonly Taken[]
  readonly others: readonly string[]
}

interface Taken {
  readonly record: SegmentRecord
  readonly note: SuggestionNote
}

/**
 * Takes what was suggested for segments as their English: it goes into the chapter, in the person's name.
 *
 * Only where a suggestion is what there is to accept: a segment whose English itself waits for a word is left to
 * {@link decide}, unless a suggestion is asked for by number.
 *
 * @returns what was done, and in `others` the ids left for {@link decide}
 * @throws ZhenError `segment-unknown`, `segment-ambiguous`, `suggestion-ambiguous`, `suggestion-unknown`, `shape-broken`
 */
export async function acceptSuggestions(
  deps: ProjectDeps,
  input: AcceptInput,
): Promise<{ readonly report: DecisionReport | null; readonly others: readonly string[] }> {
  if (input.dryRun) {
    await refresh(deps)
    const { taken, others } = await choose(deps, input)
    const decided = taken.map(({ record }) => decidedSegment(record, 'translated'))
    return { report: reportOf(decided, [], [], true), others }
  }
  return deps.workspace.withLock(async () => {
    await syncUnderLock(deps)
    const { taken, others } = await choose(deps, input)
    const { done, skipped, written } = await deps.workspace.together(() => placeAll(deps, taken, input))
    const after = await deps.index.loadSegments({ ids: done.map(({ record }) => record.id) })
    const statuses = new Map(after.map(({ id, status }) => [id, status]))
    const decided = done.map(({ record }) => decidedSegment(record, statuses.get(record.id) ?? record.status))
    return { report: reportOf(decided, skipped, written, false), others }
  })
}

async function choose(deps: ProjectDeps, { ids, suggestion }: AcceptInput): Promise<Choice> {
  const taken: Taken[] = []
  const others: string[] = []
  for (const id of ids) {
    const record = await findSegment(deps.index, id)
    const notes = await suggestionsFor(deps.workspace, record)
    const waits = record.status === 'draft' || (record.status === 'translated' && record.basis === 'assumed')
    if (suggestion === null && (waits || notes.length === 0)) others.push(id)
    else taken.push({ record, note: pick(record, notes, suggestion) })
  }
  return { taken, others }
}

function pick({ id }: SegmentRecord, notes: readonly SuggestionNote[], number: number | null): SuggestionNote {
  if (number === null && notes.length > 1) throw new ZhenError('suggestion-ambiguous', { id, count: notes.length })
  const note = notes[(number ?? 1) - 1]
  if (!note) throw new ZhenError('suggestion-unknown', { id, number: number ?? 1, count: notes.length })
  return note
}

/** Writes facts and chapters, drops what was suggested, and syncs. */
async function placeAll(deps: ProjectDeps, taken: readonly Taken[], input: AcceptInput) {
  const written: string[] = []
  const skipped: Refusal[] = []
  const done: Taken[] = []
  for (const [chapter, some] of groupBy(taken, ({ record }) => record.chapter)) {
    const { fitting, refused } = await place(deps, chapter, some, input)
    skipped.push(...refused)
    done.push(...fitting)
    if (fitting.length > 0) written.push(deps.workspace.shownPath('target', chapter))
  }
  const records = done.map(({ record }) => record)
  written.push(...(await dropSuggestions(deps.workspace, records)))
  await syncUnderLock(deps)
  return { done, skipped, written }
}

/** Writes the facts, then the chapter. A text that cannot stand there leaves both as they were. */
async function place(
  deps: ProjectDeps,
  chapter: string,
  taken: readonly Taken[],
  input: AcceptInput,
): Promise<{ readonly fitting: readonly Taken[]; readonly refused: readonly Refusal[] }> {
  const { workspace } = deps
  const alone = taken.filter(({ record }) => record.group === null && record.targets.length <= 1)
  const texts = alone.map(({ record, note }) => ({ record, target: note.target }))
  const planned = await placeInOwnChapter(deps, chapter, texts)
  if (!planned) throw new ZhenError('source-missing', { path: workspace.shownPath('source', chapter) })
  const { before, placement } = planned
  const fitting = alone
    .filter(({ record }) => placement.placed.has(record.ordinal))
    .map(({ record, note }) => {
      return { record, note: { ...note, target: placement.written.get(record.ordinal) ?? note.target } }
    })
  const refused = taken
    .filter(({ record }) => !fitting.some((one) => one.record === record))
    .map(({ record }) => ({
      id: record.id,
      reason: placement.refused.get(record.ordinal) ?? 'shared-target',
    }))
  if (fitting.length === 0) return { fitting, refused }
  await appendFacts(workspace, (await factsOf(deps, fitting, input)).facts)
  await workspace.writeTarget(chapter, placement.text, before)
  return { fitting, refused }
}

async function factsOf(deps: ProjectDeps, taken: readonly Taken[], input: AcceptInput): Promise<FactCollection> {
  const by = input.by ?? (await deps.workspace.personName())
  const at = stampOf(deps.now())
  const collection = new FactCollection()
  for (const { record, note } of taken) {
    const { source, target, engine, model } = note
    const written: MachineFact = { fact: 'machine', source, target, engine, ...(model !== undefined && { model }) }
    const reason = input.reason === null ? {} : { reason: input.reason }
    const accepted: DecisionFact = { fact: 'accepted', source, target, by, at, ...reason }
    collection.add(record.chapter, record.id, { ...written, pending: true })
    collection.add(record.chapter, record.id, accepted)
  }
  return collection
}

function decidedSegment({ id, chapter, status, source }: SegmentRecord, to: SegmentRecord['status']): DecidedSegment {
  return { id, chapter, from: status, to, source: source?.text ?? '' } as DecidedSegment
}

function reportOf(
  decided: readonly DecidedSegment[],
  skipped: readonly Refusal[],
  written: readonly string[],
  dryRun: boolean,
): DecisionReport | null {
  if (decided.length + skipped.length === 0) return null
  return { decision: 'accept', decided, skipped, written, dryRun }
}
