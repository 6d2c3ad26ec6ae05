import type { Features } from './features.js'
import { movedPrior, REPLACED } from './priors.js'
import type { Scorer } from './score.js'

/** What being next to a pair that is linked in the same order says for a pair: whole passages move. */
const BESIDE_LINK = 4
/** No more pairs of leftovers than this are compared; what lies beyond stays left over. */
const MOST_PAIRS = 1_000_000
const MOST_ROUNDS = 50
/** A link by position whose evidence is weaker than this may be broken for a stronger one elsewhere. */
const WEAK = 4

export interface ScoredPair {
  readonly source: number
  readonly target: number
  /** Log-likelihood ratio, or for a moved pair its probability. */
  readonly score: number
}

/** Pairs found out of order, and the pairs in order that had to give way to them. */
export interface MovedPairs {
  readonly moved: readonly ScoredPair[]
  readonly broken: readonly ScoredPair[]
}

/**
 * Pairs up units that both sides left over, wherever they stand: only where their words say so. A unit that was
 * paired with its neighbour for want of a better one is let go when a leftover fits it much better.
 */
export class MovedFinder {
  readonly #freeSource: Set<number>
  readonly #freeTarget: Set<number>
  readonly #bySource = new Map<number, ScoredPair>()
  readonly #byTarget = new Map<number, ScoredPair>()
  readonly #candidates: ScoredPair[] = []
  readonly #temperature: number

  constructor(
    leftSource: readonly number[],
    leftTarget: readonly number[],
    linked: readonly ScoredPair[],
    temperature: number,
  ) {
    this.#freeSource = new Set(leftSource)
    this.#freeTarget = new Set(leftTarget)
    this.#temperature = temperature
    for (const pair of linked) this.#link(pair)
  }

  find(scorer: Scorer, source: readonly Features[], target: readonly Features[]): MovedPairs {
    this.#compare(scorer, source, target)
    const moved: ScoredPair[] = []
    const broken: ScoredPair[] = []
    for (let round = 0; round < MOST_ROUNDS; round++) {
      const found = this.#round()
      if (found.length === 0) break
      for (const pair of found) {
        for (const old of [this.#bySource.get(pair.source), this.#byTarget.get(pair.target)]) {
          if (!old) continue
          broken.push(old)
          this.#unlink(old)
        }
        moved.push(pair)
        this.#link({ ...pair, score: Number.POSITIVE_INFINITY })
      }
    }
    return { moved, broken }
  }

  #compare(scorer: Scorer, source: readonly Features[], target: readonly Features[]): void {
    const weak = [...this.#bySource.values()].filter((pair) => pair.score < WEAK)
    const sources = [...this.#freeSource, ...weak.map((pair) => pair.source)].slice(0, MOST_PAIRS)
    const most = Math.max(1, Math.floor(MOST_PAIRS / Math.max(1, sources.length)))
    const targets = [...this.#freeTarget, ...weak.map((pair) => pair.target)].slice(0, most)
    if (sources.length === 0 || targets.length === 0) return
    const columns = scorer.columnsOf(targets.map((j) => target[j] as Features))
    const prior = movedPrior(Math.max(source.length, target.length))
    for (const i of sources) {
      scorer.scoreRow(source[i] as Features, columns, 0, targets.length - 1)
      for (let column = 0; column < targets.length; column++) {
        const j = targets[column] as number
        const score = (columns.scores[column] as number) + prior
        if (score > -BESIDE_LINK) this.#candidates.push({ source: i, target: j, score })
      }
    }
  }

  /** All pairs that are more likely than their rivals, the links they would break, and no link, taken together. */
  #round(): ScoredPair[] {
    const open: ScoredPair[] = []
    const bySource = new Map<number, number>()
    const byTarget = new Map<number, number>()
    for (const pair of this.#candidates) {
      const score = this.#gain(pair)
      if (score === Number.NEGATIVE_INFINITY) continue
      const weight = Math.exp(Math.min(40, score / this.#temperature))
      open.push({ ...pair, score: weight })
      bySource.set(pair.source, (bySource.get(pair.source) ?? 0) + weight)
      byTarget.set(pair.target, (byTarget.get(pair.target) ?? 0) + weight)
    }
    return open.flatMap(({ source, target, score: weight }) => {
      const rivals = (bySource.get(source) ?? 0) + (byTarget.get(target) ?? 0) - weight
      const probability = weight / (1 + rivals)
      return probability > 0.5 ? [{ source, target, score: probability }] : []
    })
  }

  #gain({ source, target, score }: ScoredPair): number {
    const heldSource = this.#bySource.get(source)
    const heldTarget = this.#byTarget.get(target)
    if (heldSource && heldSource === heldTarget) return Number.NEGATIVE_INFINITY
    const held = [heldSource, heldTarget].reduce((sum, pair) => sum + (pair ? Math.max(0, pair.score) : 0), 0)
    const breaks = heldSource || heldTarget ? REPLACED : 0
    const beside =
      this.#bySource.get(source - 1)?.target === target - 1 || this.#bySource.get(source + 1)?.target === target + 1
    return score + (beside ? BESIDE_LINK : 0) - held + breaks
  }

  #link(pair: ScoredPair): void {
    this.#bySource.set(pair.source, pair)
    this.#byTarget.set(pair.target, pair)
  }

  #unlink(pair: ScoredPair): void {
    this.#bySource.delete(pair.source)
    this.#byTarget.delete(pair.target)
  }
}
