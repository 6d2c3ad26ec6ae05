import { otherChapters } from '../../core/fact.js'
import { formatLedger } from '../../core/ledger.js'
import type { PackedSegments, SegmentRecord } from '../ports.js'
import type { SyncedChange } from '../report.js'
import type { OriginQuestion } from './origin.js'
import type { PlannedChapter, SyncPlan } from './plan.js'

/** A planned chapter as it is kept: mostly texts, which cost little to hand over from another thread. */
export interface WrittenChapter extends Pick<PlannedChapter, 'chapter' | 'counts'> {
  /** The ledger as it should be. */
  readonly ledger: string
  /** Of all its lines. */
  readonly ids: readonly string[]
  /** Other English chapters in which English of this one stands. */
  readonly elsewhere: readonly string[]
  readonly segments: readonly SegmentRecord[] | PackedSegments
}

/** What comes of planning one chapter by itself. */
export interface LonePlan {
  /** `null` where other chapters are needed to plan it. */
  readonly written: WrittenChapter | null
  readonly changes: readonly SyncedChange[]
  /** See {@link SyncPlan.isSettled}. */
  readonly isSettled: boolean
  readonly questions: readonly OriginQuestion[]
}

export function writeDown({ chapter, lines, segments, counts }: PlannedChapter): WrittenChapter {
  const elsewhere = [...new Set(lines.flatMap(otherChapters))]
  return { chapter, counts, ledger: formatLedger(lines), ids: lines.map(({ id }) => id), elsewhere, segments }
}

/** A plan that was made for one chapter. */
export function lonePlan({ chapters: [only], changes, isSettled, questions }: SyncPlan): LonePlan {
  return { written: only ? writeDown(only) : null, changes, isSettled, questions }
}
