import { Evidence, type WordColumns } from './evidence.js'
import type { Features } from './features.js'
import { isCopied, KindScores } from './kinds.js'
import { type LengthModel, USUAL_LENGTHS } from './lengths.js'
import type { Page } from './page.js'
import { sameLanguageScore } from './same-language.js'

/** Words speak against a pair no more than this: a translation may be free. */
const WORDS_FLOOR = -14
/** Kinds so unlike that words are not looked at. */
const HOPELESS = -4
/** What the memory says outweighs everything else. */
const KNOWN = 14
/** Code that is not the same was hardly meant to be. */
const OTHER_COPY = -2.5

/** Units, or runs of units, of the target, laid out to be compared with units of the source. */
export interface Columns {
  readonly units: readonly Features[]
  readonly words: WordColumns
  readonly sizes: readonly Size[]
  /** Of the unit that was scored last, by column. */
  readonly scores: Float64Array
}

/** How long a unit is, and how unusual that is in its chapter. */
interface Size {
  readonly log: number
  /** Standard deviation of the logarithm of the ratio to a counterpart that is at least as long. */
  readonly deviation: number
  readonly logDeviation: number
  readonly chance: number
}

/**
 * Log-likelihood ratio of two units (or runs of units) being translations of each other against being any two
 * units of their chapters. Positive speaks for the pair.
 */
export class Scorer {
  readonly #evidence: Evidence
  readonly #kinds: KindScores
  readonly #source: Side
  readonly #target: Side
  readonly #lengths: LengthModel

  /** What `known` says of words holds for this page too, where it is given. */
  constructor(page: Page, lengths: LengthModel = USUAL_LENGTHS, known?: Scorer) {
    const { vocabulary, reader, source, target } = page
    this.#evidence = known ? known.#evidence : new Evidence(vocabulary, source, target)
    this.#kinds = new KindScores(reader.rankCount, source, target)
    this.#source = sideOf(source)
    this.#target = sideOf(target)
    this.#lengths = lengths
  }

  columnsOf(units: readonly Features[]): Columns {
    const sizes = units.map((unit) => sizeOf(this.#target, unit, this.#lengths.deviation))
    return { units, words: this.#evidence.columnsOf(units), sizes, scores: new Float64Array(units.length) }
  }

  /** Puts the scores of `source` and each of the columns in `from..to` (inclusive) into the columns' `scores`. */
  scoreRow(source: Features, columns: Columns, from: number, to: number): void {
    const { scores } = columns
    this.#evidence.weigh(source, columns.words, from, to, scores)
    const size = sizeOf(this.#source, source, this.#lengths.deviation)
    for (let column = from; column <= to; column++) {
      const target = columns.units[column] as Features
      const words = Math.max(scores[column] as number, WORDS_FLOOR)
      scores[column] = this.#score(source, target, words, size, columns.sizes[column] as Size)
    }
  }

  #score(source: Features, target: Features, words: number, sourceSize: Size, targetSize: Size): number {
    const kinds = this.#kinds.of(source, target)
    const known = source.known === target.body
    const copied = known || (source.bare >= 0 && source.bare === target.bare)
    if (kinds < HOPELESS && !copied) return kinds
    let score = words + this.#sizeScore(source.han === target.han, sourceSize, targetSize)
    if (copied) score += known ? KNOWN : this.#copyScore(source, target) + Math.max(kinds, -1)
    else score += kinds
    if (source.han && target.han) score += sameLanguageScore(source, target)
    return !copied && isCopied(source) && isCopied(target) ? score + OTHER_COPY : score
  }

  /** Long texts are never the same by chance; short ones, such as a break, may be. */
  #copyScore(source: Features, target: Features): number {
    const left = this.#source.copies.get(source.bare) ?? 1
    const right = this.#target.copies.get(target.bare) ?? 1
    return Math.min(6, 2 + target.size / 6) + Math.log((this.#target.count + 1) / Math.max(left, right))
  }

  #sizeScore(sameLanguage: boolean, source: Size, target: Size): number {
    const { deviation, logDeviation } = source.deviation > target.deviation ? source : target
    const ratio = (target.log - source.log - (sameLanguage ? 0 : this.#lengths.mean)) / deviation
    const expected = -0.5 * ratio * ratio - logDeviation
    return Math.max(-8, Math.min(3, expected - (source.chance + target.chance) / 2))
  }
}

/** What units of one chapter are like, whatever they are paired with. */
interface Side {
  readonly count: number
  readonly copies: ReadonlyMap<number, number>
  /** Of the logarithms of their sizes. */
  readonly mean: number
  readonly deviation: number
}

function sideOf(units: readonly Features[]): Side {
  const copies = new Map<number, number>()
  let [sum, squares] = [0, 0]
  for (const { bare, logSize } of units) {
    copies.set(bare, (copies.get(bare) ?? 0) + 1)
    sum += logSize
    squares += logSize * logSize
  }
  const mean = sum / Math.max(1, units.length)
  const variance = Math.max(0, squares / Math.max(1, units.length) - mean * mean)
  return { count: units.length, copies, mean, deviation: Math.max(0.6, Math.sqrt(variance)) }
}

function sizeOf(side: Side, { size, logSize: log }: Features, usual: number): Size {
  const deviation = Math.hypot(usual, 1 / Math.sqrt(size))
  const ratio = (log - side.mean) / side.deviation
  return {
    log,
    deviation,
    logDeviation: Math.log(deviation),
    chance: -0.5 * ratio * ratio - Math.log(side.deviation),
  }
}
