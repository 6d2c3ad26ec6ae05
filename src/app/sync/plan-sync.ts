import { createIdentifier } from '../../core/identifier.js'
import { hasSourceLanguage } from '../../core/inline.js'
import type { SyncedChange } from '../report.js'
import { recordAbsent } from './adopt-absent.js'
import { countRecords, deriveRecords } from './derive-records.js'
import type { ChapterInput, Entry, TargetUnit } from './entry.js'
import { type FollowedSource, followSource } from './follow-source.js'
import { type Group, groupEntries } from './groups.js'
import { keptEntries, ledgerLine } from './ledger-lines.js'
import { type LinkedTargets, linkTargets } from './link-targets.js'
import { Origins } from './origin.js'
import type { PlanInput, PlannedChapter, SyncPlan } from './plan.js'
import { isDraftEdit, recordFacts } from './record-facts.js'
import { settleRest } from './settle-rest.js'
import { isBlockKind } from './units.js'

/**
 * Plans a sync: what the ledgers should say of the chapters as they are now, and what follows for each segment.
 *
 * Pure: it reads and writes nothing, and the same chapters and ledgers give the same plan. Planning again what was
 * planned changes nothing.
 */
export function planSync(input: PlanInput): SyncPlan {
  const followed = followSource(input)
  if (followed.needed.size > 0)
    return {
      chapters: [],
      changes: [],
      needed: followed.needed,
      isSettled: false,
      tookStanding: false,
      questions: [],
    }
  const before = knownTargets(followed)
  const linked = linkTargets(input, followed)
  const live = [...followed.live.values()].flat()
  settleRest(live, [...followed.rest.values()].flat())
  const groups = groupEntries(live)
  const origins = new Origins(input.origins)
  const edits = recordFacts(groups, linked, origins)
  for (const chapter of input.chapters) recordAbsent(chapter, followed.live.get(chapter.chapter) ?? [])
  const added = addUnclaimed(input, followed, linked)
  const groupOf = new Map(groups.flatMap((group) => group.members.map((member): [Entry, Group] => [member, group])))
  const chapters = input.chapters.map((chapter) => planChapter(chapter, followed, groupOf))
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
  return { chapters, changes, needed: new Set(), isSettled, tookStanding, questions: origins.questions }
}

function planChapter(
  { chapter, target }: ChapterInput,
  followed: FollowedSource,
  groupOf: ReadonlyMap<Entry, Group>,
): PlannedChapter {
  const kept = keptEntries(followed.live.get(chapter) ?? [], followed.rest.get(chapter) ?? [])
  const segments = deriveRecords(kept, groupOf)
  const lines = kept.map((entry) => ledgerLine(entry, target !== null))
  return { chapter, lines, segments, counts: countRecords(segments) }
}

/** Makes an added line of every unit of English that no line claims. */
function addUnclaimed(input: PlanInput, followed: FollowedSource, linked: LinkedTargets): SyncedChange[] {
  const ids = new Set([...followed.live.values(), ...followed.rest.values()].flat().map(({ id }) => id))
  const changes: SyncedChange[] = []
  for (const { chapter } of input.chapters) {
    const neighbours = (followed.live.get(chapter) ?? []).filter((entry) => entry.targets[0]?.path === chapter)
    const rest = (followed.rest as Map<string, Entry[]>).get(chapter) ?? []
    for (const unit of linked.unclaimed.get(chapter) ?? []) {
      if (unit.kind === 'comment' && !hasSourceLanguage(unit.text)) continue
      const id = createIdentifier([chapter, 'added', unit.text], (id) => ids.has(id) || input.isTaken(id))
      ids.add(id)
      const entry = addedEntry(id, chapter, unit, neighbours)
      rest.push(entry)
      changes.push(targetChange(entry, 'added', null, unit.text))
    }
    ;(followed.rest as Map<string, Entry[]>).set(chapter, rest)
  }
  return changes
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
