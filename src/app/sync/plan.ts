import type { LedgerLine } from '../../core/fact.js'
import type { ChapterRecord, SegmentRecord } from '../ports.js'
import type { Lexicon } from '../read-lexicon.js'
import type { SyncedChange } from '../report.js'
import type { ChapterInput } from './entry.js'
import type { OriginQuestion, TextOrigin } from './origin.js'

/** Everything a sync looks at. Pure data: the plan follows from it alone, so deleting the index changes nothing. */
export interface PlanInput {
  readonly chapters: readonly ChapterInput[]
  /** Lines of chapters outside `chapters` whose source is gone: what comes back or moves finds its facts here. */
  readonly obsolete: readonly { readonly chapter: string; readonly line: LedgerLine }[]
  readonly sourceAvailable: boolean
  /** True for ids in use outside `chapters`. */
  readonly isTaken: (id: string) => boolean
  /** What history answered to the {@link SyncPlan.questions} of a first plan, by their keys. */
  readonly origins?: ReadonlyMap<string, TextOrigin>
  /** Lines of the whole book, by which English is known that was made from other texts: see {@link SyncPlan.tookStanding}. */
  readonly elsewhere?: readonly Pick<LedgerLine, 'source' | 'facts'>[]
  /** The glossary's pairs, which help to align what is not linked yet. */
  readonly lexicon?: Lexicon
}

export interface PlannedChapter {
  readonly chapter: string
  readonly lines: readonly LedgerLine[]
  readonly segments: readonly SegmentRecord[]
  readonly counts: Omit<ChapterRecord, 'chapter' | 'sourceHash' | 'targetHash' | 'ledgerHash' | 'pending'>
}

export interface SyncPlan {
  readonly chapters: readonly PlannedChapter[]
  readonly changes: readonly SyncedChange[]
  /** Chapters whose obsolete lines came back in a planned one. If there are any the plan is empty: plan with them. */
  readonly needed: ReadonlySet<string>
  /** No text came, went or was lost: other chapters have no part in this. */
  readonly isSettled: boolean
  /** English that stood without a source was given to Chinese that came: it may be a copy of what another chapter has. */
  readonly tookStanding: boolean
  /** English whose source was assumed to be today's, for want of an answer. */
  readonly questions: readonly OriginQuestion[]
}
