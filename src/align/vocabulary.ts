import { COMMON_WORDS } from './common-words.js'
import { stem } from './stem.js'

const LATIN = /[A-Za-z][A-Za-z0-9]*|\d+(?:\.\d+)*/g

/** Numbers every distinct text in the order in which it is first seen. */
export class Interner {
  readonly #ids = new Map<string, number>()

  get size(): number {
    return this.#ids.size
  }

  id(text: string): number {
    const known = this.#ids.get(text)
    if (known !== undefined) return known
    this.#ids.set(text, this.#ids.size)
    return this.#ids.size - 1
  }
}

/** How a term came to be known: by being the same in both languages, from a word list, or from the page itself. */
export type TermOrigin = 'same' | 'listed' | 'learned'

/**
 * The words of one alignment. A *stem* is a Latin word, number or address; a *term* is what a unit contains and
 * which stems may stand for it on the other side: a Latin word for itself, a Chinese word for its translations.
 */
export class Vocabulary {
  readonly #stems = new Interner()
  readonly #terms = new Interner()
  readonly #alternatives: (readonly number[])[] = []
  readonly #origins: TermOrigin[] = []
  readonly #lexicon: WordList

  constructor(lexicon: readonly (readonly [string, string])[] = []) {
    this.#lexicon = lists.get(lexicon) ?? readWords(lexicon)
    lists.set(lexicon, this.#lexicon)
    common ??= readWords(commonPairs())
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
    return this.#term(`=${id}`, 'same', () => [id])
  }

  /** The term of Chinese wording that was seen to go with the stem. */
  learnedTerm(stemId: number): number {
    return this.#term(`~${stemId}`, 'learned', () => [stemId])
  }

  /** The listed words in a run of Chinese text, longest first from left to right. */
  listedTerms(run: string): number[] {
    const found: number[] = []
    const longest = Math.max(this.#lexicon.longest, common?.longest ?? 0)
    for (let at = 0; at < run.length; ) {
      let length = Math.min(longest, run.length - at)
      let stems = this.#stemsOf(run.slice(at, at + length))
      while (!stems && length > 1) stems = this.#stemsOf(run.slice(at, at + --length))
      if (stems) found.push(this.#listed(run.slice(at, at + length), stems))
      at += length
    }
    return found
  }

  #stemsOf(word: string): readonly string[] | undefined {
    return this.#lexicon.stems.get(word) ?? common?.stems.get(word)
  }

  #listed(word: string, stems: readonly string[]): number {
    return this.#term(`+${word}`, 'listed', () => {
      const all = [...stems, ...(common?.stems.get(word) ?? [])]
      return [...new Set(all.map((text) => this.#stems.id(text)))]
    })
  }

  #term(key: string, origin: TermOrigin, alternatives: () => readonly number[]): number {
    const term = this.#terms.id(key)
    if (term === this.#alternatives.length) {
      this.#alternatives.push(alternatives())
      this.#origins.push(origin)
    }
    return term
  }
}

/** Chinese words and the stems of their English. */
interface WordList {
  readonly stems: ReadonlyMap<string, readonly string[]>
  /** Length of the longest word, within reason. */
  readonly longest: number
}

const LONGEST = 12
let common: WordList | undefined
/** One glossary serves many chapters. */
const lists = new WeakMap<readonly (readonly [string, string])[], WordList>()

function readWords(pairs: readonly (readonly [string, string])[]): WordList {
  const stems = new Map<string, readonly string[]>()
  let longest = 0
  for (const [word, english] of pairs) {
    const found = (english.match(LATIN) ?? []).map(stem)
    if (!word || word.length > LONGEST || found.length === 0) continue
    stems.set(word, [...(stems.get(word) ?? []), ...found])
    longest = Math.max(longest, word.length)
  }
  return { stems, longest }
}

function commonPairs(): (readonly [string, string])[] {
  const entries = COMMON_WORDS.split(/[;\n]/).map((entry) => entry.trim())
  return entries.filter(Boolean).map((entry) => {
    const space = entry.indexOf(' ')
    return [entry.slice(0, space), entry.slice(space + 1)]
  })
}
