import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { hasHan } from '../src/core/text.js'

/** Chinese texts made of the corpora's paragraphs, as many as are wanted and always the same. */
export class MadeTexts {
  readonly paragraphs: readonly string[]
  readonly random: () => number
  readonly #letters: string
  readonly #clauses: readonly string[]

  constructor(corpora: string, seed: number) {
    this.paragraphs = readParagraphs(corpora)
    this.random = seededRandom(seed)
    this.#letters = this.paragraphs.join('')
    this.#clauses = this.paragraphs
      .flatMap((text) => text.split(/(?<=[，。；：！？])/))
      .filter((clause) => clause.length > 1)
  }

  /** A paragraph of the corpora, or clauses of several put together, edited. */
  next(): string {
    const joined = Array.from({ length: 1 + Math.floor(this.random() * 4) }, () => this.pick(this.#clauses)).join('')
    return this.edited(this.random() < 0.5 ? joined : this.pick(this.paragraphs), 0.05 + 0.5 * this.random())
  }

  /** About `rate` of the characters left out, replaced or followed by another. */
  edited(text: string, rate: number): string {
    const pieces = Array.from(text, (character) => {
      const chance = this.random() / rate
      if (chance > 1) return character
      return chance < 1 / 3 ? '' : chance < 2 / 3 ? this.pick(this.#letters) : character + this.pick(this.#letters)
    })
    return pieces.join('')
  }

  pick<T>(from: ArrayLike<T>): T {
    return from[Math.floor(this.random() * from.length)] as T
  }
}

function readParagraphs(root: string): string[] {
  const chapters = readdirSync(root, { recursive: true, encoding: 'utf8' })
    .filter((name) => /(?:^|[/\\])zh[/\\].*\.md$/.test(name))
    .sort()
  const texts = chapters.flatMap((name) => readFileSync(join(root, name), 'utf8').split(/\n\s*\n|\n(?=\s*[-*] )/))
  const withoutMarkers = texts.map((text) => text.trim().replace(/^(?:#+|[-*>])\s+/, ''))
  return [...new Set(withoutMarkers)].filter((text) => hasHan(text) && text.length < 600)
}

function seededRandom(seed: number): () => number {
  let state = seed
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) | 0
    return (state >>> 0) / 2 ** 32
  }
}
