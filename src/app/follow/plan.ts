import type { SegmentRecord } from '../ports.js'

/** A chapter as `follow` gets it. */
export interface FollowedChapter {
  readonly chapter: string
  readonly source: string | null
  readonly target: string | null
  readonly records: readonly SegmentRecord[]
}

/** Why English was left where it is. Kebab-case, stable. */
export type LeftReason =
  /** Its segments stand in several places of the source, or its paragraphs in several of the English. */
  | 'scattered'
  /** The block it stands in holds something that stays. */
  | 'holds-more'
  /** Nothing around its place in the source has English yet. */
  | 'no-place'
  /** The chapters' structure would change. */
  | 'shape-broken'

/** What is to be done. Nothing is done yet. */
export interface FollowPlan {
  readonly renames: readonly Rename[]
  readonly moves: readonly Move[]
  readonly left: readonly Left[]
  readonly files: readonly PlannedFile[]
}

/** An English chapter that gets its source's new name. */
export interface Rename {
  readonly from: string
  readonly to: string
}

/** A block of English that goes to where its source is. */
export interface Move {
  /** The segments whose English goes with it. */
  readonly ids: readonly string[]
  readonly from: string
  readonly to: string
  /** Its first line before anything is moved. */
  readonly line: number
  readonly text: string
}

export interface Left {
  readonly id: string
  readonly chapter: string
  readonly path: string
  readonly line: number
  readonly reason: LeftReason
  readonly text: string
}

/** An English chapter that changes. `null`: there is no such file. */
export interface PlannedFile {
  readonly path: string
  readonly before: string | null
  /** With what comes, and still with what goes: so written first, text is never nowhere. `before` where nothing comes. */
  readonly interim: string | null
  readonly after: string | null
}
