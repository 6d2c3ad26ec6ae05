import type { BlockKind, SegmentKind } from './segment.js'

/** What happened to a segment. Facts are appended, never edited; what follows from them today is its {@link Status}. */
export type Fact = TranslatedFact | MachineFact | CopiedFact | AbsentFact | AddedFact | DecisionFact | OmittedFact

/** A person's text: `target` was made from `source`. */
export interface TranslatedFact {
  readonly fact: 'translated'
  readonly source: string
  readonly target: string
  /** `assumed`: zhen concluded it from what it found; nobody said so. Absent when stated. */
  readonly basis?: 'assumed'
  /** 0..1, how sure an assumed link is. */
  readonly confidence?: number
  /** What the text grew out of: an engine's or the memory's draft that a person rewrote. */
  readonly from?: string
  /** Set when a person edited a stale target without bringing it up to date. */
  readonly edited?: true
  /** Ids of all segments that share this target, in document order; `source` is then their joined text. */
  readonly group?: readonly string[]
}

/** A machine's or the memory's text. */
export interface MachineFact {
  readonly fact: 'machine'
  readonly source: string
  readonly target: string
  readonly engine: string
  readonly model?: string
  readonly glossary?: string
  /** Set until the text has been seen in a chapter: written first, so that a draft is never taken for a person's. */
  readonly pending?: true
  /** A person changed punctuation only, or by one repeated substitution: still a draft, no longer replaced. */
  readonly touched?: true
  readonly group?: readonly string[]
}

/** The target holds a copy of this source text. Recorded only where the copy is not today's source. */
interface CopiedFact {
  readonly fact: 'copied'
  readonly source: string
}

/** English had nothing for this source when the edition was adopted. */
interface AbsentFact {
  readonly fact: 'absent'
  readonly source: string
}

/** The target holds this text, which never had a source: a translator's note, say. */
interface AddedFact {
  readonly fact: 'added'
  readonly target: string
}

export type Decision = 'accepted' | 'approved' | 'final' | 'still-valid' | 'reopened'

/** A person's explicit word on exactly this source and target. */
export interface DecisionFact {
  readonly fact: Decision
  readonly source: string
  readonly target: string
  readonly by: string
  /** ISO 8601, UTC, to the second. */
  readonly at: string
  readonly reason?: string
  readonly group?: readonly string[]
}

/** A person decided that this source has no English. */
export interface OmittedFact {
  readonly fact: 'omitted'
  readonly source: string
  readonly by: string
  readonly at: string
  readonly reason?: string
}

/** One line of the ledger. */
export interface LedgerLine {
  readonly id: string
  readonly kind: SegmentKind | BlockKind
  /** The source text as last synced; `null` for an added line: a target that never had a source. */
  readonly source: string | null
  /** Where the English stands when that is not the chapter of the same name: a path below the target folder. */
  readonly target?: string
  /** Further English chapters in which parts of it stand. */
  readonly also?: readonly string[]
  /** The source is gone; the line is kept for its facts. */
  readonly obsolete?: true
  /** The English chapter had nothing for it at the last sync: of equal texts, this is not the one that stands there. */
  readonly missing?: true
  readonly facts: readonly Fact[]
}

/** English chapters besides its own in which English of a line stands. */
export function otherChapters({ target, also = [] }: LedgerLine): readonly string[] {
  return target === undefined ? also : [target, ...also]
}
