import type { Features } from './features.js'
import { firstFrom, increase, type Postings, postingsOf } from './postings.js'
import { Buckets, type Ratios, ratiosOf } from './ratios.js'
import type { Vocabulary } from './vocabulary.js'

/** The words of units, or of runs of units, laid out to be compared with many others. */
export interface WordColumns {
  readonly bucket: Uint8Array
  readonly byStem: Postings
  readonly byTerm: Postings
  /** What all words missing would say of each column, by the bucket of the other side. */
  readonly missing: Float64Array
}

/**
 * Judges units by the words they share: naive Bayes over terms, in both directions.
 *
 * A term speaks for a pair the more, the rarer its translations are on the other side; a term that is mostly
 * translated some other way in this chapter speaks little either way. Only units that share words cost time.
 */
export class Evidence {
  readonly #vocabulary: Vocabulary
  readonly #buckets: Buckets
  readonly #forward: Ratios
  readonly #backward: Ratios
  /** For each stem the terms of the target that it may stand for. */
  readonly #acceptors: Postings
  #seenTerm: Int32Array
  #seenColumn = new Int32Array(64)
  readonly #missing: Float64Array
  #round = 0

  constructor(vocabulary: Vocabulary, source: readonly Features[], target: readonly Features[]) {
    this.#vocabulary = vocabulary
    this.#buckets = new Buckets([...source, ...target])
    this.#missing = new Float64Array(this.#buckets.count)
    this.#forward = ratiosOf(vocabulary, this.#buckets, source, target)
    this.#backward = ratiosOf(vocabulary, this.#buckets, target, source)
    this.#seenTerm = new Int32Array(vocabulary.termCount)
    this.#acceptors = acceptorsOf(vocabulary, this.#backward.row)
  }

  columnsOf(units: readonly Features[]): WordColumns {
    const { row, missing } = this.#backward
    const { count } = this.#buckets
    const sums = new Float64Array(units.length * count)
    const bucket = new Uint8Array(units.length)
    for (let column = 0; column < units.length; column++) {
      const unit = units[column] as Features
      bucket[column] = this.#buckets.of(unit)
      addRows(sums, column * count, unit.terms, row, missing, count)
    }
    return {
      bucket,
      byStem: postingsOf(
        this.#vocabulary.stemCount,
        units.map((unit) => unit.stems),
      ),
      byTerm: postingsOf(
        this.#vocabulary.termCount,
        units.map((unit) => unit.terms),
      ),
      missing: sums,
    }
  }

  /** Puts what words say of `source` and each of the columns in `from..to` (inclusive) into `sums`. */
  weigh(source: Features, columns: WordColumns, from: number, to: number, sums: Float64Array): void {
    const own = this.#buckets.of(source)
    const { count } = this.#buckets
    const missing = this.#missing.fill(0)
    addRows(missing, 0, source.terms, this.#forward.row, this.#forward.missing, count)
    for (let column = from; column <= to; column++) {
      const without = columns.missing[column * count + own] as number
      sums[column] = without + (missing[columns.bucket[column] as number] as number)
    }
    this.#weighForward(source, columns, from, to, sums)
    this.#weighBackward(source, own, columns, from, to, sums)
  }

  /** Terms of the source whose translations are found. */
  #weighForward(source: Features, columns: WordColumns, from: number, to: number, sums: Float64Array): void {
    const { row: rows, gain } = this.#forward
    const { bucket, byStem } = columns
    const { start, places } = byStem
    if (this.#seenColumn.length < bucket.length) this.#seenColumn = new Int32Array(bucket.length * 2)
    const seen = this.#seenColumn
    const alternatives = this.#vocabulary.alternatives()
    for (const term of source.terms) {
      const row = rows[term] as number
      if (!(row >= 0)) continue
      const round = ++this.#round
      for (let link = alternatives.start[term] as number; link < (alternatives.start[term + 1] as number); link++) {
        const id = alternatives.members[link] as number
        const end = start[id + 1] as number
        for (let at = firstFrom(byStem, id, from); at < end; at++) {
          const column = places[at] as number
          if (column > to) break
          if (seen[column] === round) continue
          seen[column] = round
          sums[column] = (sums[column] as number) + (gain[row + (bucket[column] as number)] as number)
        }
      }
    }
  }

  /** Terms of the columns whose translations are found in the source. */
  #weighBackward(
    source: Features,
    own: number,
    { byTerm }: WordColumns,
    from: number,
    to: number,
    sums: Float64Array,
  ): void {
    const { row: rows, gain } = this.#backward
    const acceptors = this.#acceptors
    const round = ++this.#round
    for (const id of source.stems) {
      for (let link = acceptors.start[id] as number; link < (acceptors.start[id + 1] as number); link++) {
        const term = acceptors.places[link] as number
        if (this.#seenTerm[term] === round) continue
        this.#seenTerm[term] = round
        const found = gain[(rows[term] as number) + own] as number
        const end = byTerm.start[term + 1] as number
        for (let at = firstFrom(byTerm, term, from); at < end; at++) {
          const column = byTerm.places[at] as number
          if (column > to) break
          sums[column] = (sums[column] as number) + found
        }
      }
    }
  }
}

/** For each stem the terms that it may stand for, of those that say anything. */
function acceptorsOf(vocabulary: Vocabulary, rows: Int32Array): Postings {
  const alternatives = vocabulary.alternatives()
  const start = new Int32Array(vocabulary.stemCount + 1)
  const each = (visit: (id: number, term: number) => void): void => {
    for (let term = 0; term < rows.length; term++) {
      if ((rows[term] as number) < 0) continue
      const end = alternatives.start[term + 1] as number
      for (let at = alternatives.start[term] as number; at < end; at++) visit(alternatives.members[at] as number, term)
    }
  }
  each((id) => increase(start, id + 1, 1))
  for (let id = 1; id < start.length; id++) increase(start, id, start[id - 1] as number)
  const places = new Int32Array(start.at(-1) as number)
  const next = start.slice()
  each((id, term) => {
    places[next[id] as number] = term
    increase(next, id, 1)
  })
  return { start, places }
}

/** Adds the rows of `terms`, of `count` numbers each, to the numbers from `place` on. */
function addRows(
  sums: Float64Array,
  place: number,
  terms: readonly number[],
  rows: Int32Array,
  ratios: Float64Array,
  count: number,
): void {
  for (let at = 0; at < terms.length; at++) {
    const row = rows[terms[at] as number] as number
    // Terms that were not known yet say nothing.
    if (!(row >= 0)) continue
    for (let bucket = 0; bucket < count; bucket++) {
      sums[place + bucket] = (sums[place + bucket] as number) + (ratios[row + bucket] as number)
    }
  }
}
