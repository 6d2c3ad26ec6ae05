import { groupBy } from '../core/group-by.js'
import { editDistance } from '../core/near-spelling.js'
import { hasHan } from '../core/text.js'
import type { TermMatch, TermMatcher } from './compile-terms.js'
import { readableOf } from './readable.js'
import { findRenderings, hasPlainly, overlap, type Rendering } from './rendering.js'
import type { Term, TermWording } from './term.js'

/** A source text and what is held to be its English. */
interface TextPair {
  readonly source: string
  readonly target: string
}

/** One term of a source segment, and how the English renders it. */
export interface TermAccount {
  readonly term: Term
  /** Where it stands in the source. */
  readonly matches: readonly TermMatch[]
  /** The English that would be right, the preferred first. */
  readonly expected: readonly string[]
  readonly isUsed: boolean
  /** Where the English renders it rightly. */
  readonly accepted: () => readonly Rendering[]
  /** Deprecated wordings that no right rendering of any term of the segment explains. */
  readonly deprecated: readonly Rendering[]
}

/** The last accounts of a pair: more than one asks for them. */
const accountsOf = new WeakMap<TextPair, readonly [TermMatcher, readonly TermAccount[]]>()

/** Accounts for every term of the source, in order of first occurrence. */
export function accountTerms(pair: TextPair, matcher: TermMatcher): readonly TermAccount[] {
  const [known, accounts] = accountsOf.get(pair) ?? []
  if (accounts && known === matcher) return accounts
  const counted = countTerms(pair, matcher)
  accountsOf.set(pair, [matcher, counted])
  return counted
}

function countTerms({ source, target }: TextPair, matcher: TermMatcher): TermAccount[] {
  const lowered = readableOf(target).toLowerCase()
  const byTerm = groupBy(matcher.find(source), ({ term }) => term)
  const accounts = [...byTerm.values()].map((matches) => {
    const [first] = matches as [TermMatch, ...TermMatch[]]
    const wordings = [...new Set(matches.flatMap((match) => match.wordings))]
    const expected = textsOf(wordings, (status) => status !== 'deprecated')
    const wrong = textsOf(wordings, (status) => status === 'deprecated')
    const verbatim = first.term.doNotTranslate
    // A name may also stand as the source has it there: `istio` where the source did not write `Istio` either.
    const asWritten = verbatim ? matches.map(({ text }) => text).filter((text) => !hasHan(text)) : []
    const right = [...new Set([...expected, ...asWritten])]
    const accepted = once(() =>
      right
        .flatMap((wording) => findRenderings(target, wording, { verbatim }))
        .filter(({ text }) => isNearer(text, right, wrong)),
    )
    const isUsed =
      (!verbatim && right.some((wording) => hasPlainly(lowered, wording))) ||
      accepted().length > 0 ||
      matches.some((match) => hasPlainly(lowered, glossOf(source, match)))
    return { term: first.term, matches, expected, isUsed, accepted, wrong }
  })
  return accounts.map(({ wrong, ...account }) => {
    const found = findDeprecated(wrong, source, target)
    const explained = found.length === 0 ? [] : accounts.flatMap(({ accepted }) => accepted())
    return {
      ...account,
      deprecated: found.filter((rendering) => !explained.some((other) => overlap(rendering, other))),
    }
  })
}

/** English that the author gives beside a term, which may stand for it: `路由(Router)`, `thread（线程）`; else `''`. */
function glossOf(source: string, { start, end }: TermMatch): string {
  const after = /^\s*[(（]\s*([A-Za-z][\w -]*?)\s*[)）]/.exec(source.slice(end, end + 60))?.[1]
  const before = /([A-Za-z][\w-]*)\s*[(（]\s*$/.exec(source.slice(Math.max(0, start - 40), start))?.[1]
  return after ?? (/^\s*[)）]/.test(source.slice(end, end + 3)) ? before : undefined) ?? ''
}

function once<T>(compute: () => T): () => T {
  let result: { readonly value: T } | undefined
  return () => {
    result ??= { value: compute() }
    return result.value
  }
}

function textsOf(wordings: readonly TermWording[], wanted: (status: TermWording['status']) => boolean): string[] {
  const right = wordings.filter(({ status }) => wanted(status))
  right.sort((a, b) => Number(b.status === 'preferred') - Number(a.status === 'preferred'))
  return [...new Set(right.map(({ text }) => text))]
}

/** A wording that the source itself has in Latin letters is a quotation, not a rendering. */
function findDeprecated(wordings: readonly string[], source: string, target: string): Rendering[] {
  return wordings.flatMap((wording) => {
    const found = findRenderings(target, wording, { strict: true })
    return found.length > 0 && findRenderings(source, wording, { strict: true }).length > 0 ? [] : found
  })
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
