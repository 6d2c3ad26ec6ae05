import type { TermMatch, TermMatcher } from '../glossary/compile-terms.js'
import { findRenderings, type Rendering } from '../glossary/rendering.js'
import type { Term, TermWording } from '../glossary/term.js'
import type { SegmentPair } from './define-check.js'
import { editDistance } from './similar.js'

/** One term of a source segment, and how the English renders it. */
export interface TermAccount {
  readonly term: Term
  /** Where it stands in the source. */
  readonly matches: readonly TermMatch[]
  /** The English that would be right, the preferred first. */
  readonly expected: readonly string[]
  readonly accepted: readonly Rendering[]
  /** Deprecated wordings that no right rendering of any term of the segment explains. */
  readonly deprecated: readonly Rendering[]
}

/** Accounts for every term of the source, in order of first occurrence. */
export function accountTerms({ source, target }: SegmentPair, matcher: TermMatcher): TermAccount[] {
  const groups = groupByTerm(matcher.find(source))
  const accounts = groups.map((matches) => {
    const [first] = matches as [TermMatch, ...TermMatch[]]
    const wordings = [...new Set(matches.flatMap((match) => match.wordings))]
    const expected = textsOf(wordings, (status) => status !== 'deprecated')
    const verbatim = first.term.doNotTranslate
    const wrong = textsOf(wordings, (status) => status === 'deprecated')
    // A name may also stand as the source has it there: `istio` where the source did not write `Istio` either.
    const written = verbatim ? matches.map(({ text }) => text) : []
    const accepted = [...new Set([...expected, ...written])]
      .flatMap((wording) => findRenderings(target, wording, { verbatim }))
      .filter(({ text }) => isNearer(text, [...expected, ...written], wrong))
    return { term: first.term, matches, wordings, expected, accepted }
  })
  const right = accounts.flatMap(({ accepted }) => accepted)
  return accounts.map(({ wordings, ...account }) => ({
    ...account,
    deprecated: findDeprecated(wordings, source, target).filter(
      (rendering) => !right.some((other) => overlap(rendering, other)),
    ),
  }))
}

function groupByTerm(matches: readonly TermMatch[]): TermMatch[][] {
  const groups = new Map<Term, TermMatch[]>()
  for (const match of matches) {
    const group = groups.get(match.term)
    if (group) group.push(match)
    else groups.set(match.term, [match])
  }
  return [...groups.values()]
}

function textsOf(wordings: readonly TermWording[], wanted: (status: TermWording['status']) => boolean): string[] {
  const right = wordings.filter(({ status }) => wanted(status))
  right.sort((a, b) => Number(b.status === 'preferred') - Number(a.status === 'preferred'))
  return [...new Set(right.map(({ text }) => text))]
}

/** A wording that the source itself has in Latin letters is a quotation, not a rendering. */
function findDeprecated(wordings: readonly TermWording[], source: string, target: string): Rendering[] {
  return textsOf(wordings, (status) => status === 'deprecated')
    .filter((wording) => findRenderings(source, wording).length === 0)
    .flatMap((wording) => findRenderings(target, wording))
}

/**
 * True when a text is at least as like one of `these` as any of `those`: `side cars` may be an accepted `sidecar`
 * or a deprecated `side car`.
 */
function isNearer(text: string, these: readonly string[], those: readonly string[]): boolean {
  if (those.length === 0) return true
  const nearest = (wordings: readonly string[]) =>
    Math.min(...wordings.map((wording) => editDistance(wording.toLowerCase(), text.toLowerCase())))
  return nearest(these) <= nearest(those)
}

function overlap(a: Rendering, b: Rendering): boolean {
  return a.start < b.end && b.start < a.end
}
