import type { MessageValues } from '../core/errors.js'
import type { Finding, Severity } from '../core/finding.js'
import type { BlockKind, SegmentKind } from '../core/segment.js'
import type { TermMatcher } from '../glossary/compile-terms.js'
import type { TermRow } from '../glossary/term.js'
import type { JudgedUse } from '../references/judge-references.js'

/** A segment with its English, as a check sees it. Checks never see the store, the disk or each other. */
export interface SegmentPair {
  readonly kind: SegmentKind | BlockKind
  readonly source: string
  readonly target: string
  /** False where the target is missing or still the source's text: no check looks at those. */
  readonly translated: boolean
  /** Its references that do not lead where they should; only where checks of the whole book are asked. */
  readonly references?: readonly JudgedUse[]
}

/** What checks may know beyond the pair. */
export interface CheckContext {
  readonly terms: TermMatcher
}

/** One rule about a source–target pair. One file in this folder declares exactly one check. */
export interface Check {
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
    | 'inconsistent-entities'
  /** Shown by `check --explain` and in the generated reference. */
  readonly docs: { readonly summary: string; readonly rationale: string }
  /** Needs the whole book, looks at all of its English, translated or not, and finds something only in `references`. */
  readonly wholeBook?: true
  /** Executable documentation: the test suite runs every example. */
  readonly examples: { readonly ok: readonly Example[]; readonly notOk: readonly FailingExample[] }
  /** Pure. `values.context` chooses among the check's wordings (i18next `message_<context>`). */
  run(pair: SegmentPair, context: CheckContext): Iterable<Finding>
}

export interface Example {
  readonly source: string
  readonly target: string
  readonly kind?: SegmentKind
  /** Other files of either edition, by path; the example itself is `page.md`. Only of checks of the whole book. */
  readonly book?: { readonly source?: BookFiles; readonly target?: BookFiles }
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
