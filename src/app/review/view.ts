import type { CodedText } from '../../core/codes/coded-text.js'
import type { MessageValues } from '../../core/errors.js'
import type { Severity } from '../../core/finding.js'
import type { Change, Gap, Status } from '../../core/status.js'
import type { WordDiff } from '../../match/diff-words.js'
import type { ListedSegment, Progress, Suggestion } from '../report.js'
import type { Notice } from '../workspace-port.js'
import type { WrittenBlock } from './written-blocks.js'

/**
 * What a review shows, and what it is told. Plain and complete: page and terminal are made from these alone.
 *
 * Ranges are half-open, in UTF-16 units of the text they are in.
 */

/** What a queue may hold: a status, segments that something is suggested for, those that checks found something in. */
export const QUEUES = [
  'untranslated',
  'stale',
  'draft',
  'suggested',
  'issues',
  'commented',
  'translated',
  'reviewed',
  'final',
  'omitted',
  'carried',
] as const

export type QueueName = (typeof QUEUES)[number]

/** Which segments are asked for. Empty lists and `null` do not restrict; what is named all must hold. */
export interface QueueInput {
  readonly chapters: readonly string[]
  /** In any of these. Where none is named: {@link BY_DEFAULT}. */
  readonly queues: readonly QueueName[]
  /** Segments in which this check found something. */
  readonly check: string | null
  /** Segments whose Chinese or English holds this, in whatever case; or whose id begins so. */
  readonly search: string | null
}

/** What waits for a person. */
export const BY_DEFAULT: readonly QueueName[] = ['untranslated', 'stale', 'draft', 'suggested']

export interface ReviewChapter extends Progress {
  readonly chapter: string
  /** Its first heading in English, else in Chinese; `null` where it has none. */
  readonly title: string | null
  /** Segments that something is suggested for. */
  readonly suggested: number
  readonly issues: number
  readonly comments: number
}

/** A segment in a queue. */
export interface QueueRow {
  readonly id: string
  readonly chapter: string
  readonly status: Status
  readonly kind: ListedSegment['kind']
  readonly change: Change | null
  readonly gap: Gap | null
  /** Beginnings of both texts as readers see them. */
  readonly source: string
  readonly target: string
  readonly suggested: number
  /** The gravest of what checks found; `null` where they found nothing. */
  readonly gravest: Severity | null
  readonly comments: number
}

export interface ReviewQueue {
  readonly sourceAvailable: boolean
  readonly notices: readonly Notice[]
  /** Every chapter of the book, whatever is asked for. */
  readonly chapters: readonly ReviewChapter[]
  readonly total: Progress
  /** In the order of the book. */
  readonly rows: readonly QueueRow[]
  /** The checks that found something, with the number of segments they found it in. */
  readonly checks: readonly { readonly check: string; readonly segments: number }[]
}

/** What a person saw of a segment when they decided. A decision on anything else is a conflict. */
export interface Seen {
  readonly source: string
  /** The passages' texts in order; empty where there is no English. */
  readonly targets: readonly string[]
}

/** A term of the glossary in the source. */
export interface ReviewTerm {
  readonly term: string
  readonly source: readonly (readonly [start: number, end: number])[]
  /** The English that would be right, the preferred first. */
  readonly expected: readonly string[]
  readonly note: string
  /** Where the English has it, rightly; empty where it has not. */
  readonly target: readonly (readonly [start: number, end: number])[]
  readonly isUsed: boolean
  readonly doNotTranslate: boolean
}

/** What a check finds in a text. */
export interface ReviewIssue {
  readonly check: string
  readonly severity: Severity
  readonly values: MessageValues
  /** In the English; `null` where it is about the whole. */
  readonly target: readonly [start: number, end: number] | null
  /** In the Chinese. */
  readonly source: readonly [start: number, end: number] | null
}

/** What can be seen of a text before it is saved. */
export interface TextView {
  readonly issues: readonly ReviewIssue[]
  readonly terms: readonly ReviewTerm[]
}

export interface MemoryHit {
  readonly source: string
  /** With the codes of today's source where only they differ. */
  readonly target: string
  /** 0..1; 1 for the same source. */
  readonly similarity: number
  readonly kind: 'exact' | 'codes' | 'fuzzy'
  readonly quality: 'reviewed' | 'translated' | 'draft'
  readonly chapter: string
  readonly origin: string
  /** From the hit's source to today's. */
  readonly words: readonly WordDiff[]
}

/** A paragraph beside the one under review, in the order of the chapter. */
export interface Neighbour {
  readonly id: string
  readonly kind: ListedSegment['kind']
  readonly status: Status
  /** Of a block its lines as they are written. */
  readonly source: string
  readonly target: string
}

export interface ReviewComment {
  /** Names the comment among those of its segment. */
  readonly key: string
  readonly text: string
  readonly by: string
  readonly at: string
  /** The Chinese has changed since. */
  readonly isOld: boolean
}

/** Something that happened to a segment, newest last. */
export interface HistoryStep {
  readonly what:
    | 'translated'
    | 'machine'
    | 'accepted'
    | 'approved'
    | 'final'
    | 'still-valid'
    | 'reopened'
    | 'omitted'
    | 'copied'
    | 'absent'
  readonly by: string | null
  /** ISO 8601; `null` where nobody noted when. */
  readonly at: string | null
  readonly reason: string | null
  readonly target: string | null
  /** It speaks of the Chinese as it is today. */
  readonly isOfToday: boolean
  /** zhen concluded it; nobody said so. */
  readonly isAssumed: boolean
}

/** What a person may do with a segment as it is. */
export const REVIEW_ACTIONS = ['edit', 'accept', 'approve', 'finalise', 'still-valid', 'omit', 'reopen'] as const

export type ReviewAction = (typeof REVIEW_ACTIONS)[number]

export type ReviewDecision = Exclude<ReviewAction, 'edit'>

/** What can be decided on a text that is not saved yet, together with it: nothing but that it is good. */
export function isAboutText(action: ReviewAction): boolean {
  return action === 'accept' || action === 'approve' || action === 'finalise'
}

/** All that a reviewer needs of one segment. */
export interface ReviewSegment extends Omit<ListedSegment, 'source' | 'status'> {
  readonly status: Status
  readonly source: {
    readonly text: string
    readonly path: string
    readonly startLine: number
    readonly endLine: number
    readonly coded: CodedText
  }
  /** A block as it is written in both editions; `null` for a text. */
  readonly written: WrittenBlock | null
  /** Of a group all its members' texts, joined; else the segment's own. What decisions speak of. */
  readonly groupSource: string | null
  readonly seen: Seen
  /** The text it was translated from → today's, word by word; empty where they are the same or it is not known. */
  readonly words: readonly WordDiff[]
  readonly suggestions: readonly (Suggestion & {
    /** From 1, as `accept --suggestion` takes it. */
    readonly number: number
    /** From the English that is there to what is suggested. */
    readonly changes: readonly WordDiff[]
  })[]
  readonly view: TextView
  readonly memory: readonly MemoryHit[]
  readonly before: readonly Neighbour[]
  readonly after: readonly Neighbour[]
  readonly comments: readonly ReviewComment[]
  readonly history: readonly HistoryStep[]
  /** Who wrote the lines of the English, by version control; empty where nothing knows. */
  readonly authors: readonly string[]
  readonly actions: readonly ReviewAction[]
}

/** What a person does with a segment: a new text, a decision, or both at once. */
export interface ReviewInput {
  readonly id: string
  readonly seen: Seen
  /** New English in Markdown; of a segment with several passages that of `passage`. `null` leaves it. */
  readonly text: string | null
  /** From 0. */
  readonly passage: number
  /** Takes this suggestion, from 1; `text`, where it is there, is what the person saw of it. */
  readonly suggestion: number | null
  readonly decision: ReviewDecision | null
  readonly reason: string | null
  /** `null`: whoever git says is at work. */
  readonly by: string | null
}

/** What became of it. Nothing is written unless `done`. */
export type ReviewOutcome =
  | {
      readonly kind: 'done'
      readonly id: string
      readonly from: Status
      readonly to: Status
      readonly written: readonly string[]
    }
  | ReviewConflict
  /** Not fit for the segment as it is. `detail` is what it failed at. */
  | { readonly kind: 'refused'; readonly id: string; readonly reason: RefusalReason; readonly detail: string }

/** Somebody changed the segment since it was seen: what was seen, what is there, and what was to be written. */
export interface ReviewConflict {
  readonly kind: 'conflict'
  readonly id: string
  readonly base: Seen
  readonly theirs: Seen
  readonly mine: string | null
  /** The source is no longer in the book. */
  readonly isGone: boolean
}

export type RefusalReason =
  | 'shape-broken'
  | 'unfit'
  | 'no-place'
  | 'several-passages'
  | 'empty'
  | 'no-suggestion'
  | 'nothing-to-do'

/** What the last step was, for those who may want it back. */
export interface UndoneStep {
  readonly id: string
  readonly chapter: string
  readonly to: Status
}

/**
 * A review of the project: the queue, its segments, and what people do with them. Implemented by `createReview`.
 *
 * Every call looks at the files as they are. Calls may overlap; those that write wait for each other. Beside a decision
 * nothing is recorded: what others have just typed into the chapter is theirs to save and to sync.
 */
export interface Review {
  /** @throws ZhenError `chapter-unknown`, `usage` for an unknown check */
  queue(input: QueueInput): Promise<ReviewQueue>
  /**
   * Runs the checks over what has changed since they last ran, which a queue does only where it is asked for findings: it
   * takes a moment, and is for when nobody waits. True when something may be found otherwise than before.
   */
  check(): Promise<boolean>
  /** @throws ZhenError `segment-unknown`, `segment-ambiguous` */
  segment(id: string): Promise<ReviewSegment>
  /** What checks and terms say of `text` as the English of a segment; writes nothing. */
  look(id: string, text: string): Promise<TextView>
  apply(input: ReviewInput): Promise<ReviewOutcome>
  comment(id: string, text: string, by: string | null): Promise<ReviewSegment>
  /** Takes a comment away; one that is gone already is no error. */
  settleComment(id: string, key: string): Promise<ReviewSegment>
  /**
   * Takes back the last step of this review that is not taken back yet: chapter, ledger and notes are as before it.
   * `null` where there is none. Refused with `conflict` where its text has been changed since.
   */
  undo(): Promise<UndoneStep | ReviewConflict | null>
}
