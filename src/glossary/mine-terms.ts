import { compileTerms } from './compile-terms.js'
import { logLikelihood } from './log-likelihood.js'
import { chinesePhrases, englishPhrases } from './phrases.js'
import { findRendering, findRenderings } from './rendering.js'
import type { Term } from './term.js'

/** A text of the book with its English. */
export interface MinedPair {
  readonly source: string
  readonly target: string
}

export interface MinedTerm {
  readonly source: string
  /** In how many pairs it stands, and which these are. */
  readonly count: number
  readonly pairs: readonly number[]
  /** Of its first rendering: {@link logLikelihood}. */
  readonly strength: number
  readonly isKnown: boolean
  /** Its English, most frequent first. */
  readonly renderings: readonly MinedRendering[]
  /** In how many pairs none of these stands. */
  readonly unexplained: number
}

export interface MinedRendering {
  readonly text: string
  /** What the glossary says of it; `null` where it says nothing. */
  readonly status: 'preferred' | 'admitted' | 'deprecated' | null
  /** Indices of the pairs in which it stands. */
  readonly pairs: readonly number[]
}

/** Less is chance one time in a thousand. */
const LEAST_STRENGTH = 10.83
/** Part of a phrase's pairs that a longer one must have to stand for it. */
const SWALLOWED = 0.8
/** Part of the pairs with a term in which a rendering that is no chance stands at least. */
const LEAST_SHARE = 0.1
const MOST_RENDERINGS = 5

/**
 * Finds Chinese phrases that go with an English one more than by chance, strongest first; terms of the glossary with
 * all their renderings among them. Everything is counted by pairs: what stands twice in one counts once.
 *
 * Two phrases do not share their first English: it goes to the stronger pair (competitive linking, Melamed 2000).
 *
 * @param least in how many pairs a phrase must stand
 */
export function mineTerms(pairs: readonly MinedPair[], terms: readonly Term[], least: number): MinedTerm[] {
  const english = new EnglishIndex(pairs)
  const known = knownTerms(pairs, terms, english)
  const spellings = new Set(terms.flatMap(({ source, variants }) => [source, ...variants]))
  const places = new Map(
    [...chinesePlaces(pairs)].filter(([phrase, at]) => at.length >= least && !spellings.has(phrase)),
  )
  const candidates = [...withoutParts(places)].map(([source, at]) => ({ source, at, ranked: english.goingWith(at) }))
  const linked = linkStrongestFirst(candidates)
  const fresh = linked.map(({ source, at, first }): MinedTerm => {
    const renderings = english.renderingsOf(at, first.key)
    const explained = new Set(renderings.flatMap((rendering) => rendering.pairs))
    return {
      source,
      count: at.length,
      pairs: at,
      strength: first.strength,
      isKnown: false,
      renderings,
      unexplained: at.length - explained.size,
    }
  })
  return [...known.filter(({ count }) => count >= least), ...fresh].sort((a, b) => b.strength - a.strength)
}

/** Terms of the glossary that stand in the pairs, with all that stands for them there. */
export function renderTerms(pairs: readonly MinedPair[], terms: readonly Term[]): MinedTerm[] {
  return knownTerms(pairs, terms, new EnglishIndex(pairs))
}

/** True for a term with several renderings that stand in the book: it drifts. */
export function drifts({ renderings }: MinedTerm): boolean {
  return renderings.length > 1
}

function chinesePlaces(pairs: readonly MinedPair[]): Map<string, number[]> {
  const places = new Map<string, number[]>()
  for (const [index, { source }] of pairs.entries()) {
    for (const phrase of chinesePhrases(source)) push(places, phrase, index)
  }
  return places
}

function push<K>(places: Map<K, number[]>, key: K, index: number): void {
  const known = places.get(key)
  if (known) known.push(index)
  else places.set(key, [index])
}

/** Leaves out what hardly ever stands outside of one longer phrase. */
function withoutParts(places: ReadonlyMap<string, readonly number[]>): Map<string, readonly number[]> {
  const swallowed = new Set<string>()
  for (const [phrase, at] of places) {
    for (let start = 0; start < phrase.length; start++) {
      for (let end = start + 2; end <= phrase.length; end++) {
        const part = phrase.slice(start, end)
        const all = part === phrase ? undefined : places.get(part)
        if (all && at.length >= all.length * SWALLOWED) swallowed.add(part)
      }
    }
  }
  return new Map([...places].filter(([phrase]) => !swallowed.has(phrase)))
}

interface Going {
  readonly key: string
  readonly strength: number
}

interface Candidate {
  readonly source: string
  readonly at: readonly number[]
  /** English that goes with it, strongest first. */
  readonly ranked: readonly Going[]
}

function linkStrongestFirst(candidates: readonly Candidate[]): (Candidate & { readonly first: Going })[] {
  const offers = candidates.flatMap((candidate) => candidate.ranked.map((going) => ({ candidate, going })))
  offers.sort((a, b) => b.going.strength - a.going.strength)
  const takenBy = new Map<string, string>()
  const linked = new Map<string, Candidate & { readonly first: Going }>()
  for (const { candidate, going } of offers) {
    const owner = takenBy.get(going.key)
    // 连接 and 连接池 may both have `connection` in their English.
    const isFree = owner === undefined || owner.includes(candidate.source) || candidate.source.includes(owner)
    if (linked.has(candidate.source) || !isFree) continue
    linked.set(candidate.source, { ...candidate, first: going })
    takenBy.set(going.key, candidate.source)
  }
  return [...linked.values()]
}

/** The English phrases of all pairs, and where they stand. */
class EnglishIndex {
  readonly #texts: readonly string[]
  readonly #pairs: readonly ReadonlyMap<string, string>[]
  readonly #places = new Map<string, number[]>()

  constructor(pairs: readonly MinedPair[]) {
    this.#texts = pairs.map(({ target }) => target)
    this.#pairs = pairs.map(({ target }) => englishPhrases(target))
    for (const [index, phrases] of this.#pairs.entries())
      for (const key of phrases.keys()) push(this.#places, key, index)
  }

  /** What stands in these pairs more often than by chance, strongest first; of two equally strong ones the longer. */
  goingWith(
    at: readonly number[],
    { most = 8, open = at }: { readonly most?: number; readonly open?: readonly number[] } = {},
  ): Going[] {
    const together = new Map<string, number>()
    for (const index of open)
      for (const key of this.#pairs[index]?.keys() ?? []) together.set(key, (together.get(key) ?? 0) + 1)
    const going: Going[] = []
    for (const [key, both] of together) {
      if (both < 2 || both < at.length * LEAST_SHARE) continue
      const strength = logLikelihood(both, open.length, this.#places.get(key)?.length ?? 0, this.#pairs.length)
      if (strength >= LEAST_STRENGTH) going.push({ key, strength })
    }
    return going.sort((a, b) => b.strength - a.strength || b.key.length - a.key.length).slice(0, most)
  }

  strengthOf(at: readonly number[], found: readonly number[]): number {
    return logLikelihood(found.length, at.length, found.length, this.#pairs.length)
  }

  /** The first rendering, then what goes best with the pairs that are left, and so on. */
  renderingsOf(at: readonly number[], first: string, used: readonly MinedRendering[] = []): MinedRendering[] {
    const renderings = [...used]
    let left = at.filter((index) => !used.some(({ pairs }) => pairs.includes(index)))
    for (let next: string | undefined = first; next !== undefined && renderings.length < MOST_RENDERINGS; ) {
      const key: string = next
      const has = (index: number) => this.#pairs[index]?.has(key) === true
      const text = this.#written(key, left.filter(has))
      // With all its inflections, and the verb of a noun.
      const pairs = left.filter((index) => has(index) || findRendering(this.#texts[index] ?? '', text))
      if (pairs.length === 0) break
      renderings.push({ text, status: null, pairs })
      left = left.filter((index) => !pairs.includes(index))
      next = this.goingWith(at, { open: left }).find((going) =>
        renderings.every((one) => !isAkin(one.text, going.key)),
      )?.key
    }
    return renderings.sort((a, b) => b.pairs.length - a.pairs.length)
  }

  /** As it stands most often. */
  #written(key: string, pairs: readonly number[]): string {
    const counts = new Map<string, number>()
    for (const index of pairs) {
      const text = this.#pairs[index]?.get(key) ?? key
      counts.set(text, (counts.get(text) ?? 0) + 1)
    }
    return [...counts].sort(([, a], [, b]) => b - a)[0]?.[0] ?? key
  }
}

/** Phrases that share a word are mostly parts of one rendering. */
function isAkin(a: string, b: string): boolean {
  return a
    .split(' ')
    .some((word) => b.split(' ').some((other) => findRendering(word, other) || findRendering(other, word)))
}

/** Terms of the glossary with their wordings as they stand, and what stands in place of them. */
function knownTerms(pairs: readonly MinedPair[], terms: readonly Term[], english: EnglishIndex): MinedTerm[] {
  const matcher = compileTerms(terms)
  const places = new Map<Term, number[]>()
  for (const [index, { source }] of pairs.entries()) {
    for (const term of new Set(matcher.find(source).map((match) => match.term))) push(places, term, index)
  }
  return [...places].map(([term, at]): MinedTerm => {
    const used: MinedRendering[] = []
    for (const { text, status } of term.wordings) {
      const has = (index: number) =>
        findRenderings(pairs[index]?.target ?? '', text, { strict: status === 'deprecated' }).length > 0
      const free = at.filter((index) => !used.some((rendering) => rendering.pairs.includes(index)))
      const found = free.filter(has)
      if (found.length > 0) used.push({ text, status, pairs: found })
    }
    const left = at.filter((index) => !used.some((rendering) => rendering.pairs.includes(index)))
    const [next] = left.length < 2 ? [] : english.goingWith(at, { open: left })
    const renderings = next
      ? english.renderingsOf(at, next.key, used)
      : used.sort((a, b) => b.pairs.length - a.pairs.length)
    const explained = new Set(renderings.flatMap((rendering) => rendering.pairs))
    const strength = english.strengthOf(at, renderings[0]?.pairs ?? [])
    return {
      source: term.source,
      count: at.length,
      pairs: at,
      strength,
      isKnown: true,
      renderings,
      unexplained: at.length - explained.size,
    }
  })
}
