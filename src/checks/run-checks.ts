import type { MessageValues } from '../core/errors.js'
import { type Finding, SEVERITIES, type Severity } from '../core/finding.js'
import { groupBy } from '../core/group-by.js'
import type { Check, CheckContext, SegmentPair } from './define-check.js'
import { fingerprintOf } from './fingerprint.js'
import { markIn } from './mark.js'
import { type CheckSettings, gradeOf, optionsOf } from './options.js'
import { type PlaceRange, placeOf } from './place.js'

/** A pair with its place in the project. A group that shares one target is one of these, its sources joined. */
export interface CheckedSegment extends SegmentPair {
  readonly id: string
  readonly chapter: string
  readonly targetPlace: {
    readonly path: string
    readonly startLine: number
    readonly startColumn: number
    /** What stands between the lines of `target`. */
    readonly glue: readonly string[]
  }
  readonly sourcePlace: { readonly path: string; readonly startLine: number; readonly endLine: number } | null
}

/** A finding that knows its check, place and severity: what reporters receive. */
export interface Issue {
  readonly check: string
  readonly severity: Severity
  readonly chapter: string
  readonly segment: string
  readonly values: MessageValues
  readonly target: PlaceRange & { readonly path: string }
  readonly source: CheckedSegment['sourcePlace']
  /** The Chinese the English was checked against; `null` for a finding that has none. */
  readonly passage: SourcePassage | null
  readonly fingerprint: string
}

export interface SourcePassage {
  readonly text: string
  /** What of it the finding is about: half-open, in UTF-16 units; `null` where that is not known. */
  readonly mark: readonly [start: number, end: number] | null
}

/** What checks may know that does not depend on the pair. */
export type Knowledge = Omit<CheckContext, 'neighbours' | 'chapter'>

export interface RunOptions {
  readonly settings?: CheckSettings
  /** Looks at these segments alone, among all; at all where absent. */
  readonly only?: ReadonlySet<string>
}

/**
 * Runs checks over segments; grading, de-duplication and sorting happen here and only here. What people have waived is
 * taken out afterwards, by `waiveIssues`.
 *
 * Issues are in the order of chapters, places in the English file, severity, and check.
 */
export function runChecks(
  segments: readonly CheckedSegment[],
  checks: readonly Check[],
  knowledge: Knowledge,
  { settings = {}, only }: RunOptions = {},
): Issue[] {
  const active = checks
    .filter(({ id, severity }) => gradeOf(severity, undefined, settings[id]) !== 'off')
    .map((check) => ({ check, options: optionsOf(check, settings[check.id]) }))
  const issues: Issue[] = []
  const chapters = byChapter(segments)
  for (const segment of segments) {
    if (only && !only.has(segment.id)) continue
    const { chapter } = segment
    const context = { ...knowledge, chapter, neighbours: chapters.get(chapter) ?? [] }
    for (const { check, options } of active) {
      if ((check.blocks === true) !== isBlock(segment)) continue
      if (!segment.translated && !check.release && !check.wholeBook && !check.seesOfBook) continue
      const found = distinct(check.run(segment, context, options))
      const graded = found.map((finding) => toIssue(segment, check, finding, settings))
      issues.push(...numbered(segment, graded))
    }
  }
  return issues.sort(compareIssues)
}

function byChapter(segments: readonly CheckedSegment[]): Map<string, CheckedSegment[]> {
  const texts = segments.filter((each) => each.translated && !isBlock(each))
  return groupBy(texts, ({ chapter }) => chapter)
}

function isBlock({ signature }: SegmentPair): boolean {
  return signature !== undefined
}

function distinct(findings: Iterable<Finding>): Finding[] {
  const seen = new Set<string>()
  return [...findings].filter(({ range, values }) => {
    const key = JSON.stringify([range, values])
    return !seen.has(key) && seen.add(key)
  })
}

function toIssue(segment: CheckedSegment, check: Check, finding: Finding, settings: CheckSettings): Issue {
  const { id, chapter, source, target, targetPlace, sourcePlace } = segment
  const grade = gradeOf(check.severity, finding.severity, settings[check.id])
  return {
    check: check.id,
    severity: grade === 'off' ? 'info' : grade,
    chapter,
    segment: id,
    values: finding.values ?? {},
    target: { path: targetPlace.path, ...placeOf({ text: target, ...targetPlace }, finding.range) },
    source: sourcePlace,
    passage: source === '' ? null : { text: source, mark: finding.sourceRange ?? markIn(source, finding.values) },
    fingerprint: '',
  }
}

function numbered({ source }: CheckedSegment, issues: readonly Issue[]): Issue[] {
  const counts = new Map<string, number>()
  return issues.map((issue) => {
    const key = JSON.stringify(issue.values)
    const repetition = counts.get(key) ?? 0
    counts.set(key, repetition + 1)
    return { ...issue, fingerprint: fingerprintOf(issue.check, source, issue.values, repetition) }
  })
}

/** The order in which issues are told. */
export function compareIssues(a: Issue, b: Issue): number {
  return (
    compareTexts(a.chapter, b.chapter) ||
    compareTexts(a.target.path, b.target.path) ||
    a.target.startLine - b.target.startLine ||
    a.target.startColumn - b.target.startColumn ||
    SEVERITIES.indexOf(a.severity) - SEVERITIES.indexOf(b.severity) ||
    compareTexts(a.check, b.check)
  )
}

function compareTexts(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0
}
