import type { Fact, MachineFact } from '../../core/fact.js'
import { stampOf } from '../../core/stamp.js'
import { sameText } from '../../core/text.js'
import { appendFacts, FactCollection } from '../append-facts.js'
import { decisionFact, fitsDecision, membersOf } from '../decide.js'
import { jointSource, jointTarget } from '../joint-texts.js'
import type { SegmentRecord } from '../ports.js'
import type { ProjectDeps } from '../project.js'
import { refresh } from '../refresh.js'
import type { DecisionVerb } from '../report.js'
import { dropSuggestions, suggestionsFor } from '../suggestions.js'
import { joinTexts } from '../sync/entry.js'
import { syncUnderLock } from '../sync-project.js'
import { findLive, type LiveRecord, seenOf } from './read-segment.js'
import { type ReviewStep, takeSnapshot } from './steps.js'
import { isAboutText, type ReviewDecision, type ReviewInput, type ReviewOutcome, type Seen } from './view.js'
import { type PlannedText, planText, type TextRefusal } from './write-text.js'

/** What became of a review, and how to take it back. */
export interface Applied {
  readonly outcome: ReviewOutcome
  readonly step: ReviewStep | null
}

/**
 * Does what a person decided on a segment, if it still is what they saw.
 *
 * Of the ledger only the segment's own line is written: what others have typed beside it meanwhile is not taken for
 * said. A person's text goes into the chapter before the ledger speaks of it, a machine's after, so that wherever all
 * ends the text is taken for whose it is.
 */
export async function applyReview(deps: ProjectDeps, input: ReviewInput): Promise<Applied> {
  return deps.workspace.withLock(async () => {
    await deps.workspace.readPin()
    await refresh(deps)
    const found = await findLive(deps, input.id)
    if (!found) return unchanged(conflictOf(input, { source: '', targets: [] }, true))
    const members = await membersOf(deps, found)
    const ids = new Set(members.map(({ id }) => id))
    const there = seenOf(found, jointSource(members))
    if (!isSeen(input.seen, there)) return unchanged(conflictOf(input, there, false))
    const plan = await planStep(deps, found, input)
    if ('reason' in plan) return unchanged({ kind: 'refused', id: found.id, ...plan })
    const { sync, scope } = await prepare(deps, found, ids)
    const path = plan.text?.path ?? found.targets[0]?.path ?? found.chapter
    const place = { id: found.id, chapter: found.chapter, status: found.status, ids, path }
    const snapshot = await takeSnapshot(deps, place)
    const written = await deps.workspace.together(async () => {
      const files = await write(deps, found, members, plan, input)
      await sync()
      return files
    })
    const to = (await findLive(deps, found.id))?.status ?? found.status
    const files = [...new Set([...written, ...scope])]
    return {
      outcome: { kind: 'done', id: found.id, from: found.status, to, written: files },
      step: await snapshot.finish(),
    }
  })
}

function unchanged(outcome: ReviewOutcome): Applied {
  return { outcome, step: null }
}

function isSeen(seen: Seen, there: Seen): boolean {
  return (
    sameText(seen.source, there.source) &&
    seen.targets.length === there.targets.length &&
    seen.targets.every((text, at) => sameText(text, there.targets[at] as string))
  )
}

function conflictOf({ id, seen, text }: ReviewInput, theirs: Seen, isGone: boolean): ReviewOutcome {
  return { kind: 'conflict', id, base: seen, theirs, mine: text, isGone }
}

/** What is to be done: a text to be written, whose it is, and a decision. */
interface StepPlan {
  readonly text: PlannedText | null
  readonly machine: Pick<MachineFact, 'engine' | 'model'> | null
  readonly decision: { readonly decision: DecisionVerb; readonly final: boolean } | null
}

async function planStep(deps: ProjectDeps, record: LiveRecord, input: ReviewInput): Promise<StepPlan | TextRefusal> {
  const decision = input.decision === null ? null : verbOf(input.decision)
  if (input.suggestion !== null)
    return planSuggestion(deps, record, { number: input.suggestion, text: input.text }, decision)
  const current = record.targets[input.passage]?.text
  const isNew = input.text !== null && (current === undefined || !sameText(input.text, current))
  if (!isNew) {
    if (decision === null) return { reason: 'nothing-to-do', detail: '' }
    if (!fitsDecision(decision.decision, record)) return { reason: 'unfit', detail: record.status }
    return { text: null, machine: null, decision }
  }
  if (record.block) return { reason: 'unfit', detail: record.status }
  if (input.decision !== null && !isAboutText(input.decision)) return { reason: 'unfit', detail: input.decision }
  const text = await planText(deps, record, input.text ?? '', input.passage)
  return 'reason' in text ? text : { text, machine: null, decision }
}

/** A suggestion is taken by accepting it, whatever else is decided. */
async function planSuggestion(
  deps: ProjectDeps,
  record: LiveRecord,
  { number, text: seen }: { readonly number: number; readonly text: string | null },
  decision: StepPlan['decision'],
): Promise<StepPlan | TextRefusal> {
  const note = (await suggestionsFor(deps.workspace, record))[number - 1]
  // Suggestions come and go: what is the second now need not be what was.
  if (!note || (seen !== null && !sameText(seen, note.target)))
    return { reason: 'no-suggestion', detail: String(number) }
  if (record.targets.length > 1) return { reason: 'several-passages', detail: record.id }
  const text = await planText(deps, record, note.target, 0)
  if ('reason' in text) return text
  const { engine, model } = note
  return {
    text,
    machine: { engine, ...(model !== undefined && { model }) },
    decision: decision ?? { decision: 'accept', final: false },
  }
}

function verbOf(decision: ReviewDecision): NonNullable<StepPlan['decision']> {
  return decision === 'finalise' ? { decision: 'approve', final: true } : { decision, final: false }
}

/** Brings the segment's line of the ledger up to date; all lines of a chapter that has no ledger yet. */
async function prepare(deps: ProjectDeps, { chapter }: LiveRecord, ids: ReadonlySet<string>) {
  const { files } = await deps.index.loadState()
  const isFirst = !files.some(({ side }) => side === 'ledger')
  const sync = () => syncUnderLock(deps, isFirst ? [] : [chapter], ids)
  const { written } = await sync()
  return { sync, scope: written.map((name) => deps.workspace.shownPath('ledger', name)) }
}

async function write(
  deps: ProjectDeps,
  record: LiveRecord,
  members: readonly SegmentRecord[],
  plan: StepPlan,
  input: ReviewInput,
): Promise<string[]> {
  const { workspace } = deps
  const { text, machine, decision } = plan
  const written: string[] = []
  const facts = await factsOf(deps, members, plan, input)
  if (text && !machine) await workspace.writeTarget(text.path, text.after, text.before)
  if (facts.facts.size > 0) written.push(...(await appendFacts(workspace, facts.facts)))
  if (text && machine) await workspace.writeTarget(text.path, text.after, text.before)
  if (text) written.push(workspace.shownPath('target', text.path))
  const isSettled = decision !== null ? decision.decision !== 'reopen' : record.status === 'untranslated'
  if (isSettled) written.push(...(await dropSuggestions(workspace, [record])))
  return written
}

async function factsOf(
  deps: ProjectDeps,
  members: readonly SegmentRecord[],
  { text, machine, decision }: StepPlan,
  { reason, by }: ReviewInput,
): Promise<FactCollection> {
  const collection = new FactCollection()
  const when = { by: by ?? (await deps.workspace.personName()), at: stampOf(deps.now()) }
  const source = jointSource(members)
  for (const member of members) {
    const add = (fact: Fact) => collection.add(member.chapter, member.id, fact)
    const shared = members.length > 1 && { group: members.map(({ id }) => id) }
    const target = text ? joinTexts(text.targets) : jointTarget(member)
    // What an edit of a draft or of stale English says is for a sync to conclude, as if it had been made in an editor.
    if (text && machine) add({ fact: 'machine', source, target, ...machine, pending: true, ...shared })
    else if (text && member.status !== 'draft' && member.status !== 'stale')
      add({ fact: 'translated', source, target, ...shared })
    if (decision && !text) add(decisionFact({ ...decision, reason }, member, members, when))
    else if (decision) add(decisionOn(target, decisionFact({ ...decision, reason }, member, members, when)))
  }
  return collection
}

/** The decision, on a text that is not in the index yet. */
function decisionOn(target: string, fact: Fact): Fact {
  return 'by' in fact && 'target' in fact ? { ...fact, target } : fact
}
