import { accountTerms } from '../glossary/account-terms.js'
import type { TermMatcher } from '../glossary/compile-terms.js'

/** How the glossary's terms are rendered. A term counts once for each segment it occurs in. */
export interface TermAccuracy {
  /** Terms of the sources that have accepted English. */
  readonly expected: number
  /** Of them, rendered by accepted English. */
  readonly accepted: number
  /** Deprecated English where a term should be. */
  readonly deprecated: number
  /** Terms that were not rendered rightly, those missed most often first. */
  readonly missed: readonly MissedTerm[]
}

export interface MissedTerm {
  readonly term: string
  readonly expected: readonly string[]
  readonly segments: number
}

interface Pair {
  readonly source: string
  readonly target: string
}

/** Accounts for the terms of every source as the checks do. */
export function measureTerms(pairs: readonly Pair[], terms: TermMatcher): TermAccuracy {
  const missed = new Map<string, { readonly term: string; readonly expected: readonly string[]; segments: number }>()
  let [expected, accepted, deprecated] = [0, 0, 0]
  for (const account of pairs.flatMap((pair) => accountTerms(pair, terms))) {
    if (account.expected.length === 0) continue
    expected++
    if (account.deprecated.length > 0) deprecated++
    if (account.isUsed) accepted++
    else {
      const term = account.term.source
      const entry = missed.get(term) ?? { term, expected: account.expected, segments: 0 }
      entry.segments++
      missed.set(term, entry)
    }
  }
  return { expected, accepted, deprecated, missed: [...missed.values()].sort((a, b) => b.segments - a.segments) }
}
