import type { Features } from './features.js'
import type { TermOrigin, Vocabulary } from './vocabulary.js'

/** How often a term's translation is found in the counterpart when nothing else is known. */
const KEPT: Readonly<Record<TermOrigin, number>> = { same: 0.88, listed: 0.6, learned: 0.75 }
/** So many units must hold a term before what became of it counts for half. */
const FEW = 1.5
const BUCKETS = 16

/** Buckets of length grow by this factor of a power of e. */
const BUCKET_STEP = 0.5

function bucketOf(unit: Features): number {
  return Math.max(0, Math.min(BUCKETS - 1, Math.floor(unit.logSize / BUCKET_STEP)))
}

/** Log-likelihood ratios of finding, or not finding, each term's translation in a unit of a given length. */
interface Ratios {
  readonly found: Float32Array
  readonly missing: Float32Array
}

/** Sums of log-likelihood ratios: what is shared speaks for a pair, what is missing against it. */
export interface SharedWords {
  found: number
  missing: number
}

/**
 * Judges pairs of units by the words they share: naive Bayes over terms, in both directions.
 *
 * A term speaks for a pair the more, the rarer its translations are on the other side; a term that is mostly
 * translated some other way in this chapter speaks little either way.
 */
export class Evidence {
  readonly #alternatives: Alternatives
  readonly #forward: Ratios
  readonly #backward: Ratios
  readonly #chain: { head: Int32Array; stamp: Int32Array; next: Int32Array; term: Int32Array }
  readonly #seen: Int32Array
  readonly #allowed: Int32Array
  readonly #missingByBucket = new Float64Array(BUCKETS)
  #row = 0
  #pair = 0
  #current: Features | undefined

  constructor(vocabulary: Vocabulary, source: readonly Features[], target: readonly Features[]) {
    this.#alternatives = alternativesOf(vocabulary)
    this.#forward = ratiosOf(vocabulary, source, target)
    this.#backward = ratiosOf(vocabulary, target, source)
    const stems = vocabulary.stemCount
    this.#chain = {
      head: new Int32Array(stems),
      stamp: new Int32Array(stems),
      next: new Int32Array(64),
      term: new Int32Array(64),
    }
    this.#seen = new Int32Array(vocabulary.termCount)
    this.#allowed = new Int32Array(stems)
  }

  /** Chooses the source side of the pairs that {@link pair} judges next. */
  row(source: Features): void {
    this.#current = source
    this.#row++
    let used = 0
    const chain = this.#chain
    const { start, stems } = this.#alternatives
    this.#missingByBucket.fill(0)
    for (const term of source.terms) {
      for (let bucket = 0; bucket < BUCKETS; bucket++) {
        const more = this.#forward.missing[term * BUCKETS + bucket] as number
        this.#missingByBucket[bucket] = (this.#missingByBucket[bucket] as number) + more
      }
      for (let at = start[term] as number; at < (start[term + 1] as number); at++) {
        const id = stems[at] as number
        if (used === chain.next.length) this.#growChain()
        this.#chain.next[used] = chain.stamp[id] === this.#row ? (chain.head[id] as number) : -1
        this.#chain.term[used] = term
        chain.stamp[id] = this.#row
        chain.head[id] = used++
        this.#allowed[id] = this.#row
      }
    }
  }

  pair(target: Features, sums: SharedWords): void {
    const source = this.#current as Features
    this.#pair++
    const { head, stamp, next, term: terms } = this.#chain
    const forward = bucketOf(target)
    let found = 0
    let missing = this.#missingByBucket[forward] as number
    for (const id of target.stems) {
      if (stamp[id] !== this.#row) continue
      for (let link = head[id] as number; link !== -1; link = next[link] as number) {
        const term = terms[link] as number
        if (this.#seen[term] === this.#pair) continue
        this.#seen[term] = this.#pair
        found += this.#forward.found[term * BUCKETS + forward] as number
        missing -= this.#forward.missing[term * BUCKETS + forward] as number
      }
    }
    const backward = bucketOf(source)
    for (const term of target.terms) {
      const at = term * BUCKETS + backward
      if (this.#isAllowed(term)) found += this.#backward.found[at] as number
      else missing += this.#backward.missing[at] as number
    }
    sums.found = found / 2
    sums.missing = missing / 2
  }

  #isAllowed(term: number): boolean {
    const { start, stems } = this.#alternatives
    for (let at = start[term] as number; at < (start[term + 1] as number); at++) {
      if (this.#allowed[stems[at] as number] === this.#row) return true
    }
    return false
  }

  #growChain(): void {
    for (const name of ['next', 'term'] as const) {
      const grown = new Int32Array(this.#chain[name].length * 2)
      grown.set(this.#chain[name])
      this.#chain[name] = grown
    }
  }
}

/** For each term the stems that may stand for it: `stems` from `start[term]` up to `start[term + 1]`. */
interface Alternatives {
  readonly start: Int32Array
  readonly stems: Int32Array
}

function alternativesOf(vocabulary: Vocabulary): Alternatives {
  const lists = Array.from({ length: vocabulary.termCount }, (_, term) => vocabulary.alternativesOf(term))
  const start = new Int32Array(lists.length + 1)
  for (const [term, list] of lists.entries()) start[term + 1] = (start[term] as number) + list.length
  return { start, stems: Int32Array.from(lists.flat()) }
}

function ratiosOf(vocabulary: Vocabulary, from: readonly Features[], to: readonly Features[]): Ratios {
  const terms = vocabulary.termCount
  const found = new Float32Array(terms * BUCKETS)
  const missing = new Float32Array(terms * BUCKETS)
  const frequency = new Int32Array(terms)
  for (const unit of from) for (const term of unit.terms) frequency[term] = (frequency[term] as number) + 1
  const holders = postingsOf(vocabulary.stemCount, to)
  const meanSize = to.reduce((sum, unit) => sum + unit.size, 0) / Math.max(1, to.length)
  for (let term = 0; term < terms; term++) {
    const own = frequency[term] as number
    if (own === 0) continue
    const others = countHolders(vocabulary.alternativesOf(term), holders)
    const kept = KEPT[vocabulary.originOf(term)] * Math.min(1, (others + FEW) / (own + FEW))
    const density = -Math.log(1 - (others + 0.5) / (to.length + 1.5)) / meanSize
    for (let bucket = 0; bucket < BUCKETS; bucket++) {
      const chance = 1 - Math.exp(-density * Math.exp((bucket + 0.5) * BUCKET_STEP))
      if (kept <= chance) continue
      found[term * BUCKETS + bucket] = Math.log(kept / chance)
      missing[term * BUCKETS + bucket] = Math.log((1 - kept) / (1 - chance))
    }
  }
  return { found, missing }
}

function postingsOf(stems: number, units: readonly Features[]): (number[] | undefined)[] {
  const postings: (number[] | undefined)[] = new Array(stems)
  for (const [index, unit] of units.entries()) {
    for (const id of unit.stems) {
      const list = postings[id]
      if (list) list.push(index)
      else postings[id] = [index]
    }
  }
  return postings
}

function countHolders(stems: readonly number[], postings: readonly (number[] | undefined)[]): number {
  const [only] = stems
  if (stems.length === 1) return postings[only as number]?.length ?? 0
  const holders = new Set<number>()
  for (const id of stems) for (const index of postings[id] ?? []) holders.add(index)
  return holders.size
}
