import { isDeepStrictEqual } from 'node:util'
import { createIdentifier } from '../../core/identifier.js'
import { hasSourceLanguage } from '../../core/inline.js'
import type { SyncedChange } from '../report.js'
import { recordAbsent } from './adopt-absent.js'
import { countRecords, deriveRecords } from './derive-records.js'
import type { ChapterInput, Entry, TargetUnit } from './entry.js'
import { type FollowedSource, followSource } from './follow-source.js'
import { type Group, groupEntries } from './groups.js'
import { leavesDoubt } from './leaves-doubt.js'
import { keptEntries, ledgerLine } from './ledger-lines.js'
import { type LinkedTargets, linkTargets } from './link-targets.js'
import { Origins } from './origin.js'
import type { PlanInput, PlannedChapter, SyncPlan } from './plan.js'
import { isDraftEdit, recordFacts } from './record-facts.js'
import { settleRest } from './settle-rest.js'
import { isBlockKind } from './units.js'

/** So often, at most, is a plan made again from what it says itself. Once is nearly always enough. */
const MOST_AGAIN = 4

/**
 * Plans a sync: what the ledgers should say of the chapters as they are now, and what follows for each segment.
 *
 * Pure: it reads and writes nothing, and the same chapters and ledgers give the same plan. Planning again what was
 * planned changes nothing: where the ledgers may leave a doubt, such as which of two equal texts is whose, the plan is
 * the one that they give.
 */
export function planSync(input: PlanInput): SyncPlan {
  let known = input
  let { plan, isDoubtful } = planOnce(input)
  for (let again = 0; isDoubtful && again < MOST_AGAIN; again++) {
    const written = withLines(known, plan.chapters)
    if (isDeepStrictEqual(linesOf(written), linesOf(known))) break
    const next = planOnce(written)
    plan = continuePlan(plan, next.plan)
    ;[known, isDoubtful] = [written, next.isDoubtful]
  }
  return plan
}

/** What a sync would look at, had the plan been written down. */
function withLines(input: PlanInput, planned: readonly PlannedChapter[]): PlanInput {
  const lines = new Map(planned.map((each) => [each.chapter, each.lines]))
  return { ...input, chapters: input.chapters.map((each) => ({ ...each, lines: lines.get(each.chapter) ?? [] })) }
}

function linesOf({ chapters }: PlanInput) {
  return chapters.map(({ lines }) => lines)
}

function continuePlan(plan: SyncPlan, next: SyncPlan): SyncPlan {
  return {
    ...next,
    changes: [...plan.changes, ...next.changes],
    isSettled: plan.isSettled && next.isSettled,
    tookStanding: plan.tookStanding || next.tookStanding,
    questions: [...plan.questions, ...next.questions],
  }
}

interface Round {
  readonly plan: SyncPlan
  /** What the ledgers say by now may be read otherwise. */
  readonly isDoubtful: boolean
}

function planOnce(input: PlanInput): Round {
  const followed = followSource(input)
  if (followed.needed.size > 0) return { plan: needing(followed.needed), isDoubtful: false }
  const before = knownTargets(followed)
  const linked = linkTargets(input, followed)
  const live = [...followed.live.values()].flat()
  settleRest(live, [...followed.rest.values()].flat())
  const groups = groupEntries(live)
  const origins = new Origins(input.origins)
  const edits = recordFacts(groups, linked, origins)
  for (const chapter of input.chapters) recordAbsent(chapter, followed.live.get(chapter.chapter) ?? [])
  const { added, left } = addUnclaimed(input, followed, linked)
  const groupOf = new Map(groups.flatMap((group) => group.members.map((member): [Entry, Group] => [member, group])))
  const kept = input.chapters.map(({ chapter }) =>
    keptEntries(followed.live.get(chapter) ?? [], followed.rest.get(chapter) ?? []),
  )
  const chapters = input.chapters.map((chapter, at) => planChapter(chapter, kept[at] as Entry[], groupOf))
  const edited = edits.flatMap(({ group, older, newer }) =>
    group.members.map((member) => targetChange(member, 'edited', older, newer)),
  )
  const changes = [...followed.changes, ...edited, ...newLinks(live, before, linked), ...added]
  // A search and replace over drafts is seen only across chapters.
  const isSettled =
    added.length === 0 &&
    !edits.some(isDraftEdit) &&
    linked.isComplete &&
    !linked.tookStanding &&
    !followed.hasReplaced &&
    !followed.changes.some(({ kind }) => kind !== 'changed')
  const { tookStanding } = linked
  const plan = { chapters, changes, needed: new Set<string>(), isSettled, tookStanding, questions: origins.questions }
  return { plan, isDoubtful: leavesDoubt(kept.flat(), left) }
}

function needing(needed: ReadonlySet<string>): SyncPlan {
  return { chapters: [], changes: [], needed, isSettled: false, tookStanding: false, questions: [] }
}

function planChapter(
  { chapter, target }: ChapterInput,
  kept: readonly Entry[],
  groupOf: ReadonlyMap<Entry, Group>,
): PlannedChapter {
  const segments = deriveRecords(kept, groupOf)
  const lines = kept.map((entry) => ledgerLine(entry, target !== null))
  return { chapter, lines, segments, counts: countRecords(segments) }
}

interface Unclaimed {
  readonly added: readonly SyncedChange[]
  /** English that needs no line. */
  readonly left: readonly TargetUnit[]
}

/** Makes an added line of every unit of English that no line claims. */
function addUnclaimed(input: PlanInput, followed: FollowedSource, linked: LinkedTargets): Unclaimed {
  const ids = new Set([...followed.live.values(), ...followed.rest.values()].flat().map(({ id }) => id))
  const added: SyncedChange[] = []
  const left: TargetUnit[] = []
  for (const { chapter } of input.chapters) {
    const neighbours = (followed.live.get(chapter) ?? []).filter((entry) => entry.targets[0]?.path === chapter)
    const rest = (followed.rest as Map<string, Entry[]>).get(chapter) ?? []
    for (const unit of linked.unclaimed.get(chapter) ?? []) {
      if (unit.kind === 'comment' && !hasSourceLanguage(unit.text)) {
        left.push(unit)
        continue
      }
      const id = createIdentifier([chapter, 'added', unit.text], (id) => ids.has(id) || input.isTaken(id))
      ids.add(id)
      const entry = addedEntry(id, chapter, unit, neighbours)
      rest.push(entry)
      added.push(targetChange(entry, 'added', null, unit.text))
    }
    ;(followed.rest as Map<string, Entry[]>).set(chapter, rest)
  }
  return { added, left }
}

function addedEntry(id: string, chapter: string, unit: TargetUnit, neighbours: readonly Entry[]): Entry {
  const behind = neighbours.findLast((entry) => (entry.targets[0]?.part ?? Number.POSITIVE_INFINITY) < unit.part)
  return {
    id,
    kind: unit.kind,
    chapter,
    source: null,
    previousSource: null,
    obsolete: false,
    unit: null,
    facts: [{ fact: 'added', target: unit.text }],
    targetPath: chapter,
    expected: null,
    targets: [unit],
    inherits: [],
    behind: behind?.id ?? null,
    wasMissing: false,
  }
}

/** Which entries had English according to their ledger. */
function knownTargets(followed: FollowedSource): ReadonlySet<Entry> {
  const live = [...followed.live.values()].flat()
  return new Set(live.filter((entry) => entry.facts.some((fact) => 'target' in fact)))
}

function newLinks(live: readonly Entry[], before: ReadonlySet<Entry>, linked: LinkedTargets): SyncedChange[] {
  return live.flatMap((entry) => {
    const first = entry.targets[0]
    if (first && linked.confidence.has(entry) && entry.unit?.carried !== true) {
      return [targetChange(entry, 'linked', null, first.text)]
    }
    return !first && before.has(entry) && entry.expected !== null
      ? [targetChange(entry, 'removed', entry.expected, null)]
      : []
  })
}

function targetChange(entry: Entry, kind: SyncedChange['kind'], from: string | null, to: string | null): SyncedChange {
  return { id: entry.id, chapter: entry.chapter, kind, from, to, change: null, block: isBlockKind(entry.kind) }
}
