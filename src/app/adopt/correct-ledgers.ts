import type { LedgerLine, TranslatedFact } from '../../core/fact.js'
import { isLiveRecord } from '../live-records.js'
import type { SegmentRecord } from '../ports.js'
import { joinTexts } from '../sync/entry.js'
import type { PlannedChapter } from '../sync/plan.js'
import { Corrections } from './correct-facts.js'
import { deriveOrigin } from './derive-origin.js'
import type { Editions } from './edition.js'
import { judgeMissing } from './judge-missing.js'
import type { Traced } from './trace-lost.js'

/** Links of then less certain than this say nothing about today. */
const TRUSTED = 0.6

type Ledgers = ReadonlyMap<string, readonly LedgerLine[]>

/** The lines of all ledgers, by chapter, with English that has no source today linked to what it was made from. */
export function relinkLedgers(chapters: readonly PlannedChapter[], traced: readonly Traced[]): Ledgers {
  const corrections = correctionsOf(chapters)
  const byPlace = new Map(chapters.map(({ chapter, segments }) => [chapter, segments]))
  for (const found of traced) {
    const heir = found.heir && byPlace.get(found.heir.chapter)?.[found.heir.part]
    if (heir) relink(corrections, found, heir)
    else if (!found.heir) bury(corrections, found)
  }
  return linesOf(chapters, corrections)
}

/** The lines of all ledgers, by chapter, with what history says of the origin of the English. */
export function correctLedgers(editions: Editions, chapters: readonly PlannedChapter[]): Ledgers {
  const corrections = correctionsOf(chapters)
  const byId = recordsById(chapters)
  for (const { segments } of chapters) {
    for (const record of segments) {
      if (!speaks(record)) continue
      const members = membersOf(record, byId)
      const origin = deriveOrigin(editions, members)
      if (origin) corrections.correctOrigin(members, origin)
    }
    for (const { record, why } of judgeMissing(editions, segments)) {
      if (why === 'added-since') corrections.forgetAbsent(record)
    }
  }
  return linesOf(chapters, corrections)
}

function correctionsOf(chapters: readonly PlannedChapter[]): Corrections {
  return new Corrections(chapters.flatMap(({ lines }) => lines))
}

function linesOf(chapters: readonly PlannedChapter[], corrections: Corrections): Ledgers {
  return new Map(
    chapters.map(({ chapter, lines }) => [chapter, lines.flatMap((line) => corrections.result(line) ?? [])]),
  )
}

export function recordsById(chapters: readonly PlannedChapter[]): ReadonlyMap<string, SegmentRecord> {
  return new Map(chapters.flatMap(({ segments }) => segments.map((record) => [record.id, record])))
}

/** The records that share a record's English, itself among them. */
export function membersOf(record: SegmentRecord, byId: ReadonlyMap<string, SegmentRecord>): SegmentRecord[] {
  return (record.group ?? [record.id]).flatMap((id) => byId.get(id) ?? [])
}

/** True for a record with English and a source; of a group, for the first. */
export function speaks(record: SegmentRecord): boolean {
  const { id, targets, source, group } = record
  return targets.length > 0 && source !== null && (!group || group[0] === id) && isLiveRecord(record)
}

/** English of a chapter that was renamed, or of a paragraph that moved: its source stands elsewhere today. */
function relink(corrections: Corrections, { record, version, confidence }: Traced, heir: SegmentRecord): void {
  const line = corrections.line(heir.id)
  if (!line || heir.status !== 'untranslated' || heir.targets.length > 0 || heir.kind !== record.kind) return
  if (confidence < TRUSTED) return
  corrections.drop(record.id)
  const facts = line.facts.filter(({ fact }) => fact !== 'absent')
  const { missing: _, target: __, ...rest } = line
  corrections.put({
    ...rest,
    ...(record.chapter !== heir.chapter && { target: record.chapter }),
    facts: [...facts, factOf(record, version.text, confidence)],
  })
}

/** English whose source is gone is kept as such, with what its source was. */
function bury(corrections: Corrections, { record, version, confidence }: Traced): void {
  const line = corrections.line(record.id)
  if (!line || line.source !== null || confidence < TRUSTED || version.block !== record.block) return
  const facts = [factOf(record, version.text, confidence)]
  corrections.put({ ...line, kind: version.kind, source: version.text, obsolete: true, facts })
}

function factOf({ targets }: SegmentRecord, source: string, confidence: number): TranslatedFact {
  const target = joinTexts(targets.map(({ text }) => text))
  return { fact: 'translated', source, target, basis: 'assumed', confidence: Math.round(confidence * 100) / 100 }
}
