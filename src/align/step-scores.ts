import { type Band, cellOf } from './band.js'
import type { FeatureReader, Features } from './features.js'
import { isProse } from './kinds.js'
import type { PairScores } from './pair-scores.js'
import { STEPS, type Step } from './priors.js'
import type { Columns, Scorer } from './score.js'

const NEVER = Number.NEGATIVE_INFINITY

/** For each of {@link STEPS}, by the cell it ends in: its prior and what speaks for it. */
export type StepScores = readonly Float32Array[]

/** What has to be known to weigh groups of units. */
export interface Stretch {
  readonly reader: FeatureReader
  readonly source: readonly Features[]
  readonly target: readonly Features[]
  readonly band: Band
  readonly pairs: PairScores
}

/** Scores the steps within a stretch: pairs, crossed pairs, and groups of running text. */
export function scoreSteps(scorer: Scorer, stretch: Stretch, temperature: number): StepScores {
  const { band, pairs, reader, source, target } = stretch
  const [sources, targets] = [new Runs(reader, source), new Runs(reader, target)]
  const columns = [1, 2, 3].map((length) => scorer.columnsOf(targets.ofLength(length).map((run) => run.unit)))
  return STEPS.map((step) => {
    if (step.crossed) return scoreCrossed(band, pairs, step.prior, temperature)
    if (step.source + step.target === 2) return pairs.map((score) => (score + step.prior) / temperature)
    const scores = new Float32Array(band.cells).fill(NEVER)
    const found = columns[step.target - 1] as Columns
    const runs = { sources: sources.ofLength(step.source), targets: targets.ofLength(step.target) }
    scoreGroups(scorer, stretch, step, runs, found, scores, temperature)
    return scores
  })
}

interface Run {
  /** How many units lie behind its last one, itself included. */
  readonly end: number
  readonly unit: Features
}

/** Runs of adjacent units of running text, by length. */
class Runs {
  readonly #byLength: (readonly Run[])[] = []
  readonly #units: readonly Features[]
  readonly #reader: FeatureReader

  constructor(reader: FeatureReader, units: readonly Features[]) {
    this.#reader = reader
    this.#units = units
  }

  ofLength(length: number): readonly Run[] {
    const known = this.#byLength[length]
    if (known) return known
    const runs: Run[] = []
    for (let end = length; end <= this.#units.length; end++) {
      const run = this.#units.slice(end - length, end)
      if (run.every(isProse)) runs.push({ end, unit: this.#reader.join(run) })
    }
    this.#byLength[length] = runs
    return runs
  }
}

function scoreGroups(
  scorer: Scorer,
  { band, source, target }: Stretch,
  step: Step,
  { sources, targets }: { readonly sources: readonly Run[]; readonly targets: readonly Run[] },
  columns: Columns,
  found: Float32Array,
  temperature: number,
): void {
  const scores = new Float64Array(targets.length)
  let [from, to] = [0, -1]
  for (const { end: i, unit } of sources) {
    const [low, high] = [band.low[i] as number, band.high[i] as number]
    while (from < targets.length && (targets[from] as Run).end < low) from++
    while (to + 1 < targets.length && (targets[to + 1] as Run).end <= high) to++
    if (to < from) continue
    scorer.scoreRow(unit, columns, from, to, scores)
    for (let at = from; at <= to; at++) {
      const j = (targets[at] as Run).end
      if (cellOf(band, i - step.source, j - step.target) < 0) continue
      if (hasCopy(source, i - step.source, i, target, j - step.target, j)) continue
      found[cellOf(band, i, j)] = ((scores[at] as number) + step.prior) / temperature
    }
  }
}

/** True when a unit of one run is a copy of one of the other: such units are pairs, not parts of a group. */
function hasCopy(
  source: readonly Features[],
  sourceStart: number,
  sourceEnd: number,
  target: readonly Features[],
  targetStart: number,
  targetEnd: number,
): boolean {
  for (let a = sourceStart; a < sourceEnd; a++) {
    for (let b = targetStart; b < targetEnd; b++) if (source[a]?.bare === target[b]?.bare) return true
  }
  return false
}

/** Both pairs of a crossing, from the scores of the pairs alone. */
function scoreCrossed(band: Band, pairs: PairScores, prior: number, temperature: number): Float32Array {
  const scores = new Float32Array(band.cells).fill(NEVER)
  for (let i = 2; i < band.low.length; i++) {
    for (let j = Math.max(2, band.low[i] as number); j <= (band.high[i] as number); j++) {
      const [first, second] = [cellOf(band, i - 1, j), cellOf(band, i, j - 1)]
      if (first < 0 || second < 0 || cellOf(band, i - 2, j - 2) < 0) continue
      const both = (pairs[first] as number) + (pairs[second] as number) + 2 * PAIR_PRIOR
      scores[cellOf(band, i, j)] = (both + prior) / temperature
    }
  }
  return scores
}

const PAIR_PRIOR = (STEPS[0] as Step).prior
