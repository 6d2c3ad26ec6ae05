import { checks } from '../../checks/registry.js'
import { type CheckedSegment, type Issue, runChecks } from '../../checks/run-checks.js'
import { accountTerms } from '../../glossary/account-terms.js'
import { compileTerms, type TermMatcher } from '../../glossary/compile-terms.js'
import { jointTarget } from '../joint-texts.js'
import { isLiveRecord } from '../live-records.js'
import type { SegmentRecord } from '../ports.js'
import type { ProjectDeps } from '../project.js'
import { readTerms } from '../read-terms.js'
import type { ReviewIssue, ReviewTerm, TextView } from './view.js'

/** Checks that need no more than a chapter's texts. */
const OF_TEXT = checks.filter(({ release, wholeBook, seesOfBook, blocks }) => {
  return !release && !wholeBook && !seesOfBook && !blocks
})

/** True for a check that a text alone can be looked at with. */
export function isOfText(check: string): boolean {
  return OF_TEXT.some(({ id }) => id === check)
}

/** Sees texts as checks and glossary do, before they are in any file. */
export class TextViewer {
  readonly #deps: ProjectDeps
  #terms: { readonly name: string; readonly matcher: TermMatcher } | null = null

  constructor(deps: ProjectDeps) {
    this.#deps = deps
  }

  /**
   * What can be said of `text` as the English of a segment.
   *
   * @param source the text that is translated: of a group that of all its members
   * @param chapter all segments of its chapter
   */
  async view(
    record: SegmentRecord,
    source: string,
    text: string,
    chapter: readonly SegmentRecord[],
  ): Promise<TextView> {
    const terms = await this.#compiled()
    const pair = checkedText(record, source, text)
    const others = chapter.filter((other) => isTranslated(other) && other.id !== record.id)
    const pairs = others.map((other) => checkedText(other, other.source?.text ?? '', jointTarget(other)))
    const options = { settings: this.#deps.checks, only: new Set([record.id]) }
    const found = text.trim() === '' ? [] : runChecks([pair, ...pairs], OF_TEXT, { terms }, options)
    return { issues: found.map((issue) => issueIn(text, issue)), terms: termsOf({ source, target: text }, terms) }
  }

  /** The glossary is compiled again when it has changed. */
  async #compiled(): Promise<TermMatcher> {
    const name = JSON.stringify(await this.#deps.workspace.readGlossary())
    if (this.#terms?.name !== name) this.#terms = { name, matcher: compileTerms(await readTerms(this.#deps.workspace)) }
    return this.#terms.matcher
  }
}

function isTranslated(record: SegmentRecord): boolean {
  return isLiveRecord(record) && !record.block && record.targets.length > 0 && record.status !== 'untranslated'
}

/** The text as if it stood in a file of its own. */
function checkedText({ id, chapter, kind }: SegmentRecord, source: string, target: string): CheckedSegment {
  const glue = target.split('\n').slice(1).fill('\n')
  const targetPlace = { path: '', startLine: 1, startColumn: 1, glue }
  return { id, chapter, kind, source, target, translated: true, targetPlace, sourcePlace: null }
}

function issueIn(text: string, { check, severity, values, target, passage }: Issue): ReviewIssue {
  const lines = text.split('\n')
  const offset = (line: number, column: number) =>
    lines.slice(0, line - 1).reduce((sum, { length }) => sum + length + 1, 0) + column - 1
  const [start, end] = [offset(target.startLine, target.startColumn), offset(target.endLine, target.endColumn)]
  const isWhole = start === 0 && end === text.length
  return { check, severity, values, target: isWhole ? null : [start, end], source: passage?.mark ?? null }
}

function termsOf(pair: { readonly source: string; readonly target: string }, terms: TermMatcher): ReviewTerm[] {
  return accountTerms(pair, terms).map(({ term, matches, expected, isUsed, accepted }) => ({
    term: term.source,
    source: matches.map(({ start, end }) => [start, end] as const),
    expected,
    note: term.note,
    target: accepted().map(({ start, end }) => [start, end] as const),
    isUsed,
    doNotTranslate: term.doNotTranslate,
  }))
}
