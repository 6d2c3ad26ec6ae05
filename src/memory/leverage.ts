import { type CodedText, maskedText } from '../core/codes/coded-text.js'
import { encodeCodes } from '../core/codes/encode.js'
import { transplant } from '../core/codes/transplant.js'
import { groupBy } from '../core/group-by.js'
import { type MemoryPair, QUALITIES } from '../core/pair.js'
import { normalizeText, sameText } from '../core/text.js'
import { editDistance } from './edit-distance.js'
import { tokensOf } from './tokens.js'

/** What is to be translated, and between what it stands; `null` where there is nothing or it does not matter. */
export interface Sought {
  readonly source: string
  readonly previousSource: string | null
  readonly nextSource: string | null
}

/** A target that the memory has for a source, with the best pair that speaks for it. */
export interface Match {
  /**
   * `exact`: the source is the same. `codes`: it differs in nothing but the contents of codes, and `target` has the new
   * ones. `fuzzy`: it is similar.
   */
  readonly kind: 'exact' | 'codes' | 'fuzzy'
  readonly pair: MemoryPair
  /** The English for what is sought: the pair's, with the new contents of codes where `kind` is `codes`. */
  readonly target: string
  /** 1 for the same text, below 1 for a similar one. */
  readonly similarity: number
  /** How many neighbours are the same, too. */
  readonly context: 0 | 1 | 2
  /** How many pairs have this target for this source. */
  readonly occurrences: number
}

export interface Leverage {
  readonly exact: readonly Match[]
  /** Of kind `codes` or `fuzzy`. */
  readonly fuzzy: readonly Match[]
}

export interface LeverageOptions {
  /** The least similarity of a fuzzy match. */
  readonly threshold?: number
  /** The most fuzzy matches. */
  readonly limit?: number
}

/** A text that differs only in what tokens leave out is still not the same text. */
const MOST_SIMILAR = 0.99

/** Texts of more tokens are matched exactly or not at all: comparing takes time with the square of the length. */
const LONGEST = 2000

/**
 * Picks from the memory's pairs what helps to translate `sought`.
 *
 * Pairs are given newest first. Each target of a source is one match. Matches are ordered by similarity, then by what
 * speaks for the target: the same neighbours, that it stands in this book, quality, how often it was chosen, how lately.
 */
export function leverage(sought: Sought, pairs: readonly MemoryPair[], options: LeverageOptions = {}): Leverage {
  const { threshold = 0.7, limit = 5 } = options
  const bySource = groupBy(pairs, ({ source }) => normalizeText(source))
  const same = normalizeText(sought.source)
  const exact = matchesOf(sought, bySource.get(same) ?? [], 'exact', 1)
  const coded = encodeCodes(sought.source)
  const measure = similarityTo(coded, threshold)
  const fuzzy = [...bySource].flatMap(([source, agreeing]) => {
    if (source === same) return []
    const other = encodeCodes(source)
    const similarity = measure(other)
    const similar = similarity < threshold ? [] : matchesOf(sought, agreeing, 'fuzzy', similarity)
    if (maskedText(other) !== maskedText(coded)) return similar
    const transplanted = matchesOf(sought, agreeing, 'codes', MOST_SIMILAR).flatMap((match) => {
      const target = transplant(match.pair, sought.source)
      return target === null ? [] : [{ ...match, target }]
    })
    return [...transplanted, ...similar.filter(({ pair }) => !transplanted.some((match) => match.pair === pair))]
  })
  return { exact: rank(exact), fuzzy: withoutRepeats(rank(fuzzy)).slice(0, limit) }
}

/** How alike two texts are, 0..1, as {@link leverage} weighs them; 1 only for the same. */
export function similarity(one: string, other: string): number {
  if (normalizeText(one) === normalizeText(other)) return 1
  return similarityTo(encodeCodes(one), 0)(encodeCodes(other))
}

/** Several sources may give one English once their codes are exchanged. */
function withoutRepeats(matches: readonly Match[]): Match[] {
  const seen = new Set<string>()
  return matches.filter(({ kind, target }) => kind !== 'codes' || (!seen.has(target) && seen.add(target)))
}

/**
 * How alike two sources are, 0..0.99: the share of tokens that need no edit. Symmetric.
 *
 * Below `threshold` it may say 0, which is quicker.
 */
function similarityTo(text: CodedText, threshold: number): (other: CodedText) => number {
  const tokens = tokensOf(text)
  return (other) => {
    const otherTokens = tokensOf(other)
    const [shorter, longer] = [tokens.length, otherTokens.length].sort((a, b) => a - b) as [number, number]
    if (longer === 0 || longer > LONGEST || shorter < threshold * longer) return 0
    return Math.min(MOST_SIMILAR, 1 - editDistance(tokens, otherTokens) / longer)
  }
}

/** One match for each target of one source. */
function matchesOf(sought: Sought, pairs: readonly MemoryPair[], kind: Match['kind'], similarity: number): Match[] {
  return [...groupBy(pairs, ({ target }) => normalizeText(target)).values()].map((agreeing) => {
    const [best, context] = bestOf(agreeing, sought)
    return { kind, pair: best, target: best.target, similarity, context, occurrences: agreeing.length }
  })
}

/** The pair that speaks most for the target they share, and its context. */
function bestOf(pairs: readonly MemoryPair[], sought: Sought): [MemoryPair, Match['context']] {
  const weighed = pairs.map((pair) => [pair, contextOf(pair, sought)] as [MemoryPair, Match['context']])
  weighed.sort(([a, contextA], [b, contextB]) => contextB - contextA || rankOf(a) - rankOf(b))
  return weighed[0] as [MemoryPair, Match['context']]
}

function contextOf(pair: MemoryPair, sought: Sought): Match['context'] {
  const same = (a: string | null, b: string | null) => a !== null && b !== null && sameText(a, b)
  const previous = same(pair.previousSource, sought.previousSource) ? 1 : 0
  const next = same(pair.nextSource, sought.nextSource) ? 1 : 0
  return (previous + next) as Match['context']
}

/** Sorting is stable: what is equal stays newest first. */
function rank(matches: readonly Match[]): Match[] {
  return matches.toSorted(
    (a, b) =>
      b.similarity - a.similarity ||
      Number(b.kind === 'codes') - Number(a.kind === 'codes') ||
      b.context - a.context ||
      rankOf(a.pair) - rankOf(b.pair) ||
      b.occurrences - a.occurrences,
  )
}

/** Whatever another memory says of itself, the book's own English comes before it. */
function rankOf({ quality, memory }: MemoryPair): number {
  return QUALITIES.indexOf(quality) + (memory === undefined ? 0 : QUALITIES.length)
}
