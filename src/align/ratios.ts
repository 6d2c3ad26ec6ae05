import type { Features } from './features.js'
import { increase, type Postings, postingsOf } from './postings.js'
import { type Lists, ORIGINS, type TermOrigin, type Vocabulary } from './vocabulary.js'

/** How often a term's translation is found in the counterpart when nothing else is known. */
const KEPT: Readonly<Record<TermOrigin, number>> = { same: 0.88, unlisted: 0.88, listed: 0.6, learned: 0.75 }
/** So many units must hold a term before what became of it counts for half. */
const FEW = 1.5
/** Finding a word says less, and missing it nearly as much, as it would if words were independent. */
const WEIGHTS = { found: 0.6, missing: 0.9 }

/** Lengths are told apart by buckets; each is this much longer than the one before, as a power of e. */
const BUCKET_STEP = 0.5
const MOST_BUCKETS = 16
/** Runs of units are longer than units by so many buckets. */
const ROOM_FOR_RUNS = 3

/** The buckets of length that a page needs. */
export class Buckets {
  readonly #first: number
  readonly count: number

  constructor(units: readonly Features[]) {
    let [first, last] = [MOST_BUCKETS - 1, 0]
    for (const { logSize } of units) {
      const bucket = Math.floor(logSize / BUCKET_STEP)
      first = Math.min(first, bucket)
      last = Math.max(last, bucket)
    }
    this.#first = Math.max(0, first)
    this.count = Math.max(1, Math.min(MOST_BUCKETS, last + 1 + ROOM_FOR_RUNS) - this.#first)
  }

  of(unit: Features): number {
    return Math.max(0, Math.min(this.count - 1, Math.floor(unit.logSize / BUCKET_STEP) - this.#first))
  }

  /** Length of the units in the middle of a bucket. */
  sizeOf(bucket: number): number {
    return Math.exp((this.#first + bucket + 0.5) * BUCKET_STEP)
  }
}

/**
 * Log-likelihood ratios of finding, or not finding, each term's translation in a unit of a given length. Terms that
 * are used alike share a row of numbers, one for each bucket.
 */
export interface Ratios {
  /** Where each term's row begins; -1 for terms that say nothing. */
  readonly row: Int32Array
  readonly missing: Float64Array
  /** How much better finding the translation is than missing it. */
  readonly gain: Float64Array
}

export function ratiosOf(
  vocabulary: Vocabulary,
  buckets: Buckets,
  from: readonly Features[],
  to: readonly Features[],
): Ratios {
  const own = new Int32Array(vocabulary.termCount)
  for (const { terms } of from) for (let at = 0; at < terms.length; at++) increase(own, terms[at] as number, 1)
  const others = new HolderCount(vocabulary, to)
  const meanSize = to.reduce((sum, unit) => sum + unit.size, 0) / Math.max(1, to.length)
  const rows = new Map<number, number>()
  const row = new Int32Array(own.length).fill(-1)
  const ratios = { row, missing: [] as number[], gain: [] as number[] }
  for (let term = 0; term < own.length; term++) {
    const used = own[term] as number
    if (used === 0) continue
    const origin = vocabulary.originOf(term)
    const found = others.of(term)
    // A word whose translation is unknown cannot be missed.
    if (origin === 'unlisted' && found === 0) continue
    const key = (ORIGINS.indexOf(origin) * (from.length + 1) + used) * (to.length + 1) + found
    let place = rows.get(key)
    if (place === undefined) {
      const kept = KEPT[origin] * Math.min(1, (found + FEW) / (used + FEW))
      const density = -Math.log(1 - (found + 0.5) / (to.length + 1.5)) / meanSize
      place = addRow(ratios, buckets, kept, density)
      rows.set(key, place)
    }
    row[term] = place
  }
  return { row, missing: Float64Array.from(ratios.missing), gain: Float64Array.from(ratios.gain) }
}

/** Adds the row of terms whose translation is kept with one probability and stands anywhere by chance. */
function addRow(
  { missing, gain }: { missing: number[]; gain: number[] },
  buckets: Buckets,
  kept: number,
  density: number,
): number {
  const start = gain.length
  let says = false
  for (let bucket = 0; bucket < buckets.count; bucket++) {
    const chance = 1 - Math.exp(-density * buckets.sizeOf(bucket))
    const speaks = kept > chance
    says ||= speaks
    const without = speaks ? (WEIGHTS.missing / 2) * Math.log((1 - kept) / (1 - chance)) : 0
    missing.push(without)
    gain.push(speaks ? (WEIGHTS.found / 2) * Math.log(kept / chance) - without : 0)
  }
  if (says) return start
  missing.length = start
  gain.length = start
  return -1
}

/** Counts the units that hold a term's translation. */
class HolderCount {
  readonly #alternatives: Lists
  readonly #holders: Postings
  readonly #seen: Int32Array
  #round = 0

  constructor(vocabulary: Vocabulary, units: readonly Features[]) {
    this.#alternatives = vocabulary.alternatives()
    this.#holders = postingsOf(
      vocabulary.stemCount,
      units.map((unit) => unit.stems),
    )
    this.#seen = new Int32Array(units.length)
  }

  of(term: number): number {
    const { start, places } = this.#holders
    const first = this.#alternatives.start[term] as number
    const end = this.#alternatives.start[term + 1] as number
    const only = this.#alternatives.members[first] as number
    if (end - first === 1) return (start[only + 1] as number) - (start[only] as number)
    this.#round++
    let count = 0
    for (let link = first; link < end; link++) {
      const id = this.#alternatives.members[link] as number
      for (let at = start[id] as number; at < (start[id + 1] as number); at++) {
        const place = places[at] as number
        if (this.#seen[place] === this.#round) continue
        this.#seen[place] = this.#round
        count++
      }
    }
    return count
  }
}
