import type { MessageValues } from '../core/errors.js'
import type { Finding, Severity } from '../core/finding.js'
import type { BlockKind, SegmentKind } from '../core/segment.js'
import type { Status } from '../core/status.js'
import type { TermMatcher } from '../glossary/compile-terms.js'
import type { TermRow } from '../glossary/term.js'
import type { JudgedUse } from '../references/judge-references.js'
import type { CheckOption, OptionValues } from './options.js'
import type { BookSurvey, BookTexts } from './survey.js'
import type { ChapterTally } from './tally.js'

/** A segment with its English, as a check sees it. Checks never see the store, the disk or each other. */
export interface SegmentPair {
  readonly kind: SegmentKind | BlockKind
  readonly source: string
  readonly target: string
  /** False where the target is missing or still the source's text: only checks of a release look at those. */
  readonly translated: boolean
  /** Its references that do not lead where they should; only where checks of the whole book are asked. */
  readonly references?: readonly JudgedUse[]
  /** What keeps it from being published as it is; absent where nothing does. */
  readonly unfinished?: Unfinished
  /** Of a block, whose `target` is as it is written: what of it is held against `source`, the signature there. */
  readonly signature?: string
  /** The list or table that begins with it has another shape in English. */
  readonly shape?: ShapeDifference
}

export interface ShapeDifference {
  readonly of: 'items' | 'rows' | 'columns'
  readonly expected: number
  readonly found: number
}

/** Statuses that have no place in a release. */
export type Unfinished = Extract<Status, 'untranslated' | 'stale' | 'draft'>

/** What checks may know beyond the pair. */
export interface CheckContext {
  readonly terms: TermMatcher
  /** What is translated of the same chapter, the pair itself included. */
  readonly neighbours: readonly SegmentPair[]
  /** The chapter the pair is in. */
  readonly chapter: string
  /** What the book does as a rule; only for checks that compare. */
  readonly survey?: BookTexts
}

/** What a check is called and what it is about. */
export interface CheckDescription {
  /** Kebab-case name of the *defect*, stable for ever: it is written in configurations and waivers. */
  readonly id: string
  readonly severity: Severity
  /** ITS 2.0 localization quality issue type, so that reports can be read by other tools. */
  readonly issueType:
    | 'numbers'
    | 'terminology'
    | 'untranslated'
    | 'markup'
    | 'omission'
    | 'addition'
    | 'mistranslation'
    | 'duplication'
    | 'inconsistency'
    | 'inconsistent-entities'
    | 'length'
    | 'style'
    | 'typographical'
    | 'whitespace'
    | 'other'
  /** Shown by `check --explain` and in the generated reference. */
  readonly docs: { readonly summary: string; readonly rationale: string }
}

/** One rule about a source–target pair. One file in this folder declares exactly one check. */
export interface Check extends CheckDescription {
  /** What the configuration may set under `options`, by name. */
  readonly options?: Readonly<Record<string, CheckOption>>
  /** Runs with `--release` alone, and then on what is not translated, too. */
  readonly release?: true
  /** Needs the whole book, looks at all of its English, translated or not, and finds something only in `references`. */
  readonly wholeBook?: true
  /** Looks at blocks that differ, and at nothing else. */
  readonly blocks?: true
  /**
   * Holds pairs, translated or not, against what the rest of the book does. Plain data: what of that it looks at in one
   * chapter. While a chapter's pairs, the options and this stay equal, so do its findings.
   */
  seesOfBook?(chapter: ChapterTally, survey: BookSurvey, options: OptionValues): unknown
  /** Executable documentation: the test suite runs every example. */
  readonly examples: { readonly ok: readonly Example[]; readonly notOk: readonly FailingExample[] }
  /** Pure. `values.context` chooses among the check's wordings (i18next `message_<context>`). */
  run(pair: SegmentPair, context: CheckContext, options: OptionValues): Iterable<Finding>
}

export interface Example {
  readonly source: string
  readonly target: string
  readonly kind?: SegmentKind | BlockKind
  readonly shape?: ShapeDifference
  /** Other files of either edition, by path; the example itself is `page.md`. Only of checks of the whole book. */
  readonly book?: { readonly source?: BookFiles; readonly target?: BookFiles }
  readonly unfinished?: Unfinished
  /** Other pairs of its chapter, in the example's kind unless they say so. */
  readonly neighbours?: readonly { readonly source: string; readonly target: string; readonly kind?: SegmentKind }[]
  /** Options that differ from the check's defaults. */
  readonly options?: OptionValues
  /** The glossary the example needs: Chinese, English, and where not preferred, the status. */
  readonly terms?: readonly (readonly [source: string, target: string, status?: TermRow['status'], note?: string])[]
}

type BookFiles = Readonly<Record<string, string>>

export interface FailingExample extends Example {
  /** What is reported, in order: values, and the severity where it is not the check's own. */
  readonly findings: readonly { readonly values: MessageValues; readonly severity?: Severity }[]
}

/** Identity at run time; gives the declaration its type and makes checks easy to find. */
export function defineCheck<const C extends Check>(check: C): C {
  return check
}
