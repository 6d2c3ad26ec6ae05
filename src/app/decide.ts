import { ZhenError } from '../core/errors.js'
import type { Decision, Fact } from '../core/fact.js'
import { stampOf } from '../core/stamp.js'
import { sameText } from '../core/text.js'
import { appendFacts, FactCollection } from './append-facts.js'
import { findSegment } from './find-segment.js'
import type { DecideInput } from './input.js'
import { jointSource, jointTarget } from './joint-texts.js'
import type { SegmentRecord } from './ports.js'
import type { ProjectDeps } from './project.js'
import { refresh } from './refresh.js'
import type { DecidedSegment, DecisionReport, DecisionVerb, Refusal } from './report.js'
import { resolveChapters } from './resolve-chapters.js'
import { dropSuggestions } from './suggestions.js'
import { syncUnderLock } from './sync-project.js'

/**
 * Records a person's decision on segments: accepted, approved, still valid, omitted, or taken back.
 *
 * It holds for exactly the source and target as they are. Of a chapter those are decided that the decision fits.
 *
 * @throws ZhenError `segment-unknown`, `segment-ambiguous`, `chapter-unknown`, `decision-unfit` when it fits none named
 */
export async function decide(deps: ProjectDeps, input: DecideInput): Promise<DecisionReport> {
  if (input.dryRun) {
    await refresh(deps)
    const { fitting, skipped } = await choose(deps, input)
    return {
      decision: input.decision,
      decided: fitting.map((record) => decided(record, { ...record, status: statusAfter(input, record) })),
      skipped,
      written: [],
      dryRun: true,
    }
  }
  return deps.workspace.withLock(async () => {
    await syncUnderLock(deps)
    const { fitting, skipped } = await choose(deps, input)
    const by = input.by ?? (await deps.workspace.personName())
    const at = stampOf(deps.now())
    const collection = new FactCollection()
    for (const record of fitting) {
      const members = await membersOf(deps, record)
      for (const member of members)
        collection.add(member.chapter, member.id, decisionFact(input, member, members, { by, at }))
    }
    const written = await deps.workspace.together(async () => {
      const ledgers = await appendFacts(deps.workspace, collection.facts)
      const notes = input.decision === 'reopen' ? [] : await dropSuggestions(deps.workspace, fitting)
      await syncUnderLock(deps)
      return [...ledgers, ...notes]
    })
    const after = await deps.index.loadSegments({ ids: fitting.map(({ id }) => id) })
    const byId = new Map(after.map((record) => [record.id, record]))
    const report = fitting.map((record) => decided(record, byId.get(record.id) ?? record))
    return { decision: input.decision, decided: report, skipped, written, dryRun: false }
  })
}

/** What a decision makes of a segment, for a dry run. */
function statusAfter(
  { decision, final }: DecideInput,
  { status, block, origin }: SegmentRecord,
): SegmentRecord['status'] {
  switch (decision) {
    case 'accept':
      return 'translated'
    case 'approve':
      return final ? 'final' : 'reviewed'
    case 'still-valid':
      return block ? 'carried' : status === 'stale' ? 'translated' : status
    case 'omit':
      return 'omitted'
    case 'reopen':
      if (status === 'omitted') return 'untranslated'
      return origin?.type === 'engine' || origin?.type === 'memory' ? 'draft' : 'translated'
  }
}

interface Choice {
  readonly fitting: readonly SegmentRecord[]
  readonly skipped: readonly Refusal[]
}

async function choose(deps: ProjectDeps, input: DecideInput): Promise<Choice> {
  const named: SegmentRecord[] = []
  for (const id of input.ids) named.push(await findSegment(deps.index, id))
  const unfit = named.filter((record) => !fitsDecision(input.decision, record))
  const [first] = unfit
  if (first && unfit.length === named.length) {
    throw new ZhenError('decision-unfit', { id: first.id, decision: input.decision, status: first.status })
  }
  const whole = await recordsOfChapter(deps, input)
  const fitting = [...named, ...whole].filter((record) => fitsDecision(input.decision, record))
  const unique = [...new Map(fitting.map((record) => [record.id, record])).values()]
  return { fitting: unique, skipped: unfit.map(({ id, status }) => ({ id, reason: status })) }
}

async function recordsOfChapter(deps: ProjectDeps, { chapter, touched }: DecideInput): Promise<SegmentRecord[]> {
  if (chapter === null && !touched) return []
  const { chapters } = await deps.index.loadState()
  const known = chapters.map((record) => record.chapter)
  const records = await deps.index.loadSegments({
    chapters: chapter === null ? known : resolveChapters([chapter], known),
  })
  return touched ? records.filter((record) => record.protected) : records
}

/** Whether a decision has anything to say of a segment as it is. */
export function fitsDecision(decision: DecisionVerb, record: SegmentRecord): boolean {
  const { status, targets, change, basis } = record
  if (status === 'obsolete' || status === 'added') return false
  switch (decision) {
    case 'accept':
      return status === 'draft' || (status === 'translated' && basis === 'assumed')
    case 'approve':
      return targets.length > 0 && (status === 'translated' || status === 'draft' || status === 'reviewed')
    case 'still-valid':
      return targets.length > 0 && (status === 'stale' || (change !== null && status !== 'untranslated'))
    case 'omit':
      return status !== 'omitted'
    case 'reopen':
      return record.facts.some((fact) => isDecisionOn(fact, record))
  }
}

function isDecisionOn(fact: Fact, record: SegmentRecord): boolean {
  if (!('at' in fact) || fact.fact === 'reopened') return false
  return fact.fact === 'omitted'
    ? sameText(fact.source, record.source?.text ?? '')
    : sameText(fact.target, jointTarget(record))
}

/** The segments that share a segment's English, in order; itself alone where it shares none. */
export async function membersOf(
  { index }: Pick<ProjectDeps, 'index'>,
  record: SegmentRecord,
): Promise<readonly SegmentRecord[]> {
  if (!record.group) return [record]
  const members = await index.loadSegments({ ids: record.group })
  return record.group.flatMap((id) => members.find((member) => member.id === id) ?? [])
}

const FACTS: Readonly<Record<Exclude<DecisionVerb, 'omit'>, Decision>> = {
  accept: 'accepted',
  approve: 'approved',
  'still-valid': 'still-valid',
  reopen: 'reopened',
}

/** What the ledger says of a decision on a segment as it is. */
export function decisionFact(
  { decision, final, reason }: Pick<DecideInput, 'decision' | 'final' | 'reason'>,
  record: SegmentRecord,
  members: readonly SegmentRecord[],
  when: { readonly by: string; readonly at: string },
): Fact {
  const given = { ...when, ...(reason !== null && { reason }) }
  if (decision === 'omit') return { fact: 'omitted', source: record.source?.text ?? '', ...given }
  const grouped = members.length > 1 && { group: members.map(({ id }) => id) }
  const fact = decision === 'approve' && final ? 'final' : FACTS[decision]
  const source = decision === 'reopen' ? decidedSource(record) : jointSource(members)
  return { fact, source, target: jointTarget(record), ...given, ...grouped }
}

/** The source the latest decision spoke of: what is taken back is what was said, not what holds today. */
function decidedSource(record: SegmentRecord): string {
  const fact = record.facts.findLast((known) => isDecisionOn(known, record))
  return fact && 'source' in fact ? fact.source : (record.source?.text ?? '')
}

function decided(before: SegmentRecord, after: SegmentRecord): DecidedSegment {
  const [from, to] = [before.status, after.status]
  if (from === 'obsolete' || from === 'added' || to === 'obsolete' || to === 'added')
    throw new Error('decided on a segment without a source')
  return { id: before.id, chapter: before.chapter, from, to, source: before.source?.text ?? '' }
}
