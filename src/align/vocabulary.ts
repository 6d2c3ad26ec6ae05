import type { Collector } from './collector.js'
import { stem } from './stem.js'
import { commonWords, type WordList, type WordPairs, wordListOf } from './word-list.js'

/** English words that say nothing about what a text is about. */
const EMPTY_WORDS = new Set(
  'a an the of to in is are be it its and or as at by on for that this with from was were has have had'.split(' '),
)

/** Numbers every distinct key in the order in which it is first seen. */
export class Interner<Key extends string | number> {
  readonly #ids = new Map<Key, number>()

  get size(): number {
    return this.#ids.size
  }

  id(key: Key): number {
    const known = this.#ids.get(key)
    if (known !== undefined) return known
    this.#ids.set(key, this.#ids.size)
    return this.#ids.size - 1
  }
}

/**
 * How a term came to be known: by being the same in both languages, from a word list, or from the page itself. An
 * ordinary English word that no list has is `unlisted`: it may be the same in both, more likely its Chinese is unknown.
 */
export const ORIGINS = ['same', 'unlisted', 'listed', 'learned'] as const

export type TermOrigin = (typeof ORIGINS)[number]

/** Origins of terms that stand for one stem. */
type OwnOrigin = Exclude<TermOrigin, 'listed'>

/** Not a name, not code. */
const ORDINARY = /^[A-Z]?[a-z]+$/

/** Lists of numbers: the members of list `n` stand from `start[n]` up to `start[n + 1]`. */
export interface Lists {
  readonly start: readonly number[]
  readonly members: readonly number[]
}

/** What has no meaning has no term. */
export const NO_TERM = -1

/**
 * The words of one alignment. A *stem* is a Latin word, number or address; a *term* is what a unit contains and
 * which stems may stand for it on the other side: a Latin word for itself, a Chinese word for its translations.
 */
export class Vocabulary {
  readonly #stems = new Interner<string>()
  /** The stems of term `t` stand from `starts[t]` up to `starts[t + 1]`. */
  readonly #starts: number[] = [0]
  readonly #alternatives: number[] = []
  readonly #origins: TermOrigin[] = []
  readonly #lexicon: WordList | undefined
  readonly #common = commonWords()
  readonly #ofWord = new Map<string, number>()
  readonly #ofListed = new Map<string, number>()
  readonly #ofStem: Record<OwnOrigin, (number | undefined)[]> = { same: [], unlisted: [], learned: [] }

  constructor(lexicon?: WordPairs) {
    this.#lexicon = lexicon && wordListOf(lexicon)
  }

  get stemCount(): number {
    return this.#stems.size
  }

  get termCount(): number {
    return this.#origins.length
  }

  /** The stems that may stand for each term on the other side. */
  alternatives(): Lists {
    return { start: this.#starts, members: this.#alternatives }
  }

  originOf(term: number): TermOrigin {
    return this.#origins[term] as TermOrigin
  }

  /** The term of a Latin word or number: all its forms stand for it. {@link NO_TERM} for empty words. */
  wordTerm(word: string): number {
    const known = this.#ofWord.get(word)
    if (known !== undefined) return known
    const key = stem(word)
    const term = EMPTY_WORDS.has(key)
      ? NO_TERM
      : this.#termOf(this.#isUnlisted(word, key) ? 'unlisted' : 'same', this.#stems.id(key))
    this.#ofWord.set(word, term)
    return term
  }

  #isUnlisted(word: string, key: string): boolean {
    return ORDINARY.test(word) && !this.#common.knows(key) && !this.#lexicon?.knows(key)
  }

  /** The term of what is written alike in both languages, such as an address. */
  sameTerm(text: string): number {
    return this.#termOf('same', this.#stems.id(text))
  }

  /** The term of Chinese wording that was seen to go with the stem. */
  learnedTerm(stemId: number): number {
    return this.#termOf('learned', stemId)
  }

  /** Adds the listed words in a run of Chinese text, longest first from left to right. */
  addListed(run: string, terms: Collector): void {
    for (let at = 0; at < run.length; ) {
      const length = Math.max(this.#lexicon?.lengthAt(run, at) ?? 0, this.#common.lengthAt(run, at))
      if (length > 0) terms.add(this.#listedTerm(run.slice(at, at + length)))
      at += Math.max(1, length)
    }
  }

  #listedTerm(word: string): number {
    const known = this.#ofListed.get(word)
    if (known !== undefined) return known
    const stems = new Set([...(this.#lexicon?.stemsOf(word) ?? []), ...this.#common.stemsOf(word)])
    const term = this.#add(
      Array.from(stems, (text) => this.#stems.id(text)),
      'listed',
    )
    this.#ofListed.set(word, term)
    return term
  }

  #termOf(origin: OwnOrigin, stemId: number): number {
    const terms = this.#ofStem[origin]
    const known = terms[stemId]
    if (known !== undefined) return known
    while (terms.length < stemId) terms.push(undefined)
    const term = this.#add([stemId], origin)
    terms[stemId] = term
    return term
  }

  #add(alternatives: readonly number[], origin: TermOrigin): number {
    for (const stemId of alternatives) this.#alternatives.push(stemId)
    this.#starts.push(this.#alternatives.length)
    this.#origins.push(origin)
    return this.#origins.length - 1
  }
}
