import { COMMON_WORDS } from './common-words.js'
import { stem } from './stem.js'

const LATIN = /[A-Za-z][A-Za-z0-9]*|\d+(?:\.\d+)*/g
/** Longer Chinese wording is no word. */
const LONGEST = 12

export type WordPairs = readonly (readonly [chinese: string, english: string])[]

/** Chinese words and the stems of their English. */
export class WordList {
  readonly #english = new Map<string, string>()
  readonly #stems = new Map<string, readonly string[]>()
  /** Length of the longest word by its first UTF-16 unit. */
  readonly #longest = new Map<number, number>()
  #known: Set<string> | undefined

  constructor(pairs: WordPairs) {
    for (const [word, english] of pairs) {
      if (!word || word.length > LONGEST || !/[A-Za-z\d]/.test(english)) continue
      const known = this.#english.get(word)
      this.#english.set(word, known === undefined ? english : `${known} ${english}`)
      const first = word.charCodeAt(0)
      if (word.length > (this.#longest.get(first) ?? 0)) this.#longest.set(first, word.length)
    }
  }

  /** Length of the longest word at `at` in `text`; 0 where none begins. */
  lengthAt(text: string, at: number): number {
    const longest = Math.min(this.#longest.get(text.charCodeAt(at)) ?? 0, text.length - at)
    for (let length = longest; length > 0; length--) if (this.#english.has(text.slice(at, at + length))) return length
    return 0
  }

  /** Stems of the English of `word`; none when it is not listed. */
  stemsOf(word: string): readonly string[] {
    const known = this.#stems.get(word)
    if (known) return known
    const stems = (this.#english.get(word)?.match(LATIN) ?? []).map(stem)
    this.#stems.set(word, stems)
    return stems
  }

  /** True when a listed word may become this stem. */
  knows(stemText: string): boolean {
    this.#known ??= new Set(Array.from(this.#english.keys()).flatMap((word) => this.stemsOf(word)))
    return this.#known.has(stemText)
  }
}

let common: WordList | undefined
/** One glossary serves many chapters. */
const lists = new WeakMap<WordPairs, WordList>()

/** The everyday words that come with the aligner. */
export function commonWords(): WordList {
  common ??= new WordList(
    COMMON_WORDS.split(/[;\n]/).map((entry) => {
      const space = entry.indexOf(' ')
      return [entry.slice(0, space), entry.slice(space + 1)]
    }),
  )
  return common
}

export function wordListOf(pairs: WordPairs): WordList {
  const list = lists.get(pairs) ?? new WordList(pairs)
  lists.set(pairs, list)
  return list
}
