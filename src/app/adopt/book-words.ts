import { normalizeText } from '../../core/text.js'

const PAIR = /(?=([\p{Script=Han}][\p{Script=Han}]))/gu

/** Which two Han characters stand side by side anywhere in a book: a crude lexicon of what its author writes. */
export class BookWords {
  readonly #pairs = new Map<string, number>()

  constructor(texts: Iterable<string>) {
    for (const text of texts) {
      for (const pair of pairsIn(normalizeText(text))) this.#pairs.set(pair, (this.#pairs.get(pair) ?? 0) + 1)
    }
  }

  has(pair: string): boolean {
    return this.#pairs.has(pair)
  }
}

/** Every two neighbouring Han characters of a text. */
export function pairsIn(text: string): string[] {
  return Array.from(text.matchAll(PAIR), ([, pair = '']) => pair)
}
