import { deriveVerdict } from '../../core/derive.js'
import { isCosmetic, STATUSES, type Status } from '../../core/status.js'
import { countHan, sameText } from '../../core/text.js'
import { classifyChange } from '../../match/classify-change.js'
import type { ChapterRecord, RecordStatus, SegmentRecord, StatusCounts, TargetPassage } from '../ports.js'
import { type Entry, isLive, joinTexts, type TargetUnit } from './entry.js'
import type { Group } from './groups.js'

type Counts = Omit<ChapterRecord, 'chapter' | 'sourceHash' | 'targetHash' | 'ledgerHash' | 'pending'>

/** The records of one chapter: its live segments in source order, then what is obsolete or added, in ledger order. */
export function deriveRecords(kept: readonly Entry[], groupOf: ReadonlyMap<Entry, Group>): SegmentRecord[] {
  const live = kept.filter(isLive)
  const misplaced = findMisplaced(live)
  return [
    ...live.map((entry, ordinal) => liveRecord(entry, ordinal, groupOf.get(entry), misplaced.has(entry))),
    ...kept.filter((entry) => !isLive(entry)).map((entry, index) => restRecord(entry, live.length + index)),
  ]
}

function liveRecord(entry: Entry, ordinal: number, group: Group | undefined, misplaced: boolean): SegmentRecord {
  const members = group?.members ?? [entry]
  const targets = group?.targets ?? entry.targets
  const verdict = deriveVerdict(situationOf(entry, members, targets), classifyChange)
  const { unit } = entry
  return {
    id: entry.id,
    chapter: entry.chapter,
    ordinal,
    kind: entry.kind,
    block: unit?.block === true,
    status: verdict.status,
    section: unit?.section ?? [],
    source: { text: entry.source ?? '', startLine: unit?.place?.startLine ?? 0, endLine: unit?.place?.endLine ?? 0 },
    targets: targets.map(passageOf),
    group: members.length > 1 ? members.map(({ id }) => id) : null,
    translatedFrom: verdict.translatedFrom,
    change: verdict.change,
    gap: verdict.gap,
    basis: verdict.basis,
    targetEdited: verdict.targetEdited,
    origin: verdict.origin,
    confidence: verdict.confidence,
    protected: verdict.protected,
    misplaced,
    facts: entry.facts,
  }
}

function situationOf(entry: Entry, members: readonly Entry[], targets: readonly TargetUnit[]) {
  const source = joinTexts(members.map((member) => member.source ?? ''))
  const target = targets.length === 0 ? null : joinTexts(targets.map(({ text }) => text))
  const block = members.every((member) => member.unit?.block === true)
  const carried = members.every((member) => member.unit?.carried === true)
  const same = target !== null && sameText(source, target)
  const agrees = same || (target !== null && carried && !block && isCosmetic(classifyChange(source, target)))
  return { source, target, block, carried, agrees, facts: entry.facts }
}

function restRecord(entry: Entry, ordinal: number): SegmentRecord {
  return {
    id: entry.id,
    chapter: entry.chapter,
    ordinal,
    kind: entry.kind,
    block: entry.targets[0]?.block ?? false,
    status: entry.obsolete ? 'obsolete' : 'added',
    section: entry.targets[0]?.section ?? [],
    source: entry.source === null ? null : { text: entry.source, startLine: 0, endLine: 0 },
    targets: entry.targets.map(passageOf),
    group: null,
    translatedFrom: null,
    change: null,
    gap: null,
    basis: null,
    targetEdited: false,
    origin: null,
    confidence: null,
    protected: false,
    misplaced: false,
    facts: entry.facts,
  }
}

function passageOf(unit: TargetUnit): TargetPassage {
  const { place, path, text } = unit
  return { path, text, startLine: place?.startLine ?? 0, endLine: place?.endLine ?? 0 }
}

/** English that stands in another chapter, or out of the order of its source. Blocks have no order of their own. */
function findMisplaced(live: readonly Entry[]): ReadonlySet<Entry> {
  const placed = live.filter((entry) => entry.targets.length > 0 && entry.unit?.block !== true)
  const home = placed.filter((entry) => entry.targets[0]?.path === entry.chapter)
  const inOrder = longestAscending(home, (entry) => entry.targets[0]?.part ?? 0)
  return new Set(placed.filter((entry) => !inOrder.has(entry)))
}

/** A longest subsequence of non-descending rank (patience sorting). */
function longestAscending<T>(list: readonly T[], rank: (element: T) => number): ReadonlySet<T> {
  const tails: number[] = []
  const before: number[] = []
  list.forEach((element, index) => {
    let low = 0
    let high = tails.length
    while (low < high) {
      const middle = (low + high) >> 1
      if (rank(list[tails[middle] as number] as T) <= rank(element)) low = middle + 1
      else high = middle
    }
    before[index] = low > 0 ? (tails[low - 1] as number) : -1
    tails[low] = index
  })
  const kept = new Set<T>()
  for (let index = tails.at(-1) ?? -1; index !== -1; index = before[index] ?? -1) kept.add(list[index] as T)
  return kept
}

/** The figures of a chapter. Blocks are counted apart: they are no text to translate. */
export function countRecords(records: readonly SegmentRecord[]): Counts {
  const counts = Object.fromEntries(STATUSES.map((status) => [status, 0])) as Record<Status, number>
  const characters = { source: 0, translated: 0, counted: 0 }
  const blocks = { total: 0, differing: 0, missing: 0 }
  const obsoleteLines = records.filter((record) => record.status === 'obsolete').length
  for (const { block, status, source } of records) {
    if (!isStatus(status)) continue
    if (block) {
      blocks.total++
      if (status === 'stale') blocks.differing++
      if (status === 'untranslated') blocks.missing++
      continue
    }
    counts[status]++
    const han = countHan(source?.text ?? '')
    characters.source += han
    if (status !== 'carried' && status !== 'omitted') characters.counted += han
    if (status === 'translated' || status === 'reviewed' || status === 'final') characters.translated += han
  }
  return {
    counts: counts satisfies StatusCounts,
    sourceCharacters: characters.source,
    translatedCharacters: characters.translated,
    countedCharacters: characters.counted,
    obsolete: records.filter((record) => record.status === 'obsolete' && !record.block && record.targets.length > 0)
      .length,
    ...(obsoleteLines > 0 && { obsoleteLines }),
    added: records.filter((record) => record.status === 'added' && !record.block).length,
    misplaced: records.filter((record) => record.misplaced).length,
    blocks,
  }
}

function isStatus(status: RecordStatus): status is Status {
  return status !== 'obsolete' && status !== 'added'
}
