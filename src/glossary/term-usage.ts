import { accountTerms, type TermAccount } from './account-terms.js'
import type { TermMatcher } from './compile-terms.js'
import { findRendering, findRenderings, overlap, type Rendering } from './rendering.js'
import type { Term } from './term.js'

interface TextPair {
  readonly source: string
  readonly target: string
}

/** A place of the English where a term stands rightly, and which of the glossary's wordings it is. */
export interface WordedRendering extends Rendering {
  readonly wording: string
}

/** Which of its accepted wordings each term has, over several pairs. */
export interface TermUsage {
  /** The wording that a term has most often, and how often it has any; `null` for a term that is never rendered. */
  usualOf(term: Term): { readonly wording: string; readonly uses: number; readonly all: number } | null
}

/** Counts the right wordings of every term; short forms and acronyms count for what they stand for. */
export function countUsage(pairs: readonly TextPair[], matcher: TermMatcher): TermUsage {
  const counts = new Map<Term, Map<string, number>>()
  for (const account of pairs.flatMap((pair) => accountTerms(pair, matcher).map((one) => ({ pair, ...one })))) {
    if (account.expected.length < 2) continue
    const known = counts.get(account.term) ?? new Map<string, number>()
    for (const { wording } of wordedRenderings(account.pair.target, account)) {
      known.set(wording, (known.get(wording) ?? 0) + 1)
    }
    counts.set(account.term, known)
  }
  return {
    usualOf(term) {
      const known = [...(counts.get(term) ?? [])]
      const usesOf = (wording: string) =>
        known.reduce((sum, [other, count]) => sum + (isSameWording(wording, other) ? count : 0), 0)
      const [first, ...others] = known.map(([wording]) => wording)
      if (first === undefined) return null
      const wording = others.reduce((best, other) => (usesOf(other) > usesOf(best) ? other : best), first)
      return { wording, uses: usesOf(wording), all: known.reduce((sum, [, count]) => sum + count, 0) }
    },
  }
}

/** Where a term stands rightly, each place once: of several wordings the longest there, then the one most like it. */
export function wordedRenderings(target: string, { term, expected }: TermAccount): WordedRendering[] {
  const found = expected.flatMap((wording) =>
    findRenderings(target, wording, { verbatim: term.doNotTranslate }).map((place) => ({ ...place, wording })),
  )
  const isWritten = ({ text, wording }: WordedRendering) => text.toLowerCase().startsWith(wording.toLowerCase())
  found.sort((a, b) => a.start - b.start || b.end - a.end || Number(isWritten(b)) - Number(isWritten(a)))
  const kept: WordedRendering[] = []
  for (const place of found) {
    const last = kept.at(-1)
    if (!last || !overlap(last, place)) kept.push(place)
  }
  return kept
}

/** True for a wording and its short form (`service mesh`, `mesh`) or acronym: writers change between these freely. */
export function isSameWording(a: string, b: string): boolean {
  return findRendering(a, b) !== null || findRendering(b, a) !== null
}
