import { COMMON_WORDS } from './common-words.js'
import { stem } from './stem.js'

const LATIN = /[A-Za-z][A-Za-z0-9]*|\d+(?:\.\d+)*/g

/** Numbers every distinct text in the order in which it is first seen, after those of `base`. */
export class Interner {
  readonly #ids = new Map<string, number>()
  readonly #base: Interner | undefined
  readonly #offset: number

  constructor(base?: Interner) {
    this.#base = base
    this.#offset = base?.size ?? 0
  }

  get size(): number {
    return this.#offset + this.#ids.size
  }

  find(text: string): number | undefined {
    return this.#base?.find(text) ?? this.#ids.get(text)
  }

  id(text: string): number {
    const known = this.find(text)
    if (known !== undefined) return known
    this.#ids.set(text, this.size)
    return this.size - 1
  }
}

/** How a term came to be known: by being the same in both languages, from a word list, or from the page itself. */
export type TermOrigin = 'same' | 'listed' | 'learned'

/**
 * The words of one alignment. A *stem* is a Latin word, number or address; a *term* is what a unit contains and
 * which stems may stand for it on the other side: a Latin word for itself, a Chinese word for its translations.
 */
export class Vocabulary {
  readonly #stems: Interner
  readonly #terms: Interner
  readonly #alternatives: (readonly number[])[]
  readonly #origins: TermOrigin[]
  readonly #base: Vocabulary | undefined
  readonly #words = new Map<string, number>()
  #longest: number

  constructor(lexicon: Iterable<readonly [string, string]>, base?: Vocabulary) {
    this.#base = base
    this.#stems = new Interner(base ? base.#stems : undefined)
    this.#terms = new Interner(base ? base.#terms : undefined)
    this.#alternatives = base ? [...base.#alternatives] : []
    this.#origins = base ? [...base.#origins] : []
    this.#longest = base ? base.#longest : 1
    for (const [word, english] of lexicon) this.#list(word, (english.match(LATIN) ?? []).map(stem))
  }

  get stemCount(): number {
    return this.#stems.size
  }

  get termCount(): number {
    return this.#terms.size
  }

  alternativesOf(term: number): readonly number[] {
    return this.#alternatives[term] ?? []
  }

  originOf(term: number): TermOrigin {
    return this.#origins[term] ?? 'same'
  }

  /** The term of a Latin word, number or address: it stands for itself. */
  sameTerm(text: string): number {
    const id = this.#stems.id(text)
    return this.#term(`=${id}`, [id], 'same')
  }

  /** The term of Chinese wording that was seen to go with the stem. */
  learnedTerm(stemId: number): number {
    return this.#term(`~${stemId}`, [stemId], 'learned')
  }

  /** The listed words in a run of Chinese text, longest first from left to right. */
  listedTerms(run: string): number[] {
    const found: number[] = []
    for (let at = 0; at < run.length; ) {
      let length = Math.min(this.#longest, run.length - at)
      let term = this.#word(run.slice(at, at + length))
      while (term === undefined && length > 1) term = this.#word(run.slice(at, at + --length))
      if (term !== undefined) found.push(term)
      at += length
    }
    return found
  }

  #word(word: string): number | undefined {
    return this.#words.get(word) ?? (this.#base ? this.#base.#word(word) : undefined)
  }

  #list(word: string, stems: readonly string[]): void {
    if (!word || stems.length === 0) return
    const ids = stems.map((text) => this.#stems.id(text))
    const term = this.#term(`+${word}`, [], 'listed')
    this.#alternatives[term] = [...new Set([...this.alternativesOf(term), ...ids])]
    this.#words.set(word, term)
    this.#longest = Math.min(12, Math.max(this.#longest, word.length))
  }

  #term(key: string, alternatives: readonly number[], origin: TermOrigin): number {
    const term = this.#terms.id(key)
    if (term === this.#alternatives.length) {
      this.#alternatives.push(alternatives)
      this.#origins.push(origin)
    }
    return term
  }
}

let common: Vocabulary | undefined

/** A vocabulary that knows the common words and `lexicon`. */
export function createVocabulary(lexicon: readonly (readonly [string, string])[] = []): Vocabulary {
  common ??= new Vocabulary(readCommonWords())
  return new Vocabulary(lexicon, common)
}

function readCommonWords(): (readonly [string, string])[] {
  const entries = COMMON_WORDS.split(/[;\n]/).map((entry) => entry.trim())
  return entries.filter(Boolean).map((entry) => {
    const space = entry.indexOf(' ')
    return [entry.slice(0, space), entry.slice(space + 1)]
  })
}
