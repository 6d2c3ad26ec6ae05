import { fingerprintOf } from './fingerprint.js'
import { compareIssues, type Issue } from './run-checks.js'

/** A person's word that a finding is none. Absent parts match anything. */
export interface Waiver {
  readonly check: string
  readonly segment?: string
  readonly fingerprint?: string
  /** The finding's `values.term`. */
  readonly term?: string
  /** Lines of an English file, 1-based and inclusive. */
  readonly lines?: { readonly path: string; readonly startLine: number; readonly endLine: number }
  readonly reason: string
  /** Who said so; `null` where git knows it, as of a comment. */
  readonly by: string | null
  /** The last day it holds, `2026-12-31`; `null` for always. */
  readonly until: string | null
  /** In the English itself, or beside the ledger. */
  readonly origin: 'comment' | 'notes'
  /** Where it is written: what is wrong with it is told there. */
  readonly place: Pick<Issue, 'chapter' | 'segment'> & { readonly path: string; readonly line: number }
}

export interface WaivedIssue<I extends Issue = Issue> {
  readonly issue: I
  readonly waiver: Waiver
}

export interface Waived<I extends Issue = Issue> {
  readonly issues: readonly I[]
  readonly waived: readonly WaivedIssue<I>[]
  /** Waivers that would hold, had their day not passed. */
  readonly expired: readonly Waiver[]
  /** Waivers that no issue was found for. */
  readonly unused: readonly Waiver[]
}

/**
 * Takes out what people have waived. This happens here and only here.
 *
 * @param today `2026-12-31`
 */
export function waiveIssues<I extends Issue>(
  issues: readonly I[],
  waivers: readonly Waiver[],
  today: string,
): Waived<I> {
  const matched = new Set<Waiver>()
  const left: I[] = []
  const waived: WaivedIssue<I>[] = []
  for (const issue of issues) {
    const matching = waivers.filter((waiver) => matches(issue, waiver))
    for (const waiver of matching) matched.add(waiver)
    const waiver = matching.find((one) => !isExpired(one, today))
    if (waiver) waived.push({ issue, waiver })
    else left.push(issue)
  }
  return {
    issues: left,
    waived,
    expired: waivers.filter((waiver) => isExpired(waiver, today) && matched.has(waiver)),
    unused: waivers.filter((waiver) => !matched.has(waiver)),
  }
}

function matches(issue: Issue, { check, segment, fingerprint, term, lines }: Waiver): boolean {
  return (
    check === issue.check &&
    (segment === undefined || segment === issue.segment) &&
    (fingerprint === undefined || fingerprint === issue.fingerprint) &&
    (term === undefined || term === issue.values.term) &&
    (lines === undefined ||
      (lines.path === issue.target.path &&
        lines.startLine <= issue.target.startLine &&
        issue.target.startLine <= lines.endLine))
  )
}

function isExpired({ until }: Waiver, today: string): boolean {
  return until !== null && until < today
}

/** Says of a waiver that it has run out or has nothing to waive. */
export function issueOfWaiver(
  check: 'waiver-expired' | 'waiver-unused' | 'waiver-invalid',
  { check: waived, reason, until, place }: Pick<Waiver, 'check' | 'reason' | 'until' | 'place'>,
  severity: Issue['severity'],
): Issue {
  const values = { check: waived, reason, ...(until !== null && { until }) }
  const { chapter, segment, path, line } = place
  return {
    check,
    severity,
    chapter,
    segment,
    values,
    target: { path, startLine: line, startColumn: 1, endLine: line, endColumn: 1 },
    source: null,
    passage: null,
    fingerprint: fingerprintOf(check, segment, values, 0),
  }
}

/** The same issues in the order in which they are told. */
export function sortIssues<I extends Issue>(issues: readonly I[]): I[] {
  return issues.toSorted(compareIssues)
}
