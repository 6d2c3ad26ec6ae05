import type { Decision } from '../../core/fact.js'
import type { Status } from '../../core/status.js'
import type { TermStatus } from '../../core/term-status.js'
import type { ComparedWords, Issue, ListedSegment, Progress, SegmentCounts } from '../report.js'
import type { Notice } from '../workspace-port.js'

/**
 * All that `report` tells of a book. As with the other reports, keys never change meaning and none is taken away.
 *
 * It follows from the files and their history alone, but for `date`.
 */
export interface ProjectReport {
  readonly sourceAvailable: boolean
  readonly notices: readonly Notice[]
  /** What the book's `conf.py` calls it, else the chapter by which it begins; `null` where neither says. */
  readonly title: string | null
  /** The day of the report, in UTC: `2026-11-28`. */
  readonly date: string
  /** The last commits that touched the chapters; `null` outside git. */
  readonly commits: { readonly source: string | null; readonly target: string | null }
  readonly total: Progress
  /** Chinese characters by status. */
  readonly characters: Characters
  /** In the order of the book. */
  readonly chapters: readonly ReportedChapter[]
  readonly history: BurnUp
  /** Whether anything is known of the Chinese chapters' past, so that `since` can say something. */
  readonly sourceHistory: 'complete' | 'shallow' | 'none'
  readonly terms: readonly TermConsistency[]
  readonly findings: {
    readonly issues: readonly Issue[]
    readonly waived: number
    readonly summary: {
      readonly errors: number
      readonly warnings: number
      readonly infos: number
      readonly segments: number
    }
  }
  readonly people: readonly PersonFigures[]
  /** The latest first. */
  readonly decisions: readonly ReportedDecision[]
  /** With `--changed-from`, else `null`. */
  readonly changed: ChangedPart | null
}

export type Characters = Readonly<Record<Status, number>>

export interface ReportedChapter extends Progress {
  readonly chapter: string
  /** Its first heading. */
  readonly title: { readonly source: string | null; readonly target: string | null }
  readonly path: { readonly source: string; readonly target: string }
  /** Whether these files are there. */
  readonly hasSource: boolean
  readonly hasTarget: boolean
  /** Chinese characters by status. */
  readonly characters: Characters
  /** The status of every text, in the order of the source. */
  readonly cells: readonly Status[]
  /** What is untranslated, stale or a draft, blocks that differ among them. */
  readonly open: readonly OpenSegment[]
}

export interface OpenSegment extends ListedSegment {
  /** Of a stale one: since when its English is behind; `null` where nobody knows. */
  readonly since: Since | null
  /** Of a stale one: from what the English was made from to today's source; else empty. */
  readonly words: readonly ComparedWords[]
}

/** When the source departed from what the English was made from. */
export interface Since {
  /** ISO 8601, UTC. */
  readonly at: string
  /** `null`: the change is not committed yet, or only the index saw it. */
  readonly commit: string | null
  /** `git`: a commit brought the change; `present`: it is not committed yet; `seen`: zhen first saw it then. */
  readonly by: 'git' | 'present' | 'seen'
}

/** How the translation grew, oldest first, as the ledger's commits tell. The last point is today. */
export interface BurnUp {
  readonly points: readonly BurnUpPoint[]
  /** How many commits of the ledger there are; no more than sixty of them are looked at. */
  readonly commits: number
  /** Commits that were left out, since a ledger of theirs cannot be read by this version. */
  readonly unreadable: number
  /** `none`: no commit holds the ledger. `shallow`: the clone is cut off; it begins later than the ledger did. */
  readonly reach: 'complete' | 'shallow' | 'none'
}

export interface BurnUpPoint {
  /** `null` for today. */
  readonly commit: string | null
  /** ISO 8601, UTC. */
  readonly at: string
  /** As the ledger alone tells; blocks left out. */
  readonly segments: SegmentCounts
  readonly characters: Characters
  readonly percentTranslated: number
}

/** How a term of the glossary stands in the book. */
export interface TermConsistency {
  /** The Chinese. */
  readonly term: string
  readonly preferred: string | null
  /** In how many translated segments it stands. */
  readonly count: number
  /** 0..1: in how many of those that have any rendering it is the most frequent one. */
  readonly consistency: number
  /** Most frequent first. */
  readonly renderings: readonly {
    readonly text: string
    /** `null`: the glossary does not know it. */
    readonly status: TermStatus | null
    readonly count: number
    readonly places: readonly TermPlace[]
  }[]
  /** Where none of them stands. */
  readonly unexplained: { readonly count: number; readonly places: readonly TermPlace[] }
}

export interface TermPlace {
  readonly id: string
  readonly chapter: string
  readonly source: { readonly path: string; readonly line: number }
  readonly target: { readonly path: string; readonly line: number }
}

/** What a person can decide, in the order in which it is told. */
export const DECISION_KINDS = [
  'accepted',
  'approved',
  'final',
  'still-valid',
  'omitted',
  'reopened',
] as const satisfies readonly (Decision | 'omitted')[]

export type DecisionKind = (typeof DECISION_KINDS)[number]

export interface PersonFigures {
  /** `null` for English of which nobody knows who wrote it. */
  readonly name: string | null
  readonly translated: number
  readonly characters: number
  readonly reviewed: number
  /** How often they decided so, as the ledger has it. */
  readonly decisions: Readonly<Record<DecisionKind, number>>
  /** Their last decision, ISO 8601. */
  readonly last: string | null
}

export interface ReportedDecision {
  readonly decision: DecisionKind
  readonly by: string
  readonly at: string
  readonly reason: string | null
  readonly id: string
  readonly chapter: string
  readonly source: { readonly path: string; readonly line: number } | null
  readonly target: { readonly path: string; readonly line: number } | null
}

/** What a branch changed, and what that did to the figures. */
export interface ChangedPart {
  readonly revision: string
  readonly commit: string
  /** Figures at that commit, as its ledger tells; `null` where it had none that can be read. */
  readonly before: Pick<BurnUpPoint, 'segments' | 'characters' | 'percentTranslated'> | null
  readonly segments: readonly ListedSegment[]
  /** Findings about what changed. */
  readonly issues: readonly Issue[]
}
