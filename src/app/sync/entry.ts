import type { Fact, LedgerLine } from '../../core/fact.js'
import type { BlockKind, ParsedChapter, SegmentKind } from '../../core/segment.js'
import type { Unit } from './units.js'

/** A chapter as the planner gets it. */
export interface ChapterInput {
  readonly chapter: string
  /** `null` when the Chinese chapter is gone, or when there is no source here: see {@link PlanInput.sourceAvailable}. */
  readonly source: ParsedChapter | null
  readonly target: ParsedChapter | null
  /** As on disk; empty when the chapter has no ledger yet. */
  readonly lines: readonly LedgerLine[]
}

/** A ledger line in the making. The planner fills it in step by step; it leaves the planner as a {@link LedgerLine}. */
export interface Entry {
  readonly id: string
  kind: SegmentKind | BlockKind
  chapter: string
  /** Today's source; `null` for an added line. For an obsolete one the last there was. */
  source: string | null
  /** The source at the last sync; `null` for a new line. */
  readonly previousSource: string | null
  obsolete: boolean
  /** Today's source unit, `null` for obsolete and added lines. */
  unit: Unit | null
  facts: Fact[]
  /** Target chapter the ledger names. */
  targetPath: string
  /** The target text the ledger lets us expect, `null` if none. */
  expected: string | null
  /** What was found in the target, in document order. */
  targets: TargetUnit[]
  /** Entries whose English this one shares since the source was split or merged. */
  readonly inherits: Entry[]
  /** Id of the live or added line it stood behind in the old ledger, for lines without a place in the source. */
  readonly behind: string | null
  /** Its English chapter had nothing for it at the last sync. */
  readonly wasMissing: boolean
}

/** A unit of an English chapter. */
export interface TargetUnit extends Unit {
  readonly path: string
}

export function isLive(entry: Entry): boolean {
  return !entry.obsolete && entry.source !== null
}

export function isAdded(entry: Entry): boolean {
  return entry.source === null
}

/** Several target segments are one text, joined by a blank line. Only an attribute's own text may hold one. */
export function joinTexts(texts: readonly string[]): string {
  return texts.join('\n\n')
}
